/* paragraph_items: a paragraph's text as boxes, glue and penalties (Knuth and Plass 1981), each
 * with the atom it shows.
 *
 * A word is what is between spaces in one span, script and direction. It is shaped whole; where
 * it may break inside (UAX #14 after a hyphen, or hyphenation) it is several boxes whose widths add
 * up to the whole's, so that an unbroken word costs nothing. Glue comes from U+0020 alone. U+00A0
 * is a glue that forbids. Other spaces are part of their words. */
#include "lines/paragraph_private.h"

#include "base/arena.h"
#include "base/unicode.h"

#include <string.h>

/* demerits for a break after a hyphen, dash or slash that the author wrote, at a word's end */
/* as paragraph_joints.c has them */
enum { COST_WRITTEN_HYPHEN = 10, COST_WRITTEN_SIGN = 130 };

enum { IMAGE_LETTERS = 3 }; /* that an image counts as */

typedef struct builder {
	const setter *setter;
	paragraph *p;
	item *items;
	atom *atoms;
	size_t count, item_capacity, atom_capacity;
	uint32_t *notes;
	size_t note_count, note_capacity;
	size_t run; /* the segment's run at the place reached */
	size_t span, word;
	/* the span whose spaces these are: a plain space, and one after punctuation */
	const appearance *spaced;
	item spaces[2];
	bool hyphens;
	bool sentence; /* a sentence begins at the next word */
} builder;

static item *append(builder *b, item i, atom shown)
{
	arena *a = b->setter->scratch;
	size_t atoms = b->count;
	item *at = ARENA_APPEND_ROOM(a, b->items, b->count, b->item_capacity);

	*at = i;
	shown.span = (uint32_t)b->span;
	*ARENA_APPEND_ROOM(a, b->atoms, atoms, b->atom_capacity) = shown;
	return at;
}

static void penalty(builder *b, int32_t cost, uint8_t flags)
{
	append(b, (item){.kind = ITEM_PENALTY, .cost = cost, .flags = flags}, (atom){0});
}

/* Is there a mark of punctuation, a closing quote or a dash before byte i? */
static bool follows_mark(const char *text, uint32_t i)
{
	static const char *const marks[] = {"\u2019", "\u201D", "\u201C", "\u00BB",
					    "\u203A", "\u2013", "\u2014", "\u2026"};

	if (i == 0)
		return false;
	if ((unsigned char)text[i - 1] < 0x80)
		return strchr(",;:.!?)]\"", text[i - 1]) != NULL;
	for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
		size_t length = strlen(marks[k]);
		if (i >= length && memcmp(text + i - length, marks[k], length) == 0)
			return true;
	}
	return false;
}

/* Is a dash all that comes before byte i in its line? Speeches begin so, and the eye runs down
 * their beginnings: the space after the dash is the same in all of them. */
static bool opens_speech(const char *text, uint32_t i)
{
	bool dash = i >= 3 && memcmp(text + i - 3, "\u2013", 2) == 0 &&
		    (unsigned char)text[i - 1] >= 0x93 && (unsigned char)text[i - 1] <= 0x95;

	return dash && (i == 3 || text[i - 4] == '\n');
}

static item space_of(const line_style *prices, length width, bool pause)
{
	return (item){.kind = ITEM_GLUE,
		      .flags = pause ? ITEM_PAUSE : 0,
		      .width = item_length_of(width),
		      .stretch = item_length_of(width * prices->stretch / 1000 *
						(pause ? PAUSE_STRETCH : 100) / 100),
		      .shrink = item_length_of(width * prices->shrink / 1000 *
					       (pause ? PAUSE_SHRINK : 100) / 100)};
}

/* The space at byte i. */
static void space(builder *b, const span *in, uint8_t level, uint32_t i)
{
	const line_style *prices = &b->setter->style->lines;

	if (b->spaced != in->look) {
		length width = shape_space(b->setter->shaper, in->look);
		b->spaces[false] = space_of(prices, width, false);
		b->spaces[true] = space_of(prices, width, true);
		b->spaced = in->look;
	}
	item it = b->spaces[follows_mark(b->p->text, i)];
	if (opens_speech(b->p->text, i)) {
		it = b->spaces[false];
		it.stretch = it.shrink = 0;
	}
	append(b, it, (atom){.level = level});
}

/* The end of a paragraph, or of a line that the author ended: what is left of the line is
 * filled. */
