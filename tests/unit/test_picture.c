/* picture: the grid lines that images take, at the sizes where one more begins. */
#include "lines/picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { GRID = 1200, ABOVE = 300 };

static void an_image_has_space_above_it(void **state)
{
	(void)state;
	assert_int_equal(picture_rows(1, GRID), 1);
	for (int rows = 1; rows < 5; rows++) {
		assert_int_equal(picture_tallest(rows, GRID), rows * GRID - ABOVE);
		assert_int_equal(picture_rows(picture_tallest(rows, GRID), GRID), rows);
		assert_int_equal(picture_rows(picture_tallest(rows, GRID) + 1, GRID), rows + 1);
	}
}

static void in_a_line_it_may_be_as_tall_as_the_line(void **state)
{
	(void)state;
	assert_int_equal(picture_rows_in_line(0, GRID), 1);
	assert_int_equal(picture_rows_in_line(GRID, GRID), 1);
	assert_int_equal(picture_rows_in_line(GRID + 1, GRID), 2);
	assert_int_equal(picture_rows_in_line(2 * GRID - ABOVE, GRID), 2);
	assert_int_equal(picture_rows_in_line(2 * GRID - ABOVE + 1, GRID), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_image_has_space_above_it),
		cmocka_unit_test(in_a_line_it_may_be_as_tall_as_the_line),
	};
	return cmocka_run_group_tests_name("picture", tests, NULL, NULL);
}
