/* text_tables: pandoc's tables that are drawn with spaces, dashes and plus signs. */
#ifndef PLATEN_TEXT_TABLES_H
#define PLATEN_TEXT_TABLES_H

#include "markdown/manuscript_private.h"

/* A piece of a line, in bytes of the passage. */
typedef struct text_piece {
	size_t at, size;
} text_piece;

/* A table as it is drawn: rows of cells, each with a piece of each line that it is on. */
typedef struct text_cell {
	text_piece *pieces;
	size_t count, capacity;
	uint16_t across;
} text_cell;

typedef struct text_row {
	text_cell *cells;
	size_t count;
	bool head, foot;
} text_row;

typedef struct text_table {
	text_row *rows;
	size_t count, capacity, columns;
	cell_align *aligns;
	uint16_t *widths; /* per mille of the measure, or NULL */
	bool blocks;      /* cells hold blocks, not words */
	size_t last_line; /* of the passage */
} text_table;

/* Where a table may begin: on a line of the passage, `offset` bytes into it (after the marks of
 * what it is in). Its other lines are `further` bytes in, and in as many quotations. */
typedef struct text_table_place {
	size_t line, offset, further;
	int quotes;
} text_table_place;

/* The table that begins there, with its first line or with the line of its head. `grids`: it must
 * be a grid. False: none does; for a grid, table->last_line is the last line that could be one. */
bool text_tables_find(manuscript *m, const passage *p, const text_table_place *where, bool grids,
		      text_table *table);

#endif
