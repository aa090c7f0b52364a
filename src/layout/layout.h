/* layout: from document to pages. Makes the galley, breaks it into pages, and repeats that while
 * the words of references change with the pages; at most four times. */
#ifndef PLATEN_LAYOUT_H
#define PLATEN_LAYOUT_H

#include "layout/conserve.h"
#include "layout/galley.h"
#include "layout/page.h"

typedef struct layout {
	const galley *galley;
	const pagebreak_result *breaks;
	const pages *pages;
	conservation text;
} layout;

/* The setter's reference_words and references are filled in here. `d` is the setter's document:
 * notes mentioned in notes are renumbered when pages are known. `trace` is where --trace=pagebreak
 * prints, or NULL. */
void layout_make(setter *s, document *d, FILE *trace, layout *result);

#endif
