/* hash: what is put in is found, what is not is not, however full it gets and whatever hashes
 * meet. */
#include "base/hash.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

enum { WORDS = 5000 };

static bool same_word(const void *item, const void *key)
{
	return strcmp(item, key) == 0;
}

static void fill(uint64_t mask)
{
	arena *a = arena_new();
	hash_table m = hash_new(a, 4);
	for (int i = 0; i < WORDS; i++) {
		const char *word = arena_print(a, "word %d", i);
		uint64_t hash = hash_bytes(1, word, strlen(word)) & mask;
		assert_null(hash_find(&m, hash, same_word, word));
		hash_add(a, &m, hash, word);
		assert_ptr_equal(hash_find(&m, hash, same_word, word), word);
	}
	assert_true(m.used == WORDS && m.used * 2 <= m.size);
	for (int i = 0; i < WORDS; i++) {
		const char *word = arena_print(a, "word %d", i);
		const void *found =
			hash_find(&m, hash_bytes(1, word, strlen(word)) & mask, same_word, word);
		assert_string_equal(found, word);
	}
	arena_free(a);
}

static void finds(void **state)
{
	(void)state;
	fill(UINT64_MAX);
}

static void finds_where_hashes_meet(void **state)
{
	(void)state;
	fill(15);
}

/* Lengths and seeds count, not the bytes alone. */
static void hashes_differ(void **state)
{
	(void)state;
	assert_true(hash_bytes(0, "\0\0", 1) != hash_bytes(0, "\0\0", 2));
	assert_true(hash_bytes(0, "a", 1) != hash_bytes(1, "a", 1));
	assert_true(hash_bytes(0, "abcdefgh", 8) != hash_bytes(0, "abcdefgi", 8));
	assert_true(hash_bytes(0, "abcdefgh1", 9) != hash_bytes(0, "abcdefgh2", 9));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds),
		cmocka_unit_test(finds_where_hashes_meet),
		cmocka_unit_test(hashes_differ),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
