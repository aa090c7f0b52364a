/* The page breaker against brute force: on thousands of small random documents its cost is that of
 * the best of all ways. */
#include "pagebreak_rules.h"

static void equals_brute_force(void **state)
{
	(void)state;
	static const shape shapes[] = {
		{.blocks = 7,
		 .lines = 4,
		 .settings = 2,
		 .keep = 4,
		 .whole = 4,
		 .stuck = 5,
		 .space = 1},
		{.blocks = 7,
		 .lines = 4,
		 .settings = 1,
		 .notes = 2,
		 .note_lines = 3,
		 .keep = 6,
		 .whole = 6,
		 .space = 1},
		{.blocks = 5,
		 .lines = 4,
		 .settings = 3,
		 .notes = 3,
		 .note_lines = 2,
		 .keep = 6,
		 .stuck = 6,
		 .space = 1},
		{.blocks = 9,
		 .lines = 3,
		 .settings = 2,
		 .notes = 4,
		 .note_lines = 3,
		 .opens = 3,
		 .keep = 5,
		 .whole = 5,
		 .space = 1},
		{.blocks = 4,
		 .lines = 12,
		 .settings = 2,
		 .notes = 3,
		 .note_lines = 12,
		 .opens = 4,
		 .whole = 4,
		 .space = 2},
		{.blocks = 5,
		 .lines = 3,
		 .settings = 1,
		 .notes = 1,
		 .note_lines = 9,
		 .opens = 5,
		 .keep = 3,
		 .whole = 3,
		 .space = 3},
		{.blocks = 12, .lines = 3, .settings = 1, .floats = 4, .keep = 9, .space = 1},
		{.blocks = 9,
		 .lines = 2,
		 .settings = 2,
		 .floats = 2,
		 .keep = 4,
		 .whole = 4,
		 .opens = 7,
		 .stuck = 9,
		 .space = 2},
		{.blocks = 6,
		 .lines = 4,
		 .settings = 1,
		 .floats = 3,
		 .notes = 2,
		 .note_lines = 4,
		 .keep = 6,
		 .space = 1},
		{.blocks = 7,
		 .lines = 3,
		 .settings = 2,
		 .floats = 2,
		 .notes = 4,
		 .note_lines = 9,
		 .opens = 6,
		 .space = 1},
	};
	enum { SHAPES = sizeof shapes / sizeof *shapes };
	int passes[PASSES] = {0}, given_up = 0, splits = 0, floats = 0, carried = 0, pairs = 0;
	/* PAGEBREAK_DOCUMENTS=N: try more of them than there is time for in every run. */
	int documents = getenv("PAGEBREAK_DOCUMENTS") ? atoi(getenv("PAGEBREAK_DOCUMENTS")) : 4000;
	for (int i = 0; i < documents; i++) {
		arena *a = arena_new();
		random_state = 77u + (uint64_t)i;
		paper d = random_paper(a, &shapes[i % SHAPES]);
		if (i % 50 == 0)
			d.prices.lines = 1 + i / 50 % 2;
		for (size_t k = 0; d.prices.lines < 5 && k < d.count; k++)
			d.blocks[k].again = 0;
		pagebreak_result result;
		pagebreak(a, d.blocks, d.count, &d.prices, &result);
		tries = 0;
		int64_t cost = brute_cost(&d, passes);
		if (tries > TRIES_MOST) {
			given_up++;
			arena_free(a);
			continue;
		}
		if (cost != result.cost)
			print_message("document %d\n", i);
		assert_int_equal(cost, result.cost);
		check c = check_result(&d, &result);
		splits += c.splits;
		floats += c.floats;
		carried += c.carried;
		pairs += c.pairs;
		arena_free(a);
	}
	print_message("passes %d %d %d %d, split notes %d, floats deferred %d, carried on %d, two "
		      "waiting %d, given up %d\n",
		      passes[0], passes[1], passes[2], passes[3], splits, floats, carried, pairs,
		      given_up);
	assert_true(given_up <= documents / 200);
	for (int i = 0; i < PASSES; i++)
		assert_true(passes[i] > 20);
	assert_true(splits > 100 && floats > 200 && carried > floats && pairs > 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equals_brute_force),
	};
	return cmocka_run_group_tests_name("pagebreak optimum", tests, NULL, NULL);
}
