/* paragraph_lines: a line of a setting as pieces with places. What the breaker chose in ratios is
 * worked out exactly here: glyphs are widened or narrowed by the line's expansion, the rest of the
 * measure is shared among the spaces in proportion to their stretch or shrink, and the last piece
 * ends exactly at the end of the measure plus what its last glyph may hang out. */
#include "lines/paragraph_private.h"

#include "base/arena.h"
#include "base/unicode.h"
#include "type/segment.h"
#include "type/shape_reading.h"

#include <string.h>

/* expansion in steps of about a thousandth, tracking of a thousandth of a point, as a PDF has it */
enum { EXPANSION_UNIT = 65536, EXPANSION_STEP = 66, TRACKING_STEPS = 1000 };

/* One line under way. Units are its pieces and the glue between them, in logical order. */
typedef struct unit {
	bool glue;
	uint8_t level;
	length width;   /* as set */
	length natural; /* glue's */
	length stretch, shrink;
	size_t piece;
} unit;

typedef struct line_builder {
	const setter *setter;
	const paragraph *p;
	const linebreak_line *line;
	piece *pieces;
	size_t count, piece_capacity;
	unit *units;
	size_t unit_count, unit_capacity;
	int32_t expansion;
	int32_t tracking; /* of letters of this size */
	length tracked_size;
} line_builder;

static length expanded(length width, int32_t expansion)
{
	return width + length_scale(width, expansion, EXPANSION_UNIT);
}

/* What tracking adds to a piece: it is put between clusters of glyphs, not after the last, so that
 * a word space is as wide as it looks. */
static length tracked(const piece *p)
{
	size_t between = 0;

	for (uint32_t i = p->first; p->tracking && i + 1 < p->first + p->count; i++)
		between += p->run->glyphs[i + 1].cluster != p->run->glyphs[i].cluster;
	return p->tracking * (length)between;
}

/* The tracking of a line's letters at a size; nearly all of a line are of one. */
static int32_t tracking_of(line_builder *b, length size)
{
	const line_style *l = &b->setter->style->lines;
	length full = b->line ? size * l->tracking / 1000 : 0;

	if (!full || size == b->tracked_size)
		return full ? b->tracking : 0;
	length steps = length_scale(length_scale(full, b->line->expansion, 1024), TRACKING_STEPS,
				    LENGTH_PT);
	b->tracked_size = size;
	b->tracking = (int32_t)length_scale(steps, LENGTH_PT, TRACKING_STEPS);
	return b->tracking;
}

static void add_piece(line_builder *b, piece made, length natural, uint8_t level)
{
	arena *a = b->setter->scratch;

	made.width = expanded(natural + tracked(&made), made.expansion);
	*ARENA_APPEND_ROOM(a, b->units, b->unit_count, b->unit_capacity) =
		(unit){.level = level, .width = made.width, .piece = b->count};
	*ARENA_APPEND_ROOM(a, b->pieces, b->count, b->piece_capacity) = made;
}

/* A word, or what a line shows of it, as pieces. */
static void add_runs(line_builder *b, const word *w, const span *in, uint8_t level, bool hyphen)
{
	for (size_t i = 0; i < w->count; i++) {
		const run *r = w->runs[i];
		if (r->count == 0)
			continue;
		add_piece(b,
			  (piece){.run = r,
				  .count = (uint32_t)r->count,
				  .expansion = in->initial ? 0 : b->expansion,
				  .tracking = shape_is_tracked(w->script) && !in->initial
						      ? tracking_of(b, r->size)
						      : 0,
				  .rise = w->superior ? 0 : in->look->rise,
				  .owner = in->owner,
				  .link = in->link,
				  .look = in->look,
				  .initial = in->initial,
				  .soft_hyphen = hyphen && i + 1 == w->count},
			  r->width, level);
	}
}

/* The respelling of the break at item i, or NULL. */
static const hyphen_respelling *respelling_at(const paragraph *p, uint32_t i)
{
	return p->kinds[i] & KEPT_HYPHEN ? p->kept[i].respelling : NULL;
}

/* Read the end of a part, before its hyphen, as it is spelt in the text, not as it is shown. */
static const word *read_end(const line_builder *b, const word *shown, const char *text, size_t at,
			    const hyphen_respelling *r)
{
	shape_zone zone = {at, strlen(r->before), r->left};

	if (!zone.shown || !zone.read) { /* with the letter before it */
		unicode_previous(text, &zone.from);
		zone.shown += at - zone.from;
		zone.read += at - zone.from;
	}
	return shape_read_as(b->setter->arena, shown, zone, text);
}

