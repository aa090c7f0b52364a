/* text_tables: pandoc's tables that are drawn with spaces, dashes and plus signs. */
#ifndef PLATEN_TEXT_TABLES_H
#define PLATEN_TEXT_TABLES_H

#include "markdown/manuscript_private.h"

/* A table as it is drawn: rows of cells, each a text of one or more lines. */
typedef struct text_cell {
	const char *text;
	size_t at; /* its first byte in the passage */
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

/* The table that begins on a line of the passage, `offset` bytes into it (after the marks of what
 * it is in), with its first line or with the line of its head; its other lines are `further` bytes
 * in. False: none does. */
bool text_tables_find(reader *m, const passage *p, size_t line, size_t offset, size_t further,
		      text_table *table);

#endif
