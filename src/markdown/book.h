/* book: the chapters of a folder in their order, as publication.yaml lists them or another
 * program's file does: mdBook's or HonKit's SUMMARY.md, _quarto.yml, _bookdown.yml, the nav of
 * mkdocs.yml; or, where nothing does, the order of weights and names. What those files say of the
 * whole (title, authors, language) is handed on under Platen's own keys. */
#ifndef PLATEN_BOOK_H
#define PLATEN_BOOK_H

#include "base/arena.h"
#include "base/report.h"
#include "style/value.h"

typedef enum book_matter { BOOK_MAIN, BOOK_FRONT, BOOK_BACK } book_matter;

typedef struct book_chapter {
	const char *path;  /* from the publication's folder; NULL: its title is all that there is */
	const char *title; /* as the list has it, for a file without a heading; or NULL */
	place place;       /* where it is listed */
	int depth;         /* its headings are so many levels below those of a chapter */
	bool part;         /* it opens a part */
	bool found;        /* by a pattern or in a folder: not where it is listed by name, too */
	book_matter matter;
} book_chapter;

typedef struct book_folder {
	arena *arena;
	report *report;
	const char *root;       /* nothing outside it is read */
	const char *folder;     /* the publication's */
	bool own;               /* it has a publication.yaml */
	const char *program;    /* whose folder it is otherwise; NULL: none's */
	place listed;           /* where its list of chapters begins */
	const source **sources; /* the files that say so, in the order of their reading */
	size_t source_count, source_capacity;
	value keys; /* of the whole, as a map of Platen's keys */
	size_t key_capacity;
	book_chapter *chapters;
	size_t count, capacity;
	book_matter matter;  /* of what is added next */
	const char *site;    /* the folder of a site's pages, from the publication's, or NULL */
	bool first_is_front; /* the first chapter's front matter is the book's */
	const char **images; /* folders in which pictures are looked for, too */
	size_t image_count, image_capacity;
} book_folder;

/* Take out what patterns found and the list names itself. After the last list. */
void book_settle(book_folder *b);

/* Read a text of the folder and check it. NULL: it is not there, or was reported. */
const source *book_open(book_folder *b, const char *name);
bool book_has(const book_folder *b, const char *name);
void book_add(book_folder *b, const book_chapter *chapter);
void book_add_images(book_folder *b, const char *folder);
/* Set one of Platen's keys, where there is a value and it has none yet. */
void book_key(book_folder *b, const char *key, const value *v);
void book_say(book_folder *b, const char *key, const char *text);
/* Say that links are relative to an address, if it is one. */
void book_base(book_folder *b, const value *address);
/* A scalar's text, or NULL. */
const char *book_text(const value *v);
/* The value at the end of keys with dots between them, or NULL. */
const value *book_value(const value *v, const char *path);
bool book_is_address(const char *path);

/* book_find.c */
/* Find what lists a folder's chapters. False: it has none, or only what could not be read (which
 * has been reported). `b` has arena, report, root and folder. */
bool book_find(book_folder *b);

/* Take the chapters of a list: paths, globs (`chapters/ch*.md`, in the order of names in which 2
 * comes before 10), and maps of `part` and `chapters`. */
void book_list(book_folder *b, const value *list, const char *key, book_matter matter);

/* book_summary.c */
bool book_mdbook(book_folder *b);
bool book_honkit(book_folder *b);

/* book_lists.c */
bool book_quarto(book_folder *b);
bool book_bookdown(book_folder *b);
bool book_mkdocs(book_folder *b);

/* book_walk.c */
bool book_hugo(book_folder *b);
bool book_jekyll(book_folder *b);
bool book_plain(book_folder *b);
/* All texts below a folder, by their weights and names. */
void book_walk(book_folder *b, const char *folder);
/* What a path with "*", "?" or "[…]" in its names leads to; false: nothing. */
bool book_glob(book_folder *b, const char *pattern, const book_chapter *as);

#endif
