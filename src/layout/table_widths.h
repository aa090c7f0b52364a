/* table_widths: how the measure is shared among a table's columns, from numbers alone. */
#ifndef PLATEN_TABLE_WIDTHS_H
#define PLATEN_TABLE_WIDTHS_H

#include "base/length.h"

#include <stdbool.h>
#include <stddef.h>

/* What one cell asks for: the longest word that is not to be divided, the longest name in code or
 * address (which may be, as code is), and all of it on one line. */
typedef struct table_need {
	length word, token, most;
} table_need;

typedef struct table_wants {
	size_t columns;
	/* a row after the other, a need for each column; of zeros where another cell covers it */
	const table_need *needs;
	size_t rows;
	const table_need *whole; /* by column: the largest of all its cells, not only of these */
	length room;             /* for all columns, the space between them taken off */
	length token_least;      /* a token may be divided into parts as long as this, */
	length token_short;      /* but one no longer than this rather not */
} table_wants;

/* The least that a column may be without dividing a word. */
length table_widths_least(const table_wants *w, size_t column);

/* Find the columns' widths. False: the words have no room side by side, and columns are narrower
 * than their longest. */
bool table_widths(const table_wants *w, length *widths);

/* How many rows are worth being asked for by a table of so many columns. */
size_t table_widths_rows(size_t columns);

#endif
