/* page_spot: how a spot ink of a PDF's page looks where it is not printed with a plate of its own.
 */
#ifndef PLATEN_PAGE_SPOT_H
#define PLATEN_PAGE_SPOT_H

#include "reader/reader.h"

typedef enum page_spot_space {
	PAGE_SPOT_UNKNOWN, /* of other spaces, or by a program */
	PAGE_SPOT_GRAY,
	PAGE_SPOT_RGB,
	PAGE_SPOT_CMYK,
	PAGE_SPOT_LAB
} page_spot_space;

/* All of the ink, in a space: 0 to 1, or Lab's own numbers. */
typedef struct page_spot_look {
	page_spot_space space;
	double full[4];
} page_spot_look;

/* What [/Separation /Name alternate function] looks like. */
page_spot_look page_spot_read(reader_pdf *f, arena *a, reader_object separation);

/* Are both known, and do they look different? */
bool page_spot_differ(const page_spot_look *a, const page_spot_look *b);

/* As a style sheet would write it: "cmyk: [0, 80, 100, 0]". */
const char *page_spot_words(arena *a, const page_spot_look *look);

#endif
