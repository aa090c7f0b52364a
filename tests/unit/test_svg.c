/* svg: what its elements come to: paths, places, colours and what style sheets say of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "image/svg.h"
#include "image/svg_path.h"
#include "image/svg_value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool no_picture(void *context, svg_painter *p, const char *address, drawing_picture *result)
{
	(void)context, (void)p, (void)address, (void)result;
	return false;
}

static const char *read(arena *a, const char *inside, drawing *d)
{
	const char *file = arena_print(
		a, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 50'>%s</svg>", inside);
	return svg_read(a, file, strlen(file), no_picture, NULL, NULL, d);
}

/* The first shape, with the matrix from its space to the drawing's. */
static const drawing_shape *find(const drawing_item *items, drawing_matrix *m)
{
	for (const drawing_item *i = items; i; i = i->next) {
		const drawing_matrix outer = *m;
		*m = drawing_combine(&i->matrix, m);
		if (i->kind == DRAWING_SHAPE)
			return &i->as.shape;
		const drawing_shape *inner =
			i->kind == DRAWING_GROUP ? find(i->as.group.items, m) : NULL;
		if (inner)
			return inner;
		*m = outer;
	}
	return NULL;
}

static const drawing_shape *shape(arena *a, const char *inside, drawing_matrix *m)
{
	drawing d;
	assert_null(read(a, inside, &d));
	*m = drawing_identity;
	const drawing_shape *s = find(d.items, m);
	assert_non_null(s);
	return s;
}

static void assert_box(const drawing_box *box, double left, double top, double right, double bottom)
{
	const double is[] = {box->left, box->top, box->right, box->bottom},
		     due[] = {left, top, right, bottom};
	for (int i = 0; i < 4; i++)
		if (fabs(is[i] - due[i]) > 0.01)
			fail_msg("side %d is %f, not %f", i, is[i], due[i]);
}

static void read_path(arena *a, const char *data, drawing_path *path)
{
	const svg_attribute d = {.name = "d", .value = data};
	const svg_element e = {.tag = "path", .attributes = &d};
	const svg_room room = {100, 50, 16};
	assert_true(svg_path_shape(a, &e, &room, path));
}

static void assert_path(arena *a, const char *data, double left, double top, double right,
			double bottom)
{
	drawing_path path = {0};
	read_path(a, data, &path);
	const drawing_box box = drawing_path_box(&path);
	assert_box(&box, left, top, right, bottom);
}

static void test_paths_reach_as_far_as_they_say(void **state)
{
	arena *a = arena_new();
	(void)state;
	assert_path(a, "M10 20L30 40", 10, 20, 30, 40);
	assert_path(a, "m10,20 5-5.5 3.5.5", 10, 14.5, 18.5, 20);
	assert_path(a, "M0 0h10v20H5z", 0, 0, 10, 20);
	assert_path(a, "M0 0C0 10 10 10 10 0", 0, 0, 10, 7.5);
	assert_path(a, "M0 0Q5 10 10 0T20 0", 0, -5, 20, 5);
	assert_path(a, "M0 0C0 10 10 10 10 0S20-10 20 0", 0, -7.5, 20, 7.5);
	/* half a circle to the right, by flags that nothing parts */
	assert_path(a, "M0 0A5 5 0 0110 0", 0, -5, 10, 0);
	assert_path(a, "M0 0a5 5 0 1 0 0 10", -5, 0, 0, 10);
	/* radii that are too small grow */
	assert_path(a, "M0 0A1 1 0 0 1 10 0", 0, -5, 10, 0);
	arena_free(a);
}

static void test_a_broken_path_ends_where_it_breaks(void **state)
{
	arena *a = arena_new();
	drawing_path path = {0};
	(void)state;
	read_path(a, "M0 0L10 10L20 x 30 30", &path);
	assert_int_equal(path.count, 2);
	drawing_path none = {0};
	read_path(a, "L10 10", &none);
	assert_int_equal(none.count, 0);
	arena_free(a);
}

