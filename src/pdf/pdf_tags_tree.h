/* pdf_tags_tree: the elements of the structure tree. Private to the files of pdf_tags. */
#ifndef PLATEN_PDF_TAGS_TREE_H
#define PLATEN_PDF_TAGS_TREE_H

#include "pdf/pdf_tags.h"

/* Structure types: our name; the standard type of PDF 1.7 in the role map, if it differs; the type
 * in PDF 2.0, and whether that is in its own namespace or still in PDF 1.7's. */
/* clang-format off */
#define TAG_LIST(X) \
	X(DOCUMENT, "Document", "Document", "Document", true) \
	X(TITLE, "Title", "P", "Title", true) X(SUBTITLE, "Subtitle", "P", "P", true) \
	X(P, "P", "P", "P", true) X(H1, "H1", "H1", "H1", true) X(H2, "H2", "H2", "H2", true) \
	X(H3, "H3", "H3", "H3", true) X(H4, "H4", "H4", "H4", true) \
	X(H5, "H5", "H5", "H5", true) X(H6, "H6", "H6", "H6", true) \
	X(QUOTE, "BlockQuote", "BlockQuote", "BlockQuote", false) \
	X(L, "L", "L", "L", true) X(LI, "LI", "LI", "LI", true) \
	X(LABEL, "Lbl", "Lbl", "Lbl", true) X(BODY, "LBody", "LBody", "LBody", true) \
	X(CODE, "Code", "Code", "Code", false) X(TABLE, "Table", "Table", "Table", true) \
	X(HEAD, "THead", "THead", "THead", true) X(ROWS, "TBody", "TBody", "TBody", true) \
	X(FOOT, "TFoot", "TFoot", "TFoot", true) \
	X(ROW, "TR", "TR", "TR", true) X(HEADER, "TH", "TH", "TH", true) \
	X(DATA, "TD", "TD", "TD", true) X(CAPTION, "Caption", "Caption", "Caption", true) \
	X(FIGURE, "Figure", "Figure", "Figure", true) X(DIVISION, "Div", "Div", "Div", true) \
	X(GROUP, "Sect", "Sect", "Sect", true) \
	X(ASIDE, "Aside", "Div", "Aside", true) X(NOTE, "Note", "Note", "FENote", true) \
	X(CONTENTS, "TOC", "TOC", "TOC", false) X(ENTRY, "TOCI", "TOCI", "TOCI", false) \
	X(REFERENCE, "Reference", "Reference", "Reference", false) \
	X(LINK, "Link", "Link", "Link", true) X(SPAN, "Span", "Span", "Span", true) \
	X(EM, "Em", "Span", "Em", true) X(STRONG, "Strong", "Span", "Strong", true) \
	X(STRIKE, "Strike", "Span", "Span", true) \
	X(UNDERLINE, "Underline", "Span", "Span", true) \
	X(SUB, "Subscript", "Span", "Span", true) X(SUP, "Superscript", "Span", "Span", true)
/* clang-format on */

typedef enum tag_type {
#define X(type, name, standard, type2, own2) TAG_##type,
	TAG_LIST(X)
#undef X
		TAG_TYPES
} tag_type;

extern const char *const pdf_tags_names[TAG_TYPES];
extern const char *const pdf_tags_standards[TAG_TYPES];

typedef struct element element;

/* A child of an element in the order of painting: an inline element, a piece of marked content or a
 * link. */
typedef enum kid_kind { KID_ELEMENT, KID_CONTENT, KID_ANNOTATION } kid_kind;

typedef struct kid {
	struct kid *next;
	const element *element; /* KID_ELEMENT */
	uint32_t page;
	/* KID_CONTENT: its mcid; KID_ANNOTATION: its index among all links */
	uint32_t number;
	uint8_t kind;
	bool screen; /* KID_CONTENT: painted only on screens */
} kid;

/* Where a figure is: its first page, y downwards from the trim's top. */
typedef struct figure_box {
	bool placed, block;
	uint32_t page;
	length left, top, right, bottom;
} figure_box;

