/* paragraph_items and paragraph_joints: a line that ends at a hyphen is as wide as what it shows,
 * shaped alone, and so is what is left for the next line, also where the hyphen divides a ligature.
 * Which hyphens are dear: those in names, near a word's ends, and in words that have one
 * already. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "lines/paragraph_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Kerning with the hyphen, up to three hundredths of an em here, is not measured elsewhere: shared
 * among a line's spaces, nobody sees it. */
enum { KERNING = 300, EXACT = 2 }; /* thousandths of a point */

typedef struct scene {
	arena *arena;
	setter setter;
	style style;
	appearance look;
	FILE *out;
	char *said;
	size_t size;
} scene;

static int setup(void **state)
{
	static const char *const none[] = {NULL};
	scene *s = calloc(1, sizeof *s);
	setter *t = &s->setter;

	s->arena = t->arena = arena_new();
	t->scratch = arena_new();
	t->breaking = arena_new();
	t->unset = arena_new();
	t->lines = arena_new();
	s->out = open_memstream(&s->said, &s->size);
	t->report = report_new(s->arena, s->out, &(report_options){0});
	t->fonts = font_library_new(s->arena, t->report,
				    &(font_options){.configuration = "fonts/fonts.conf"});
	s->style.fallbacks = none;
	s->style.lines.hyphen_left = s->style.lines.hyphen_right = 2;
	t->style = &s->style;
	t->shaper = shaper_new(s->arena, t->report, t->fonts, &s->style);
	t->hyphens = hyphen_library_new(s->arena, t->report, NULL);
	s->look = (appearance){.family = "TeX Gyre Pagella",
			       .weight = 400,
			       .size = 10 * LENGTH_PT,
			       .features = "",
			       .hyphenate = true,
			       .key = 1};
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	scene *s = *state;

	hyphen_library_free(s->setter.hyphens);
	shaper_free(s->setter.shaper);
	font_library_free(s->setter.fonts);
	arena_free(s->setter.breaking);
	arena_free(s->setter.unset);
	arena_free(s->setter.lines);
	arena_free(s->setter.scratch);
	fclose(s->out);
	free(s->said);
	arena_free(s->arena);
	free(s);
	return 0;
}

static length shaped(const scene *s, const char *text, size_t size, const char *end)
{
	const char *all = arena_print(s->arena, "%.*s%s", (int)size, text, end);

	return shape_word(s->setter.shaper, all, strlen(all), &s->look, "en-GB", HB_SCRIPT_LATIN, 0,
			  (place){0})
		->width;
}

static void near(length one, length other, int most, const char *text, size_t at)
{
	if (labs((long)(one - other)) > most * LENGTH_PT / 1000)
		fail_msg("%.*s|%s: %.3f pt, shaped alone %.3f pt", (int)at, text, text + at,
			 (double)one / LENGTH_PT, (double)other / LENGTH_PT);
}

static const paragraph *items_of(const scene *s, const char *text, const char *lang)
{
	const setter *t = &s->setter;
	const paragraph_shape shape = {.look = &s->look, .measure = 100 * LENGTH_PT};
	paragraph *p = paragraph_begin_text(t, text, lang, &shape);

	paragraph_meet(t, p);
	shape_finish(t->shaper, shape_pending(t->shaper));
	paragraph_know_languages(t, p);
	paragraph_items(t, p, true);
	return p;
}

/* How many hyphens of a word were compared. */
static int compare(const scene *s, const char *text, bool ligatures)
{
	const paragraph *p = items_of(s, text, "en-GB");
	length all = 0, before = 0;
	size_t at = 0;
	int count = 0;

	for (size_t i = 0; i < p->count; i++)
		all += p->items[i].kind == ITEM_BOX ? p->items[i].width : 0;
	for (size_t i = 0; i < p->count; i++) {
		const item *it = &p->items[i];
		if (it->kind == ITEM_BOX) {
			before += it->width;
			at = p->atoms[i].to;
		} else if (it->kind == ITEM_PENALTY && (it->flags & ITEM_HYPHEN)) {
			int most = ligatures && text[at - 1] == 'f' ? EXACT : KERNING;
			near(before + it->width, shaped(s, text, at, HYPHEN), most, text, at);
			near(all - before + it->after, shaped(s, text + at, strlen(text) - at, ""),
			     most, text, at);
			count++;
		}
	}
	return count;
}

