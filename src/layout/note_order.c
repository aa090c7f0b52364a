/* note_order: the order of notes, page by page. A note that only notes mention is numbered with the
 * page where the chain of mentions begins. */
#include "layout/note_order.h"

#include "base/arena.h"

/* Notes in their new order. */
typedef struct numbering {
	const galley *galley;
	const node **order;
	size_t count;
	size_t done; /* how many of them have had their mentions looked at */
	bool changed;
} numbering;

static void add(numbering *n, uint32_t id)
{
	n->changed |= id != n->count;
	n->order[n->count++] = n->galley->notes[id].node;
}

/* The page is complete: number the notes that its notes mention. */
static void add_nested(numbering *n)
{
	for (; n->done < n->count; n->done++) {
		const galley_note *note = &n->galley->notes[n->order[n->done]->as.note.number - 1];
		for (size_t i = 0; i < note->nested_count; i++)
			add(n, note->nested[i]);
	}
}

/* The notes that begin on a page, and those that they mention. */
static void add_page(numbering *n, const pagebreak_page *page, const bool *nested)
{
	for (size_t i = 0; i < page->note_count; i++)
		if (page->notes[i].from == 0 && !nested[page->notes[i].id])
			add(n, page->notes[i].id);
	add_nested(n);
}

/* Which notes are mentioned first by notes; NULL: none is. */
static const bool *find_nested(arena *a, const galley *g)
{
	bool *nested = NULL;

	for (size_t i = 0; i < g->note_count; i++)
		for (size_t k = 0; k < g->notes[i].nested_count; k++) {
			if (!nested)
				nested = ARENA_ARRAY(a, g->note_count, bool);
			nested[g->notes[i].nested[k]] = true;
		}
	return nested;
}

bool note_order_settle(arena *a, document *d, const galley *g, const pagebreak_result *breaks)
{
	const bool *nested = find_nested(a, g);
	numbering n = {.galley = g};

	if (!nested)
		return false;
	n.order = ARENA_ARRAY(a, g->note_count, const node *);
	for (size_t i = 0; i < breaks->page_count; i++) {
		const pagebreak_page *page = &breaks->pages[i];
		pagebreak_part part = {0};
		add_page(&n, page, nested);
		while (pagebreak_next(g->breaks, breaks->choices, page, &part)) {
			const galley_block *block = &g->blocks[part.block];
			if (block->turned)
				add_page(&n, &block->turned->breaks.pages[block->turned_page],
					 nested);
		}
	}
	if (!n.changed || n.count < g->note_count)
		return false;
	document_number_notes(d, n.order, n.count);
	return true;
}
