/* book_find: the lists of publication.yaml; for a folder without one, the program that it belongs
 * to. */
#include "markdown/book.h"

#include <string.h>

/* Chapters below chapters. */
enum { DEEPEST = 5 };

/* --- Platen's own lists --------------------------------------------------------------------- */

/* The place of a list: inside a part or not, and below how many chapters. */
typedef struct book_level {
	bool part;
	int depth;
} book_level;

static void list_below(book_folder *b, const value *list, const char *key, book_level at);

/* A map: "part: Title", "file: chapter.md" or "title: Words", with what is below it. */
static void list_map(book_folder *b, const value *v, book_level at)
{
	static const char *const keys[] = {"part", "file", "title", "chapters"};
	const value *part = value_of(v, "part"), *file = value_of(v, "file"),
		    *title = value_of(v, "title"), *chapters = value_of(v, "chapters");
	const value *name = part ? part : file ? file : title;
	const char *text;
	value_only(b->report, v, "a chapter", keys, 4);
	if (!name || (!chapters && !file)) {
		report_at(b->report, REPORT_VALUE_BAD, v->place,
			  "this is neither a part nor a chapter; write '- part: Title' and, below "
			  "it, 'chapters:' with a list, or '- file: chapter.md'");
		return;
	}
	if (part && (at.part || at.depth > 0)) {
		report_at(b->report, REPORT_VALUE_BAD, v->place,
			  "a part is inside another one or a chapter; parts have chapters, and "
			  "'chapters' below a 'file' are its sections");
		return;
	}
	if (!value_string(b->report, name, part ? "part" : file ? "file" : "title", &text))
		return;
	bool is_file = file || (part && !strchr(text, ' ') && book_has(b, text));
	book_add(b, &(book_chapter){.path = is_file ? text : NULL,
				    .title = is_file ? book_text(title) : text,
				    .place = name->place,
				    .depth = at.depth,
				    .part = part});
	if (chapters && at.depth == DEEPEST)
		book_too_deep(b, chapters->place, DEEPEST);
	else if (chapters)
		list_below(b, chapters, "chapters",
			   (book_level){part || at.part, at.depth + (part ? 0 : 1)});
}

static void list_entry(book_folder *b, const value *v, const char *key, book_level at)
{
	const char *path;
	if (v->kind == VALUE_MAP) {
		list_map(b, v, at);
		return;
	}
	if (!value_string(b->report, v, key, &path))
		return;
	const book_chapter chapter = {.path = path, .place = v->place, .depth = at.depth};
	if (!strpbrk(path, "*?[") || book_has(b, path))
		book_add(b, &chapter);
	else if (!book_glob(b, path, &chapter))
		report_at(b->report, REPORT_FILE_MISSING, v->place,
			  "no file of the publication is named like '%s'; check its folder and "
			  "ending",
			  path);
}

static void list_below(book_folder *b, const value *list, const char *key, book_level at)
{
	if (list->kind != VALUE_LIST || list->count == 0) {
		report_at(b->report, REPORT_VALUE_BAD, list->place,
			  "'%s' must list the publication's files, '- chapter-1.md' on a line each",
			  key);
		return;
	}
	for (size_t i = 0; i < list->count; i++)
		list_entry(b, list->entries[i].value, key, at);
}

void book_list(book_folder *b, const value *list, const char *key, book_matter matter)
{
	b->matter = matter;
	list_below(b, list, key, (book_level){0});
	b->matter = BOOK_MAIN;
}

/* --- other programs' ------------------------------------------------------------------------ */

static const struct {
	const char *program;
	bool (*find)(book_folder *b);
} finders[] = {
	{"mdBook", book_mdbook},         {"Quarto", book_quarto}, {"bookdown", book_bookdown},
	{"MkDocs", book_mkdocs},         {"HonKit", book_honkit}, {"Hugo", book_hugo},
	{"Jupyter Book", book_jupyter},  {"MyST", book_myst},     {"Jekyll", book_jekyll},
	{"Docusaurus", book_docusaurus}, {"Sphinx", book_sphinx}, {NULL, book_plain},
};

/* A program's own file decides, even where it names no chapters. */
bool book_find(book_folder *b)
{
	b->keys = (value){.kind = VALUE_MAP, .text = ""};
	for (size_t i = 0; i < sizeof finders / sizeof *finders; i++) {
		b->program = finders[i].program;
		b->listed = (place){0};
		if (finders[i].find(b))
			break;
	}
	book_settle(b);
	if (b->program) { /* defaults: chapters open pages, and the contents show chapters and
			     sections */
		book_say(b, "toc", "true");
		book_say(b, "toc-depth", "2");
		book_say(b, "style", "manual.yaml");
	}
	return b->count > 0;
}
