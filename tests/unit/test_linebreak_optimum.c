/* The line breaker's search against exhaustive search over the same prices, in each of its
 * passes. */
#include "linebreak_paragraphs.h"

/* --- paragraphs ----------------------------------------------------------------------------- */

/* most breaks set a hyphen, and boxes give so much that there are several ways all the same */
static bool dense;

/* Words of up to three parts, with now and then a hanging letter, a shared word, a name, a written
 * hyphen, a forced break. */
static paragraph random_paragraph(arena *a, size_t breaks)
{
	paragraph p = {0};
	for (size_t i = 0; i < breaks; i++) {
		item b = box(LENGTH_PT * (4 + chance(30)) + chance(65536));
		if (dense)
			b.stretch = b.shrink = b.width / 3;
		b.word = chance(3) ? 0 : 1 + chance(3);
		b.hang_left = chance(4) ? 0 : LENGTH_PT;
		b.hang_right = chance(4) ? 0 : LENGTH_PT * 2;
		put(a, &p, b);
		uint32_t kind = chance(20);
		if (kind < (dense ? 14 : 6)) {
			item h = hyphen((int)chance(30));
			h.flags |= chance(4) ? 0 : ITEM_NAME;
			h.after = chance(3) ? 0 : LENGTH_PT / 2;
			put(a, &p, h);
		} else if (kind == 6) {
			put(a, &p, (item){.kind = ITEM_PENALTY, .flags = ITEM_EXPLICIT});
		} else if (kind == 7 && chance(2)) {
			put(a, &p, (item){.kind = ITEM_GLUE, .stretch = ITEM_ENDLESS});
			put(a, &p, (item){.kind = ITEM_PENALTY, .cost = -ITEM_FORBIDDEN});
		} else if (kind == 8) {
			put(a, &p, (item){.kind = ITEM_PENALTY, .cost = ITEM_FORBIDDEN});
			put(a, &p, space());
		} else {
			put(a, &p, space());
		}
	}
	put(a, &p, box(LENGTH_PT * (4 + chance(60))));
	finish(a, &p);
	return p;
}

/* --- exhaustive search over the same prices ------------------------------------------------- */

enum { FEW_LINES = 32 };

typedef struct exhaustion {
	line_task task;
	int64_t best[FEW_LINES]; /* for each number of lines */
} exhaustion;

static void exhaust(exhaustion *e, const line_way *before, size_t number)
{
	if (before->at + 1 == e->task.count) {
		if (before->cost < e->best[number])
			e->best[number] = before->cost;
		return;
	}
	for (size_t to = before->at + 1; to < e->task.count; to++) {
		line_figures f;
		if (linebreak_line_price(&e->task, before->at, to, number, &f)) {
			int64_t pair =
				linebreak_pair_price(&e->task, before, &e->task.breaks[to], &f);
			const uint8_t ladder = ITEM_HYPHEN | ITEM_EXPLICIT;
			line_way way = {.cost = before->cost + pair + f.cost,
					.from = before->at,
					.at = (uint32_t)to,
					.space = f.space,
					.expansion = f.expansion,
					.fitness = (uint8_t)f.fitness};
			way.twice = (e->task.breaks[to].flags & ladder) &&
				    (e->task.breaks[before->at].flags & ladder);
			if (pair >= 0)
				exhaust(e, &way, number + 1);
		}
		if (e->task.breaks[to].forced)
			break;
	}
}

/* The search's cheapest way for each number of lines equals the exhaustive one, in this pass.
 * Returns how many there are. */
