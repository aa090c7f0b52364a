/* linebreak: the best lines for a paragraph, by total fit (Knuth and Plass 1981), for each number
 * of lines worth having.
 *
 * Contract: items as item.h has them, in which every glue between words has some stretch. The
 * result is, for each number of lines n that can be had at a fair price, the cheapest way to break
 * into n lines; the first is the cheapest of all. There always is one: where no legal way exists,
 * lines are let out (emergency stretch) and, last, left overfull, and say so. Integers alone; time
 * linear in the items, however long the paragraph.
 *
 * Four passes, each only where the one before found no way: without the breaks that would set a
 * hyphen; with them (also where the first pass's way is so dear that a hyphen could pay); with
 * lines let out beyond every tolerance; with overfull lines. Because hyphens may be costly to find,
 * the caller may first come without: see hyphens_given and wants_hyphens.
 *
 * How a line is filled: its letters (expansion and tracking, which the caller adds up in the boxes'
 * stretch and shrink) take the greater share of what is missing, word spaces a little (their
 * stretch or shrink counts a thirty-second beside the boxes'), and all that remains when the
 * letters are used up. */
#ifndef PLATEN_LINEBREAK_H
#define PLATEN_LINEBREAK_H

#include "lines/item.h"
#include "lines/river.h"

#include <stdio.h>

typedef struct arena arena;

/* The word spaces of the line above, so that rivers are seen to run from one paragraph into the
 * next: paragraphs are broken in their order, and each leaves its own. Begins zeroed; a ragged
 * paragraph or another measure empties it. */
enum { LINEBREAK_GAPS = 48 };
typedef struct linebreak_flow {
	river_gap gaps[LINEBREAK_GAPS];
	size_t count;
	length measure;
} linebreak_flow;

/* Copy a flow, and no more gaps than it has. */
void linebreak_flow_copy(linebreak_flow *to, const linebreak_flow *from);

typedef struct linebreak_prices {
	/* per mille, and per mille of an em, for traces: what letters give is in the boxes */
	int expansion, tracking;
	int hyphen; /* demerits, in the scale (10 + 100 r^3)^2 / 100 a line */
	/* on top, for a second hyphen running; a third is forbidden while any other way is legal */
	int hyphen_twice;
	int hyphen_last; /* on top, for a hyphen at the end of the last but one line */
	int name;        /* on top, for breaking a name */
	int fitness;     /* neighbours two or more classes apart */
	int evenness;    /* evenness * (word space - 1)^2 a line, natural being 1 */
	/* step * (difference of neighbouring lines' word spaces, natural = 1)^2; expansion's steps
	 * too */
	int step;
	/* a last line that is a runt (linebreak_is_runt), by runt_width; three times
	 * that for part of a word alone */
	int runt;
	length runt_width;
	/* what it may cost to be rid of a word space that ends a river of four lines or more; 0:
	 * rivers flow */
	int river;
	int stack; /* the same word starting, or ending, two lines running */
	/* most badness (100 r^3) of a line before hyphens are tried, and then */
	int tolerance;
	int tolerance_hyphens;
	/* a line's word spaces, all together, per mille of their natural width, at which r is 1 and
	 * beyond which a line is priced out; 0: where their stretch or shrink is used up */
	int loose, tight;
	/* how much dearer than the best a longer or shorter setting may be */
	int variant_most;
	bool variants; /* find n-1 and n+1 as well */
	/* lines are not filled: cost is what they fall short, balanced; spaces stay natural */
	bool ragged;
	/* ragged: running text, whose last line may be any length; else up to four lines are
	 * balanced */
	bool free_last;
	bool hyphens_given;   /* the items have all their hyphens, or will never have any */
	linebreak_flow *flow; /* in and out, or NULL */
	/* lent for the call's working memory, reset by it; NULL: it makes its own */
	arena *scratch;
	FILE *trace; /* print what is considered, or NULL */
	bool told;   /* the pass without hyphens was traced before */
	/* print these items' text, or NULL */
	void (*trace_text)(FILE *out, const void *context, uint32_t first, uint32_t last);
	const void *trace_context;
} linebreak_prices;

typedef struct linebreak_line {
	/* items: from first up to (not with) last; last is the item broken at */
	uint32_t first, last;
	length width; /* the measure that it fills */
	/* its natural width, hangs taken off, hyphen and differences included */
	length natural;
	int32_t ratio; /* of its glue, per 1024: > 0 of its stretch, < 0 of its shrink */
	int32_t space; /* how much wider than natural its word spaces are, all together, per 1024 */
	/* of its boxes, per 1024 of their stretch or shrink; both together fill the line */
	int32_t expansion;
	bool hyphen;          /* ends at an ITEM_HYPHEN */
	bool explicit_hyphen; /* ends at an ITEM_EXPLICIT */
	bool overfull;        /* sticks out of the measure, as no way could avoid */
	bool emergency;       /* looser than tolerance_hyphens allows */
	/* so loose that its holes would be worse than a short line: left short, all spaces natural
	 */
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
	/* hyphens_given is false and they could help: give them and call again (count 0: they must)
	 */
	bool wants_hyphens;
	/* work done: breaks, lines and pairs of lines looked at, in all passes */
	size_t steps;
} linebreak_result;

/* The house's prices, for lines that are filled; take a copy and set what differs. The spaces' and
 * letters' figures in it are for glue of 1/2 stretch and 1/3 shrink; it gives no runt_width,
 * hyphens, scratch or trace. */
linebreak_prices linebreak_house_prices(void);

/* Is a last line a runt: part of a word alone, fewer than five characters, or narrower than a
 * width?
 */
enum { LINEBREAK_RUNT_LETTERS = 5 };
bool linebreak_is_runt(bool part_alone, int64_t letters, length natural, length runt_width);

/* Widths of the lines: first, second … last of `widths` serves all that follow (none: 0).
 * Everything in the result is the arena's. A paragraph without a box has no lines, unless its
 * forced breaks make some. The setter of a line rounds expansion first and gives the glue what is
 * left, so that the margin is met to the scaled point. */
void linebreak(arena *a, const item *items, size_t count, const length *widths, size_t width_count,
	       const linebreak_prices *prices, linebreak_result *result);

#endif