/* The same for the beginning of a part. */
static const word *read_beginning(const line_builder *b, const word *shown, const char *text,
				  const hyphen_respelling *r)
{
	shape_zone zone = {0, strlen(r->after), r->right};
	size_t next = r->right;

	if (!zone.shown || !zone.read) {
		unicode_next(text, &next);
		zone.shown += next - r->right;
		zone.read += next - r->right;
	}
	return shape_read_as(b->setter->arena, shown, zone, text);
}

/* A part of a word that is spelt otherwise where it breaks: before it (`begin`), at its end, or
 * both. */
static const word *respelled(const line_builder *b, const kept_item *from, const char *text,
			     size_t length, const hyphen_respelling *begin,
			     const hyphen_respelling *end, bool hyphen)
{
	static const hyphen_respelling none = {"", "", 0, 0};
	const setter *s = b->setter;
	const span *in = &b->p->spans[from->span];
	const char *mark = hyphen ? HYPHEN : "";
	const bool begins = begin && (begin->right || *begin->after);

	begin = begins ? begin : &none;
	const size_t left = end ? end->left : 0, middle = length - begin->right - left;
	const char *inner = text + begin->right,
		   *shown = arena_print(s->scratch, "%s%.*s%s%s", begin->after, (int)middle, inner,
					end ? end->before : "", mark);
	const word *w = shape_part(s->shaper, shown, strlen(shown), in->look, in->lang, from->word,
				   from->from, in->place);
	if (end)
		w = read_end(b, w,
			     arena_print(s->arena, "%s%.*s%s", begin->after, (int)(middle + left),
					 inner, mark),
			     strlen(begin->after) + middle, end);
	if (begins)
		w = read_beginning(b, w, arena_print(s->arena, "%.*s%s", (int)length, text, mark),
				   begin);
	return w;
}

static void add_fragment(line_builder *b, uint32_t first, uint32_t last, bool hyphen)
{
	const setter *s = b->setter;
	const kept_item *from = &b->p->kept[first], *to = &b->p->kept[last];
	const span *in = &b->p->spans[from->span];
	const char *text = b->p->text + from->start + from->from;
	size_t length = to->to - from->from;
	const bool begins = first == b->line->first && first > 0;
	const hyphen_respelling *begin = begins ? respelling_at(b->p, first - 1) : NULL,
				*end = hyphen ? respelling_at(b->p, b->line->last) : NULL;
	const word *w;

	if (begin || end) {
		w = respelled(b, from, text, length, begin, end, hyphen);
	} else {
		if (hyphen) {
			text = arena_print(s->scratch, "%.*s" HYPHEN, (int)length, text);
			length += strlen(HYPHEN);
		}
		w = shape_part(s->shaper, text, length, in->look, in->lang, from->word, from->from,
			       in->place);
	}
	add_runs(b, w, in, w->level, hyphen);
}

/* The boxes from `i` on that show one word; returns the last of them. */
static uint32_t same_word(const line_builder *b, uint32_t i)
{
	const paragraph *p = b->p;
	uint32_t last = i;

	for (uint32_t j = i + 1; j < b->line->last; j++) {
		if (!(p->kinds[j] & (KEPT_BOX | KEPT_GLUE)))
			continue;
		if ((p->kinds[j] & KEPT_GLUE) || p->kept[j].word != p->kept[i].word ||
		    p->kept[j].from != p->kept[last].to || p->kept[j].start != p->kept[i].start)
			break;
		last = j;
	}
	return last;
}

static void add_box(line_builder *b, uint32_t first, uint32_t last)
{
	const kept_item *from = &b->p->kept[first], *to = &b->p->kept[last];
	const span *in = &b->p->spans[from->span];

	if (in->image) {
		add_piece(b,
			  (piece){.image = in->image,
				  .image_height = in->height,
				  .owner = in->owner,
				  .link = in->link,
				  .look = in->look},
			  in->width, (uint8_t)from->level);
		return;
	}
	bool ends = last + 1 == b->line->last && (b->p->kinds[b->line->last] & KEPT_HYPHEN);
	size_t whole = 0;
	for (size_t i = 0; i < from->word->count; i++)
		whole += from->word->runs[i]->text_length;
	if (from->from == 0 && to->to == whole && !ends)
		add_runs(b, from->word, in, from->word->level, false);
	else
		add_fragment(b, first, last, ends);
}

