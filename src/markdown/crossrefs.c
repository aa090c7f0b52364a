/* crossrefs: references in the syntax of other programs, if their targets exist: Quarto's
 * "@fig-one", pandoc-crossref's "@fig:one", bookdown's "\@ref(one)", LaTeX's "\ref{one}" and MyST's
 * "{ref}`one`" become references like "[](#one)". If the target does not exist, the text stays as
 * it is, with a warning. */
#include "markdown/foreign.h"

#include <glib.h>

const char crossrefs_number[] = "number";

typedef struct crossref {
	size_t from, size; /* bytes of the text that it takes */
	const char *id;    /* the arena's */
	bool number;       /* only the number, without the word "Figure" */
} crossref;

static map *written_ids(manuscript *m)
{
	map *ids = map_new(m->arena);

	for (node *n = m->document->root; n; n = node_after(n, m->document->root, false))
		if (n->id && node_name(n))
			map_put(ids, n->id, n);
	return ids;
}

static bool is_of_id(char c)
{
	return g_ascii_isalnum(c) || strchr("-_:.", c) || (unsigned char)c >= 0x80;
}

/* The longest id at the beginning of the text that a nameable node has; punctuation at its end may
 * belong to the sentence. */
static const char *find_id(manuscript *m, const map *ids, const char *text, const char *end,
			   size_t *size)
{
	size_t n = 0;

	while (text + n < end && text[n] != ESCAPED && text[n] && is_of_id(text[n]))
		n++;
	for (; n > 1; n--) {
		const char *id = arena_copy(m->arena, text, n);
		if (map_get(ids, id)) {
			*size = n;
			return id;
		}
		if (is_of_id(text[n - 1]) && g_ascii_isalnum(text[n - 1]))
			return NULL;
	}
	return NULL;
}

/* Does an id begin with a kind, such as "fig-"? "@name" may be a person's. */
static bool has_kind(const char *id)
{
	static const char *const kinds[] = {"fig", "tbl", "tab", "sec", "lst", "eq", "thm"};
	size_t n = strcspn(id, "-:");

	for (size_t i = 0; id[n] && i < sizeof kinds / sizeof *kinds; i++)
		if (strlen(kinds[i]) == n && memcmp(id, kinds[i], n) == 0)
			return true;
	return false;
}

/* "@fig-one", "[@fig-one]", "[-@fig-one]" */
static bool read_at(manuscript *m, const map *ids, const node *n, size_t at, crossref *found)
{
	const char *data = n->as.text.data, *end = data + n->as.text.length;
	size_t size;
	char before = at > 0 ? data[at - 1] : ' ';

	if (g_ascii_isalnum(before) || (unsigned char)before >= 0x80 ||
	    !(found->id = find_id(m, ids, data + at + 1, end, &size)) || !has_kind(found->id))
		return false;
	found->number = before == '-';
	if (found->number && at > 1)
		before = data[--at - 1];
	else if (found->number)
		at--;
	size += found->number;
	bool bracketed = before == '[' && data + at + 1 + size < end && data[at + 1 + size] == ']';
	found->from = at - bracketed;
	found->size = size + 1 + 2 * (size_t)bracketed;
	return true;
}

/* What is between a word and a closing sign, "ref(id)" or "ref{id}". */
static bool read_command(manuscript *m, const map *ids, const node *n, size_t at, const char *word,
			 crossref *found)
{
	const char *data = n->as.text.data, *end = data + n->as.text.length;
	size_t length = strlen(word), size;
	const char *id = data + at + length;

	if ((size_t)(end - data) - at <= length || memcmp(data + at, word, length) != 0 ||
	    !(found->id = find_id(m, ids, id, end, &size)) || id + size >= end ||
	    id[size] != (word[length - 1] == '(' ? ')' : '}'))
		return false;
	found->from = at;
	found->size = length + size + 1;
	found->number = strstr(word, "auto") == NULL && g_ascii_tolower(word[1]) != 'c';
	return true;
}

static bool find(manuscript *m, const map *ids, const node *n, crossref *found)
{
	static const char bookdown[] = {ESCAPED, '@', 'r', 'e', 'f', '(', '\0'};
	static const char *const commands[] = {bookdown, "\\ref{", "\\autoref{", "\\cref{",
					       "\\Cref{"};
	const char *data = n->as.text.data;

	for (size_t at = 0; at < n->as.text.length; at++) {
		if (data[at] == '@' && (at == 0 || data[at - 1] != ESCAPED) &&
		    read_at(m, ids, n, at, found))
			return true;
		if (data[at] != ESCAPED && data[at] != '\\')
			continue;
		for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
			if (read_command(m, ids, n, at, commands[i], found))
				return true;
	}
	return false;
}

static node *link_to(manuscript *m, const crossref *r, place where)
{
	node *n = node_new(m->arena, NODE_LINK, where);

	n->as.link.url = arena_print(m->arena, "#%s", r->id);
	n->as.link.title = r->number ? crossrefs_number : NULL;
	return n;
}

