/* page: a page as a display list, in reading order: what a PDF or a picture of any kind is painted
 * from. x is from the trim's left edge rightwards, y from the trim's top edge downwards. */
#ifndef PLATEN_PAGE_H
#define PLATEN_PAGE_H

#include "document/document.h"
#include "image/image.h"
#include "lines/paragraph.h"
#include "style/style.h"
#include "type/shape.h"

typedef enum mark_kind { MARK_GLYPHS, MARK_RULE, MARK_IMAGE } mark_kind;

/* What a mark is for the structure tree, next to its owner. */
typedef enum mark_part {
	PART_CONTENT,     /* the owner's own content */
	PART_LABEL,       /* a list item's or note's number or bullet: Lbl */
	PART_ARTIFACT,    /* decoration: rules, lines under links, repeated heads */
	PART_HEAD,        /* pagination artifact: running head */
	PART_FOLIO,       /* pagination artifact: page number */
	PART_ENTRY,       /* an entry of contents: owner is what it names, or part of its words */
	PART_ENTRY_NUMBER /* the number before its words */
} mark_part;

/* Where the whole of a picture is of which a mark shows a part. */
typedef struct page_whole {
	length x, y, width, height;
} page_whole;

typedef struct mark {
	uint8_t kind, part;
	bool space; /* glyphs: a word space follows in the text, at a line's end too */
	/* glyphs: the last glyph is a hyphen that the line's end made: it reads as U+00AD */
	bool soft_hyphen;
	bool initial; /* glyphs: the mark is an initial, which the rest of its word follows */
	bool goes_on; /* glyphs: they end a line, and the next one goes on without a space */
	/* glyphs: 1: they are on a sheet that was turned by a quarter to the left to write them,
	 * whose left edge is this one's top, so that they run from its head to its foot; -1: to the
	 * right, and they run from foot to head. x and y are on the turned sheet. An image's place
	 * and size are on this sheet; at -1 its head is on the left. */
	int8_t turn;
	uint8_t breaks; /* glyphs: how many line breaks of the text that space replaces */
	/* innermost node that this is content of (a text's parent inline or block); NULL for
	 * artifacts */
	const node *owner;
	const ink *ink;
	/* glyphs: origin of the first on the baseline; rules and images: top left corner */
	length x, y;
	union {
		/* expansion per 65536: a glyph is (65536 + e) / 65536 as wide; width: as set */
		struct {
			const run *run;
			uint32_t first, count;
			int32_t expansion, tracking; /* tracking: as piece has it */
			length width;
		} glyphs;
		struct {
			length width, height;
		} rule;
		/* whole: the mark shows a part of the picture; NULL: all of it */
		struct {
			const image *image;
			length width, height;
			const page_whole *whole;
		} image;
	} as;
} mark;

typedef struct page_link {
	/* the NODE_LINK, NODE_REFERENCE, NODE_NOTE_MARK or (back from a note, from the contents)
	 * NODE_NOTE, NODE_HEADING */
	const node *owner;
	length x, y, width, height; /* y: top */
	const char *url;            /* external, or NULL */
	const node *target;         /* internal */
	const char *says;           /* what a NODE_REFERENCE says ("Figure 2"), or NULL */
} page_link;

typedef struct page_anchor {
	/* a block or span that something may lead to: headings and all with an id */
	const node *node;
	length x, y; /* top of its first line */
} page_anchor;

/* A line of text on the page, for the quality report. */
typedef struct page_words {
	const struct galley_block *block;
	const struct paragraph *text;
	uint32_t setting, line; /* of the paragraph */
	uint32_t visible;       /* characters with ink that its marks on the page show */
	length x, y;            /* the left edge of its measure, its baseline */
	/* not 0: they are on a sheet that is turned as a mark's may be by -1, and so wide */
	length turned;
} page_words;

/* The marks of a line in which words run from right to left: to be painted from left to right. */
typedef struct page_visual {
	uint32_t first, count;
} page_visual;

typedef struct page {
	int number;             /* from 1: odd ones are rectos */
	const char *label;      /* the folio as printed and as /PageLabels has it; never NULL */
	bool recto, has_images; /* has_images: a mark is one */
	bool turned;            /* it has a turned table, whose head is on the left */
	mark *marks;
	size_t mark_count, mark_capacity;
	page_visual *visuals; /* in order */
	size_t visual_count, visual_capacity;
	page_link *links;
	size_t link_count, link_capacity;
	page_anchor *anchors;
	size_t anchor_count, anchor_capacity;
	/* as they were painted; heads and folios are not among them */
	page_words *texts;
	size_t text_count, text_capacity;
} page;

struct galley;
struct pagebreak_result;
struct references;
struct setter;

typedef struct pages {
	const document *document;
	const style *style;
	const page *const *items;
	size_t count;
} pages;

/* Compose every page that the breaker chose: text, notes, heads and folios, links and anchors. The
 * setter's arena owns all. */
const pages *page_compose(const struct setter *s, const struct galley *g,
			  const struct pagebreak_result *breaks, const struct references *r);

/* Words that are not the text's (a slug line, remarks on a proof): append the marks of a line of a
 * paragraph to a list in the setter's arena. x: left edge of its measure; y: baseline. */
void page_loose_line(const setter *s, const paragraph *p, size_t line, length x, length y,
		     mark **marks, size_t *count, size_t *capacity);

#endif
