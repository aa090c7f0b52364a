/* node: one type for all parts of a document, blocks and inlines: links to parent, siblings and
 * children, the place it came from, and a union by kind. */
#ifndef PLATEN_NODE_H
#define PLATEN_NODE_H

#include "base/report.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct arena arena;

typedef enum node_kind {
	/* blocks */
	NODE_DOCUMENT,
	/* made from front matter; hold inlines */
	NODE_TITLE,
	NODE_SUBTITLE,
	NODE_AUTHOR,
	NODE_DATE,
	/* where the contents or a list of figures or tables is set; no children: layout makes its
	   lines */
	NODE_CONTENTS,
	NODE_MATTER,     /* where a part of the book begins; no children */
	NODE_HEADING,    /* inlines */
	NODE_PARAGRAPH,  /* inlines */
	NODE_QUOTE,      /* blocks */
	NODE_LIST,       /* items */
	NODE_ITEM,       /* blocks */
	NODE_CODE_BLOCK, /* text */
	NODE_VERBATIM,   /* raw HTML set as it is written: text */
	NODE_RULE,
	NODE_TABLE,       /* at most one NODE_CAPTION, then rows */
	NODE_ROW,         /* cells */
	NODE_CELL,        /* inlines, or blocks */
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
	NODE_RAW,       /* raw inline HTML set as it is written: text */
	NODE_LINK,      /* inlines */
	NODE_REFERENCE, /* [](#id): its words are made by layout */
	NODE_IMAGE,     /* no children: an image's description is its alt */
	NODE_NOTE_MARK,
	NODE_KINDS
} node_kind;

/* What a cell is a head of. */
typedef enum cell_heads { CELL_HEADS_NOTHING, CELL_HEADS_ROW, CELL_HEADS_COLUMN } cell_heads;

typedef enum cell_align { CELL_NONE, CELL_LEFT, CELL_CENTER, CELL_RIGHT } cell_align;

/* How an ordered list counts. */
typedef enum list_style {
	LIST_DECIMAL,
	LIST_LOWER_LETTER,
	LIST_UPPER_LETTER,
	LIST_LOWER_ROMAN,
	LIST_UPPER_ROMAN
} list_style;

/* The parts of a book, in their order. */
typedef enum matter { MATTER_FRONT, MATTER_MAIN, MATTER_APPENDIX, MATTER_BACK } matter;

/* What a list of entries with pages leads to. */
typedef enum contents_list { CONTENTS_HEADINGS, CONTENTS_FIGURES, CONTENTS_TABLES } contents_list;
enum { CONTENTS_LISTS = CONTENTS_TABLES + 1 };

typedef struct attribute {
	const char *key, *value;
	place place; /* of the braces around it, or of the element that they belong to */
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
		/* number: "2.1", an appendix's "B" or "B.1", a part's "IV", or NULL; appendix: it
		   is one, or a section of one */
		struct {
			int level;
			const char *number;
			bool opens_page, opens_recto, appendix;
		} heading;
		struct {
			contents_list of;
		} contents;
		struct {
			matter begins;
		} matter;
		/* delimiter: after the number '.' or ')'; '(': in parentheses */
		struct {
			bool ordered, tight;
			long start;
			char delimiter;
			list_style style;
		} list;
		struct {
			int task;
		} item; /* -1: no task; 0: open; 1: done */
		/* number: "2" where captioned; widths: of the columns, per mille of the measure, or
		   NULL: by content */
		struct {
			size_t columns;
			const cell_align *aligns;
			const uint16_t *widths;
			const char *number;
			bool heads; /* cells of its body head rows or columns */
		} table;
		struct {
			bool head, foot;
			const struct node *group; /* the last row above it whose cells head a group
						     of rows, or NULL */
		} row;
		/* the columns and rows that a cell covers (0: one), the first of its columns, what
		   it is a head of though it is in no head, and how it is aligned if not as its
		   column */
		struct {
			uint16_t across, down, column;
			uint8_t heads;
			cell_align align;
		} cell;
		struct {
			const char *number;
		} figure; /* "3" where captioned */
		/* target: for "#id"; else url */
		struct {
			const char *url;
			const node *target;
			const char *title;
		} link;
		/* page: {.page}, "page 12"; number: "3.1" alone */
		struct {
			const node *target;
			bool page, number;
		} reference;
		/* path: as it is to be opened, NULL where it was refused; alt: "" means
		 * decorative */
		struct {
			const char *path;
			const char *alt;
			const char *title;
			const char *address; /* as it is written */
			unsigned page;       /* of a PDF; 0: the first */
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
			bool lifted;
		} division; /* out of the words of the paragraph after it */
		struct {
			bool single;
		} strike; /* between single tildes */
		struct {
			bool recto;
		} page_break;
	} as;
};

/* Make a node that is in no tree. */
node *node_new(arena *a, node_kind kind, place where);

/* Insert a node as the last child, or right after a sibling. It must be in no tree. */
void node_append(node *parent, node *child);
void node_insert_after(node *sibling, node *n);

/* Take a node, with all below it, out of its tree. */
void node_unlink(node *n);

/* The next node below root in document order, or NULL; `over`: skip the node's children. */
node *node_after(const node *n, const node *root, bool over);

/* How many columns and rows a cell covers; at least one. */
size_t node_cell_across(const node *cell);
size_t node_cell_down(const node *cell);

bool node_is_block(const node *n);
bool node_has_class(const node *n, const char *name);
const char *node_attribute(const node *n, const char *key); /* or NULL */

/* Is it an anchor: a span that has an id and nothing in it? */
bool node_is_anchor(const node *n);

/* Is an inline a link or an image, or in one? */
bool node_is_linked(const node *n);

/* Is there anything to read in a node: words, or an image? */
bool node_has_words(const node *n);

/* What a node says by itself, without what is below it: a break says a space, a note mark
 * nothing. */
const char *node_own_text(const node *n, size_t *length);

/* The text below a node as one string, to be set elsewhere: breaks become spaces, note marks are
 * left out. */
const char *node_written_text(arena *a, const node *n);

/* Make a text fit for outlines and metadata: no-break spaces become plain ones, and soft hyphens,
 * what joins or parts words without being seen, and spaces at the end are removed. */
void node_make_plain(char *text);

/* The text below a node, made plain. */
const char *node_plain_text(arena *a, const node *n);

/* The language of the words below a node if all have the same; otherwise the node's own. */
const char *node_words_lang(const node *n);

/* The node that names another in a reference: a heading, figure or table is named by its number or
 * title (then its caption is returned), words by themselves, a division by the heading that it
 * begins with or by the only figure or table in it. NULL: it has no name. */
const node *node_name(const node *n);

/* The kind's name, for dumps. */
const char *node_kind_name(node_kind kind);

/* A text node with a copy of the bytes. */
node *node_text(arena *a, const char *data, size_t length, place where);

/* Insert a node as the first child. */
void node_put_first(node *parent, node *child);

/* Move the children after `from` (NULL: from the first) and before `until` (NULL: to the end) to
 * the end of `to`. */
void node_move(node *parent, node *from, node *until, node *to);

#endif
