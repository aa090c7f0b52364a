/* shape: words through HarfBuzz, with Debian's fonts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "type/shape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGELLA "TeX Gyre Pagella"
#define SIZE    (10 * LENGTH_PT)

typedef struct fixture {
	arena *arena;
	FILE *out;
	char *said;
	size_t said_length;
	report *report;
	font_library *fonts;
	shaper *shaper;
	style style;
	uint32_t keys;
} fixture;

static int setup(void **state)
{
	static const char *const none[] = {NULL};
	fixture *f = calloc(1, sizeof *f);
	f->arena = arena_new();
	f->out = open_memstream(&f->said, &f->said_length);
	f->report = report_new(f->arena, f->out, &(report_options){0});
	f->fonts = font_library_new(f->arena, f->report,
				    &(font_options){.configuration = "fonts/fonts.conf"});
	f->style.fallbacks = none;
	f->shaper = shaper_new(f->arena, f->report, f->fonts, &f->style);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	fixture *f = *state;
	shaper_free(f->shaper);
	font_library_free(f->fonts);
	fclose(f->out);
	free(f->said);
	arena_free(f->arena);
	free(f);
	return 0;
}

static appearance look(fixture *f, const char *family)
{
	return (appearance){
		.family = family, .weight = 400, .size = SIZE, .features = "", .key = ++f->keys};
}

static const word *shape_in(fixture *f, const char *text, const appearance *a, const char *lang,
			    hb_script_t script, uint8_t level)
{
	return shape_word(f->shaper, text, strlen(text), a, lang, script, level, (place){0});
}

static const word *shape(fixture *f, const char *text, const appearance *a)
{
	return shape_in(f, text, a, "en", HB_SCRIPT_LATIN, 0);
}

/* What must be true of any word. */
static void check(const word *w, const char *text)
{
	length width = 0;
	size_t start = 0;
	for (size_t i = 0; i < w->count; i++) {
		const run *r = w->runs[i];
		length run_width = 0;
		assert_memory_equal(r->text, text + start, r->text_length);
		for (size_t k = 0; k < r->count; k++) {
			assert_true(r->glyphs[k].cluster < r->text_length);
			run_width += r->glyphs[k].advance;
		}
		assert_int_equal(run_width, r->width);
		width += r->width;
		start += r->text_length;
	}
	assert_int_equal(start, strlen(text));
	assert_int_equal(width, w->width);
	assert_int_equal(shape_word_width_before(w, 0), 0);
	assert_int_equal(shape_word_width_before(w, start), width);
	assert_true(w->hash);
}

static void test_once(void **state)
{
	fixture *f = *state;
	appearance a = look(f, PAGELLA), b = look(f, PAGELLA);
	char text[] = "word";
	const word *w = shape(f, text, &a);
	check(w, "word");
	text[0] = 'f';
	assert_ptr_not_equal(shape(f, text, &a), w);
	assert_ptr_equal(shape(f, "word", &a), w);
	assert_ptr_not_equal(shape(f, "word", &b), w);
	assert_ptr_not_equal(shape_in(f, "word", &a, "fr", HB_SCRIPT_LATIN, 0), w);
	assert_ptr_not_equal(shape_in(f, "word", &a, "en", HB_SCRIPT_LATIN, 2), w);
	assert_string_equal(w->runs[0]->lang, "en");
	for (int i = 0; i < 10000; i++) {
		char many[16];
		sprintf(many, "x%d", i);
		shape(f, many, &a);
	}
	assert_ptr_equal(shape(f, "word", &a), w);
	check(shape(f, "x77", &a), "x77");
}

static void test_ligature(void **state)
{
	fixture *f = *state;
	appearance plain = look(f, PAGELLA), tracked = look(f, PAGELLA);
	tracked.tracking = 1000;
	const word *w = shape(f, "afield", &plain), *t = shape(f, "afield", &tracked);
	check(w, "afield");
	check(t, "afield");
	assert_int_equal(w->runs[0]->count, 5);
	assert_int_equal(t->runs[0]->count, 6);
	assert_int_equal(w->runs[0]->glyphs[1].cluster, 1);
	assert_int_equal(w->runs[0]->glyphs[2].cluster, 3);
	assert_int_equal(shape_word_width_before(w, 2), shape_word_width_before(w, 3));
	assert_int_equal(shape_word_width_before(t, 1), t->runs[0]->glyphs[0].advance);
	assert_int_equal(t->runs[0]->glyphs[0].advance, w->runs[0]->glyphs[0].advance + 1000);
	assert_int_equal(shape_space(f->shaper, &tracked), shape_space(f->shaper, &plain) + 1000);
}

