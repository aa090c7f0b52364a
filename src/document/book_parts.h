/* book_parts: what a style sheet asks for around a text: a half-title, the order of the title page,
 * an imprint. Nothing is invented: each says what front matter says. */
#ifndef PLATEN_BOOK_PARTS_H
#define PLATEN_BOOK_PARTS_H

#include "document/document.h"

typedef struct arena arena;

typedef struct book_parts {
	const char *title_page;   /* the parts of the title page in their order, "title, author" */
	bool half_title, imprint; /* where front matter leaves it to the style */
} book_parts;

/* Add to a finished document what is asked for, and finish it again. */
void book_parts_add(arena *a, document *d, const book_parts *wanted);

#endif