static void a_hyphen_in_a_ligature(void **state)
{
	/* of-fice, af-flu-ent, baf-fling, dif-fi-cult, in-flex-ible, ... */
	static const char *const words[] = {"difficulties", "offices",    "affluent",  "baffling",
					    "efficient",    "sufficient", "shuffling", "sheriff"};
	int count = 0;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		count += compare(*state, words[i], true);
	assert_in_range(count, 8, 40);
}

static void a_hyphen_elsewhere(void **state)
{
	static const char *const words[] = {"considerable", "reflecting", "inflexible",
					    "typography", "institutional"};
	int count = 0;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		count += compare(*state, words[i], false);
	assert_in_range(count, 5, 40);
}

/* The hyphens of a text that a line's end would make. */
typedef struct hyphens {
	int count, names;
	int32_t least, most; /* costs */
} hyphens;

static hyphens hyphens_of(void **state, const char *text, const char *lang)
{
	const paragraph *p = items_of(*state, text, lang);
	hyphens h = {.least = INT32_MAX};

	for (size_t i = 0; i < p->count; i++) {
		const item *it = &p->items[i];
		if (it->kind != ITEM_PENALTY || !(it->flags & ITEM_HYPHEN))
			continue;
		h.count++;
		h.names += (it->flags & ITEM_NAME) != 0;
		h.least = it->cost < h.least ? it->cost : h.least;
		h.most = it->cost > h.most ? it->cost : h.most;
	}
	return h;
}

static void names(void **state)
{
	static const struct {
		const char *text, *lang;
		bool name;
	} cases[] = {
		{"so Fitzwilliam", "en-GB", true},
		{"Fitzwilliam so", "en-GB", false},
		{"on. Fitzwilliam", "en-GB", false},
		{"on.\u201D Fitzwilliam", "en-GB", false},
		{"on? (Fitzwilliam", "en-GB", false},
		{"Mr.\u00A0Fitzwilliam", "en-GB", true},
		{"on, Fitzwilliam", "en-GB", true},
		{"so fitzwilliam", "en-GB", false},
		{"das Verzeichnis", "de", false},
		{"das Verzeichnis", "de-AT", false},
		{"par d\u2019\u00C9tiennette", "fr", true},
		{"\u03BF \u03A0\u03B1\u03C0\u03B1\u03B4\u03CC\u03C0\u03BF\u03C5\u03BB\u03BF\u03C2",
		 "el", true},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		hyphens h = hyphens_of(state, cases[i].text, cases[i].lang);
		assert_in_range(h.count, 1, 8);
		if (h.names != (cases[i].name ? h.count : 0))
			fail_msg("%s: %d of %d hyphens in a name", cases[i].text, h.names, h.count);
	}
}

static void words_that_have_a_hyphen(void **state)
{
	hyphens plain = hyphens_of(state, "commanding", "en-GB"),
		own = hyphens_of(state, "self-commanding", "en-GB"),
		soft = hyphens_of(state, "com\u00ADmanding", "en-GB"),
		code = hyphens_of(state, "https://com-manding.org/", "en-GB");

	assert_in_range(plain.count, 2, 3);
	assert_in_range(plain.most, 1, 600);
	assert_int_equal(own.count, plain.count);
	assert_in_range(own.least, plain.most + 1000, 10000);
	assert_int_equal(soft.count, 1);
	assert_int_equal(soft.most, 0);
	assert_int_equal(code.count, 0);
}

static int32_t written_hyphen(void **state, const char *text)
{
	const paragraph *p = items_of(*state, text, "en-GB");

	for (size_t i = 0; i < p->count; i++)
		if (p->items[i].kind == ITEM_PENALTY && p->items[i].flags & ITEM_EXPLICIT)
			return p->items[i].cost;
	return -1;
}

static void a_hyphen_after_a_single_letter(void **state)
{
	assert_in_range(written_hyphen(state, "mail-box"), 0, 50);
	assert_in_range(written_hyphen(state, "T-shirt"), 300, 2000);
	assert_in_range(written_hyphen(state, "(T-shirt)"), 300, 2000);
}

static void hyphens_near_an_end(void **state)
{
	hyphens near_start = hyphens_of(state, "undone", "en-GB"),
		middle = hyphens_of(state, "windowless", "en-GB");

	assert_int_equal(near_start.count, 1);
	assert_true(near_start.least > middle.least + 200);
}

