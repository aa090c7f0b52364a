/* book_docusaurus: the chapters of Docusaurus: those that its sidebars list, or all of its folder
 * of docs. Both of its files are programs. The title is looked for in the one; of the other, the
 * object that lists the docs is nearly YAML, and is read as that. Sidebars that are computed are
 * not known, and then the folder decides. */
#include "markdown/book.h"

#include "base/file.h"
#include "base/map.h"
#include "markdown/manuscript_private.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 16 };
#define TEXT_MOST ((size_t)64 << 20)

/* --- sidebars as YAML ----------------------------------------------------------------------- */

/* The object that a program assigns or exports: its first byte; NULL: there is none. */
static const char *object_in(const source *s)
{
	const char *from = s->text, *end = s->text + s->length;
	for (const char *at = from; (at = memchr(at, '{', (size_t)(end - at))); at++) {
		const char *before = at;
		while (before > from && g_ascii_isspace(before[-1]))
			before--;
		if (before == from || before[-1] == '=' ||
		    (before - from >= 7 && memcmp(before - 7, "default", 7) == 0))
			return at;
	}
	return NULL;
}

/* Copy a string literal in double quotes; returns the bytes that it had. */
static size_t copy_string(const char *at, const char *end, GString *into)
{
	const char *from = at, quote = *at++;
	g_string_append_c(into, '"');
	for (; at < end && *at != quote && *at != '\n'; at++) {
		if (*at == '\\' && at + 1 < end && at[1] == '\'')
			at++;
		else if (*at == '\\' && at + 1 < end)
			g_string_append_c(into, *at++);
		else if (*at == '"')
			g_string_append_c(into, '\\');
		g_string_append_c(into, *at);
	}
	g_string_append_c(into, '"');
	return (size_t)(at < end && *at == quote ? at + 1 - from : at - from);
}

static size_t comment_size(const char *at, const char *end)
{
	if (end - at < 2 || *at != '/' || (at[1] != '/' && at[1] != '*'))
		return 0;
	const char *close = at[1] == '/' ? memchr(at, '\n', (size_t)(end - at))
					 : memmem(at + 2, (size_t)(end - at) - 2, "*/", 2);
	return close ? (size_t)(close - at) + (at[1] == '*' ? 2 : 0) : (size_t)(end - at);
}

/* A program's object as YAML: its lines stay, comments go, strings are in double quotes. NULL: it
 * does not end. */
static const source *as_yaml(book_folder *b, const source *s, const char *at)
{
	const char *end = s->text + s->length;
	GString *into = g_string_sized_new(s->length + 64);
	int depth = 0;
	for (const char *c = s->text; c < at; c++)
		if (*c == '\n')
			g_string_append_c(into, '\n');
	while (at < end) {
		size_t comment = comment_size(at, end);
		if (comment > 0) {
			for (size_t i = 0; i < comment; i++)
				if (at[i] == '\n')
					g_string_append_c(into, '\n');
			at += comment;
			continue;
		}
		if (strchr("'\"`", *at)) {
			at += copy_string(at, end, into);
			continue;
		}
		depth += *at == '{' || *at == '[' ? 1 : *at == '}' || *at == ']' ? -1 : 0;
		g_string_append_c(into, *at == '\t' ? ' ' : *at);
		if (*at == ':')
			g_string_append_c(into, ' ');
		at++;
		if (depth == 0)
			break;
	}
	source *made = ARENA_NEW(b->arena, source);
	*made = (source){s->name, arena_copy(b->arena, into->str, into->len), into->len};
	g_string_free(into, TRUE);
	return depth == 0 ? made : NULL;
}

/* --- what sidebars list --------------------------------------------------------------------- */

typedef struct sidebars {
	book_folder *book;
	const char *docs; /* the folder of docs */
	map *ids;         /* paths by the ids that front matter and names give them */
	report *mute;
} sidebars;

