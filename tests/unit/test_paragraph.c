/* What paragraph tells of a text without setting it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lines/paragraph_private.h"

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

/* A line that is not there is where its paragraph is: of an empty item, which has none, too. */
static void test_the_place_of_no_line(void **state)
{
	const source in = {.name = "a.md"};
	const setter s = {0};
	span text = {.place = {.source = &in, .line = 7, .column = 3}};
	const paragraph p = {.spans = &text, .span_count = 1};
	(void)state;
	for (size_t line = 0; line < 2; line++)
		assert_int_equal(paragraph_line_place(&s, &p, 0, line).line, 7);
	paragraph_line_places(&s, &p, 0, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_at_the_ends),
		cmocka_unit_test(test_the_place_of_no_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
