/* page_turned: a page of a table that is turned by a quarter. It is composed on a sheet that lies
 * on its side, by the same functions as any page, and what these have painted is then turned onto
 * the page: the sheet's left edge is the page's foot, so lines run upwards and the table's head is
 * on the left, as in books. A single page's table is in the middle; its notes are right below
 * it. */
#include "layout/page_private.h"

/* How far what is on the page is from the left edge of the text. */
static length indent(const page_builder *b, const galley_turned *t, const pagebreak_page *at)
{
	const length grid = b->setter->style->sheet.grid;

	return t->breaks.page_count == 1 ? grid * (t->lines - at->filled) / 2 : 0;
}

static void turn_area(length sheet_height, length *x, length *y, length *width, length *height)
{
	const length left = *x, across = *width;

	*x = *y;
	*y = sheet_height - left - across;
	*width = *height;
	*height = across;
}

static void turn_mark(length sheet_height, mark *m)
{
	m->turn = -1;
	if (m->kind == MARK_RULE)
		turn_area(sheet_height, &m->x, &m->y, &m->as.rule.width, &m->as.rule.height);
	else if (m->kind == MARK_IMAGE)
		turn_area(sheet_height, &m->x, &m->y, &m->as.image.width, &m->as.image.height);
}

/* What a page has. */
typedef struct painted {
	size_t marks, links, anchors, texts;
} painted;

static painted so_far(const page *p)
{
	return (painted){p->mark_count, p->link_count, p->anchor_count, p->text_count};
}

/* Turn what was painted since. Anchors move to the head of the page, where readers begin. */
static void turn_from(page_builder *b, const painted *first)
{
	const sheet *s = &b->setter->style->sheet;
	page *p = b->page;

	for (size_t i = first->marks; i < p->mark_count; i++)
		turn_mark(s->height, &p->marks[i]);
	for (size_t i = first->links; i < p->link_count; i++) {
		page_link *l = &p->links[i];
		turn_area(s->height, &l->x, &l->y, &l->width, &l->height);
	}
	for (size_t i = first->anchors; i < p->anchor_count; i++) {
		p->anchors[i].x = b->left;
		p->anchors[i].y = s->top;
	}
	for (size_t i = first->texts; i < p->text_count; i++)
		p->texts[i].turned = s->height;
}

void page_turned(page_builder *b, const stretch *stretch)
{
	const galley_turned *t = stretch->block->turned;
	const sheet *s = &b->setter->style->sheet;
	pagebreak_page at = t->breaks.pages[stretch->block->turned_page];
	const length foot = s->first_baseline + s->grid * (s->lines - 1), left = b->left;
	const galley *around = b->galley;
	const painted first = so_far(b->page);

	b->galley = &t->galley;
	b->shift = left + indent(b, t, &at) - s->top;
	b->left = s->height - foot + (b->mirrored ? t->measure - s->measure : 0);
	at.height = 0;
	const int filled = page_blocks(b, &at, t->breaks.choices);
	if (at.note_count)
		page_notes(b, &at, filled);
	b->shift = 0;
	b->left = left;
	b->galley = around;
	b->page->turned = true;
	turn_from(b, &first);
}
