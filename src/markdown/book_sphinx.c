/* book_sphinx: the chapters of Sphinx and its kin. Jupyter Book lists them in _toc.yml (the format
 * of sphinx-external-toc: parts of chapters with sections), MyST in myst.yml (project, toc,
 * children), and Sphinx itself in directives {toctree}, each in a text that its entries are below.
 * Names have no endings; what is not Markdown (.ipynb, .rst) is left out, and said. */
#include "markdown/book.h"

#include "base/file.h"
#include "base/map.h"

#include <glib.h>
#include <string.h>

enum { DEEPEST = 16 };
#define TEXT_MOST ((size_t)64 << 20)

typedef struct sphinx {
	book_folder *book;
	const char *folder; /* in which names are looked for, from the publication's */
	map *listed;        /* the texts of toctrees met so far */
	bool opened;        /* the first text, which is above all others, was met */
	const char
		*other; /* the first file that is not Markdown, where it is listed, and how many */
	place other_place;
	size_t others;
} sphinx;

/* --- names ---------------------------------------------------------------------------------- */

/* Count a text that is not Markdown. */
static void leave_out(sphinx *s, const char *path, place where)
{
	s->other_place = s->others++ ? s->other_place : where;
	s->other = s->other ? s->other : path;
}

/* The text of a name from a folder; NULL: it is not Markdown. */
static const char *text_of(sphinx *s, const char *folder, const char *name, place where)
{
	static const char *const endings[] = {"", ".md", ".markdown", ".Rmd", "/index.md"},
				 *const unread[] = {"", ".ipynb", ".rst", ".txt", ".py"};
	book_folder *b = s->book;
	const char *path =
		file_normal(b->arena, *name == '/' ? name + 1 : file_join(b->arena, folder, name));
	const char *dot = strrchr(file_base(path), '.');
	bool foreign = dot && (strcmp(dot, ".ipynb") == 0 || strcmp(dot, ".rst") == 0);
	for (size_t i = 0; !foreign && i < sizeof endings / sizeof *endings; i++) {
		const char *at = arena_print(b->arena, "%s%s", path, endings[i]);
		if (book_has(b, at) && (i > 0 || (dot && g_str_has_prefix(dot, ".m")) ||
					(dot && strcmp(dot, ".Rmd") == 0)))
			return at;
	}
	for (size_t i = 0; i < sizeof unread / sizeof *unread; i++) {
		const char *at = arena_print(b->arena, "%s%s", path, unread[i]);
		if (!book_has(b, at) || (i == 0 && !foreign))
			continue;
		leave_out(s, at, where);
		return NULL;
	}
	return arena_print(b->arena, "%s%s", path, dot ? "" : ".md"); /* which is reported */
}

static void report_others(const sphinx *s)
{
	if (s->others > 0)
		report_at(
			s->book->report, REPORT_CHAPTER_MISSING, s->other_place,
			"%zu of the texts that are listed %s not Markdown, so %s left out, '%s' "
			"the first of them; convert them (`jupytext --to md`, `rst2myst convert`)",
			s->others, s->others == 1 ? "is" : "are",
			s->others == 1 ? "it is" : "they are", s->other);
}

static void add_text(sphinx *s, const char *folder, const value *file, const char *title, int depth)
{
	const char *name = book_text(file);
	const char *path =
		name && !book_is_address(name) ? text_of(s, folder, name, file->place) : NULL;
	if (path)
		book_add(s->book, &(book_chapter){.path = path,
						  .title = title,
						  .place = file->place,
						  .depth = depth});
}

/* --- Jupyter Book and MyST ------------------------------------------------------------------ */

static void add_list(sphinx *s, const value *list, int depth, int level);

static const value *first_of(const value *map, const char *const *keys, size_t count)
{
	const value *v = NULL;
	for (size_t i = 0; !v && i < count; i++)
		v = value_of(map, keys[i]);
	return v;
}

/* What a level of the list has: chapters, sections, parts, by any of their names. */
static void add_below(sphinx *s, const value *map, int depth, int level)
{
	static const char *const keys[] = {"parts",   "subtrees", "chapters",
					   "entries", "sections", "children"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const value *list = value_of(map, keys[i]);
		if (!list || list->kind != VALUE_LIST)
			continue;
		if (level < DEEPEST)
			add_list(s, list, depth, level + 1);
		else
			book_too_deep(s->book, list->place, DEEPEST);
	}
}

