/* length: what is read and printed is exact. */
#include "base/length.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

static const length_base base = {.em = 10 * LENGTH_PT, .line = 14 * LENGTH_PT};

static void reads_units(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		length value;
	} good[] = {
		{"10.5pt", 688128},
		{"1in", 72 * LENGTH_PT},
		{"1pc", 12 * LENGTH_PT},
		{"25.4mm", 72 * LENGTH_PT},
		{"2.54 cm", 72 * LENGTH_PT},
		{" 3 mm ", 557314},
		{"4px", 3 * LENGTH_PT},
		{"0", 0},
		{"0.0", 0},
		{"-2pt", -2 * LENGTH_PT},
		{".5pt", 32768},
		{"1.2em", 12 * LENGTH_PT},
		{"2 lines", 28 * LENGTH_PT},
		{"1 line", 14 * LENGTH_PT},
		{"-0.00000763pt", -1},
		{"0.00000762pt", 0},
	};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		length value = 12345;
		assert_true(length_parse(good[i].text, &base, &value));
		assert_int_equal(value, good[i].value);
	}
}

static void refuses_the_rest(void **state)
{
	(void)state;
	static const char *const bad[] = {"",
					  " ",
					  "pt",
					  "10",
					  "1,5pt",
					  "1.pt",
					  "--1pt",
					  "+1pt",
					  "1e3pt",
					  "10 pt x",
					  "1ptt",
					  "1 Pt",
					  "0x10pt",
					  "99999999999999999999pt",
					  "999999999mm",
					  "1%",
					  "nan",
					  "1.2.3pt"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		length value = 7;
		assert_false(length_parse(bad[i], &base, &value));
		assert_int_equal(value, 7);
	}
	length value;
	assert_false(length_parse("1em", NULL, &value));
	assert_false(length_parse("1 line", NULL, &value));
}

static void scales_without_overflow(void **state)
{
	(void)state;
	assert_int_equal(length_scale(LENGTH_MAX, LENGTH_MAX, LENGTH_MAX), LENGTH_MAX);
	assert_int_equal(length_scale(7, 1, 2), 4);
	assert_int_equal(length_scale(-7, 1, 2), -4);
	assert_int_equal(length_scale(7, 1, -2), -4);
	assert_int_equal(length_scale(1, 1, 3), 0);
	assert_int_equal(length_scale(-5, 1, 3), -2);
	assert_int_equal(length_scale(-LENGTH_MAX, LENGTH_MAX, LENGTH_MAX), -LENGTH_MAX);
	assert_int_equal(length_scale(INT64_MIN, 1, 2), INT64_MIN / 2);
}

static void prints(void **state)
{
	(void)state;
	static const struct {
		length value;
		int digits;
		const char *text;
	} cases[] = {
		{0, 5, "0"},
		{LENGTH_PT * 21 / 2, 5, "10.5"},
		{-LENGTH_PT / 4, 2, "-0.25"},
		{-1, 3, "0"},
		{LENGTH_PT * 100, 0, "100"},
		{LENGTH_PT * 3 / 2, 0, "2"},
		{1, 5, "0.00002"},
		{LENGTH_PT * 1000 + 655, 2, "1000.01"},
		{LENGTH_PT / 20 + 1, 1, "0.1"},
		{LENGTH_PT - 1, 3, "1"},
		{INT64_MIN, 0, "-140737488355328"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char buffer[32];
		assert_int_equal(length_print(buffer, cases[i].value, cases[i].digits),
				 strlen(cases[i].text));
		assert_string_equal(buffer, cases[i].text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_units),
		cmocka_unit_test(refuses_the_rest),
		cmocka_unit_test(scales_without_overflow),
		cmocka_unit_test(prints),
	};
	return cmocka_run_group_tests_name("length", tests, NULL, NULL);
}
