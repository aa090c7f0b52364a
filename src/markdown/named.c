/* named: links that name a heading by its words: pandoc's "[A heading]", "[A heading][]" and
 * "[words][A heading]", and wiki links: "[[Page]]", "[[Page#Some heading]]", "[[Page|words]]" and,
 * as GitHub's wikis have it, "[[words|Page]]". A page is a file of the publication or a heading.
 * What names nothing stays as it is: brackets are for prose, too.
 *
 * cmark leaves such brackets as text, for no label of a link is defined. One pass over the inlines
 * of a parent with a stack of open brackets, so its time is linear. */
#include "markdown/manuscript_private.h"

#include "base/file.h"
#include "base/unicode.h"

#include <glib.h>

enum { LABEL_MOST = 250 }; /* bytes */

typedef struct name_bracket {
	node *node; /* a text */
	size_t at;  /* its byte "[" */
} name_bracket;

typedef struct naming {
	manuscript *m;
	map *headings;       /* by their words, and by the file's number and their words */
	map *files;          /* by their names, without folder and ending */
	GString *name, *key; /* room for those that are looked up */
	name_bracket *open;
	size_t count, capacity;
} naming;

/* Names */

/* Append words in small letters, with one space for each run of white space. `joins`: hyphens and
 * underscores are spaces, too, as in the names of files. */
static void append(GString *name, const char *text, size_t size, bool joins)
{
	char bytes[UNICODE_BYTES];
	for (size_t at = 0; at < size && name->len < LABEL_MOST;) {
		if (text[at] == ESCAPED) {
			at++;
			continue;
		}
		uint32_t c = unicode_next(text, &at);
		bool space = unicode_is_space(c) || (joins && (c == '-' || c == '_'));
		if (!space)
			g_string_append_len(name, bytes,
					    (gssize)unicode_write(unicode_lower(c), bytes));
		else if (name->len > 0 && name->str[name->len - 1] != ' ')
			g_string_append_c(name, ' ');
	}
}

static void trim(GString *name)
{
	while (name->len > 0 && name->str[name->len - 1] == ' ')
		g_string_truncate(name, name->len - 1);
}

/* A name in the pass's own room: the next one takes its place. */
static const char *name_of(naming *s, const char *text, size_t size, bool joins)
{
	g_string_truncate(s->name, 0);
	append(s->name, text, size, joins);
	trim(s->name);
	return s->name->str;
}

static void append_node(GString *name, const node *n)
{
	if (n->kind == NODE_TEXT || n->kind == NODE_CODE)
		append(name, n->as.text.data, n->as.text.length, false);
	else if (n->kind == NODE_SOFT_BREAK || n->kind == NODE_HARD_BREAK)
		append(name, " ", 1, false);
}

static void add(naming *s, map *names, const char *name, void *what)
{
	if (*name && !map_get(names, name))
		map_put(names, arena_copy(s->m->arena, name, strlen(name)), what);
}

/* The key of a name in a file; the next one takes its place. */
static const char *in_file(naming *s, const manuscript_file *file, const char *name)
{
	g_string_printf(s->key, "%zu %s", file->number, name);
	return s->key->str;
}

static void add_heading(naming *s, node *heading)
{
	g_string_truncate(s->name, 0);
	for (const node *n = heading->first; n; n = node_after(n, heading, false))
		append_node(s->name, n);
	trim(s->name);
	add(s, s->headings, s->name->str, heading);
	add(s, s->headings, in_file(s, files_of(s->m, heading->place.source), s->name->str),
	    heading);
}

static void collect(naming *s)
{
	manuscript *m = s->m;
	node *root = m->document->root;
	s->headings = map_new(m->arena);
	s->files = map_new(m->arena);
	for (node *n = root; n; n = node_after(n, root, false))
		if (n->kind == NODE_HEADING)
			add_heading(s, n);
	for (size_t i = 0; i < m->file_count; i++) {
		const char *base = file_base(m->files[i]->path), *dot = strrchr(base, '.');
		size_t size = dot && dot > base ? (size_t)(dot - base) : strlen(base);
		if (m->files[i]->is_text)
			add(s, s->files, name_of(s, base, size, true), m->files[i]);
	}
}

/* A heading of these words, in the file of the link before all others. */
static node *find_heading(naming *s, const node *from, const char *name)
{
	node *own = map_get(s->headings, in_file(s, files_of(s->m, from->place.source), name));
	return own ? own : map_get(s->headings, name);
}

/* The file that "Page" or "folder/Page.md" means, or NULL. */
static const manuscript_file *find_file(naming *s, const char *text, size_t size)
{
	const char *slash = memrchr(text, '/', size);
	const char *base = slash ? slash + 1 : text;
	size_t length = size - (size_t)(base - text);
	if (length > 3 && memcmp(base + length - 3, ".md", 3) == 0)
		length -= 3;
	return map_get(s->files, name_of(s, base, length, true));
}

