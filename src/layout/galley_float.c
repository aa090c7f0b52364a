/* galley_float: which figures and tables may move. One with a caption may, since its number leads
 * readers to it; unless the author says that its place is here (a colon before it, the class
 * "here"), it is inside another block, it has a note, or it is so tall that little text would fit
 * below it. A turned table has pages of its own, between others. The text after it is set as if the
 * float were elsewhere: space and indent do not depend on it. */
#include "layout/galley_private.h"

static const node *caption_of(const node *n)
{
	const node *c = n->first;

	while (c && c->kind != NODE_CAPTION)
		c = c->next;
	return c;
}

static bool may_move(const galley_builder *b, const node *n)
{
	bool announced =
		n->previous && n->previous->kind == NODE_PARAGRAPH && galley_announces(n->previous);

	return !b->setter->style->pages.floats_stay && !b->in_note &&
	       galley_bleed_of(b, n) != BLEED_PAGE && n->parent == b->setter->document->root &&
	       b->before == PAGEBREAK_FREE && !node_has_class(n, "here") && !announced;
}

/* Do the blocks from `first` on have notes, or take more than two thirds of a page? */
static bool is_too_much(const galley_builder *b, size_t first)
{
	int lines = 0;

	for (size_t i = first; i < b->count; i++) {
		const pagebreak_block *numbers = &b->breaks[i];
		lines += numbers->settings[0].lines + (i > first ? numbers->space : 0);
		if (numbers->settings[0].note_count)
			return true;
	}
	return lines > b->setter->style->sheet.lines * 2 / 3;
}

static bool follows_float(const galley_builder *b)
{
	return b->count && b->count == b->float_end;
}

void galley_float(galley_builder *b, const node *n, context *in,
		  void (*set)(galley_builder *b, const node *n, context *in))
{
	const bool follows = follows_float(b), around = b->in_float;
	const galley_gap above = b->gap, past = follows ? b->past[0] : b->gap;
	const bool numbered = caption_of(n), moves = numbered && may_move(b, n);
	const size_t first = b->count;

	b->in_float = moves || around;
	set(b, n, in);
	b->in_float = around;
	if (b->count == first)
		return;
	b->breaks[first].settles = numbered;
	b->cache->floats[n->serial] = moves && (b->breaks[first].alone || !is_too_much(b, first)) &&
				      b->count - first <= UINT16_MAX;
	if (!b->cache->floats[n->serial])
		return;
	b->breaks[first].floats = (uint16_t)(b->count - first);
	b->breaks[first].below = (uint16_t)(b->gap.lines > 1 ? b->gap.lines : 1);
	b->float_start = follows ? b->float_start : first;
	b->past[0] = above;
	b->past[1] = past;
	b->float_end = b->count;
}

bool galley_has_space(const galley_builder *b)
{
	return (follows_float(b) ? b->past[PAGEBREAK_OWED - 1].lines : b->gap.lines) > 0;
}

const node *galley_above(const galley_builder *b, const node *n)
{
	const node *above = n->previous;

	while (above && b->cache->floats[above->serial])
		above = above->previous;
	return above;
}
