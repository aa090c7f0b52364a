/* shape_caps: capitals and small capitals by script and language, and one face for a word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/icu.h"
#include "base/unicode.h"
#include "type/shape.h"
#include "type/shape_caps.h"

#include <stdio.h>
#include <string.h>

#define PAGELLA "TeX Gyre Pagella"
#define SIZE    (10 * LENGTH_PT)
#define SMALL   length_scale(SIZE, 78, 100)

typedef struct fixture {
	arena *arena;
	report *report;
	font_library *fonts;
	shaper *shaper;
	style style;
	appearance small, all;
} fixture;

static int setup(void **state)
{
	static fixture f;
	static const char *const none[] = {NULL};
	f = (fixture){.arena = arena_new()};
	f.report = report_new(f.arena, stderr, &(report_options){0});
	f.fonts = font_library_new(f.arena, f.report,
				   &(font_options){.configuration = "fonts/fonts.conf"});
	f.style.fallbacks = none;
	f.shaper = shaper_new(f.arena, f.report, f.fonts, &f.style);
	f.small = (appearance){.family = PAGELLA,
			       .weight = 400,
			       .size = SIZE,
			       .features = "",
			       .caps = CAPS_SMALL,
			       .key = 1};
	f.all = f.small;
	f.all.caps = CAPS_ALL_SMALL;
	f.all.key = 2;
	*state = &f;
	return 0;
}

static int teardown(void **state)
{
	fixture *f = *state;
	shaper_free(f->shaper);
	font_library_free(f->fonts);
	arena_free(f->arena);
	return 0;
}

static const word *shape(fixture *f, const char *text, const appearance *a, const char *lang,
			 hb_script_t script)
{
	return shape_word(f->shaper, text, strlen(text), a, lang, script, 0, (place){0});
}

/* The text's characters as cased, in UTF-8. */
static const char *cased(fixture *f, const char *text, caps caps, const char *lang, bool scaled)
{
	static char told[4096];
	letters l = {.arena = f->arena};
	letter_request q = {.caps = caps, .lang = lang};
	size_t size = 0;
	shape_caps_add(&l, text, strlen(text), &q, scaled);
	for (size_t i = 0; i < l.count; i++)
		size += unicode_write(l.items[i].character, told + size);
	told[size] = '\0';
	return told;
}

static const char *upper(fixture *f, const char *text, const char *lang)
{
	return cased(f, text, CAPS_UPPER, lang, false);
}

static void upper_by_language(void **state)
{
	fixture *f = *state;
	assert_string_equal(upper(f, "istanbul ılık", "en"), "ISTANBUL ILIK");
	assert_string_equal(upper(f, "istanbul ılık", "tr"), "İSTANBUL ILIK");
	assert_string_equal(upper(f, "istanbul ılık", "az-Latn"), "İSTANBUL ILIK");
	assert_string_equal(upper(f, "straße \uFB01\tŉ", "de"), "STRASSE FI ʼN");
	/* a dot that only a small i needs; the other marks stay */
	assert_string_equal(upper(f, "i\u0307\u0300 vi\u0328", "lt"), "I\u0300 VI\u0328");
	assert_string_equal(upper(f, "i\u0307", "en"), "I\u0307");
	assert_string_equal(cased(f, "Aa1ß-", CAPS_SMALL, "en", true), "AA1SS-");
}

/* Greek is capitalised alike in whatever language it is quoted. */
static void greek_loses_its_accents(void **state)
{
	fixture *f = *state;
	assert_string_equal(upper(f, "Νεράιδα μάιος άυλος ΐ", "en"),
			    "ΝΕΡΑΙ\u0308ΔΑ ΜΑΙ\u0308ΟΣ ΑΥ\u0308ΛΟΣ Ι\u0308");
	assert_string_equal(upper(f, "Ή το ένα ή ήτο", "en"), "Ή ΤΟ ΕΝΑ Ή ΗΤΟ");
	assert_string_equal(upper(f, "ή\u2010", "el"), "Η\u2010"); /* divided: no word */
	assert_string_equal(upper(f, "ᾳ ᾖ Ἄνδρα", "grc"), "ΑΙ ΗΙ ΑΝΔΡΑ");
	assert_string_equal(upper(f, "α\u0304\u0301\u0331", "grc"), "Α\u0331");
}

