/* document: the tree of blocks and inlines that a manuscript means, free of any syntax. One node
 * type with links to its kin, the place it came from and a union by kind. Made by manuscript, read
 * by all after it; nobody changes it later. The structure tree of the PDF is this tree: what is
 * painted names the node that it belongs to. */
#ifndef PLATEN_DOCUMENT_H
#define PLATEN_DOCUMENT_H

#include "base/report.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum node_kind {
	/* blocks */
	NODE_DOCUMENT,
	/* made from front matter; hold inlines */
	NODE_TITLE,
	NODE_SUBTITLE,
	NODE_AUTHOR,
	NODE_DATE,
	/* where the table of contents is set; no children: layout makes its lines */
	NODE_CONTENTS,
	NODE_HEADING,    /* inlines */
	NODE_PARAGRAPH,  /* inlines */
	NODE_QUOTE,      /* blocks */
	NODE_LIST,       /* items */
	NODE_ITEM,       /* blocks */
	NODE_CODE_BLOCK, /* text */
	NODE_VERBATIM,   /* raw HTML set as it stands: text */
	NODE_RULE,
	NODE_TABLE,       /* at most one NODE_CAPTION, then rows */
	NODE_ROW,         /* cells */
	NODE_CELL,        /* inlines */
	NODE_FIGURE,      /* NODE_IMAGE, then at most one NODE_CAPTION */
	NODE_CAPTION,     /* inlines */
	NODE_DIVISION,    /* blocks: a fenced division */
	NODE_DEFINITIONS, /* terms and definitions */
	NODE_TERM,        /* inlines */
	NODE_DEFINITION,  /* blocks */
	/* a footnote's blocks; children of the document, after the text, in the order of first
	   mention */
	NODE_NOTE,
	NODE_PAGE_BREAK,
	/* inlines */
	NODE_TEXT, /* text */
	NODE_SOFT_BREAK,
	NODE_HARD_BREAK,
	NODE_EMPHASIS,
	NODE_STRONG,
	NODE_STRIKE,
	NODE_SPAN,
	NODE_SUB,
	NODE_SUP,
	NODE_KBD,
	NODE_CODE,      /* text */
	NODE_RAW,       /* raw inline HTML set as it stands: text */
	NODE_LINK,      /* inlines */
	NODE_REFERENCE, /* [](#id): its words are made by layout */
	NODE_IMAGE,     /* no children: an image's description is its alt */
	NODE_NOTE_MARK,
	NODE_KINDS
} node_kind;

typedef enum cell_align { CELL_NONE, CELL_LEFT, CELL_CENTER, CELL_RIGHT } cell_align;

typedef struct attribute {
	const char *key, *value;
	place place; /* of the braces that it stands in, or of what they belong to */
} attribute;

typedef struct node node;
struct node {
	node_kind kind;
	/* 0 for the document, then in document order without gaps: an index for side tables */
	uint32_t serial;
	place place;
	node *parent, *first, *last, *next, *previous;
	const char *id;             /* NULL: none; headings always have one */
	const char *lang;           /* BCP 47; inherited ones are filled in: never NULL */
	const char *const *classes; /* ends with NULL; never NULL itself */
	/* other key=value pairs; ends with a NULL key; never NULL itself */
	const attribute *attributes;
	union {
		/* TEXT CODE RAW CODE_BLOCK VERBATIM; info: a code block's language or NULL */
		struct {
			const char *data;
			size_t length;
			const char *info;
		} text;
		/* number: "2.1" or NULL */
		struct {
			int level;
			const char *number;
			bool opens_page, opens_recto;
		} heading;
		/* '.' or ')' */
		struct {
			bool ordered, tight;
			long start;
			char delimiter;
		} list;
		struct {
			int task;
		} item; /* -1: no task; 0: open; 1: done */
		/* number: "2" where captioned */
		struct {
			size_t columns;
			const cell_align *aligns;
			const char *number;
		} table;
		struct {
			bool head;
		} row;
		struct {
			const char *number;
		} figure; /* "3" where captioned */
		/* target: for "#id"; else url */
		struct {
			const char *url;
			const node *target;
			const char *title;
		} link;
		/* page: {.page}, "page 12" */
		struct {
			const node *target;
			bool page;
		} reference;
		/* path: as it is to be opened; alt: "" is decorative */
		struct {
			const char *path;
			const char *alt;
			const char *title;
		} image;
		struct {
			const node *note;
			int number;
		} mark;
		/* in order of mention */
		struct {
			int number;
			size_t marks;
			const node *first_mark;
		} note;
		struct {
			bool recto;
		} page_break;
	} as;
};

/* What a source from standard input is called in messages, and the file that stands for it where
 * one must have a name. */
#define STANDARD_INPUT      "standard input"
#define STANDARD_INPUT_FILE "untitled.md"

typedef struct attachment {
	const char *name; /* relative to the publication */
	const char *data;
	size_t length;
	const char *media; /* "text/markdown", "application/yaml", … */
	const char *description;
	bool packed; /* is compressed already: an image */
} attachment;

typedef struct document {
	node *root;
	size_t nodes; /* serials are 0 … nodes-1 */
	/* from front matter; NULL or zero where it says nothing, nothing is invented */
	/* date: YYYY, YYYY-MM or YYYY-MM-DD */
	const char *title, *subtitle, *date, *abstract, *subject;
	const char *license, *version;
	const char *const *authors; /* end with NULL */
	const char *const *keywords;
	const char *lang; /* "en" where nothing is said */
	/* the style sheet that front matter names, as a path to open, or NULL */
	const char *style;
	const char *style_name; /* as it names it */
	place style_place;      /* where it names it */
	bool contents;          /* toc: true */
	int contents_depth;     /* toc-depth, 1 to 6 */
	bool number_sections;
	/* that publication.yaml asks for ("archive", "print", "all"); end with NULL; NULL: it does
	 * not say */
	const char *const *editions;
	const source *const *sources; /* the manuscript's files; end with NULL */
	/* every file read or to be read (manuscripts, images; not style sheets): for --deps; end
	 * with NULL */
	const char *const *inputs;
} document;

/* Make a node without kin. */
node *node_new(arena *a, node_kind kind, place where);

/* Put a node in as the last child, or right behind a sibling. It must have no kin. */
void node_append(node *parent, node *child);
void node_insert_after(node *sibling, node *n);

/* Take a node (with all below it) out of its kin. */
void node_unlink(node *n);

/* The next node in document order below root, or NULL; children first unless `over`. */
node *node_after(const node *n, const node *root, bool over);

bool node_is_block(const node *n);
bool node_has_class(const node *n, const char *name);
const char *node_attribute(const node *n, const char *key); /* or NULL */

/* The text below a node as one string (soft and hard breaks become spaces, note marks nothing): for
 * outlines and metadata. */
const char *node_plain_text(arena *a, const node *n);

/* What a reference calls a node by: a heading, figure or table by its number or title (then its
 * caption is returned), words by themselves, a division by the heading that it begins with or by
 * the one figure or table that it holds. NULL: it has no name. */
const node *node_name(const node *n);

/* The kind's name, for dumps. */
const char *node_kind_name(node_kind kind);

/* Number the notes that marks lead to in the order of their first mention, and put them in that
 * order at the document's end. A note that only another note mentions comes where that one mentions
 * it. */
void document_order_notes(document *d);

/* Number the serials and fill in languages and NULLs after the tree is whole; check its links in
 * debug builds. */
void document_finish(document *d, arena *a);

#endif
