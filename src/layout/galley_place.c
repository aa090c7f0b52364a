/* galley_place: blocks in the middle or at the foot of a page that something opens (a title page,
 * an imprint, a dedication). If all blocks up to the next opened page fit on one page, the lines
 * that are free are put above these blocks. Where it does not fit, or has notes, its blocks are set
 * one below the other as usual. */
#include "layout/galley_private.h"

/* The lines that the blocks of a page take; more than a page has where they can't be one page. */
static int lines_of(const galley_builder *b, size_t first, size_t end)
{
	int lines = b->breaks[first].sink;

	for (size_t i = first; i < end; i++) {
		const pagebreak_block *numbers = &b->breaks[i];
		if (numbers->settings[0].note_count || numbers->floats)
			return b->setter->style->sheet.lines + 1;
		lines += numbers->settings[0].lines + (i > first ? numbers->space : 0);
	}
	return lines;
}

static void place_page(galley_builder *b, size_t first, size_t end)
{
	int room = b->setter->style->sheet.lines - lines_of(b, first, end);

	for (size_t i = first; i < end && room > 0; i++) {
		const uint8_t place = b->blocks[i].on_page;
		const int lines = place == PLACE_MIDDLE ? room / 2 : place == PLACE_FOOT ? room : 0;
		if (i == first)
			b->breaks[i].sink += lines;
		else
			b->breaks[i].space += lines;
		if (lines)
			b->breaks[i].less = b->breaks[i].more = 0;
		room -= lines;
	}
}

void galley_place(galley_builder *b)
{
	for (size_t first = 0, end; first < b->count; first = end) {
		for (end = first + 1; end < b->count && b->breaks[end].before == PAGEBREAK_FREE;)
			end++;
		place_page(b, first, end);
	}
}
