/* scripts: pandoc's x^2^, H~2~O and ==marked words==. cmark has no such inlines, so texts are
 * divided when the tree is there; words between single tildes are struck out by then, and become a
 * subscript where they are part of a word. */
#include "markdown/foreign.h"

#include <glib.h>

enum { SCRIPT_MOST = 24, MARKED_MOST = 1000 };

static bool is_of_word(char c)
{
	return g_ascii_isalnum(c) || ((unsigned char)c >= 0x80 && c != ESCAPED);
}

/* Bytes of "^words^" at a byte of a text, 0 where there is none: within a word, and in one word. */
static size_t measure_script(const char *start, const char *at, const char *end)
{
	size_t n = 1;
	if (at == start || (!is_of_word(at[-1]) && at[-1] != ')'))
		return 0;
	while (at + n < end && n <= SCRIPT_MOST && !g_ascii_isspace(at[n]) &&
	       !strchr("^([", at[n]) && at[n] != ESCAPED)
		n++;
	return n > 1 && at + n < end && at[n] == '^' ? n + 1 : 0;
}

/* The same of "==words==", which begins a word and ends one. */
static size_t measure_marked(const char *start, const char *at, const char *end)
{
	size_t left = (size_t)(end - at);
	if (left < 5 || at[1] != '=' || at[2] == '=' || g_ascii_isspace(at[2]) ||
	    (at > start && (is_of_word(at[-1]) || at[-1] == '=' || at[-1] == ESCAPED)))
		return 0;
	left = left < MARKED_MOST ? left : MARKED_MOST;
	const char *close = memmem(at + 3, left - 3, "==", 2);
	if (!close || g_ascii_isspace(close[-1]) ||
	    (close + 2 < end && (close[2] == '=' || is_of_word(close[2]))))
		return 0;
	return (size_t)(close + 2 - at);
}

static const char *const mark_class[] = {"mark", NULL};

/* Put the words between two marks into a node of their own. Returns the text after it, or NULL. */
static node *divide(manuscript *m, node *n, const char *at, size_t size, size_t mark,
		    node_kind kind)
{
	size_t from = (size_t)(at - n->as.text.data);
	node *made = node_new(m->arena, kind, foreign_place(n, from)),
	     *words = node_new(m->arena, NODE_TEXT, foreign_place(n, from + mark));
	words->as.text.data = at + mark;
	words->as.text.length = size - 2 * mark;
	node_append(made, words);
	if (kind == NODE_EMPHASIS)
		made->classes = mark_class;
	return foreign_replace(m, n, from, size, made);
}

static void read_text(manuscript *m, node *n)
{
	while (n) {
		const char *start = n->as.text.data, *end = start + n->as.text.length;
		node *rest = NULL;
		if (!memchr(start, '^', n->as.text.length) &&
		    !memchr(start, '=', n->as.text.length))
			return;
		for (const char *at = start; at < end && !rest; at++) {
			if (*at != '^' && *at != '=')
				continue;
			size_t size = *at == '^' ? measure_script(start, at, end)
						 : measure_marked(start, at, end);
			if (size == 0)
				continue;
			rest = *at == '^' ? divide(m, n, at, size, 1, NODE_SUP)
					  : divide(m, n, at, size, 2, NODE_EMPHASIS);
			if (!rest)
				return;
		}
		n = rest;
	}
}

/* Was a word struck out by single tildes, within another? */
static bool is_subscript(const node *n)
{
	const node *before = n->previous, *words = n->first;
	return n->as.strike.single && before && before->kind == NODE_TEXT && words &&
	       !words->next && words->kind == NODE_TEXT &&
	       !memchr(words->as.text.data, ' ', words->as.text.length) &&
	       is_of_word(before->as.text.data[before->as.text.length - 1]);
}

/* "(@name)" where an example's number is meant. */
static void number_examples(manuscript *m, node *n)
{
	const char *data = n->as.text.data, *end = data + n->as.text.length, *written = data;
	const char *text = "";

	for (const char *at = data; (at = memmem(at, (size_t)(end - at), "(@", 2)); at += 2) {
		const char *close = memchr(at, ')', (size_t)(end - at));
		const char *name =
			close ? arena_copy(m->arena, at + 2, (size_t)(close - at) - 2) : "";
		const char *number = map_get(m->example_names, name);
		if (!number)
			continue;
		text = arena_print(m->arena, "%s%.*s(%s", text, (int)(at - written), written,
				   number);
		written = close;
	}
	if (written == data)
		return;
	text = arena_print(m->arena, "%s%.*s", text, (int)(end - written), written);
	n->as.text.data = text;
	n->as.text.length = strlen(text);
}

void scripts_set(manuscript *m)
{
	const node *root = m->document->root;
	for (node *n = m->document->root, *next; n; n = next) {
		next = node_after(n, root, false);
		if (n->kind == NODE_TEXT && m->example_names)
			number_examples(m, n);
		if (n->kind == NODE_TEXT)
			read_text(m, n);
		else if (n->kind == NODE_STRIKE && is_subscript(n))
			n->kind = NODE_SUB;
	}
}