static void fill(builder *b)
{
	penalty(b, ITEM_FORBIDDEN, 0);
	append(b, (item){.kind = ITEM_GLUE, .flags = ITEM_FINAL, .stretch = ITEM_ENDLESS},
	       (atom){0});
	penalty(b, -ITEM_FORBIDDEN, 0);
}

static length hang(const setter *s, const word *w, uint32_t offset, bool left)
{
	uint32_t glyph;
	const run *r = s->style->lines.protrusion ? shape_word_edge(w, offset, left, &glyph) : NULL;

	return r ? shape_hang(s->style, r, glyph, left) : 0;
}

static uint32_t letters(const char *text, size_t length)
{
	uint32_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += ((unsigned char)text[i] & 0xC0) != 0x80;
	return count;
}

/* The width of a word before each of its bytes, found in one go: asked one by one, a word of many
 * parts would cost the square. */
static const length *widths_before(const setter *s, const word *w, uint32_t size)
{
	length *before = ARENA_ARRAY(s->scratch, size + 2, length);
	uint32_t begins = 0;

	for (size_t i = 0; i < w->count; begins += (uint32_t)w->runs[i]->text_length, i++)
		for (size_t g = 0; g < w->runs[i]->count; g++)
			if (begins + w->runs[i]->glyphs[g].cluster < size)
				before[begins + w->runs[i]->glyphs[g].cluster + 1] +=
					w->runs[i]->glyphs[g].advance;
	for (uint32_t i = 1; i <= size; i++)
		before[i] += before[i - 1];
	return before;
}

static uint16_t counted(uint32_t letters)
{
	return letters < UINT16_MAX ? (uint16_t)letters : UINT16_MAX;
}

static void append_box(builder *b, item box, atom shown)
{
	const line_style *l = &b->setter->style->lines;
	length tracked = box.letters && shape_is_tracked(shown.word->script) ? box.letters - 1 : 0;

	box.kind = ITEM_BOX;
	box.stretch = box.shrink =
		item_length_of(((length)box.width * l->expansion +
				tracked * b->p->spans[b->span].look->size * l->tracking) /
			       1000);
	box.word = shown.word->hash;
	append(b, box, shown);
}

static void whole_box(builder *b, const word *w, uint32_t start, uint32_t size)
{
	append_box(b,
		   (item){.width = item_length_of(w->width),
			  .hang_left = item_length_of(w->hang_left),
			  .hang_right = item_length_of(w->hang_right),
			  .letters = counted(w->letters)},
		   (atom){.word = w, .to = size, .start = start});
}

/* A box that shows bytes from … to of a word. `before` has the widths of a word that breaks. Of
 * very long words the inner edges are not hung: nobody reads them. */
static void box(builder *b, const word *w, const length *before, uint32_t start, uint32_t from,
		uint32_t to, uint32_t whole)
{
	enum { LONGEST_HUNG = 64 };
	const setter *s = b->setter;
	bool inner = whole <= LONGEST_HUNG;

	append_box(b,
		   (item){.width = item_length_of(before[to] - before[from]),
			  .hang_left = item_length_of(from == 0 ? w->hang_left
						      : inner   ? hang(s, w, from, true)
								: 0),
			  .hang_right = item_length_of(to == whole ? w->hang_right
						       : inner     ? hang(s, w, to, false)
								   : 0),
			  .letters = counted(letters(b->p->text + start + from, to - from))},
		   (atom){.word = w, .from = from, .to = to, .start = start});
}

static void measure_hyphen(const setter *s, const span *in, item *it)
{
	const word *w = shape_word(s->shaper, HYPHEN, strlen(HYPHEN), in->look, in->lang,
				   HB_SCRIPT_LATIN, 0, in->place);

	it->hang_right = item_length_of(w->hang_right);
	it->width = item_length_of(w->width);
}

/* A hyphen inside a ligature divides it, and one that changes the spelling shows other letters: the
 * parts are as wide as they are when each is shaped alone, which is how the line shows them.
 * Elsewhere the parts' glyphs are the word's. */
static void measure_parts(const builder *b, const span *in, const word *w, const length *before,
			  uint32_t start, const joint *j, uint32_t size, item *it)
{
	static const hyphen_respelling as_it_is = {"", "", 0, 0};
	const setter *s = b->setter;
	const hyphen_respelling *r = j->respelling ? j->respelling : &as_it_is;
	const char *text = b->p->text + start;
	const uint32_t at = j->offset;
	const char *first = arena_print(s->scratch, "%.*s%s" HYPHEN, (int)(at - r->left), text,
					r->before),
		   *second = arena_print(s->scratch, "%s%.*s", r->after,
					 (int)(size - at - r->right), text + at + r->right);
	length left = shape_part(s->shaper, first, strlen(first), in->look, in->lang, w, 0,
				 in->place)
			      ->width,
	       right = shape_part(s->shaper, second, strlen(second), in->look, in->lang, w, at,
				  in->place)
			       ->width;

	it->width = item_length_of(left - before[at]);
	it->after = item_length_of(right - (before[size] - before[at]));
}