/* ICU's capitals of a Greek text; a dialytika is a mark of its own, and a tonos is not. */
static void upper_by_icu(const char *text, char *told)
{
	UChar from[256], to[256];
	UErrorCode error = U_ZERO_ERROR;
	int32_t count = 0;
	for (size_t at = 0; text[at];)
		from[count++] = (UChar)unicode_next(text, &at);
	count = icu()->u_strToUpper(to, 256, from, count, "el", &error);
	for (int32_t i = 0; i < count; i++) {
		if (to[i] == 0x397 && i + 1 < count && to[i + 1] == 0x301) {
			told = stpcpy(told, "\u0389");
			i++;
		} else if (to[i] == 0x3aa || to[i] == 0x3ab) {
			told = stpcpy(told, to[i] == 0x3aa ? "Ι\u0308" : "Υ\u0308");
		} else {
			told += unicode_write(to[i], told);
		}
	}
	*told = '\0';
}

/* As CLDR's transformation el-Upper, which ICU has for whole texts. */
static void greek_is_as_icu_has_it(void **state)
{
	/* those with an accent first: a word has one, and ICU's versions differ in words with
	 * more */
	static const char *const parts[] = {"ά", "έ", "ή", "ί", "ό", "ύ",       "ώ", "ΐ",       "ΰ",
					    "Ή", "Ά", "ᾷ", "ὕ", "ἆ", "α\u0301", "ὰ", "ϊ",       "ϋ",
					    "α", "ι", "υ", "η", "ς", "σ",       "Ϊ", "ι\u0308", " ",
					    "-", "ῥ", "ῃ", "β", "ε", "ο",       "Ω"};
	enum { PARTS = sizeof parts / sizeof *parts, ACCENTED = 16, TEXTS = 20000, LONGEST = 7 };
	fixture *f = *state;
	uint32_t random = 1;
	for (unsigned n = 0; n < TEXTS; n++) {
		char text[128] = "", wanted[512], *end = text;
		bool accented = false;
		for (unsigned i = 0; i < 1 + n % LONGEST; i++) {
			random = random * 1664525u + 1013904223u;
			const unsigned from = accented ? ACCENTED : 0,
				       part = from + (random >> 10) % (PARTS - from);
			accented = (accented || part < ACCENTED) && !strchr(" -", *parts[part]);
			end = stpcpy(end, parts[part]);
		}
		upper_by_icu(text, wanted);
		if (strcmp(upper(f, text, "el"), wanted) != 0)
			fail_msg("%s is %s, not %s", text, upper(f, text, "el"), wanted);
	}
}

/* Where one letter of a word has no small capital, all of it is capitals in reduced size. */
static void no_word_mixes_small_capitals(void **state)
{
	fixture *f = *state;
	const word *w = shape(f, "Haze", &f->small, "en", HB_SCRIPT_LATIN);
	assert_false(w->scaled);
	assert_int_equal(w->count, 1);
	w = shape(f, "малые", &f->small, "ru", HB_SCRIPT_CYRILLIC);
	assert_true(w->scaled);
	assert_int_equal(w->count, 1);
	assert_int_equal(w->runs[0]->size, SMALL);
	w = shape(f, "\uFB01n", &f->small, "en", HB_SCRIPT_LATIN); /* a ligature as character */
	for (size_t i = 0; i < w->count; i++)
		assert_int_equal(w->runs[i]->size, w->scaled ? SMALL : SIZE);
}

