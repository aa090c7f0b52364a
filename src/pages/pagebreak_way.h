/* pagebreak_way: from a chapter's cheapest way back to its pages. */
#ifndef PLATEN_PAGEBREAK_WAY_H
#define PLATEN_PAGEBREAK_WAY_H

#include "pages/pagebreak_search.h"

/* A way through one chapter. */
typedef struct pagebreak_way {
	int start;             /* side of its first page */
	pagebreak_page *pages; /* not numbered yet */
	size_t page_count;
	pagebreak_choice *choices; /* a block each, from the chapter's first */
} pagebreak_way;

/* Follow the search's way to this final back, and say what is on its pages. Notes are owned by
 * `a`, all else by `scratch`. */
void pagebreak_way_back(arena *a, arena *scratch, const pagebreak_search *search,
			const pagebreak_rules *rules, const pagebreak_block *blocks, size_t first,
			size_t end, int side, pagebreak_way *way);

#endif
