/* quality_pages: how full the pages are, whether facing pages are level, whether lines keep the
 * grid, and whether images are fine enough. */
#include "quality/quality_private.h"

#include "base/arena.h"

/* A twentieth of a point off the grid is more than roundings make, and less than an eye sees. */
#define OFF_GRID_LEAST (LENGTH_PT / 20)

static bool is_blank(const quality_builder *b, size_t page)
{
	return b->layout->breaks->pages[page].blank;
}

bool quality_page_is_last(const pagebreak_result *breaks, size_t page)
{
	return page + 1 >= breaks->page_count || breaks->pages[page + 1].blank ||
	       breaks->pages[page + 1].opens;
}

/* The last grid line of a page; where it has notes, they end at the height that it was given. */
static int foot_of(const pagebreak_page *at)
{
	return at->note_count && at->height > at->filled ? at->height : at->filled;
}

/* Where a page begins in the manuscript: with its first line, or with its first block if that is
 * not text. */
static place place_of(const quality_builder *b, size_t page)
{
	const pagebreak_page *at = &b->layout->breaks->pages[page];
	size_t low = 0, high = b->line_count;

	pagebreak_part part = {0};
	if (pagebreak_next(b->layout->galley->breaks, b->layout->breaks->choices, at, &part) &&
	    part.from == 0)
		return b->layout->galley->blocks[part.block].node->place;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (b->lines[middle].page < page)
			low = middle + 1;
		else
			high = middle;
	}
	const page_words *t =
		low < b->line_count && b->lines[low].page == page ? b->lines[low].text : NULL;
	return t ? paragraph_line_place(b->setter, t->text, t->setting, t->line) : (place){0};
}

/* A rectangle at the foot of a page's text, as high as a line. */
static quality_area foot_area(const quality_builder *b, size_t page)
{
	const sheet *s = &b->setter->style->sheet;
	length left = b->layout->pages->items[page]->recto ? s->inner : s->outer;
	int foot = foot_of(&b->layout->breaks->pages[page]);

	return (quality_area){left, s->top + s->grid * (foot > 0 ? foot - 1 : 0), s->measure,
			      s->grid};
}

static void judge_chapter_end(quality_builder *b, size_t i)
{
	const pagebreak_page *at = &b->layout->breaks->pages[i];
	int least = style_end_least(b->setter->style);

	if (quality_page_is_last(b->layout->breaks, i) && !at->opens && !at->blank && i > 0 &&
	    at->filled < least)
		quality_page_blemish(b, QUALITY_CHAPTER_ENDS, i, place_of(b, i), foot_area(b, i),
				     "page %s, a chapter's last, has %d lines and should have %d",
				     b->layout->pages->items[i]->label, at->filled, least);
}

static void judge_short(quality_builder *b, size_t i)
{
	if (b->layout->breaks->pages[i].is_short)
		quality_page_blemish(b, QUALITY_SHORT_PAGES, i, place_of(b, i), foot_area(b, i),
				     "page %s could not be filled or broken as the style asks",
				     b->layout->pages->items[i]->label)
			->told = true;
}

/* A verso and the recto beside it, unless one of them may end anywhere. */
static void judge_feet(quality_builder *b, size_t i)
{
	const pagebreak_result *breaks = b->layout->breaks;
	const page *const *items = b->layout->pages->items;

	if (i + 1 >= breaks->page_count || items[i]->recto || !b->setter->style->sheet.two_sided ||
	    is_blank(b, i) || quality_page_is_last(breaks, i) ||
	    quality_page_is_last(breaks, i + 1))
		return;
	int apart = foot_of(&breaks->pages[i]) - foot_of(&breaks->pages[i + 1]);
	b->result->counts[QUALITY_UNEVEN_FEET].of++;
	if (apart)
		quality_page_blemish(b, QUALITY_UNEVEN_FEET, i, place_of(b, i), foot_area(b, i),
				     "pages %s and %s end %d line%s apart", items[i]->label,
				     items[i + 1]->label, apart < 0 ? -apart : apart,
				     apart == 1 || apart == -1 ? "" : "s");
}

/* The page that a block would be on if it had not been moved to `page`. */
static size_t page_of_place(const pagebreak_result *breaks, size_t block, size_t page)
{
	const pagebreak_page *at;

	do
		at = &breaks->pages[--page];
	while (page > 0 && (at->first > block || (at->first == block && at->first_line > 0)));
	return page;
}