static void test_advances(void **state)
{
	fixture *f = *state;
	appearance a = look(f, PAGELLA);
	a.size = 688127; /* no multiple of the em */
	const word *w = shape(f, "nnnn", &a);
	check(w, "nnnn");
	for (size_t i = 1; i < 4; i++)
		assert_int_equal(w->runs[0]->glyphs[i].advance, w->runs[0]->glyphs[0].advance);
	const font *face = shape_font(f->shaper, &a, (place){0});
	assert_int_equal(w->runs[0]->glyphs[0].advance,
			 length_scale(font_advance(face, w->runs[0]->glyphs[0].id), a.size, 1000));
	assert_true(shape_space_glyph(face));
	assert_int_equal(shape_space(f->shaper, &a), length_scale(250, a.size, 1000));
	assert_true(shape(f, "AV", &a)->width <
		    shape(f, "A", &a)->width + shape(f, "V", &a)->width);
}

static void test_caps(void **state)
{
	fixture *f = *state;
	appearance plain = look(f, PAGELLA), small = look(f, PAGELLA), all = look(f, PAGELLA),
		   upper = look(f, PAGELLA);
	small.caps = CAPS_SMALL;
	all.caps = CAPS_ALL_SMALL;
	upper.caps = CAPS_UPPER;
	const run *p = shape(f, "Haze", &plain)->runs[0], *s = shape(f, "Haze", &small)->runs[0],
		  *a = shape(f, "Haze", &all)->runs[0];
	assert_int_equal(p->glyphs[0].id, s->glyphs[0].id);
	assert_int_not_equal(p->glyphs[0].id, a->glyphs[0].id);
	assert_int_not_equal(p->glyphs[1].id, s->glyphs[1].id);
	assert_int_equal(s->glyphs[1].id, a->glyphs[1].id);
	const word *w = shape_in(f, "straße", &upper, "de", HB_SCRIPT_LATIN, 0);
	check(w, "straße");
	assert_int_equal(w->runs[0]->count, 7);
	assert_int_equal(w->runs[0]->glyphs[5].cluster, w->runs[0]->glyphs[4].cluster);
	assert_int_equal(w->runs[0]->glyphs[6].cluster, 6);
	assert_int_equal(w->runs[0]->glyphs[0].id, shape(f, "S", &plain)->runs[0]->glyphs[0].id);
	assert_int_equal(shape_in(f, "i", &upper, "tr", HB_SCRIPT_LATIN, 0)->runs[0]->glyphs[0].id,
			 shape(f, "İ", &plain)->runs[0]->glyphs[0].id);
}

/* DejaVu Serif has no small caps. */
static void test_caps_made(void **state)
{
	fixture *f = *state;
	appearance small = look(f, "DejaVu Serif"), all = look(f, "DejaVu Serif"),
		   plain = look(f, "DejaVu Serif");
	small.caps = CAPS_SMALL;
	all.caps = CAPS_ALL_SMALL;
	const word *w = shape(f, "Aße2", &small);
	check(w, "Aße2");
	assert_int_equal(w->count, 3);
	assert_int_equal(w->runs[0]->size, SIZE);
	assert_int_equal(w->runs[1]->size, length_scale(SIZE, 78, 100));
	assert_int_equal(w->runs[1]->count, 3); /* SSE */
	assert_int_equal(w->runs[1]->glyphs[2].id, shape(f, "E", &plain)->runs[0]->glyphs[0].id);
	assert_int_equal(w->runs[2]->size, SIZE);
	assert_int_equal(shape(f, "Ab", &all)->count, 1);
	check(shape(f, "Ab2", &all), "Ab2");
}

