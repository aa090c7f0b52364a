/* page_bleed: what runs to the trimmed edge. It is painted over it, as far as the style's bleed, so
 * that no white shows where the knife slips: the print edition's sheet is cut beyond that, and the
 * pages of other editions end at the trim. Text and grid know nothing of it. */
#include "layout/page_private.h"

#include "base/arena.h"
#include "lines/picture.h"

void page_bleed(const page_builder *b, bleed how, bool head, bool foot, page_area *area)
{
	const sheet *s = &b->setter->style->sheet;

	if (how == BLEED_NONE)
		return;
	if (how != BLEED_OUTER || !b->page->recto)
		area->left = -s->bleed;
	if (how != BLEED_OUTER || b->page->recto)
		area->right = s->width + s->bleed;
	if (how == BLEED_ALL && head)
		area->top = -s->bleed;
	if (how == BLEED_ALL && foot)
		area->bottom = s->height + s->bleed;
}

void page_picture(page_builder *b, const node *n, const image *i, const ink *ink, length x,
		  length y, length width, length height)
{
	page_whole whole, *kept = NULL;

	picture_cover(i, width, height, &whole.width, &whole.height);
	if (whole.width != width || whole.height != height) {
		whole.x = x - (whole.width - width) / 2;
		whole.y = y - (whole.height - height) / 2;
		kept = ARENA_NEW(b->setter->arena, page_whole);
		*kept = whole;
	}
	page_mark(b, (mark){.kind = MARK_IMAGE,
			    .part = PART_CONTENT,
			    .owner = n,
			    .ink = ink,
			    .x = x,
			    .y = y,
			    .as.image = {i, width, height, kept}});
}

/* The block that opens a page, or NULL. */
static const galley_block *opener(const page_builder *b, const pagebreak_page *at)
{
	return !at->blank && at->opens && at->first_line == 0 ? &b->galley->blocks[at->first]
							      : NULL;
}

const galley_plate *page_plate(const page_builder *b, const pagebreak_page *at)
{
	const galley_block *first = opener(b, at);

	return first ? first->plate : NULL;
}

void page_ground(page_builder *b, const pagebreak_page *at)
{
	const sheet *s = &b->setter->style->sheet;
	const galley_block *first = opener(b, at);
	const galley_plate *plate = first ? first->plate : NULL;
	const ink *tint = first && first->look->page_background ? first->look->page_background
								: s->background;
	const length width = s->width + 2 * s->bleed, height = s->height + 2 * s->bleed;

	if (tint)
		page_rule(b, tint, -s->bleed, -s->bleed, width, height);
	if (!plate)
		return;
	for (const node *n = plate->node; n; n = n->parent)
		page_anchor_at(b, n, 0, 0);
	page_picture(b, plate->node, plate->image, plate->look->ink, -s->bleed, -s->bleed, width,
		     plate->rows ? s->bleed + s->first_baseline + s->grid * (plate->rows - 1)
				 : height);
}
