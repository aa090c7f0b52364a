/* book_walk: the chapters of folders that list none: Hugo's and Jekyll's, Docusaurus's without
 * sidebars, and any of Markdown. Files are sorted by the weights in their front matter (`weight`,
 * `nav_order`, `sidebar_position`, `order`), then those without by name, where 2 comes before 10. A
 * folder's index or README comes first; in subfolders it opens a chapter, and the other files are
 * its sections. Of several subfolders, one without an index opens with its name. Patterns of names
 * are matched here as well. */
#include "markdown/book.h"

#include "base/file.h"
#include "base/unicode.h"
#include "markdown/manuscript_private.h"
#include "markdown/path.h"
#include "style/value_toml.h"

#include <fnmatch.h>
#include <glib.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

enum { FOLDERS_MOST = 32, CHAPTERS_MOST = 10000 };
#define TEXT_MOST ((size_t)64 << 20)

typedef struct book_entry {
	const char *name, *path; /* the path is from the publication's folder */
	bool is_folder, is_index;
	bool roman;   /* the names of its folder count in Roman numerals */
	size_t texts; /* of a folder: what is in it */
	long weight;  /* LONG_MAX: none */
} book_entry;

typedef struct book_walker {
	book_folder *book;
	bool needs_front; /* a text without front matter is no chapter */
	bool is_top;
	bool names;               /* folders without an index have their names as titles */
	const value *collections; /* folders that begin with "_" and are walked all the same */
	const value *include, *exclude; /* Jekyll's: such names, and names that are left out */
} book_walker;

/* --- names ---------------------------------------------------------------------------------- */

static size_t stem_size(const book_entry *e)
{
	const char *dot = e->is_folder ? NULL : strrchr(e->name, '.');
	return dot ? (size_t)(dot - e->name) : strlen(e->name);
}

/* Compare names without their endings: "725.md" comes before "725-1.md". */
static int compare_stems(const book_entry *a, const book_entry *b)
{
	char one[NAME_MAX + 1], other[NAME_MAX + 1];
	snprintf(one, sizeof one, "%.*s", (int)stem_size(a), a->name);
	snprintf(other, sizeof other, "%.*s", (int)stem_size(b), b->name);
	int order = book_compare(one, other, a->roman);
	return order ? order : strcmp(a->name, b->name);
}

static int compare_entries(const void *one, const void *other)
{
	const book_entry *a = one, *b = other;
	if (a->is_index != b->is_index)
		return a->is_index ? -1 : 1;
	if (a->weight != b->weight)
		return a->weight < b->weight ? -1 : 1;
	return compare_stems(a, b);
}

static bool has_ending(const char *name)
{
	static const char *const endings[] = {".md", ".markdown", ".mdown", ".mdx", ".qmd", ".Rmd"};
	const char *dot = strrchr(name, '.');
	for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
		if (strcmp(dot, endings[i]) == 0)
			return true;
	return false;
}

static bool is_index(const char *name)
{
	static const char *const names[] = {"index", "_index", "README", "readme"};
	size_t n = strcspn(name, ".");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == n && strncmp(names[i], name, n) == 0)
			return has_ending(name);
	return false;
}

/* Files about the repository for its developers, which are not chapters. */
static bool is_housekeeping(const char *name)
{
	static const char *const names[] = {
		"CHANGELOG",  "CODE_OF_CONDUCT", "CONTRIBUTING", "CONTRIBUTORS",
		"LICENSE",    "LICENCE",         "SECURITY",     "PULL_REQUEST_TEMPLATE",
		"CODEOWNERS", "ISSUE_TEMPLATE",  "AGENTS",       "CLAUDE",
	};
	size_t n = strcspn(name, ".");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == n && g_ascii_strncasecmp(names[i], name, n) == 0)
			return true;
	return false;
}

/* --- front matter --------------------------------------------------------------------------- */

static long weight_of(const value *front)
{
	static const char *const keys[] = {"weight", "nav_order", "sidebar_position", "order",
					   "position"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const char *text = book_text(value_of(front, keys[i]));
		char *end;
		long weight = text ? strtol(text, &end, 10) : 0;
		if (text && end != text && weight != 0)
			return weight;
	}
	return LONG_MAX;
}

static bool is_said(const value *front, const char *key, const char *word)
{
	const char *text = book_text(value_of(front, key));
	return text && strcmp(text, word) == 0;
}

/* Look at a text's front matter. False: it is not a chapter. Faults are reported when it is read as
 * one. */
