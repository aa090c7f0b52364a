/* pdf_order: the order in which the marks of a page are painted. Marks are painted in reading
 * order, except in lines with right-to-left words: what is in one face and size is painted from
 * left to right there, as it looks, which ISO 32000-1, 14.8.2.3.3 requires and readers expect when
 * they reorder such words. Where the face changes, as for a sign that a face of Hebrew lacks, the
 * stretches follow each other as they are read: pypdf and pdf.js reorder words within a stretch
 * alone. Painted from left to right as well (tried), they came out in the wrong order. The
 * structure tree keeps the reading order. */
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
	/* by index: the words that are painted last of its stretch; and the mark on whose left, or
	 * right, a space is painted after them, or NULL */
	uint32_t *ends;
	const mark **left_after, **right_after;
	/* by index: is all of its stretch one piece, however it is painted? */
	bool *whole;
	/* by index: is it painted by its place in the line, and not in reading order? */
	bool *visual;
	/* by index: is it never in one piece of marked content with the mark before it? */
	bool *parted;
	/* by place: what is read of the marks from there on, where they do not tell in which
	 * direction they run: "1." is painted as ".1"; or NULL */
	const char **says;
	bool *said; /* by place: is that mark the last of those? */
} pdf_order;

pdf_order pdf_order_of(arena *a, const page *p);

/* Is a space read after a mark: the text's own, or one that separates it from something else: a
 * label from its item, a cell from the next, the text from head and folio? Programs that only use
 * places would join them. */
bool pdf_order_spaces(const page *p, size_t index);

/* The mark that is painted as the n-th. */
static inline size_t pdf_order_mark(const pdf_order *o, size_t n)
{
	return o->marks ? o->marks[n] : n;
}

/* May a mark and the next one in reading order be in one piece of marked content, which is painted
 * without interruption? */
bool pdf_order_joins(const pdf_order *o, size_t index);

/* Are a mark's glyphs signs alone, which are painted in reading order, from right to left? */
bool pdf_order_reads_leftwards(const pdf_order *o, const mark *m, size_t index);

#endif
