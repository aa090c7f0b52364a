/* galley_box: the rows and sides of boxes. A box has no block of its own: its first and its last
 * block take the grid lines of its padding, and no page ends between those and the text. */
#include "layout/galley_private.h"

#include "base/arena.h"

#include <string.h>

static bool has_line(const border *b)
{
	return b->ink && b->width > 0;
}

static length line_width(const border *b)
{
	return has_line(b) ? b->width : 0;
}

static bool is_boxed(const appearance *look)
{
	const sides *p = &look->padding;
	const borders *l = &look->borders;

	return look->background || p->top > 0 || p->right > 0 || p->bottom > 0 || p->left > 0 ||
	       has_line(&l->top) || has_line(&l->right) || has_line(&l->bottom) ||
	       has_line(&l->left);
}

/* Grid lines for so much padding: a rest of half a line or less extends into the space around the
 * box. */
static int rows_for(length padding, length grid)
{
	return padding > 0 ? (int)((padding + (grid - 1) / 2) / grid) : 0;
}

/* In columns nothing runs over the page's edges. */
static const appearance *without_bleed(const galley_builder *b, const appearance *look)
{
	appearance *own = ARENA_NEW(b->setter->arena, appearance);

	*own = *look;
	own->bleed = BLEED_NONE;
	return own;
}

galley_box *galley_box_begin(galley_builder *b, const node *n, const appearance *look, context *in)
{
	const length grid = b->setter->style->sheet.grid;
	const borders *l = &look->borders;

	if (b->in_note || !is_boxed(look))
		return NULL;
	if (b->in_columns && look->bleed)
		look = without_bleed(b, look);
	galley_box *box = ARENA_NEW(b->setter->arena, galley_box);
	*box = (galley_box){.outer = b->box,
			    .look = look,
			    .left = in->left,
			    .width = galley_measure(b, in),
			    .first = b->count,
			    .above = look->padding.top + line_width(&l->top),
			    .below = look->padding.bottom + line_width(&l->bottom)};
	box->rows_above = rows_for(box->above, grid);
	box->rows_below = rows_for(box->below, grid);
	/* the line that it extends into; half a line more parts it from a box right above */
	const length reach = box->above - box->rows_above * grid;
	int least = reach > 0;
	if (b->reach_end == b->count && b->reach > 0 && reach > 0)
		least = (int)((b->reach + reach + grid / 2 + grid - 1) / grid);
	galley_space(b, least);
	box->space = b->gap.lines;
	box->less = b->gap.less < box->space - least ? b->gap.less : box->space - least;
	box->more = b->gap.more;
	galley_narrow(b, in, look->padding.left + line_width(&l->left),
		      look->padding.right + line_width(&l->right));
	b->box = box;
	b->boxed = true;
	if (look->bleed && !b->bleeds)
		b->bleeds = n;
	return box;
}

/* Move the rows of a setting down by `above` and add `below` more; no page ends between padding and
 * text. */
static void pad_setting(const galley_builder *b, pagebreak_setting *setting, int above, int below)
{
	arena *a = b->setter->arena;
	const int lines = setting->lines, all = lines + above + below;
	uint8_t *stuck = ARENA_ARRAY(a, (size_t)all, uint8_t);

	for (int i = 0; i < above; i++)
		stuck[i] = PAGEBREAK_TORN;
	if (setting->stuck)
		memcpy(stuck + above, setting->stuck, (size_t)lines);
	for (int i = 0; i < below; i++)
		stuck[above + lines - 1 + i] = PAGEBREAK_TORN;
	if (setting->hyphen) {
		uint8_t *hyphen = ARENA_ARRAY(a, (size_t)all, uint8_t);
		memcpy(hyphen + above, setting->hyphen, (size_t)lines);
		setting->hyphen = hyphen;
	}
	if (above && setting->note_count) {
		pagebreak_note *notes = ARENA_ARRAY(a, setting->note_count, pagebreak_note);
		for (size_t i = 0; i < setting->note_count; i++) {
			notes[i] = setting->notes[i];
			notes[i].line += above;
		}
		setting->notes = notes;
	}
	setting->stuck = stuck;
	setting->lines = all;
}

/* The grid lines of a text's lines, moved down. */
static void move_rows(const galley_builder *b, galley_block *block, size_t setting, int above)
{
	size_t lines = paragraph_lines(block->text, setting);
	int32_t *rows = ARENA_ARRAY(b->setter->arena, lines + 1, int32_t);

	for (size_t i = 0; i < lines; i++)
		rows[i] = (block->rows[setting] ? block->rows[setting][i] : (int32_t)i) + above;
	block->rows[setting] = rows;
}

static uint8_t sum(int a, int b)
{
	return (uint8_t)(a + b < UINT8_MAX ? a + b : UINT8_MAX);
}

static void pad_block(galley_builder *b, size_t index, int above, int below)
{
	galley_block *block = &b->blocks[index];
	pagebreak_block *numbers = &b->breaks[index];
	const length grid = b->setter->style->sheet.grid;

	if (above + below == 0)
		return;
	for (size_t i = 0; i < numbers->setting_count; i++) {
		pad_setting(b, &numbers->settings[i], above, below);
		if (above && block->text && block->leading == grid && paragraph_is_set(block->text))
			move_rows(b, block, i, above);
	}
	block->rows_above += above;
	block->rows_below += below;
	numbers->orphans = sum(numbers->orphans, above);
	numbers->widows = sum(numbers->widows, below);
}

void galley_box_end(galley_builder *b, galley_box *box)
{
	if (!box)
		return;
	b->box = box->outer;
	if (b->count == box->first)
		return;
	box->last = b->count - 1;
	/* the spaces around its first and last block are inside the box */
	b->breaks[box->first].space = box->space;
	b->breaks[box->first].less = box->less;
	b->breaks[box->first].more = box->more;
	b->gap = (galley_gap){0};
	pad_block(b, box->first, box->rows_above, 0);
	pad_block(b, box->last, 0, box->rows_below);
	b->reach = box->below - box->rows_below * b->setter->style->sheet.grid;
	b->reach_end = b->count;
	if (b->reach > 0)
		galley_space(b, 1);
}