static void add_pattern(sphinx *s, const value *pattern, int depth)
{
	book_folder *b = s->book;
	book_glob(b, file_normal(b->arena, file_join(b->arena, s->folder, pattern->text)),
		  &(book_chapter){.place = pattern->place, .depth = depth});
}

/* A map: a part by its caption, a text with others below it, or a title that others are below. */
static void add_map(sphinx *s, const value *v, int depth, int level)
{
	static const char *const captions[] = {"caption", "part", "header"}, *const patterns[] = {
										     "glob",
										     "pattern"};
	const value *file = value_of(v, "file"), *title = value_of(v, "title"),
		    *caption = first_of(v, captions, 3), *pattern = first_of(v, patterns, 2);
	book_folder *b = s->book;
	if (file) {
		add_text(s, s->folder, file, book_text(title), depth);
		depth++;
	} else if (book_text(caption)) {
		book_add(b, &(book_chapter){.title = caption->text,
					    .place = caption->place,
					    .part = level <= 1});
	} else if (book_text(pattern)) {
		add_pattern(s, pattern, depth);
	} else if (book_text(title) && value_of(v, "children")) {
		book_add(b, &(book_chapter){.title = title->text,
					    .place = title->place,
					    .depth = depth,
					    .part = level <= 1});
		depth += level > 1;
	}
	add_below(s, v, depth, level);
}

static void add_list(sphinx *s, const value *list, int depth, int level)
{
	for (size_t i = 0; i < list->count; i++) {
		const value *v = list->entries[i].value;
		if (v->kind == VALUE_MAP)
			add_map(s, v, depth, level);
		else
			add_text(s, s->folder, v, NULL, depth);
	}
}

static const value *parse(book_folder *b, const char *name)
{
	const source *s = book_has(b, name) ? book_open(b, name) : NULL;
	return s ? value_parse_foreign(b->arena, b->report, s, 0, s->length) : NULL;
}

/* _toc.yml, with what _config.yml says about the whole. */
bool book_jupyter(book_folder *b)
{
	static const char *const keys[][2] = {{"title", "title"},
					      {"author", "author"},
					      {"rights", "copyright"},
					      {"lang", "sphinx.config.language"}};
	sphinx s = {.book = b, .folder = "."};
	if (!book_has(b, "_toc.yml"))
		return false;
	const value *v = parse(b, "_toc.yml"), *about = parse(b, "_config.yml");
	if (!v)
		return true;
	b->listed = v->place;
	for (size_t i = 0; about && i < sizeof keys / sizeof *keys; i++)
		if (book_text(book_value(about, keys[i][1])))
			book_key(b, keys[i][0], book_value(about, keys[i][1]));
	if (v->kind == VALUE_LIST) { /* as before version 0.11 */
		add_list(&s, v, 0, 0);
	} else if (v->kind == VALUE_MAP) {
		if (value_of(v, "root"))
			add_text(&s, ".", value_of(v, "root"), NULL, 0);
		add_below(&s, v, 0, 0);
	}
	report_others(&s);
	return true;
}

bool book_myst(book_folder *b)
{
	static const char *const keys[][2] = {
		{"title", "title"},     {"subtitle", "subtitle"}, {"subject", "description"},
		{"author", "authors"},  {"keywords", "keywords"}, {"date", "date"},
		{"license", "license"}, {"doi", "doi"},
	};
	const char *name = book_has(b, "myst.yml") ? "myst.yml" : "myst.yaml";
	sphinx s = {.book = b, .folder = "."};
	if (!book_has(b, name))
		return false;
	const value *v = parse(b, name), *project = v ? value_of(v, "project") : NULL;
	if (!v)
		return true;
	b->listed = v->place;
	for (size_t i = 0; project && i < sizeof keys / sizeof *keys; i++) {
		const value *said = value_of(project, keys[i][1]);
		if (said && (said->kind != VALUE_LIST || said->count > 0))
			book_key(b, keys[i][0], said);
	}
	const value *toc = project ? value_of(project, "toc") : NULL;
	if (toc && toc->kind == VALUE_LIST)
		add_list(&s, toc, 0, 1);
	report_others(&s);
	if (b->count == 0)
		book_walk(b, ".");
	return true;
}

/* --- Sphinx --------------------------------------------------------------------------------- */

