/* pdf_order: the marks of each stretch of a line sorted by where they begin. */
#include "pdf/pdf_order.h"

#include "base/arena.h"
#include "base/unicode.h"
#include "pdf/pdf_object.h"

#include <stdlib.h>

typedef struct place_of {
	length x;
	uint32_t index;
} place_of;

static int from_left(const void *a, const void *b)
{
	const place_of *one = a, *other = b;

	if (one->x != other->x)
		return one->x < other->x ? -1 : 1;
	return one->index < other->index ? -1 : 1;
}

bool pdf_order_spaces(const page *p, size_t index)
{
	const mark *m = &p->marks[index], *next = m + 1;

	if (m->space || m->goes_on || m->kind != MARK_GLYPHS)
		return m->space;
	while (next < p->marks + p->mark_count && next->kind == MARK_RULE)
		next++;
	if (next == p->marks + p->mark_count || next->part != m->part || next->turn != m->turn)
		return true;
	if (next->kind != MARK_GLYPHS || next->y > m->y)
		return false;
	length size = m->as.glyphs.run->size, rightwards = next->x - m->x - m->as.glyphs.width,
	       leftwards = m->x - next->x - next->as.glyphs.width;
	return m->y - next->y > size || rightwards > size / 2 || leftwards > size / 2;
}

static int level_of(const mark *m)
{
	return m->kind == MARK_GLYPHS ? m->as.glyphs.run->level : 0;
}

static bool is_glyphs(const page *p, uint32_t i)
{
	return p->marks[i].kind == MARK_GLYPHS;
}

static bool has_face_of(const mark *m, const mark *other)
{
	return m->as.glyphs.run->font == other->as.glyphs.run->font &&
	       m->as.glyphs.run->size == other->as.glyphs.run->size;
}

static bool is_of_one_owner(const mark *m, const mark *next)
{
	return m->kind == MARK_GLYPHS && next->kind == MARK_GLYPHS && m->owner == next->owner &&
	       m->part == next->part && m->ink->painted_in_print == next->ink->painted_in_print;
}

/* The words that follow a mark's own up to a line's last: a line through or under them comes
 * between. The mark itself where something else follows. */
static uint32_t next_words(const page *p, uint32_t i, uint32_t last)
{
	uint32_t next = i + 1;
	while (next < last && p->marks[next].kind == MARK_RULE)
		next++;
	return next <= last && is_glyphs(p, next) ? next : i;
}

/* A space where the face changes: it is painted after the stretch that it follows, with the words
 * of its own element, or with the next words where these are of the same element. */
static bool place_space_between(pdf_order *o, const page *p, uint32_t i, uint32_t after)
{
	const mark *m = &p->marks[i], *next = &p->marks[after];
	const bool leftwards = level_of(m) % 2, next_leftwards = level_of(next) % 2,
		   follows = is_of_one_owner(m, next);

	if (!level_of(m) || (has_face_of(m, next) && o->visual[i]))
		return false;
	if (!leftwards && next_leftwards && !(follows && o->visual[after]))
		o->right_after[o->visual[i] ? o->ends[i] : i] = next;
	else if (has_face_of(m, next))
		return false;
	else if (leftwards && next_leftwards && follows && o->visual[after])
		o->right[after] = m;
	else if (leftwards && o->visual[i] && o->whole[i] && level_of(next))
		o->left_after[o->ends[i]] = m;
	else
		return false;
	return true;
}

/* A space between words of two levels has the lower one, so it is next to the word of that
 * level. */
static void place_space(pdf_order *o, const page *p, uint32_t i, uint32_t after)
{
	const mark *m = &p->marks[i];
	int here = level_of(m), next = level_of(&p->marks[after]);

	if (place_space_between(o, p, i, after))
		return;
	if (here <= next)
		(here % 2 ? o->left : o->right)[i] = m;
	else
		(next % 2 ? o->right : o->left)[after] = m;
}

/* The last words before a mark in its stretch and piece of marked content (pdf_order_joins),
 * without lines through or under words; the mark itself where one of them begins with it. */
static uint32_t words_before(const pdf_order *o, const page *p, uint32_t last)
{
	for (uint32_t i = last; i > 0; i--) {
		if (p->marks[i - 1].owner != p->marks[last].owner || !pdf_order_joins(o, i - 1))
			return last;
		if (is_glyphs(p, i - 1))
			return has_face_of(&p->marks[i - 1], &p->marks[last]) ? i - 1 : last;
	}
	return last;
}

