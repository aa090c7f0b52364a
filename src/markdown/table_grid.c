/* table_grid: cells are written row by row, without those that another cell covers. A cell begins
 * in the first column of its row that no cell from above covers (HTML, "Forming a table").
 *
 * Contract: afterwards no two cells cover the same place, every place is covered (empty cells are
 * added), no cell reaches from the head into the body or below the last row, and every cell is
 * inside the table's columns. Time is linear in the number of cells and the columns that they
 * cover; if rows are short, in rows times columns. */
#include "markdown/table_grid.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

typedef struct table_grid {
	arena *arena;
	report *report;
	node *table;
	/* by column: the first row that no cell from above covers there */
	uint32_t *until;
	size_t columns, capacity;
	size_t shortest; /* how many columns from the left are covered in every row */
} table_grid;

static node *next_row(node *n)
{
	while (n && n->kind != NODE_ROW)
		n = n->next;
	return n;
}

uint16_t table_grid_span(const node *cell, const char *key)
{
	const char *value = node_attribute(cell, key);
	long span = value ? strtol(value, NULL, 10) : 0;

	return (uint16_t)(span < 0 ? 0 : span < UINT16_MAX ? span : UINT16_MAX);
}

/* The cell `across` places to the right and `down` rows below one in a table whose places all have
 * a cell; NULL: there is none. */
static node *cell_from(node *cell, size_t across, size_t down)
{
	node *row = cell->parent;
	size_t column = 0;

	for (const node *c = cell->previous; c; c = c->previous)
		column++;
	for (; row && down; down--) {
		bool head = row->as.row.head;
		row = next_row(row->next);
		row = row && row->as.row.head == head ? row : NULL;
	}
	cell = row ? row->first : NULL;
	for (column += across; cell && column; column--)
		cell = cell->next;
	return cell;
}

/* May a span cover this place? It must be empty, and in no other span. */
static bool is_open(const node *cell)
{
	return cell && !cell->first && !cell->as.cell.across && !cell->as.cell.down &&
	       !cell->as.cell.column;
}

enum { COVERED = 1 /* in the `column` of a cell that will be removed */ };

/* Limit a cell's span, and mark the places that it covers. */
static void cover(report *r, node *cell)
{
	size_t wide = node_cell_across(cell), tall = node_cell_down(cell), across = 1, down = 1;
	bool open = true;

	while (across < wide && is_open(cell_from(cell, across, 0)))
		across++;
	while (open && down < tall) {
		for (size_t i = 0; open && i < across; i++)
			open = is_open(cell_from(cell, i, down));
		down += open;
	}
	if (across < wide || down < tall)
		report_at(r, REPORT_SPANS_OVERLAP, cell->place,
			  "colspan=%zu rowspan=%zu would cover cells that are not empty or not "
			  "there, so %zu and %zu are taken; leave empty what the cell covers, or "
			  "correct the span",
			  wide, tall, across, down);
	for (size_t k = 0; k < down; k++)
		for (size_t i = 0; i < across; i++)
			if (i || k)
				cell_from(cell, i, k)->as.cell.column = COVERED;
	cell->as.cell.across = (uint16_t)across;
	cell->as.cell.down = (uint16_t)down;
}

void table_grid_take_covered(report *r, node *table)
{
	for (node *row = next_row(table->first); row; row = next_row(row->next))
		for (node *cell = row->first; cell; cell = cell->next)
			if (cell->as.cell.across || cell->as.cell.down)
				cover(r, cell);
	for (node *row = next_row(table->first); row; row = next_row(row->next))
		for (node *cell = row->first, *next; cell; cell = next) {
			next = cell->next;
			if (cell->as.cell.column == COVERED)
				node_unlink(cell);
		}
}

/* The entry of a column; a new column is not covered. */
static uint32_t *column_at(table_grid *g, size_t column)
{
	while (g->columns <= column)
		*ARENA_APPEND(g->arena, g->until, g->columns, g->capacity) = 0;
	return &g->until[column];
}

static size_t first_free(table_grid *g, size_t column, uint32_t row)
{
	for (; column < g->columns; column++)
		if (*column_at(g, column) <= row)
			break;
	return column;
}

