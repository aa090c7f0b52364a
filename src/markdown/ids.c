/* ids: two maps, of the document's unique ids and of each file's own. The key of the second is the
 * file's number, a space and the id as it is written or made from a heading's words in that file;
 * so "#details" means the heading in its own file, whatever the order of files. A publication of
 * one file does not need the second. */
#include "markdown/ids.h"

#include "base/map.h"
#include "base/nearest.h"
#include "base/unicode.h"

#include <glib.h>

struct ids {
	manuscript *m;
	map *unique;   /* nodes by id */
	map *own;      /* nodes by file and id, or NULL */
	map *aliases;  /* nodes by file and another name: anchors, and other programs' slugs */
	bool slugs;    /* `aliases` has the slugs, which are only made when an id is not found */
	map *counters; /* the last number that was tried after a name, as an int * */
	int guesses;
};

static const char *own_key(arena *a, const manuscript_file *file, const char *id)
{
	return arena_print(a, "%zu %s", file->number, id);
}

static node *find_written(const ids *t, const manuscript_file *file, const char *id)
{
	return t->own ? map_get(t->own, own_key(t->m->scratch, file, id)) : map_get(t->unique, id);
}

/* The first of "name", "name-1", "name-2" … that a map does not have. `key` turns names into
 * keys. */
static const char *free_name(ids *t, const map *among, const manuscript_file *file,
			     const char *name)
{
	arena *a = t->m->arena;
	const char *key = file ? own_key(a, file, name) : name;
	if (!map_get(among, key))
		return name;
	int *number = map_get(t->counters, key);
	if (!number) {
		number = ARENA_NEW(a, int);
		map_put(t->counters, key, number);
	}
	const char *next;
	do
		next = arena_print(a, "%s-%d", name, ++*number);
	while (map_get(among, file ? own_key(a, file, next) : next));
	return next;
}

static void add(ids *t, node *n, const char *name)
{
	const manuscript_file *file = files_of(t->m, n->place.source);
	if (t->own)
		map_put(t->own, own_key(t->m->arena, file, name), n);
	n->id = free_name(t, t->unique, NULL, name);
	map_put(t->unique, n->id, n);
}

static void report_twice(ids *t, node *n, const node *other)
{
	report *r = t->m->report;
	const char *written = arena_print(t->m->arena, "#%s", n->id);
	place where = report_find(r, n->place, written, strlen(written), 1);
	report_at(r, REPORT_ID_TWICE, where,
		  "the id '%s' is already at line %d, where links to it lead; rename one of them",
		  n->id, other->place.line);
	n->id = NULL;
}

static void add_written(ids *t)
{
	const node *root = t->m->document->root;
	for (node *n = t->m->document->root; n; n = node_after(n, root, false)) {
		const node *other =
			n->id ? find_written(t, files_of(t->m, n->place.source), n->id) : NULL;
		if (other)
			report_twice(t, n, other);
		else if (n->id)
			add(t, n, n->id);
	}
}

/* A heading's id from its words: lower case, hyphens for spaces, without punctuation (as GitHub and
 * pandoc make it). */
static const char *words_id(manuscript *m, const node *heading)
{
	const char *text = node_plain_text(m->scratch, heading);
	size_t size = strlen(text), n = 0;
	char *result = arena_alloc(m->arena, size * 2 + 8);
	for (size_t at = 0; at < size;) {
		uint32_t c = unicode_next(text, &at);
		if (unicode_is_word(c) || c == '_' || unicode_is_mark(c))
			n += unicode_write(unicode_lower(c), result + n);
		else if ((c == '-' || unicode_is_space(c)) && n > 0 && result[n - 1] != '-')
			result[n++] = '-';
	}
	while (n > 0 && result[n - 1] == '-')
		n--;
	result[n] = '\0';
	return n > 0 ? result : "section";
}

/* The key of an id as it is written. */
static const char *written_key(const ids *t, const node *n)
{
	return own_key(t->m->arena, files_of(t->m, n->place.source), n->id);
}

/* The ids of blocks that hold nothing, and so are nowhere on the pages. */
typedef struct waiting_ids {
	const char **keys;
	size_t count, capacity;
} waiting_ids;

static void wait(ids *t, waiting_ids *waiting, const node *n)
{
	*ARENA_APPEND(t->m->arena, waiting->keys, waiting->count, waiting->capacity) =
		written_key(t, n);
}

static void name_for_waiting(ids *t, waiting_ids *waiting, node *block)
{
	for (size_t i = 0; block && i < waiting->count; i++)
		map_put(t->aliases, waiting->keys[i], block);
	waiting->count = 0;
}

/* Is there nothing to be seen in a paragraph: neither words nor the mark of a note? */
static bool is_hollow(const node *n)
{
	for (const node *at = n; at; at = node_after(at, n, false))
		if (at->kind == NODE_NOTE_MARK)
			return false;
	return !node_has_words(n);
}

/* Let the anchors of a hollow paragraph wait, and take it out of the tree if there are any. */
static void settle_hollow(ids *t, node *n, waiting_ids *waiting)
{
	bool anchors = false;

	for (const node *at = n; at; at = node_after(at, n, false))
		if (node_is_anchor(at)) {
			wait(t, waiting, at);
			anchors = true;
		}
	if (anchors)
		node_unlink(n);
}

