/* pagebreak: the best pages for the whole document. A chapter runs from a block that opens a page
 * up to the next; what one chapter leaves to the next is only which side of the paper the next
 * page is on. So each chapter is searched once, from both sides where both can be reached, its
 * ways are kept, and the cheapest chain of ways is the document's. After R. Bellman's dynamic
 * programming (1957), as M. F. Plass used it on pages (1981); the state is our own. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "pages/pagebreak.h"
#include "pages/pagebreak_price.h"
#include "pages/pagebreak_search.h"
#include "pages/pagebreak_trace.h"
#include "pages/pagebreak_way.h"

/* A chapter that has been searched. */
typedef struct chapter {
	size_t first, end;
	/* by the side of its first page: that which was next; another: a blank */
	int before[SIDE_COUNT];
	pagebreak_way ways[SIDE_COUNT]; /* by the side of the page after it */
} chapter;

typedef struct book {
	arena *a, *scratch;
	const pagebreak_block *blocks;
	size_t block_count;
	pagebreak_rules rules;
	pagebreak_search *search;
	chapter *chapters;
	size_t chapter_count, chapter_capacity;
	int64_t costs[SIDE_COUNT]; /* of reaching a page on either side */
} book;

static int side_of(const book *b, int number)
{
	return b->rules.prices->two_sided && number % 2 != 0 ? SIDE_RECTO : SIDE_VERSO;
}

/* Where the chapter can begin; a recto opening after a recto leaves a page blank. */
static void open_chapter(const book *b, chapter *c, int64_t starts[SIDE_COUNT])
{
	for (int side = 0; side < SIDE_COUNT; side++) {
		starts[side] = b->costs[side];
		c->before[side] = side;
	}
	if (!b->rules.prices->two_sided || b->blocks[c->first].before != PAGEBREAK_RECTO)
		return;
	if (starts[SIDE_VERSO] < starts[SIDE_RECTO]) {
		starts[SIDE_RECTO] = starts[SIDE_VERSO];
		c->before[SIDE_RECTO] = SIDE_VERSO;
	}
	starts[SIDE_VERSO] = INT64_MAX;
}

static void search_chapter(book *b, chapter *c)
{
	int64_t starts[SIDE_COUNT];
	open_chapter(b, c, starts);
	b->rules.again = 0;
	for (size_t i = c->first; i < c->end; i++)
		if (b->blocks[i].again > b->rules.again)
			b->rules.again = b->blocks[i].again;
	bool found = false;
	for (int pass = PASS_LEGAL; pass < PASS_COUNT && !found; pass++) {
		pagebreak_rules_pass(&b->rules, (pagebreak_pass)pass);
		if (b->rules.prices->trace)
			pagebreak_trace_begin(b->rules.prices->trace);
		found = pagebreak_search_chapter(b->search, c->first, c->end, starts);
		if (b->rules.prices->trace)
			pagebreak_trace_chapter(b->rules.prices->trace, b->scratch, b->search,
						&b->rules, b->blocks, c->first, c->end);
	}
	for (int side = 0; side < SIDE_COUNT; side++) {
		b->costs[side] = pagebreak_search_final(b->search, side).cost;
		if (b->costs[side] != INT64_MAX)
			pagebreak_way_back(b->a, b->scratch, b->search, &b->rules, b->blocks,
					   c->first, c->end, side, &c->ways[side]);
	}
}

static void search_chapters(book *b)
{
	for (size_t first = 0, end; first < b->block_count; first = end) {
		for (end = first + 1;
		     end < b->block_count && b->blocks[end].before == PAGEBREAK_FREE; end++)
			;
		chapter *c = ARENA_APPEND(b->scratch, b->chapters, b->chapter_count,
					  b->chapter_capacity);
		c->first = first;
		c->end = end;
		search_chapter(b, c);
	}
}

/* Which way each chapter takes: chosen from the last to the first. Returns the pages, blank ones
 * included. */
static size_t choose_ways(const book *b, int side, const pagebreak_way **ways, bool *blanks)
{
	size_t pages = 0;
	for (size_t i = b->chapter_count; i-- > 0;) {
		const chapter *c = &b->chapters[i];
		ways[i] = &c->ways[side];
		side = c->before[ways[i]->start];
		blanks[i] = side != ways[i]->start;
		pages += ways[i]->page_count + blanks[i];
	}
	return pages;
}

static void join_ways(book *b, const pagebreak_way *const *ways, const bool *blanks,
		      pagebreak_page *pages, pagebreak_choice *choices)
{
	int number = b->rules.prices->first_page;
	for (size_t i = 0; i < b->chapter_count; i++) {
		const chapter *c = &b->chapters[i];
		if (blanks[i])
			*pages++ = (pagebreak_page){.first = c->first,
						    .last = c->first,
						    .number = number++,
						    .blank = true};
		for (size_t k = 0; k < ways[i]->page_count; k++) {
			*pages = ways[i]->pages[k];
			pages++->number = number++;
		}
		for (size_t k = c->first; k < c->end; k++)
			choices[k] = ways[i]->choices[k - c->first];
	}
}

static void join(book *b, pagebreak_result *result)
{
	const pagebreak_way **ways =
		ARENA_ARRAY(b->scratch, b->chapter_count, const pagebreak_way *);
	bool *blanks = ARENA_ARRAY(b->scratch, b->chapter_count, bool);
	int side = b->costs[SIDE_RECTO] < b->costs[SIDE_VERSO] ? SIDE_RECTO : SIDE_VERSO;
	result->page_count = choose_ways(b, side, ways, blanks);
	pagebreak_page *pages = ARENA_ARRAY(b->a, result->page_count, pagebreak_page);
	pagebreak_choice *choices = ARENA_ARRAY(b->a, b->block_count, pagebreak_choice);
	join_ways(b, ways, blanks, pages, choices);
	result->pages = pages;
	result->choices = choices;
	result->cost = b->costs[side];
	if (b->rules.prices->trace)
		pagebreak_trace_result(b->rules.prices->trace, result, b->block_count);
}

void pagebreak(arena *a, const pagebreak_block *blocks, size_t count,
	       const pagebreak_prices *prices, pagebreak_result *result)
{
	*result = (pagebreak_result){0};
	if (!count)
		return;
	book b = {.a = a,
		  .scratch = arena_new(),
		  .blocks = blocks,
		  .block_count = count,
		  .costs = {INT64_MAX, INT64_MAX}};
	pagebreak_rules_set(&b.rules, prices);
	b.search = pagebreak_search_new(b.scratch, blocks, &b.rules);
	b.costs[side_of(&b, prices->first_page)] = 0;
	search_chapters(&b);
	join(&b, result);
	result->work = pagebreak_search_work(b.search);
	arena_free(b.scratch);
}
