/* attribute_lists: kramdown's "{: .class #id}" on a line of its own, below the block that it
 * belongs to or as a paragraph's last line. (Inside a line it is read like other attributes.)
 * "{:toc}" asks for the contents. If such a line continues a list or a quotation only by laziness,
 * it belongs to the whole list or quotation. */
#include "markdown/manuscript_private.h"

static bool is_break(const node *n)
{
	return n && (n->kind == NODE_SOFT_BREAK || n->kind == NODE_HARD_BREAK);
}

static bool is_list(const node *n)
{
	const char *why;

	return n->kind == NODE_TEXT && n->as.text.length >= 4 &&
	       memcmp(n->as.text.data, "{:", 2) == 0 &&
	       attributes_measure(n->as.text.data, n->as.text.length, &why) == n->as.text.length;
}

/* The text "{: …}" that ends a node's inlines on a line of its own, or NULL. */
static node *list_at_end(const node *n)
{
	node *last = n->last;

	return last && (!last->previous || is_break(last->previous)) && is_list(last) ? last : NULL;
}

static bool may_have(const node *n)
{
	switch (n->kind) {
	case NODE_HEADING:
	case NODE_PARAGRAPH:
	case NODE_QUOTE:
	case NODE_LIST:
	case NODE_DIVISION:
	case NODE_TABLE:
	case NODE_DEFINITIONS:
	case NODE_FIGURE:
	case NODE_CODE_BLOCK: return true;
	default: return false;
	}
}

static void apply(reader *m, node *to, node *list)
{
	node *image = to->kind == NODE_FIGURE ? to->first : NULL;

	attributes_apply(m, image ? image : to, list->as.text.data, list->as.text.length,
			 list->place);
	if (image) {
		to->id = to->id ? to->id : image->id;
		to->classes = image->classes;
		to->attributes = image->attributes;
		image->id = NULL;
	}
	if (is_break(list->previous))
		node_unlink(list->previous);
	node_unlink(list);
}

/* The only cell of a table's last row: a "{: …}" below a table is parsed as one. */
static node *last_cell(node *table)
{
	node *row = table->last, *cell = row && row->kind == NODE_ROW ? row->first : NULL;

	for (const node *other = cell ? cell->next : NULL; other; other = other->next)
		if (other->first)
			return NULL;
	return cell;
}

static void read_table(reader *m, node *table)
{
	node *cell = last_cell(table), *list = cell ? list_at_end(cell) : NULL;

	if (!list || list->previous)
		return;
	apply(m, table, list);
	node_unlink(table->last);
}

/* The paragraph that a list or a quotation ends with. */
static node *last_paragraph(node *n)
{
	while (n && n->last &&
	       (n->kind == NODE_LIST || n->kind == NODE_ITEM || n->kind == NODE_QUOTE))
		n = n->last;
	return n && n->kind == NODE_PARAGRAPH ? n : NULL;
}

/* Attributes on the first line of a paragraph, above its words. */
static void read_first_line(reader *m, node *paragraph)
{
	node *first = paragraph->first, *line_end = first ? first->next : NULL;

	if (!line_end || !is_break(line_end) || !is_list(first))
		return;
	attributes_apply(m, paragraph, first->as.text.data, first->as.text.length, first->place);
	node_unlink(line_end);
	node_unlink(first);
}

void attribute_lists_take(reader *m, node *paragraph)
{
	node *image = paragraph->first, *list = list_at_end(paragraph);

	if (list && image->kind == NODE_IMAGE && image->next && image->next->next == list)
		apply(m, image, list);
}

void attribute_lists_attach(reader *m, node *parent, node *before)
{
	node *next;

	for (node *n = before ? before->next : parent->first; n; n = next) {
		next = n->next;
		if (n->kind == NODE_ITEM)
			return; /* it is the list's */
		if (n->kind == NODE_TABLE)
			read_table(m, n);
		if (n->kind == NODE_PARAGRAPH)
			read_first_line(m, n);
		node *paragraph = last_paragraph(n),
		     *list = paragraph ? list_at_end(paragraph) : NULL;
		if (!list)
			continue;
		bool lazy = paragraph != n;
		/* a lazy line's attributes belong to the outermost block that it is in */
		if (lazy ? list->place.column > n->place.column
			 : list->previous && list->place.column < paragraph->place.column)
			continue;
		if (list->previous || lazy)
			apply(m, n, list);
		else if (n->previous && n->previous != before && may_have(n->previous))
			apply(m, n->previous, list);
		else if (n->next && may_have(n->next))
			apply(m, n->next, list);
		if (!paragraph->first)
			node_unlink(paragraph);
	}
}
