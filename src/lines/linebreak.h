/* linebreak: the best lines for a paragraph, by total fit (Knuth and Plass 1981), for each useful
 * number of lines.
 *
 * Contract: items as item.h has them, in which every glue between words has some stretch. The
 * result is, for each number of lines n that is possible at a fair price, the cheapest way to break
 * into n lines; the first is the cheapest of all. There is always one: where no legal way exists,
 * lines get emergency stretch or, at the last, are left overfull, and are marked so. Only integers;
 * time linear in the items, however long the paragraph.
 *
 * Four passes, each only if the one before found no way: without breaks that would set a hyphen;
 * with them (also if the first pass's way costs so much that a hyphen could be cheaper); with lines
 * stretched beyond every tolerance; with overfull lines. Because hyphenation points take time to
 * find, the caller may first call without them: see hyphens_given and wants_hyphens.
 *
 * How a line is filled: its letters (expansion and tracking, whose sum the caller gives as the
 * boxes' stretch and shrink) take most of what is missing. Word spaces take a little (their stretch
 * or shrink is weighted by a thirty-second), and all that remains when the letters are at their
 * limit. */
#ifndef PLATEN_LINEBREAK_H
#define PLATEN_LINEBREAK_H

#include "lines/item.h"
#include "lines/river.h"

#include <stdio.h>

typedef struct arena arena;

/* The word spaces of the line above, so that rivers are found that run from one paragraph into the
 * next: paragraphs are broken in their order, and each leaves those of its last line. Zeroed at
 * first; a ragged paragraph or a change of measure empties it. */
enum { LINEBREAK_GAPS = 48 };
typedef struct linebreak_flow {
	river_gap gaps[LINEBREAK_GAPS];
	size_t count;
	length measure;
} linebreak_flow;

/* Copy a flow, only as many gaps as it has. */
void linebreak_flow_copy(linebreak_flow *to, const linebreak_flow *from);

typedef struct linebreak_prices {
	/* per mille, and per mille of an em; only for traces, since the boxes contain their
	 * effect */
	int expansion, tracking;
	int hyphen; /* demerits, in the scale (10 + 100 r^3)^2 / 100 a line */
	/* added for a second hyphen running; a third is forbidden while any other way is legal */
	int hyphen_twice;
	int hyphen_last; /* added for a hyphen at the end of the last but one line */
	int name;        /* added for breaking a name */
	int fitness;     /* neighbours two or more classes apart */
	int evenness;    /* evenness * (word space - 1)^2 a line, natural being 1 */
	/* step * (difference of neighbouring lines' word spaces, natural = 1)^2; expansion's steps
	 * too */
	int step;
	/* a last line that is a runt (linebreak_is_runt), by runt_width; part of a word alone costs
	 * forty times that, and is set only where no line within the tolerances avoids it */
	int runt;
	length runt_width;
	/* what it may cost to avoid a word space that ends a river of four lines or more; a quarter
	 * of that for one of the last line that ends three, which the paragraph below may go on
	 * with. 0: rivers are ignored */
	int river;
	int stack; /* the same word starting, or ending, two lines running */
	/* the greatest badness (100 r^3) of a line without hyphens, and with them */
	int tolerance;
	int tolerance_hyphens;
	/* the sum of a line's word spaces, per mille of their natural width, at which r is 1 and
	 * beyond which a line is prohibitively dear; 0: r is 1 where their stretch or shrink is
	 * used up */
	int loose, tight;
	/* how much more than the best a longer or shorter setting may cost */
	int variant_most;
	bool variants; /* find n-1 and n+1 as well */
	/* lines are not filled and spaces stay natural; the cost is how far lines fall short */
	bool ragged;
	/* ragged: running text, whose last line may be any length; else up to four lines are
	 * balanced */
	bool free_last;
	bool hyphens_given;   /* the items have all their hyphens, or there will be none */
	linebreak_flow *flow; /* in and out, or NULL */
	/* an arena for working memory, which the call resets; NULL: it makes its own */
	arena *scratch;
	FILE *trace; /* where to print what is considered, or NULL */
	bool told;   /* the pass without hyphens was already traced */
	/* print these items' text, or NULL */
	void (*trace_text)(FILE *out, const void *context, uint32_t first, uint32_t last);
	const void *trace_context;
} linebreak_prices;

typedef struct linebreak_line {
	/* items from first to last - 1; last is the item that the line breaks at */
	uint32_t first, last;
	length width; /* the measure */
	/* its natural width without what hangs out, with its hyphen and other changes at its
	 * ends */
	length natural;
	int32_t ratio; /* of its glue, per 1024: > 0 of its stretch, < 0 of its shrink */
	int32_t space; /* how much wider than natural its word spaces are, all together, per 1024 */
	/* of its boxes, per 1024 of their stretch or shrink; both together fill the line */
	int32_t expansion;
	bool hyphen;          /* ends at an ITEM_HYPHEN */
	bool explicit_hyphen; /* ends at an ITEM_EXPLICIT */
	bool overfull;        /* wider than the measure; no way avoided it */
	bool emergency;       /* looser than tolerance_hyphens allows */
	/* so loose that a short line looks better: left short, with natural spaces */
	bool unfilled;
} linebreak_line;

typedef struct linebreak_setting {
	const linebreak_line *lines;
	size_t count;
	int64_t cost; /* demerits, rivers included */
	bool hyphens; /* a line ends at a hyphen, made or written */
	bool poor;    /* a line is overfull, emergency or unfilled */
} linebreak_setting;

typedef struct linebreak_result {
	/* cheapest first; the others one line longer or shorter */
	linebreak_setting settings[3];
	size_t count; /* 1 to 3; 0 only where it wants hyphens */
	/* hyphens_given is false and they could help: give them and call again (count 0: they
	 * must) */
	bool wants_hyphens;
	/* work done: breaks, lines and pairs of lines looked at, in all passes */
	size_t steps;
} linebreak_result;

/* Platen's own prices for filled lines; the caller changes what differs. The figures for spaces and
 * letters assume glue with a stretch of 1/2 and a shrink of 1/3; runt_width, hyphens, scratch and
 * trace are not set. */
linebreak_prices linebreak_house_prices(void);

/* Is a last line a runt: only a part of a word, fewer than five characters, or narrower than a
 * width? */
enum { LINEBREAK_RUNT_LETTERS = 5 };
bool linebreak_is_runt(bool part_alone, int64_t letters, length natural, length runt_width);

/* `widths` has the measures of the first lines; its last one serves all further lines (none: 0).
 * The arena owns everything in the result. A paragraph without a box has no lines, unless forced
 * breaks make some. When a line is set, expansion is rounded first and the glue takes what is left,
 * so that the margin is met to the scaled point. */
void linebreak(arena *a, const item *items, size_t count, const length *widths, size_t width_count,
	       const linebreak_prices *prices, linebreak_result *result);

#endif
