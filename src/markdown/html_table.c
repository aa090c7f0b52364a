/* html_table: tables of HTML. A cell states how many columns and rows it covers; table_grid.c finds
 * which. While a table is read, a head's cell is a NODE_TERM, and any other a NODE_CELL. */
#include "markdown/html.h"

#include "markdown/tags.h"

#include <stdlib.h>
#include <string.h>

/* How many columns or rows a cell covers. HTML stops at a thousand. */
static uint16_t span(manuscript *m, const char *text, size_t length, const char *name)
{
	enum { SPAN_MOST = 1000 };
	const char *value = tags_attribute(m->arena, text, length, name);
	long count = value ? strtol(value, NULL, 10) : 1;

	return (uint16_t)(count < 1 ? 1 : count > SPAN_MOST ? SPAN_MOST : count);
}

/* May a cell hold such a block? */
static bool fits_cell(const node *n)
{
	switch (n->kind) {
	case NODE_PARAGRAPH:
	case NODE_LIST:
	case NODE_ITEM:
	case NODE_QUOTE:
	case NODE_DIVISION:
	case NODE_CODE_BLOCK:
	case NODE_VERBATIM: return true;
	default: return !node_is_block(n);
	}
}

static bool is_plain_paragraph(const node *n)
{
	return n && !n->next && n->kind == NODE_PARAGRAPH && !n->id && !n->lang && !*n->classes;
}

/* What `scope` says that a cell heads. */
static cell_heads scope(manuscript *m, const char *text, size_t length)
{
	const char *value = tags_attribute(m->arena, text, length, "scope");

	if (!value)
		return CELL_HEADS_NOTHING;
	return strncmp(value, "row", 3) == 0   ? CELL_HEADS_ROW
	       : strncmp(value, "col", 3) == 0 ? CELL_HEADS_COLUMN
					       : CELL_HEADS_NOTHING;
}

void html_cell(manuscript *m, node *cell, const char *text, size_t length)
{
	char name[12];
	bool closes;

	tags_name(text, length, name, &closes);
	html_attributes(m, cell, text, length, true);
	cell->kind = name[1] == 'h' ? NODE_TERM : NODE_CELL;
	cell->as.cell.across = span(m, text, length, "colspan");
	cell->as.cell.down = span(m, text, length, "rowspan");
	cell->as.cell.heads = (uint8_t)scope(m, text, length);
	cell->as.cell.align = node_has_class(cell, "center")  ? CELL_CENTER
			      : node_has_class(cell, "right") ? CELL_RIGHT
			      : node_has_class(cell, "left")  ? CELL_LEFT
							      : CELL_NONE;
	if (is_plain_paragraph(cell->first)) {
		html_flatten(m, cell);
		return;
	}
	html_settle(m, cell, NULL);
	captions_attach(m, cell, NULL);
	bool fits = !is_plain_paragraph(cell->first);
	for (const node *n = cell->first; fits && n; n = node_after(n, cell, false))
		fits = fits_cell(n);
	if (!fits)
		html_flatten(m, cell);
}

/* Everything in a row is in a cell. */
void html_row(manuscript *m, node *row)
{
	node *next;

	row->kind = NODE_ROW;
	row->as.row.head = row->as.row.foot = false;
	for (node *n = row->first; n; n = next) {
		next = n->next;
		if (n->kind == NODE_CELL || n->kind == NODE_TERM)
			continue;
		node *cell = node_new(m->arena, NODE_CELL, n->place);
		node_insert_after(n, cell);
		node_unlink(n);
		node_append(cell, n);
		html_flatten(m, cell);
	}
}

static bool all_head(const node *row)
{
	for (const node *cell = row->first; cell; cell = cell->next)
		if (cell->kind != NODE_TERM)
			return false;
	return row->first;
}

/* Is it one cell from side to side, which heads the rows below it? */
static bool is_group_head(const node *row)
{
	return row->previous && !row->first->next && row->first->as.cell.across > 1;
}

/* The first rows whose cells are all heads are the table's head. */
static void find_head(node *table)
{
	bool said = false, leads = true;

	for (const node *row = table->first; row; row = row->next)
		said = said || row->as.row.head;
	for (node *row = table->first; row; row = row->next) {
		leads = leads && (said ? row->as.row.head
				       : all_head(row) && row->next && !is_group_head(row));
		row->as.row.head = leads;
	}
}