/* Where a name in an address may break, save at hyphens. */
static int breaks_of(void **state, const char *text)
{
	const paragraph *p = items_of(*state, text, "en-GB");
	int count = 0;

	for (size_t i = 0; i < p->count; i++)
		count += p->items[i].kind == ITEM_PENALTY && p->items[i].cost > -ITEM_FORBIDDEN &&
			 p->items[i].cost < ITEM_FORBIDDEN;
	return count;
}

static void breaks_after_a_sign(void **state)
{
	const int whole = breaks_of(state, "https://name.org"),
		  word = breaks_of(state, "https://name.org.area");

	assert_int_equal(word, whole + 1);
	assert_int_equal(breaks_of(state, "https://name.org.0rea"), word);
	assert_int_equal(breaks_of(state, "https://name.org.9rea"), word);
	assert_int_equal(breaks_of(state, "https://name.org.'rea"), whole);
}

/* A no-break space stretches as others do, but not where its width is fixed: inside guillemets,
 * before a high mark, and where it indents a line. */
static void no_break_spaces(void **state)
{
	static const struct {
		const char *text;
		uint32_t at;
		bool stretches;
	} cases[] = {
		{"5\u00A0km", 1, true},
		{"5\u00A0", 1, true},
		{"\u00A0km", 0, true},
		{"\u00AB\u00A0mot", 2, false},
		{"a \u00AB\u00A0mot", 4, false},
		{"mot\u00A0\u00BB", 3, false},
		{"mot\u00A0!", 3, false},
		{"mot\u202F!", 3, false},
		{"mot\n\u00A0\u00A0mot", 6, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (paragraph_is_no_break_space(cases[i].text, cases[i].at) != cases[i].stretches)
			fail_msg("the space in %s", cases[i].text);
}

/* What a line may add to the boxes of a text by moving its letters apart. */
static length tracked_by(scene *s, const char *text, const char *lang)
{
	length stretch[2] = {0, 0};

	for (int on = 0; on < 2; on++) {
		s->style.lines.tracking = on ? 10 : 0;
		const paragraph *p = items_of(s, text, lang);
		for (size_t i = 0; i < p->count; i++)
			stretch[on] += p->items[i].kind == ITEM_BOX ? p->items[i].stretch : 0;
	}
	return stretch[1] - stretch[0];
}

static void letters_that_join_stay_together(void **state)
{
	assert_true(tracked_by(*state, "words of it", "en-GB") > 0);
	assert_int_equal(tracked_by(*state, "\u0643\u0644\u0645\u0627\u062A", "ar"), 0);
}

/* The lines of code on a measure as wide as its first bytes, and so much more. */
static size_t code_lines(const scene *s, const char *text, size_t bytes, length more)
{
	const node code = {.kind = NODE_CODE_BLOCK,
			   .lang = "en-GB",
			   .as.text = {.data = (char *)text, .length = strlen(text)}};
	const paragraph_shape shape = {.look = &s->look,
				       .measure = shaped(s, text, bytes, "") + more};

	return paragraph_lines(paragraph_set_code(&s->setter, &code, &shape), 0);
}

/* A line of code exactly as wide as the measure is one line. A long one is shaped a part at a time:
 * that the first part is as wide as the measure does not make it a line. */
static void code_as_wide_as_the_measure(void **state)
{
	scene *s = *state;
	char text[457];

	s->style.pages.code_plain = true;
	assert_int_equal(code_lines(s, "int values of one;", 18, 0), 1);
	assert_int_equal(code_lines(s, "int values of one;", 18, -1), 2);
	memset(text, 'x', sizeof text);
	text[200] = ' ';
	text[sizeof text - 1] = '\0';
	assert_int_equal(code_lines(s, text, 256, 0), code_lines(s, text, 256, LENGTH_PT));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_hyphen_in_a_ligature, setup, teardown),
		cmocka_unit_test_setup_teardown(a_hyphen_elsewhere, setup, teardown),
		cmocka_unit_test_setup_teardown(names, setup, teardown),
		cmocka_unit_test_setup_teardown(words_that_have_a_hyphen, setup, teardown),
		cmocka_unit_test_setup_teardown(a_hyphen_after_a_single_letter, setup, teardown),
		cmocka_unit_test_setup_teardown(hyphens_near_an_end, setup, teardown),
		cmocka_unit_test_setup_teardown(breaks_after_a_sign, setup, teardown),
		cmocka_unit_test(no_break_spaces),
		cmocka_unit_test_setup_teardown(letters_that_join_stay_together, setup, teardown),
		cmocka_unit_test_setup_teardown(code_as_wide_as_the_measure, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
