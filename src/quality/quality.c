/* quality: the table of measures, and the order of what they find. */
#include "quality/quality.h"

#include "base/arena.h"
#include "quality/quality_private.h"

#include <stdarg.h>
#include <stdlib.h>

#define REWORD "reword the sentence"
#define PAGE_ROOM                                                                                  \
	"shorten or lengthen a paragraph before it, or give 'pages: spread-less' and "             \
	"'spread-more' another line"

const quality_word quality_words[QUALITY_MEASURES] = {
	[QUALITY_DEVIATION] =
		{"deviation", REPORT_CODES, "natural word space",
		 "Standard deviation of all word spaces of lines that are filled",
		 "widen the text, allow more 'lines: expansion', or lower 'lines: hyphen-price'"},
	[QUALITY_STEP] = {"step", REPORT_CODES, "natural word space",
			  "Mean difference between the word spaces of neighbouring lines",
			  "raise 'lines: step-price', or allow more 'lines: expansion'"},
	[QUALITY_LOOSE] = {"loose", REPORT_LOOSE, "filled lines",
			   "Lines whose word spaces are wider than 'lines: loose' says",
			   REWORD
			   ", or let a long word near it be divided by a soft hyphen (U+00AD)"},
	[QUALITY_TIGHT] = {"tight", REPORT_TIGHT, "filled lines",
			   "Lines whose word spaces are narrower than 'lines: tight' says", REWORD},
	[QUALITY_OVERFULL] = {"overfull", REPORT_OVERFULL, "lines",
			      "Lines that are wider than the text",
			      "reword it, allow a break, or widen the text"},
	[QUALITY_CUT_WORDS] = {"cut-words", REPORT_CUT_WORD, "lines",
			       "Words that are wider than a line",
			       "divide it with soft hyphens (U+00AD), or widen the text"},
	[QUALITY_HYPHENS] = {"hyphens", REPORT_CODES, "lines that a paragraph goes on after",
			     "Lines that end with a hyphen that Platen put",
			     "raise 'lines: hyphen-price', or allow more 'lines: expansion'"},
	[QUALITY_LADDERS] = {"ladders", REPORT_LADDER, "lines that a paragraph goes on after",
			     "Hyphens at the ends of two lines running or more", REWORD},
	[QUALITY_PAGE_HYPHENS] = {"page-hyphens", REPORT_PAGE_HYPHEN, "pages",
				  "Pages that end inside a word, where 'pages: hyphens' forbids it",
				  "reword the paragraph's last lines on the page"},
	[QUALITY_RUNTS] = {"runts", REPORT_RUNT, "paragraphs of two lines or more",
			   "Last lines under five characters, narrower than the indent or two ems, "
			   "or that hold only part of a word",
			   "take a word out of the paragraph, or add one"},
	[QUALITY_STACKS] = {"stacks", REPORT_STACK, "lines of running text",
			    "The same word at the start or at the end of two neighbouring lines",
			    REWORD},
	[QUALITY_RIVERS] = {"rivers", REPORT_RIVER, "lines of running text",
			    "Word spaces below each other in four lines running or more",
			    "reword one of these lines"},
	[QUALITY_WIDOWS] = {"widows", REPORT_WIDOW, "pages",
			    "Pages that begin with fewer lines of a paragraph than 'widows' says",
			    PAGE_ROOM},
	[QUALITY_ORPHANS] = {"orphans", REPORT_ORPHAN, "pages",
			     "Pages that end with fewer lines of a paragraph than 'orphans' says",
			     PAGE_ROOM},
	[QUALITY_STRANDED_HEADINGS] = {"stranded-headings", REPORT_STRANDED_HEADING, "pages",
				       "Headings without as many lines of text after them on "
				       "their page as 'pages: heading-lines' says",
				       PAGE_ROOM},
	[QUALITY_SHORT_PAGES] = {"short-pages", REPORT_SHORT_PAGE, "pages",
				 "Pages that could not be filled or broken as the style asks",
				 "shorten or lengthen what is on it, or relax the style"},
	[QUALITY_CHAPTER_ENDS] =
		{"chapter-ends", REPORT_CHAPTER_END, "pages",
		 "Chapters' last pages with fewer lines than 'pages: end-least' says",
		 "shorten the chapter by these lines, or lengthen it"},
	[QUALITY_UNEVEN_FEET] = {"uneven-feet", REPORT_UNEVEN_FOOT, "spreads that could be level",
				 "Facing pages that end at different heights",
				 "shorten or lengthen a paragraph on them, or give headings "
				 "'space-less' or 'space-more'"},
	[QUALITY_OFF_GRID] = {"off-grid", REPORT_OFF_GRID, "lines of running text",
			      "Lines of running text that leave the baseline grid",
			      "give what is above it a height in whole grid lines"},
	[QUALITY_COARSE_IMAGES] =
		{"coarse-images", REPORT_COARSE_IMAGE, "images",
		 "Images with fewer dots to the inch than 'page: image-resolution' says",
		 "set it smaller, or use a larger file"},
	[QUALITY_FAR_FLOATS] = {"far-floats", REPORT_FAR_FLOAT, "figures and tables that may move",
				"Figures and tables that are more than a page after their place",
				"put it further from its neighbours, make it smaller, or give it "
				"the class 'here'"},
};

