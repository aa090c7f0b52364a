/* What the files of galley share. */
#ifndef PLATEN_GALLEY_PRIVATE_H
#define PLATEN_GALLEY_PRIVATE_H

#include "layout/galley.h"
#include "layout/plan.h"

/* The space between two blocks. */
typedef struct galley_gap {
	int lines;      /* the space below the block above */
	int less, more; /* how many lines fewer or more that space may have */
} galley_gap;

/* What a walk over the document keeps for the next one. */
struct galley_cache {
	plan *plan;
	bool *floats; /* figures and tables that may move, by their node's serial */
	galley_block *blocks;
	pagebreak_block *breaks;
	size_t block_capacity, break_capacity;
};

/* The galley being made. */
typedef struct galley_builder {
	const setter *setter;
	const references *references;
	galley_cache *cache;
	galley_block *blocks;
	pagebreak_block *breaks;
	size_t count, block_capacity, break_capacity;
	galley_gap gap; /* above the next block */
	/* the same if the float above was deferred, or the one above that as well */
	galley_gap past[PAGEBREAK_OWED];
	/* the last float, or floats in a row: the first block, and the one after the last */
	size_t float_start, float_end;
	const galley_box *box; /* the innermost one that is being set */
	bool boxed;            /* there was one */
	const node *bleeds;    /* the first that runs over an edge, or NULL */
	/* how far the last box extends into the space below it, and the block after it */
	length reach;
	size_t reach_end;
	int needed;              /* lines that the last heading still needs after it on its page */
	pagebreak_before before; /* a break that the next block begins with */
	bool bare;               /* and is its page bare? */
	page_place on_page;      /* where the next block is on its page */
	bool placed;             /* some block is placed in the middle or at the foot of its page */
	bool titled;             /* the title has a page of its own, and is set on it */
	size_t main;             /* the block that the main matter begins with */
	/* the notes that pages owe; NULL inside a note and where notes are at the end */
	const galley_note *notes;
	bool in_note;
	const appearance *note_look; /* the look of a note's text, while a note is set; else NULL */
	galley_margin *margins;      /* remarks that wait for the next block */
	bool has_margins;            /* there were remarks */
	bool in_columns;             /* setting a stream of columns, or a remark in the margin */
	length column_left, column_width;
	bool in_float;    /* in a figure or table that may move */
	uint32_t *nested; /* notes whose first mention is in the note being set */
	size_t nested_count, nested_capacity;
} galley_builder;

/* The appearance of a block's role; in a note, in its size. */
const appearance *galley_look(const galley_builder *b, role role, const node *n);
const appearance *galley_look_in_note(const galley_builder *b, const appearance *look);

/* What surrounds a block. */
typedef struct context {
	role role;              /* of plain paragraphs */
	const appearance *look; /* of plain paragraphs */
	length left, right;
	const paragraph *label; /* waits for the first line of the next block */
	const node *label_owner;
	length label_left;
	bool tight, in_list;
	const galley_code_marks *code; /* of the block of code that is being added */
} context;

/* The text of a node's inlines, or of words that belong to it; it has lines only in the last walk
 * (plan.h). */
const paragraph *galley_text(const galley_builder *b, const node *n, const paragraph_shape *shape);
const paragraph *galley_words(const galley_builder *b, const node *n, const char *words,
			      const char *lang, const paragraph_shape *shape);

/* Set a block and all below it. The first block that has a line takes the context's label. */
void galley_block_of(galley_builder *b, const node *n, context *in);
void galley_children(galley_builder *b, const node *parent, context *in);

/* Give a block the context's label, which waits for a first line. */
void galley_take_label(galley_block *block, context *in);
/* Give a label that no block took, or whose block begins with another label, a line of its own. */
void galley_lone_label(galley_builder *b, const node *n, context *in);

/* Add a block of one setting of `rows` grid lines; the caller may change the numbers. */
pagebreak_block *galley_add(galley_builder *b, galley_block block, int rows);
/* Let no page end between the block's grid lines from first to last, which an image takes. */
void galley_never_tear(galley_builder *b, pagebreak_block *numbers, int first, int last);
/* Does a block leave the grid between its first and last line? Only an undivided one may. */
bool galley_leaves_grid(const galley_builder *b, const appearance *look, const paragraph *p);
/* Is a block of code on a leading of its own, smaller than the grid's? */
bool galley_divides_code(const galley_builder *b, const appearance *look);
/* Give such a block, and its numbers, the grid lines that it takes, or one more. */
void galley_code_settings(const galley_builder *b, galley_block *block, pagebreak_block *numbers);
/* Give a block and its numbers the settings of its paragraph. */
void galley_add_settings(galley_builder *b, const appearance *look, const paragraph *p,
			 galley_block *block, pagebreak_block *numbers);
/* Add a set paragraph with all of its settings. */
pagebreak_block *galley_add_text(galley_builder *b, const node *n, const appearance *look,
				 const paragraph *p, context *in);

/* The notes whose marks are in a setting. */
typedef struct owed_notes {
	pagebreak_note *items;
	size_t count, capacity;
} owed_notes;