static void test_nothing_to_see(void **state)
{
	fixture *f = *state;
	appearance a = look(f, PAGELLA);
	const char *text = "a\u00ADb\u200Dc\u2060d\u200E";
	const word *w = shape(f, text, &a);
	check(w, text);
	assert_int_equal(w->runs[0]->count, 4);
	assert_int_equal(w->width, shape(f, "abcd", &a)->width);
	assert_int_equal(shape(f, "\u00AD", &a)->width, 0);
	assert_int_equal(shape(f, "\u200B", &a)->runs[0]->count, 0);
	assert_int_equal(shape(f, "", &a)->count, 0);
	assert_int_equal(shape(f, "\x7F", &a)->width, 0);
	assert_int_equal(report_errors(f->report), 0);
}

static void test_stand_ins(void **state)
{
	fixture *f = *state;
	appearance hebrew = look(f, "Noto Serif Hebrew"), cursor = look(f, "TeX Gyre Cursor"),
		   rashi = look(f, "Noto Rashi Hebrew");
	assert_int_equal(shape(f, "a\u00A0b", &cursor)->width,
			 2 * shape(f, "a", &cursor)->width + shape_space(f->shaper, &cursor));
	assert_int_equal(shape(f, "a\u00A0b", &cursor)->count, 1);
	const word *w = shape(f, "\u202F", &cursor); /* it has none */
	assert_true(w->width > 0 && w->width < shape_space(f->shaper, &cursor));
	assert_string_equal(font_family(w->runs[0]->font), "TeX Gyre Cursor");
	w = shape(f, "א\u2011ב", &hebrew); /* nor has this one U+2011 */
	assert_int_equal(w->count, 1);
	assert_int_equal(w->runs[0]->glyphs[1].id,
			 shape(f, "\u2010", &hebrew)->runs[0]->glyphs[0].id);
	w = shape(f, "\u2010", &rashi); /* and this one has hyphen-minus alone */
	assert_ptr_equal(w->runs[0]->font, shape_font(f->shaper, &rashi, (place){0}));
	assert_int_equal(w->runs[0]->glyphs[0].id, shape(f, "-", &rashi)->runs[0]->glyphs[0].id);
	assert_int_equal(report_errors(f->report), 0);
}

static void test_marks(void **state)
{
	fixture *f = *state;
	appearance a = look(f, PAGELLA), tracked = look(f, PAGELLA);
	tracked.tracking = 5000;
	assert_int_equal(shape(f, "e\u0301", &a)->runs[0]->count, 1);
	const word *w = shape(f, "q\u0301x", &a), *t = shape(f, "q\u0301x", &tracked);
	check(w, "q\u0301x");
	assert_int_equal(w->runs[0]->count, 3);
	assert_int_equal(w->runs[0]->glyphs[1].cluster, 0);
	assert_int_equal(t->width, w->width + 2 * 5000);
	assert_int_equal(t->runs[0]->glyphs[0].advance, w->runs[0]->glyphs[0].advance);
}