/* How many columns from `column` on nothing covers, `wanted` at most. */
static size_t free_across(table_grid *g, const node *cell, size_t column, uint32_t row,
			  size_t wanted)
{
	size_t across = 1, most = TABLE_COLUMNS_MOST;

	while (across < wanted && column + across < most && *column_at(g, column + across) <= row)
		across++;
	if (across < wanted && column + across < most)
		report_at(g->report, REPORT_SPANS_OVERLAP, cell->place,
			  "this cell spans %zu columns, but a cell from a row above covers one of "
			  "them, so it spans %zu; correct the spans",
			  wanted, across);
	else if (across < wanted)
		report_at(g->report, REPORT_SPANS_OVERLAP, cell->place,
			  "this cell spans %zu columns, and a table has %zu at most; correct the "
			  "span",
			  wanted, most);
	return across;
}

/* How many rows there are from a row on that are of the head, or of the body, as it is. */
static size_t rows_left(node *row, size_t most)
{
	size_t count = 0;

	for (node *n = row; n && count < most && n->as.row.head == row->as.row.head;
	     n = next_row(n->next))
		count++;
	return count;
}

static void place_cell(table_grid *g, node *cell, node *row, uint32_t at, size_t column)
{
	size_t wanted = node_cell_down(cell), down = rows_left(row, wanted),
	       across = free_across(g, cell, column, at, node_cell_across(cell));

	if (down < wanted)
		report_at(g->report, REPORT_SPANS_OVERLAP, cell->place,
			  "this cell spans %zu rows, and there are %zu left in the table's %s; "
			  "correct the span",
			  wanted, down, row->as.row.head ? "head" : "body");
	cell->as.cell.column = (uint16_t)column;
	cell->as.cell.across = (uint16_t)across;
	cell->as.cell.down = (uint16_t)down;
	for (size_t i = 0; i < across; i++)
		*column_at(g, column + i) = at + (uint32_t)down;
}

static void widen(table_grid *g)
{
	node *n = g->table;
	cell_align *aligns = ARENA_ARRAY(g->arena, g->columns, cell_align);

	if (n->as.table.columns)
		memcpy(aligns, n->as.table.aligns, n->as.table.columns * sizeof *aligns);
	n->as.table.aligns = aligns;
	n->as.table.columns = g->columns;
	n->as.table.widths = NULL;
}

/* Cover the places from `column` on that nothing covers in the row. */
static void fill_row(table_grid *g, node *row, uint32_t at, size_t column)
{
	while ((column = first_free(g, column, at)) < g->columns) {
		node *cell = node_new(g->arena, NODE_CELL, row->place);
		size_t across = 0;
		while (column + across < g->columns && g->until[column + across] <= at)
			across++;
		cell->lang = row->lang;
		node_append(row, cell);
		cell->as.cell.column = (uint16_t)column;
		cell->as.cell.across = (uint16_t)across;
		cell->as.cell.down = 1;
		column += across;
	}
}

static void fill_rows(table_grid *g)
{
	uint32_t at = 0;

	memset(g->until, 0, g->columns * sizeof *g->until);
	for (node *row = next_row(g->table->first); row; row = next_row(row->next), at++) {
		size_t end = 0;
		for (const node *cell = row->first; cell; cell = cell->next) {
			end = (size_t)cell->as.cell.column + cell->as.cell.across;
			for (size_t i = cell->as.cell.column; i < end; i++)
				g->until[i] = at + cell->as.cell.down;
		}
		fill_row(g, row, at, end);
	}
}

static void settle(arena *a, report *r, node *table)
{
	table_grid g = {.arena = a, .report = r, .table = table, .shortest = SIZE_MAX};
	uint32_t at = 0;

	for (node *row = next_row(table->first); row; row = next_row(row->next), at++) {
		size_t column = 0;
		for (node *cell = row->first; cell; cell = cell->next) {
			column = first_free(&g, column, at);
			place_cell(&g, cell, row, at, column);
			column += cell->as.cell.across;
		}
		column = first_free(&g, column, at);
		g.shortest = column < g.shortest ? column : g.shortest;
	}
	if (g.columns > table->as.table.columns)
		widen(&g);
	else if (table->as.table.columns && at)
		column_at(&g, table->as.table.columns - 1);
	if (at && g.shortest < g.columns)
		fill_rows(&g);
}

void table_grid_settle_all(arena *a, report *r, node *root)
{
	for (node *n = root; n; n = node_after(n, root, false))
		if (n->kind == NODE_TABLE)
			settle(a, r, n);
}
