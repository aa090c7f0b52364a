/* inlines: cmark's inlines as ours. */
#ifndef PLATEN_MANUSCRIPT_INLINES_H
#define PLATEN_MANUSCRIPT_INLINES_H

#include "markdown/manuscript_private.h"
#include "markdown/syntax.h"

/* Where a block's inlines are in the passage's text. */
typedef struct inline_block {
	size_t first_line, last_line;
	size_t offset; /* bytes before the block on its first line */
	/* how many quotes it is in: as many ">" may begin each further line */
	int quotes;
	/* lines that cmark forgets: link definitions before the words */
	size_t shift;
	bool found; /* a text was found, so the shift is known */
} inline_block;

/* Read the inlines below a block's node. */
void inlines_read(reader *m, passage *p, inline_block *b, cmark_node *from, node *to);

/* The byte where a block begins. */
size_t inlines_offset(const passage *p, int line, int column);

#endif
