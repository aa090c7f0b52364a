/* pdf_tags_tree: the elements of the structure tree; private to pdf_tags.c (which builds them) and
 * pdf_tags_write.c. */
#ifndef PLATEN_PDF_TAGS_TREE_H
#define PLATEN_PDF_TAGS_TREE_H

#include "pdf/pdf_tags.h"

/* Structure types: what we call them, what the standard type is (the role map says so where they
 * differ). */
/* clang-format off */
#define TAG_LIST(X) \
	X(DOCUMENT, "Document", "Document") X(TITLE, "Title", "P") \
	X(SUBTITLE, "Subtitle", "P") X(P, "P", "P") X(H1, "H1", "H1") X(H2, "H2", "H2") \
	X(H3, "H3", "H3") X(H4, "H4", "H4") X(H5, "H5", "H5") X(H6, "H6", "H6") \
	X(QUOTE, "BlockQuote", "BlockQuote") X(L, "L", "L") X(LI, "LI", "LI") \
	X(LABEL, "Lbl", "Lbl") X(BODY, "LBody", "LBody") X(CODE, "Code", "Code") \
	X(TABLE, "Table", "Table") X(ROW, "TR", "TR") X(HEADER, "TH", "TH") \
	X(DATA, "TD", "TD") X(CAPTION, "Caption", "Caption") \
	X(FIGURE, "Figure", "Figure") X(DIVISION, "Div", "Div") X(NOTE, "Note", "Note") \
	X(CONTENTS, "TOC", "TOC") X(ENTRY, "TOCI", "TOCI") \
	X(REFERENCE, "Reference", "Reference") X(LINK, "Link", "Link") \
	X(SPAN, "Span", "Span") X(EM, "Em", "Span") X(STRONG, "Strong", "Span") \
	X(STRIKE, "Strike", "Span")
/* clang-format on */

typedef enum tag_type {
#define X(type, name, standard) TAG_##type,
	TAG_LIST(X)
#undef X
		TAG_TYPES
} tag_type;

extern const char *const pdf_tags_names[TAG_TYPES];
extern const char *const pdf_tags_standards[TAG_TYPES];

typedef struct element element;

/* What stands in an element in the order of its painting: an inline element, a piece of marked
 * content or a link. */
typedef enum kid_kind { KID_ELEMENT, KID_CONTENT, KID_ANNOTATION } kid_kind;

typedef struct kid {
	struct kid *next;
	const element *element; /* KID_ELEMENT */
	uint32_t page;
	/* KID_CONTENT: its mcid; KID_ANNOTATION: its index among all links */
	uint32_t number;
	uint8_t kind;
	bool screen; /* KID_CONTENT: painted on screens alone */
} kid;

/* Where a figure stands: its first page, y downwards from the trim's top. */
typedef struct figure_box {
	bool placed, block;
	uint32_t page;
	length left, top, right, bottom;
} figure_box;

struct element {
	element *parent, *next;
	element *first, *last; /* block elements: they come after the kids */
	kid *kids, *last_kid;
	const node *node;
	const char *lang; /* where it differs from what is around it; otherwise NULL */
	figure_box *box;  /* a figure's */
	uint32_t index;
	uint8_t type;
	/* has content: all of it counted, and without what is for screens alone */
	bool used, used_off_screen;
};

/* What stands on a page. */
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
	/* by a heading's serial: the element that holds its entry in the contents */
	element **entries;
	uint8_t *levels;          /* by a heading's serial: the level of its tag */
	bool *linked;             /* by serial: a link leads away from it */
	element *contents;        /* the TOC, or NULL */
	element *open_entries[7]; /* the last TOCI of each level, while entries arrive */
	tag_page *leaves;         /* a page each */
	int32_t *link_keys;       /* a link each; -1: no element holds it */
	element **link_owners;    /* by key, from the number of pages on */
	size_t link_count;
	int32_t next_key;
};

/* Is the element in an edition? Rows and cells are wherever their table is. */
bool pdf_tags_element_exists(const element *e, const edition *in);

/* Is it no element of the edition, where its parent holds what it holds elsewhere: a link in an
 * edition without annotations? */
bool pdf_tags_element_is_transparent(const element *e, const edition *in);

#endif
