/* river: which word spaces of neighbouring lines go on in each other, and when that is a river. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "lines/river.h"

enum { NATURAL = 10 };

/* Lines of spaces as wide as natural, each space by its left edge. Returns how many rivers end in
 * the last line; `v` has it as the line at hand. */
static size_t look(river_view *v, size_t lines, const int (*lefts)[4])
{
	size_t rivers = 0;

	for (size_t i = 0; i < lines; i++) {
		river_turn(v);
		for (size_t k = 0; k < 4 && lefts[i][k] > 0; k++)
			river_add(v, lefts[i][k], lefts[i][k] + NATURAL, NATURAL);
		rivers = river_link(v);
	}
	return rivers;
}

static int setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static void four_lines_are_a_river(void **state)
{
	static const int lines[][4] = {{50, 100}, {100}, {103, 200}, {98}};
	river_view v = {.arena = *state}, w = {.arena = *state};

	assert_int_equal(look(&v, 3, lines), 0);
	assert_int_equal(v.here[0].lines, 3);
	assert_int_equal(look(&w, 4, lines), 1);
	assert_int_equal(w.here[0].lines, RIVER_LINES);
	assert_int_equal(w.here[0].most_left, 98);
	assert_int_equal(w.here[0].most_right, 103 + NATURAL);
}

static void half_a_space_must_overlap(void **state)
{
	static const int half[][4] = {{100}, {105}}, less[][4] = {{100}, {106}},
			 left[][4] = {{105}, {100}};
	river_view v = {.arena = *state}, w = {.arena = *state}, u = {.arena = *state};

	look(&v, 2, half);
	assert_int_equal(v.here[0].lines, 2);
	look(&w, 2, less);
	assert_int_equal(w.here[0].lines, 1);
	look(&u, 2, left);
	assert_int_equal(u.here[0].lines, 2);
}

/* Of two spaces that one overlaps, it goes on in that which it overlaps more, and in it alone. */
static void the_greater_overlap_is_taken(void **state)
{
	river_view v = {.arena = *state};

	river_add(&v, 100, 130, NATURAL);
	river_link(&v);
	river_turn(&v);
	river_add(&v, 98, 106, NATURAL);
	river_add(&v, 118, 128, NATURAL);
	river_link(&v);
	assert_int_equal(v.here[0].lines, 1);
	assert_int_equal(v.here[1].lines, 2);
	assert_true(v.above[0].goes_on);

	river_view w = {.arena = *state};
	river_add(&w, 100, 107, NATURAL);
	river_add(&w, 110, 120, NATURAL);
	river_link(&w);
	river_turn(&w);
	river_add(&w, 101, 120, NATURAL);
	river_link(&w);
	assert_false(w.above[0].goes_on);
	assert_true(w.above[1].goes_on);
}

static void a_line_without_spaces_ends_all(void **state)
{
	static const int lines[][4] = {{100}, {100}, {100}, {0}, {100}, {100}};
	river_view v = {.arena = *state};

	assert_int_equal(look(&v, 6, lines), 0);
	assert_int_equal(v.here[0].lines, 2);
}

static void rivers_beside_each_other(void **state)
{
	static const int lines[][4] = {{100, 200, 300}, {102, 201, 320}, {101, 199}, {103, 202}};
	river_view v = {.arena = *state};

	assert_int_equal(look(&v, 4, lines), 2);
	assert_int_equal(v.here[1].lines, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(four_lines_are_a_river, setup, teardown),
		cmocka_unit_test_setup_teardown(half_a_space_must_overlap, setup, teardown),
		cmocka_unit_test_setup_teardown(the_greater_overlap_is_taken, setup, teardown),
		cmocka_unit_test_setup_teardown(a_line_without_spaces_ends_all, setup, teardown),
		cmocka_unit_test_setup_teardown(rivers_beside_each_other, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
