/* html_tree: the tags among a parent's blocks enclose what is between them. One walk with a stack
 * of open elements, by HTML's rules for the end tags that people leave out (of paragraphs, items,
 * cells, terms); other unpaired tags get a warning and enclose nothing. */
#include "markdown/html.h"

typedef struct open_element {
	node *node; /* a division until the element ends */
	html_kind kind;
	char name[12];
	const char *text;
	size_t length;
} open_element;

typedef struct nesting {
	manuscript *m;
	node *parent, *last; /* nodes outside all elements come after `last` */
	open_element *open;
	size_t count, capacity;
	bool too_deep, any; /* any: something of HTML was met */
} nesting;

/* May its end tag be left out? */
static bool ends_by_itself(html_kind kind)
{
	return kind == ELEMENT_PARAGRAPH || kind == ELEMENT_ITEM || kind == ELEMENT_TERM ||
	       kind == ELEMENT_DEFINITION || kind == ELEMENT_CELL || kind == ELEMENT_ROW ||
	       kind == ELEMENT_ROWS;
}

static void put(nesting *t, node *n)
{
	if (t->count > 0) {
		node_append(t->open[t->count - 1].node, n);
		return;
	}
	if (t->last)
		node_insert_after(t->last, n);
	else
		node_put_first(t->parent, n);
	t->last = n;
}

/* Finish the innermost element. At the outermost level `last` must then be the node that it
 * became. */
static void finish(nesting *t)
{
	open_element e = t->open[--t->count];
	node *next = e.node->next, *parent = e.node->parent;

	html_finish(t->m, e.kind, e.node, e.text, e.length);
	if (t->count == 0)
		t->last = next ? next->previous : parent->last;
}

/* An element without an end has no effect: its content is set as if the tag were not there. */
static void dissolve(nesting *t)
{
	open_element e = t->open[t->count - 1];

	html_stray(t->m, e.text, e.length, e.node->place,
		   "is never closed, so it changes nothing; close it after what belongs to it, or "
		   "take it out");
	t->count--;
	node *next = e.node->next, *parent = e.node->parent;
	html_settle(t->m, e.node, NULL);
	html_spill(t->m, e.node);
	if (t->count == 0)
		t->last = next ? next->previous : parent->last;
}

static void begin(nesting *t, node *tag, html_kind kind, const char *name)
{
	if (t->count >= DEPTH_MOST) {
		if (!t->too_deep)
			report_at(t->m->report, REPORT_NESTING_TOO_DEEP, tag->place,
				  "tags are nested more than %d deep; nest them less", DEPTH_MOST);
		t->too_deep = true;
		return;
	}
	open_element e = {.node = node_new(t->m->arena, NODE_DIVISION, tag->place),
			  .kind = kind,
			  .text = tag->as.text.data,
			  .length = tag->as.text.length};
	memcpy(e.name, name, sizeof e.name);
	put(t, e.node);
	*ARENA_APPEND(t->m->arena, t->open, t->count, t->capacity) = e;
}

/* End an element of the stack, and what is open in it. */
static void end_down_to(nesting *t, size_t at)
{
	for (; t->count > at + 1; finish(t)) {
		const open_element *e = &t->open[t->count - 1];
		if (!ends_by_itself(e->kind))
			html_stray(t->m, e->text, e->length, e->node->place,
				   arena_print(t->m->arena,
					       "is not closed, and ends with the '<%s>' that it is "
					       "in; close it before that",
					       t->open[at].name));
	}
	finish(t);
}

/* Elements that end where one of such a kind begins, as far up as the next `within`. */
static void end_before(nesting *t, html_kind kind, html_kind other, html_kind within)
{
	for (size_t i = t->count; i > 0 && t->open[i - 1].kind != within; i--)
		if (t->open[i - 1].kind == kind || t->open[i - 1].kind == other) {
			end_down_to(t, i - 1);
			return;
		}
}

static void end_what_it_ends(nesting *t, html_kind kind)
{
	if (t->count > 0 && t->open[t->count - 1].kind == ELEMENT_PARAGRAPH)
		finish(t);
	switch (kind) {
	case ELEMENT_ITEM: end_before(t, ELEMENT_ITEM, ELEMENT_ITEM, ELEMENT_LIST); break;
	case ELEMENT_TERM:
	case ELEMENT_DEFINITION:
		end_before(t, ELEMENT_TERM, ELEMENT_DEFINITION, ELEMENT_DEFINITIONS);
		break;
	case ELEMENT_CELL: end_before(t, ELEMENT_CELL, ELEMENT_CAPTION, ELEMENT_TABLE); break;
	case ELEMENT_ROW: end_before(t, ELEMENT_ROW, ELEMENT_CAPTION, ELEMENT_TABLE); break;
	case ELEMENT_ROWS: end_before(t, ELEMENT_ROWS, ELEMENT_ROW, ELEMENT_TABLE); break;
	default: break;
	}
}

