/* paragraph_items: a line that ends at a hyphen is as wide as what it shows, shaped alone, and so
 * is what is left for the next line, also where the hyphen divides a ligature. */
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
	s->out = open_memstream(&s->said, &s->size);
	t->report = report_new(s->arena, s->out, &(report_options){0});
	t->fonts = font_library_new(s->arena, t->report,
				    &(font_options){.configuration = "fonts/fonts.conf"});
	s->style.fallbacks = none;
	s->style.lines.hyphen_left = s->style.lines.hyphen_right = 2;
	t->style = &s->style;
	t->shaper = shaper_new(s->arena, t->report, t->fonts, &s->style);
	t->hyphens = hyphen_library_new(s->arena, t->report);
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

/* How many hyphens of a word were compared. */
static int compare(const scene *s, const char *text, bool ligatures)
{
	const setter *t = &s->setter;
	const paragraph_shape shape = {.look = &s->look, .measure = 100 * LENGTH_PT};
	paragraph *p = paragraph_begin_text(t, text, "en-GB", &shape);
	length all = 0, before = 0;
	size_t at = 0;
	int count = 0;

	paragraph_meet(t, p);
	shape_finish(t->shaper, shape_pending(t->shaper));
	paragraph_load_hyphens(t, p);
	paragraph_items(t, p, true);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_hyphen_in_a_ligature, setup, teardown),
		cmocka_unit_test_setup_teardown(a_hyphen_elsewhere, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