static void test_transforms_go_from_the_last_to_the_first(void **state)
{
	drawing_matrix m;
	double x = 1, y = 0;
	(void)state;
	assert_true(svg_value_transform("translate(10 5) rotate(90) scale(2)", &m));
	drawing_apply(&m, &x, &y);
	assert_true(x == 10 && y == 7);
	assert_true(svg_value_transform("translate(10px) translate(0, 5px) rotate(90deg)", &m));
	x = 1, y = 0;
	drawing_apply(&m, &x, &y);
	assert_true(x == 10 && y == 6);
	assert_false(svg_value_transform("rotate(1", &m));
	assert_true(m.a == 1 && m.e == 0);
}

static void assert_color(const char *text, double red, double green, double blue, double alpha)
{
	const drawing_color current = {.red = 0.25};
	drawing_color c;
	assert_true(svg_value_color(text, &current, &c));
	if (fabs(c.red - red) + fabs(c.green - green) + fabs(c.blue - blue) +
		    fabs(c.alpha - alpha) >
	    0.01)
		fail_msg("%s is %f %f %f %f", text, c.red, c.green, c.blue, c.alpha);
}

static void test_colours_in_all_their_forms(void **state)
{
	drawing_color c;
	(void)state;
	assert_color("#f00", 1, 0, 0, 1);
	assert_color("#00ff0080", 0, 1, 0, 0.5);
	assert_color("RebeccaPurple ", 0.4, 0.2, 0.6, 1);
	assert_color("rgb(255, 0, 51)", 1, 0, 0.2, 1);
	assert_color("rgba(0 0 0 / 25%)", 0, 0, 0, 0.25);
	assert_color("hsl(120, 100%, 25%)", 0, 0.5, 0, 1);
	assert_color("currentColor", 0.25, 0, 0, 0);
	assert_false(svg_value_color("#ff", &c, &c));
	assert_false(svg_value_color("puce", &c, &c));
}

static void test_lengths_have_units(void **state)
{
	(void)state;
	assert_true(fabs(svg_value_length("10mm", 0, 0, 0) - 37.795) < 0.001);
	assert_true(svg_value_length("2em", 12, 0, 0) == 24);
	assert_true(svg_value_length("50%", 0, 80, 0) == 40);
	assert_true(svg_value_length("wide", 0, 0, 7) == 7);
}

/* Numbers are what strtod reads, to the last bit, whichever way they are read. */
static void test_numbers_are_those_that_they_spell(void **state)
{
	(void)state;
	static const char *const texts[] = {"0",
					    ".5",
					    "-.5",
					    "+7.",
					    "-0",
					    "12.340",
					    "0.1",
					    "5e-3",
					    "1e",
					    "2.5E+2",
					    "0007.1",
					    "1e400",
					    "0.000000001",
					    "1234.5",
					    "900719925474099.1",
					    "9007199254740993",
					    "0.1234567890123456789",
					    "123456789012345678901"};
	char text[64];
	for (size_t i = 0; i < sizeof texts / sizeof *texts + 20000; i++) {
		if (i < sizeof texts / sizeof *texts)
			snprintf(text, sizeof text, "%s", texts[i]);
		else
			snprintf(text, sizeof text, "%.*f", (int)(i % 17), (double)i * 7919 / 7.3);
		char *end;
		double expected = strtod(text, &end), number;
		const char *at = text;
		assert_true(svg_value_number(&at, &number));
		assert_ptr_equal(at, end);
		expected = fmax(-1e12, fmin(1e12, expected));
		assert_memory_equal(&number, &expected, sizeof number);
	}
	double number;
	const char *hexadecimal = "0x10", *name = "inf", *point = "-.";
	assert_true(svg_value_number(&hexadecimal, &number) && number == 0);
	assert_string_equal(hexadecimal, "x10");
	assert_false(svg_value_number(&name, &number) || svg_value_number(&point, &number));
}

