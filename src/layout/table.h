/* table: a table's columns and rows. Columns are as wide as their content needs (table_widths.h);
 * rows have as many lines as their tallest cell. A cell's content is a list of texts: one for a
 * cell of inlines, one for each paragraph or block of code in a cell of blocks. */
#ifndef PLATEN_TABLE_H
#define PLATEN_TABLE_H

#include "layout/table_widths.h"
#include "lines/paragraph.h"

/* A text in a cell. */
typedef struct table_text {
	paragraph *text;  /* code: NULL before table_fit */
	const node *code; /* preformatted text, else NULL */
	/* an item's number or bullet, left of the first line; or NULL */
	const char *label_words;
	const node *label_owner;
	const paragraph *label;
	length label_left; /* from the cell's edge */
	length label_x;    /* from the left edge of the measure */
	uint32_t cell;     /* of the row */
	length left;       /* from the cell's edge */
	length x;          /* from the left edge of the measure */
	size_t space;      /* lines above it in its cell */
	size_t first;      /* the row's line that its first line is on */
	/* the line, from its own first, that each line is on (a tall image takes several); NULL:
	 * one after the other */
	const size_t *lines;
} table_text;

typedef struct table_cell {
	const node *node;
	uint32_t column, across, down;
	uint32_t first, count; /* of the row's texts */
	table_need need;
	/* of a number in a column of numbers: the width from its decimal mark on; else -1 */
	length fraction;
	length x, width; /* from the left edge of the measure */
	size_t lines;
} table_cell;

/* A text of a row above whose cell reaches into this row. */
typedef struct table_carried {
	const table_text *text;
	size_t lines; /* of the rows above, from the cell's first on */
} table_carried;

typedef struct table_row {
	const node *node;
	const appearance *look; /* of its cells */
	table_cell *cells;
	size_t count;
	table_text *texts; /* of its cells, in order */
	size_t text_count, text_capacity;
	table_carried *carried;
	size_t carried_count, carried_capacity;
	size_t lines; /* of its tallest cell */
	/* how much lower than a line of text its first line is, because of large type */
	length above;
	length drop; /* the part of the space between rows that is at its head */
	int rows;    /* grid lines */
	bool head;
	bool spanned; /* a cell reaches from it into the next row */
} table_row;

typedef struct table_column {
	table_need need;
	length width, x;
	align align;
	bool numbers;           /* its body holds numbers, set with their decimal marks aligned */
	length whole, fraction; /* the widest part before and after the mark */
} table_column;

typedef struct table_rows {
	const node *node;         /* the table */
	const appearance *around; /* in a note: its look; else NULL */
	length measure;
	table_column *columns;
	table_row *rows;
	size_t count;
	size_t heads; /* rows of its head */
	length gutter;
	length x, width; /* of the whole table */
	int scale;       /* of its type, per mille of the style's size */
	bool turned;     /* by a quarter: its measure is the height of a page's text */
	/* words have to be divided, which is reported for all of them at once */
	bool too_wide;
} table_rows;

/* The indent of something that leaves `free` of the measure unused: left, centred or right. */
length table_indent(align how, length free);

/* The leading of a row that has this look: its own, or as many whole grid lines as its type
 * needs. */
length table_leading(const setter *s, const appearance *look);

/* How far a line of a text is below the row's first line, with that on the grid's first line. */
length table_baseline(const table_row *row, const table_text *text, size_t line, length leading);

/* Begin a table in `measure`, with its cells' texts; in a note in the look of the text around it,
 * else that is NULL. The setter's arena owns everything. */
table_rows *table_begin(const setter *s, const node *table, length measure,
			const appearance *around);
/* Find what its columns need; may be called in parts. Requires: the cells' words have glyphs. */
void table_measure(const setter *s, table_rows *t);
/* Find its columns' widths, and give the cells' texts their shape. A table that is too wide is set
 * in smaller type, as far as the style allows; `too_wide` says that words must still be cut. */
void table_fit(const setter *s, table_rows *t);
/* Count its rows' lines. Requires: the cells' texts are set. */
void table_finish(const setter *s, table_rows *t);

/* Was a name in code in this text divided because its column is too narrow? */
bool table_text_is_divided(const table_row *row, const table_text *text);

/* May a page end inside a row? Only if it takes more than half a page. */
bool table_row_breaks(const setter *s, const table_row *row);

/* Called by table_fit: find the columns of numbers, and the widths that their decimal marks
 * need. */
void table_numbers(const setter *s, table_rows *t);
/* Set all again in type of so many per mille of the style's size. */
void table_rescale(const setter *s, table_rows *t, int scale);

#endif
