/* layout_trace: how --trace=pagebreak names the places where pages begin and end: by the manuscript
 * and its words. */
#ifndef PLATEN_LAYOUT_TRACE_H
#define PLATEN_LAYOUT_TRACE_H

#include "layout/galley.h"

/* What layout_trace_place is given as its context. */
typedef struct layout_trace {
	const setter *setter;
	const galley *galley;
} layout_trace;

/* Print the line of a setting that a page begins with, or that the page before it ends with (line
 * 0: the block before). */
void layout_trace_place(FILE *out, const void *context, size_t block, int setting, int line,
			bool begins);

#endif
