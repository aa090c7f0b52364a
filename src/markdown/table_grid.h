/* table_grid: which columns and rows the cells of a table cover. */
#ifndef PLATEN_TABLE_GRID_H
#define PLATEN_TABLE_GRID_H

#include "document/node.h"

enum { TABLE_COLUMNS_MOST = 1000 /* that spans may make */ };

/* A cell's `colspan` or `rowspan` as a number; 0: it has none. */
uint16_t table_grid_span(const node *cell, const char *key);

/* In a table that has a cell at every place, remove the empty cells that a span covers. A span that
 * would cover words ends before them, which is reported. */
void table_grid_take_covered(report *r, node *table);

/* Give each cell of a document's tables its first column, and each table as many columns as its
 * cells cover. A cell that would overlap another is narrowed, one that would reach below its head
 * or body is cut there; both are reported. The arena owns the arrays. */
void table_grid_settle_all(arena *a, report *r, node *root);

#endif