static void test_fallback(void **state)
{
	fixture *f = *state;
	appearance a = look(f, PAGELLA);
	const char *shalom = "שלום";
	const word *w = shape_in(f, shalom, &a, "he", HB_SCRIPT_HEBREW, 1);
	check(w, shalom);
	assert_int_equal(w->count, 1);
	assert_string_equal(font_family(w->runs[0]->font), "Noto Serif Hebrew");
	assert_int_equal(w->runs[0]->count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(w->runs[0]->glyphs[i].cluster, 6 - 2 * i);
	assert_int_equal(shape_word_width_before(w, 2), w->runs[0]->glyphs[3].advance);
	/* a point that Pagella lacks takes its base along; a digit stays */
	w = shape_in(f, "12ש\u05B8", &a, "he", HB_SCRIPT_HEBREW, 0);
	check(w, "12ש\u05B8");
	assert_int_equal(w->count, 2);
	assert_string_equal(font_family(w->runs[0]->font), PAGELLA);
	assert_int_equal(w->runs[1]->text_length, 4);
	assert_int_equal(report_errors(f->report), 0);
}

/* What no letters are keeps to the face before it, where that has it. */
static void test_fallback_goes_on(void **state)
{
	static const char *const families[] = {"Gentium Plus", "DejaVu Serif", NULL};
	fixture *f = *state;
	appearance a = look(f, PAGELLA);
	const char *asterism = "\u2042", *plus = "\u02D6", *both = "\u2042\u02D6";
	f->style.fallbacks = families;
	assert_string_equal(font_family(shape(f, plus, &a)->runs[0]->font), "Gentium Plus");
	/* Gentium 7 has it, too, and Gentium 6 has not */
	const char *of_asterism = font_family(shape(f, asterism, &a)->runs[0]->font);
	const word *w = shape(f, both, &a);
	assert_int_equal(w->count, 1);
	assert_string_equal(font_family(w->runs[0]->font), of_asterism);
}

/* Letters that join are not moved apart. */
static void test_tracking(void **state)
{
	fixture *f = *state;
	appearance plain = look(f, PAGELLA), tracked = look(f, PAGELLA);
	const char *salam = "سلام";
	tracked.tracking = 5000;
	assert_int_equal(shape_in(f, salam, &tracked, "ar", HB_SCRIPT_ARABIC, 1)->width,
			 shape_in(f, salam, &plain, "ar", HB_SCRIPT_ARABIC, 1)->width);
	assert_int_equal(shape_in(f, "שלום", &tracked, "he", HB_SCRIPT_HEBREW, 1)->width,
			 shape_in(f, "שלום", &plain, "he", HB_SCRIPT_HEBREW, 1)->width + 4 * 5000);
}

static void test_missing(void **state)
{
	fixture *f = *state;
	appearance a = look(f, PAGELLA), none = look(f, "No Such Family");
	const word *w = shape(f, "a\u0378b", &a);
	check(w, "a\u0378b");
	assert_int_equal(w->runs[0]->glyphs[1].id, 0);
	source text = {"name", NULL, 0};
	shape_word(f->shaper, "c\u0378", 3, &a, "en", HB_SCRIPT_LATIN, 0, (place){&text, 3, 4});
	shaper_report_missing(f->shaper);
	assert_int_equal(report_errors(f->report), 1);
	report_flush(f->report);
	fflush(f->out);
	assert_non_null(strstr(f->said, "U+0378"));
	assert_non_null(strstr(f->said, "fallbacks:"));
	assert_int_equal(shape(f, "word", &none)->count, 0);
	assert_null(shape_font(f->shaper, &none, (place){0}));
	assert_int_equal(shape_space(f->shaper, &none), SIZE / 4);
	assert_int_equal(report_errors(f->report), 2);
}

static void test_hash(void **state)
{
	fixture *f = *state;
	appearance a = look(f, PAGELLA);
	assert_int_equal(shape(f, "Alice,", &a)->hash, shape(f, "“alice”", &a)->hash);
	assert_int_equal(shape(f, "ÉTÉ", &a)->hash, shape(f, "été", &a)->hash);
	assert_int_not_equal(shape(f, "alice", &a)->hash, shape(f, "alices", &a)->hash);
	assert_int_equal(shape(f, "λόγος", &a)->hash, shape(f, "ΛΌΓΟΣ", &a)->hash);
	assert_int_not_equal(shape(f, "—", &a)->hash, shape(f, "…", &a)->hash);
}

/* Features of the style reach HarfBuzz: Pagella's old-style figures are other glyphs. */
static void test_features(void **state)
{
	fixture *f = *state;
	appearance lining = look(f, PAGELLA), old = look(f, PAGELLA),
		   no_ligatures = look(f, PAGELLA);
	old.features = "onum,pnum";
	no_ligatures.features = "kern,-liga";
	assert_int_not_equal(shape(f, "3", &lining)->runs[0]->glyphs[0].id,
			     shape(f, "3", &old)->runs[0]->glyphs[0].id);
	assert_int_equal(shape(f, "fi", &no_ligatures)->runs[0]->count, 2);
}

/* Each figure of a word as its glyph tells: 'l' lining, 'o' old-style; other characters as they
 * are. */
static void figures_of(fixture *f, const char *text, const appearance *a, char *told)
{
	appearance lining = look(f, PAGELLA), old = look(f, PAGELLA);
	lining.features = "lnum,pnum";
	old.features = "onum,pnum";
	const word *w = shape(f, text, a);
	check(w, text);
	for (size_t i = 0, at = 0; i < w->count; at += w->runs[i++]->text_length)
		for (size_t k = 0; k < w->runs[i]->count; k++) {
			const glyph *g = &w->runs[i]->glyphs[k];
			char one[2] = {text[at + g->cluster], '\0'};
			bool figure = one[0] >= '0' && one[0] <= '9';
			told[at + g->cluster] =
				!figure                                                  ? one[0]
				: g->id == shape(f, one, &lining)->runs[0]->glyphs[0].id ? 'l'
				: g->id == shape(f, one, &old)->runs[0]->glyphs[0].id    ? 'o'
											 : '?';
		}
	told[strlen(text)] = '\0';
}

static void figures_beside_capitals_are_lining(void **state)
{
	static const char *const cases[][2] = {
		{"3D", "lD"},
		{"A4", "Al"},
		{"WGA/3D", "WGA/lD"},
		{"H2O", "HlO"},
		{"COVID-19,", "COVID-ll,"},
		{"(ISO-8859-1)", "(ISO-llll-l)"},
		{"PDF/A-2a", "PDF/A-la"},
		{"3.5D", "l.lD"},
		{"7-2D-7", "l-lD-l"},
		{"B2x3", "Blxo"},
		{"1914-18", "oooo-oo"},
		{"Mp3", "Mpo"},
		{"2nd", "ond"},
		{"1968-Revolution", "oooo-Revolution"},
		{"1968-GATT", "llll-GATT"},
		{"4", "o"},
		{"A--4", "A--o"},
		{"-4-", "-o-"},
		{"A2b3C4d5E", "AlblCldlE"},
	};
	fixture *f = *state;
	appearance a = look(f, PAGELLA);
	a.features = "onum,pnum";
	a.lining_by_capitals = true;
	char told[64];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		figures_of(f, cases[i][0], &a, told);
		assert_string_equal(told, cases[i][1]);
	}
}

