/* pagebreak_table: the states that a search has reached at one place of the galley: dense arrays by
 * position and lines used, one for each number of note lines at the foot and of floats owed.
 * Invariant: each counted class is in the bucket of its key, and each of its cells either is
 * unreached or holds the cheapest step offered. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "pages/pagebreak.h"
#include "pages/pagebreak_search.h"
#include "pages/pagebreak_table.h"

void pagebreak_table_clear(pagebreak_table *table, int positions, int widest)
{
	if (positions != table->positions || widest != table->widest)
		table->made = 0;
	table->positions = positions;
	table->widest = widest;
	table->count = 0;
	memset(table->buckets, 0, sizeof table->buckets);
}

size_t pagebreak_table_row(const pagebreak_table *table, int position)
{
	return (size_t)position * (size_t)(table->widest + 1);
}

static pagebreak_class *make_class(arena *scratch, pagebreak_table *table)
{
	size_t states = pagebreak_table_row(table, table->positions);
	if (table->count == table->capacity)
		table->classes = arena_grow(scratch, table->classes, table->count, &table->capacity,
					    table->count + 1, sizeof *table->classes);
	pagebreak_class *class = &table->classes[table->count++];
	if (table->count > table->made) {
		class->costs = ARENA_ARRAY(scratch, states, int64_t);
		class->steps = ARENA_ARRAY(scratch, states, pagebreak_step);
		class->indices = ARENA_ARRAY(scratch, states, uint32_t);
		table->made = table->count;
	}
	for (size_t i = 0; i < states; i++)
		class->costs[i] = INT64_MAX;
	return class;
}

static bool is_alike(pagebreak_key a, pagebreak_key b)
{
	return a.last == b.last && a.top == b.top && a.floats == b.floats && a.closed == b.closed &&
	       a.taken == b.taken;
}

pagebreak_class *pagebreak_table_class(arena *scratch, pagebreak_table *table, pagebreak_key key)
{
	unsigned hash = (unsigned)key.last * 2 + key.closed + (unsigned)key.floats * 31 +
			(unsigned)key.top * 7 + key.taken * 13u;
	size_t *bucket = &table->buckets[hash % PAGEBREAK_BUCKETS];
	for (size_t i = *bucket; i; i = table->classes[i - 1].next)
		if (is_alike(table->classes[i - 1].key, key))
			return &table->classes[i - 1];
	pagebreak_class *class = make_class(scratch, table);
	class->key = key;
	class->next = *bucket;
	*bucket = table->count;
	return class;
}
