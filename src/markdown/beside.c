/* beside: figures, and what is set side by side. Pandoc's columns are written as divisions already;
 * Quarto's `layout-ncol`, and a paragraph of nothing but images that each say their part of the
 * measure, become the same: divisions of the class `columns`, each a row, with one of the class
 * `column` for each block. Where a figure's id or its blocks say so, their last paragraph is the
 * caption of them all. */
#include "markdown/manuscript_private.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MOST = 8, WHOLE = 100 };

static const char *const row_class[] = {"columns", NULL}, *const column_class[] = {"column", NULL},
			 /* known by its address: nobody wrote it */
								  *const filler_class[] = {"column",
											   NULL};

/* The image becomes the figure's content and its words the caption; its id moves to the figure. */
node *beside_figure(manuscript *m, node *paragraph, node *image)
{
	node *n = node_new(m->arena, NODE_FIGURE, paragraph->place);
	n->id = image->id;
	n->lang = image->lang;
	n->classes = image->classes;
	n->attributes = image->attributes;
	image->id = NULL;
	node_unlink(image);
	node_append(n, image);
	if (!image->first)
		return n;
	node *caption = node_new(m->arena, NODE_CAPTION, image->first->place);
	node_move(image, NULL, NULL, caption);
	node_append(n, caption);
	return n;
}

static bool is_space(const node *n)
{
	return n->kind == NODE_SOFT_BREAK || n->kind == NODE_HARD_BREAK ||
	       (n->kind == NODE_TEXT && strspn(n->as.text.data, " \t") >= n->as.text.length);
}

/* Images in a paragraph that has nothing else, or 0. */
static size_t count_images(const node *paragraph)
{
	size_t count = 0;

	for (const node *n = paragraph->first; n; n = n->next) {
		if (n->kind != NODE_IMAGE && !is_space(n))
			return 0;
		count += n->kind == NODE_IMAGE;
	}
	return count;
}

/* What a width says in per cent, or 0. */
static long per_cent(const node *n)
{
	const char *said = node_attribute(n, "width");
	char *end;
	double given = said ? strtod(said, &end) : 0;

	return given >= 1 && given <= WHOLE && strcmp(end, "%") == 0 ? (long)given : 0;
}

static node *division(manuscript *m, node *parent, const char *const *classes, place where)
{
	node *n = node_new(m->arena, NODE_DIVISION, where);

	n->classes = classes;
	node_append(parent, n);
	return n;
}

/* An image's width becomes its column's, which it fills. */
static void hand_width(manuscript *m, node *image, node *column)
{
	size_t count = 0;

	while (image->attributes[count].key)
		count++;
	attribute *kept = ARENA_ARRAY(m->arena, count + 1, attribute),
		  *width = ARENA_ARRAY(m->arena, 2, attribute);
	for (size_t i = 0; i < count; i++) {
		kept[i] = image->attributes[i];
		if (strcmp(kept[i].key, "width") != 0)
			continue;
		width[0] = kept[i];
		kept[i].value = "100%";
	}
	image->attributes = kept;
	column->attributes = width;
}

node *beside_images(manuscript *m, node *paragraph)
{
	node *rows, *row = NULL, *next;
	long filled = WHOLE + 1;

	if (count_images(paragraph) < 2)
		return NULL;
	for (const node *n = paragraph->first; n; n = n->next)
		if (n->kind == NODE_IMAGE && !per_cent(n))
			return NULL;
	rows = node_new(m->arena, NODE_DIVISION, paragraph->place);
	for (node *n = paragraph->first; n; n = next) {
		next = n->next;
		if (n->kind != NODE_IMAGE)
			continue;
		long width = per_cent(n);
		if (filled + width > WHOLE) {
			row = division(m, rows, row_class, n->place);
			filled = 0;
		}
		filled += width;
		node *column = division(m, row, column_class, n->place);
		hand_width(m, n, column);
		node_append(column, beside_figure(m, paragraph, n));
	}
	if (rows->first != rows->last)
		return rows;
	node_unlink(row);
	return row;
}

/* Quarto's layout-ncol */

/* A paragraph of images is a figure for each. */
static void divide_images(manuscript *m, node *parent)
{
	node *next, *after;

	for (node *n = parent->first; n; n = next) {
		next = n->next;
		if (n->kind != NODE_PARAGRAPH || count_images(n) < 2)
			continue;
		after = n;
		for (node *image = n->first, *then; image; image = then) {
			then = image->next;
			if (image->kind != NODE_IMAGE)
				continue;
			node *figure = beside_figure(m, n, image);
			node_insert_after(after, figure);
			after = figure;
		}
		node_unlink(n);
	}
}

static bool is_shown(const node *n)
{
	return n->kind == NODE_FIGURE || n->kind == NODE_TABLE;
}

/* The last paragraph of figures is the caption of all. */
static node *take_caption(manuscript *m, node *n)
{
	node *last = n->last;

	if (!last || last->kind != NODE_PARAGRAPH || last == n->first)
		return NULL;
	for (const node *child = n->first; child != last; child = child->next)
		if (!is_shown(child))
			return NULL;
	node *caption = node_new(m->arena, NODE_CAPTION, last->place);
	attributes_settle(m, last);
	node_move(last, NULL, NULL, caption);
	node_unlink(last);
	return caption;
}

void beside_division(manuscript *m, node *n)
{
	const char *said = node_attribute(n, "layout-ncol");
	long columns = said ? strtol(said, NULL, 10) : 0, filled = columns;

	if (columns < 2 || columns > COLUMNS_MOST)
		return;
	divide_images(m, n);
	node *caption = take_caption(m, n), *all = node_new(m->arena, NODE_DIVISION, n->place),
	     *rows, *row = NULL, *next;
	node_move(n, NULL, NULL, all);
	rows = caption ? division(m, n, NULL, n->place) : n;
	rows->classes = caption ? all->classes : n->classes;
	for (node *child = all->first; child; child = next) {
		next = child->next;
		if (filled == columns) {
			row = division(m, rows, row_class, child->place);
			filled = 0;
		}
		filled++;
		node_unlink(child);
		node_append(division(m, row, column_class, child->place), child);
	}
	for (; row && filled < columns && rows->first != row; filled++)
		division(m, row, filler_class, row->place); /* as wide as those above */
	if (caption) {
		n->kind = NODE_FIGURE;
		node_append(n, caption);
	}
}

/* Columns that hold nothing */

static bool holds_something(const node *n)
{
	if (node_has_words(n))
		return true;
	for (const node *at = n; at; at = node_after(at, n, false))
		if (at->kind == NODE_CODE_BLOCK || at->kind == NODE_VERBATIM)
			return true;
	return false;
}

void beside_check(manuscript *m)
{
	const node *root = m->document->root;

	for (const node *n = root; n; n = node_after(n, root, false)) {
		bool all = n->kind == NODE_DIVISION && node_has_class(n, "columns"),
		     one = n->kind == NODE_DIVISION && node_has_class(n, "column") &&
			   n->classes != filler_class;
		if (!(all || one) || holds_something(n))
			continue;
		if (all)
			report_at(m->report, REPORT_COLUMN_EMPTY, n->place,
				  "these columns hold nothing; write something in them, or take "
				  "them out");
		else if (holds_something(n->parent))
			report_at(m->report, REPORT_COLUMN_EMPTY, n->place,
				  "this column holds nothing, so its part of the measure stays "
				  "empty; write something in it, or take it out");
	}
}