static bool look(const book_walker *w, book_entry *e)
{
	book_folder *b = w->book;
	source s = {0};
	const char *path;
	size_t body;
	bool chapter = true;
	arena *scratch = arena_new();
	report *mute = report_new(scratch, stderr, NULL);
	if (file_within(scratch, b->root, b->folder, e->path, &path) &&
	    file_read_within(scratch, b->root, path, TEXT_MOST, &s.text, &s.length) == FILE_OK) {
		const value *front = s.length ? front_find(scratch, mute, &s, true, &body) : NULL;
		if (front && front->kind == VALUE_MAP) {
			e->weight = weight_of(front);
			chapter = !is_said(front, "draft", "true") &&
				  !is_said(front, "published", "false");
		} else {
			chapter = !w->needs_front && strspn(s.text, " \t\r\n") < s.length;
		}
	}
	arena_free(scratch);
	return chapter;
}

/* --- folders -------------------------------------------------------------------------------- */

static bool is_collection(const book_walker *w, const char *name)
{
	const value *c = w->collections;
	if (strcmp(name, "_posts") == 0)
		return w->needs_front;
	for (size_t i = 0; c && i < c->count; i++) {
		const char *key =
			c->kind == VALUE_MAP ? c->entries[i].key : book_text(c->entries[i].value);
		if (key && strcmp(key, name + 1) == 0)
			return true;
	}
	return false;
}

/* Is a name of a folder's top in one of Jekyll's lists, with or without slashes around it? */
static bool is_listed(const value *list, const char *name)
{
	size_t size = strlen(name);
	for (size_t i = 0; list && list->kind == VALUE_LIST && i < list->count; i++) {
		const char *text = book_text(list->entries[i].value);
		if (!text)
			continue;
		text += strspn(text, "./");
		if (strncmp(text, name, size) == 0 &&
		    strspn(text + size, "/") == strlen(text + size))
			return true;
	}
	return false;
}

static bool is_wanted(const book_walker *w, const file_entry *f)
{
	if (w->is_top && is_listed(w->exclude, f->name))
		return false;
	if (f->is_folder && is_listed(w->include, f->name))
		return true;
	if (f->is_folder)
		return (f->name[0] != '_' || is_collection(w, f->name)) &&
		       strcmp(f->name, "node_modules") != 0;
	return has_ending(f->name) && (f->name[0] != '_' || is_index(f->name)) &&
	       !(w->is_top && is_housekeeping(f->name));
}

static book_entry *list_folder(book_walker *w, const char *folder, size_t *count)
{
	book_folder *b = w->book;
	const char *path;
	file_entry *files;
	size_t files_count = 0;
	*count = 0;
	if (strcmp(folder, ".") == 0)
		path = b->folder;
	else if (!file_within(b->arena, b->root, b->folder, folder, &path))
		return NULL;
	if (file_list_within(b->arena, b->root, path, &files, &files_count) != FILE_OK)
		return NULL;
	book_entry *entries = ARENA_ARRAY(b->arena, files_count + 1, book_entry);
	for (size_t i = 0; i < files_count; i++) {
		book_entry *e = &entries[*count];
		*e = (book_entry){.name = files[i].name,
				  .path = file_join(b->arena, folder, files[i].name),
				  .is_folder = files[i].is_folder,
				  .is_index = !files[i].is_folder && is_index(files[i].name),
				  .weight = LONG_MAX};
		if (is_wanted(w, &files[i]) && (e->is_folder || look(w, e)))
			++*count;
	}
	return entries;
}

/* Docusaurus gives folders weights, and titles, by files of their own. */
static const value *category_of(book_folder *b, const char *folder)
{
	static const char *const names[] = {"_category_.json", "_category_.yml"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *path = file_join(b->arena, folder, names[i]);
		const source *s = book_has(b, path) ? book_open(b, path) : NULL;
		if (s)
			return value_parse_foreign(b->arena, b->report, s, 0, s->length);
	}
	return NULL;
}