/* Pagella's small capital of i has no dot. */
static void turkish_keeps_its_dots(void **state)
{
	fixture *f = *state;
	const word *dotted = shape(f, "ilk", &f->small, "tr", HB_SCRIPT_LATIN),
		   *dotless = shape(f, "ılk", &f->small, "tr", HB_SCRIPT_LATIN);
	assert_true(dotted->scaled && dotless->scaled);
	assert_int_not_equal(dotted->runs[0]->glyphs[0].id, dotless->runs[0]->glyphs[0].id);
	assert_false(shape(f, "ilk", &f->small, "en", HB_SCRIPT_LATIN)->scaled);
	assert_string_equal(cased(f, "Iİ", CAPS_ALL_SMALL, "tr", true), "Iİ");
}

/* A part of a word looks as the whole does. */
static void parts_follow_the_whole(void **state)
{
	fixture *f = *state;
	const char *text = "aŉbcd";
	const word *whole = shape(f, text, &f->small, "en", HB_SCRIPT_LATIN);
	const word *part =
		shape_part(f->shaper, text + 3, 3, &f->small, "en", whole, 3, (place){0});
	assert_true(whole->scaled);
	assert_true(part->scaled);
	assert_int_equal(part->runs[0]->size, SMALL);
	assert_false(shape(f, "bcd", &f->small, "en", HB_SCRIPT_LATIN)->scaled);
}

/* ꜣ is not in Pagella. Quotes around the word are. */
static void a_word_keeps_to_one_face(void **state)
{
	fixture *f = *state;
	appearance plain = f->small;
	plain.caps = CAPS_NONE;
	plain.key = 3;
	const char *text = "“taꜣr\u012b”";
	const word *w = shape(f, text, &plain, "en", HB_SCRIPT_LATIN);
	assert_int_equal(w->count, 3);
	assert_string_equal(font_family(w->runs[0]->font), PAGELLA);
	assert_string_not_equal(font_family(w->runs[1]->font), PAGELLA);
	assert_int_equal(w->runs[1]->text_length, strlen(text) - 6);
	assert_ptr_equal(w->runs[2]->font, w->runs[0]->font);
	const word *part = shape_part(f->shaper, "“ta\u2010", 8, &plain, "en", w, 0, (place){0});
	assert_int_equal(part->count, 3);
	assert_ptr_equal(part->runs[1]->font, w->runs[1]->font);
	assert_string_equal(
		font_family(shape(f, "ta", &plain, "en", HB_SCRIPT_LATIN)->runs[0]->font), PAGELLA);
}

/* EB Garamond has superiors, and TeX Gyre Pagella none. */
static void superiors_are_the_faces_own(void **state)
{
	fixture *f = *state;
	appearance mark = {.family = "EB Garamond",
			   .weight = 400,
			   .size = SMALL,
			   .superiors = SIZE,
			   .features = "lnum",
			   .key = 11};
	const word *w = shape(f, "12", &mark, "en", HB_SCRIPT_COMMON);
	assert_true(w->superior);
	assert_int_equal(w->runs[0]->size, SIZE);
	w = shape(f, "12\u2014", &mark, "en", HB_SCRIPT_COMMON); /* not of a dash */
	assert_false(w->superior);
	assert_int_equal(w->runs[0]->size, SMALL);
	mark.family = PAGELLA;
	mark.key = 12;
	w = shape(f, "12", &mark, "en", HB_SCRIPT_COMMON);
	assert_false(w->superior);
	assert_int_equal(w->runs[0]->size, SMALL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(upper_by_language, setup, teardown),
		cmocka_unit_test_setup_teardown(greek_loses_its_accents, setup, teardown),
		cmocka_unit_test_setup_teardown(greek_is_as_icu_has_it, setup, teardown),
		cmocka_unit_test_setup_teardown(no_word_mixes_small_capitals, setup, teardown),
		cmocka_unit_test_setup_teardown(turkish_keeps_its_dots, setup, teardown),
		cmocka_unit_test_setup_teardown(parts_follow_the_whole, setup, teardown),
		cmocka_unit_test_setup_teardown(a_word_keeps_to_one_face, setup, teardown),
		cmocka_unit_test_setup_teardown(superiors_are_the_faces_own, setup, teardown),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	icu_end();
	return failed;
}
