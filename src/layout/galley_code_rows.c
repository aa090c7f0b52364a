/* galley_code_rows: blocks of code whose leading is smaller than the grid's. Their lines leave the
 * grid inside the block, which takes whole grid lines, so that the text below is on the grid again.
 *
 * Contract: which lines are on which grid lines of the block does not depend on where pages end,
 * so that the pages are chosen from numbers alone. On each page the part of the block that is there
 * begins on a grid line and, where the page goes on after it or ends with it, ends on one: a part
 * of many lines gives or takes a few hundredths of its leading for that, a short one leaves white
 * above it. A page may end where neither part needs more than that, and where neither page has one
 * line of the block alone. Blank lines at the head of a part are left out. */
#include "layout/galley_private.h"

#include "base/arena.h"

/* Lines of a block that a page has at its foot, or at its head, if it has any. */
enum { LINES_TOGETHER = 2 };

/* What a grid line more costs, in prices of a heading's space one line off. Half of it is above the
 * block and half below, but one block in a spread would have more white than the others. At once
 * the price, such blocks are many; at three times, a quarter of the spreads are a line shorter or
 * longer than the one before (in a book of 230 pages). */
enum { MORE_TIMES = 2 };

static length grid_of(const setter *s)
{
	return s->style->sheet.grid;
}

length galley_code_least(length leading)
{
	return leading * 97 / 100;
}

/* Lines of the block above a grid line of it: as many as its leading has there, and never more than
 * fit between the first grid line and the last one above. */
static size_t lines_above(const setter *s, const galley_block *block, int row)
{
	const length grid = grid_of(s), leading = block->leading;
	const size_t lines = (size_t)(grid * row / leading),
		     room = row > 0 ? 1 + (size_t)(grid * (row - 1) / galley_code_least(leading))
				    : 0;

	return lines < room ? lines : room;
}

int galley_code_row(const setter *s, const galley_block *block, size_t line)
{
	int row = (int)(block->leading * (length)line / grid_of(s));

	while (row > 0 && lines_above(s, block, row) > line)
		row--;
	while (lines_above(s, block, row + 1) <= line)
		row++;
	return row;
}

size_t galley_code_from(const setter *s, const galley_block *block, int row)
{
	const size_t count = paragraph_lines(block->text, 0);
	size_t line = lines_above(s, block, row);

	line = line < count ? line : count;
	while (row > 0 && line < count && paragraph_code_blank(block->text, line))
		line++;
	return line;
}

bool galley_divides_code(const galley_builder *b, const appearance *look)
{
	return look->leading > 0 && look->leading < grid_of(b->setter) && !b->in_note;
}

/* Is a part of the block left with one line between its edge and the next blank line, cut off from
 * lines that belong to it? `above` lines come before the cut, and `next` is the first after it. */
static bool cuts_line_off(const paragraph *code, size_t above, size_t next)
{
	return above == next && (paragraph_code_blank(code, next + 1) ||
				 paragraph_code_blank(code, above - LINES_TOGETHER));
}

/* May a page end after so many of the block's grid lines? */
static bool may_end(const galley_builder *b, const galley_block *block, int rows, int row)
{
	const setter *s = b->setter;
	const size_t count = paragraph_lines(block->text, 0),
		     next = galley_code_from(s, block, row);
	size_t above = lines_above(s, block, row);

	if (next + LINES_TOGETHER > count)
		return false;
	while (above > 0 && paragraph_code_blank(block->text, above - 1))
		above--;
	if (above < LINES_TOGETHER || cuts_line_off(block->text, above, next))
		return false;
	const length room = grid_of(s) * (rows - row - 1), lines = (length)(count - next - 1);
	return galley_code_least(block->leading) * lines <= room &&
	       block->leading * lines > room - 2 * grid_of(s);
}

static void add_setting(const galley_builder *b, const galley_block *block, pagebreak_setting *to,
			int rows, int cost)
{
	uint8_t *stuck = ARENA_ARRAY(b->setter->arena, (size_t)rows, uint8_t);

	for (int row = 1; row < rows; row++)
		stuck[row - 1] = may_end(b, block, rows, row) ? 0 : PAGEBREAK_STUCK;
	*to = (pagebreak_setting){.lines = rows, .cost = cost, .stuck = stuck};
}

void galley_code_settings(const galley_builder *b, galley_block *block, pagebreak_block *numbers)
{
	const length grid = grid_of(b->setter), leading = block->look->leading;
	const size_t count = paragraph_lines(block->text, 0);
	const int rows = 1 + (int)((leading * (length)(count - 1) + grid - 1) / grid);

	block->leading = leading;
	block->divided_code = true;
	numbers->whole = false;
	numbers->orphans = numbers->widows = 1;
	numbers->more = 0; /* its second setting has more white: that is not doubled */
	for (int i = 0; i < PAGEBREAK_OWED; i++)
		numbers->past[i].more = 0;
	numbers->setting_count = 2;
	add_setting(b, block, &numbers->settings[0], rows, 0);
	add_setting(b, block, &numbers->settings[1], rows + 1,
		    MORE_TIMES * b->setter->style->pages.heading_price);
}
