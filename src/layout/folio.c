/* folio: what the numbers on pages say. The main matter begins a page, on a recto where paper has
 * two sides, so that odd numbers are on rectos in both counts. */
#include "layout/folio.h"

#include "base/arena.h"
#include "document/numbers.h"

/* The page that the main matter begins; 0: the count goes on. */
static size_t main_page(const galley *g, const pagebreak_result *breaks)
{
	for (size_t i = 1; g->main < g->count && i < breaks->page_count; i++)
		if (!breaks->pages[i].blank && breaks->pages[i].first == g->main)
			return i;
	return 0;
}

const char *const *folio_labels(const setter *s, const galley *g, const pagebreak_result *breaks)
{
	const char **labels = ARENA_ARRAY(s->arena, breaks->page_count + 1, const char *);
	const size_t main = main_page(g, breaks);
	const int before = main ? breaks->pages[main].number - 1 : 0;

	for (size_t i = 0; i < breaks->page_count; i++) {
		const int number = breaks->pages[i].number;
		labels[i] = i < main ? numbers_roman(s->arena, number, false)
				     : arena_print(s->arena, "%d", number - before);
	}
	return labels;
}
