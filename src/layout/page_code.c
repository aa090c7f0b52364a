/* page_code: numbers of lines of code, a hook before a continued line, and a tint under highlighted
 * lines. For screen readers they are artifacts. */
#include "layout/page_private.h"

#include <stdio.h>
#include <stdlib.h>

/* Is a line among "2,4-5"? */
static bool is_marked(const char *ranges, long line)
{
	while (ranges && *ranges) {
		char *end;
		long from = strtol(ranges, &end, 10), to = from;
		if (end > ranges && *end == '-')
			to = strtol(end + 1, &end, 10);
		if (end > ranges && line >= from && line <= to)
			return true;
		ranges = end > ranges ? end : ranges + 1;
	}
	return false;
}

/* The line of the source that a line is part of. */
static uint32_t source_line(const galley_block *block, size_t line)
{
	length indent;
	uint32_t number;

	do
		number = paragraph_code_number(block->text, line, &indent);
	while (number == 0 && line-- > 0);
	return number;
}

static const word *digit_of(page_builder *b, const galley_code_marks *m, char digit)
{
	return shape_word(b->setter->shaper, &digit, 1, m->look, "en", HB_SCRIPT_LATIN, 0,
			  (place){0});
}

/* A number that ends at this offset from the left of the text block. */
static void paint_number(page_builder *b, const galley_code_marks *m, long number, length offset,
			 length y)
{
	char digits[24];
	const int count = snprintf(digits, sizeof digits, "%ld", number < 0 ? 0 : number);

	for (int i = 0; i < count; i++)
		offset -= digit_of(b, m, digits[i])->width;
	for (int i = 0; i < count; i++) {
		const word *w = digit_of(b, m, digits[i]);
		if (w->count == 0)
			return;
		page_mark(b, (mark){.kind = MARK_GLYPHS,
				    .part = PART_ARTIFACT,
				    .ink = m->look->ink,
				    .x = page_side(b, offset, w->width),
				    .y = y,
				    .as.glyphs = {.run = w->runs[0],
						  .count = (uint32_t)w->runs[0]->count,
						  .width = w->width}});
		offset += w->width;
	}
}

/* An angle of two thin lines, in the indent of a continued line. */
static void paint_hook(page_builder *b, const galley_block *block, length indent, length y)
{
	const length size = block->look->size, rule = b->setter->style->rule_width,
		     left = block->left + indent - size * 5 / 4, width = size * 3 / 4;

	if (indent < size * 3 / 2)
		return;
	page_rule(b, block->code->look->ink, page_side(b, left, rule), y - size * 5 / 8, rule,
		  size * 3 / 8);
	page_rule(b, block->code->look->ink, page_side(b, left, width), y - size / 4, width, rule);
}

void page_code_line(page_builder *b, const galley_block *block, size_t line, length y)
{
	const galley_code_marks *m = block->code;
	const sheet *sheet = &b->setter->style->sheet;
	const length air = block->look->size / 2, leading = block->leading;
	length indent;
	const uint32_t number = paragraph_code_number(block->text, line, &indent);

	if (m->marked && m->tint && is_marked(m->marked, (long)source_line(block, line)))
		page_rule(b, m->tint, page_side(b, m->left - air, m->width + 2 * air),
			  y - (sheet->first_baseline - sheet->top) * leading / sheet->grid,
			  m->width + 2 * air, leading);
	if (m->numbers && number)
		paint_number(b, m, m->first + (long)number - 1,
			     m->left + m->numbers - m->look->size * 3 / 2, y);
	if (number == 0)
		paint_hook(b, block, indent, y);
}

/* The part of a block of code that is on a page: of the block's own grid lines those from … to - 1,
 * of its lines those first … end - 1. */
typedef struct code_part {
	int from, to, rows;
	size_t first, end;
} code_part;

static code_part part_of(const page_builder *b, const stretch *s)
{
	const galley_block *block = s->block;
	const int above = block->rows_above,
		  rows = s->numbers->settings[s->setting].lines - above - block->rows_below,
		  to = s->to - above;
	code_part part = {.from = s->from > above ? s->from - above : 0,
			  .to = to < rows ? to : rows,
			  .rows = rows,
			  .end = paragraph_lines(block->text, 0)};

	part.first = galley_code_from(b->setter, block, part.from);
	if (part.to < rows)
		part.end = galley_code_from(b->setter, block, part.to);
	while (part.end > part.first && paragraph_code_blank(block->text, part.end - 1))
		part.end--;
	return part;
}

/* How the lines of a part share its grid lines. */
typedef struct code_lines {
	length lowered; /* the first one, below its grid line */
	length leading;
} code_lines;

/* At a page's head the first line is on the grid, and at a page's foot the last one, so that facing
 * pages are level; what whole grid lines leave of a block on one page is halved above and below
 * it. */
static code_lines lines_of(const page_builder *b, const stretch *s, const code_part *part)
{
	const length room = b->setter->style->sheet.grid * (part->to - part->from - 1),
		     leading = s->block->leading,
		     count = (length)part->end - (length)part->first - 1,
		     white = room - leading * count;
	const bool foot = part->to < part->rows || (s->foot && !s->block->box);

	if (count > 0 &&
	    (white < 0 || (foot && white < (leading - galley_code_least(leading)) * count)))
		return (code_lines){0, room / count};
	if (white <= 0 || part->from > 0)
		return (code_lines){0, leading};
	return (code_lines){foot ? white : white / 2, leading};
}

void page_code(page_builder *b, const stretch *s)
{
	const galley_block *block = s->block;
	const sheet *sheet = &b->setter->style->sheet;
	const code_part part = part_of(b, s);
	const code_lines lines = lines_of(b, s, &part);
	length y = page_top_of(b, s->row + block->rows_above + part.from - s->from) +
		   sheet->first_baseline - sheet->top + lines.lowered;

	for (size_t i = part.first; i < part.end; i++, y += lines.leading) {
		if (i == 0)
			page_label(b, block, y);
		if (block->code)
			page_code_line(b, block, i, y);
		page_block_line(b, block, block->text, 0, i,
				page_side_of(b, block->text, block->left), y);
	}
}