/* Record a mark in a grid line: if it is its note's first mark, the page owes the note, and the
 * notes whose first mention is in that. */
void galley_owe(galley_builder *b, const node *mark, int line, owed_notes *owed);

/* The appearance of paragraphs inside a block: its type, without the space that the block has
 * around it. */
const appearance *galley_inner(const setter *s, const appearance *outer);

/* Give a block at least so many lines above it, even if a float above it is deferred. */
void galley_space_at_least(pagebreak_block *numbers, int lines);

/* Let the space before the next block vary as much as this appearance allows. */
void galley_flex(galley_builder *b, const appearance *look);

/* Leave at least so many grid lines before the next block. */
void galley_space(galley_builder *b, int lines);

length galley_measure(const galley_builder *b, const context *in);

/* Narrow the context on both sides, but leave enough width for a word. */
void galley_narrow(const galley_builder *b, context *in, length left, length right);

/* Set a figure or a table by `set`, and say whether it may move: galley_float.c. */
void galley_float(galley_builder *b, const node *n, context *in,
		  void (*set)(galley_builder *b, const node *n, context *in));

/* Right after a float: is there space above even if it is deferred? */
bool galley_has_space(const galley_builder *b);

/* Does a paragraph end in a colon? */
bool galley_announces(const node *n);

/* The node before a node, without counting floats. */
const node *galley_above(const galley_builder *b, const node *n);

/* Lists, definitions, tables and figures: galley_lists.c; code: galley_code.c. */
void galley_list(galley_builder *b, const node *n, context *in);
void galley_definitions(galley_builder *b, const node *n, context *in);
void galley_table(galley_builder *b, const node *n, context *in);
/* Add a table's rows, below its caption if it has one, whose context is `caption`. */
void galley_table_rows(galley_builder *b, const table_rows *table, context *in, context *caption);
void galley_code(galley_builder *b, const node *n, context *in);
void galley_figure(galley_builder *b, const node *n, context *in);
/* Captions: galley_figure.c. What surrounds one's words, the words, and the words as a block. */
context galley_caption_context(const galley_builder *b, const node *n, const context *in);
const paragraph *galley_caption_text(const galley_builder *b, const node *n, const context *in);
void galley_caption(galley_builder *b, const node *n, const paragraph *text, context *in,
		    bool above);
/* Which edges a figure runs over. */
bleed galley_bleed_of(const galley_builder *b, const node *n);
/* A picture covers an area: is it fine enough, and how much of it is lost at the edges? `asked`:
 * the author gave the area its shape. */
void galley_judge_cover(const setter *s, const node *n, const image *i, length width, length height,
			bool asked);
/* Warn where a class asks for that of what is neither a figure nor a box. */
void galley_check_bleed(const galley_builder *b, const node *n);
/* galley_contents.c */
void galley_contents(galley_builder *b, const node *n, context *in);

/* The number or bullet of a block, in `width`. */
const paragraph *galley_label(const galley_builder *b, const node *owner, const char *text,
			      const appearance *look, length width, align how);
length galley_label_width(const setter *s, const node *owner, const char *text,
			  const appearance *look);

/* A paragraph, after `prefix` (NULL: nothing). */
void galley_paragraph(galley_builder *b, const node *n, const appearance *look, context *in,
		      length indent, const char *prefix);

/* Headings and the title block: galley_titles.c. */
void galley_heading(galley_builder *b, const node *n, context *in);
void galley_title_part(galley_builder *b, const node *n, context *in);
/* Before a child of the document: the title block, and what follows it, ask for their pages. */
void galley_after_title(galley_builder *b, const node *n);

/* Let the next block begin a page. */
void galley_break(galley_builder *b, page_opening opens);

/* The same where the appearance asks for that, with what else it says of that page. */
void galley_open(galley_builder *b, const appearance *look);

/* Boxes: galley_box.c. Begin a box around the blocks that are added next, below the space due so
 * far, and narrow the context by its padding; NULL: the look has no tint, frame or padding. End it
 * when all is added. */
galley_box *galley_box_begin(galley_builder *b, const node *n, const appearance *look, context *in);
void galley_box_end(galley_builder *b, galley_box *box);

/* Move blocks that are in the middle or at the foot of their pages there: galley_place.c. */
void galley_place(galley_builder *b);
/* The margin: galley_margin.c. Does a division belong there? Set it; false: it is too tall. */
bool galley_is_marginal(const galley_builder *b, const node *n);
bool galley_margin_set(galley_builder *b, const node *n);

/* Tables that are turned by a quarter: galley_turned.c. Set one on pages of its own; false: the
 * table is to be upright. */
bool galley_turned_set(galley_builder *b, const node *n, context *in);

/* Columns: galley_columns.c. Does a division ask for some? Set its blocks in them. */
bool galley_has_columns(const galley_builder *b, const node *n, const appearance *look);
void galley_columns_set(galley_builder *b, const node *n, const appearance *look, context *in);

/* Notes: galley_notes.c. */
void galley_notes(galley_builder *b, galley *result);
void galley_end_notes(galley_builder *b);

#endif
