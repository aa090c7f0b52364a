/* pdf_tags_attributes: what an element says of itself besides its type and its children. */
#include "pdf/pdf_tags_tree.h"

#include "base/arena.h"

#include <string.h>

static bool is_in_bullets(const node *list)
{
	for (const node *up = list->parent; up; up = up->parent)
		if (up->kind == NODE_LIST && !up->as.list.ordered)
			return true;
	return false;
}

/* Only a full circle is a Disc: the dashes of inner lists and the boxes of tasks are labels of no
 * scheme. */
static const char *numbering(const node *list)
{
	static const char *const schemes[] = {[LIST_DECIMAL] = "Decimal",
					      [LIST_LOWER_LETTER] = "LowerAlpha",
					      [LIST_UPPER_LETTER] = "UpperAlpha",
					      [LIST_LOWER_ROMAN] = "LowerRoman",
					      [LIST_UPPER_ROMAN] = "UpperRoman"};

	if (list->kind != NODE_LIST)
		return "None";
	if (list->as.list.ordered)
		return schemes[list->as.list.style];
	bool tasks = list->first && list->first->as.item.task >= 0;
	return tasks || is_in_bullets(list) ? "None" : "Disc";
}

/* PDF 2.0 has words for those, too, and wants no None where items have labels (ISO 14289-2). */
static const char *numbering2(const node *list)
{
	const char *scheme = numbering(list);

	if (strcmp(scheme, "None") != 0)
		return scheme;
	return list->kind == NODE_LIST ? "Unordered" : "Description";
}

static void write_box(pdf_buffer *out, const pdf_tags *t, const figure_box *box)
{
	length height = t->pages->style->sheet.height;
	const length corners[4] = {box->left, height - box->bottom, box->right, height - box->top};
	pdf_append_text(out, "/BBox[");
	for (int i = 0; i < 4; i++) {
		pdf_append_text(out, i ? " " : "");
		pdf_append_length(out, corners[i], 3);
	}
	pdf_append_text(out, "]");
}

static const node *image_of(const node *n)
{
	if (n->kind == NODE_IMAGE)
		return n;
	for (n = n->first; n && n->kind != NODE_IMAGE;)
		n = n->next;
	return n;
}

static void write_figure(pdf_buffer *out, const pdf_tags *t, const element *e)
{
	const node *shown = image_of(e->node);
	pdf_append_text(out, "/Alt");
	pdf_append_string(out, shown->as.image.alt);
	if (shown->as.image.title) {
		pdf_append_text(out, "/T");
		pdf_append_string(out, shown->as.image.title);
	}
	pdf_append_text(out, "/A<</O/Layout");
	if (e->box->placed)
		write_box(out, t, e->box);
	pdf_append_text(out, e->box->block ? "/Placement/Block>>" : "/Placement/Inline>>");
}

#define ID "id-%08u"

const char *pdf_tags_id(arena *a, const node *n)
{
	return arena_print(a, ID, (unsigned)n->serial);
}

static void append_id(pdf_buffer *out, const node *n)
{
	pdf_append_print(out, "(" ID ")", (unsigned)n->serial);
}

static void write_decoration(pdf_buffer *out, const char *type)
{
	pdf_append_print(out, "/A<</O/Layout/TextDecorationType/%s>>", type);
}

/* How far it is above or below the baseline, in the text's own size. */
static void write_shift(pdf_buffer *out, const pdf_tags *t, const edition *in, role role)
{
	if (in->version >= PDF_2) {
		pdf_append_print(out, "/A<</O/Layout/TextPosition/%s>>",
				 role == ROLE_SUB ? "Sub" : "Sup");
		return;
	}
	pdf_append_text(out, "/A<</O/Layout/BaselineShift ");
	pdf_append_length(out, style_of(t->pages->style, role)->rise, 2);
	pdf_append_text(out, ">>");
}

/* What a span's words stand for. */
static void write_expansion(pdf_buffer *out, const node *n)
{
	const char *words = n->kind == NODE_SPAN ? node_attribute(n, "expand") : NULL;
	if (!words)
		return;
	pdf_append_text(out, "/E");
	pdf_append_string(out, words);
}

static void write_spans(pdf_buffer *out, const node *cell)
{
	if (node_cell_across(cell) > 1)
		pdf_append_print(out, "/ColSpan %zu", node_cell_across(cell));
	if (node_cell_down(cell) > 1)
		pdf_append_print(out, "/RowSpan %zu", node_cell_down(cell));
}

static void write_header(pdf_buffer *out, const element *e)
{
	const bool column =
		e->node->parent->as.row.head || e->node->as.cell.heads == CELL_HEADS_COLUMN;
	pdf_append_print(out, "/A<</O/Table/Scope/%s", column ? "Column" : "Row");
	write_spans(out, e->node);
	pdf_append_text(out, ">>/ID");
	append_id(out, e->node);
}

