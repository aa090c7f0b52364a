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

/* An end of a page, as the search reports it: what the next page begins with; last: the chapter
 * ends, so nothing. */
typedef struct pagebreak_trace_offered {
	const pagebreak_step *step;
	size_t block;
	int64_t cost;
	int position, owed, floats;
	bool last;
} pagebreak_trace_offered;

/* The caller sets the first three fields; the others begin as zeros. */
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

/* The search reports, without depending on the trace: that it begins a chapter; that a page could
 * end, at what cost up to there, and what the next page begins with (last: the chapter ends); and
 * that a step was kept for good. */
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
