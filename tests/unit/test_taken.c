/* taken: words of the parser's tree that nobody read are named, at their line. */
#include "markdown/taken.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

static const char text[] = "A paragraph.\n\n- `code` in an item\n\n      a listing\n";

/* What is said of a tree where all blocks but the one of this number were read; to be freed. */
static char *said_of(int unread)
{
	char *said = NULL;
	size_t size;
	FILE *out = open_memstream(&said, &size);
	arena *a = arena_new();
	manuscript m = {.arena = a, .report = report_new(a, out, NULL)};
	const source s = {"text.md", text, sizeof text - 1};
	passage p;

	text_passage(&m, &p, NULL, &s, 0);
	syntax *parsed = syntax_parse(a, p.text, p.length, &(syntax_options){.prelude = ""});
	cmark_node *block = cmark_node_first_child(syntax_root(parsed));
	for (int i = 0; block; block = cmark_node_next(block))
		if (i++ != unread)
			taken_mark_below(block);
	taken_check(&m, &p, syntax_root(parsed));
	report_flush(m.report);
	syntax_free(parsed);
	fclose(out);
	arena_free(a);
	return said;
}

static void what_is_read_is_not_named(void **state)
{
	char *said = said_of(-1);

	(void)state;
	assert_string_equal(said, "");
	free(said);
}

static void what_is_not_is(void **state)
{
	char *said = said_of(0);

	(void)state;
	assert_non_null(strstr(said, "text.md:1:1: error: this text was not read: 'A paragraph.'"));
	assert_null(strstr(said, "listing"));
	free(said);
	said = said_of(1);
	assert_null(strstr(said, "A paragraph."));
	assert_non_null(strstr(said, "text.md:3:1: error: this text was not read: 'code'"));
	assert_non_null(strstr(said, "' in an item'"));
	assert_non_null(strstr(said, "text.md:5:1: error: this text was not read: 'a listing"));
	free(said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_read_is_not_named),
		cmocka_unit_test(what_is_not_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
