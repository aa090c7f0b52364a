/* quality_breaks: what a page's end divides although the style forbids it: paragraphs (widows,
 * orphans), words, and headings from their text. */
#include "quality/quality_private.h"

static bool is_on_text(const quality_line *line)
{
	return line->kind == QUALITY_RUNNING || line->kind == QUALITY_CODE ||
	       line->kind == QUALITY_DISPLAY;
}

/* Is a line at the head of a page that comes after its place? */
static bool is_away(const quality_builder *b, const quality_line *line)
{
	const galley_block *block = line->text->block;

	return !block->in_columns &&
	       b->layout->breaks->choices[block - b->layout->galley->blocks].deferred;
}

static const char *label_of(const quality_builder *b, size_t page)
{
	return b->layout->pages->items[page]->label;
}

/* How many lines of its paragraph are on the page with line `i`, which counts too: above it (step
 * -1) or below it (step 1). */
static int lines_beside(const quality_builder *b, size_t i, int step)
{
	int count = 1;

	while (i + (size_t)step < b->line_count) {
		const quality_line *next = &b->lines[i + (size_t)step];
		if (next->text->text != b->lines[i].text->text || next->page != b->lines[i].page)
			break;
		i += (size_t)step;
		count++;
	}
	return count;
}

static const char *of_lines(int count)
{
	return count == 1 ? "1 line" : "too few lines";
}

/* A page ends between the lines `above` and `i` of one paragraph. */
static void judge_break(quality_builder *b, size_t above, size_t i)
{
	const quality_line *upper = &b->lines[above], *lower = &b->lines[i];
	const appearance *look = lower->text->block->look;
	int foot = lines_beside(b, above, -1), head = lines_beside(b, i, 1);
	const char *from = label_of(b, upper->page), *to = label_of(b, lower->page);

	if (foot < look->orphans && b->lines[above + 1 - (size_t)foot].text->line == 0)
		quality_blemish(b, QUALITY_ORPHANS, upper, quality_line_area(upper),
				"page %s ends with %s of a paragraph", from, of_lines(foot));
	if (head < look->widows && lower->text->line + (size_t)head == lower->count)
		quality_blemish(b, QUALITY_WIDOWS, lower, quality_line_area(lower),
				"page %s begins with %s of a paragraph", to, of_lines(head));
	if (!b->setter->style->pages.hyphens &&
	    (upper->facts.hyphen || upper->facts.written_hyphen))
		quality_blemish(b, QUALITY_PAGE_HYPHENS, upper, quality_line_area(upper),
				"page %s ends inside a word%s", from,
				b->layout->pages->items[upper->page]->recto
					? ", and the leaf is turned there"
					: "");
}

static void measure_breaks(quality_builder *b)
{
	size_t above = SIZE_MAX; /* the last line of the text, notes and floats left out */

	for (size_t i = 0; i < b->line_count; i++) {
		if (!is_on_text(&b->lines[i]) || is_away(b, &b->lines[i]))
			continue;
		if (above != SIZE_MAX && b->lines[above].page != b->lines[i].page &&
		    quality_follows(&b->lines[above], &b->lines[i]))
			judge_break(b, above, i);
		above = i;
	}
}

static bool has_image_below(const page *p, length y)
{
	for (size_t i = 0; i < p->mark_count; i++)
		if (p->marks[i].kind == MARK_IMAGE &&
		    p->marks[i].y + p->marks[i].as.image.height > y)
			return true;
	return false;
}

/* The last heading of a page, and what comes after it. */
static void judge_heading(quality_builder *b, size_t first, size_t end)
{
	const quality_line *heading = NULL;
	int after = 0;

	for (size_t i = first; i < end; i++) {
		if (b->lines[i].text->block->node->kind == NODE_HEADING &&
		    b->lines[i].kind == QUALITY_DISPLAY) {
			heading = &b->lines[i];
			after = 0;
		} else if (b->lines[i].kind != QUALITY_NOTE) {
			after++;
		}
	}
	if (!heading || !heading->text->block->look->keep ||
	    after >= b->setter->style->pages.heading_lines ||
	    quality_page_is_last(b->layout->breaks, heading->page) ||
	    has_image_below(b->layout->pages->items[heading->page], heading->text->y))
		return;
	quality_blemish(b, QUALITY_STRANDED_HEADINGS, heading, quality_line_area(heading),
			"a heading has %s of text after it on page %s",
			after ? of_lines(after) : "no line", label_of(b, heading->page));
}

void quality_measure_breaks(quality_builder *b)
{
	static const quality_measure all[] = {QUALITY_WIDOWS, QUALITY_ORPHANS, QUALITY_PAGE_HYPHENS,
					      QUALITY_STRANDED_HEADINGS};

	measure_breaks(b);
	for (size_t i = 0, end; i < b->line_count; i = end) {
		for (end = i + 1; end < b->line_count && b->lines[end].page == b->lines[i].page;)
			end++;
		judge_heading(b, i, end);
	}
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		b->result->counts[all[i]].of = (int64_t)b->layout->pages->count;
}
