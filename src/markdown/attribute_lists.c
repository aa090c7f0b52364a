/* attribute_lists: kramdown's "{: .class #id}" on a line of its own, below the block that it
 * belongs to or as a paragraph's last line. (Inside a line it is read like other attributes.)
 * "{:toc}" below a list asks for the contents in its place. If such a line continues a list or a
 * quotation only by laziness, it belongs to the whole list or quotation. */
#include "markdown/foreign.h"

#include <glib.h>

static bool is_break(const node *n)
{
	return n && (n->kind == NODE_SOFT_BREAK || n->kind == NODE_HARD_BREAK);
}

/* "{:toc}", "{: toc }", with or without attributes of the list that kramdown would put there. */
static bool asks_contents(const node *text)
{
	const char *at = text->as.text.data + 2, *end = text->as.text.data + text->as.text.length;

	at += strspn(at, " :");
	return end - at >= 4 && memcmp(at, "toc", 3) == 0 && strchr(" }.#", at[3]) &&
	       end[-1] == '}' && !memchr(at, '\n', (size_t)(end - at));
}

/* "{: name}" and "{:name: …}": attributes that kramdown keeps under a name, and their definition.
 * Nothing is known of them. */
static bool names_attributes(const node *text)
{
	const char *data = text->as.text.data, *at = data + 2, *end = data + text->as.text.length;

	if (*at == ':') /* "{::options …/}", "{::boilerplate …}": a request */
		return at + 2 < end && g_ascii_isalpha(at[1]) && end[-1] == '}' &&
		       !memchr(at, '}', (size_t)(end - at) - 1);
	at += strspn(at, " ");
	const char *name = at;
	while (at < end && (g_ascii_isalnum(*at) || *at == '-' || *at == '_'))
		at++;
	if (at == name || !g_ascii_isalpha(*name) || at >= end || end[-1] != '}')
		return false;
	at += strspn(at, " ");
	return at == end - 1 || (*at == ':' && !memchr(at, '}', (size_t)(end - at) - 1));
}

static bool is_list(const node *n)
{
	const char *why;

	if (n->kind == NODE_TEXT && n->as.text.length >= 6 &&
	    memcmp(n->as.text.data, "{:", 2) == 0 && (asks_contents(n) || names_attributes(n)))
		return true;

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

/* A list with "{:toc}" is a place for the contents. */
static void be_contents(node *list)
{
	while (list->first)
		node_unlink(list->first);
	list->kind = NODE_CONTENTS;
	memset(&list->as, 0, sizeof list->as);
	list->as.contents.of = CONTENTS_HEADINGS;
}

/* kramdown-rfc's `anchor` is an id, and a table's `title` its caption. */
static void take_title(manuscript *m, node *to)
{
	const char *title = to->kind == NODE_TABLE ? node_attribute(to, "title") : NULL,
		   *id = node_attribute(to, "anchor");
	size_t count = 0;

	if (!title && !id)
		return;
	to->id = to->id ? to->id : id;
	if (title && !(to->first && to->first->kind == NODE_CAPTION)) {
		node *caption = node_new(m->arena, NODE_CAPTION, to->place);
		blocks_words(m, files_of(m, to->place.source), title, to->place, caption);
		node_put_first(to, caption);
	}
	while (to->attributes[count].key)
		count++;
	attribute *kept = ARENA_ARRAY(m->arena, count + 1, attribute), *end = kept;
	for (const attribute *at = to->attributes; at->key; at++)
		if (!(title && strcmp(at->key, "title") == 0) && strcmp(at->key, "anchor") != 0)
			*end++ = *at;
	to->attributes = kept;
}

static void apply(manuscript *m, node *to, node *list)
{
	if (asks_contents(list) || names_attributes(list)) {
		bool contents = asks_contents(list) && to->kind == NODE_LIST;
		if (list->as.text.data[2] == ':')
			foreign_see(m, FOREIGN_REQUEST, list->place, list->as.text.data,
				    list->as.text.length);
		if (is_break(list->previous))
			node_unlink(list->previous);
		node_unlink(list);
		if (contents)
			be_contents(to);
		return;
	}
	node *image = to->kind == NODE_FIGURE ? to->first : NULL;

	attributes_apply(m, image ? image : to, list->as.text.data, list->as.text.length,
			 list->place);
	if (image) {
		to->id = to->id ? to->id : image->id;
		to->classes = image->classes;
		to->attributes = image->attributes;
		image->id = NULL;
	}
	take_title(m, to);
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

static void read_table(manuscript *m, node *table)
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
static void read_first_line(manuscript *m, node *paragraph)
{
	node *first = paragraph->first, *line_end = first ? first->next : NULL;

	if (!line_end || !is_break(line_end) || !is_list(first))
		return;
	attributes_apply(m, paragraph, first->as.text.data, first->as.text.length, first->place);
	node_unlink(line_end);
	node_unlink(first);
}

void attribute_lists_take(manuscript *m, node *paragraph)
{
	node *image = paragraph->first, *list = list_at_end(paragraph);

	if (list && image->kind == NODE_IMAGE && image->next && image->next->next == list)
		apply(m, image, list);
}

void attribute_lists_attach(manuscript *m, node *parent, node *before)
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
		if (n->parent->kind == NODE_DEFINITION && !lazy && list->previous) {
			apply(m, list->place.column > 1 ? n : n->parent->parent, list);
			continue;
		}
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
