/* table: a table's columns and rows. Columns are as wide as their content asks, no narrower than
 * their longest word while the measure allows it; rows are as many grid lines as their tallest
 * cell. */
#ifndef PLATEN_TABLE_H
#define PLATEN_TABLE_H

#include "lines/paragraph.h"

typedef struct table_cell {
	paragraph *text;
	length x, width; /* from the left edge of the measure */
	/* the row's line that each line of the cell is on (a tall image takes several); NULL: one
	 * after the other */
	const size_t *lines;
} table_cell;

typedef struct table_row {
	const node *node;
	const appearance *look; /* of its cells */
	table_cell *cells;
	size_t count;
	size_t lines; /* of its tallest cell */
	/* how much lower the first line is than a line of the text would be: large type */
	length above;
	bool head;
} table_row;

typedef struct table_column {
	length least, most, width, x;
	align align;
} table_column;

typedef struct table_rows {
	const node *node; /* the table */
	length measure;
	table_column *columns;
	table_row *rows;
	size_t count;
	length x, width; /* of the whole table */
	/* its words were divided, and that was said of all of them at once */
	bool too_wide;
} table_rows;

/* The indent of something that leaves `free` of the measure: left, in the middle or right. */
length table_indent(align how, length free);

/* The leading of a row that has this look: its own, or as many whole grid lines as its type needs.
 */
length table_leading(const setter *s, const appearance *look);

/* How far below the row's first line of text, if that stood on the grid's first line, a line of a
 * cell is. */
length table_baseline(const table_row *row, const table_cell *cell, size_t line, length leading);

/* Begin a table in `measure`, with its cells' texts; in a note in the look of the text around it,
 * else that is NULL. Everything is the setter's arena's. */
table_rows *table_begin(const setter *s, const node *table, length measure,
			const appearance *around);
/* Find what its columns need, by any worker. Requires: the cells' words have glyphs. */
void table_measure(const setter *worker, table_rows *t);
/* Find its columns' widths, and give the cells' texts their shape. Reports TABLE_TOO_WIDE where
 * words have to be cut. */
void table_fit(const setter *s, table_rows *t);
/* Count its rows' lines. Requires: the cells' texts are set. */
void table_finish(const setter *s, table_rows *t);

#endif
