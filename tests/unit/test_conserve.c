/* conserve: pages that lack a text, a line or a part of a line are found out, and what they lack is
 * named. */
#include "base/arena.h"
#include "base/unicode.h"
#include "layout/conserve.h"
#include "layout/galley.h"
#include "lines/paragraph_private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static arena *a;

/* A document of one paragraph with two texts and of a listing, and its page of four lines. */
typedef struct scene {
	document document;
	style style;
	setter setter;
	node *first, *second, *code;
	paragraph prose, listing, part;
	span code_span;
	origin origins[2];
	code_line code_lines[2];
	galley_block block;
	page_words lines[5];
	page page;
	const page *items[1];
	pages pages;
	FILE *out;
	char *said;
	size_t size;
} scene;

static node *text(node *parent, node_kind kind, const char *data)
{
	node *n = node_new(a, kind, (place){0});

	n->as.text.data = data;
	n->as.text.length = strlen(data);
	node_append(parent, n);
	return n;
}

static void add_line(scene *s, const paragraph *p, uint32_t line, uint32_t visible)
{
	s->lines[s->page.text_count++] =
		(page_words){.block = &s->block, .text = p, .line = line, .visible = visible};
}

static scene *set_scene(void)
{
	scene *s = ARENA_NEW(a, scene);
	document *d = &s->document;

	d->root = node_new(a, NODE_DOCUMENT, (place){0});
	d->lang = "en";
	node *paragraph_node = node_new(a, NODE_PARAGRAPH, (place){0});
	node_append(d->root, paragraph_node);
	s->first = text(paragraph_node, NODE_TEXT, "One line, ");
	s->second = text(paragraph_node, NODE_CODE, "another");
	s->code = text(d->root, NODE_CODE_BLOCK, "int\n\tx;\n");
	document_finish(d);
	s->prose = (paragraph){.parent = paragraph_node,
			       .text = "One line, another",
			       .length = strlen("One line, another"),
			       .origins = s->origins,
			       .origin_count = 2};
	s->origins[0] = (origin){0, s->first};
	s->origins[1] = (origin){10, s->second};
	s->code_span.owner = s->code;
	s->listing =
		(paragraph){.code = s->code_lines, .code_count = 1, .code_span = &s->code_span};
	s->part = s->listing; /* divided over two pages */
	add_line(s, &s->prose, 0, 8);
	add_line(s, &s->prose, 1, 7);
	add_line(s, &s->listing, 0, 3);
	add_line(s, &s->part, 0, 2);
	s->page.texts = s->lines;
	s->items[0] = &s->page;
	s->pages = (pages){.document = d, .items = s->items, .count = 1};
	s->out = open_memstream(&s->said, &s->size);
	s->style.sheet.width = s->style.sheet.height = 100;
	s->setter = (setter){.arena = a,
			     .document = d,
			     .style = &s->style,
			     .report = report_new(a, s->out, NULL)};
	return s;
}

/* What is said of the scene, to be freed. */
static char *judged(scene *s, conservation *result)
{
	conserve_check(&s->setter, &s->pages, result);
	report_flush(s->setter.report);
	fclose(s->out);
	return s->said;
}

static void whole_pages_are_not_named(void **state)
{
	conservation found;
	char *said = judged(set_scene(), &found);

	(void)state;
	assert_string_equal(said, "");
	assert_int_equal(found.texts, 3);
	assert_int_equal(found.characters, 20);
	assert_int_equal(found.painted, 20);
	free(said);
}

static void lost(scene *s, const char *const *words)
{
	conservation found;
	char *said = judged(s, &found);

	for (; *words; words++)
		assert_non_null(strstr(said, *words));
	assert_non_null(strstr(said, "[text-lost]"));
	free(said);
}

static void a_line_that_is_missing(void **state)
{
	scene *s = set_scene();

	(void)state;
	s->lines[1] = s->lines[3];
	s->page.text_count = 3;
	lost(s, (const char *const[]){"'One line, '", "'another'", NULL});
}

static void a_line_above_or_below_the_sheet(void **state)
{
	(void)state;
	for (int y = -1; y < 102; y += 102) {
		scene *s = set_scene();
		s->lines[1].y = y;
		lost(s, (const char *const[]){"'One line, '", "'another'", NULL});
	}
}

static void a_line_of_a_turned_sheet(void **state)
{
	conservation found;
	scene *s = set_scene();

	(void)state;
	s->style.sheet.width = 200;
	s->lines[1].y = 150;
	s->lines[1].turned = 100;
	char *said = judged(s, &found);
	assert_string_equal(said, "");
	free(said);
}

static void a_part_of_a_line(void **state)
{
	scene *s = set_scene();

	(void)state;
	s->lines[0].visible--;
	lost(s, (const char *const[]){"'One line, '", NULL});
}

static void a_part_of_a_listing(void **state)
{
	scene *s = set_scene();

	(void)state;
	s->page.text_count = 3;
	lost(s, (const char *const[]){"'int", NULL});
}

static void a_text_in_no_paragraph(void **state)
{
	scene *s = set_scene();

	(void)state;
	s->prose.origin_count = 1;
	lost(s, (const char *const[]){"'another'", NULL});
}

static void a_block_on_no_page(void **state)
{
	scene *s = set_scene();

	(void)state;
	s->page.text_count = 2;
	lost(s, (const char *const[]){"'int", NULL});
}

/* What is only in the contents is not in the text. */
static void contents_do_not_count(void **state)
{
	scene *s = set_scene();

	(void)state;
	s->block.kind = GALLEY_ENTRY;
	lost(s, (const char *const[]){"'One line, '", "'another'", NULL});
}

static void ink_is_counted(void **state)
{
	(void)state;
	assert_int_equal(unicode_visible("", 0), 0);
	assert_int_equal(unicode_visible("a b\tc\nd~\x7f!", 10), 6);
	assert_int_equal(unicode_visible("eight by eight bytes", 20), 17);
	assert_int_equal(
		unicode_visible("\xc3\xa9\xc2\xa0\xc2\xad\xe2\x80\x8b\xef\xbf\xbc\xe2\x80\x94", 16),
		2);
}

static int begin(void **state)
{
	(void)state;
	a = arena_new();
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(whole_pages_are_not_named, begin, end),
		cmocka_unit_test_setup_teardown(a_line_that_is_missing, begin, end),
		cmocka_unit_test_setup_teardown(a_line_above_or_below_the_sheet, begin, end),
		cmocka_unit_test_setup_teardown(a_line_of_a_turned_sheet, begin, end),
		cmocka_unit_test_setup_teardown(a_part_of_a_line, begin, end),
		cmocka_unit_test_setup_teardown(a_part_of_a_listing, begin, end),
		cmocka_unit_test_setup_teardown(a_text_in_no_paragraph, begin, end),
		cmocka_unit_test_setup_teardown(a_block_on_no_page, begin, end),
		cmocka_unit_test_setup_teardown(contents_do_not_count, begin, end),
		cmocka_unit_test(ink_is_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
