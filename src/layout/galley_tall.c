/* galley_tall: what is taller than its line (an image, large type) takes several grid lines, and what a page's end would cut
 * in two would leave the page. So no page ends inside such a stretch, not even where the breaker has no other legal way; but a
 * stretch that, with the notes of its line, is longer than a page must be cut somewhere, and is left to the breaker. */
#include "layout/galley_private.h"

#include "ground/arena.h"

enum { NOTE_RULE = 1 };

/* What the notes whose marks stand in lines from … to ask of their page: all of them but the last, and a line of that. Where a
 * line has more notes than a page holds, they count as one. */
static int notes_between(const pagebreak_setting *setting, int from, int to, int page)
{
	int sum = 0, last = 0, first_line = 0, last_line = 0;

	for (size_t i = 0; i < setting->note_count; i++) {
		const pagebreak_note *n = &setting->notes[i];
		if (n->line < from || n->line > to)
			continue;
		first_line = sum ? first_line : n->line;
		last_line = n->line;
		last = n->lines;
		sum += last;
	}
	if (!sum)
		return 0;
	bool one = first_line == last_line && 1 + NOTE_RULE + sum - last + 1 > page;
	return NOTE_RULE + (one ? 0 : sum - last) + 1;
}

/* Requires: the lines' notes are known. */
void galley_hold(const galley_builder *b, uint8_t *stuck, const pagebreak_setting *setting)
{
	int page = b->setter->style->sheet.lines;

	for (int from = 0, to; stuck && from < setting->lines; from = to + 1) {
		for (to = from; to + 1 < setting->lines && stuck[to]; to++)
			;
		bool fits = to - from + 1 + notes_between(setting, from, to, page) <= page;
		for (int i = from; fits && i < to; i++)
			stuck[i] = PAGEBREAK_NEVER;
	}
}

void galley_hold_whole(const galley_builder *b, pagebreak_block *numbers)
{
	pagebreak_setting *setting = &numbers->settings[0];
	uint8_t *stuck = ARENA_ARRAY(b->setter->arena, (size_t)setting->lines, uint8_t);

	for (int i = 0; i + 1 < setting->lines; i++)
		stuck[i] = 1;
	galley_hold(b, stuck, setting);
	setting->stuck = stuck;
}

/* A cell's line reaches from its image's head to its baseline. */
static void mark_cell(const table_row *row, const table_cell *cell, length first, length grid, length leading, uint8_t *stuck, bool *any)
{
	size_t count = paragraph_lines(cell->text, 0);

	for (size_t k = 0; k < count; k++) {
		length foot = first + table_baseline(row, cell, k, leading), head = foot - paragraph_image_height(cell->text, 0, k);
		for (length i = head > 0 ? head / grid : 0; i < foot / grid; i++)
			stuck[i] = 1;
		*any = *any || head < foot;
	}
}

void galley_hold_row(const galley_builder *b, const table_row *row, length leading, pagebreak_block *numbers)
{
	const sheet *s = &b->setter->style->sheet;
	pagebreak_setting *setting = &numbers->settings[0];
	uint8_t *stuck = ARENA_ARRAY(b->setter->arena, (size_t)setting->lines, uint8_t);
	bool any = false;

	for (size_t i = 0; i < row->count; i++)
		mark_cell(row, &row->cells[i], s->first_baseline - s->top, s->grid, leading, stuck, &any);
	if (!any)
		return;
	galley_hold(b, stuck, setting);
	setting->stuck = stuck;
}
