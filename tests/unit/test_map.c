/* map: keys found again, values replaced, keys in the order in which they were added. */
#include "base/map.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MANY = 5000 };

static void keys_are_found_again(void **state)
{
	(void)state;
	arena *a = arena_new();
	map *m = map_new(a);
	int values[MANY];
	for (int i = 0; i < MANY; i++)
		map_put(m, arena_print(a, "key %d", i), &values[i]);
	for (int i = 0; i < MANY; i++)
		assert_ptr_equal(map_get(m, arena_print(a, "key %d", i)), &values[i]);
	assert_null(map_get(m, "key"));
	assert_null(map_get(m, ""));
	arena_free(a);
}

static void a_value_is_replaced_and_order_is_kept(void **state)
{
	(void)state;
	arena *a = arena_new();
	map *m = map_new(a);
	int one = 1, two = 2;
	size_t count;
	map_put(m, "b", &one);
	map_put(m, "a", &one);
	map_put(m, "b", &two);
	const char *const *keys = map_keys(m, &count);
	assert_int_equal(count, 2);
	assert_string_equal(keys[0], "b");
	assert_string_equal(keys[1], "a");
	assert_ptr_equal(map_get(m, "b"), &two);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_are_found_again),
		cmocka_unit_test(a_value_is_replaced_and_order_is_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
