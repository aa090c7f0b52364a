/* shape_letters: the characters to shape for a text: cased, each with its face. A face is chosen
 * for a whole grapheme cluster, since a mark from another face would not sit on its base. A cluster
 * here is a base with the marks, variation selectors and joined characters after it, which is what
 * matters to faces. */
#include "type/shape_letters.h"

#include "base/unicode.h"
#include "type/shape_caps.h"

#include <hb-ot.h>

enum {
	HYPHEN = 0x2010,
	HYPHEN_FIXED = 0x2011,
	JOINER = 0x200D,
	/* a longer cluster is cut: no script writes so many marks over a letter */
	CLUSTER_MOST = 64
};

void shape_letters_face_init(letter_face *f, const font *font)
{
	*f = (letter_face){.font = font};
	shape_caps_of_face(f);
	f->hyphen = font_has(font, HYPHEN);
	f->hyphen_minus = font_has(font, '-');
	f->space = font_has(font, ' ');
	for (uint32_t c = ' '; c < 128; c++)
		if (font_has(font, c))
			f->ascii[c >> 6] |= 1ull << (c & 63);
}

static bool face_has(const letter_face *f, uint32_t c)
{
	return c < 128 ? f->ascii[c >> 6] & 1ull << (c & 63) : font_has(f->font, c);
}

/* Can the face set a character: by its own glyph, or by one that HarfBuzz or stand_in
 * substitutes? */
static bool face_sets(const letter_face *f, uint32_t c)
{
	hb_codepoint_t first, second;
	if (face_has(f, c))
		return true;
	if (c == HYPHEN || c == HYPHEN_FIXED)
		return f->hyphen || f->hyphen_minus;
	if (c < 128)
		return false;
	if (unicode_is_blank(c))
		return f->space;
	return hb_unicode_decompose(hb_unicode_funcs_get_default(), c, &first, &second) &&
	       face_sets(f, first) && (!second || face_has(f, second));
}

/* The character whose glyph the face uses for this one. */
static uint32_t stand_in(const letter_face *f, uint32_t c)
{
	if ((c != HYPHEN && c != HYPHEN_FIXED) || face_has(f, c))
		return c;
	return f->hyphen ? HYPHEN : '-';
}

/* Faces */

/* The first character of a cluster that a face cannot set; NULL: it can set all. A face may lack a
 * mark but have the composed letter. */
static const letter *first_lacking(const letter_face *f, const letter *from, const letter *end)
{
	uint32_t base = from->character;
	for (const letter *at = from; at < end; at++) {
		hb_codepoint_t composed;
		if (at->ignorable || face_sets(f, at->character)) {
			base = at == from ? at->character : base;
			continue;
		}
		if (at == from ||
		    !hb_unicode_compose(hb_unicode_funcs_get_default(), base, at->character,
					&composed) ||
		    !face_has(f, composed))
			return at;
		base = composed;
	}
	return NULL;
}

static letter_face *fallback_for(const letter_request *q, uint32_t character, bool *unknown)
{
	const font *own = q->face->font, *found = NULL;
	if (q->may_ask)
		found = font_fallback(q->fonts, own, q->fallbacks, character);
	else if (!font_fallback_known(q->fonts, own, q->fallbacks, character, &found))
		*unknown = true;
	return found ? q->face_of(q->context, found) : NULL;
}

/* The face for a cluster: the appearance's own, that of the cluster before (so that a word in
 * another script keeps to one face), or one that the style or fontconfig offers. Where none has the
 * whole cluster, the first that has its base (choose_faces handles the rest). */
static letter_face *face_for(const letter *from, const letter *end, letter_face *before,
			     const letter_request *q, bool *unknown)
{
	const letter *lacking = first_lacking(q->face, from, end);
	if (!lacking)
		return q->face;
	if (before && !first_lacking(before, from, end))
		return before;
	letter_face *best = NULL;
	for (const letter *at = from; at < end; at++) {
		if (at->ignorable || (at != lacking && at != from))
			continue;
		letter_face *face = fallback_for(q, at->character, unknown);
		if (face && !first_lacking(face, from, end))
			return face;
		if (!best && face && face_sets(face, from->character))
			best = face;
	}
	return best && !face_sets(q->face, from->character) ? best : q->face;
}

static letter *cluster_end(letter *from, letter *end)
{
	bool joined = false;
	if (end - from > CLUSTER_MOST)
		end = from + CLUSTER_MOST;
	for (letter *at = from + 1; at < end; at++) {
		if (!joined && !at->ignorable && !unicode_is_mark(at->character))
			return at;
		joined = at->character == JOINER;
	}
	return end;
}

