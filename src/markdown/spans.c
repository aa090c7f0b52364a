/* spans: attributes find what they belong to, among the inlines of one parent: [words]{…} become a
 * span and ^[words] a note. One pass from left to right with a stack of open brackets, so its time
 * is linear; what cmark took for a link or a note mark has no brackets left. */
#include "markdown/manuscript_private.h"

#include "base/unicode.h"

typedef struct bracket {
	node *node; /* a text */
	size_t at;  /* its byte "[" */
	int height; /* how deep the spans within it nest */
} bracket;

typedef struct spanning {
	manuscript *m;
	/* where a column was counted last, so that counting goes on from there */
	const node *seen;
	size_t seen_at;
	int seen_column;
	bracket *open;
	size_t count, capacity;
} spanning;

/* Texts have lengths of their own, so parts of one can share its bytes. */
static void cut(node *n, size_t end)
{
	n->as.text.length = end;
}

static place place_in(spanning *s, const node *n, size_t at)
{
	place where = n->place;
	if (!where.source || where.column == 0)
		return where;
	if (s->seen != n || s->seen_at > at) {
		s->seen = n;
		s->seen_at = 0;
		s->seen_column = where.column;
	}
	for (; s->seen_at < at; s->seen_at++)
		s->seen_column += !unicode_is_inside(n->as.text.data[s->seen_at]);
	where.column = s->seen_column;
	return where;
}

static node *part(spanning *s, const node *n, size_t start, size_t end)
{
	node *words = node_new(s->m->arena, NODE_TEXT, place_in(s, n, start));
	words->as.text.data = n->as.text.data + start;
	words->as.text.length = end - start;
	return words;
}

static void drop_empty(node *n)
{
	if (n->as.text.length == 0)
		node_unlink(n);
}

/* Put everything between two brackets into `to`, which takes their place. `keep`: bytes that the
 * opening text keeps before the bracket. What follows the closing bracket is the text after
 * `to`. */
static void enclose(spanning *s, node *to, bracket open, size_t keep, node *close, size_t at)
{
	node *rest = part(s, close, at + 1, close->as.text.length);
	node_insert_after(close, rest);
	if (open.node == close) {
		node *words = part(s, close, open.at + 1, at);
		node_insert_after(open.node, words);
		drop_empty(words);
	} else {
		node *words = part(s, open.node, open.at + 1, open.node->as.text.length);
		node_insert_after(open.node, words);
		drop_empty(words);
		cut(close, at);
		drop_empty(close);
	}
	node_insert_after(open.node, to);
	node_move(to->parent, to, rest, to);
	cut(open.node, keep);
	drop_empty(open.node);
	drop_empty(rest);
}

static bool is_note(const bracket *open)
{
	const char *data = open->node->as.text.data;
	return open->at > 0 && data[open->at - 1] == '^' &&
	       (open->at < 2 || data[open->at - 2] != ESCAPED);
}

void spans_enclose(manuscript *m, node *to, node *open, size_t at, node *close, size_t end)
{
	spanning s = {.m = m};
	to->place = place_in(&s, open, at);
	enclose(&s, to, (bracket){open, at, 0}, at, close, end);
}

/* A bracket closes. Returns the node after which the pass goes on, or NULL: nothing was made of
 * it. */
static node *close_bracket(spanning *s, node *n, size_t at)
{
	if (s->count == 0)
		return NULL;
	manuscript *m = s->m;
	bracket open = s->open[--s->count];
	node *mark = at + 1 == n->as.text.length && attributes_is_mark(n->next) ? n->next : NULL;
	bool note = is_note(&open);
	int height = open.height + (mark || note);
	if (s->count > 0 && s->open[s->count - 1].height < height)
		s->open[s->count - 1].height = height;
	if (!mark && !note)
		return NULL;
	if (height > DEPTH_MOST + 1) /* said of the one within */
		return NULL;
	place where = place_in(s, open.node, open.at - note);
	if (height > DEPTH_MOST) {
		report_at(m->report, REPORT_NESTING_TOO_DEEP, where,
			  "spans are nested more than %d deep; nest them less", DEPTH_MOST);
		return NULL;
	}
	node *span = node_new(m->arena, NODE_SPAN, where);
	enclose(s, span, open, open.at - note, n, at);
	if (note) {
		node *words = span;
		span = notes_add_inline(m, words, where);
		node_insert_after(words, span);
		node_unlink(words);
	}
	if (mark && !note) {
		attributes_apply(m, span, mark->as.text.data, mark->as.text.length, mark->place);
		node_unlink(mark);
	}
	return span;
}

/* Attributes that were meant, and that cmark left as text because they can't be read. */
static void warn_of_attributes(spanning *s, const node *n, size_t at)
{
	const char *why;
	if (!attributes_begin(n->as.text.data + at, n->as.text.length - at))
		return;
	size_t taken = attributes_measure(n->as.text.data + at, n->as.text.length - at, &why);
	report_at(s->m->report, REPORT_ATTRIBUTE_BAD, place_in(s, n, at),
		  "these attributes can't be read: %s",
		  why ? why
		      : attributes_left(taken,
					"they must be in one paragraph, without a brace inside"));
}

/* Returns the node that the pass goes on with. */
static node *read_brackets(spanning *s, node *n)
{
	const char *data = n->as.text.data;
	if (!memchr(data, '[', n->as.text.length) && !memchr(data, ']', n->as.text.length))
		return n->next;
	for (size_t at = 0; at < n->as.text.length; at++) {
		if (data[at] == ESCAPED) {
			at++;
		} else if (data[at] == '[') {
			*ARENA_APPEND(s->m->scratch, s->open, s->count, s->capacity) =
				(bracket){n, at, 0};
		} else if (data[at] == ']') {
			bool opened = s->count > 0;
			node *made = close_bracket(s, n, at);
			if (made)
				return made->next;
			if (opened && at + 1 < n->as.text.length)
				warn_of_attributes(s, n, at + 1);
		}
	}
	return n->next;
}

static bool may_own(const node *n)
{
	return n && (n->kind == NODE_LINK || n->kind == NODE_IMAGE || n->kind == NODE_CODE ||
		     n->kind == NODE_EMPHASIS || n->kind == NODE_STRONG || n->kind == NODE_STRIKE);
}

void spans_read(manuscript *m, node *parent)
{
	spanning s = {.m = m};
	for (node *n = parent->first, *next; n; n = next) {
		next = n->next;
		if (attributes_is_mark(n) && may_own(n->previous)) {
			attributes_apply(m, n->previous, n->as.text.data, n->as.text.length,
					 n->place);
			node_unlink(n);
		} else if (n->kind == NODE_TEXT) {
			if (n->previous &&
			    (n->previous->kind == NODE_LINK || n->previous->kind == NODE_IMAGE))
				warn_of_attributes(&s, n, 0);
			next = read_brackets(&s, n);
		}
	}
}