/* Judge how many page ends there are between the floats at a page's head and their places. */
static void judge_floats(quality_builder *b, size_t i)
{
	const pagebreak_page *at = &b->layout->breaks->pages[i];
	const sheet *s = &b->setter->style->sheet;
	length left = b->layout->pages->items[i]->recto ? s->inner : s->outer;

	if (at->alone && !b->layout->galley->breaks[at->floats[0]].floats)
		return; /* not the first page of a float that has several */
	b->result->moved_floats += at->float_count;
	for (int k = 0; k < at->float_count; k++) {
		const node *n = b->layout->galley->blocks[at->floats[k]].node->parent;
		size_t written = page_of_place(b->layout->breaks, at->floats[k], i);
		if (i - written > 1)
			quality_page_blemish(b, QUALITY_FAR_FLOATS, i, n->place,
					     (quality_area){left, s->top, s->measure, s->grid},
					     "a %s is on page %s, but its place is on page %s",
					     node_kind_name(n->kind),
					     b->layout->pages->items[i]->label,
					     b->layout->pages->items[written]->label);
	}
}

static void count_floats(quality_builder *b)
{
	for (size_t i = 0; i < b->layout->galley->count; i++)
		b->result->counts[QUALITY_FAR_FLOATS].of += b->layout->galley->breaks[i].floats > 0;
}

static void measure_fill(quality_builder *b)
{
	quality *q = b->result;
	const pagebreak_result *breaks = b->layout->breaks;
	int lines = b->setter->style->sheet.lines;
	int64_t sum = 0, count = 0;

	q->pages = (int64_t)breaks->page_count;
	for (size_t i = 0; i < breaks->page_count; i++) {
		q->blank_pages += is_blank(b, i);
		if (is_blank(b, i) || quality_page_is_last(breaks, i))
			continue;
		int64_t fill = (int64_t)foot_of(&breaks->pages[i]) * QUALITY_ONE / lines;
		q->full_pages += fill >= QUALITY_ONE;
		q->fill_least = count == 0 || fill < q->fill_least ? fill : q->fill_least;
		sum += fill;
		count++;
	}
	q->fill_mean = count ? (sum + count / 2) / count : QUALITY_ONE;
	q->fill_least = count ? q->fill_least : QUALITY_ONE;
}

static void judge_grid(quality_builder *b, const quality_line *line)
{
	const sheet *s = &b->setter->style->sheet;
	length off = (line->text->y - s->first_baseline) % s->grid;

	off = off < 0 ? off + s->grid : off;
	off = off > s->grid / 2 ? s->grid - off : off;
	if (off > OFF_GRID_LEAST)
		quality_blemish(b, QUALITY_OFF_GRID, line, quality_line_area(line),
				"a line is %s pt off the grid",
				quality_decimal(b->setter->arena, off, LENGTH_PT, 1));
}

static int64_t dots_to_the_inch(uint32_t pixels, length size)
{
	return size > 0 ? (int64_t)pixels * 72 * LENGTH_PT / size : INT64_MAX;
}

static void judge_image(quality_builder *b, size_t page, const mark *m)
{
	const image *i = m->as.image.image;
	int least = b->setter->style->sheet.resolution_least;
	const page_whole *whole = m->as.image.whole;
	const length width = whole ? whole->width : m->as.image.width,
		     height = whole ? whole->height : m->as.image.height;
	int64_t across = dots_to_the_inch(i->width, m->turn ? height : width),
		down = dots_to_the_inch(i->height, m->turn ? width : height);
	int64_t dots = across < down ? across : down;

	if (!image_has_pixels(i))
		return;
	b->result->counts[QUALITY_COARSE_IMAGES].of++;
	if (dots < least) /* layout reports these too */
		quality_page_blemish(
			b, QUALITY_COARSE_IMAGES, page,
			m->owner ? m->owner->place : place_of(b, page),
			(quality_area){m->x, m->y, m->as.image.width, m->as.image.height},
			"an image has %d dots to the inch and should have %d", (int)dots, least)
			->told = true;
}

static void measure_images(quality_builder *b)
{
	const pages *all = b->layout->pages;

	for (size_t i = 0; i < all->count; i++)
		for (size_t k = 0; k < all->items[i]->mark_count; k++)
			if (all->items[i]->marks[k].kind == MARK_IMAGE)
				judge_image(b, i, &all->items[i]->marks[k]);
}

void quality_measure_pages(quality_builder *b)
{
	quality *q = b->result;

	measure_fill(b);
	for (size_t i = 0; i < b->layout->breaks->page_count; i++) {
		judge_short(b, i);
		judge_chapter_end(b, i);
		judge_feet(b, i);
		judge_floats(b, i);
	}
	count_floats(b);
	for (size_t i = 0; i < b->line_count; i++)
		if (b->lines[i].kind == QUALITY_RUNNING)
			judge_grid(b, &b->lines[i]);
	q->counts[QUALITY_OFF_GRID].of = q->running_lines;
	q->counts[QUALITY_SHORT_PAGES].of = q->counts[QUALITY_CHAPTER_ENDS].of = q->pages;
	measure_images(b);
}
