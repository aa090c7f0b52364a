/* table_grid: which columns and rows the cells of a table cover. */
#ifndef PLATEN_TABLE_GRID_H
#define PLATEN_TABLE_GRID_H

#include "document/node.h"

enum { TABLE_COLUMNS_MOST = 1000 /* that spans may make */ };

/* A cell's `colspan` or `rowspan` as a number; 0: it has none. */
uint16_t table_grid_span(const node *cell, const char *key);

/* In a table whose every place has a cell, take out the empty ones that a span covers. A span that
 * would cover words ends before them, and that is reported. */
void table_grid_take_covered(report *r, node *table);

/* Give each cell of a document's tables its first column, and each table as many columns as its
 * cells cover. A cell that would cover what another covers is narrowed, one that would reach below
 * its head or its body is cut there; both are reported. Arrays are the arena's. */
void table_grid_settle_all(arena *a, report *r, node *root);

#endif