/* The space after the line's last words is painted where the reading of their piece ends: a piece
 * runs in the direction in which its marks follow each other in the line, a single mark in that of
 * its letters. After a sign in another face than the words that it follows, only the text's own is
 * painted, on its right: on its left, PDFium would read it before the sign. */
static void place_last_space(pdf_order *o, const page *p, uint32_t last)
{
	const mark *m = &p->marks[last];
	const uint32_t before = words_before(o, p, last);
	bool leftwards = before == last ? level_of(m) % 2 : o->places[last] < o->places[before];

	if (level_of(m) % 2 && !o->visual[last]) {
		if (m->space)
			o->right[last] = m;
		return;
	}
	(leftwards ? o->left : o->right)[last] = m;
}

static void place_spaces(pdf_order *o, const page *p, const page_visual *line)
{
	uint32_t end = line->first + line->count, last = end;

	for (uint32_t i = line->first; i < end; i++)
		last = is_glyphs(p, i) ? i : last;
	for (uint32_t i = line->first; i < last && last < end; i++)
		if (is_glyphs(p, i) && p->marks[i].space)
			place_space(o, p, i, next_words(p, i, last));
	if (last < end && pdf_order_spaces(p, last))
		place_last_space(o, p, last);
}

/* --- words whose direction nothing tells --------------------------------------------------- */

static bool runs_leftwards(uint32_t c)
{
	bool script = (c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfefc) ||
		      (c >= 0x10800 && c <= 0x10fff) || (c >= 0x1e800 && c <= 0x1efff);

	return script && unicode_is_letter(c);
}

static bool has_letters_leftwards(const run *r)
{
	for (size_t at = 0; at < r->text_length;)
		if (runs_leftwards(unicode_next(r->text, &at)))
			return true;
	return false;
}

/* Marks of a line from one to another in reading order, which are painted side by side. */
typedef struct order_piece {
	uint32_t first, last;
} order_piece;

static order_piece piece_from(const pdf_order *o, const page *p, uint32_t first, uint32_t end)
{
	order_piece s = {first, first};

	while (s.last + 1 < end && pdf_order_joins(o, s.last) &&
	       is_of_one_owner(&p->marks[s.last], &p->marks[s.last + 1]))
		s.last++;
	return s;
}

/* Does something in it run from right to left although it has no letter that shows it? */
static bool hides_direction(const page *p, order_piece s)
{
	bool leftwards = false;

	for (uint32_t i = s.first; i <= s.last; i++) {
		const mark *m = &p->marks[i];
		if (m->kind != MARK_GLYPHS || m->as.glyphs.first || m->initial || m->soft_hyphen ||
		    m->as.glyphs.count != m->as.glyphs.run->count ||
		    has_letters_leftwards(m->as.glyphs.run))
			return false;
		leftwards |= level_of(m) % 2;
	}
	return leftwards;
}

/* Is the space after the last of them painted with them? */
static bool has_last_space(const pdf_order *o, const page *p, order_piece s)
{
	for (uint32_t i = s.first; i <= s.last; i++)
		if (o->left[i] == &p->marks[s.last] || o->right[i] == &p->marks[s.last])
			return true;
	return o->right_after[s.last];
}

/* Say the words of a piece as they are read. */
static void say(arena *a, pdf_order *o, const page *p, order_piece s)
{
	uint32_t from = o->places[s.first], to = o->places[s.last];
	pdf_buffer words = {0};

	for (uint32_t i = s.first; i <= s.last; i++) {
		const mark *m = &p->marks[i];
		pdf_append(&words, m->as.glyphs.run->text, m->as.glyphs.run->text_length);
		if (i < s.last ? m->space : has_last_space(o, p, s))
			pdf_append(&words, m->breaks ? "\n" : " ", 1);
	}
	o->says[from < to ? from : to] = arena_copy(a, words.data, words.length);
	o->said[from < to ? to : from] = true;
	pdf_buffer_free(&words);
}

static void say_hidden(arena *a, pdf_order *o, const page *p, const page_visual *line)
{
	uint32_t end = line->first + line->count;

	for (uint32_t i = line->first; i < end;) {
		order_piece s = piece_from(o, p, i, end);
		if (hides_direction(p, s))
			say(a, o, p, s);
		i = s.last + 1;
	}
}

/* --- stretches ------------------------------------------------------------------------------ */

/* The end of the stretch that begins with a mark: words in one face and size. Lines through and
 * under words belong to theirs. */
