/* page_boxes: tints and frames of boxes. They are painted below the text of the page, the outer
 * ones first. A box that continues on the next page is cut there: it has no edge and no padding
 * where the page ends or begins (CSS calls this `slice`). For screen readers they are artifacts. */
#include "layout/page_private.h"

#include "base/arena.h"

/* A box as it is on a page: from the top of its first grid line to the foot of its last. */
typedef struct box_part {
	const galley_box *box;
	int from, to;
	bool begins, ends;
} box_part;

typedef struct box_parts {
	box_part *items;
	size_t count, capacity;
} box_parts;

/* The part of a box on this page; made, after that of the box around it, if it is new. */
static box_part *part_of(page_builder *b, box_parts *parts, const galley_box *box, int row)
{
	for (size_t i = parts->count; i-- > 0;)
		if (parts->items[i].box == box)
			return &parts->items[i];
	if (box->outer)
		part_of(b, parts, box->outer, row);
	box_part *part =
		ARENA_APPEND(b->setter->arena, parts->items, parts->count, parts->capacity);
	*part = (box_part){.box = box, .from = row};
	return part;
}

/* Grid lines of the first (or last) block that are outside the box: padding of boxes around it. */
static int rows_outside(const galley_box *box, size_t block, bool above)
{
	int rows = 0;

	for (const galley_box *o = box->outer; o && (above ? o->first : o->last) == block;
	     o = o->outer)
		rows += above ? o->rows_above : o->rows_below;
	return rows;
}

/* Take a part of a block, which is at `index` of its list, into the boxes that it is in. */
static void take(page_builder *b, box_parts *parts, const stretch *at, size_t index)
{
	const int end = at->row + at->to - at->from,
		  lines = at->numbers->settings[at->setting].lines;

	for (const galley_box *box = at->block->box; box; box = box->outer) {
		box_part *part = part_of(b, parts, box, at->row);
		part->to = end;
		if (index == box->first && at->from == 0) {
			part->begins = true;
			part->from = at->row + rows_outside(box, index, true) + box->rows_above;
		}
		if (index == box->last && at->to == lines) {
			part->ends = true;
			part->to = end - rows_outside(box, index, false) - box->rows_below;
		}
	}
}

static void side(page_builder *b, const border *line, length x, length y, length width,
		 length height)
{
	if (line->ink && width > 0 && height > 0)
		page_rule(b, line->ink, x, y, width, height);
}

static void paint_box(page_builder *b, const box_part *part)
{
	const galley_box *box = part->box;
	const sheet *s = &b->setter->style->sheet;
	const borders *lines = &box->look->borders;
	length x = page_side(b, box->left, box->width),
	       top = s->top + s->grid * part->from - (part->begins ? box->above : 0),
	       foot = s->top + s->grid * part->to + (part->ends ? box->below : 0);

	const page_area own = {x, top, x + box->width, foot};
	page_area area = own;
	page_bleed(b, box->look->bleed, part->from - (part->begins ? box->rows_above : 0) <= 0,
		   part->to + (part->ends ? box->rows_below : 0) >= s->lines, &area);
	const length width = area.right - area.left, height = area.bottom - area.top;
	if (box->look->background)
		page_rule(b, box->look->background, area.left, area.top, width, height);
	/* a line that would be at an edge that the box runs over is beyond it */
	if (part->begins && area.top == own.top)
		side(b, &lines->top, area.left, area.top, width, lines->top.width);
	if (part->ends && area.bottom == own.bottom)
		side(b, &lines->bottom, area.left, area.bottom - lines->bottom.width, width,
		     lines->bottom.width);
	if (area.left == own.left)
		side(b, &lines->left, area.left, area.top, lines->left.width, height);
	if (area.right == own.right)
		side(b, &lines->right, area.right - lines->right.width, area.top,
		     lines->right.width, height);
}

void page_boxes(page_builder *b, const galley_block *blocks, const stretch *parts, size_t count)
{
	box_parts boxes = {0};

	for (size_t i = 0; i < count; i++)
		if (parts[i].block->box)
			take(b, &boxes, &parts[i], (size_t)(parts[i].block - blocks));
	for (size_t i = 0; i < boxes.count; i++)
		paint_box(b, &boxes.items[i]);
}