/* Docusaurus takes the number that orders a file or folder off its id. */
static const char *without_numbers(arena *a, const char *path)
{
	char *id = arena_copy(a, path, strlen(path)), *to = id;
	for (const char *at = path; *at;) {
		size_t n = strspn(at, "0123456789"), gap = n ? strspn(at + n, ".-_ ") : 0;
		size_t size = strcspn(at, "/");
		if (gap > 0 && n + gap < size) {
			at += n + gap;
			size -= n + gap;
		}
		memcpy(to, at, size);
		to += size;
		at += size;
		if (*at)
			*to++ = *at++;
	}
	*to = '\0';
	return id;
}

static const char *id_in_front(sidebars *s, const char *path)
{
	book_folder *b = s->book;
	source text = {0};
	const char *name;
	size_t body;
	if (!file_within(b->arena, b->root, b->folder, path, &name) ||
	    file_read_within(b->arena, b->root, name, TEXT_MOST, &text.text, &text.length) !=
		    FILE_OK ||
	    text.length == 0)
		return NULL;
	const value *front = front_find(b->arena, s->mute, &text, true, &body);
	return front && front->kind == VALUE_MAP ? book_text(value_of(front, "id")) : NULL;
}

/* Make the ids of all docs. */
static void find_ids(sidebars *s)
{
	book_folder *b = s->book;
	size_t first = b->count, size = strlen(s->docs) + 1;
	s->ids = map_new(b->arena);
	s->mute = report_new(b->arena, stderr, NULL);
	book_glob(b, arena_print(b->arena, "%s/**/*", s->docs), &(book_chapter){0});
	for (size_t i = first; i < b->count; i++) {
		const char *path = b->chapters[i].path + size, *dot = strrchr(path, '.'),
			   *own = id_in_front(s, b->chapters[i].path);
		const char *id =
			without_numbers(b->arena, arena_copy(b->arena, path, (size_t)(dot - path)));
		map_put(s->ids, id, (void *)b->chapters[i].path);
		if (own) /* in place of the file's name */
			id = arena_print(b->arena, "%.*s%s",
					 (int)(strrchr(id, '/') ? strrchr(id, '/') + 1 - id : 0),
					 id, own);
		map_put(s->ids, id, (void *)b->chapters[i].path);
	}
	b->count = first;
}

static void add_doc(sidebars *s, const value *id, const char *title, int depth)
{
	const char *name = book_text(id), *path = name ? map_get(s->ids, name) : NULL;
	if (!name)
		return;
	book_add(s->book, &(book_chapter){.path = path ? path
						       : arena_print(s->book->arena, "%s/%s.md",
								     s->docs, name),
					  .title = title,
					  .place = id->place,
					  .depth = depth});
}

static void add_items(sidebars *s, const value *items, int level);

/* Categories at the top are parts; deeper ones are titles above their docs. */
static void add_category(sidebars *s, const char *label, place where, const value *link,
			 const value *items, int level)
{
	const bool part = level == 0;
	const int depth = part ? 0 : level - 1;
	const value *doc = link && link->kind == VALUE_MAP ? value_of(link, "id") : NULL;
	if (doc && !part)
		add_doc(s, doc, label, depth);
	else if (label)
		book_add(s->book,
			 &(book_chapter){
				 .title = label, .place = where, .depth = depth, .part = part});
	if (doc && part)
		add_doc(s, doc, NULL, 0);
	if (items && level == DEEPEST)
		book_too_deep(s->book, items->place, DEEPEST);
	else if (items)
		add_items(s, items, level + 1);
}

static void add_map(sidebars *s, const value *v, int level)
{
	const char *type = book_text(value_of(v, "type"));
	const value *label = value_of(v, "label");
	if (!type) { /* {"Category": [docs]} */
		for (size_t i = 0; i < v->count; i++)
			if (v->entries[i].value->kind != VALUE_SCALAR)
				add_category(s, v->entries[i].key, v->entries[i].key_place, NULL,
					     v->entries[i].value, level);
	} else if (strcmp(type, "category") == 0) {
		add_category(s, book_text(label), v->place, value_of(v, "link"),
			     value_of(v, "items"), level);
	} else if (strcmp(type, "doc") == 0) {
		add_doc(s, value_of(v, "id"), book_text(label), level > 0 ? level - 1 : 0);
	} else if (strcmp(type, "autogenerated") == 0) {
		const char *folder = book_text(value_of(v, "dirName"));
		book_walk(s->book, file_normal(s->book->arena, file_join(s->book->arena, s->docs,
									 folder ? folder : ".")));
	}
}

