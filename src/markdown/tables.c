/* tables: from GFM's tables to the document's. If a paragraph comes right above a table, cmark
 * places the table's head on the paragraph's first line and counts its columns from there; so the
 * head's line is found again, two above the first row or one above the rule, and its columns are
 * corrected. */
#include "markdown/tables.h"

#include "markdown/inlines.h"
#include "markdown/table_grid.h"

/* The true place of a table's head. */
typedef struct table_head {
	size_t line; /* where it is in the passage */
	int columns; /* by which cmark's columns are too large */
	bool bar;    /* it begins with a bar */
} table_head;

/* Is a line a table's rule, perhaps inside quotes and lists? */
static bool is_rule(const passage *p, size_t line)
{
	bool dash = false;
	for (size_t at = p->starts[line]; at < p->starts[line + 1]; at++) {
		if (!strchr("|:- >\t\r\n", p->text[at]))
			return false;
		dash = dash || p->text[at] == '-';
	}
	return dash;
}

static table_head find_head(const passage *p, cmark_node *table)
{
	cmark_node *head = cmark_node_first_child(table), *cell = cmark_node_first_child(head);
	inline_block b = inlines_block(p, table, 0);
	table_head found = {.line = b.first_line};
	if (!cmark_node_previous(table) ||
	    cmark_node_get_start_line(cmark_node_previous(table)) > 0)
		return found;
	while (found.line + 1 < b.last_line && !is_rule(p, found.line + 1))
		found.line++;
	size_t at = p->starts[found.line] + b.offset;
	bool bar = at < p->length && p->text[at] == '|';
	/* in a first cell without a bar, only cmark's columns of the words are wrong */
	cmark_node *first = bar ? cell : cell ? cmark_node_first_child(cell) : NULL;
	if (first)
		found.columns = cmark_node_get_start_column(first) -
				cmark_node_get_start_column(head) - bar;
	found.bar = bar;
	return found;
}

/* The end of the cell at a byte: its bar, or the line's end. */
static size_t cell_end(const passage *p, size_t at)
{
	while (at < p->length && !strchr("|\r\n", p->text[at]))
		at += p->text[at] == '\\' && at + 1 < p->length && !strchr("\r\n", p->text[at + 1])
			      ? 2
			      : 1;
	return at < p->length ? at : p->length;
}

/* GFM drops cells of a row beyond the columns of the head: report them. */
static void warn_of_cells(manuscript *m, passage *p, size_t at, size_t columns)
{
	at += at < p->length && p->text[at] == '|';
	for (size_t i = 0; i < columns; i++) {
		at = cell_end(p, at);
		if (at == p->length || p->text[at] != '|')
			return;
		at++;
	}
	at += strspn(p->text + at, " \t|");
	if (at < p->length && !strchr("\r\n", p->text[at]))
		report_at(m->report, REPORT_CELL_DROPPED, text_place(p, at),
			  "the row has more cells than the table's head, and what follows from "
			  "here is left out; write '\\|' for a bar inside a cell, or add "
			  "a column");
}

/* The true place of a row or cell. */
static inline_block find(const passage *p, cmark_node *n, const table_head *head, int quotes)
{
	inline_block b = inlines_block(p, n, quotes);
	if (head) {
		b.first_line = b.last_line = head->line;
		bool first = !head->bar && !cmark_node_previous(n);
		if (syntax_kind_of(n) == SYNTAX_CELL && first)
			b.column += head->columns;
		else if (syntax_kind_of(n) == SYNTAX_CELL && b.offset >= (size_t)head->columns)
			b.offset -= (size_t)head->columns;
	}
	return b;
}

/* Where the braces at the end of a cell's text begin, if they contain a span; other braces are
 * text, as in GFM. SIZE_MAX: there are none. */
static size_t span_braces(const node *text)
{
	const char *data = text->as.text.data;
	size_t at = text->as.text.length;

	if (at == 0 || data[at - 1] != '}')
		return SIZE_MAX;
	while (at > 0 && data[at - 1] != '{')
		at--;
	size_t size = text->as.text.length - at;
	return at > 0 && (memmem(data + at, size, "colspan=", 8) ||
			  memmem(data + at, size, "rowspan=", 8))
		       ? at - 1
		       : SIZE_MAX;
}

/* `words {colspan=2}`: how many columns and rows a cell spans. */
static void take_spans(manuscript *m, node *cell)
{
	node *last = cell->last;
	size_t at = last && last->kind == NODE_TEXT ? span_braces(last) : SIZE_MAX;

	if (at == SIZE_MAX)
		return;
	place where = last->place;
	where.column += (int)at;
	attributes_apply(m, cell, last->as.text.data + at, last->as.text.length - at, where);
	while (at > 0 && last->as.text.data[at - 1] == ' ')
		at--;
	last->as.text.length = at;
	if (at == 0)
		node_unlink(last);
	cell->as.cell.across = table_grid_span(cell, "colspan");
	cell->as.cell.down = table_grid_span(cell, "rowspan");
}

/* Read a row; true: one of its cells has a span. */
static bool read_row(manuscript *m, passage *p, cmark_node *from, node *table,
		     const table_head *head, int quotes)
{
	bool spans = false;
	inline_block place_of_row = find(p, from, head, quotes);
	node *row = node_new(m->arena, NODE_ROW, inlines_place(p, &place_of_row));
	row->as.row.head = cmark_gfm_extensions_get_table_row_is_header(from);
	node_append(table, row);
	for (cmark_node *child = cmark_node_first_child(from); child;
	     child = cmark_node_next(child)) {
		inline_block b = find(p, child, head, quotes);
		node *cell = node_new(m->arena, NODE_CELL, inlines_place(p, &b));
		inlines_read(m, p, &b, child, cell);
		arena_reset(m->scratch);
		take_spans(m, cell);
		attributes_settle(m, cell);
		html_cell_blocks(m, cell);
		node_append(row, cell);
		spans |= cell->as.cell.across || cell->as.cell.down;
	}
	warn_of_cells(m, p, p->starts[place_of_row.first_line] + place_of_row.offset,
		      table->as.table.columns);
	return spans;
}

void tables_read(manuscript *m, passage *p, cmark_node *from, node *to, int quotes)
{
	inline_block b = inlines_block(p, from, quotes);
	table_head head = find_head(p, from);
	b.first_line = head.line;
	node *n = node_new(m->arena, NODE_TABLE, inlines_place(p, &b));
	size_t columns = cmark_gfm_extensions_get_table_columns(from);
	const uint8_t *letters = cmark_gfm_extensions_get_table_alignments(from);
	cell_align *aligns = ARENA_ARRAY(m->arena, columns, cell_align);
	for (size_t i = 0; letters && i < columns; i++)
		aligns[i] = letters[i] == 'l'   ? CELL_LEFT
			    : letters[i] == 'c' ? CELL_CENTER
			    : letters[i] == 'r' ? CELL_RIGHT
						: CELL_NONE;
	n->as.table.columns = columns;
	n->as.table.aligns = aligns;
	bool spans = false;
	m->has_tables = true;
	if (p->label_count > 0)
		labels_see(p, b.first_line, b.last_line);
	for (cmark_node *row = cmark_node_first_child(from); row; row = cmark_node_next(row))
		spans |= read_row(m, p, row, n, cmark_node_previous(row) ? NULL : &head, quotes);
	if (spans)
		table_grid_take_covered(m->report, n);
	node_append(to, n);
}
