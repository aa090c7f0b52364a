/* What paragraph tells of a text without setting it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lines/paragraph.h"

/* Whole words, one at least: what is longer than the room for it is shown all the same. */
static void test_words_at_the_ends(void **state)
{
	static const struct {
		const char *text, *first, *last;
	} cases[] = {
		{"", "", ""},
		{"short", "short", "short"},
		{"one two", "one two", "one two"},
		{"one two three four", "one two", "three four"},
		{"one twoandmore threeandmore four", "one", "four"},
		{"considerably so considerably", "considerably", "considerably"},
		{"a considerably", "a", "considerably"},
		{"considerably b", "considerably", "b"},
		{"unspeakablylongword", "unspeakablylongword", "unspeakablylongword"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *text = cases[i].text;
		size_t size = strlen(text), first = paragraph_first_words(text, size, 10),
		       last = paragraph_last_words(text, size, 10);
		assert_int_equal(first, strlen(cases[i].first));
		assert_memory_equal(text, cases[i].first, first);
		assert_true(last <= size);
		assert_string_equal(text + last, cases[i].last);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_at_the_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