static void add_glue(line_builder *b, uint32_t i)
{
	const kept_item *g = &b->p->kept[i];

	if (g->width == 0)
		return;
	if (b->count)
		b->pieces[b->count - 1].space = true;
	*ARENA_APPEND_ROOM(b->setter->scratch, b->units, b->unit_count, b->unit_capacity) =
		(unit){.glue = true,
		       .level = (uint8_t)g->level,
		       .width = g->width,
		       .natural = g->width,
		       .stretch = g->glue.stretch,
		       .shrink = g->glue.shrink};
}

/* A line is about as many words as spaces; nearly always nothing has to grow. */
static void make_room(line_builder *b)
{
	arena *a = b->setter->scratch;
	size_t items = b->line->last - b->line->first;

	b->units = arena_grow_room(a, NULL, 0, &b->unit_capacity, items + 2, sizeof *b->units);
	b->pieces =
		arena_grow_room(a, NULL, 0, &b->piece_capacity, items / 2 + 4, sizeof *b->pieces);
}

static void collect_units(line_builder *b)
{
	const paragraph *p = b->p;
	bool begun = false;

	make_room(b);

	for (uint32_t i = b->line->first; i < b->line->last; i++) {
		if (p->kinds[i] & KEPT_BOX) {
			uint32_t last = same_word(b, i);
			add_box(b, i, last);
			begun = true;
			i = last;
		} else if ((p->kinds[i] & KEPT_GLUE) && begun) {
			add_glue(b, i);
		}
	}
	while (b->unit_count && b->units[b->unit_count - 1].glue)
		b->unit_count--;
}

/* Is the line followed by a space in the text, so that words that it parts stay apart when they are
 * read? */
static bool space_follows(const paragraph *p, const linebreak_line *l)
{
	if (p->kinds[l->last] & KEPT_GLUE)
		return p->kept[l->last].width > 0;
	return (p->kinds[l->last] & KEPT_FORCED) && l->last + 1 < p->count;
}

/* Is it the manuscript that breaks the line here, inside the paragraph? */
static bool break_follows(const paragraph *p, const linebreak_line *l)
{
	return (p->kinds[l->last] & KEPT_FORCED) && l->last + 1 < p->count;
}

static length side(const line_builder *b, bool left)
{
	const piece *at = b->count ? &b->pieces[left ? 0 : b->count - 1] : NULL;

	if (!at || !at->run || b->p->has_levels)
		return 0;
	return shape_hang(b->setter->style, at->run, left ? at->first : at->first + at->count - 1,
			  left);
}

static length total(const line_builder *b, bool glue)
{
	length sum = 0;

	for (size_t i = 0; i < b->unit_count; i++)
		if (b->units[i].glue == glue)
			sum += b->units[i].width;
	return sum;
}

/* Fill `width` with the glue, by what each can give; positions are rounded, not the shares, so
 * nothing drifts. */
static void share(line_builder *b, length width)
{
	length rest = width - total(b, true), give = 0, seen = 0, given = 0;

	for (size_t i = 0; i < b->unit_count; i++)
		give += rest < 0 ? b->units[i].shrink : b->units[i].stretch;
	for (size_t i = 0; i < b->unit_count && give > 0; i++) {
		unit *u = &b->units[i];
		if (!u->glue)
			continue;
		seen += rest < 0 ? u->shrink : u->stretch;
		length upto = length_scale(rest, seen, give);
		u->width += upto - given;
		given = upto;
	}
}

static void set_by_ratio(line_builder *b)
{
	int32_t ratio = b->line->ratio;

	for (size_t i = 0; i < b->unit_count; i++) {
		unit *u = &b->units[i];
		if (u->glue)
			u->width = u->natural +
				   length_scale(ratio < 0 ? u->shrink : u->stretch, ratio, 1024);
	}
}

/* Does the line end because the author, or the paragraph, ended? Then it is not filled. */
static bool ends_by_force(const line_builder *b)
{
	return (b->p->kinds[b->line->last] & KEPT_FORCED) != 0;
}