static void figures_are_as_asked_otherwise(void **state)
{
	fixture *f = *state;
	appearance a = look(f, PAGELLA), small = a, lining = a;
	char told[64];
	a.features = "onum,pnum";
	figures_of(f, "3D", &a, told);
	assert_string_equal(told, "oD");
	small = a;
	small.key = ++f->keys;
	small.lining_by_capitals = true;
	small.caps = CAPS_ALL_SMALL;
	figures_of(f, "3D", &small, told);
	assert_int_equal(told[0], 'o');
	lining.key = ++f->keys;
	lining.features = "lnum,tnum";
	lining.lining_by_capitals = true;
	appearance plain = lining;
	plain.key = ++f->keys;
	plain.lining_by_capitals = false;
	assert_int_equal(shape(f, "3D", &lining)->runs[0]->glyphs[0].id,
			 shape(f, "3D", &plain)->runs[0]->glyphs[0].id);
}

/* More stretches of them than there is room for: the rest stay as they are, and nothing is
 * overrun. */
static void many_figures_beside_capitals(void **state)
{
	fixture *f = *state;
	appearance a = look(f, PAGELLA);
	a.features = "onum,pnum";
	a.lining_by_capitals = true;
	char text[400], told[400];
	for (size_t i = 0; i < sizeof text - 1; i++)
		text[i] = "A4"[i % 2];
	text[sizeof text - 1] = '\0';
	figures_of(f, text, &a, told);
	assert_int_equal(told[1], 'l');
	assert_int_equal(told[399 - 2], 'l');
	for (size_t i = 0; i < sizeof text - 1; i++)
		text[i] = "A4a4"[i % 4];
	figures_of(f, text, &a, told);
	assert_int_equal(told[1], 'l');
	assert_int_equal(told[3], 'l'); /* a4A */
	for (size_t i = 0; i < sizeof text - 1; i++)
		text[i] = "A4a4a"[i % 5];
	figures_of(f, text, &a, told);
	assert_int_equal(told[1], 'l');
	assert_int_equal(told[3], 'o');
}

/* Words that were met together are shaped by shapers of several threads, but for those that need a
 * face which was not asked for; those the first shaper shapes. Another word in known faces and
 * languages a thread's shaper shapes for itself. */