/* What "Page", "folder/Page.md", "Page#A heading" and "#A heading" mean; NULL: nothing. */
static const node *find_page(naming *s, const node *from, const char *text, size_t size)
{
	const char *sharp = memchr(text, '#', size);
	size_t page = sharp ? (size_t)(sharp - text) : size;
	const manuscript_file *file = page ? find_file(s, text, page) : NULL;
	if (sharp) {
		const char *name = name_of(s, sharp + 1, size - page - 1, false);
		return file ? map_get(s->headings, in_file(s, file, name))
			    : find_heading(s, from, name);
	}
	if (file)
		return links_beginning(s->m, file);
	const node *heading = find_heading(s, from, name_of(s, text, page, false));
	return heading ? heading : find_heading(s, from, name_of(s, text, page, true));
}

/* Brackets */

/* A link to a target, with the inlines between two brackets. */
static node *enclose(naming *s, const node *target, const name_bracket *open, node *close,
		     size_t at)
{
	node *link = node_new(s->m->arena, NODE_LINK, (place){0});
	link->as.link.url = "";
	link->as.link.target = target;
	spans_enclose(s->m, link, open->node, open->at, close, at);
	return link;
}

/* The name between two brackets, or NULL: it is none. */
static const char *name_between(naming *s, const name_bracket *open, const node *close, size_t at)
{
	enum { NODES_MOST = 100 };
	int nodes = 0;
	g_string_truncate(s->name, 0);
	for (const node *n = open->node;; n = n->next) {
		size_t from = n == open->node ? open->at + 1 : 0, end = n == close ? at
									: n->kind == NODE_TEXT
										? n->as.text.length
										: 0;
		const char *text = n->kind == NODE_TEXT ? n->as.text.data + from : NULL;
		if (text && memchr(text, '[', end - from < LABEL_MOST ? end - from : LABEL_MOST))
			return NULL;
		if (text)
			append(s->name, text, end - from, false);
		else
			append_node(s->name, n);
		for (const node *k = n->first; k && ++nodes < NODES_MOST;
		     k = node_after(k, n, false))
			append_node(s->name, k);
		if (n == close)
			break;
		if (++nodes >= NODES_MOST || s->name->len >= LABEL_MOST)
			return NULL;
	}
	trim(s->name);
	const char *name = s->name->str;
	bool word = false;
	for (const char *c = name; *c && !word; c++)
		word = g_ascii_isalpha(*c) || (unsigned char)*c >= 0x80;
	return word && name[1] && s->name->len < LABEL_MOST && !strchr("^!@", *name) ? name : NULL;
}

/* Bytes of "[label]" at a byte of a text; 0: there is none. */
static size_t measure_label(const node *n, size_t at)
{
	const char *text = n->as.text.data + at;
	size_t left = n->as.text.length - at;
	if (left < 2 || *text != '[')
		return 0;
	const char *close = memchr(text, ']', left < LABEL_MOST ? left : LABEL_MOST);
	if (!close || memchr(text + 1, '[', (size_t)(close - text) - 1))
		return 0;
	return (size_t)(close + 1 - text);
}

static bool is_below(const node *n, const node *ancestor)
{
	while (n && n != ancestor)
		n = n->parent;
	return n;
}

/* A word in brackets may be meant so ("[options]"): it is the heading only with the same
 * letters. */
static bool is_same_word(const name_bracket *open, const node *close, size_t at,
			 const node *heading)
{
	const node *words = heading->first;
	size_t size = at - open->at - 1;
	return open->node == close && words->kind == NODE_TEXT && !words->next &&
	       words->as.text.length == size &&
	       memcmp(words->as.text.data, close->as.text.data + open->at + 1, size) == 0;
}

/* "[A heading]", "[A heading][]", "[words][A heading]": returns the link, or NULL. */
static node *close_label(naming *s, const name_bracket *open, node *n, size_t at)
{
	const char *data = n->as.text.data, *name;
	size_t second = measure_label(n, at + 1), end = n->as.text.length;
	char before = open->at > 0 ? open->node->as.text.data[open->at - 1] : ' ',
	     after = at + 1 < end ? data[at + 1] : ' ';
	if (strchr("^!@]", before) || (!second && strchr("[({:", after)))
		return NULL;
	if (second > 2)
		name = name_of(s, data + at + 2, second - 2, false);
	else
		name = name_between(s, open, n, at);
	node *heading = name && *name ? find_heading(s, n, name) : NULL;
	if (!heading || is_below(n, heading) ||
	    (!second && !strchr(name, ' ') && !is_same_word(open, n, at, heading)))
		return NULL;
	node *link = enclose(s, heading, open, n, at);
	if (second) { /* what follows the first bracket is the text after the link */
		node *rest = link->next;
		rest->place = (place){rest->place.source, rest->place.line,
				      rest->place.column ? rest->place.column + (int)second : 0};
		rest->as.text.data += second;
		rest->as.text.length -= second;
		if (rest->as.text.length == 0)
			node_unlink(rest);
	}
	return link;
}

