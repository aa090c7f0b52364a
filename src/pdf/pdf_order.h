/* pdf_order: in which order the marks of a page are painted. Marks are in reading order, and are
 * painted in it, but for lines with words that run from right to left: these are painted from left
 * to right, as they look, which ISO 32000-1, 14.8.2.3.3 asks for and readers take for granted when
 * they put such words in order. The structure tree keeps the reading order. */
#ifndef PLATEN_PDF_ORDER_H
#define PLATEN_PDF_ORDER_H

#include "layout/page.h"

typedef struct arena arena;

typedef struct pdf_order {
	/* by place in the order of painting: a mark's index; and by index: its place; NULL: both
	 * are the same */
	uint32_t *marks, *places;
	/* by index: the mark whose space is painted on its left, on its right; or NULL */
	const mark **left, **right;
	/* by index: does a line begin or end before it that is painted as it looks? */
	bool *boundary;
} pdf_order;

pdf_order pdf_order_of(arena *a, const page *p);

/* Is a space read after a mark: one of the text's, or one that parts it from what is no
 * continuation of it: a label from its item, a cell from the next, the text from head and folio?
 * Programs that go by places alone would join them. */
bool pdf_order_spaces(const page *p, size_t index);

/* The mark that is painted as the n-th. */
static inline size_t pdf_order_mark(const pdf_order *o, size_t n)
{
	return o->marks ? o->marks[n] : n;
}

/* May a mark and the one read after it be one piece of marked content, which is painted without
 * interruption? */
bool pdf_order_joins(const pdf_order *o, size_t index);

#endif
