/* river: see river.h. The spaces of a line are in order and do not overlap, so the pairs of two
 * lines that overlap are found in one walk along both. */
#include "lines/river.h"

#include "base/arena.h"

void river_add(river_view *v, length left, length right, length natural)
{
	*ARENA_APPEND_ROOM(v->arena, v->here, v->here_count, v->here_capacity) =
		(river_gap){left, right, natural, left, right, 1, false};
}

/* One more pair, in its place: the greatest overlap first, then from left to right. Lines have a
 * dozen spaces. */
static void add_pair(river_view *v, river_pair made)
{
	ARENA_APPEND_ROOM(v->arena, v->pairs, v->pair_count, v->pair_capacity);
	size_t place = v->pair_count - 1;
	for (; place > 0 && v->pairs[place - 1].overlap < made.overlap; place--)
		v->pairs[place] = v->pairs[place - 1];
	v->pairs[place] = made;
}

static void find_pairs(river_view *v)
{
	v->pair_count = 0;
	for (uint32_t i = 0, first = 0; i < v->here_count; i++) {
		const river_gap *here = &v->here[i];
		while (first < v->above_count && v->above[first].right <= here->left)
			first++;
		for (uint32_t k = first; k < v->above_count && v->above[k].left < here->right;
		     k++) {
			const river_gap *above = &v->above[k];
			length left = here->left > above->left ? here->left : above->left;
			length right = here->right < above->right ? here->right : above->right;
			if (right > left && 2 * (right - left) >= here->natural)
				add_pair(v, (river_pair){right - left, k, i});
		}
	}
}

size_t river_link(river_view *v)
{
	size_t rivers = 0;

	find_pairs(v);
	for (size_t i = 0; i < v->pair_count; i++) {
		river_gap *above = &v->above[v->pairs[i].above], *here = &v->here[v->pairs[i].here];
		if (above->goes_on || here->lines > 1)
			continue;
		above->goes_on = true;
		here->lines = above->lines + 1;
		here->most_left = above->most_left < here->left ? above->most_left : here->left;
		here->most_right =
			above->most_right > here->right ? above->most_right : here->right;
		rivers += here->lines >= RIVER_LINES;
	}
	return rivers;
}

void river_turn(river_view *v)
{
	river_gap *above = v->above;
	size_t capacity = v->above_capacity;

	v->above = v->here;
	v->above_count = v->here_count;
	v->above_capacity = v->here_capacity;
	v->here = above;
	v->here_count = 0;
	v->here_capacity = capacity;
}