static void test_style_sheets_outweigh_attributes(void **state)
{
	static const struct {
		const char *svg;
		double red, green, blue;
	} cases[] = {
		{"<path fill='red' d='M0 0h1'/>", 1, 0, 0},
		{"<style>path{fill:blue}</style><path fill='red' d='M0 0h1'/>", 0, 0, 1},
		{"<style>.a{fill:lime} path{fill:blue}</style><path class='b a' d='M0 0h1'/>", 0, 1,
		 0},
		{"<style>#x{fill:lime} .a{fill:blue}</style><path id='x' class='a' d='M0 0h1'/>", 0,
		 1, 0},
		{"<style>path{fill:blue}</style><path style='fill:red' d='M0 0h1'/>", 1, 0, 0},
		{"<style>path{fill:blue!important}</style><path style='fill:red' d='M0 0h1'/>", 0,
		 0, 1},
		{"<style>g > path{fill:red} g g path{fill:blue}</style><g><g><path d='M0 "
		 "0h1'/></g></g>",
		 0, 0, 1},
		/* the path's second ancestor g is the child of svg */
		{"<style>svg > g path{fill:blue} svg > svg path{fill:lime}</style><g><g><path "
		 "d='M0 0h1'/></g></g>",
		 0, 0, 1},
		{"<style>svg > path{fill:red} a:hover path{fill:lime} @media print{path{fill:lime}}"
		 "</style><g><path d='M0 0h1'/></g>",
		 0, 0, 0},
		{"<g fill='currentColor'><g color='blue'><path d='M0 0h1'/></g></g>", 0, 0, 1},
		{"<g fill='blue'><path fill='inherit' d='M0 0h1'/></g>", 0, 0, 1},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		arena *a = arena_new();
		drawing_matrix m;
		const drawing_color c = shape(a, cases[i].svg, &m)->fill.color;
		if (c.red != cases[i].red || c.green != cases[i].green || c.blue != cases[i].blue)
			fail_msg("%s is %f %f %f", cases[i].svg, c.red, c.green, c.blue);
		arena_free(a);
	}
}

static void assert_place(const char *svg, double left, double top, double right, double bottom)
{
	arena *a = arena_new();
	drawing_matrix m;
	const drawing_shape *s = shape(a, svg, &m);
	const drawing_box box = drawing_path_box(&s->path), at = drawing_box_after(&box, &m);
	assert_box(&at, left, top, right, bottom);
	arena_free(a);
}

static void test_shapes_are_where_their_groups_put_them(void **state)
{
	(void)state;
	assert_place("<rect x='10%' y='10' width='20' height='5' rx='1'/>", 10, 10, 30, 15);
	assert_place("<g transform='translate(5)'><circle cx='10' cy='10' r='5'/></g>", 10, 5, 20,
		     15);
	assert_place("<symbol id='s' viewBox='0 0 10 10'><rect width='10' height='10'/></symbol>"
		     "<use href='#s' x='20' y='5' width='40' height='20'/>",
		     30, 5, 50, 25);
	assert_place("<svg x='10' y='10' width='20' height='20' viewBox='0 0 2 2'>"
		     "<ellipse cx='1' cy='1' rx='1' ry='.5'/></svg>",
		     10, 15, 30, 25);
	assert_place("<polygon points='1,2 3,4 5 2'/>", 1, 2, 5, 4);
}

static void test_transforms_turn_about_their_origin(void **state)
{
	static const struct {
		const char *origin;
		double left, top;
	} cases[] = {
		{"50 25", 65, -25},        {"bottom right", 140, -50}, {"right bottom", 140, -50},
		{"center left 0", 15, 25}, {"left center 0", 15, 25},  {"top right", 90, -100},
		{"50", 65, -25},           {"25% 20%", 25, -15}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char svg[200];
		snprintf(svg, sizeof svg,
			 "<rect width='10' height='10' transform='rotate(90)' "
			 "transform-origin='%s'/>",
			 cases[i].origin);
		assert_place(svg, cases[i].left, cases[i].top, cases[i].left + 10,
			     cases[i].top + 10);
	}
}