/* End the innermost element of a name. */
static void end_named(nesting *t, const node *tag, const char *name)
{
	size_t at = t->count;

	while (at > 0 && strcmp(t->open[at - 1].name, name) != 0)
		at--;
	if (at == 0) {
		html_stray(t->m, tag->as.text.data, tag->as.text.length, tag->place,
			   "closes nothing and is left out; take it out, or open it before what "
			   "belongs to it");
		return;
	}
	end_down_to(t, at - 1);
}

static void read_tag(nesting *t, node *tag)
{
	char name[12];
	bool closes;
	html_kind kind = html_element(tag->as.text.data, tag->as.text.length, name, &closes);

	if (kind == ELEMENT_COLUMNS)
		return;
	if (closes && kind != ELEMENT_RULE) {
		end_named(t, tag, name);
		return;
	}
	end_what_it_ends(t, kind);
	if (kind == ELEMENT_RULE)
		put(t, node_new(t->m->arena, NODE_RULE, tag->place));
	else
		begin(t, tag, kind, name);
}

static bool is_tag(const node *n)
{
	return n->kind == NODE_RAW && n->as.text.info == html_mark;
}

void html_nest(manuscript *m, node *parent, node *before)
{
	nesting t = {.m = m, .parent = parent, .last = before};
	node *n = before ? before->next : parent->first, *next;

	for (; n; n = next) {
		next = n->next;
		t.any = t.any || is_tag(n) || html_is_loose(n);
		if (is_tag(n)) {
			node_unlink(n);
			read_tag(&t, n);
		} else if (t.count > 0) {
			node_unlink(n);
			put(&t, n);
		} else {
			t.last = n;
		}
	}
	while (t.count > 0)
		if (ends_by_itself(t.open[t.count - 1].kind))
			finish(&t);
		else
			dissolve(&t);
	if (t.any)
		html_settle(m, parent, before);
}

/* Spaces at both ends of the words between tags, and words that are nothing else, are left out. */
static void trim(node *cell)
{
	for (node *n = cell->first, *next; n; n = next) {
		next = n->next;
		if (!html_is_loose(n))
			continue;
		for (node *t = n->first; t && t->kind == NODE_TEXT; t = n->first) {
			while (t->as.text.length > 0 && *t->as.text.data == ' ') {
				t->as.text.data++;
				t->as.text.length--;
			}
			if (t->as.text.length > 0)
				break;
			node_unlink(t);
		}
		for (node *t = n->last; t && t->kind == NODE_TEXT; t = n->last) {
			while (t->as.text.length > 0 &&
			       t->as.text.data[t->as.text.length - 1] == ' ')
				t->as.text.length--;
			if (t->as.text.length > 0)
				break;
			node_unlink(t);
		}
		if (!n->first)
			node_unlink(n);
	}
}

void html_cell_blocks(manuscript *m, node *cell)
{
	node *words = NULL, *next, *n = cell->first;

	while (n && !is_tag(n))
		n = n->next;
	if (!n)
		return;
	for (n = cell->first; n; n = next) {
		next = n->next;
		if (is_tag(n)) {
			words = NULL;
			continue;
		}
		if (!words) {
			words = node_new(m->arena, NODE_PARAGRAPH, n->place);
			words->as.text.info = html_mark;
			node_insert_after(n, words);
		}
		node_unlink(n);
		node_append(words, n);
	}
	trim(cell);
	html_nest(m, cell, NULL);
	node *only = cell->first && cell->first == cell->last ? cell->first : NULL;
	if (only && only->kind == NODE_PARAGRAPH && !only->id && !only->lang && !*only->classes) {
		node_unlink(only);
		node_move(only, NULL, NULL, cell);
	}
}

/* Depth must be checked for the whole: tags and Markdown's blocks may contain each other. */
void html_check_depth(manuscript *m, node *root)
{
	int depth = 0;

	for (node *n = root; n;) {
		if (n->first) {
			n = n->first;
			depth++;
		} else {
			for (; n != root && !n->next; depth--)
				n = n->parent;
			n = n == root ? NULL : n->next;
		}
		if (depth <= 4 * DEPTH_MOST)
			continue;
		report_at(m->report, REPORT_NESTING_TOO_DEEP, n->place,
			  "quotes, lists and tags are nested too deep; nest them less");
		return;
	}
}