static void break_word(builder *b, const span *in, const word *w, uint32_t start, uint32_t size)
{
	const setter *s = b->setter;
	const joint_word jw = {.in = in,
			       .start = start,
			       .length = size,
			       .hyphens = b->hyphens,
			       .wide = w->width > b->p->shape.measure,
			       .sentence = b->sentence};
	joint *joints = ARENA_ARRAY(s->scratch, size + 1, joint);
	bool later = jw.wide && !b->hyphens &&
		     paragraph_may_hyphenate(in, b->p->text + start, size, true);
	size_t count = paragraph_joints(s, b->p, &jw, joints);
	const length *before = widths_before(s, w, size);
	uint32_t from = 0;

	b->p->wants_hyphens |= later;
	if (jw.wide && !later) {
		joint *all = ARENA_ARRAY(s->scratch, size + 1, joint);
		count = paragraph_cut(b->p, &jw, before, joints, count, all);
		joints = all;
	}
	for (size_t i = 0; i < count; i++) {
		item p = {.kind = ITEM_PENALTY, .cost = joints[i].cost, .flags = joints[i].flags};
		box(b, w, before, start, from, joints[i].offset, size);
		from = joints[i].offset;
		if (p.flags & ITEM_HYPHEN)
			measure_hyphen(s, in, &p);
		/* no cluster of glyphs begins there */
		if ((p.flags & ITEM_HYPHEN) &&
		    (joints[i].respelling || before[from + 1] == before[from]))
			measure_parts(b, in, w, before, start, &joints[i], size, &p);
		append(b, p, (atom){.respelling = joints[i].respelling});
	}
	box(b, w, before, start, from, size, size);
}

/* May a line end inside bytes start+1 … start+length-1, hyphens apart? */
static bool breaks_inside(const builder *b, uint32_t start, uint32_t length)
{
	return memchr(b->p->segment.breaks + start + 1, SEGMENT_MAY, length - 1) != NULL;
}

/* Does a word end a sentence, closing quotes and brackets aside? */
static bool ends_sentence(const char *text, size_t length)
{
	while (length > 0) {
		switch (unicode_previous(text, &length)) {
		case '.':
		case '!':
		case '?':
		case ':':
		case 0x2026: return true;
		case ')':
		case ']':
		case '"':
		case '\'':
		case 0x2019:
		case 0x201C:
		case 0x201D:
		case 0x203A:
		case 0xBB: break;
		default: return false;
		}
	}
	return false;
}

static void add_word(builder *b, const span *in, uint32_t start, uint32_t end)
{
	uint32_t length = end - start;
	const char *text = b->p->text + start;
	const word *w = b->p->words[b->word++].word;

	if (in->note)
		*ARENA_APPEND(b->setter->arena, b->notes, b->note_count, b->note_capacity) =
			(uint32_t)b->count;
	if ((b->hyphens && length >= 4) || w->width > b->p->shape.measure ||
	    breaks_inside(b, start, length) || paragraph_is_signed(in, text, length))
		break_word(b, in, w, start, length);
	else
		whole_box(b, w, start, length);
	b->p->has_levels |= w->level != 0;
	b->sentence = ends_sentence(text, length);
}

