/* shape_letters: the characters to shape for a text: cased, each with its face. A face is chosen
 * for a whole grapheme cluster, since a mark from another face would not sit on its base. A cluster
 * here is a base with the marks, variation selectors and joined characters after it, which is what
 * matters to faces. */
#include "type/shape_letters.h"

#include "base/arena.h"
#include "base/icu.h"
#include "base/unicode.h"

#include <hb-ot.h>
#include <string.h>
#include <unicode/utf16.h>

enum {
	HYPHEN = 0x2010,
	HYPHEN_FIXED = 0x2011,
	JOINER = 0x200D,
	CASED_MOST = 8,
	FEATURES_MOST = 256
};

static bool has_feature(hb_face_t *face, hb_tag_t wanted)
{
	hb_tag_t tags[FEATURES_MOST];
	unsigned total = hb_ot_layout_table_get_feature_tags(face, HB_OT_TAG_GSUB, 0, NULL, NULL);
	for (unsigned start = 0; start < total; start += FEATURES_MOST) {
		unsigned count = FEATURES_MOST;
		hb_ot_layout_table_get_feature_tags(face, HB_OT_TAG_GSUB, start, &count, tags);
		for (unsigned i = 0; i < count; i++)
			if (tags[i] == wanted)
				return true;
	}
	return false;
}

void shape_letters_face_init(letter_face *f, const font *font)
{
	hb_face_t *face = hb_font_get_face(font_shaper(font));
	*f = (letter_face){.font = font};
	f->small_caps = has_feature(face, HB_TAG('s', 'm', 'c', 'p'));
	f->capitals_to_small_caps = has_feature(face, HB_TAG('c', '2', 's', 'c'));
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

/* Can the face set a character: by a glyph of its own, or by one that HarfBuzz or we put in its
 * place? */
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

/* What the face sets for a character. */
static uint32_t stand_in(const letter_face *f, uint32_t c)
{
	if ((c != HYPHEN && c != HYPHEN_FIXED) || face_has(f, c))
		return c;
	return f->hyphen ? HYPHEN : '-';
}

/* Casing */

static letter *add(letters *l, uint32_t character, uint32_t cluster)
{
	letter *made = ARENA_APPEND(l->arena, l->items, l->count, l->capacity);
	*made = (letter){.character = character, .cluster = cluster};
	return made;
}

/* A capital may be several characters: ß is SS. */
static void add_upper(letters *l, uint32_t c, uint32_t cluster, const char *lang, bool small)
{
	UChar from[2], to[CASED_MOST];
	int32_t from_length = 0;
	UErrorCode error = U_ZERO_ERROR;
	U16_APPEND_UNSAFE(from, from_length, c);
	int32_t length = icu()->u_strToUpper(to, CASED_MOST, from, from_length, lang, &error);
	if (U_FAILURE(error) || length > CASED_MOST) {
		add(l, c, cluster);
		return;
	}
	for (int32_t at = 0; at < length;) {
		UChar32 upper;
		U16_NEXT_UNSAFE(to, at, upper);
		add(l, (uint32_t)upper, cluster)->small = small;
	}
}

static void add_cased(letters *l, uint32_t c, uint32_t cluster, const letter_request *q)
{
	bool real = q->face->small_caps;
	switch (q->caps) {
	case CAPS_NONE: break;
	case CAPS_UPPER: add_upper(l, c, cluster, q->lang, false); return;
	case CAPS_SMALL:
		if (real || !icu()->u_hasBinaryProperty((UChar32)c, UCHAR_CHANGES_WHEN_UPPERCASED))
			break;
		add_upper(l, c, cluster, q->lang, true);
		return;
	case CAPS_ALL_SMALL:
		if (real) {
			c = q->face->capitals_to_small_caps ? c : unicode_lower(c);
			break;
		}
		add_upper(l, c, cluster, q->lang, unicode_is_letter(c));
		return;
	}
	add(l, c, cluster);
}

/* Faces */

/* The first character of a cluster that a face cannot set; NULL: it can set all. A face may lack a
 * mark and still have the letter that includes it. */
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
 * whole cluster, the first that has its base (choose_faces sets the rest apart). */
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
	for (letter *at = from + 1; at < end; at++) {
		if (!joined && !at->ignorable && !unicode_is_mark(at->character))
			return at;
		joined = at->character == JOINER;
	}
	return end;
}

/* False: one of them is not known. */
static bool choose_faces(letters *l, const letter_request *q)
{
	letter *end = l->items + l->count, *next;
	letter_face *before = q->before;
	bool unknown = false;
	for (letter *from = l->items; from < end; from = next) {
		next = cluster_end(from, end);
		letter_face *face = face_for(from, next, before, q, &unknown);
		const letter *lacking = first_lacking(face, from, next);
		/* no face has all of it: a mark in another face is better than none */
		if (lacking && lacking > from) {
			next = l->items + (lacking - l->items);
			lacking = NULL;
		}
		from->begins = true;
		for (letter *at = from; at < next; at++) {
			at->face = face;
			at->missing = lacking && at >= lacking && !at->ignorable &&
				      !face_sets(face, at->character);
			at->character = stand_in(face, at->character);
		}
		before = face;
	}
	return !unknown;
}

bool shape_letters_of(letters *result, const char *text, size_t length,
		      const letter_request *request)
{
	result->count = 0;
	for (size_t at = 0; at < length;) {
		uint32_t cluster = (uint32_t)at;
		uint32_t c = unicode_next(text, &at);
		if ((c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029)
			continue; /* controls and separators are not for readers */
		add_cased(result, c < ' ' ? ' ' : c, cluster, request);
	}
	for (size_t i = 0; i < result->count; i++)
		result->items[i].ignorable = unicode_is_ignorable(result->items[i].character);
	return !result->count || choose_faces(result, request);
}