static size_t compare(arena *a, paragraph p, const linebreak_prices *prices, line_pass pass,
		      const length *widths, size_t width_count)
{
	exhaustion e = {.task = {.prices = prices,
				 .widths = widths,
				 .width_count = width_count,
				 .pass = pass}};
	for (size_t i = 0; i < FEW_LINES; i++)
		e.best[i] = INT64_MAX;
	e.task.breaks = linebreak_gather(a, p.items, p.count, prices, pass.hyphens, &e.task.count);
	exhaust(&e, &(line_way){.fitness = 1}, 0);

	line_search s;
	uint32_t ends[LINES_SPAN];
	size_t found = linebreak_search(&s, a, &e.task, ends, LINES_SPAN), wanted = 0;
	int64_t least = INT64_MAX;
	for (size_t i = 0; i < FEW_LINES; i++) {
		wanted += e.best[i] < INT64_MAX;
		least = e.best[i] < least ? e.best[i] : least;
	}
	assert_int_equal(found > 0, wanted > 0);
	if (found)
		assert_int_equal(s.ways[ends[0]].cost, least);
	if (!prices->variants || !found)
		return wanted;
	size_t neighbours = 0, best = s.ways[ends[0]].line;
	for (size_t i = 0; i < found; i++) {
		size_t number = s.ways[ends[i]].line;
		assert_true(i == 0 || s.ways[ends[i - 1]].cost <= s.ways[ends[i]].cost);
		if (number + 1 < best || number > best + 1)
			continue;
		if (e.best[number] <= least + (int64_t)prices->variant_most * UNIT)
			assert_int_equal(s.ways[ends[i]].cost, e.best[number]);
		neighbours++;
	}
	int64_t fair = least + (int64_t)prices->variant_most * UNIT;
	assert_true(neighbours >=
		    (size_t)1 + (e.best[best - 1] <= fair) + (e.best[best + 1] <= fair));
	return wanted;
}

static const line_pass PASSES[] = {
	{"plain", 100, false, false, false},
	{"hyphens", 300, true, false, false},
	{"let out", -1, true, true, false},
	{"overfull", -1, true, true, true},
};

static void compare_many(linebreak_prices prices, bool shapes)
{
	arena *a = arena_new();
	size_t several = 0, none = 0;
	for (int i = 0; i < 1200; i++) {
		arena_reset(a);
		paragraph p = random_paragraph(a, 1 + chance(11));
		length widths[3];
		for (size_t k = 0; k < 3; k++)
			widths[k] = LENGTH_PT * (shapes ? 40 + chance(60) : 70);
		for (size_t k = 0; k < sizeof PASSES / sizeof *PASSES; k++) {
			size_t found = compare(a, p, &prices, PASSES[k], widths, 3);
			several += found > 1;
			none += found == 0;
		}
	}
	/* The comparison is worth something only if both are common. */
	assert_true(several > 500);
	assert_true(none > 50);
	arena_free(a);
}

static void equals_exhaustive_search(void **state)
{
	(void)state;
	seed = 1;
	linebreak_prices prices = full_prices();
	for (int variants = 0; variants < 2; variants++) {
		prices.variants = variants;
		compare_many(prices, false);
		compare_many(prices, true);
	}
}

static void equals_exhaustive_search_at_other_prices(void **state)
{
	(void)state;
	seed = 2;
	linebreak_prices prices = full_prices();
	prices.variants = true;
	prices.expansion = 0;
	prices.step = 3000;
	prices.fitness = 700;
	compare_many(prices, true);
	prices = full_prices();
	prices.variants = true;
	prices.hyphen = 0;
	prices.hyphen_twice = 0;
	prices.loose = prices.tight = 0;
	prices.stack = 500;
	compare_many(prices, false);
}

/* Where hyphens run, the third is forbidden or dear, and the cheapest way so far may not be the one
 * to go on from. */
static void equals_exhaustive_search_among_hyphens(void **state)
{
	(void)state;
	seed = 10;
	dense = true;
	linebreak_prices prices = full_prices();
	prices.variants = true;
	prices.hyphen = prices.hyphen_twice = 0;
	prices.step = prices.fitness = 1;
	compare_many(prices, false);
	dense = false;
}

static void equals_exhaustive_search_when_ragged(void **state)
{
	(void)state;
	seed = 3;
	linebreak_prices prices = full_prices();
	prices.ragged = true;
	for (int variants = 0; variants < 2; variants++) {
		prices.variants = variants;
		prices.free_last = false;
		compare_many(prices, true);
		prices.free_last = true;
		compare_many(prices, false);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equals_exhaustive_search),
		cmocka_unit_test(equals_exhaustive_search_at_other_prices),
		cmocka_unit_test(equals_exhaustive_search_among_hyphens),
		cmocka_unit_test(equals_exhaustive_search_when_ragged),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
