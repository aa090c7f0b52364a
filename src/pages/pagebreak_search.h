/* pagebreak_search: the forward pass over one chapter. */
#ifndef PLATEN_PAGEBREAK_SEARCH_H
#define PLATEN_PAGEBREAK_SEARCH_H

#include "pages/pagebreak_price.h"

#define PAGEBREAK_NOWHERE UINT32_MAX

typedef enum pagebreak_what { STEP_START, STEP_BLOCK, STEP_FLOAT, STEP_PAGE } pagebreak_what;

/* One step of a way through the chapter: it starts, a block is done, a float is deferred, or a page
 * ends. Steps form a tree that grows from the starts; a way is the path from a leaf back to its
 * start. */
typedef struct pagebreak_step {
	uint32_t parent;
	/* STEP_PAGE: the page ends before this line of the block that follows the last one done;
	 * STEP_FLOAT: its blocks */
	int32_t line;
	int16_t space;         /* above the block that is being set */
	int16_t height;        /* STEP_PAGE: of the page that ends */
	uint8_t setting;       /* of the block that is being set */
	uint8_t what;          /* pagebreak_what */
	uint8_t position;      /* STEP_PAGE: of the page that ends; STEP_START: of the first page */
	uint8_t forbidden : 1; /* STEP_PAGE: the break is one that only a later pass allows */
	uint8_t floats : 2;    /* STEP_PAGE: at the head of the page after it */
	uint8_t alone : 1;     /* STEP_PAGE: a block of a float has the page to itself */
} pagebreak_step;

/* The cheapest way to a chapter's end whose next page is on a given side. */
typedef struct pagebreak_final {
	int64_t cost; /* INT64_MAX: there is none */
	uint32_t step;
} pagebreak_final;

typedef struct pagebreak_search pagebreak_search;

/* Sides of the paper; if it is not two-sided, every page is on the first. */
enum { SIDE_VERSO, SIDE_RECTO, SIDE_COUNT };

/* Make a search over blocks, in a scratch arena that outlives it; it serves all chapters in turn.
 * It reads the rules for each chapter: the caller sets their pass. */
pagebreak_search *pagebreak_search_new(arena *scratch, const pagebreak_block *blocks,
				       const pagebreak_rules *rules);

/* Find the cheapest ways through the blocks first to end - 1 (at least one block), given the cost
 * of reaching either side (INT64_MAX: it cannot be reached). False: there is no way. */
bool pagebreak_search_chapter(pagebreak_search *search, size_t first, size_t end,
			      const int64_t starts[SIDE_COUNT]);

/* For the chapter searched last: the way that ends before a page on this side, and its steps. */
pagebreak_final pagebreak_search_final(const pagebreak_search *search, int side);
const pagebreak_step *pagebreak_search_step(const pagebreak_search *search, uint32_t index);

/* How many steps there are, of the last chapter searched. */
size_t pagebreak_search_steps(const pagebreak_search *search);

/* Ways tried so far, over all chapters. */
uint64_t pagebreak_search_work(const pagebreak_search *search);

#endif