static uint32_t end_of_stretch(const page *p, uint32_t first, uint32_t end)
{
	const mark *face = NULL;
	uint32_t i = first;

	for (; i < end; i++) {
		if (!is_glyphs(p, i))
			continue;
		if (face && !has_face_of(&p->marks[i], face))
			break;
		face = &p->marks[i];
	}
	return i;
}

static bool shows_direction(const page *p, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		if (is_glyphs(p, i) && has_letters_leftwards(p->marks[i].as.glyphs.run))
			return true;
	return false;
}

static bool is_one_piece(const page *p, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i + 1 < end; i++)
		if (!is_of_one_owner(&p->marks[i], &p->marks[i + 1]))
			return false;
	return true;
}

/* `sorted` has room for the line's marks. */
static void order_stretch(pdf_order *o, const page *p, uint32_t first, uint32_t end,
			  place_of *sorted)
{
	const bool visual = shows_direction(p, first, end);

	for (uint32_t i = first; i < end; i++)
		sorted[i - first] = (place_of){visual ? p->marks[i].x : 0, i};
	qsort(sorted, end - first, sizeof *sorted, from_left);
	uint32_t final = first;
	for (uint32_t i = first; i < end; i++) {
		o->right[i] = NULL;
		o->marks[i] = sorted[i - first].index;
		o->places[o->marks[i]] = i;
		o->visual[i] = visual;
		final = is_glyphs(p, o->marks[i]) ? o->marks[i] : final;
	}
	const bool whole = !visual || is_one_piece(p, first, end);
	for (uint32_t i = first; i < end; i++) {
		o->ends[i] = final;
		o->whole[i] = whole;
	}
	for (uint32_t i = first + 1; i < end; i++) {
		uint32_t here = o->places[i - 1], next = o->places[i];
		o->parted[i] = here + 1 != next && next + 1 != here;
	}
}

static void order_line(arena *a, pdf_order *o, const page *p, const page_visual *line)
{
	place_of *sorted = ARENA_ARRAY(a, line->count + 1, place_of);
	const uint32_t end = line->first + line->count;

	for (uint32_t from = line->first, to; from < end; from = to) {
		to = end_of_stretch(p, from, end);
		order_stretch(o, p, from, to, sorted);
		o->parted[from] = from == line->first || !o->whole[from - 1] || !o->whole[from];
	}
	o->parted[end] = true;
	place_spaces(o, p, line);
	say_hidden(a, o, p, line);
}

pdf_order pdf_order_of(arena *a, const page *p)
{
	pdf_order o = {0};

	if (!p->visual_count)
		return o;
	o.marks = ARENA_ARRAY(a, p->mark_count, uint32_t);
	o.places = ARENA_ARRAY(a, p->mark_count, uint32_t);
	o.left = ARENA_FULL_ARRAY(a, p->mark_count, const mark *);
	o.right = ARENA_FULL_ARRAY(a, p->mark_count, const mark *);
	o.left_after = ARENA_FULL_ARRAY(a, p->mark_count, const mark *);
	o.right_after = ARENA_FULL_ARRAY(a, p->mark_count, const mark *);
	o.ends = ARENA_FULL_ARRAY(a, p->mark_count, uint32_t);
	o.whole = ARENA_FULL_ARRAY(a, p->mark_count, bool);
	o.visual = ARENA_FULL_ARRAY(a, p->mark_count, bool);
	o.parted = ARENA_FULL_ARRAY(a, p->mark_count + 1, bool);
	o.says = ARENA_FULL_ARRAY(a, p->mark_count, const char *);
	o.said = ARENA_FULL_ARRAY(a, p->mark_count, bool);
	for (size_t i = 0; i < p->mark_count; i++) {
		o.marks[i] = o.places[i] = (uint32_t)i;
		o.right[i] = pdf_order_spaces(p, i) ? &p->marks[i] : NULL;
	}
	for (size_t i = 0; i < p->visual_count; i++)
		order_line(a, &o, p, &p->visuals[i]);
	return o;
}

bool pdf_order_joins(const pdf_order *o, size_t index)
{
	return !o->parted || !o->parted[index + 1];
}

bool pdf_order_reads_leftwards(const pdf_order *o, const mark *m, size_t index)
{
	if (m->kind != MARK_GLYPHS || o->visual[index] || m->as.glyphs.run->level % 2 == 0)
		return false;
	const glyph *g = m->as.glyphs.run->glyphs;
	const uint32_t first = m->as.glyphs.first, end = first + m->as.glyphs.count;
	for (uint32_t at = first + 1; at < end; at++)
		if (g[at].cluster == g[at - 1].cluster)
			return false;
	return !m->soft_hyphen && m->as.glyphs.count > 1;
}