/* Is it a name for what any book has, and so no title? */
static bool is_common(const char *name)
{
	static const char *const names[] = {
		"back",       "backmatter", "body",     "book", "chapter", "chapters",    "content",
		"contents",   "doc",        "docs",     "en",   "front",   "frontmatter", "main",
		"mainmatter", "manuscript", "markdown", "md",   "pages",   "part",        "parts",
		"section",    "sections",   "source",   "src",  "text",    "texts",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (g_ascii_strcasecmp(names[i], name) == 0)
			return true;
	return false;
}

/* A folder's name as words: without the number that orders it, and with a capital. */
static const char *words_of(arena *a, const char *name)
{
	size_t number = strspn(name, "0123456789"), at = 0;
	number += strspn(name + number, ".-_ ");
	if (number > 0 && name[number] && strpbrk(name, ".-_ ") < name + number)
		name += number;
	uint32_t first = unicode_next(name, &at);
	char begin[UNICODE_BYTES + 1];
	begin[unicode_write(unicode_upper(first), begin)] = '\0';
	char *words = arena_print(a, "%s%s", begin, name + at);
	for (char *c = words; *c; c++)
		if (*c == '_' || (*c == '-' && !strchr(name, ' ')))
			*c = ' ';
	return words;
}

/* A folder without an index may have a title all the same. True: it has. */
static bool open_folder(const book_walker *w, const char *folder, bool named, int depth)
{
	book_folder *b = w->book;
	const value *category = category_of(b, folder), *label = NULL;
	if (category && category->kind == VALUE_MAP)
		label = value_of(category, "label");
	const char *title = book_text(label), *name = file_base(folder);
	if (!title && named && w->names && !is_common(name))
		title = words_of(b->arena, name);
	if (title)
		book_add(b, &(book_chapter){.title = title,
					    .place = book_text(label) ? label->place : b->listed,
					    .depth = depth});
	return title;
}

/* A folder has the weight of its index, or what _category_.json says. */
static void weigh_folders(book_walker *w, book_entry *entries, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		book_entry *below = entries[i].is_folder
					    ? list_folder(w, entries[i].path, &entries[i].texts)
					    : NULL;
		for (size_t j = 0; below && j < entries[i].texts; j++)
			if (below[j].is_index)
				entries[i].weight = below[j].weight;
		const value *category =
			entries[i].is_folder ? category_of(w->book, entries[i].path) : NULL;
		if (category && category->kind == VALUE_MAP)
			entries[i].weight = weight_of(category);
	}
}

/* Sort what is in a folder; returns how many folders of it hold something. */
static size_t sort_entries(book_walker *w, book_entry *entries, size_t count)
{
	size_t folders = 0;
	bool roman = false;
	weigh_folders(w, entries, count);
	for (size_t i = 0; i < count; i++) {
		folders += entries[i].texts > 0;
		roman |= book_counts_roman(entries[i].name);
	}
	for (size_t i = 0; i < count; i++)
		entries[i].roman = roman;
	if (count > 0)
		qsort(entries, count, sizeof *entries, compare_entries);
	return folders;
}

/* `level` counts folders; `depth` is that of the folder's index or title; the other texts are one
 * deeper. `named`: a folder without an index has its name as its title. */
static void walk_folder(book_walker *w, const char *folder, int level, int depth, bool named)
{
	book_folder *b = w->book;
	size_t count, before = b->count;
	book_entry *entries = list_folder(w, folder, &count);
	bool below = false;
	w->is_top = false;
	size_t folders = sort_entries(w, entries, count);
	if (level > 0 && count > 0 && !entries[0].is_index)
		below = open_folder(w, folder, named, depth);
	for (size_t i = 0; i < count; i++) {
		if (b->count >= CHAPTERS_MOST) {
			book_too_many(b, b->listed, CHAPTERS_MOST);
			break;
		}
		if (entries[i].is_folder) {
			if (level < FOLDERS_MOST)
				walk_folder(w, entries[i].path, level + 1, depth + below,
					    folders > 1);
			else if (entries[i].texts > 0)
				book_too_deep(b, b->listed, FOLDERS_MOST);
			continue;
		}
		book_add(b, &(book_chapter){.path = entries[i].path,
					    .place = b->listed,
					    .depth = depth + below,
					    .found = true});
		below |= level > 0 && entries[i].is_index;
	}
	if (below && b->count == before + 1 && !b->chapters[before].path)
		b->count = before; /* a title with nothing below it */
}

void book_walk(book_folder *b, const char *folder)
{
	book_walker w = {.book = b, .is_top = true, .names = true};
	walk_folder(&w, folder, 0, 0, false);
}

/* --- patterns ------------------------------------------------------------------------------- */

static int compare_paths(const void *one, const void *other)
{
	return book_compare(*(const char *const *)one, *(const char *const *)other, false);
}

typedef struct paths {
	const char **items;
	size_t count, capacity;
	place where; /* the pattern */
} paths;

/* Find the files that match the rest of a pattern below a folder; "**" is any number of folders. */
static void match(book_folder *b, const char *folder, const char *pattern, int depth, paths *found)
{
	const char *path, *slash = strchr(pattern, '/');
	const char *part =
		arena_copy(b->arena, pattern, slash ? (size_t)(slash - pattern) : strlen(pattern));
	bool any = strcmp(part, "**") == 0;
	file_entry *files;
	size_t count;
	if (strcmp(folder, ".") == 0)
		path = b->folder;
	else if (!file_within(b->arena, b->root, b->folder, folder, &path))
		return;
	if (file_list_within(b->arena, b->root, path, &files, &count) != FILE_OK)
		return;
	if (depth == FOLDERS_MOST) {
		for (size_t i = 0; i < count; i++)
			if (files[i].is_folder || has_ending(files[i].name)) {
				book_too_deep(b, found->where, FOLDERS_MOST);
				return;
			}
		return;
	}
	if (any && slash)
		match(b, folder, slash + 1, depth + 1, found);
	for (size_t i = 0; i < count; i++) {
		if (found->count == CHAPTERS_MOST) {
			book_too_many(b, found->where, CHAPTERS_MOST);
			return;
		}
		const char *at = file_join(b->arena, folder, files[i].name);
		if (files[i].is_folder && any)
			match(b, at, pattern, depth + 1, found);
		else if (fnmatch(part, files[i].name, FNM_PERIOD) != 0)
			continue;
		else if (files[i].is_folder && slash)
			match(b, at, slash + 1, depth + 1, found);
		else if (!files[i].is_folder && !slash && has_ending(files[i].name))
			*ARENA_APPEND(b->arena, found->items, found->count, found->capacity) = at;
	}
}

