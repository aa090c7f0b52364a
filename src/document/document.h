/* document: the tree of blocks and inlines that a manuscript describes, without its syntax.
 * manuscript makes it; every later stage only reads it. It is also the structure tree of the PDF:
 * whatever is painted names the node that it belongs to. */
#ifndef PLATEN_DOCUMENT_H
#define PLATEN_DOCUMENT_H

#include "document/node.h"

/* The name of standard input in messages, and as an attached file. */
#define STANDARD_INPUT      "standard input"
#define STANDARD_INPUT_FILE "untitled.md"

typedef struct attachment {
	const char *name; /* relative to the publication */
	const char *data;
	size_t length;
	const char *media; /* "text/markdown", "application/yaml", … */
	const char *description;
	bool packed; /* already compressed: an image */
} attachment;

/* One of front matter's `abbreviations`. */
typedef struct abbreviation {
	const char *word, *stands_for;
	const char *lang; /* of what it stands for; NULL: that of the words around a mention */
	place place;
	/* only for document/abbreviations.c: the first mention in a paragraph of the text, and in
	 * one of the abstract; the same in the current block; the author explains it */
	node *first[2], *here[2];
	bool explained;
	bool mentioned;
	bool in_text; /* a line of the text defines it, which is not set */
} abbreviation;

typedef enum part_wish { PART_UNSAID, PART_WANTED, PART_UNWANTED } part_wish;

/* How much of a date is known. */
typedef enum date_parts { DATE_YEAR, DATE_MONTH, DATE_DAY, DATE_SECOND } date_parts;

typedef struct document {
	node *root;
	size_t nodes; /* serials are 0 … nodes-1 */
	/* from front matter, NULL or zero where it does not say; date: YYYY, YYYY-MM or
	 * YYYY-MM-DD */
	const char *title, *subtitle, *date, *abstract, *subject;
	const char *license, *version;
	/* for catalogues; `origin` is the work that it was made from (`source`), `relations` are
	 * those that it belongs to */
	const char *identifier, *isbn, *doi, *publisher, *rights, *origin;
	const char *const *relations, *const *contributors; /* end with NULL; or NULL */
	const char *const *authors;                         /* end with NULL */
	const char *const *keywords;
	const char *lang; /* "en" if it does not say */
	/* the style sheet that front matter names, as a path to open, or NULL */
	const char *style;
	const char *style_name; /* as it names it */
	place style_place;      /* where it names it */
	/* where the main matter begins, a child of the root; NULL: nothing does */
	const node *main;
	/* what front matter says of these parts: yes, no, or nothing (then the style decides) */
	part_wish half_title, imprint;
	int contents_depth; /* toc-depth, 1 to 6 */
	bool number_sections;
	abbreviation *abbreviations;
	size_t abbreviation_count;
	/* the editions of publication.yaml ("archive", "print", "all"), ending with NULL; NULL: it
	 * names none */
	const char *const *editions;
	const struct cover *cover;    /* that publication.yaml asks for (cover.h), or NULL */
	const source *const *sources; /* the manuscript's files; end with NULL */
	const char *folder;           /* the publication's, which nothing that is read may leave */
	const char *publication;      /* the folder that was named; NULL: files were */
	size_t lists;                 /* the first so many sources only list chapters */
	size_t texts;                 /* the sources from this number on are included in others */
	/* every file read or to be read (manuscripts, images; not style sheets), for --deps; end
	 * with NULL */
	const char *const *inputs;
} document;

/* Number the notes in the order of their marks, and put them in that order at the document's end. A
 * note that only another note mentions comes after the marks of the block that this one belongs to;
 * where the notes are at the document's end, after all marks of the text. */
void document_order_notes(document *d, bool at_end);

/* Number the notes in another order and put them into it: each of the `count` notes once. */
void document_number_notes(document *d, const node *const *order, size_t count);

/* The image after `n` that has a file, in the text and then on the cover; NULL: there is none.
 * Begin with NULL. */
const node *document_next_image(const document *d, const node *n);

/* Number the serials and fill in languages and NULLs after the tree is whole; check its links in
 * debug builds. */
void document_finish(document *d);

#endif
