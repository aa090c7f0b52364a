/* html_finish: an element of HTML ends, and its node becomes what the tag means. The elements in it
 * have ended before, so its children are blocks, or parts that belong to it: items, rows, terms,
 * captions. Parts in the wrong place become blocks again. No words are ever left out. */
#include "markdown/html.h"

#include "markdown/tags.h"

#include <glib.h>
#include <stdlib.h>

static void settle_blocks(manuscript *m, node *n)
{
	html_settle(m, n, NULL);
	captions_attach(m, n, NULL);
}

/* Without words, what has an id is an anchor. */
static bool became_anchor(manuscript *m, node *n)
{
	if (n->first)
		return false;
	if (!n->id) {
		node_unlink(n);
		return true;
	}
	n->kind = NODE_PARAGRAPH;
	html_keep_id(m, n->id, n->place, n);
	n->id = NULL;
	return true;
}

static void finish_division(manuscript *m, node *n, const char *text, size_t length)
{
	html_attributes(m, n, text, length, true);
	settle_blocks(m, n);
	if (became_anchor(m, n))
		return;
	if (!n->id && !n->lang && !*n->classes)
		html_spill(m, n);
	else
		alerts_division(m, n);
}

static void finish_center(manuscript *m, node *n, const char *text, size_t length)
{
	html_attributes(m, n, text, length, false);
	attributes_apply(m, n, "{.center}", strlen("{.center}"), n->place);
	settle_blocks(m, n);
	became_anchor(m, n);
}

/* A paragraph that has only words takes the tag's attributes; anything else becomes a division. */
static void finish_paragraph(manuscript *m, node *n, const char *text, size_t length)
{
	node *only = n->first && n->first == n->last ? n->first : NULL;

	if (!only || !html_is_loose(only) ||
	    (only->first == only->last && only->first->kind == NODE_IMAGE)) {
		finish_division(m, n, text, length);
		return;
	}
	html_attributes(m, n, text, length, true);
	html_flatten(m, n);
	n->kind = NODE_PARAGRAPH;
}

static void finish_heading(manuscript *m, node *n, const char *text, size_t length)
{
	html_attributes(m, n, text, length, true);
	html_flatten(m, n);
	if (became_anchor(m, n))
		return;
	n->kind = NODE_HEADING;
	n->as.heading.level = text[2] - '0';
	n->as.heading.opens_recto = node_has_class(n, "recto");
	n->as.heading.opens_page = n->as.heading.opens_recto || node_has_class(n, "newpage");
}

/* Lists */

static node *new_item(manuscript *m, node *list, node *before)
{
	node *item = node_new(m->arena, NODE_ITEM, before->place);

	item->as.item.task = -1;
	if (before->previous)
		node_insert_after(before->previous, item);
	else
		node_put_first(list, item);
	return item;
}

/* Everything in a list is in an item. */
static void fill_items(manuscript *m, node *list)
{
	node *next, *item = NULL;

	for (node *n = list->first; n; n = next) {
		next = n->next;
		if (n->kind == NODE_ITEM) {
			item = n;
			continue;
		}
		if (!item)
			item = new_item(m, list, n);
		node_unlink(n);
		node_append(item, n);
	}
	for (item = list->first; item; item = item->next)
		settle_blocks(m, item);
}

/* How <ol type> counts. */
static list_style counting(manuscript *m, const char *text, size_t length)
{
	const char *type = tags_attribute(m->arena, text, length, "type");

	switch (type ? *type : '1') {
	case 'a': return LIST_LOWER_LETTER;
	case 'A': return LIST_UPPER_LETTER;
	case 'i': return LIST_LOWER_ROMAN;
	case 'I': return LIST_UPPER_ROMAN;
	default: return LIST_DECIMAL;
	}
}

/* Items without paragraphs of their own are set without space between them. */
static bool is_tight(const node *list)
{
	for (const node *item = list->first; item; item = item->next)
		for (const node *n = item->first; n; n = n->next)
			if (n->kind == NODE_PARAGRAPH && !html_is_loose(n))
				return false;
	return true;
}

