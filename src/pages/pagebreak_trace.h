/* pagebreak_trace: what the search for pages considered, as text that a person can follow. */
#ifndef PLATEN_PAGEBREAK_TRACE_H
#define PLATEN_PAGEBREAK_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct arena arena;
typedef struct pagebreak_step pagebreak_step;
typedef struct pagebreak_search pagebreak_search;
typedef struct pagebreak_rules pagebreak_rules;
typedef struct pagebreak_block pagebreak_block;
typedef struct pagebreak_result pagebreak_result;

/* An end of a page that was considered. */
typedef struct pagebreak_trace_end pagebreak_trace_end;

/* An end of a page as the search tells of it: what the page after it begins with, last: nothing,
 * the chapter ends. */
typedef struct pagebreak_trace_offered {
	const pagebreak_step *step;
	size_t block;
	int64_t cost;
	int position, owed, floats;
	bool last;
} pagebreak_trace_offered;

/* Begins zeroed but for the first three. */
typedef struct pagebreak_trace {
	FILE *out;
	/* Print where a page ends before this line of a block (line 0: after the block before), or
	 * begins there. */
	void (*place)(FILE *out, const void *context, size_t block, int setting, int line,
		      bool begins);
	const void *context;
	pagebreak_trace_end *ends; /* of the chapter, in the order of the blocks */
	size_t count, capacity;
} pagebreak_trace;

/* The search tells, and is not changed by it: that it begins a chapter; that a page could end so,
 * for so much up to there (last: and the chapter with it), and what the page after it begins with;
 * and that a step was taken for good. */
void pagebreak_trace_begin(pagebreak_trace *trace);
void pagebreak_trace_offer(pagebreak_trace *trace, arena *scratch,
			   const pagebreak_trace_offered *end);
void pagebreak_trace_take(pagebreak_trace *trace, const pagebreak_step *step, uint32_t index);

/* Print the chapter of the blocks first to end - 1: the pages of the cheapest way, each with the
 * other ends that it could have had. */
void pagebreak_trace_chapter(const pagebreak_trace *trace, arena *scratch,
			     const pagebreak_search *search, const pagebreak_rules *rules,
			     const pagebreak_block *blocks, size_t first, size_t end);

/* Print the pages that were chosen. */
void pagebreak_trace_result(const pagebreak_trace *trace, const pagebreak_result *result,
			    size_t count);

#endif