typedef struct toctree_line {
	const char *text;
	size_t size; /* without its end */
	int number;
} toctree_line;

/* The line at a byte, which moves to the next one. False: the text has ended. */
static bool next_line(const source *s, size_t *at, toctree_line *l)
{
	if (*at >= s->length)
		return false;
	const char *text = s->text + *at, *end = memchr(text, '\n', s->length - *at);
	size_t size = end ? (size_t)(end - text) : s->length - *at;
	*at += size + 1;
	while (size > 0 && strchr(" \t\r", text[size - 1]))
		size--;
	*l = (toctree_line){text, size, l->number + 1};
	return true;
}

/* What a fence, "```" or ":::", or a directive of reStructuredText, begins. */
typedef enum fence_kind {
	FENCE_TREE,     /* "{toctree}" or ".. toctree::" */
	FENCE_CODE,     /* in which trees are only shown */
	FENCE_DIRECTIVE /* which holds text */
} fence_kind;

typedef struct tree_fence {
	fence_kind kind;
	char mark;    /* 0: its lines are indented */
	size_t count; /* of marks; or the indent of its first line */
} tree_fence;

static bool begins_fence(const toctree_line *l, tree_fence *f)
{
	static const char tree[] = "{toctree}", directive[] = ".. toctree::";
	const size_t indent = strspn(l->text, " ");
	if (l->size == indent + strlen(directive) &&
	    strncmp(l->text + indent, directive, strlen(directive)) == 0) {
		*f = (tree_fence){FENCE_TREE, 0, indent};
		return true;
	}
	if (l->size == 0 || !strchr("`~:", *l->text))
		return false;
	*f = (tree_fence){FENCE_CODE, *l->text, 0};
	while (f->count < l->size && l->text[f->count] == f->mark)
		f->count++;
	const char *words = l->text + f->count;
	const size_t size = l->size - f->count;
	if (size >= strlen(tree) && strncmp(words, tree, strlen(tree)) == 0)
		f->kind = FENCE_TREE;
	else if (f->mark == ':' || (size > 0 && *words == '{' && strncmp(words, "{code", 5) != 0))
		f->kind = FENCE_DIRECTIVE;
	return f->count >= 3 && (f->mark != ':' || size > 0);
}

static bool ends_fence(const toctree_line *l, const tree_fence *f)
{
	size_t n = 0;
	if (f->mark == 0)
		return l->size > 0 && strspn(l->text, " ") <= f->count;
	while (n < l->size && l->text[n] == f->mark)
		n++;
	return n >= f->count && n == l->size;
}

static void read_text(sphinx *s, const char *path, place where, int depth);

/* An entry: "name", "Title <name>", a pattern, an address, or "self". */
static void add_entry(sphinx *s, const char *folder, const char *entry, place where, int depth)
{
	book_folder *b = s->book;
	const char *open = strrchr(entry, '<');
	size_t size = strlen(entry);
	if (open && size > 1 && entry[size - 1] == '>')
		entry = arena_copy(b->arena, open + 1, size - 2 - (size_t)(open - entry));
	if (book_is_address(entry) || strcmp(entry, "self") == 0)
		return;
	if (strpbrk(entry, "*?[")) {
		size_t first = b->count;
		const char *dot = strrchr(entry, '.');
		book_glob(b,
			  file_join(b->arena, folder,
				    dot ? entry : arena_print(b->arena, "%s.md", entry)),
			  &(book_chapter){.place = where, .depth = depth});
		size_t kept = first;
		for (size_t i = first; i < b->count; i++) {
			const char *path = file_normal(b->arena, b->chapters[i].path);
			if (map_get(s->listed, path))
				continue;
			map_put(s->listed, path, s);
			b->chapters[kept++] = b->chapters[i];
		}
		b->count = kept;
		return;
	}
	const char *path = text_of(s, folder, entry, where);
	if (path)
		read_text(s, path, where, depth);
}

/* A line of a toctree: an option or an entry. At the top, its caption is a part. */
static void read_line(sphinx *s, const char *folder, const char *words, place where, int depth)
{
	static const char caption[] = ":caption:";
	words += strspn(words, " \t");
	if (strncmp(words, caption, strlen(caption)) == 0 && depth == 0) {
		words += strlen(caption);
		words += strspn(words, " ");
		if (*words)
			book_add(s->book,
				 &(book_chapter){.title = words, .place = where, .part = true});
	} else if (*words && *words != ':' && *words != '#') {
		if (depth < DEEPEST)
			add_entry(s, folder, words, where, depth);
		else
			book_too_deep(s->book, where, DEEPEST);
	}
}

