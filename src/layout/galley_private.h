/* What the files of galley share. */
#ifndef PLATEN_GALLEY_PRIVATE_H
#define PLATEN_GALLEY_PRIVATE_H

#include "layout/galley.h"

/* The galley under way. */
typedef struct galley_builder {
	const setter *setter;
	const references *references;
	galley_cache *cache;
	galley_block *blocks;
	pagebreak_block *breaks;
	size_t count, block_capacity, break_capacity;
	int pending;               /* grid lines that what stands above asks for below it */
	int less, more;            /* what that space may give or take to better a page */
	int behind;                /* lines that the last heading still wants behind it on its page */
	pagebreak_before before;   /* a break that the next block begins with */
	const galley_note *notes;  /* that pages owe; NULL inside a note and where notes stand at the end */
	bool in_note;
	uint32_t *nested;          /* notes that the note being set mentions first */
	size_t nested_count, nested_capacity;
} galley_builder;

/* What surrounds a block. */
typedef struct context {
	role role;                 /* of plain paragraphs */
	const appearance *look;    /* of plain paragraphs */
	length left, right;
	const paragraph *label;    /* waits for the first line of the next block */
	const node *label_owner;
	length label_left;
	bool tight, in_list;
} context;

/* How a paragraph of a block's inlines is to be set. */
paragraph_shape galley_shape(const galley_builder *b, const node *n, const appearance *look, const context *in, length indent, const char *prefix);

/* Paragraphs set ahead: galley_ahead.c. */
typedef struct galley_ahead galley_ahead;
/* Set what can be set before its turn; NULL: nothing. */
galley_ahead *galley_ahead_of(const setter *s);
/* A paragraph that was set ahead, in this shape, whose turn it is now; NULL: there is none. */
const paragraph *galley_ahead_take(galley_ahead *g, const setter *s, const node *n, const paragraph_shape *shape);

/* Set a block and all below it. The label in the context is taken by the first block that has a line. */
void galley_block_of(galley_builder *b, const node *n, context *in);
void galley_children(galley_builder *b, const node *parent, context *in);

/* Add a block of one setting of `rows` grid lines; the numbers can be changed behind it. */
pagebreak_block *galley_add(galley_builder *b, galley_block block, int rows);
/* An image stands on the block's grid lines from first to last: it is not to be torn. */
void galley_never_tear(galley_builder *b, pagebreak_block *numbers, int first, int last);
/* Add a set paragraph with all of its settings. */
pagebreak_block *galley_add_text(galley_builder *b, const node *n, const appearance *look, const paragraph *p, context *in);

/* Notes that a setting owes its page's foot. */
typedef struct owed_notes {
	pagebreak_note *items;
	size_t count, capacity;
} owed_notes;

/* A mark stands in a grid line: if it is its note's first, the page owes the note, and what that note mentions first. */
void galley_owe(galley_builder *b, const node *mark, int line, owed_notes *owed);

/* The appearance of paragraphs inside a block: its type, without the space that the block has around it. */
const appearance *galley_inner(const setter *s, const appearance *outer);

/* Let the space before the next block give or take what this appearance allows. */
void galley_flex(galley_builder *b, const appearance *look);

/* Ask for at least so many grid lines before the next block. */
void galley_space(galley_builder *b, int lines);

length galley_measure(const galley_builder *b, const context *in);

/* Move the sides in, the left one no further than where a word can still stand. */
void galley_narrow(const galley_builder *b, context *in, length left, length right);

/* Lists, definitions and tables: galley_lists.c. */
void galley_list(galley_builder *b, const node *n, context *in);
void galley_definitions(galley_builder *b, const node *n, context *in);
void galley_table(galley_builder *b, const node *n, context *in);
void galley_figure(galley_builder *b, const node *n, context *in);
void galley_contents(galley_builder *b, const node *n, context *in);

/* The number or bullet of a block, in `width`. */
const paragraph *galley_label(const setter *s, const node *owner, const char *text, const appearance *look, length width, align how);
length galley_label_width(const setter *s, const node *owner, const char *text, const appearance *look);

/* Let the next block begin a page where the appearance asks for that. */
void galley_open(galley_builder *b, const appearance *look);

/* Notes: galley_notes.c. */
void galley_notes(galley_builder *b, galley *result);
void galley_end_notes(galley_builder *b);

#endif