bool book_glob(book_folder *b, const char *pattern, const book_chapter *as)
{
	paths found = {.where = as->place};
	pattern += strncmp(pattern, "./", 2) == 0 ? 2 : strspn(pattern, "/");
	if (book_has(b, pattern)) /* a folder */
		pattern = arena_print(b->arena, "%s/*", pattern);
	match(b, ".", pattern, 0, &found);
	if (found.count > 0)
		qsort(found.items, found.count, sizeof *found.items, compare_paths);
	for (size_t i = 0; i < found.count; i++) {
		book_chapter chapter = *as;
		chapter.path = found.items[i];
		chapter.found = true;
		book_add(b, &chapter);
	}
	return found.count > 0;
}

/* --- programs ------------------------------------------------------------------------------- */

/* A program's settings, in TOML or YAML, under one of several names. */
static const value *open_settings(book_folder *b, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const source *s = book_has(b, names[i]) ? book_open(b, names[i]) : NULL;
		if (!s)
			continue;
		b->listed = (place){s, 1, 1};
		size_t size = strlen(names[i]);
		return strcmp(names[i] + size - 5, ".toml") == 0
			       ? value_parse_toml(b->arena, b->report, s, 0, s->length)
			       : value_parse_foreign(b->arena, b->report, s, 0, s->length);
	}
	return NULL;
}

bool book_hugo(book_folder *b)
{
	static const char *const names[] = {
		"hugo.toml",
		"hugo.yaml",
		"hugo.yml",
		"config.toml",
		"config.yaml",
		"config.yml",
		"config/_default/hugo.toml",
		"config/_default/config.toml",
		"config/_default/hugo.yaml",
		"config/_default/config.yaml",
	};
	const char *folder = "content", *language = "en";
	if (!book_has(b, "content"))
		return false;
	const value *v = open_settings(b, names, sizeof names / sizeof *names);
	if (!b->listed.source)
		return false;
	if (v) {
		book_key(b, "title", value_of(v, "title"));
		book_key(b, "lang", value_of(v, "languageCode"));
		book_key(b, "lang", value_of(v, "defaultContentLanguage"));
		book_base(b, value_of(v, "baseURL"));
		book_base(b, value_of(v, "baseurl"));
		const char *said = book_text(value_of(v, "contentDir")),
			   *tongue = book_text(value_of(v, "defaultContentLanguage"));
		folder = said ? said : folder;
		language = tongue ? tongue : language;
	}
	const char *own = arena_print(b->arena, "%s/%s", folder, language);
	book_add_images(b, "static");
	book_add_images(b, "assets");
	b->site = book_has(b, own) ? own : folder;
	book_walk(b, b->site);
	return true;
}

bool book_jekyll(book_folder *b)
{
	static const char *const names[] = {"_config.yml", "_config.yaml"};
	const value *v = open_settings(b, names, sizeof names / sizeof *names);
	if (!b->listed.source)
		return false;
	book_walker w = {.book = b, .is_top = true, .needs_front = true};
	if (v) {
		book_key(b, "title", value_of(v, "title"));
		book_key(b, "author", value_of(v, "author"));
		book_key(b, "lang", value_of(v, "lang"));
		book_key(b, "subject", value_of(v, "description"));
		book_base(b, value_of(v, "url"));
		w.collections = value_of(v, "collections");
		w.include = value_of(v, "include");
		w.exclude = value_of(v, "exclude");
	}
	walk_folder(&w, ".", 0, 0, false);
	if (b->count == 0) { /* GitHub Pages take texts without front matter, too */
		w.needs_front = false;
		w.is_top = true;
		walk_folder(&w, ".", 0, 0, false);
	}
	return true;
}

bool book_plain(book_folder *b)
{
	source *s = ARENA_NEW(b->arena, source);
	s->name = b->folder;
	b->listed = (place){s, 0, 0};
	book_walk(b, ".");
	return b->count > 0;
}