static void test_texts_have_their_words_and_places(void **state)
{
	arena *a = arena_new();
	drawing d;
	(void)state;
	assert_null(read(a, "<text x='5' y='10'>Some <tspan dy='2'>words</tspan></text>", &d));
	const drawing_item *item = d.items;
	while (item->kind == DRAWING_GROUP)
		item = item->as.group.items;
	assert_int_equal(item->kind, DRAWING_TEXT);
	assert_int_equal(d.text_count, 1);
	assert_int_equal(item->as.text.count, 2);
	assert_true(item->as.text.x == 5 && item->as.text.y == 10);
	assert_true(item->as.text.spans[1].dy == 2);
	arena_free(a);
}

static void test_natural_sizes(void **state)
{
	static const struct {
		const char *attributes;
		double width, height;
	} cases[] = {{"width='72pt' height='1in'", 96, 96},
		     {"viewBox='0 0 30 20'", 30, 20},
		     {"width='60' viewBox='0 0 30 20'", 60, 40},
		     {"width='20' viewBox='0 0 .5 1'", 20, 40},
		     {"height='20' viewBox='0 0 1 .5'", 40, 20},
		     {"width='100%' height='100%' viewBox='5 5 30 20'", 30, 20},
		     {"", 300, 150}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		arena *a = arena_new();
		drawing d;
		const char *file = arena_print(
			a, "<svg xmlns='http://www.w3.org/2000/svg' %s><path d='M0 0h1'/></svg>",
			cases[i].attributes);
		assert_null(svg_read(a, file, strlen(file), no_picture, NULL, NULL, &d));
		assert_true(d.width == cases[i].width && d.height == cases[i].height);
		arena_free(a);
	}
}

static void test_an_svg_is_known_by_its_beginning(void **state)
{
	(void)state;
	assert_true(svg_is("<svg>", 5));
	assert_true(svg_is("\xef\xbb\xbf <?xml version='1.0'?><!-- x --><svg>", 41));
	assert_false(svg_is("<html><body>", 12));
	assert_false(svg_is("an <svg>", 8));
}

/* Nested as deep as XML can be read, and references to references. */
static void test_depth_is_bounded(void **state)
{
	arena *a = arena_new();
	drawing d;
	char *deep = arena_alloc(a, 100000), *to = deep;
	(void)state;
	for (int i = 0; i < 300; i++)
		to += sprintf(to, "<g>");
	for (int i = 0; i < 300; i++)
		to += sprintf(to, "</g>");
	assert_non_null(strstr(read(a, deep, &d), "deeper than 200"));
	to = deep;
	for (int i = 0; i < 100; i++)
		to += sprintf(to, "<g id='g%d'><use href='#g%d'/></g>", i, i + 1);
	assert_null(read(a, deep, &d));
	assert_non_null(d.unpainted[0]);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_paths_reach_as_far_as_they_say),
		cmocka_unit_test(test_a_broken_path_ends_where_it_breaks),
		cmocka_unit_test(test_transforms_go_from_the_last_to_the_first),
		cmocka_unit_test(test_colours_in_all_their_forms),
		cmocka_unit_test(test_lengths_have_units),
		cmocka_unit_test(test_numbers_are_those_that_they_spell),
		cmocka_unit_test(test_style_sheets_outweigh_attributes),
		cmocka_unit_test(test_shapes_are_where_their_groups_put_them),
		cmocka_unit_test(test_transforms_turn_about_their_origin),
		cmocka_unit_test(test_texts_have_their_words_and_places),
		cmocka_unit_test(test_natural_sizes),
		cmocka_unit_test(test_an_svg_is_known_by_its_beginning),
		cmocka_unit_test(test_depth_is_bounded),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
