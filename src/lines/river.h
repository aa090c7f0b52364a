/* river: word spaces that lie over each other, line below line. A space goes on in the space of the
 * next line that it overlaps by half a natural space or more; of several, the one that overlaps
 * most, and each space in one only. A chain of RIVER_LINES lines or more is a river.
 *
 * The breaker avoids what the quality report counts: both look through this view. */
#ifndef PLATEN_RIVER_H
#define PLATEN_RIVER_H

#include "base/length.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RIVER_LINES = 4 };

typedef struct arena arena;

/* A word space on its line, and the chain that ends in it. */
typedef struct river_gap {
	length left, right, natural;
	length most_left, most_right; /* of all its chain's spaces */
	uint32_t lines;               /* of its chain, this one included */
	bool goes_on;                 /* in the line below */
} river_gap;

/* Two spaces that overlap enough. */
typedef struct river_pair {
	length overlap;
	uint32_t above, here;
} river_pair;

/* A line and the one above it. Begins zeroed but for the arena, which owns all of it. */
typedef struct river_view {
	arena *arena;
	river_gap *above, *here;
	size_t above_count, here_count, above_capacity, here_capacity;
	river_pair *pairs;
	size_t pair_count, pair_capacity;
} river_view;

/* One more space of the line at hand, right of those before it. */
void river_add(river_view *v, length left, length right, length natural);

/* Link the line's spaces to those above; returns how many of them are the end of a river so far. */
size_t river_link(river_view *v);

/* The line at hand becomes the one above; the next has no spaces yet. */
void river_turn(river_view *v);

#endif