/* An anchor in a block names the block. */
static void settle_anchor(ids *t, node *n)
{
	node *block = n->parent;

	while (!node_is_block(block))
		block = block->parent;
	map_put(t->aliases, written_key(t, n), block);
	node_unlink(n);
}

/* An anchor, as <a id="name"></a> is, names the block that it is in. In a paragraph without words
 * it names the next block or, after the last one, that; and so does the id of a division without
 * anything in it. */
static void settle_anchors(ids *t)
{
	const node *root = t->m->document->root;
	waiting_ids waiting = {0};
	node *last = NULL;

	for (node *n = t->m->document->root->first, *next; n; n = next) {
		next = node_after(n, root, false);
		if (node_is_anchor(n)) {
			settle_anchor(t, n);
		} else if (n->kind == NODE_PARAGRAPH && is_hollow(n)) {
			next = node_after(n, root, true);
			settle_hollow(t, n, &waiting);
		} else if (n->kind == NODE_DIVISION && !n->first) {
			if (n->id)
				wait(t, &waiting, n);
			n->id = NULL;
		} else if (node_is_block(n)) {
			name_for_waiting(t, &waiting, n->kind == NODE_NOTE ? last : n);
			last = n;
		}
	}
	name_for_waiting(t, &waiting, last);
}

/* A heading's words as another program makes an id of them. `collapse`: white space between words
 * is one hyphen; `dots`: dots are kept, as pandoc keeps them; else as GitHub and kramdown do. */
static const char *slug(manuscript *m, const node *heading, bool collapse, bool dots)
{
	const char *text = node_plain_text(m->scratch, heading);
	size_t size = strlen(text), n = 0;
	char *result = arena_alloc(m->arena, size * 2 + 8);
	for (size_t at = 0; at < size;) {
		uint32_t c = unicode_next(text, &at);
		bool space = unicode_is_space(c);
		if (unicode_is_word(c) || c == '_' || c == '-' || unicode_is_mark(c) ||
		    (dots && c == '.'))
			n += unicode_write(unicode_lower(c), result + n);
		else if (space && !(collapse && n > 0 && result[n - 1] == '-'))
			result[n++] = '-';
	}
	result[n] = '\0';
	if (dots) /* pandoc's begin with a letter, and so do kramdown's */
		while (*result && !g_ascii_isalpha(*result) && !((unsigned char)*result & 0x80))
			result++;
	return result;
}

const char *ids_slug(manuscript *m, const node *heading)
{
	return slug(m, heading, false, false);
}

static void add_alias(ids *t, const manuscript_file *file, const char *name, node *n)
{
	if (*name)
		map_put(t->aliases,
			own_key(t->m->arena, file, free_name(t, t->aliases, file, name)), n);
}

/* Add the ids that GitHub, pandoc and kramdown give to headings. */
static void add_slugs(ids *t)
{
	manuscript *m = t->m;
	t->slugs = true;
	for (node *n = m->document->root; n; n = node_after(n, m->document->root, false)) {
		if (n->kind != NODE_HEADING)
			continue;
		const manuscript_file *file = files_of(m, n->place.source);
		const char *github = slug(m, n, false, false), *pandoc = slug(m, n, true, true);
		add_alias(t, file, github, n);
		if (strcmp(github, pandoc) != 0)
			add_alias(t, file, pandoc, n);
	}
}

static void add_headings(ids *t)
{
	manuscript *m = t->m;
	for (node *n = m->document->root; n; n = node_after(n, m->document->root, false)) {
		if (n->kind != NODE_HEADING || n->id)
			continue;
		const char *words = words_id(m, n);
		add(t, n,
		    t->own ? free_name(t, t->own, files_of(m, n->place.source), words) : words);
		arena_reset(m->scratch);
	}
}

ids *ids_new(manuscript *m)
{
	ids *t = ARENA_NEW(m->arena, ids);
	size_t texts = 0;
	for (size_t i = 0; i < m->file_count; i++)
		texts += m->files[i]->is_text;
	*t = (ids){.m = m,
		   .unique = map_new(m->arena),
		   .aliases = map_new(m->arena),
		   .counters = map_new(m->arena)};
	if (texts > 1)
		t->own = map_new(m->arena);
	settle_anchors(t);
	add_written(t);
	add_headings(t);
	return t;
}

node *ids_find_in(ids *t, const manuscript_file *file, const char *id)
{
	node *n = find_written(t, file, id);
	const char *key = n ? NULL : own_key(t->m->scratch, file, id);
	if (!n)
		n = map_get(t->aliases, key);
	if (!n && !t->slugs) {
		add_slugs(t);
		n = map_get(t->aliases, own_key(t->m->scratch, file, id));
	}
	return n;
}

node *ids_find(ids *t, const manuscript_file *file, const char *id)
{
	node *n = find_written(t, file, id);
	n = n ? n : map_get(t->unique, id);
	return n ? n : ids_find_in(t, file, id);
}

const char *ids_nearest(ids *t, const char *id)
{
	enum { GUESSES_MOST = 50 };
	size_t count;
	const char *const *names = map_keys(t->unique, &count);
	return t->guesses++ < GUESSES_MOST ? nearest_word(id, names, count) : NULL;
}
