/* Paragraphs for the line breaker's tests. Numbers come from a generator of our own, so that every
 * run is the same. */
#ifndef PLATEN_LINEBREAK_PARAGRAPHS_H
#define PLATEN_LINEBREAK_PARAGRAPHS_H

#include "lines/linebreak_private.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint32_t seed;

static inline uint32_t chance(uint32_t most)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % most;
}

typedef struct paragraph {
	item *items;
	size_t count, capacity;
} paragraph;

static inline void put(arena *a, paragraph *p, item it)
{
	*ARENA_APPEND(a, p->items, p->count, p->capacity) = it;
}

static inline item box(length width)
{
	return (item){.kind = ITEM_BOX,
		      .width = item_length_of(width),
		      .stretch = item_length_of(width / 50),
		      .shrink = item_length_of(width / 50),
		      .letters = (uint32_t)(width / LENGTH_PT / 5 + 1)};
}

static inline item space(void)
{
	length width = LENGTH_PT * 5 / 2;
	return (item){.kind = ITEM_GLUE, .width = width, .stretch = width / 2, .shrink = width / 3};
}

/* A space after punctuation. */
static inline item rest(void)
{
	item it = space();
	it.flags = ITEM_PAUSE;
	it.stretch = it.stretch * PAUSE_STRETCH / 100;
	it.shrink = it.shrink * PAUSE_SHRINK / 100;
	return it;
}

static inline item hyphen(int cost)
{
	return (item){.kind = ITEM_PENALTY,
		      .flags = ITEM_HYPHEN,
		      .cost = cost,
		      .width = LENGTH_PT * 3,
		      .hang_right = LENGTH_PT};
}

static inline void finish(arena *a, paragraph *p)
{
	put(a, p, (item){.kind = ITEM_GLUE, .flags = ITEM_FINAL, .stretch = ITEM_ENDLESS});
	put(a, p, (item){.kind = ITEM_PENALTY, .cost = -ITEM_FORBIDDEN});
}

static inline paragraph words(arena *a, size_t count)
{
	paragraph p = {0};
	for (size_t i = 0; i < count; i++) {
		if (i)
			put(a, &p, chance(6) ? space() : rest());
		put(a, &p, box(LENGTH_PT * (8 + chance(20))));
		if (!chance(3)) {
			put(a, &p, hyphen(0));
			put(a, &p, box(LENGTH_PT * (8 + chance(20))));
		}
	}
	finish(a, &p);
	return p;
}

static inline linebreak_prices full_prices(void)
{
	linebreak_prices prices = linebreak_house_prices();
	prices.runt_width = LENGTH_PT * 28;
	prices.hyphens_given = true;
	return prices;
}

#endif