static node *words_node(manuscript *m, const char *text, size_t size, place where)
{
	while (size > 0 && g_ascii_isspace(text[size - 1]))
		size--;
	for (; size > 0 && g_ascii_isspace(*text); size--)
		text++;
	node *n = node_new(m->arena, NODE_TEXT, where);
	n->as.text.data = text;
	n->as.text.length = size;
	return n;
}

/* Of what kind are double brackets, for those that lead nowhere? */
static void see_wiki_link(manuscript *m, const char *text, size_t size, bool leads)
{
	bool capital = false;
	size_t n = 0;
	while (n < size && g_ascii_isalnum(text[n])) {
		capital = capital ||
			  (n > 0 && g_ascii_isupper(text[n]) && g_ascii_islower(text[n - 1]));
		n++;
	}
	if (leads || (n > 0 && n < size && strchr(" |#/", text[n])))
		m->has_wiki_links = true;
	else if (n == size && capital)
		m->has_bracketed_names = true;
}

/* "[[Page]]", whose inner brackets are at `open` and `at` of the same text. */
static node *close_wiki_link(naming *s, const name_bracket *open, node *n, size_t at)
{
	const char *text = n->as.text.data + open->at + 1;
	size_t size = at - open->at - 1;
	const char *bar = memchr(text, '|', size);
	if (size > LABEL_MOST || memchr(text, '[', size))
		return NULL;
	if (open->at > 1 && n->as.text.data[open->at - 2] == '!')
		return NULL; /* what is shown in its place */
	size_t first = bar ? (size_t)(bar - text) : size, second = bar ? size - first - 1 : 0;
	const char *words = bar ? bar + 1 : text;
	size_t length = bar ? second : size;
	const node *target = find_page(s, n, text, first);
	if (!target && bar) {
		target = find_page(s, n, bar + 1, second);
		words = text;
		length = first;
	}
	see_wiki_link(s->m, text, size, target != NULL);
	if (!target)
		return NULL;
	if (!bar && *words == '#' && length > 1)
		words++, length--;
	const name_bracket outer = {n, open->at - 1};
	node *link = enclose(s, target, &outer, n, at + 1);
	while (link->first)
		node_unlink(link->first);
	node_append(link, words_node(s->m, words, length, link->place));
	return link;
}

/* A bracket closes. Returns the link that was made, or NULL. */
static node *close_bracket(naming *s, node *n, size_t at)
{
	if (s->count == 0)
		return NULL;
	if (!s->headings)
		collect(s);
	const name_bracket open = s->open[--s->count];
	const name_bracket *outer = s->count ? &s->open[s->count - 1] : NULL;
	bool wiki = open.node == n && outer && outer->node == n && outer->at + 1 == open.at &&
		    at + 1 < n->as.text.length && n->as.text.data[at + 1] == ']';
	return wiki ? close_wiki_link(s, &open, n, at) : close_label(s, &open, n, at);
}

/* Returns the node that the pass goes on with. */
static node *read_text(naming *s, node *n)
{
	if (!memchr(n->as.text.data, s->count ? ']' : '[', n->as.text.length))
		return n->next;
	for (size_t at = 0; at < n->as.text.length; at++) {
		const char c = n->as.text.data[at];
		if (c == ESCAPED) {
			at++;
		} else if (c == '[') {
			*ARENA_APPEND(s->m->scratch, s->open, s->count, s->capacity) =
				(name_bracket){n, at};
		} else if (c == ']') {
			node *link = close_bracket(s, n, at);
			if (!link)
				continue;
			s->count = 0;
			return link->next;
		}
	}
	return n->next;
}

static void read_inlines(naming *s, node *first)
{
	s->count = 0;
	for (node *n = first; n;)
		n = n->kind == NODE_TEXT ? read_text(s, n) : n->next;
}

void named_set(manuscript *m)
{
	naming s = {.m = m, .name = g_string_new(NULL), .key = g_string_new(NULL)};
	const node *root = m->document->root;
	for (node *n = m->document->root; n; n = node_after(n, root, false))
		if (n->first && !node_is_block(n->first) && !node_is_linked(n))
			read_inlines(&s, n->first);
	g_string_free(s.name, TRUE);
	g_string_free(s.key, TRUE);
	arena_reset(m->scratch);
}