static void add_image(builder *b, const span *in)
{
	append(b,
	       (item){.kind = ITEM_BOX,
		      .width = item_length_of(in->width),
		      .letters = IMAGE_LETTERS},
	       (atom){.level = b->p->segment.runs[b->run].level});
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* Glue for the spaces after the first one that are code's: these are set as many as there are. A
 * line may end at the first glue alone. */
static void add_code_spaces(builder *b, uint32_t i, uint32_t end)
{
	const span *in = &b->p->spans[b->span];
	bool code = false;

	for (uint32_t first = i; i < end; i++) {
		while (in->end <= i)
			in++;
		bool before = code;
		code = in->owner && in->owner->kind == NODE_CODE;
		if (i > first && (code || before))
			space(b, in, b->p->segment.runs[b->run].level, i);
	}
}

/* Glue for the spaces at `i`; returns where they end. */
static uint32_t add_spaces(builder *b, const span *in, uint32_t i)
{
	const paragraph *p = b->p;
	uint32_t end = i;

	while (end < p->length && is_space(p->text[end]))
		end++;
	if (i == 0 || end == p->length || p->text[end] == '\n' || p->text[i - 1] == '\n')
		return end;
	if (b->p->segment.breaks[end] == SEGMENT_NONE)
		penalty(b, ITEM_FORBIDDEN, 0);
	space(b, in, b->p->segment.runs[b->run].level, i);
	if (end > i + 1)
		add_code_spaces(b, i, end);
	return end;
}

static uint32_t add_token(builder *b, const span *in, uint32_t i)
{
	const paragraph *p = b->p;
	const char *text = p->text;

	if (text[i] == '\n') {
		fill(b);
		return i + 1;
	}
	if (is_space(text[i]))
		return add_spaces(b, in, i);
	if (paragraph_is_no_break_space(text, i)) {
		penalty(b, ITEM_FORBIDDEN, 0);
		space(b, in, b->p->segment.runs[b->run].level, i);
		b->sentence = false; /* the stop before it was an abbreviation's: Mr. Darcy */
		return i + 2;
	}
	uint32_t end = in->image ? in->end : p->words[b->word].end;
	if (in->image)
		add_image(b, in);
	else
		add_word(b, in, i, end);
	/* UAX #14 lets lines end between a dash and a space that forbids it */
	bool joined = end == p->length || is_space(text[end]) || text[end] == '\n' ||
		      paragraph_is_no_break_space(text, end);
	if (!joined && b->p->segment.breaks[end] == SEGMENT_MAY) {
		bool dash = paragraph_after_dash(text, end);
		penalty(b, dash ? COST_WRITTEN_HYPHEN : COST_WRITTEN_SIGN,
			dash ? ITEM_EXPLICIT : 0);
	}
	return end;
}

void paragraph_items(const setter *s, paragraph *p, bool hyphens)
{
	builder b = {.setter = s, .p = p, .hyphens = hyphens, .sentence = true};
	size_t guess = p->length / 2 + 8;

	p->cut = p->has_levels = false;
	b.items = arena_grow_room(s->scratch, NULL, 0, &b.item_capacity, guess, sizeof *b.items);
	b.atoms = arena_grow_room(s->scratch, NULL, 0, &b.atom_capacity, guess, sizeof *b.atoms);
	for (uint32_t i = 0; i < p->length;) {
		while (p->spans[b.span].end <= i)
			b.span++;
		while (p->segment.runs[b.run].end <= i)
			b.run++;
		i = add_token(&b, &p->spans[b.span], i);
	}
	if (p->span_count)
		b.span = p->span_count - 1;
	fill(&b);
	p->items = b.items;
	p->atoms = b.atoms;
	p->count = b.count;
	p->notes = b.notes;
	p->note_count = b.note_count;
}

static uint8_t kept_kind(const item *it)
{
	if (it->kind == ITEM_BOX)
		return KEPT_BOX;
	if (it->kind == ITEM_GLUE)
		return (uint8_t)(KEPT_GLUE | (it->flags & ITEM_PAUSE ? KEPT_PAUSE : 0));
	return (uint8_t)((it->flags & ITEM_HYPHEN ? KEPT_HYPHEN : 0) |
			 (it->cost <= -ITEM_FORBIDDEN ? KEPT_FORCED : 0) |
			 (it->cost == COST_CUT ? KEPT_CUT : 0));
}

void paragraph_keep(const setter *s, paragraph *p)
{
	kept_item *all = ARENA_ROOM(s->lines, p->count, kept_item);
	uint8_t *kinds = ARENA_ROOM(s->lines, p->count, uint8_t);

	for (size_t i = 0; i < p->count; i++) {
		const item *it = &p->items[i];
		const atom *shown = &p->atoms[i];
		kinds[i] = kept_kind(it);
		all[i] = (kept_item){.word = shown->word,
				     .from = shown->from,
				     .to = shown->to,
				     .start = shown->start,
				     .span = shown->span};
		if (it->kind == ITEM_GLUE) {
			all[i].glue.stretch = it->stretch;
			all[i].glue.shrink = it->shrink;
			all[i].width = it->width;
		}
	}
	p->kept = all;
	p->kinds = kinds;
	p->items = NULL;
	p->atoms = NULL;
}

uint32_t paragraph_letters(const paragraph *p, size_t i)
{
	const kept_item *box = &p->kept[i];

	return box->word ? counted(letters(p->text + box->start + box->from, box->to - box->from))
			 : IMAGE_LETTERS;
}