static void finish_list(manuscript *m, node *n, const char *text, size_t length)
{
	const char *start = tags_attribute(m->arena, text, length, "start");

	html_attributes(m, n, text, length, false);
	if (became_anchor(m, n))
		return;
	fill_items(m, n);
	n->kind = NODE_LIST;
	n->as.list.ordered = g_ascii_tolower(text[1]) == 'o';
	n->as.list.tight = is_tight(n);
	n->as.list.delimiter = '.';
	n->as.list.start = n->as.list.ordered ? 1 : 0;
	n->as.list.style = n->as.list.ordered ? counting(m, text, length) : LIST_DECIMAL;
	if (n->as.list.ordered && start && strspn(start, "0123456789") == strlen(start) &&
	    strlen(start) < 10)
		n->as.list.start = strtol(start, NULL, 10);
}

static void finish_item(manuscript *m, node *n, const char *text, size_t length)
{
	html_attributes(m, n, text, length, false);
	n->kind = NODE_ITEM;
	n->as.item.task = -1;
}

/* Definitions */

static void finish_term(manuscript *m, node *n, const char *text, size_t length)
{
	html_attributes(m, n, text, length, false);
	html_flatten(m, n);
	if (!became_anchor(m, n))
		n->kind = NODE_TERM;
}

static void finish_definition(manuscript *m, node *n, const char *text, size_t length)
{
	html_attributes(m, n, text, length, false);
	settle_blocks(m, n);
	n->kind = NODE_DEFINITION;
}

/* Anything else between terms and definitions becomes part of a definition. */
static void finish_definitions(manuscript *m, node *n, const char *text, size_t length)
{
	node *next, *last = NULL;

	html_attributes(m, n, text, length, false);
	if (became_anchor(m, n))
		return;
	for (node *child = n->first; child; child = next) {
		next = child->next;
		if (child->kind == NODE_TERM || child->kind == NODE_DEFINITION) {
			last = child;
			continue;
		}
		if (!last || last->kind == NODE_TERM) {
			node *definition = node_new(m->arena, NODE_DEFINITION, child->place);
			if (last)
				node_insert_after(last, definition);
			else
				node_put_first(n, definition);
			last = definition;
		}
		node_unlink(child);
		node_append(last, child);
	}
	for (node *child = n->first; child; child = child->next)
		if (child->kind == NODE_DEFINITION)
			settle_blocks(m, child);
	n->kind = NODE_DEFINITIONS;
}

/* Figures */

static node *take_caption(node *figure)
{
	for (node *n = figure->first; n; n = n->next)
		if (n->kind == NODE_CAPTION) {
			node_unlink(n);
			return n;
		}
	return NULL;
}

/* If the caption comes from elsewhere, the words of an image in Markdown are its description. */
static void describe(manuscript *m, node *figure)
{
	node *image = figure->first, *words = image ? image->next : NULL;

	if (!words)
		return;
	const char *alt = node_written_text(m->arena, words);
	if (!node_attribute(image, "alt") && *alt && !strpbrk(alt, "\"\\")) {
		alt = arena_print(m->arena, "{alt=\"%s\"}", alt);
		attributes_apply(m, image, alt, strlen(alt), image->place);
	}
	node_unlink(words);
}

/* Has the node attributes, so that it must be kept? */
static bool says_something(const node *n)
{
	return n->id || n->lang || *n->classes;
}

/* Move the element's attributes to the only figure or table in it. */
static void be_only(node *n, node *only)
{
	if (n->id && !only->id)
		only->id = n->id;
	if (n->lang && !only->lang)
		only->lang = n->lang;
	if (*n->classes && !*only->classes)
		only->classes = n->classes;
	node_unlink(only);
	node_insert_after(n, only);
	node_unlink(n);
}

