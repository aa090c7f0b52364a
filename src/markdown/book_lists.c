/* book_lists: the chapters that YAML lists: _quarto.yml, _bookdown.yml, and the nav of mkdocs.yml.
 * Quarto's `book: chapters` has parts with chapters, its websites' sidebars have sections with
 * contents; both are read in the same way. */
#include "markdown/book.h"

#include "base/file.h"
#include "markdown/front_keys.h"

#include <string.h>

/* Nav and sections may nest to this depth. */
enum { LEVEL_MOST = 32 };
#define FRONT_MOST ((size_t)64 << 20)

/* --- Quarto --------------------------------------------------------------------------------- */

static void quarto_list(book_folder *b, const value *list, int level);

static const value *first_of(const value *map, const char *key, const char *other)
{
	const value *v = value_of(map, key);
	return v ? v : value_of(map, other);
}

static bool is_text_file(const char *path)
{
	const char *dot = strrchr(file_base(path), '.');
	return dot && (strcmp(dot, ".qmd") == 0 || strcmp(dot, ".md") == 0 ||
		       strcmp(dot, ".Rmd") == 0 || strcmp(dot, ".ipynb") == 0);
}

static int depth_of(int level)
{
	return level > 0 ? level - 1 : 0;
}

static void quarto_path(book_folder *b, const value *v, const char *title, int level)
{
	const char *path = book_text(v);
	if (!path || book_is_address(path) || !is_text_file(path)) {
		if (path && strpbrk(path, "*"))
			book_glob(b, path, &(book_chapter){.place = v->place});
		return;
	}
	path += strspn(path, "/");
	book_add(b, &(book_chapter){.path = path,
				    .title = title,
				    .place = v->place,
				    .depth = depth_of(level)});
}

/* A part has a title, or a file whose first heading is its title. */
static void quarto_section(book_folder *b, const value *v, const value *name, int level)
{
	const value *list = first_of(v, "chapters", "contents");
	const char *text = book_text(name);
	const value *file = first_of(v, "file", "href");
	if (text && is_text_file(text) && book_has(b, text))
		book_add(b, &(book_chapter){.path = text,
					    .place = name->place,
					    .depth = depth_of(level),
					    .part = level == 0});
	else if (text)
		book_add(b, &(book_chapter){.title = text,
					    .place = name->place,
					    .depth = depth_of(level),
					    .part = level == 0});
	if (file)
		quarto_path(b, file, NULL, level + 1);
	if (list && level < LEVEL_MOST)
		quarto_list(b, list, level + 1);
}

static void quarto_list(book_folder *b, const value *list, int level)
{
	if (list->kind == VALUE_SCALAR) { /* a folder, or a pattern */
		book_glob(b, list->text, &(book_chapter){.place = list->place});
		return;
	}
	for (size_t i = 0; i < list->count; i++) {
		const value *v = list->entries[i].value;
		if (v->kind != VALUE_MAP) {
			quarto_path(b, v, NULL, level);
			continue;
		}
		const value *name = first_of(v, "part", "section"),
			    *file = first_of(v, "file", "href"), *all = value_of(v, "auto");
		if (name)
			quarto_section(b, v, name, level);
		else if (file)
			quarto_path(b, file, book_text(value_of(v, "text")), level);
		else if (all && all->kind == VALUE_SCALAR)
			book_glob(b, all->text, &(book_chapter){.place = all->place});
	}
}

/* A website's sidebar, or several of them. */
static void quarto_sidebars(book_folder *b, const value *v)
{
	if (!v)
		return;
	if (v->kind == VALUE_LIST) {
		for (size_t i = 0; i < v->count; i++)
			quarto_sidebars(b, v->entries[i].value);
		return;
	}
	const value *contents = value_of(v, "contents");
	if (contents)
		quarto_list(b, contents, 0);
}

static void quarto_keys(book_folder *b, const value *v)
{
	static const char *const keys[][2] = {
		{"title", "title"},         {"subtitle", "subtitle"},
		{"author", "author"},       {"date", "date"},
		{"subject", "description"}, {"abstract", "abstract"},
		{"license", "license"},     {"doi", "doi"},
		{"lang", "lang"},
	};
	static const char *const sections[] = {"book", "website"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		for (size_t j = 0; j < 2; j++)
			if (value_of(v, sections[j]))
				book_key(b, keys[i][0],
					 value_of(value_of(v, sections[j]), keys[i][1]));
		book_key(b, keys[i][0], value_of(v, keys[i][1]));
	}
}

bool book_quarto(book_folder *b)
{
	const char *name = book_has(b, "_quarto.yml") ? "_quarto.yml" : "_quarto.yaml";
	const source *s = book_open(b, name);
	if (!s)
		return false;
	const value *v = value_parse_foreign(b->arena, b->report, s, 0, s->length);
	if (!v)
		return true;
	const value *chapters = book_value(v, "book.chapters"),
		    *appendices = book_value(v, "book.appendices");
	b->listed = chapters ? chapters->place : v->place;
	quarto_keys(b, v);
	book_base(b, book_value(v, "book.site-url"));
	book_base(b, book_value(v, "website.site-url"));
	if (chapters) {
		book_say(b, "number-sections", "true");
		quarto_list(b, chapters, 0);
	} else {
		quarto_sidebars(b, book_value(v, "website.sidebar"));
	}
	b->matter = BOOK_APPENDIX;
	if (appendices)
		quarto_list(b, appendices, 0);
	b->matter = BOOK_MAIN;
	if (b->count == 0)
		book_walk(b, ".");
	return true;
}

