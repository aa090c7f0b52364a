/* book_summary: the chapters of mdBook and HonKit (once GitBook), which SUMMARY.md lists: lists in
 * lists of links, with headings for parts. cmark-gfm reads it. Links before and after the lists are
 * front and back matter. Of several links into one file the first counts. */
#include "markdown/book.h"

#include "base/file.h"
#include "base/map.h"
#include "markdown/path.h"
#include "style/value_toml.h"

#include <cmark-gfm.h>
#include <string.h>

enum { DEPTH_MOST = 32 };

typedef struct summary {
	book_folder *book;
	const source *source;
	const char *folder; /* of SUMMARY.md, from the publication's */
	map *listed;        /* the paths met so far */
	bool lists;         /* a list was met, so links after it are back matter */
} summary;

/* The words below a node. */
static const char *words_of(arena *a, cmark_node *n)
{
	const char *text = "";
	cmark_iter *walk = cmark_iter_new(n);
	for (cmark_event_type e; (e = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
		cmark_node *at = cmark_iter_get_node(walk);
		cmark_node_type type = cmark_node_get_type(at);
		if (e == CMARK_EVENT_ENTER && (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE))
			text = arena_print(a, "%s%s", text, cmark_node_get_literal(at));
		else if (type == CMARK_NODE_SOFTBREAK)
			text = arena_print(a, "%s ", text);
	}
	cmark_iter_free(walk);
	return text;
}

static cmark_node *link_in(cmark_node *paragraph)
{
	for (cmark_node *n = cmark_node_first_child(paragraph); n; n = cmark_node_next(n))
		if (cmark_node_get_type(n) == CMARK_NODE_LINK)
			return n;
	return NULL;
}

/* Add a link's chapter, or a title without a link. `holds`: others are below it. */
static void add_line(summary *s, cmark_node *paragraph, int depth, bool holds)
{
	book_folder *b = s->book;
	cmark_node *link = link_in(paragraph);
	const char *url = link ? cmark_node_get_url(link) : "";
	book_chapter chapter = {
		.place = {s->source, cmark_node_get_start_line(paragraph),
			  cmark_node_get_start_column(paragraph)},
		.title = words_of(b->arena, link ? link : paragraph),
		.depth = depth,
	};
	size_t size = strcspn(url, "?#");
	if (book_is_address(url))
		return;
	if (size == 0) { /* a draft chapter, or a title above others */
		chapter.part = depth == 0;
		if (holds && *chapter.title)
			book_add(b, &chapter);
		return;
	}
	chapter.path = file_normal(
		b->arena, file_join(b->arena, s->folder, path_decoded(b->arena, url, size)));
	if (map_get(s->listed, chapter.path))
		return;
	map_put(s->listed, chapter.path, b);
	book_add(b, &chapter);
}

static void add_list(summary *s, cmark_node *list, int depth)
{
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
		cmark_node *first = cmark_node_first_child(item);
		bool line = first && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH;
		if (line)
			add_line(s, first, depth, cmark_node_next(first) != NULL);
		for (cmark_node *n = first; n; n = cmark_node_next(n)) {
			if (cmark_node_get_type(n) != CMARK_NODE_LIST)
				continue;
			if (depth < DEPTH_MOST)
				add_list(s, n, depth + line);
			else
				book_too_deep(s->book,
					      (place){s->source, cmark_node_get_start_line(n),
						      cmark_node_get_start_column(n)},
					      DEPTH_MOST);
		}
	}
}

/* A heading names a part; the first one names the list itself. */
static void add_heading(summary *s, cmark_node *n, bool first)
{
	const book_chapter part = {
		.title = words_of(s->book->arena, n),
		.place = {s->source, cmark_node_get_start_line(n), cmark_node_get_start_column(n)},
		.part = true,
	};
	if (!first && *part.title)
		book_add(s->book, &part);
}

static void read_summary(summary *s)
{
	book_folder *b = s->book;
	cmark_node *root =
		cmark_parse_document(s->source->text, s->source->length, CMARK_OPT_DEFAULT);
	b->listed = (place){s->source, 1, 1};
	for (cmark_node *n = cmark_node_first_child(root); n; n = cmark_node_next(n)) {
		switch (cmark_node_get_type(n)) {
		case CMARK_NODE_HEADING:
			b->matter = BOOK_MAIN;
			add_heading(s, n, !cmark_node_previous(n));
			break;
		case CMARK_NODE_LIST:
			b->matter = BOOK_MAIN;
			s->lists = true;
			add_list(s, n, 0);
			break;
		case CMARK_NODE_PARAGRAPH:
			b->matter = s->lists ? BOOK_BACK : BOOK_FRONT;
			for (cmark_node *link = link_in(n); link; link = NULL)
				add_line(s, n, 0, false);
			break;
		default: break;
		}
	}
	b->matter = BOOK_MAIN;
	cmark_node_free(root);
}