/* An image or a table with its caption; anything else is a division with the caption after it. */
static void finish_figure(manuscript *m, node *n, const char *text, size_t length)
{
	node *caption = take_caption(n);

	html_attributes(m, n, text, length, true);
	settle_blocks(m, n);
	node *only = n->first && n->first == n->last ? n->first : NULL;
	bool is_table = only && only->kind == NODE_TABLE &&
			!(only->first && only->first->kind == NODE_CAPTION);
	if (caption && (is_table || (only && only->kind == NODE_FIGURE))) {
		if (is_table) {
			node_put_first(only, caption);
		} else {
			describe(m, only);
			node_append(only, caption);
		}
		be_only(n, only);
		return;
	}
	if (caption) {
		caption->kind = NODE_PARAGRAPH;
		node_append(n, caption);
	}
	if (became_anchor(m, n))
		return;
	if (only && only->kind == NODE_FIGURE && !caption)
		be_only(n, only);
	else if (!says_something(n))
		html_spill(m, n);
}

static void finish_caption(manuscript *m, node *n)
{
	html_flatten(m, n);
	if (n->first)
		n->kind = NODE_CAPTION;
	else
		node_unlink(n);
}

/* <details> is always open on paper, with its summary in bold. */
static void finish_summary(manuscript *m, node *n)
{
	node *strong = node_new(m->arena, NODE_STRONG, n->place);

	html_flatten(m, n);
	if (!n->first) {
		node_unlink(n);
		return;
	}
	node_move(n, NULL, NULL, strong);
	n->kind = NODE_PARAGRAPH;
	node_append(n, strong);
}

static void finish_details(manuscript *m, node *n, const char *text, size_t length)
{
	html_attributes(m, n, text, length, false);
	settle_blocks(m, n);
	became_anchor(m, n);
}

static void finish_quote(manuscript *m, node *n, const char *text, size_t length)
{
	html_attributes(m, n, text, length, false);
	settle_blocks(m, n);
	if (!became_anchor(m, n))
		n->kind = NODE_QUOTE;
}

/* A group of rows; <thead> makes each a head, <tfoot> a foot. */
static void finish_rows(manuscript *m, node *n, const char *text)
{
	for (node *row = n->first; row; row = row->next)
		if (row->kind == NODE_ROW) {
			row->as.row.head = g_ascii_tolower(text[2]) == 'h';
			row->as.row.foot = g_ascii_tolower(text[2]) == 'f';
		}
	html_spill(m, n);
}

/* The id of a row names what its first cell begins with. */
static void finish_row(manuscript *m, node *n, const char *text, size_t length)
{
	const char *id = tags_attribute(m->arena, text, length, "id");
	node *to = n;

	html_row(m, n);
	while (to->first && node_is_block(to->first))
		to = to->first;
	if (id && *id && to != n)
		html_keep_id(m, id, n->place, to);
}

void html_finish(manuscript *m, html_kind kind, node *n, const char *text, size_t length)
{
	switch (kind) {
	case ELEMENT_DIVISION: finish_division(m, n, text, length); break;
	case ELEMENT_CENTER: finish_center(m, n, text, length); break;
	case ELEMENT_PARAGRAPH: finish_paragraph(m, n, text, length); break;
	case ELEMENT_HEADING: finish_heading(m, n, text, length); break;
	case ELEMENT_LIST: finish_list(m, n, text, length); break;
	case ELEMENT_ITEM: finish_item(m, n, text, length); break;
	case ELEMENT_QUOTE: finish_quote(m, n, text, length); break;
	case ELEMENT_TABLE: html_table(m, n, text, length); break;
	case ELEMENT_ROWS: finish_rows(m, n, text); break;
	case ELEMENT_ROW: finish_row(m, n, text, length); break;
	case ELEMENT_CELL: html_cell(m, n, text, length); break;
	case ELEMENT_DEFINITIONS: finish_definitions(m, n, text, length); break;
	case ELEMENT_TERM: finish_term(m, n, text, length); break;
	case ELEMENT_DEFINITION: finish_definition(m, n, text, length); break;
	case ELEMENT_FIGURE: finish_figure(m, n, text, length); break;
	case ELEMENT_CAPTION: finish_caption(m, n); break;
	case ELEMENT_DETAILS: finish_details(m, n, text, length); break;
	case ELEMENT_SUMMARY: finish_summary(m, n); break;
	case ELEMENT_NONE:
	case ELEMENT_RULE:
	case ELEMENT_CODE:
	case ELEMENT_COLUMNS: break;
	}
}