/* Read a text's toctrees. It is parsed as Markdown later. */
static void read_toctrees(sphinx *s, const char *path, int depth)
{
	book_folder *b = s->book;
	source *text = ARENA_NEW(b->arena, source);
	const char *slash = strrchr(path, '/');
	const char *folder = slash ? arena_copy(b->arena, path, (size_t)(slash - path)) : ".";
	if (!file_within(b->arena, b->root, b->folder, path, &text->name) ||
	    file_read_within(b->arena, b->root, text->name, TEXT_MOST, &text->text,
			     &text->length) != FILE_OK ||
	    !g_utf8_validate(text->text, (gssize)text->length, NULL))
		return;
	tree_fence open[DEEPEST];
	size_t at = 0, count = 0;
	for (toctree_line l = {0}; next_line(text, &at, &l);) {
		const tree_fence *in = count ? &open[count - 1] : NULL;
		bool ends = in && ends_fence(&l, in);
		if (ends)
			count--;
		else if (in && in->kind == FENCE_TREE)
			read_line(s, folder, arena_copy(b->arena, l.text, l.size),
				  (place){text, l.number, 1}, depth);
		if ((ends ? in->mark == 0 : !in || in->kind == FENCE_DIRECTIVE) &&
		    count < DEEPEST && begins_fence(&l, &open[count]))
			count++;
	}
}

/* Add a text, and those of its toctrees below it. The first text is above all. */
static void read_text(sphinx *s, const char *path, place where, int depth)
{
	path = file_normal(s->book->arena, path);
	if (map_get(s->listed, path))
		return;
	map_put(s->listed, path, s);
	const bool top = !s->opened;
	s->opened = true;
	if (g_str_has_suffix(path, ".rst"))
		leave_out(s, path, where);
	else
		book_add(s->book, &(book_chapter){.path = path, .place = where, .depth = depth});
	read_toctrees(s, path, top ? depth : depth + 1);
}

/* The string that conf.py gives a name, "name = 'Words'", or NULL. */
static const char *said_in(book_folder *b, const source *s, const char *name)
{
	size_t at = 0, size = strlen(name);
	for (toctree_line l = {0}; next_line(s, &at, &l);) {
		if (l.size <= size || strncmp(l.text, name, size) != 0)
			continue;
		const char *from = l.text + size, *end = l.text + l.size;
		while (from < end && strchr(" =", *from))
			from++;
		const char *close = from < end && strchr("'\"", *from)
					    ? memchr(from + 1, *from, (size_t)(end - from) - 1)
					    : NULL;
		if (close && close > from + 1)
			return arena_copy(b->arena, from + 1, (size_t)(close - from) - 1);
	}
	return NULL;
}

/* conf.py is a program: its plain settings are read, and the rest is not. */
bool book_sphinx(book_folder *b)
{
	static const char *const folders[] = {".",           "source", "docs",
					      "docs/source", "doc",    "doc/source"},
				 *const keys[][2] = {{"title", "project"},
						     {"author", "author"},
						     {"lang", "language"},
						     {"rights", "copyright"}};
	const char *folder = ".", *first = NULL, *conf = NULL, *name;
	for (size_t i = 0; !first && i < sizeof folders / sizeof *folders; i++) {
		folder = folders[i];
		conf = file_normal(b->arena, file_join(b->arena, folder, "conf.py"));
		first = file_normal(b->arena, file_join(b->arena, folder, "index.md"));
		if (!book_has(b, first))
			first = file_normal(b->arena, file_join(b->arena, folder, "index.rst"));
		if (!book_has(b, first) || !book_has(b, conf))
			first = NULL;
	}
	const source *s = first ? book_open(b, conf) : NULL;
	if (!s)
		return false;
	b->listed = (place){s, 1, 1};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if ((name = said_in(b, s, keys[i][1])))
			book_say(b, keys[i][0], name);
	sphinx sphinx = {.book = b, .folder = folder, .listed = map_new(b->arena)};
	book_add_images(b, folder);
	b->site = folder;
	read_text(&sphinx, first, b->listed, 0);
	report_others(&sphinx);
	return true;
}