static const node *first_row(const node *table)
{
	const node *n = table->first;
	return n && n->kind != NODE_ROW ? n->next : n;
}

static bool covers(const node *cell, size_t column)
{
	return column >= cell->as.cell.column &&
	       column < cell->as.cell.column + node_cell_across(cell);
}

/* The cell that covers a column in a row: one of its own, or one from above. */
static const node *cell_at(const node *row, size_t column)
{
	for (; row && row->kind == NODE_ROW; row = row->previous)
		for (const node *cell = row->first; cell; cell = cell->next)
			if (covers(cell, column))
				return cell;
	return NULL;
}

static void append_head(pdf_buffer *out, const pdf_tags *t, const node *cell, size_t *count)
{
	const element *e = cell ? t->holders[cell->serial] : NULL;
	if (!e || e->type != TAG_HEADER)
		return;
	pdf_append_text(out, (*count)++ ? " " : "/Headers[");
	append_id(out, cell);
}

/* The heads in a row of the table's head that are above a cell; one that covers several of the
 * cell's columns, or comes from a row above, is named once. */
static void append_heads_above(pdf_buffer *out, const pdf_tags *t, const node *row,
			       const node *cell, size_t *count)
{
	size_t end = cell->as.cell.column + node_cell_across(cell);
	for (const node *head = row->first; head; head = head->next)
		if (head->as.cell.column < end &&
		    head->as.cell.column + node_cell_across(head) > cell->as.cell.column)
			append_head(out, t, head, count);
}

/* How many columns of a table may have heads of their rows. */
static size_t columns_of_heads(const node *table)
{
	return table->as.table.heads ? table->as.table.columns : pdf_tags_row_heads(table);
}

/* The heads of a cell: those of its columns and of its group of rows, then those of its row. */
static void write_heads(pdf_buffer *out, const pdf_tags *t, const node *cell)
{
	const node *row = cell->parent, *table = row->parent, *last = NULL;
	size_t count = 0, heads = columns_of_heads(table);
	for (const node *r = first_row(table); r && r->as.row.head && !row->as.row.head;
	     r = r->next)
		append_heads_above(out, t, r, cell, &count);
	if (row->as.row.group)
		append_heads_above(out, t, row->as.row.group, cell, &count);
	for (size_t i = 0; i < heads && i < cell->as.cell.column; i++) {
		const node *head = cell_at(row, i);
		if (head != last)
			append_head(out, t, head, &count);
		last = head;
	}
	if (count)
		pdf_append_text(out, "]");
}

static void write_data(pdf_buffer *out, const pdf_tags *t, const element *e)
{
	const node *cell = e->node, *row = cell->parent, *first = first_row(row->parent);
	bool headed =
		(first->as.row.head && !row->as.row.head) || columns_of_heads(row->parent) > 0;
	if (!headed && node_cell_across(cell) < 2 && node_cell_down(cell) < 2)
		return;
	size_t begin = out->length;
	pdf_append_text(out, "/A<</O/Table");
	size_t written = out->length;
	write_heads(out, t, cell);
	write_spans(out, cell);
	if (out->length == written)
		out->length = begin;
	else
		pdf_append_text(out, ">>");
}

void pdf_tags_attributes(pdf_buffer *out, const pdf_tags *t, const edition *in, const element *e)
{
	switch (e->type) {
	case TAG_L:
		pdf_append_print(out, "/A<</O/List/ListNumbering/%s>>",
				 in->version < PDF_2 ? numbering(e->node) : numbering2(e->node));
		break;
	case TAG_HEADER: write_header(out, e); break;
	case TAG_DATA: write_data(out, t, e); break;
	case TAG_STRIKE: write_decoration(out, "LineThrough"); break;
	case TAG_UNDERLINE: write_decoration(out, "Underline"); break;
	case TAG_SUB: write_shift(out, t, in, ROLE_SUB); break;
	case TAG_SUP: write_shift(out, t, in, ROLE_SUP); break;
	case TAG_FIGURE: write_figure(out, t, e); break;
	case TAG_NOTE:
		if (in->version >= PDF_2)
			pdf_append_print(out, "/A<</O/FENote/NoteType/%s>>",
					 t->pages->style->pages.end_notes ? "Endnote" : "Footnote");
		pdf_append_text(out, "/ID");
		append_id(out, e->node);
		break;
	}
	write_expansion(out, e->node);
	if (e->lang) {
		pdf_append_text(out, "/Lang");
		pdf_append_string(out, e->lang);
	}
}
