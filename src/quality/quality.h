/* quality: how good the finished pages are. It measures what layout chose, line by line and page by
 * page, in integers, so that the same pages have the same figures on every machine. Each measure
 * has a figure; each blemish has its place in the manuscript and on the page, and advice. */
#ifndef PLATEN_QUALITY_H
#define PLATEN_QUALITY_H

#include "layout/layout.h"
#include "lines/paragraph_facts.h"

/* All ratios are in ten-thousandths. */
enum { QUALITY_ONE = 10000 };

/* What a line belongs to. */
typedef enum quality_kind {
	QUALITY_RUNNING, /* paragraphs: of the text, of quotations, of lists */
	QUALITY_DISPLAY, /* headings, titles, captions, terms */
	QUALITY_CODE,
	QUALITY_CELL,
	QUALITY_ENTRY,
	QUALITY_NOTE
} quality_kind;

/* A word space as it is on its page. */
typedef struct quality_gap {
	length left, right;
} quality_gap;

/* A line as it is on its page. x from the trim's left edge, y downwards from its top, as in
 * page.h. */
typedef struct quality_line {
	const page_words *text;
	quality_kind kind;
	size_t page;        /* index */
	length left, right; /* the edges of what is in it */
	length end_width;   /* of its last glyph: where a hyphen is marked */
	line_facts facts;
	const quality_gap *gaps;
	size_t gap_count;
	size_t count; /* lines of the paragraph */
} quality_line;

/* A rectangle on a page, y downwards. */
typedef struct quality_area {
	length x, y, width, height;
} quality_area;

typedef struct blemish {
	quality_measure measure;
	place where;
	size_t page; /* index */
	quality_area area;
	const char *what; /* "a line's spaces are 1.63 times their natural width" */
	bool told;        /* layout has already reported it */
} blemish;

/* A number of cases, and out of how many. */
typedef struct quality_count {
	int64_t count, of;
} quality_count;

typedef struct quality {
	const quality_line *lines;
	size_t line_count;
	const blemish *blemishes; /* by page, from its top down */
	size_t blemish_count;
	quality_count counts[QUALITY_MEASURES];
	/* figures without blemishes */
	int64_t pages, blank_pages, full_pages, running_lines, justified_lines, paragraphs;
	/* word spaces, natural being QUALITY_ONE */
	int64_t space_mean, space_least, space_most;
	/* spaces after punctuation, relative to the other spaces of their line; filled lines with
	 * such a space over 1.5 times as wide */
	int64_t pause_most, wide_pauses;
	/* amounts, whether wider or narrower */
	int64_t expanded_lines, expansion_mean, expansion_most;
	int64_t written_hyphens, longest_ladder, longest_river;
	int64_t fill_mean, fill_least; /* of pages that are not a chapter's last */
	int64_t moved_floats; /* figures and tables that were moved from their place in the text */
} quality;

/* The words for a measure. */
typedef struct quality_word {
	const char *name;    /* as style sheets and the report have it: "runts" */
	report_code code;    /* of its blemishes; REPORT_CODES: it has no blemishes */
	const char *per;     /* what it is a share of */
	const char *meaning; /* a sentence without its full stop */
	const char *advice;  /* what could be done */
} quality_word;
extern const quality_word quality_words[QUALITY_MEASURES];

/* Measure the layout. The result is in the setter's arena. */
const quality *quality_of(const setter *s, const layout *l);

/* Is a measure beyond the style sheet's limit? */
bool quality_exceeds(const style *s, const quality *q, quality_measure m);

/* Does the style sheet set any limit, or --werror name a blemish? Otherwise quality_report would do
 * nothing. */
bool quality_is_asked(const report *r, const style *s);

/* Report each limit of the style sheet that is exceeded, the blemishes that exceed it, and those
 * that --werror names. */
void quality_report(report *r, const style *s, const quality *q);

/* Write the figures and blemishes, as JSON (styles/quality.schema.json) or, where the name ends in
 * .sarif, as SARIF 2.1.0; "-" is JSON on standard output. Returns NULL, or what failed, in
 * words. */
const char *quality_write(const setter *s, const layout *l, const quality *q, const char *path);

#endif