static length start_of(const line_builder *b, length indent, length width)
{
	length free = b->line->width - width;
	bool rtl = b->p->base_level & 1;

	switch (b->p->shape.align) {
	case ALIGN_CENTER: return indent + free / 2;
	case ALIGN_RIGHT: return rtl ? 0 : indent + free;
	default: return rtl ? free : indent;
	}
}

/* Set the widths of the glue; returns the x that the line begins at. */
static length justify(line_builder *b, length indent)
{
	length left = side(b, true), right = side(b, false);
	bool filled = b->p->shape.align == ALIGN_JUSTIFY && !ends_by_force(b) &&
		      !b->line->overfull && !b->line->unfilled;

	if (filled) {
		share(b, b->line->width + left + right - total(b, false));
		return indent - left;
	}
	/* a full last line, squeezed to fit */
	if (b->p->shape.align == ALIGN_JUSTIFY && b->line->ratio < 0)
		set_by_ratio(b);
	length start = start_of(b, indent, total(b, false) + total(b, true));
	return b->p->shape.align == ALIGN_CENTER || b->p->shape.align == ALIGN_RIGHT ||
			       (b->p->base_level & 1)
		       ? start
		       : start - left;
}

/* The units from left to right; NULL: they are in that order. */
static const uint32_t *visual_order(const line_builder *b)
{
	if (!b->p->has_levels)
		return NULL;
	uint32_t *order = ARENA_ARRAY(b->setter->scratch, b->unit_count + 1, uint32_t);
	uint8_t *levels = ARENA_ARRAY(b->setter->scratch, b->unit_count + 1, uint8_t);
	for (size_t i = 0; i < b->unit_count; i++)
		levels[i] = b->units[i].level;
	segment_visual_order(levels, b->unit_count, order);
	return order;
}

static void place_units(line_builder *b, length x, text_line *result)
{
	const uint32_t *order = visual_order(b);

	result->left = x;
	for (size_t i = 0; i < b->unit_count; i++) {
		const unit *u = &b->units[order ? order[i] : i];
		if (!u->glue)
			b->pieces[u->piece].x = x;
		x += u->width;
	}
	result->right = x;
}

static void code_line_pieces(const setter *s, const paragraph *p, size_t line, text_line *result)
{
	const code_line *c = &p->code[line];
	line_builder b = {.setter = s, .p = p};

	for (size_t i = 0; i < c->count; i++)
		add_runs(&b, c->words[i], c->spans ? c->spans[i] : p->code_span, c->words[i]->level,
			 false);
	if (c->count == 0)
		add_runs(&b, c->word, p->code_span, 0, false);
	place_units(&b, c->indent, result);
	if (b.count) {
		b.pieces[b.count - 1].space = c->breaks;
		b.pieces[b.count - 1].breaks = c->breaks;
		b.pieces[b.count - 1].goes_on = !c->breaks && line + 1 < p->code_count;
	}
	result->pieces = b.pieces;
	result->count = b.count;
}

static int32_t expansion_of(const line_builder *b)
{
	length full = (length)b->line->expansion * b->setter->style->lines.expansion *
		      EXPANSION_UNIT / (1024 * 1000);

	return (int32_t)((full + (full < 0 ? -EXPANSION_STEP : EXPANSION_STEP) / 2) /
			 EXPANSION_STEP * EXPANSION_STEP);
}

length paragraph_indent(const paragraph *p, size_t line)
{
	if (p->base_level & 1)
		return 0;
	if (line == 0)
		return p->shape.first_indent;
	return line < (size_t)p->shape.initial ? p->beside_initial : 0;
}

void paragraph_line(const setter *s, const paragraph *p, size_t setting, size_t line,
		    text_line *result)
{
	arena_reset(s->scratch);
	*result = (text_line){0};
	if (p->code) {
		code_line_pieces(s, p, line, result);
		return;
	}
	line_builder b = {.setter = s, .p = p, .line = &p->breaks.settings[setting].lines[line]};
	b.expansion = expansion_of(&b);
	collect_units(&b);
	place_units(&b, justify(&b, paragraph_indent(p, line)), result);
	if (b.count) {
		piece *last = &b.pieces[b.count - 1];
		last->space = space_follows(p, b.line);
		last->breaks = break_follows(p, b.line);
		last->goes_on = !last->space && line + 1 < p->breaks.settings[setting].count;
	}
	result->pieces = b.pieces;
	result->count = b.count;
	result->hyphen = b.line->hyphen;
}
