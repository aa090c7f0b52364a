/* What code_lexer takes for keywords, strings, comments and numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "lines/code_lexer.h"

#include <stdio.h>
#include <string.h>

/* The text with its tokens in brackets, k s c n before each. */
static void assert_tokens(const char *name, const char *text, const char *expected)
{
	arena *a = arena_new();
	size_t count, at = 0, length = strlen(text), size = 0;
	char shown[1024] = "";
	const code_language *language = code_language_of(name);

	assert_non_null(language);
	const code_token *t = code_tokens(a, language, text, length, &count);
	for (size_t i = 0; i <= count; i++) {
		size_t from = i < count ? t[i].from : length;
		assert_true(from >= at);
		size += (size_t)snprintf(shown + size, sizeof shown - size, "%.*s",
					 (int)(from - at), text + at);
		if (i == count)
			break;
		assert_true(t[i].to > from && t[i].to <= length);
		size += (size_t)snprintf(shown + size, sizeof shown - size, "%c[%.*s]",
					 "?kscn"[t[i].kind], (int)(t[i].to - from), text + from);
		at = t[i].to;
	}
	assert_string_equal(shown, expected);
	arena_free(a);
}

static void languages_have_several_names(void **state)
{
	(void)state;
	assert_ptr_equal(code_language_of("py"), code_language_of("Python {.numberLines}"));
	assert_ptr_equal(code_language_of("{.c++}"), code_language_of("cpp"));
	assert_null(code_language_of("text"));
	assert_null(code_language_of(""));
	assert_null(code_language_of(NULL));
	assert_null(code_language_of("a-name-that-is-longer-than-all-of-them"));
}

static void each_language_has_its_comments(void **state)
{
	(void)state;
	assert_tokens("c", "int a; /* b\nc */ x // d\nif",
		      "k[int] a; c[/* b\nc */] x c[// d]\nk[if]");
	assert_tokens("c", "x /* never closed", "x c[/* never closed]");
	assert_tokens("sh", "if a#b; # c", "k[if] a#b; c[# c]");
	assert_tokens("sql", "SELECT a -- b", "k[SELECT] a c[-- b]");
	assert_tokens("lua", "--[[ a\nb ]] end -- c", "c[--[[ a\nb ]]] k[end] c[-- c]");
	assert_tokens("html", "<!-- a --><p class=\"b\">c</p>",
		      "c[<!-- a -->]<k[p] class=s[\"b\"]>c</k[p]>");
}

static void strings_end_where_they_are_closed(void **state)
{
	(void)state;
	assert_tokens("c", "f(\"a\\\"b\", 'c')", "f(s[\"a\\\"b\"], s['c'])");
	assert_tokens("c", "\"open\nint", "s[\"open]\nk[int]");
	assert_tokens("python", "'''a\n'b' ''' def", "s['''a\n'b' '''] k[def]");
	assert_tokens("python", "\"\"\"open", "s[\"\"\"open]");
	assert_tokens("js", "`a\nb` let", "s[`a\nb`] k[let]");
	assert_tokens("sql", "'it''s' and", "s['it']s['s'] k[and]");
	assert_tokens("c", "\"ends with \\", "s[\"ends with \\]");
}

static void words_are_whole(void **state)
{
	(void)state;
	assert_tokens("c", "interior int int_ 0x1Fu 3.5. a1",
		      "interior k[int] int_ n[0x1Fu] n[3.5]. a1");
	assert_tokens("yaml", "a: if\n- b-c: 12\nd", "k[a]: if\n- k[b-c]: n[12]\nd");
	assert_tokens("c", "", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(languages_have_several_names),
		cmocka_unit_test(each_language_has_its_comments),
		cmocka_unit_test(strings_end_where_they_are_closed),
		cmocka_unit_test(words_are_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