/* {ref}`id`, {numref}`id` */
static void read_role(manuscript *m, const map *ids, node *code)
{
	static const char *const roles[] = {"{ref}", "{numref}"};
	node *before = code->previous;
	const char *id = arena_copy(m->arena, code->as.text.data, code->as.text.length);

	for (size_t i = 0; before && before->kind == NODE_TEXT && i < 2; i++) {
		size_t size = strlen(roles[i]), length = before->as.text.length;
		if (length < size ||
		    memcmp(before->as.text.data + length - size, roles[i], size) != 0 ||
		    !map_get(ids, id))
			continue;
		before->as.text.length -= size;
		code->kind = NODE_LINK;
		memset(&code->as, 0, sizeof code->as);
		code->as.link.url = arena_print(m->arena, "#%s", id);
		if (before->as.text.length == 0)
			node_unlink(before);
		return;
	}
}

static const char label[] = "\\label{";

/* What LaTeX's "\\label{one}" in a text names: the heading, figure or table that it is in, or the
 * one right before the paragraph that begins so. NULL: nothing. */
static node *named_by_label(const node *n, size_t at)
{
	node *block = n->parent;

	while (!node_is_block(block))
		block = block->parent;
	if (block->kind == NODE_CAPTION)
		return block->parent;
	if (block->kind == NODE_PARAGRAPH)
		block = block->first == n && at == 0 ? block->previous : NULL;
	return block && (block->kind == NODE_HEADING || block->kind == NODE_FIGURE ||
			 block->kind == NODE_TABLE)
		       ? block
		       : NULL;
}

/* Take bytes out of a text, with the spaces before them, or after them at its start; a paragraph
 * without anything else goes, too. */
static void take_out(manuscript *m, node *n, size_t at, size_t size)
{
	char *data = arena_copy(m->arena, n->as.text.data, n->as.text.length);
	size_t end = at + size, length = n->as.text.length;

	while (at > 0 && data[at - 1] == ' ')
		at--;
	while (at == 0 && end < length && data[end] == ' ')
		end++;
	memmove(data + at, data + end, length - end);
	n->as.text.data = data;
	n->as.text.length = at + length - end;
	if (n->as.text.length > 0)
		return;
	node *parent = n->parent, *after = n->next;
	node_unlink(n);
	if (at == 0 && after && after->kind == NODE_SOFT_BREAK && parent->first == after)
		node_unlink(after);
	if (!parent->first && parent->kind == NODE_PARAGRAPH)
		node_unlink(parent);
}

/* "\\label{one}" gives what it names its id. */
static void read_label(manuscript *m, node *n)
{
	const char *data = n->as.text.data, *end = data + n->as.text.length;
	const char *at = memmem(data, n->as.text.length, label, sizeof label - 1);
	const char *id = at + sizeof label - 1, *close = id;

	while (close < end && *close != ESCAPED && is_of_id(*close))
		close++;
	node *named = close > id && close < end && *close == '}'
			      ? named_by_label(n, (size_t)(at - data))
			      : NULL;
	if (!named || named->id)
		return;
	named->id = arena_copy(m->arena, id, (size_t)(close - id));
	take_out(m, n, (size_t)(at - data), (size_t)(close + 1 - at));
}

static void read_labels(manuscript *m)
{
	const node *root = m->document->root;
	node **texts = NULL; /* found first, for paragraphs may go */
	size_t count = 0, capacity = 0;

	for (node *n = m->document->root; n; n = node_after(n, root, false))
		if (n->kind == NODE_TEXT && memchr(n->as.text.data, '\\', n->as.text.length) &&
		    memmem(n->as.text.data, n->as.text.length, label, sizeof label - 1))
			*ARENA_APPEND(m->scratch, texts, count, capacity) = n;
	for (size_t i = 0; i < count; i++)
		read_label(m, texts[i]);
	arena_reset(m->scratch);
}

void crossrefs_set(manuscript *m)
{
	const node *root = m->document->root;
	map *ids = NULL;
	crossref found;

	read_labels(m);
	for (node *n = m->document->root, *next; n; n = next) {
		next = node_after(n, root, false);
		bool text =
			n->kind == NODE_TEXT && (memchr(n->as.text.data, '@', n->as.text.length) ||
						 memchr(n->as.text.data, '\\', n->as.text.length));
		bool role = n->kind == NODE_CODE && n->previous && n->previous->kind == NODE_TEXT &&
			    n->previous->as.text.length > 0 &&
			    n->previous->as.text.data[n->previous->as.text.length - 1] == '}';
		if ((!text && !role) || node_is_linked(n))
			continue;
		ids = ids ? ids : written_ids(m);
		if (role)
			read_role(m, ids, n);
		for (node *rest = text ? n : NULL; rest && find(m, ids, rest, &found);)
			rest = foreign_replace(m, rest, found.from, found.size,
					       link_to(m, &found, foreign_place(rest, found.from)));
	}
}