static void add_items(sidebars *s, const value *items, int level)
{
	if (items->kind == VALUE_MAP) {
		add_map(s, items, level);
		return;
	}
	for (size_t i = 0; items->kind == VALUE_LIST && i < items->count; i++) {
		const value *v = items->entries[i].value;
		if (v->kind == VALUE_MAP)
			add_map(s, v, level);
		else
			add_doc(s, v, NULL, level > 0 ? level - 1 : 0);
	}
}

/* Read the sidebars of a site's folder, "" or "website/". Without any, or if they are computed,
 * nothing is added. */
static void read_sidebars(book_folder *b, const char *folder)
{
	static const char *const names[] = {"sidebars.js", "sidebars.ts", "sidebars.json",
					    "sidebars.mjs", "sidebars.cjs"};
	const source *s = NULL;
	for (size_t i = 0; !s && i < sizeof names / sizeof *names; i++) {
		const char *name = arena_print(b->arena, "%s%s", folder, names[i]);
		s = book_has(b, name) ? book_open(b, name) : NULL;
	}
	const char *object = s ? object_in(s) : NULL;
	const source *yaml = object ? as_yaml(b, s, object) : NULL;
	if (!yaml)
		return;
	sidebars all = {.book = b, .docs = b->site};
	find_ids(&all);
	const value *v = value_parse_foreign(b->arena, all.mute, yaml, 0, yaml->length);
	if (!v || v->kind != VALUE_MAP)
		return;
	b->listed = (place){s, 1, 1};
	for (size_t i = 0; i < v->count; i++)
		add_items(&all, v->entries[i].value, 0);
}

/* --- the site ------------------------------------------------------------------------------- */

/* The title is in a program; "title: 'Words'" is looked for in it. */
static const char *title_in_program(book_folder *b, const source *s)
{
	const char *end = s->text + s->length;
	const char *at = memmem(s->text, s->length, "title:", 6);
	if (!at)
		return NULL;
	at += 6;
	while (at < end && *at == ' ')
		at++;
	const char *close =
		at < end && strchr("'\"", *at) ? memchr(at + 1, *at, (size_t)(end - at) - 1) : NULL;
	return close && !memchr(at, '\n', (size_t)(close - at))
		       ? arena_copy(b->arena, at + 1, (size_t)(close - at) - 1)
		       : NULL;
}

bool book_docusaurus(book_folder *b)
{
	static const char *const names[] = {"docusaurus.config.js", "docusaurus.config.ts",
					    "docusaurus.config.mjs"},
				 *const folders[] = {"", "website/"};
	const source *s = NULL;
	const char *folder = "";
	for (size_t i = 0; !s && i < 2 * (sizeof names / sizeof *names); i++) {
		folder = folders[i % 2];
		const char *name = arena_print(b->arena, "%s%s", folder, names[i / 2]);
		s = book_has(b, name) ? book_open(b, name) : NULL;
	}
	if (!s)
		return false;
	b->site = book_has(b, "docs") ? "docs" : arena_print(b->arena, "%sdocs", folder);
	if (!book_has(b, b->site)) {
		b->site = NULL;
		return false;
	}
	b->listed = (place){s, 1, 1};
	if (title_in_program(b, s))
		book_say(b, "title", title_in_program(b, s));
	book_add_images(b, arena_print(b->arena, "%sstatic", folder));
	read_sidebars(b, folder);
	if (b->count == 0)
		book_walk(b, b->site);
	return true;
}
