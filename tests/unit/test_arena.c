/* arena: zeroed, aligned, growing, used again. */
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static int all_zero(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i])
			return 0;
	return 1;
}

static void gives_zeroed_and_aligned(void **state)
{
	(void)state;
	arena *a = arena_new();
	for (int round = 0; round < 3; round++) {
		for (size_t size = 0; size < 3000; size += 7) {
			char *given = arena_alloc(a, size);
			assert_int_equal((uintptr_t)given % 16, 0);
			assert_true(all_zero(given, size));
			memset(given, 0xff, size);
		}
		char *large = arena_alloc(a, 3 << 20);
		assert_true(all_zero(large, 3 << 20));
		memset(large, 0xff, 3 << 20);
		arena_reset(a);
	}
	arena_free(a);
	arena_free(NULL);
}

static void grows_and_keeps(void **state)
{
	(void)state;
	arena *a = arena_new();
	int *numbers = NULL;
	size_t count = 0, capacity = 0;
	for (int i = 0; i < 100000; i++) {
		int *added = ARENA_APPEND(a, numbers, count, capacity);
		assert_int_equal(*added, 0);
		*added = i;
		/* something in between, so that it cannot always grow in place */
		if (i % 1000 == 0)
			memset(arena_alloc(a, 24), 0xff, 24);
	}
	assert_int_equal(count, 100000);
	for (int i = 0; i < 100000; i++)
		assert_int_equal(numbers[i], i);
	arena_free(a);
}

static void copies_and_prints(void **state)
{
	(void)state;
	arena *a = arena_new();
	assert_string_equal(arena_copy(a, "baseline", 4), "base");
	assert_string_equal(arena_copy(a, "", 0), "");
	assert_string_equal(arena_print(a, "%d lines of %s", 14, "text"), "14 lines of text");
	arena_free(a);
}

/* What a freed arena had, another one may get: zeroed, however it asks. */
static void memory_comes_again_zeroed(void **state)
{
	(void)state;
	for (int round = 0; round < 8; round++) {
		arena *a = arena_new();
		for (size_t size = 1; size < 5 << 20; size *= 3) {
			char *given = round % 2 ? ARENA_FULL_ARRAY(a, size, char)
						: ARENA_ARRAY(a, size, char);
			assert_true(all_zero(given, size));
			memset(given, 0xff, size);
		}
		char *items = NULL;
		size_t count = 0, capacity = 0;
		for (int i = 0; i < 300000; i++) {
			char *added = ARENA_APPEND(a, items, count, capacity);
			assert_int_equal(*added, 0);
			*added = (char)0xff;
			if (i % 997 == 0)
				memset(arena_alloc(a, 40), 0xff, 40);
		}
		arena_free(a);
	}
}

/* An emptied arena serves again, while another one may have got its memory. */
static void emptied_arenas_serve_again(void **state)
{
	(void)state;
	arena *a = arena_new(), *other = arena_new();
	for (int round = 0; round < 4; round++) {
		char *own = arena_alloc(a, 300000), *others = arena_alloc(other, 300000);
		assert_true(all_zero(own, 300000));
		assert_true(all_zero(others, 300000));
		memset(own, 0xff, 300000);
		memset(others, 0x11, 300000);
		arena_empty(round % 2 ? a : other);
		char *kept = round % 2 ? others : own;
		memset(arena_alloc(round % 2 ? a : other, 300000), 0x22, 300000);
		for (size_t i = 0; i < 300000; i++)
			assert_int_equal((unsigned char)kept[i], round % 2 ? 0x11 : 0xff);
	}
	arena_free(a);
	arena_free(other);
}

/* The memory that the process holds. */
static size_t resident(void)
{
	FILE *f = fopen("/proc/self/statm", "r");
	size_t all = 0, pages = 0;
	assert_non_null(f);
	assert_int_equal(fscanf(f, "%zu %zu", &all, &pages), 2);
	fclose(f);
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* What freed arenas had is kept for later ones, but no more than some of what is too small. */
static void growing_arenas_leave_little(void **state)
{
	(void)state;
	const size_t before = resident();
	for (size_t size = 3 << 20; size < 27 << 20; size += 1 << 20) {
		arena *a = arena_new();
		memset(arena_alloc(a, size), 1, size);
		arena_free(a);
	}
	assert_true(resident() < before + (100 << 20));
}

static void joined_arenas_keep_what_they_gave(void **state)
{
	(void)state;
	arena *all = arena_new();
	char *kept[20];
	for (int i = 0; i < 20; i++) {
		arena *a = arena_new();
		kept[i] =
			i % 3 ? memset(arena_alloc(a, (size_t)i << 14), i, (size_t)i << 14) : NULL;
		arena_join(all, a);
		if (i % 5 == 0)
			memset(arena_alloc(all, 70000), 0xff, 70000);
	}
	for (int i = 0; i < 20; i++)
		for (size_t k = 0; kept[i] && k < (size_t)i << 14; k++)
			assert_int_equal(kept[i][k], i);
	arena_reset(all);
	assert_true(all_zero(arena_alloc(all, 3 << 20), 3 << 20));
	arena_free(all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_zeroed_and_aligned),
		cmocka_unit_test(grows_and_keeps),
		cmocka_unit_test(copies_and_prints),
		cmocka_unit_test(memory_comes_again_zeroed),
		cmocka_unit_test(emptied_arenas_serve_again),
		cmocka_unit_test(growing_arenas_leave_little),
		cmocka_unit_test(joined_arenas_keep_what_they_gave),
	};
	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
