/* book: the chapters of a folder in order, as listed by publication.yaml or another program's file:
 * mdBook's or HonKit's SUMMARY.md, _quarto.yml, _bookdown.yml, the nav of mkdocs.yml, _toc.yml and
 * myst.yml, Sphinx's toctrees, Docusaurus's sidebars; without a list, in the order of weights and
 * names. What those files state about the whole (title, authors, language) is translated to
 * Platen's keys. */
#ifndef PLATEN_BOOK_H
#define PLATEN_BOOK_H

#include "base/arena.h"
#include "base/report.h"
#include "style/value.h"

typedef enum book_matter { BOOK_MAIN, BOOK_FRONT, BOOK_APPENDIX, BOOK_BACK } book_matter;

typedef struct book_chapter {
	const char *path;  /* relative to the publication's folder; NULL: it is only a title */
	const char *title; /* the list's title, for a file without a heading; or NULL */
	place place;       /* where it is listed */
	int depth;         /* its headings are so many levels below those of a chapter */
	bool part;         /* it opens a part */
	bool found;        /* by a pattern or in a folder: dropped if it is also listed by name */
	book_matter matter;
} book_chapter;

typedef struct book_folder {
	arena *arena;
	report *report;
	const char *root;       /* nothing outside it is read */
	const char *folder;     /* the publication's */
	bool own;               /* it has a publication.yaml */
	const char *program;    /* otherwise the program whose folder it is; NULL: none */
	place listed;           /* where its list of chapters begins */
	const source **sources; /* the files that list them, in the order in which they were read */
	size_t source_count, source_capacity;
	value keys; /* facts about the whole, as a map of Platen's keys */
	size_t key_capacity;
	book_chapter *chapters;
	size_t count, capacity;
	book_matter matter;  /* the matter of chapters that are added next */
	const char *site;    /* the folder of a site's pages, from the publication's, or NULL */
	bool first_is_front; /* the first chapter's front matter is the book's */
	const char **images; /* further folders for pictures */
	size_t image_count, image_capacity;
	bool is_full; /* too many texts were reported */
} book_folder;

/* Remove chapters that patterns found and the list also names. Call it after the last list. */
void book_settle(book_folder *b);

/* Read a text of the folder and check it. NULL: it does not exist, or its fault was reported. */
const source *book_open(book_folder *b, const char *name);
bool book_has(const book_folder *b, const char *name);
void book_add(book_folder *b, const book_chapter *chapter);
void book_add_images(book_folder *b, const char *folder);
/* Report chapters below more than `most` levels of a list or of folders, which are not read. */
void book_too_deep(book_folder *b, place where, int most);
/* Report a folder with more than `most` texts, once. */
void book_too_many(book_folder *b, place where, size_t most);
/* Set one of Platen's keys, if there is a value and the key has none yet. */
void book_key(book_folder *b, const char *key, const value *v);
void book_say(book_folder *b, const char *key, const char *text);
/* Set the base address of links, if `address` is one. */
void book_base(book_folder *b, const value *address);
/* A scalar's text, or NULL. */
const char *book_text(const value *v);
/* The value at the end of keys with dots between them, or NULL. */
const value *book_value(const value *v, const char *path);
bool book_is_address(const char *path);

/* book_find.c */
/* Find the list of a folder's chapters. False: it has none, or it could not be read, which is
 * reported. The caller sets arena, report, root and folder. */
bool book_find(book_folder *b);

/* Take the chapters of a list: paths, globs (`chapters/ch*.md`, in the order of names in which 2
 * comes before 10), and maps of `part` and `chapters`. */
void book_list(book_folder *b, const value *list, const char *key, book_matter matter);

/* book_order.c */
/* Compare names with numbers as numbers and without regard to capitals; then, if equal, by bytes.
 * `romans`: Roman numerals are numbers, too. */
int book_compare(const char *one, const char *other, bool romans);
/* Is II a word of a name? Then the names beside it count in Roman numerals. */
bool book_counts_roman(const char *name);

/* book_summary.c */
bool book_mdbook(book_folder *b);
bool book_honkit(book_folder *b);

/* book_lists.c */
bool book_quarto(book_folder *b);
bool book_bookdown(book_folder *b);
bool book_mkdocs(book_folder *b);

/* book_sphinx.c */
bool book_jupyter(book_folder *b);
bool book_myst(book_folder *b);
bool book_sphinx(book_folder *b);

/* book_docusaurus.c */
bool book_docusaurus(book_folder *b);

/* book_walk.c */
bool book_hugo(book_folder *b);
bool book_jekyll(book_folder *b);
bool book_plain(book_folder *b);
/* All texts below a folder, by their weights and names. */
void book_walk(book_folder *b, const char *folder);
/* Add the files that match a path with "*", "?" or "[…]"; false: there are none. */
bool book_glob(book_folder *b, const char *pattern, const book_chapter *as);

#endif
