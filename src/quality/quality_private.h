/* What the files of quality share. */
#ifndef PLATEN_QUALITY_PRIVATE_H
#define PLATEN_QUALITY_PRIVATE_H

#include "quality/quality.h"

/* What is collected while quality is measured. */
typedef struct quality_builder {
	const setter *setter;
	const layout *layout;
	quality *result;
	quality_line *lines;
	size_t line_count, line_capacity;
	blemish *blemishes;
	size_t blemish_count, blemish_capacity;
} quality_builder;

/* Collect the lines of all pages, in their order: quality_lines.c. */
void quality_collect(quality_builder *b);

/* Add a blemish at the first word of a line. */
blemish *quality_blemish(quality_builder *b, quality_measure m, const quality_line *line,
			 quality_area area, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* Add a blemish of a page. */
blemish *quality_page_blemish(quality_builder *b, quality_measure m, size_t page, place where,
			      quality_area area, const char *format, ...)
	__attribute__((format(printf, 6, 7)));

/* A line from its ascenders to its descenders. */
quality_area quality_line_area(const quality_line *line);

/* Are they neighbours of one paragraph? */
bool quality_follows(const quality_line *above, const quality_line *line);

/* The measures, by what they look at. */
void quality_measure_spaces(quality_builder *b); /* quality_spaces.c */
void quality_measure_ends(quality_builder *b);   /* quality_ends.c: hyphens, runts, stacks */
void quality_measure_rivers(quality_builder *b); /* quality_rivers.c */
/* quality_breaks.c: widows, orphans, parted words and headings */
void quality_measure_breaks(quality_builder *b);
void quality_measure_pages(quality_builder *b); /* quality_pages.c */

/* Is a page its chapter's last? Then it may end anywhere. */
bool quality_page_is_last(const pagebreak_result *breaks, size_t page);

/* A number with decimals, from an integer: 10482 of QUALITY_ONE is "1.0482" with four digits. */
const char *quality_decimal(arena *a, int64_t value, int64_t one, int digits);

/* The report as SARIF, into a stream: quality_sarif.c. */
void quality_write_sarif(FILE *out, const setter *s, const layout *l, const quality *q);

#endif