/* --- bookdown ------------------------------------------------------------------------------- */

/* The first text's front matter is the whole book's. Its faults are reported when it is read as a
 * chapter. */
static void take_front(book_folder *b, const char *path)
{
	source *s = ARENA_NEW(b->arena, source);
	size_t body;
	if (!file_within(b->arena, b->root, b->folder, path, &s->name) ||
	    file_read_within(b->arena, b->root, s->name, FRONT_MOST, &s->text, &s->length) !=
		    FILE_OK)
		return;
	report *mute = report_new(b->arena, stderr, NULL);
	const value *v = front_find(b->arena, mute, s, true, &body);
	for (size_t i = 0; i < FRONT_KEYS - FRONT_KEYS_PUBLICATION; i++)
		if (v && v->kind == VALUE_MAP)
			book_key(b, front_keys_own[i], front_keys_value(v, front_keys_own[i]));
}

/* The files that rmd_files lists, for one output or for all; else all files of the folder,
 * index.Rmd first. The book's title is in the first one's front matter. */
bool book_bookdown(book_folder *b)
{
	const source *s = book_open(b, "_bookdown.yml");
	if (!s)
		return false;
	const value *v = value_parse_foreign(b->arena, b->report, s, 0, s->length);
	if (!v)
		return true;
	const value *files = value_of(v, "rmd_files");
	if (files && files->kind == VALUE_MAP)
		files = first_of(files, "latex", "html");
	b->listed = files ? files->place : v->place;
	b->first_is_front = true;
	for (size_t i = 0; files && i < files->count; i++)
		if (book_text(files->entries[i].value))
			book_add(b, &(book_chapter){.path = files->entries[i].value->text,
						    .place = files->entries[i].value->place});
	if (b->count == 0) {
		const book_chapter found = {.place = b->listed};
		if (book_has(b, "index.Rmd"))
			book_add(b, &(book_chapter){.path = "index.Rmd", .place = b->listed});
		book_glob(b, "[!_]*.Rmd", &found);
	}
	if (b->count > 0)
		take_front(b, b->chapters[0].path);
	book_say(b, "number-sections", "true");
	return true;
}

/* --- MkDocs --------------------------------------------------------------------------------- */

static void mkdocs_list(book_folder *b, const value *list, const char *folder, int level);

static void mkdocs_entry(book_folder *b, const value *v, const char *title, const char *folder,
			 int level)
{
	const char *path = book_text(v);
	bool is_folder = path && *path != '/' && path[strlen(path) - 1] == '/';
	if (v->kind == VALUE_LIST || is_folder) {
		if (title)
			book_add(b, &(book_chapter){.title = title,
						    .place = v->place,
						    .depth = depth_of(level),
						    .part = level == 0});
		if (is_folder)
			book_walk(b, file_normal(b->arena, file_join(b->arena, folder, path)));
		else
			mkdocs_list(b, v, folder, level + 1);
		return;
	}
	if (!path || book_is_address(path) || path[0] == '/' || !is_text_file(path))
		return;
	book_add(b, &(book_chapter){.path = file_join(b->arena, folder, path),
				    .title = title,
				    .place = v->place,
				    .depth = depth_of(level)});
}

static void mkdocs_list(book_folder *b, const value *list, const char *folder, int level)
{
	for (size_t i = 0; level < LEVEL_MOST && i < list->count; i++) {
		const value *v = list->entries[i].value;
		if (v->kind == VALUE_MAP && v->count > 0)
			mkdocs_entry(b, v->entries[0].value, v->entries[0].key, folder, level);
		else
			mkdocs_entry(b, v, NULL, folder, level);
	}
}

bool book_mkdocs(book_folder *b)
{
	const source *s = book_open(b, book_has(b, "mkdocs.yml") ? "mkdocs.yml" : "mkdocs.yaml");
	if (!s)
		return false;
	const value *v = value_parse_foreign(b->arena, b->report, s, 0, s->length);
	if (!v)
		return true;
	const value *nav = value_of(v, "nav");
	const char *folder = book_text(value_of(v, "docs_dir"));
	folder = folder ? folder : "docs";
	b->listed = nav ? nav->place : v->place;
	book_key(b, "title", value_of(v, "site_name"));
	book_key(b, "author", value_of(v, "site_author"));
	book_key(b, "subject", value_of(v, "site_description"));
	const value *rights = value_of(v, "copyright");
	if (book_text(rights) && !strpbrk(rights->text, "<&")) /* HTML */
		book_key(b, "rights", rights);
	book_key(b, "lang", book_value(v, "theme.language"));
	book_base(b, value_of(v, "site_url"));
	b->site = folder;
	book_add_images(b, folder);
	if (nav && nav->kind == VALUE_LIST)
		mkdocs_list(b, nav, folder, 0);
	if (b->count == 0)
		book_walk(b, folder);
	return true;
}