/* Can a face set all letters of a word? Other signs may come from elsewhere. */
static bool sets_letters(const letters *l, letter_face *f)
{
	letter *end = l->items + l->count, *next;
	for (letter *from = l->items; from < end; from = next) {
		next = cluster_end(from, end);
		if (unicode_is_letter(from->character) && first_lacking(f, from, next))
			return false;
	}
	return true;
}

/* A face for the whole word if the appearance's face lacks one of its letters, so that no single
 * letter comes from another face. NULL: the appearance's face has all, or no face has. */
static letter_face *face_for_word(letters *l, const letter_request *q, bool *unknown)
{
	enum { TRIES = 4 };
	letter *end = l->items + l->count, *next;
	letter_face *tried = q->face;
	int tries = 0;
	for (letter *from = l->items; from < end && tries < TRIES; from = next) {
		next = cluster_end(from, end);
		if (!unicode_is_letter(from->character) || !first_lacking(q->face, from, next))
			continue;
		letter_face *face = face_for(from, next, NULL, q, unknown);
		if (face == tried)
			continue;
		if (sets_letters(l, face))
			return face;
		tried = face;
		tries++;
	}
	return NULL;
}

/* The first and last letter of a word: between them the word keeps to one face if one has all. */
static void bounds_of(const letters *l, const letter **first, const letter **last)
{
	*first = l->items + l->count;
	*last = NULL;
	for (size_t i = 0; i < l->count; i++) {
		if (!unicode_is_letter(l->items[i].character))
			continue;
		if (!*last)
			*first = &l->items[i];
		*last = &l->items[i];
	}
}

static void set_face(letter *from, letter *end, letter_face *face, const letter *lacking)
{
	from->begins = true;
	for (letter *at = from; at < end; at++) {
		at->face = face;
		at->missing = lacking && at >= lacking && !at->ignorable &&
			      !face_sets(face, at->character);
		at->character = stand_in(face, at->character);
	}
}

/* New emoji come with each year's Unicode, and no outline face has all of them. Only the font that
 * was made for it knows what a character for private use means. */
static bool may_be_boxed(uint32_t c)
{
	return (c >= 0x1f000 && c <= 0x1faff) || unicode_is_private(c);
}

/* Such a character that no face has is shown as an empty box that still carries it as its text; the
 * rest of its cluster shows nothing. False: no face has the box. */
static bool set_box(letter *from, letter *end, const letter_request *q, bool *unknown)
{
	enum { BOX = 0x25a1 };
	letter_face *face = face_has(q->face, BOX) ? q->face : fallback_for(q, BOX, unknown);
	if (!face || !face_has(face, BOX))
		return false;
	from->boxed = from->character;
	set_face(from, end, face, NULL);
	from->character = BOX;
	from->missing = true;
	for (letter *at = from + 1; at < end; at++) {
		at->character = JOINER;
		at->ignorable = true;
	}
	return true;
}

/* False: a face is needed that was not asked for yet. */
static bool choose_faces(letters *l, const letter_request *q)
{
	letter *end = l->items + l->count, *next;
	const letter *first, *last;
	letter_face *before = q->before;
	bool unknown = false;
	l->whole = q->is_part ? q->whole : face_for_word(l, q, &unknown);
	bounds_of(l, &first, &last);
	for (letter *from = l->items; from < end; from = next) {
		next = cluster_end(from, end);
		bool inside = l->whole && from >= first && from <= last &&
			      !first_lacking(l->whole, from, next);
		letter_face *face = inside ? l->whole : face_for(from, next, before, q, &unknown);
		const letter *lacking = first_lacking(face, from, next);
		/* no face has all of it: a mark in another face is better than none */
		if (lacking && lacking > from) {
			next = l->items + (lacking - l->items);
			lacking = NULL;
		}
		if (!lacking || !may_be_boxed(from->character) || !set_box(from, next, q, &unknown))
			set_face(from, next, face, lacking);
		before = face;
	}
	return !unknown;
}

/* The short way for most words: all characters are ASCII, and the appearance's face has them. */
static bool is_plain(letters *l, letter_face *own)
{
	for (size_t i = 0; i < l->count; i++) {
		letter *at = &l->items[i];
		if (at->character >= 128 || !face_has(own, at->character))
			return false;
		at->face = own;
		at->begins = true;
	}
	return true;
}

bool shape_letters_of(letters *result, const char *text, size_t length, const letter_request *q)
{
	bool raised = q->caps == CAPS_SMALL || q->caps == CAPS_ALL_SMALL;
	result->count = 0;
	result->whole = NULL;
	result->scaled = raised && (q->scaled ||
				    !shape_caps_are_real(q->face, text, length, q->caps, q->lang));
	shape_caps_add(result, text, length, q, result->scaled);
	if (is_plain(result, q->face))
		return true;
	for (size_t i = 0; i < result->count; i++)
		result->items[i].ignorable = unicode_is_ignorable(result->items[i].character);
	return choose_faces(result, q);
}
