/* value: YAML with places, and what is said of what is wrong in it. */
#include "base/arena.h"
#include "base/nearest.h"
#include "style/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* A run of its own: what the report printed is in `said` after said_all. */
typedef struct run {
	arena *arena;
	report *report;
	source *source;
	FILE *out;
	char *said;
	size_t size;
} run;

static const value *parse(run *t, const char *text)
{
	t->arena = arena_new();
	t->said = NULL;
	t->out = open_memstream(&t->said, &t->size);
	t->report = report_new(t->arena, t->out, NULL);
	t->source = ARENA_NEW(t->arena, source);
	*t->source = (source){"s.yaml", text, strlen(text)};
	return value_parse(t->arena, t->report, t->source, 0, strlen(text));
}

static const char *said_all(run *t)
{
	report_flush(t->report);
	fflush(t->out);
	return t->said;
}

static void end(run *t)
{
	fclose(t->out);
	free(t->said);
	arena_free(t->arena);
}

static void gives_values_with_places(void **state)
{
	(void)state;
	run t;
	const value *v =
		parse(&t, "\357\273\277titel: \"Größe\"\r\npage:\r\n  é: [1, ~]\n  b: 'no'\n");
	assert_non_null(v);
	assert_int_equal(v->kind, VALUE_MAP);
	assert_int_equal(v->count, 2);
	assert_string_equal(value_of(v, "titel")->text, "Größe");
	assert_true(value_of(v, "titel")->quoted);
	assert_int_equal(value_of(v, "titel")->place.column, 8);
	const value *page = value_of(v, "page");
	const value *list = value_of(page, "é");
	assert_int_equal(page->entries[0].key_place.line, 3);
	assert_int_equal(page->entries[0].key_place.column, 3);
	assert_int_equal(list->place.column, 6);
	assert_int_equal(list->count, 2);
	assert_int_equal(list->entries[1].value->kind, VALUE_NULL);
	assert_null(value_of(v, "none"));
	assert_string_equal(said_all(&t), "");
	end(&t);
}

static void empty_is_a_map(void **state)
{
	(void)state;
	static const char *const texts[] = {"", "\n\n", "# only a comment\n", "---\n", "~"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		run t;
		const value *v = parse(&t, texts[i]);
		assert_non_null(v);
		assert_int_equal(v->kind, VALUE_MAP);
		assert_int_equal(v->count, 0);
		end(&t);
	}
}

static void starts_inside_a_source(void **state)
{
	(void)state;
	run t;
	parse(&t, "---\ntitle: a\ntitle: b\n---\n# text\n");
	const value *v = value_parse(t.arena, t.report, t.source, 4, 18);
	assert_non_null(v);
	assert_int_equal(v->entries[0].key_place.line, 2);
	assert_non_null(strstr(said_all(&t), "s.yaml:3:1: error: the key 'title' is given twice, "
					     "first in line 2; keep one of them [key-twice]"));
	end(&t);
}

