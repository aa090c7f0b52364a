/* columns: blocks of grid lines side by side on a page. From numbers alone, as the page breaker.
 *
 * A region has streams beside each other, each of one column or of several that it flows through
 * from one to the next. To the page breaker a region is one block of `rows` grid lines. Whatever
 * the rows that pages end after, each page has the same: row k ends each stream at one place,
 * at[k], chosen so that from every earlier row that a page may end after (as far as both can be on
 * one page, which has half of its lines at least) the text up to there fits the columns between. So
 * the page breaker can try all ways as it does with any block, notes included, and the columns need
 * not be set again for any of them.
 *
 * A column ends as a page does: after a line that allows it, with as many lines of a paragraph as
 * it wants at a page's foot and head. Space above a block is none at a column's head. On its part
 * of a page a stream's columns are balanced: no lower height would hold the text.
 *
 * Time grows with rows times the lines of a page. */
#ifndef PLATEN_COLUMNS_H
#define PLATEN_COLUMNS_H

#include "pages/pagebreak.h"

/* A place in a stream, before a line of a block. */
typedef struct columns_place {
	size_t block;
	int line; /* of its first setting; less than it has */
} columns_place;

typedef struct columns_stream {
	const pagebreak_block *blocks;
	size_t count;
	int columns;
	const columns_place
		*at; /* where it is after so many rows, 0 to all; set by columns_divide */
} columns_stream;

typedef struct columns {
	columns_stream *streams;
	size_t count;
	int rows;
	/* ends[k]: a page may end after k rows, 1 to rows - 1 */
	const bool *ends;
} columns;

/* Find the rows of a region and where pages may end in it. `lines`: of a full page; `most`: of the
 * highest that there may be; `slack`: rows more than it needs, with which pages may end after more
 * of its rows. */
void columns_divide(arena *a, columns *c, int lines, int most, int slack);

/* The least height of a stream's columns that holds the text between two places. */
int columns_height(const columns_stream *s, columns_place from, columns_place until);

/* A part of a block in a column: lines from … to - 1, the first of them on the column's row. */
typedef struct columns_part {
	size_t block;
	int from, to, column, row;
} columns_part;

typedef struct columns_parts {
	columns_part *items;
	size_t count, capacity;
} columns_parts;

/* The parts of the text between two places, in columns of the least height; they take the place of
 * those that a list had. */
void columns_list(arena *a, const columns_stream *s, columns_place from, columns_place until,
		  columns_parts *parts);

/* The row after which a page that ends has a place, from 1. */
int columns_row(const columns *c, size_t stream, columns_place place);

#endif
