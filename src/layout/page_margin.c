/* page_margin: where remarks in the margin are. Each is beside its line, or as far below as those
 * above it need; what would reach below the page's last line is moved up, and what has no room on
 * the page at all is at the head of the next one's margin. They are painted after the page's text,
 * and read where they are written. */
#include "layout/page_private.h"

#include "base/arena.h"

#include <limits.h>

static void add(arena *a, page_margins *list, const galley_margin *margin, int row)
{
	*ARENA_APPEND(a, list->items, list->count, list->capacity) = (page_margin){margin, row};
}

/* Those whose lines are on the page. A block may go on over many pages; its rows are found once. */
static void collect(const setter *s, const galley *g, const pagebreak_result *breaks,
		    const pagebreak_page *at, const int **rows, page_margins *list)
{
	pagebreak_part part = {0};

	while (pagebreak_next(g->breaks, breaks->choices, at, &part)) {
		const galley_block *block = &g->blocks[part.block];
		if (block->margin && !rows[part.block])
			rows[part.block] = galley_margin_rows(s, block, &g->breaks[part.block],
							      breaks->choices[part.block].setting);
		const int *row = rows[part.block];
		for (const galley_margin *m = block->margin; m; m = m->next, row++)
			if (*row >= part.from && *row < part.to)
				add(s->arena, list, m, part.row + *row - part.from);
	}
}

/* The first of a list that have room on a page. */
static size_t fitting(const page_margins *list, int lines)
{
	int rows = 0;
	size_t count = 0;

	for (; count < list->count; count++) {
		rows += list->items[count].margin->rows + (count > 0);
		if (rows > lines)
			break;
	}
	return count;
}

/* One line stays free between two remarks. */
static void settle(page_margins *list, int lines)
{
	int free = 0;

	for (size_t i = 0; i < list->count; i++) {
		page_margin *m = &list->items[i];
		m->row = m->row > free ? m->row : free;
		free = m->row + m->margin->rows + 1;
	}
	free = lines;
	for (size_t i = list->count; i-- > 0;) {
		page_margin *m = &list->items[i];
		if (m->row + m->margin->rows > free)
			m->row = free - m->margin->rows;
		free = m->row - 1;
	}
}

page_margins *page_margins_place(const setter *s, const galley *g, const pagebreak_result *breaks)
{
	const int lines = s->style->sheet.lines;
	page_margins *pages = ARENA_ARRAY(s->arena, breaks->page_count + 1, page_margins);
	const int **rows = ARENA_ARRAY(s->arena, g->count + 1, const int *);

	for (size_t i = 0; i < breaks->page_count; i++) {
		const pagebreak_page *at = &breaks->pages[i];
		page_margins *here = &pages[i], *next = &pages[i + 1];
		if (at->blank && i + 1 < breaks->page_count) {
			*next = *here;
			*here = (page_margins){0};
			continue;
		}
		collect(s, g, breaks, at, rows, here);
		size_t count = fitting(here, lines);
		if (i + 1 == breaks->page_count && count < here->count) {
			report_at(s->report, REPORT_MARGIN_FULL,
				  here->items[count].margin->node->place,
				  "the margin of the last page has no room for this, so it reaches "
				  "below the text: shorten what is in the margin, or put it into "
				  "the text");
			settle(here, INT_MAX / 2);
			continue;
		}
		for (size_t k = count; k < here->count; k++)
			add(s->arena, next, here->items[k].margin, 0);
		here->count = count;
		settle(here, lines);
	}
	return pages;
}

static void paint(page_builder *b, const page_margin *m)
{
	const galley_margin *margin = m->margin;
	stretch *parts = ARENA_ARRAY(b->setter->arena, margin->count + 1, stretch);
	int row = m->row;

	for (size_t i = 0; i < margin->count; i++) {
		const int lines = margin->breaks[i].settings[0].lines;
		row += i ? margin->breaks[i].space : 0;
		parts[i] = (stretch){.block = &margin->blocks[i],
				     .numbers = &margin->breaks[i],
				     .to = lines,
				     .row = row};
		row += lines;
	}
	page_boxes(b, margin->blocks, parts, margin->count);
	for (size_t i = 0; i < margin->count; i++)
		page_block(b, &parts[i]);
}

void page_margins_paint(page_builder *b, const page_margins *list)
{
	const sheet *s = &b->setter->style->sheet;
	const length left = b->left, outer = b->page->recto
						     ? left + s->measure + s->margin_gap
						     : left - s->margin_gap - s->margin_column;

	/* a document that runs leftwards counts from the other edge of the measure */
	b->left = b->mirrored ? outer - s->measure + s->margin_column : outer;
	for (size_t i = 0; i < list->count; i++)
		paint(b, &list->items[i]);
	b->left = left;
}