static void says_what_is_wrong(void **state)
{
	(void)state;
	static const struct {
		const char *text, *said;
	} cases[] = {
		{"a: b: c\n", "s.yaml:1:5: error: a second ': ' in one entry"},
		{"a:\n\t- b\n", "error: a tab cannot indent"},
		{"a: [1, 2\nb: 3\n", "error: the list is not closed"},
		{"a: \"open\n", "is not closed"},
		{"a: @x\n", "s.yaml:1:4: error: a value cannot begin with this character"},
		{"a: &x 1\n", "s.yaml:1:4: error: anchors ('&x') are not understood"},
		{"a: *x\n", "s.yaml:1:4: error: aliases"},
		{"a: !!int 1\n", "s.yaml:1:4: error: tags"},
		{"a: 1\n---\nb: 1\n", "s.yaml:2:1: error: a second document"},
		{"a: \"\\q\"\n", "unknown escape"},
		{"é: \377\n",
		 "s.yaml:1:4: error: this is not UTF-8; save the file as UTF-8 [text-encoding]"},
		{"? [a]\n: b\n", "a key must be a word"},
		{"\"\": b\n", "s.yaml:1:1: error: the key is missing"},
		{"a: \"x\\0y\"\n", "NUL"},
		{"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
		 "s.yaml:1:33: error: lists and maps nest deeper than 32 levels"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		run t;
		parse(&t, cases[i].text);
		if (!strstr(said_all(&t), cases[i].said))
			fail_msg("%s said %s", cases[i].text, t.said);
		end(&t);
	}
}

static void takes_values(void **state)
{
	(void)state;
	run t;
	const value *v = parse(
		&t,
		"yes: yes\nno: false\nnumber: -12\nlength: 3 mm\nword: left\ntext: some words\n");
	bool flag;
	long number;
	length distance;
	size_t choice;
	const char *text;
	static const char *const words[] = {"justify", "left"};
	assert_true(value_boolean(t.report, value_of(v, "yes"), "yes", &flag) && flag);
	assert_true(value_boolean(t.report, value_of(v, "no"), "no", &flag) && !flag);
	assert_true(value_integer(t.report, value_of(v, "number"), "number", -20, 20, &number));
	assert_int_equal(number, -12);
	assert_true(value_length(t.report, value_of(v, "length"), "length", NULL, &distance));
	assert_int_equal(distance, 557314);
	assert_true(value_choice(t.report, value_of(v, "word"), "word", words, 2, &choice));
	assert_int_equal(choice, 1);
	assert_true(value_string(t.report, value_of(v, "text"), "text", &text));
	assert_string_equal(said_all(&t), "");
	end(&t);
}

static void refuses_values(void **state)
{
	(void)state;
	run t;
	const value *v = parse(&t, "flag: \"true\"\nnumber: 12x\nbare: 12\nword: lefft\nlist: "
				   "[a]\nnothing:\nlarge: 21\nhuge: 99999999999999999999\n");
	bool flag;
	long number;
	length distance;
	size_t choice;
	const char *text;
	static const char *const words[] = {"justify", "left", "center"};
	assert_false(value_boolean(t.report, value_of(v, "flag"), "flag", &flag));
	assert_false(value_integer(t.report, value_of(v, "number"), "number", 0, 20, &number));
	assert_false(value_integer(t.report, value_of(v, "large"), "large", 0, 20, &number));
	assert_false(value_integer(t.report, value_of(v, "huge"), "huge", 0, 20, &number));
	assert_false(value_length(t.report, value_of(v, "bare"), "bare", NULL, &distance));
	assert_false(value_choice(t.report, value_of(v, "word"), "word", words, 3, &choice));
	assert_false(value_string(t.report, value_of(v, "list"), "list", &text));
	assert_false(value_string(t.report, value_of(v, "nothing"), "nothing", &text));
	assert_string_equal(said_all(&t),
			    "s.yaml:1:7: error: 'flag' must be true or false without quotes, not "
			    "'true' [value-bad]\n"
			    "s.yaml:2:9: error: 'number' must be a whole number from 0 to 20, not "
			    "'12x' [value-bad]\n"
			    "s.yaml:3:7: error: 'bare' needs a unit: '12pt' or '12mm' [value-bad]\n"
			    "s.yaml:4:7: error: 'word' must be justify, left or center, not "
			    "'lefft'; did you mean 'left'? [value-bad]\n"
			    "s.yaml:5:7: error: 'list' must be a text, not a list [value-bad]\n"
			    "s.yaml:6:9: error: 'nothing' must be a text, not nothing [value-bad]\n"
			    "s.yaml:7:8: error: 'large' must be a whole number from 0 to 20, not "
			    "'21' [value-bad]\n"
			    "s.yaml:8:7: error: 'huge' must be a whole number from 0 to 20, not "
			    "'99999999999999999999' [value-bad]\n");
	end(&t);
}

static void names_unknown_keys(void **state)
{
	(void)state;
	run t;
	const value *v = parse(&t, "titel: a\nzebra: b\ndate: c\n");
	static const char *const keys[] = {"title", "date"};
	value_only(t.report, v, "front matter", keys, 2);
	assert_string_equal(said_all(&t), "s.yaml:1:1: error: front matter has no key 'titel'; did "
					  "you mean 'title'? [key-unknown]\n"
					  "s.yaml:2:1: error: front matter has no key 'zebra'; it "
					  "may have title or date [key-unknown]\n");
	end(&t);
}

static void finds_the_nearest(void **state)
{
	(void)state;
	static const char *const words[] = {"title", "subtitle", "toc-depth", "margins"};
	assert_string_equal(nearest_word("tilte", words, 4), "title");
	assert_string_equal(nearest_word("toc_depth", words, 4), "toc-depth");
	assert_string_equal(nearest_word("TITLE", words, 4), "title");
	assert_string_equal(nearest_word("margin", words, 4), "margins");
	static const char *const note[] = {"note"};
	/* a swap is one mistake */
	assert_string_equal(nearest_word("ntoe", note, 1), "note");
	assert_null(nearest_word("nite-", note, 0));
	assert_null(nearest_word("colour", words, 4));
	assert_null(nearest_word("", words, 4));
}

static void shows_long_values_cut(void **state)
{
	(void)state;
	char text[4000] = "a: ";
	for (size_t i = 0; i < 500; i++)
		strcat(text, "\360\235\204\236"); /* four bytes each */
	run t;
	const value *v = parse(&t, text);
	bool flag;
	assert_false(value_boolean(t.report, value_of(v, "a"), "a", &flag));
	assert_non_null(strstr(said_all(&t), "\360\235\204\236…' [value-bad]"));
	end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_values_with_places),
		cmocka_unit_test(empty_is_a_map),
		cmocka_unit_test(starts_inside_a_source),
		cmocka_unit_test(says_what_is_wrong),
		cmocka_unit_test(takes_values),
		cmocka_unit_test(refuses_values),
		cmocka_unit_test(names_unknown_keys),
		cmocka_unit_test(finds_the_nearest),
		cmocka_unit_test(shows_long_values_cut),
	};
	return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
