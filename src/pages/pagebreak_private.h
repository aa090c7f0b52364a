/* What the files of the search share. */
#ifndef PLATEN_PAGEBREAK_PRIVATE_H
#define PLATEN_PAGEBREAK_PRIVATE_H

#include "pages/pagebreak.h"
#include "pages/pagebreak_price.h"
#include "pages/pagebreak_search.h"
#include "pages/pagebreak_table.h"

enum { CHUNK_STEPS = 4096 };

/* The state of a new page before anything is set on it. */
typedef struct page_head {
	int position, owed; /* owed: lines of notes */
	int floats, top;    /* floats still owed; lines of the floats at its head */
	int taken;          /* as pagebreak_key has it */
} page_head;

/* The head of a page inside a block. */
typedef struct head {
	int64_t cost;
	pagebreak_step step;
	page_head at;
	size_t next; /* the next head before the same line, plus one */
} head;

struct pagebreak_search {
	arena *scratch;
	const pagebreak_block *blocks;
	const pagebreak_rules *rules;
	size_t first, end;
	size_t block; /* the block being set; end: none is left */
	pagebreak_table tables[2];
	pagebreak_table *here, *after; /* states before and after the block */
	head *heads;                   /* in the setting of the block that is being tried */
	size_t head_count, head_capacity;
	size_t *lines; /* the first head before each line, plus one */
	size_t line_capacity;
	int64_t *cost; /* a row of one state, for a head */
	uint32_t *index;
	pagebreak_table past; /* the states that defer the current float */
	bool passing;         /* `past` has states */
	size_t float_end;     /* the block after the last float that was deferred */
	/* the last floats before the place that can be owed */
	struct {
		int lines, below;
		int alone; /* pages that it has to itself; 0: it is at a page's head */
	} passed[PAGEBREAK_OWED];
	/* chunks of CHUNK_STEPS steps; they are reused for the next chapter */
	pagebreak_step **chunks;
	size_t step_count, chunk_count, chunk_capacity;
	pagebreak_final finals[SIDE_COUNT];
	uint64_t work;
};

/* States that are extended together: they differ only in the lines used, from `least` to `most`. */
typedef struct row {
	const int64_t *costs; /* by lines used */
	const uint32_t *indices;
	int least, most;
	int position, last;
	int floats, top;
	int taken;          /* as pagebreak_key has it */
	int setting, space; /* of the block that is being set */
	int64_t price;      /* of these */
} row;

/* How a page ends. */
typedef struct ending {
	int line; /* before this line of the block; 0: before the block */
	int64_t price;
	bool forbidden;
	bool may_be_short;
	/* the fill with one line more: the page may be short only if that does not fit; NULL:
	 * always */
	const pagebreak_fill *longer;
} ending;

/* Keep a step for good; returns its index. */
uint32_t pagebreak_take_step(pagebreak_search *s, const pagebreak_step *step);

/* Lines used on a new page that has only what is owed: floats at its head, the rule of notes. */
int pagebreak_base(const pagebreak_search *s, int owed, int top);

/* Offer a state at a new page's head, before the block. */
void pagebreak_offer_state(pagebreak_search *s, page_head at, int64_t cost,
			   const pagebreak_step *step);

/* Offer an end of the chapter, on a page that is filled so far. */
void pagebreak_offer_final(pagebreak_search *s, int position, int filled, int64_t cost,
			   pagebreak_step *step);

/* Of floats that are owed: how many pages the first of them has to itself, or 0. */
int pagebreak_alone(const pagebreak_search *s, int floats);

/* End the chapter with a page that is filled so far, before floats that have pages to
 * themselves. */
void pagebreak_end_alone(pagebreak_search *s, const row *from, int filled, int64_t cost,
			 pagebreak_step *step);

/* End the pages of a row's states, after adding `added` to each: at each height, those that are
 * then full, or short where that is allowed. */
void pagebreak_end_pages(pagebreak_search *s, const row *from, pagebreak_fill added,
			 const ending *end);

#endif