struct element {
	element *parent, *next;
	element *next_mark;    /* of the same note */
	element *first, *last; /* block elements: they come after the kids */
	kid *kids, *last_kid;
	const node *node;
	const char *speaks; /* the language of its words */
	const char *lang;   /* the same if it differs from its parent's; otherwise NULL */
	figure_box *box;    /* a figure's */
	uint32_t index;
	uint8_t type;
	/* has content; has content other than what is only for screens */
	bool used, used_off_screen;
};

/* What is on a page. */
typedef struct tag_page {
	const int32_t *mcids; /* a mark each */
	const kid **contents; /* a piece of marked content each */
	element **owners;     /* a piece of marked content each */
	size_t count, capacity, owner_capacity;
	size_t first_link; /* index of its first link among all */
} tag_page;

struct pdf_tags {
	arena *arena;
	const pages *pages;
	element *root;
	element **elements; /* by index */
	size_t count, capacity;
	/* by node serial: the element that holds its content; NULL: none, or not known yet */
	element **holders;
	element *noted, *last_note; /* the block that the last note was put after; that note */
	/* by the serial of a heading, figure or table: the elements that hold its entry in the
	 * contents or a list, and that entry's number; by an inline's: the one that holds its words
	 * there */
	element **entries, **numbers;
	element *notes_heading; /* above the notes at the end of the text; NULL: there are none */
	element **marks;        /* by a note's serial: the first of its marks */
	uint8_t *levels;        /* by a heading's serial: the level of its tag */
	bool *linked;           /* by serial: a link leads away from it */
	element *contents[CONTENTS_LISTS]; /* the TOCs, or NULL */
	element *open_entries[7];          /* the last TOCI of each level, while entries arrive */
	tag_page *leaves;                  /* a page each */
	int32_t *link_keys;                /* a link each; -1: no element holds it */
	element **link_owners;             /* by key, from the number of pages on */
	size_t link_count;
	int32_t next_key;
};

/* Is the element in an edition? Rows and cells are if their table is, and a heading is in all
 * editions if it is in one: without it, lower headings would skip a level (ISO 14289-1, 7.4.2). */
bool pdf_tags_element_exists(const element *e, const edition *in);

/* Is it not an element in this edition, so that its parent has its children: a link in an edition
 * without annotations? */
bool pdf_tags_element_is_transparent(const element *e, const edition *in);

/* --- the document's nodes as elements (pdf_tags_build.c) ------------------------------------- */

enum { PDF_TAGS_LEVELS = 6 }; /* of headings */

/* A new element of a node, after the blocks of its parent, or after its inlines and content. */
element *pdf_tags_block(pdf_tags *t, element *parent, tag_type type, const node *n);
element *pdf_tags_inline(pdf_tags *t, element *parent, tag_type type, const node *n);

/* Give an element its language. That goes by where it is in the tree, which for a note is not where
 * it is in the document. What it holds is made later and inherits it. */
void pdf_tags_speak(element *e, const char *lang);

/* Make the elements of all blocks below the root element. Requires `linked`. */
void pdf_tags_build(pdf_tags *t);

/* The element with a node's content; an inline's is made now. NULL: none has it (rules,
 * decoration). */
element *pdf_tags_holder(pdf_tags *t, const node *n);

/* The element that holds an item's or a note's label. */
element *pdf_tags_label(pdf_tags *t, const node *n);

/* Has a figure no description, so that its picture is decoration? */
bool pdf_tags_figure_is_decoration(const node *figure);

/* How many columns of a table are heads of their rows: its `row-heads`. */
size_t pdf_tags_row_heads(const node *table);

/* Append an element's attributes, identifier, alternative and expansion, and its language. */
void pdf_tags_attributes(pdf_buffer *out, const pdf_tags *t, const edition *in, const element *e);

/* The identifier of a node's element. */
const char *pdf_tags_id(arena *a, const node *n);

kid *pdf_tags_add_kid(pdf_tags *t, element *parent, kid_kind kind);

/* --- entries of the contents (pdf_tags_entry.c) --------------------------------------------- */

/* The element that holds the entry of a heading, figure or table, or the number of that entry. */
element *pdf_tags_entry(pdf_tags *t, const node *entered, bool number);

/* The element that holds the words of a heading's or a caption's inline in that entry. */
element *pdf_tags_entry_words(pdf_tags *t, const node *n);

#endif
