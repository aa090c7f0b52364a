/* html_settle: nodes between tags that the node around them cannot hold as they are: parts without
 * their whole become blocks, blocks become inlines where only inlines are allowed, and loose
 * paragraphs are treated like Markdown's. */
#include "markdown/html.h"

/* The info of a loose paragraph that was settled. */
static const char settled[] = "settled";

bool html_is_loose(const node *n)
{
	return n->kind == NODE_PARAGRAPH &&
	       (n->as.text.info == html_mark || n->as.text.info == settled);
}

/* Parts without the element that they belong to become blocks. */
static void free_parts(manuscript *m, node *parent, node *before)
{
	node *next;

	for (node *n = before ? before->next : parent->first; n; n = next) {
		next = n->next;
		switch (n->kind) {
		case NODE_ROW:
			free_parts(m, n, NULL);
			html_spill(m, n);
			break;
		case NODE_ITEM:
		case NODE_CELL:
		case NODE_DEFINITION: html_spill(m, n); break;
		case NODE_TERM:
		case NODE_CAPTION: n->kind = NODE_PARAGRAPH; break;
		default: break;
		}
	}
}

/* Loose paragraphs become figures, captions or page breaks like other paragraphs. */
static void settle_paragraphs(manuscript *m, node *parent, node *from)
{
	node *next;

	for (node *n = from ? from->next : parent->first; n; n = next) {
		next = n->next;
		if (!html_is_loose(n) || n->as.text.info == settled)
			continue;
		n->as.text.info = settled;
		node *before = n->previous, *made = captions_paragraph(m, n);
		if (made == n)
			continue;
		node_unlink(n);
		if (made && before)
			node_insert_after(before, made);
		else if (made)
			node_put_first(parent, made);
	}
}

void html_settle(manuscript *m, node *parent, node *before)
{
	free_parts(m, parent, before);
	settle_paragraphs(m, parent, before);
}

/* Blocks as inlines, and back */

static void break_line(manuscript *m, node *to, place where)
{
	const node *last = to->last;

	while (last && node_is_anchor(last))
		last = last->previous;
	if (last && last->kind != NODE_HARD_BREAK)
		node_append(to, node_new(m->arena, NODE_HARD_BREAK, where));
}

void html_keep_id(manuscript *m, const char *id, place where, node *to)
{
	if (!id)
		return;
	node *anchor = node_new(m->arena, NODE_SPAN, where);
	anchor->id = id;
	node_append(to, anchor);
}

/* A block of text without inlines, line by line. */
static void flatten_code(manuscript *m, const node *n, node *to)
{
	const char *at = n->as.text.data, *end = at + n->as.text.length;

	while (at < end) {
		const char *feed = memchr(at, '\n', (size_t)(end - at)), *stop = feed ? feed : end;
		if (stop > at) {
			node *code = node_text(m->arena, at, (size_t)(stop - at), n->place);
			code->kind = NODE_CODE;
			break_line(m, to, n->place);
			node_append(to, code);
		}
		at = stop + 1;
	}
}

void html_flatten(manuscript *m, node *n)
{
	node *all = node_new(m->arena, n->kind, n->place), *next;
	const node *block = n; /* that the last inline was in */

	for (node *at = n->first; at; at = next) {
		next = node_after(at, n, false);
		if (node_is_block(at))
			html_keep_id(m, at->id, at->place, all);
		if (at->kind == NODE_CODE_BLOCK || at->kind == NODE_VERBATIM) {
			flatten_code(m, at, all);
			block = NULL;
		} else if (!node_is_block(at)) { /* with what is in it */
			next = node_after(at, n, true);
			if (at->parent != block)
				break_line(m, all, at->place);
			block = at->parent;
			node_unlink(at);
			node_append(all, at);
		}
	}
	n->first = n->last = NULL;
	node_move(all, NULL, NULL, n);
}

/* Runs of inlines among a node's children become paragraphs. */
static void wrap_words(manuscript *m, node *n)
{
	node *next, *paragraph = NULL;

	for (node *at = n->first; at; at = next) {
		next = at->next;
		if (node_is_block(at)) {
			paragraph = NULL;
			continue;
		}
		if (!paragraph) {
			paragraph = node_new(m->arena, NODE_PARAGRAPH, at->place);
			node_insert_after(at, paragraph);
		}
		node_unlink(at);
		node_append(paragraph, at);
	}
}

void html_spill(manuscript *m, node *n)
{
	node *after = n, *next;

	wrap_words(m, n);
	for (node *child = n->first; child; child = next) {
		next = child->next;
		node_unlink(child);
		node_insert_after(after, child);
		after = child;
	}
	node_unlink(n);
}