static void test_threads(void **state)
{
	fixture *f = *state;
	arena *own = arena_new();
	appearance known = look(f, PAGELLA);
	const word *office = shape_meet(f->shaper, "office", 6, &known, "en", HB_SCRIPT_LATIN, 0,
					(place){0}),
		   *face = shape_meet(f->shaper, "\U0001F600", 4, &known, "en", HB_SCRIPT_COMMON, 0,
				      (place){0});
	assert_int_equal(shape_pending(f->shaper), 2);
	assert_ptr_equal(
		shape_meet(f->shaper, "office", 6, &known, "en", HB_SCRIPT_LATIN, 0, (place){0}),
		office);
	assert_int_equal(shape_pending(f->shaper), 2);
	shaper *thread = shaper_for_thread(own, f->shaper);
	shape_pending_words(thread, f->shaper, 0, 2);
	check(office, "office");
	assert_int_equal(face->count, 0);
	shape_finish(f->shaper, 2);
	assert_int_equal(face->count, 1);
	assert_int_equal(shape_pending(f->shaper), 0);
	assert_ptr_equal(
		shape_word(thread, "office", 6, &known, "en", HB_SCRIPT_LATIN, 0, (place){0}),
		office);
	check(shape_word(thread, "offices", 7, &known, "en", HB_SCRIPT_LATIN, 0, (place){0}),
	      "offices");
	report_flush(f->report);
	fflush(f->out);
	assert_int_equal(f->said_length, 0);
	shaper_free(thread);
	shaper_free(f->shaper);
	f->shaper = NULL;
	arena_free(own);
}

/* A pending word that is asked for has its glyphs at once; finishing up to it and again is safe. */
static void test_pending(void **state)
{
	fixture *f = *state;
	appearance known = look(f, PAGELLA);
	const word *first =
		shape_meet(f->shaper, "one", 3, &known, "en", HB_SCRIPT_LATIN, 0, (place){0});
	assert_int_equal(first->count, 0);
	assert_ptr_equal(shape(f, "one", &known), first);
	check(first, "one");
	const word *second =
		shape_meet(f->shaper, "two", 3, &known, "en", HB_SCRIPT_LATIN, 0, (place){0});
	shape_finish(f->shaper, 2);
	shape_finish(f->shaper, 2);
	check(second, "two");
	const word *third =
		shape_meet(f->shaper, "three", 5, &known, "en", HB_SCRIPT_LATIN, 0, (place){0});
	shape_finish(f->shaper, shape_pending(f->shaper));
	check(third, "three");
}

/* A part of a word keeps to the face that the word has there. */
static void test_part(void **state)
{
	fixture *f = *state;
	appearance known = look(f, PAGELLA);
	const char *text = "שלום";
	const word *whole = shape_word(f->shaper, text, 8, &known, "he", HB_SCRIPT_HEBREW, 1,
				       (place){0}),
		   *part = shape_part(f->shaper, text + 4, 4, &known, "he", whole, 4, (place){0});
	assert_int_equal(part->count, 1);
	assert_ptr_equal(part->runs[0]->font, whole->runs[0]->font);
	assert_int_equal(part->runs[0]->count, 2);
	assert_ptr_equal(shape_part(f->shaper, text + 4, 4, &known, "he", whole, 4, (place){0}),
			 part);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(figures_beside_capitals_are_lining, setup,
						teardown),
		cmocka_unit_test_setup_teardown(figures_are_as_asked_otherwise, setup, teardown),
		cmocka_unit_test_setup_teardown(many_figures_beside_capitals, setup, teardown),
		cmocka_unit_test_setup_teardown(test_once, setup, teardown),
		cmocka_unit_test_setup_teardown(test_ligature, setup, teardown),
		cmocka_unit_test_setup_teardown(test_advances, setup, teardown),
		cmocka_unit_test_setup_teardown(test_caps, setup, teardown),
		cmocka_unit_test_setup_teardown(test_caps_made, setup, teardown),
		cmocka_unit_test_setup_teardown(test_nothing_to_see, setup, teardown),
		cmocka_unit_test_setup_teardown(test_stand_ins, setup, teardown),
		cmocka_unit_test_setup_teardown(test_marks, setup, teardown),
		cmocka_unit_test_setup_teardown(test_fallback, setup, teardown),
		cmocka_unit_test_setup_teardown(test_fallback_goes_on, setup, teardown),
		cmocka_unit_test_setup_teardown(test_tracking, setup, teardown),
		cmocka_unit_test_setup_teardown(test_missing, setup, teardown),
		cmocka_unit_test_setup_teardown(test_hash, setup, teardown),
		cmocka_unit_test_setup_teardown(test_features, setup, teardown),
		cmocka_unit_test_setup_teardown(test_threads, setup, teardown),
		cmocka_unit_test_setup_teardown(test_pending, setup, teardown),
		cmocka_unit_test_setup_teardown(test_part, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
