/* galley_turned: tables that are turned by a quarter. A table whose words have no room side by side
 * in the measure, even in smaller type, may have it along the height of the page: then it is set as
 * a galley of its own, on pages of its own, whose grid runs across the paper. These are divided as
 * all pages are, so its head comes again on each, and the notes whose marks are in it are at their
 * foot. If the table may move, its pages come between others, and the text goes on before them;
 * else it ends the page above it. An author asks for that by the class `landscape`, and forbids it
 * by `portrait`. */
#include "layout/galley_private.h"

#include "base/arena.h"

enum { WIDER = 11, WIDER_OF = 10 /* what turning must gain to be worth it */ };

/* From the head of the first line's letters to the last line's baseline. */
static length turned_measure(const style *s)
{
	return s->sheet.grid * (s->sheet.lines - 1) + style_of(s, ROLE_BODY)->size * 7 / 10;
}

static int turned_lines(const style *s)
{
	return (int)(s->sheet.measure / s->sheet.grid);
}

static bool is_in_divisions(const node *n)
{
	for (n = n->parent; n; n = n->parent)
		if (n->kind != NODE_DIVISION && n->kind != NODE_DOCUMENT)
			return false;
	return true;
}

/* Does the table, or a division around it, have the class? */
static bool asks(const node *n, const char *class)
{
	for (; n; n = n->parent)
		if (node_has_class(n, class))
			return true;
	return false;
}

static bool may_turn(const galley_builder *b, const node *n, const context *in)
{
	const style *s = b->setter->style;

	if (b->in_note || b->in_columns || b->box || in->label || !is_in_divisions(n) ||
	    turned_measure(s) * WIDER_OF < s->sheet.measure * WIDER || turned_lines(s) < 4 ||
	    asks(n, "portrait"))
		return false;
	return asks(n, "landscape") ||
	       (!s->pages.tables_upright && plan_table_is_too_wide(b->cache->plan, n));
}

/* Has each row room on a page, below the head? Rows that are not set have no lines yet. */
static bool fits(const table_rows *t, int lines)
{
	int head = 0, tallest = 0;

	for (size_t i = 0; i < t->count; i++) {
		if (i < t->heads)
			head += t->rows[i].rows;
		else if (t->rows[i].rows > tallest)
			tallest = t->rows[i].rows;
	}
	return head + tallest <= lines;
}

static bool is_set(const table_rows *t)
{
	return t->count && t->rows[0].rows > 0;
}

/* The caption keeps the measure of the text, in which it is read most easily. */
static context caption_context(const galley_builder *b, length measure)
{
	const style *s = b->setter->style;
	context in = {.role = ROLE_BODY, .look = style_of(s, ROLE_BODY)};
	const length free = measure - s->sheet.measure;

	in.left = table_indent(style_of(s, ROLE_TABLE)->align, free);
	in.right = -in.left;
	return in;
}

static void set_inside(galley_builder *b, const node *n, const table_rows *table)
{
	context in = {.role = ROLE_BODY,
		      .look = style_of(b->setter->style, ROLE_BODY),
		      .right = b->setter->style->sheet.measure - table->measure},
		caption = caption_context(b, table->measure);

	if (n->first && n->first->kind == NODE_CAPTION)
		galley_caption(b, n->first, galley_caption_text(b, n->first, &caption), &caption,
			       true);
	galley_table_rows(b, table, &in, &caption);
}

static void divide(const setter *s, galley_turned *t)
{
	const pagebreak_prices prices = {.lines = t->lines,
					 .note_rule = galley_note_rule(s->style),
					 .note_split = 2000,
					 .first_page = 1};

	pagebreak(s->arena, t->galley.breaks, t->galley.count, &prices, &t->breaks);
}

/* Do as many turned tables come right before this place as may be owed? */
static bool follows_several(const galley_builder *b)
{
	int floats = 0;

	for (size_t i = b->count; i > 0 && b->breaks[i - 1].alone; i--)
		floats += b->breaks[i - 1].floats > 0;
	return floats >= PAGEBREAK_OWED;
}

static void add_page(galley_builder *b, const node *n, const galley_turned *t, size_t page,
		     bool moves)
{
	const sheet *s = &b->setter->style->sheet;
	const galley_block block = {.kind = GALLEY_TURNED,
				    .node = n->first,
				    .look = style_of(b->setter->style, ROLE_BODY),
				    .leading = s->grid,
				    .turned = t,
				    .turned_page = page};

	if (b->before == PAGEBREAK_FREE && !moves)
		b->before = PAGEBREAK_PAGE;
	pagebreak_block *numbers = galley_add(b, block, s->lines);
	numbers->space = 0;
	numbers->alone = moves;
}

bool galley_turned_set(galley_builder *b, const node *n, context *in)
{
	const setter *s = b->setter;

	if (!may_turn(b, n, in))
		return false;
	galley_turned *t = ARENA_NEW(s->arena, galley_turned);
	t->measure = turned_measure(s->style);
	t->lines = turned_lines(s->style);
	const table_rows *table = plan_turned_table(b->cache->plan, n, t->measure, b->in_float);
	if (!fits(table, t->lines))
		return false;
	galley_builder inside = {.setter = s,
				 .references = b->references,
				 .cache = b->cache,
				 .notes = b->notes,
				 .in_columns = true,
				 .in_float = b->in_float};
	set_inside(&inside, n, table);
	t->galley.blocks = inside.blocks;
	t->galley.breaks = inside.breaks;
	t->galley.count = inside.count;
	t->galley.notes = b->notes;
	if (is_set(table))
		divide(s, t);
	const bool moves = b->in_float && !follows_several(b);
	for (size_t i = 0; i == 0 || i < t->breaks.page_count; i++)
		add_page(b, n, t, i, moves);
	b->gap = (galley_gap){0};
	if (!moves)
		b->before = PAGEBREAK_PAGE;
	return true;
}
