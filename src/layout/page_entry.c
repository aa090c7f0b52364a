/* page_entry: the entries of the contents: a number, words, dots and a page. */
#include "layout/page_private.h"

/* Paint a line of an entry, followed by a space for readers. */
void page_entry_line(page_builder *b, const text_line *line, length x, length y, mark_part part,
		     const node *heading)
{
	size_t before = b->page->mark_count;

	page_line(b, line, x, y, part, heading);
	if (b->page->mark_count > before)
		b->page->marks[b->page->mark_count - 1].space = true;
}

/* Dots from the end of an entry's words, `from`, to its page, at positions that all entries
 * share. */
static void paint_leader(page_builder *b, const appearance *look, length from, length y)
{
	const char *lang = b->setter->document->lang;
	const word *dot =
		shape_word(b->setter->shaper, ".", 1, look, lang, HB_SCRIPT_LATIN, 0, (place){0});
	length step = look->size * 2 / 3, to = b->setter->style->sheet.measure - 2 * look->size;

	if (dot->count == 0)
		return;
	for (length offset = to - step; offset > from + step / 2; offset -= step)
		page_mark(b, (mark){.kind = MARK_GLYPHS,
				    .part = PART_ARTIFACT,
				    .ink = look->ink,
				    .x = page_side(b, offset, b->mirrored ? dot->width : 0),
				    .y = y,
				    .as.glyphs = {.run = dot->runs[0],
						  .count = (uint32_t)dot->runs[0]->count,
						  .width = dot->width}});
}

/* Paint a line of an entry at the side where lines begin, in whichever direction its own words run.
 * Returns the offset at which it ends. */
static length paint_words(page_builder *b, const galley_block *block, size_t i, length y)
{
	length measure = paragraph_shape_of(block->text)->measure;
	length x = page_side(b, block->left, measure);
	text_line line;

	if (!b->mirrored)
		return block->left + page_block_line(b, block, block->text, 0, i, x, y);
	paragraph_line(b->setter, block->text, 0, i, &line);
	length free = measure - line.right, width = line.right - line.left;
	page_block_line(b, block, block->text, 0, i, x + free, y);
	return block->left + width;
}

/* An entry: its number hanging before its words, dots, and the page. */
void page_entry(page_builder *b, const stretch *s)
{
	const galley_block *block = s->block;
	const sheet *sheet = &b->setter->style->sheet;
	length begin = block->label ? block->label_left : block->left, size = block->look->size;
	size_t count = paragraph_lines(block->text, 0);
	const char *label = reference_page(b->references, block->node);
	length y = 0, end = 0;
	text_line line;

	for (size_t i = (size_t)s->from; i < count && i < (size_t)s->to; i++) {
		y = page_top_of(b, s->row) + galley_baseline(b->setter, block, s->numbers, 0, i) -
		    sheet->grid * s->from;
		if (i == 0 && block->label) {
			paragraph_line(b->setter, block->label, 0, 0, &line);
			page_entry_line(b, &line, page_side_of(b, block->label, begin), y,
					PART_ENTRY_NUMBER, block->node);
		}
		end = paint_words(b, block, i, y);
	}
	page_link_area(b, (page_link){.owner = block->node,
				      .x = page_side(b, begin, sheet->measure - begin),
				      .y = page_top_of(b, s->row),
				      .width = sheet->measure - begin,
				      .height = sheet->grid * (s->to - s->from),
				      .target = block->node});
	if ((size_t)s->to < count)
		return;
	paint_leader(b, block->look, end, y);
	page_text(b, label ? label : "", b->setter->document->lang, block->look, ALIGN_RIGHT,
		  page_side(b, sheet->measure - 3 * size, 3 * size), 3 * size, y, PART_ENTRY,
		  block->node);
}
