/* What the files of the search share. */
#ifndef PLATEN_PAGEBREAK_PRIVATE_H
#define PLATEN_PAGEBREAK_PRIVATE_H

#include "pages/pagebreak.h"
#include "pages/pagebreak_price.h"
#include "pages/pagebreak_search.h"
#include "pages/pagebreak_table.h"

enum { CHUNK_STEPS = 4096 };

/* What a new page begins with, before anything is set on it. */
typedef struct page_head {
	int position, owed; /* owed: lines of notes */
	int floats, top;    /* floats that are owed yet; lines of those at its head */
} page_head;

/* The head of a page inside a block. */
typedef struct head {
	int64_t cost;
	pagebreak_step step;
	page_head at;
	size_t next; /* head before the same line, plus one */
} head;

struct pagebreak_search {
	arena *scratch;
	const pagebreak_block *blocks;
	const pagebreak_rules *rules;
	size_t first, end;
	size_t block; /* that is being set; end: none is left */
	pagebreak_table tables[2];
	pagebreak_table *here, *after; /* states before and after the block */
	head *heads;                   /* in the block's setting that is being tried */
	size_t head_count, head_capacity;
	size_t *lines; /* the first head before each line, plus one */
	size_t line_capacity;
	int64_t *cost; /* a row of one state, for a head */
	uint32_t *index;
	pagebreak_table past; /* states that defer the float that is being set */
	bool passing;         /* there are such */
	size_t float_end;     /* the block after the last float that was deferred */
	/* the last floats before the place that can be owed */
	struct {
		int lines, below;
	} passed[PAGEBREAK_OWED];
	/* of steps, CHUNK_STEPS each; they stay for the next chapter */
	pagebreak_step **chunks;
	size_t step_count, chunk_count, chunk_capacity;
	pagebreak_final finals[SIDE_COUNT];
	uint64_t work;
};

/* States that are extended together: they differ in the lines used, which run from `least` to
 * `most`. */
typedef struct row {
	const int64_t *costs; /* by lines used */
	const uint32_t *indices;
	int least, most;
	int position, last;
	int floats, top;
	int setting, space; /* of the block that is being set */
	int64_t price;      /* of these */
} row;

/* How a page ends. */
typedef struct ending {
	int line; /* before this line of the block; 0: before the block */
	int64_t price;
	bool forbidden;
	bool may_be_short;
	/* what is added up to one line more: short only if that has no room; NULL: in any case */
	const pagebreak_fill *longer;
} ending;

/* Take a step for good. */
uint32_t pagebreak_take_step(pagebreak_search *s, const pagebreak_step *step);

/* Lines used on a new page on which there is only what is owed: floats at its head, the rule
 * of notes. */
int pagebreak_base(const pagebreak_search *s, int owed, int top);

/* A state at a new page's head, before the block. */
void pagebreak_offer_state(pagebreak_search *s, page_head at, int64_t cost,
			   const pagebreak_step *step);

/* The chapter's last page ends here, filled so. */
void pagebreak_offer_final(pagebreak_search *s, int position, int filled, int64_t cost,
			   pagebreak_step *step);

/* End the pages of a row, to each of whose states `added` is added: at each height, those that are
 * full then, or short where they may be. */
void pagebreak_end_pages(pagebreak_search *s, const row *from, pagebreak_fill added,
			 const ending *end);

#endif
