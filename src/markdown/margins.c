/* margins: `[words]{.margin}` in a paragraph becomes a division before it, of the same classes: a
 * remark beside the line that it was in, which its place tells, or, where the style has no column
 * in the margin, above the paragraph. */
#include "markdown/manuscript_private.h"

#include <string.h>

static bool is_marginal(const node *n)
{
	return n->kind == NODE_SPAN &&
	       (node_has_class(n, "margin") || node_has_class(n, "column-margin") ||
		node_has_class(n, "aside"));
}

static bool ends_with_space(const node *n)
{
	return n && n->kind == NODE_TEXT && n->as.text.length &&
	       n->as.text.data[n->as.text.length - 1] == ' ';
}

static bool begins_with_space(const node *n)
{
	return !n || n->kind == NODE_SOFT_BREAK ||
	       (n->kind == NODE_TEXT && n->as.text.length && n->as.text.data[0] == ' ');
}

static bool begins_with_stop(const node *n)
{
	return n && n->kind == NODE_TEXT && n->as.text.length &&
	       strchr(".,;:!?)", n->as.text.data[0]);
}

/* What is left has one space between words, and none before a stop. */
static void close_gap(node *before, const node *after)
{
	if (ends_with_space(before) && (begins_with_space(after) || begins_with_stop(after)))
		before->as.text.length--;
	if (before && before->kind == NODE_TEXT && before->as.text.length == 0)
		node_unlink(before);
}

static void lift(manuscript *m, node *span, node *paragraph)
{
	node *division = node_new(m->arena, NODE_DIVISION, span->place),
	     *words = node_new(m->arena, NODE_PARAGRAPH, span->place), *parent = paragraph->parent,
	     *before = span->previous, *after = span->next;

	division->id = span->id;
	division->lang = span->lang;
	division->classes = span->classes;
	division->attributes = span->attributes;
	node_move(span, NULL, NULL, words);
	node_append(division, words);
	node_unlink(span);
	close_gap(before, after);
	if (paragraph->previous)
		node_insert_after(paragraph->previous, division);
	else
		node_put_first(parent, division);
	division->as.division.lifted = paragraph->first;
	if (!paragraph->first)
		node_unlink(paragraph);
}

void margins_lift(manuscript *m)
{
	node *next;

	for (node *n = m->document->root; n; n = next) {
		node *block = n->parent;
		next = node_after(n, m->document->root, false);
		if (!is_marginal(n) || !n->first)
			continue;
		while (block && !node_is_block(block))
			block = block->parent;
		if (!block || block->kind != NODE_PARAGRAPH)
			continue;
		next = node_after(n, m->document->root, true);
		lift(m, n, block);
	}
}
