/* What the files of page share. */
#ifndef PLATEN_PAGE_PRIVATE_H
#define PLATEN_PAGE_PRIVATE_H

#include "layout/galley.h"
#include "layout/page.h"

/* A page being composed. */
typedef struct page_builder {
	const setter *setter;
	const galley *galley;
	const references *references;
	page *page;
	length left; /* of the text block */
	/* the document's language runs right to left: offsets count from the right edge of the text
	 * block */
	bool mirrored;
	bool among_notes;
	length shift; /* how far blocks are moved down off the grid (among notes) */
	/* of the current page; copied to the page when it is complete, so that growing arrays do
	 * not fill the arena */
	mark *marks;
	size_t mark_capacity;
} page_builder;

/* Paint a line. x: left edge of its measure; y: baseline. owner and part override the pieces' own
 * where part is not PART_CONTENT. */
void page_line(page_builder *b, const text_line *line, length x, length y, mark_part part,
	       const node *owner);

/* Set and paint a single line of plain text (labels, folios, heads). */
void page_text(page_builder *b, const char *text, const char *lang, const appearance *look,
	       align align, length x, length width, length y, mark_part part, const node *owner);

mark *page_mark(page_builder *b, mark m);
void page_rule(page_builder *b, const ink *ink, length x, length y, length width, length height);
void page_link_area(page_builder *b, page_link link);
void page_anchor_at(page_builder *b, const node *n, length x, length y);

/* Paint the first line of a text that was set. */
void page_paragraph(page_builder *b, const paragraph *p, length x, length y, mark_part part,
		    const node *owner);

/* The x of something of this width, `offset` away from the side of the text block where lines
 * begin. */
length page_side(const page_builder *b, length offset, length width);

/* The part of a block that is on a page: grid lines from … to-1, painted from grid line `row`
 * of the page. */
typedef struct stretch {
	const galley_block *block;
	const pagebreak_block *numbers;
	size_t setting;
	int from, to, row;
	bool foot; /* nothing of the text is below it on the page */
} stretch;

/* The top of a grid line of the page. */
length page_top_of(const page_builder *b, int row);
/* The place of a paragraph at this offset. */
length page_side_of(const page_builder *b, const paragraph *p, length offset);
/* Make a line of a block's text, paint it and note where it is. Returns where it ends, from x. */
length page_block_line(page_builder *b, const galley_block *block, const paragraph *text,
		       size_t setting, size_t i, length x, length y);

/* Paint a block's number or bullet, if it has one, on a baseline. */
void page_label(page_builder *b, const galley_block *block, length y);

/* Rows of tables: page_rows.c. Paint one; and, at the head of a page on which a table goes on, its
 * caption's number and its head again, from this grid line of the page. */
void page_row(page_builder *b, const stretch *s);
void page_table_again(page_builder *b, const galley_block *block, int row);

/* The number, hook and tint of a line of code on a baseline: page_code.c. */
void page_code_line(page_builder *b, const galley_block *block, size_t line, length y);
/* Paint the part of a block of code on a leading of its own. */
void page_code(page_builder *b, const stretch *s);

/* Entries of the contents: page_entry.c. */
void page_entry_line(page_builder *b, const text_line *line, length x, length y, mark_part part,
		     const node *heading);
void page_entry(page_builder *b, const stretch *s);

/* Over the trimmed edges: page_bleed.c. What is below all else on a page: its tint, and the picture
 * that fills it. */
void page_ground(page_builder *b, const pagebreak_page *at);
/* The picture that fills a page, or NULL. */
const galley_plate *page_plate(const page_builder *b, const pagebreak_page *at);
/* A picture that covers an area, what is beyond it cut off. */
void page_picture(page_builder *b, const node *n, const image *i, const ink *ink, length x,
		  length y, length width, length height);

/* An area that runs over the edges of its page. */
typedef struct page_area {
	length left, top, right, bottom;
} page_area;

/* Move the sides of an area to where it is cut. head, foot: it begins at the page's head, ends at
 * its foot. */
void page_bleed(const page_builder *b, bleed how, bool head, bool foot, page_area *area);

/* Paint a part of a block, of any kind. */
void page_block(page_builder *b, const stretch *s);

/* Paint the blocks of a page, from its first grid line on. Returns how many grid lines they
 * take. */
int page_blocks(page_builder *b, const pagebreak_page *at, const pagebreak_choice *choices);
/* Paint its notes, below so many filled grid lines. */
void page_notes(page_builder *b, const pagebreak_page *at, int filled);

/* Paint a page of a turned table: page_turned.c. */
void page_turned(page_builder *b, const stretch *s);

/* Tints and frames, below the text of parts that are on one page; `blocks` is the list that their
 * blocks are in: page_boxes.c. */
void page_boxes(page_builder *b, const galley_block *blocks, const stretch *parts, size_t count);

/* Remarks in the margin: page_margin.c. Those of each page, and the grid line that each begins at;
 * places are found for all pages at once. */
typedef struct page_margin {
	const galley_margin *margin;
	int row;
} page_margin;

typedef struct page_margins {
	page_margin *items;
	size_t count, capacity;
} page_margins;

page_margins *page_margins_place(const setter *s, const galley *g, const pagebreak_result *breaks);
void page_margins_paint(page_builder *b, const page_margins *list);

/* Columns: page_columns.c. */
void page_columns(page_builder *b, const stretch *s);

/* Running heads and folios: page_furniture.c. */

/* The running heads by page: the publication's title, the words of the heading in force, or
 * NULL. */
const paragraph *const *page_heads(const setter *s, const galley *g,
				   const pagebreak_result *breaks);
/* Is a page a right-hand one? */
bool page_is_recto(const setter *s, const pagebreak_page *at);
/* Meet the characters that pages have in addition to their text, before they are composed in
 * parts. */
void page_meet_furniture(const setter *s);
void page_furniture(page_builder *b, const pagebreak_page *at, const paragraph *head);

#endif
