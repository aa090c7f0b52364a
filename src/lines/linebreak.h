/* linebreak: the best lines for a paragraph, by total fit (Knuth and Plass 1981), for each number of lines worth having.
 *
 * Contract: items as item.h has them, in which every glue between words has some stretch. The result is, for each number of
 * lines n that can be had at a fair price, the cheapest way to break into n lines; the first is the cheapest of all. There
 * always is one: where no legal way exists, lines are let out (emergency stretch) and, last, left overfull, and say so.
 * Integers alone; time linear in the items, however long the paragraph. */
#ifndef PLATEN_LINEBREAK_H
#define PLATEN_LINEBREAK_H

#include "lines/item.h"

typedef struct arena arena;

typedef struct linebreak_prices {
	int expansion;         /* per mille; 0 is off */
	int hyphen;            /* demerits, in the scale (10 + 100 r^3)^2 / 100 a line */
	int hyphen_twice;      /* on top, for a second hyphen running; a third is forbidden while any other way is legal */
	int hyphen_last;       /* on top, for a hyphen at the end of the last but one line */
	int name;              /* on top, for breaking a name */
	int fitness;           /* neighbours two or more classes apart */
	int step;              /* step * (difference of neighbouring lines' space ratios)^2 */
	int runt;              /* a last line shorter than runt_width, or holding part of a word or fewer than runt_letters */
	length runt_width;
	int runt_letters;
	int stack;             /* the same word starting, or ending, two lines running */
	int tolerance;         /* most badness (100 r^3) of a line before hyphens are tried, and then */
	int tolerance_hyphens;
	int variant_most;      /* how much dearer than the best a longer or shorter setting may be */
	bool variants;         /* find n-1 and n+1 as well */
	bool ragged;           /* lines are not filled: cost is what they fall short, balanced; spaces stay natural */
} linebreak_prices;

typedef struct linebreak_line {
	uint32_t first, last;  /* items: from first up to (not with) last; last is the item broken at */
	length width;          /* the measure that it fills */
	length natural;        /* its natural width, hangs taken off, hyphen and differences included */
	int32_t ratio;         /* of its glue, per 1024: > 0 of its stretch, < 0 of its shrink */
	int32_t expansion;     /* of its boxes, per 1024 of their stretch or shrink; both together fill the line */
	bool hyphen, overfull, emergency;
} linebreak_line;

typedef struct linebreak_setting {
	const linebreak_line *lines;
	size_t count;
	int64_t cost;
} linebreak_setting;

typedef struct linebreak_result {
	linebreak_setting settings[3]; /* cheapest first; the others one line longer or shorter */
	size_t count;                  /* 1 to 3 */
} linebreak_result;

/* Widths of the lines: first, second … last of `widths` serves all that follow. Everything in the result is the arena's. */
void linebreak(arena *a, const item *items, size_t count, const length *widths, size_t width_count, const linebreak_prices *prices,
	       linebreak_result *result);

#endif