static bool open_summary(book_folder *b, const char *folder, const char *name, const char *readme)
{
	summary s = {.book = b, .folder = folder, .listed = map_new(b->arena)};
	s.source = book_open(b, file_normal(b->arena, file_join(b->arena, folder, name)));
	if (!s.source)
		return false;
	const char *first = file_normal(b->arena, file_join(b->arena, folder, readme));
	read_summary(&s);
	if (*readme && !map_get(s.listed, first) && book_has(b, first)) {
		book_chapter *c = ARENA_APPEND(b->arena, b->chapters, b->count, b->capacity);
		memmove(b->chapters + 1, b->chapters, (b->count - 1) * sizeof *c);
		b->chapters[0] =
			(book_chapter){.path = first, .place = b->listed, .matter = BOOK_FRONT};
	}
	return true;
}

bool book_mdbook(book_folder *b)
{
	const source *s = book_open(b, "book.toml");
	if (!s)
		return false;
	const value *v = value_parse_toml(b->arena, b->report, s, 0, s->length);
	const char *folder = v ? book_text(book_value(v, "book.src")) : NULL;
	b->listed = (place){s, 1, 1};
	if (v) {
		book_key(b, "title", book_value(v, "book.title"));
		book_key(b, "author", book_value(v, "book.authors"));
		book_key(b, "author", book_value(v, "book.author"));
		book_key(b, "lang", book_value(v, "book.language"));
		book_key(b, "subject", book_value(v, "book.description"));
	}
	folder = folder ? folder : "src";
	if (open_summary(b, folder, "SUMMARY.md", ""))
		return true;
	report_at(b->report, REPORT_FILE_MISSING, b->listed,
		  "mdBook's list of chapters, '%s/SUMMARY.md', is not there; write it, or a "
		  "publication.yaml",
		  folder);
	return true;
}

/* The folders that LANGS.md links to, one a line; NULL after the last. */
static const char **folders_of_languages(book_folder *b, const source *s, size_t *count)
{
	const char **folders = NULL, *end = s->text + s->length;
	size_t capacity = 0;

	*count = 0;
	for (const char *at = s->text; (at = memmem(at, (size_t)(end - at), "](", 2));) {
		at += 2;
		size_t size = strcspn(at, ")#? \t\r\n");
		const char *path = arena_copy(b->arena, at, size);
		if (size == 0 || book_is_address(path))
			continue;
		const char *base = file_base(path);
		if (strchr(base, '.')) /* its README */
			path = base > path ? arena_copy(b->arena, path, (size_t)(base - path))
					   : ".";
		*ARENA_APPEND(b->arena, folders, *count, capacity) = file_normal(b->arena, path);
	}
	return folders;
}

/* A folder with LANGS.md has a book in each of several languages: the first is read. */
static bool open_language(book_folder *b, const char *name, const char *readme)
{
	const source *s = book_has(b, "LANGS.md") ? book_open(b, "LANGS.md") : NULL;
	size_t count = 0;
	const char **folders = s ? folders_of_languages(b, s, &count) : NULL, *others = "";

	if (count == 0 || !open_summary(b, folders[0], name, readme))
		return false;
	for (size_t i = 1; i < count; i++)
		others = arena_print(b->arena, "%s%s'%s/%s'", others, i > 1 ? ", " : "", b->folder,
				     folders[i]);
	if (count > 1)
		report_at(b->report, REPORT_FOLDER_FOREIGN, (place){s, 1, 1},
			  "the folder has a book in each of %zu languages, of which the first, "
			  "'%s', is read; name the folder of another: %s",
			  count, folders[0], others);
	if (strlen(folders[0]) == 2)
		book_say(b, "lang", folders[0]);
	return true;
}

/* The settings are in book.json, or GitBook's .gitbook.yaml. */
bool book_honkit(book_folder *b)
{
	const char *root = ".", *name = "SUMMARY.md", *readme = "README.md";
	const source *s = book_has(b, "book.json") ? book_open(b, "book.json")
						   : book_open(b, ".gitbook.yaml");
	const value *v = s ? value_parse_foreign(b->arena, b->report, s, 0, s->length) : NULL;
	if (v && v->kind == VALUE_MAP) {
		b->listed = v->place;
		book_key(b, "title", value_of(v, "title"));
		book_key(b, "author", value_of(v, "author"));
		book_key(b, "lang", value_of(v, "language"));
		book_key(b, "subject", value_of(v, "description"));
		root = book_text(value_of(v, "root")) ? book_text(value_of(v, "root")) : root;
		if (book_text(book_value(v, "structure.summary")))
			name = book_text(book_value(v, "structure.summary"));
		if (book_text(book_value(v, "structure.readme")))
			readme = book_text(book_value(v, "structure.readme"));
	}
	return open_summary(b, root, name, readme) || open_summary(b, "src", name, readme) ||
	       open_language(b, name, readme);
}
