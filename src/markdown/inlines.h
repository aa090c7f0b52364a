/* inlines: from cmark's inlines to the document's. */
#ifndef PLATEN_INLINES_H
#define PLATEN_INLINES_H

#include "markdown/manuscript_private.h"
#include "markdown/syntax.h"

/* Where a block's inlines are in the passage's text, and where they are according to cmark. */
typedef struct inline_block {
	size_t first_line, last_line;
	size_t offset; /* bytes before the block on its first line */
	int line;      /* cmark's number of the first line; 0 where it has none */
	int column;    /* cmark's column of the block's first byte */
	/* how many quotations it is in: each further line may begin with as many ">" */
	int quotes;
	/* lines that cmark does not count: link definitions before the words */
	size_t shift;
	bool found; /* a text was found, so the shift is known */
} inline_block;

/* A block's place according to cmark. A paragraph right above a table has none in cmark's tree: it
 * begins at the table's. */
inline_block inlines_block(const passage *p, cmark_node *n, int quotes);

/* The place of a block's first byte. */
place inlines_place(passage *p, const inline_block *b);

/* Read the inlines below a block's node. */
void inlines_read(manuscript *m, passage *p, inline_block *b, cmark_node *from, node *to);

/* The same for a block that is where cmark says, and note which lines it is on. */
void inlines_read_block(manuscript *m, passage *p, cmark_node *from, node *to, int quotes);

/* The byte at cmark's line and column. */
size_t inlines_offset(const passage *p, int line, int column);

#endif