/* How many columns are heads of their rows: as many head cells as every row of the body begins
 * with. */
static size_t row_heads(const node *table)
{
	enum { HEADS_MOST = 9 };
	size_t least = HEADS_MOST + 1;

	for (const node *row = table->first; row; row = row->next) {
		size_t count = 0;
		if (row->kind != NODE_ROW || row->as.row.head)
			continue;
		for (const node *cell = row->first; cell && cell->kind == NODE_TERM;
		     cell = cell->next)
			count += cell->as.cell.across;
		least = count < least ? count : least;
	}
	return least > HEADS_MOST ? 0 : least;
}

/* Heads in the body: of their row, or, where a row is nothing else, of the rows below it, if they
 * do not say (HTML, "Forming relationships between data cells and header cells"). */
static bool find_heads(node *table)
{
	const node *group = NULL;
	bool found = false;

	for (node *row = table->first; row; row = row->next) {
		const bool groups = !row->as.row.head && !row->as.row.foot && all_head(row);
		row->as.row.group = groups || row->as.row.foot ? NULL : group;
		for (node *cell = row->first; cell; cell = cell->next) {
			if (row->as.row.head || cell->kind != NODE_TERM)
				cell->as.cell.heads = CELL_HEADS_NOTHING;
			else if (!cell->as.cell.heads)
				cell->as.cell.heads = groups ? CELL_HEADS_COLUMN : CELL_HEADS_ROW;
			found |= cell->as.cell.heads != CELL_HEADS_NOTHING;
		}
		group = groups ? row : group;
	}
	return found;
}

/* The foot is last, wherever it is written. */
static void move_feet(node *table)
{
	node *next, *last = table->last;

	for (node *row = last ? table->first : NULL; row != last; row = next) {
		next = row->next;
		if (!row->as.row.foot)
			continue;
		node_unlink(row);
		node_append(table, row);
	}
	if (last && last->as.row.foot) {
		node_unlink(last);
		node_append(table, last);
	}
}

/* At least so many columns: spans over several rows may make more. */
static void count_columns(manuscript *m, node *table)
{
	size_t most = 1;

	for (const node *row = table->first; row; row = row->next) {
		size_t count = 0;
		for (const node *cell = row->first; cell; cell = cell->next)
			count += cell->as.cell.across ? cell->as.cell.across : 1;
		most = count > most ? count : most;
	}
	table->as.table.columns = most;
	table->as.table.aligns = ARENA_ARRAY(m->arena, most, cell_align);
}

static node *gather_rows(manuscript *m, node *table)
{
	node *caption = NULL, *row = NULL, *next;

	for (node *n = table->first; n; n = next) {
		next = n->next;
		if (n->kind == NODE_ROW) {
			row = NULL;
		} else if (n->kind == NODE_CAPTION && !caption) {
			caption = n;
			node_unlink(n);
		} else { /* words, or cells without a row */
			if (!row) {
				row = node_new(m->arena, NODE_ROW, n->place);
				node_insert_after(n, row);
			}
			node_unlink(n);
			node_append(row, n);
		}
	}
	return caption;
}

void html_table(manuscript *m, node *table, const char *text, size_t length)
{
	node *caption = gather_rows(m, table);

	html_attributes(m, table, text, length, false);
	for (node *row = table->first; row; row = row->next) {
		bool head = row->as.row.head, foot = row->as.row.foot;
		html_row(m, row);
		row->as.row.head = head;
		row->as.row.foot = foot;
	}
	move_feet(table);
	find_head(table);
	size_t heads = row_heads(table);
	const bool found = find_heads(table);
	for (node *row = table->first; row; row = row->next)
		for (node *cell = row->first; cell; cell = cell->next)
			cell->kind = NODE_CELL;
	if (!table->first) {
		if (caption) {
			caption->kind = NODE_PARAGRAPH;
			node_append(table, caption);
		}
		html_spill(m, table);
		return;
	}
	table->kind = NODE_TABLE;
	memset(&table->as, 0, sizeof table->as);
	count_columns(m, table);
	table->as.table.heads = found;
	m->has_tables = true;
	if (heads > 0) {
		const char *written = arena_print(m->arena, "{row-heads=%zu}", heads);
		attributes_apply(m, table, written, strlen(written), table->place);
	}
	if (caption)
		node_put_first(table, caption);
}