const char *quality_decimal(arena *a, int64_t value, int64_t one, int digits)
{
	int64_t parts = 1;

	for (int i = 0; i < digits; i++)
		parts *= 10;
	int64_t scaled = length_scale(value, parts, one), size = scaled < 0 ? -scaled : scaled;
	if (digits == 0)
		return arena_print(a, "%lld", (long long)scaled);
	return arena_print(a, "%s%lld.%0*lld", scaled < 0 ? "-" : "", (long long)(size / parts),
			   digits, (long long)(size % parts));
}

static blemish *add(quality_builder *b, quality_measure m, size_t page, place where,
		    quality_area area, const char *what)
{
	blemish *made =
		ARENA_APPEND(b->setter->arena, b->blemishes, b->blemish_count, b->blemish_capacity);

	*made = (blemish){.measure = m, .where = where, .page = page, .area = area, .what = what};
	b->result->counts[m].count++;
	return made;
}

blemish *quality_blemish(quality_builder *b, quality_measure m, const quality_line *line,
			 quality_area area, const char *format, ...)
{
	const page_words *t = line->text;
	va_list arguments;

	va_start(arguments, format);
	const char *what = arena_vprint(b->setter->arena, format, arguments);
	va_end(arguments);
	return add(b, m, line->page, paragraph_line_place(b->setter, t->text, t->setting, t->line),
		   area, what);
}

blemish *quality_page_blemish(quality_builder *b, quality_measure m, size_t page, place where,
			      quality_area area, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	const char *what = arena_vprint(b->setter->arena, format, arguments);
	va_end(arguments);
	return add(b, m, page, where, area, what);
}

static int compare_lengths(length a, length b)
{
	return a < b ? -1 : a > b;
}

/* By page, from its top down, then from left to right; at one place by measure. */
static int compare_blemishes(const void *left, const void *right)
{
	const blemish *a = left, *b = right;
	int order = a->page < b->page ? -1 : a->page > b->page;

	if (!order)
		order = compare_lengths(a->area.y, b->area.y);
	if (!order)
		order = compare_lengths(a->area.x, b->area.x);
	if (!order)
		order = (int)a->measure - (int)b->measure;
	return order ? order : compare_lengths(a->area.width, b->area.width);
}

const quality *quality_of(const setter *s, const layout *l)
{
	quality *q = ARENA_NEW(s->arena, quality);
	quality_builder b = {.setter = s, .layout = l, .result = q};

	quality_collect(&b);
	quality_measure_spaces(&b);
	quality_measure_ends(&b);
	quality_measure_rivers(&b);
	quality_measure_breaks(&b);
	quality_measure_pages(&b);
	if (b.blemish_count)
		qsort(b.blemishes, b.blemish_count, sizeof *b.blemishes, compare_blemishes);
	q->lines = b.lines;
	q->line_count = b.line_count;
	q->blemishes = b.blemishes;
	q->blemish_count = b.blemish_count;
	return q;
}
