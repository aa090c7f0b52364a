/* Faces are found by name, weight and slope; characters fall back; hangs, subsets and locks hold
 * what they promise. Uses the faces that Platen's own publications are set in. */
#include "base/arena.h"
#include "type/font.h"
#include "type/font_cff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define PAGELLA "TeX Gyre Pagella"

typedef struct setting {
	arena *arena;
	FILE *out;
	char *said;
	size_t said_length;
	report *report;
	font_library *fonts;
} setting;

static void set(setting *s, const font_options *options)
{
	font_options usual = {.configuration = "fonts/fonts.conf"};
	report_options plain = {.format = REPORT_TEXT};
	s->arena = arena_new();
	s->out = open_memstream(&s->said, &s->said_length);
	s->report = report_new(s->arena, s->out, &plain);
	s->fonts = font_library_new(s->arena, s->report, options ? options : &usual);
}

static const char *said(setting *s)
{
	report_flush(s->report);
	fflush(s->out);
	return s->said;
}

static void end(setting *s)
{
	font_library_free(s->fonts);
	fclose(s->out);
	free(s->said);
	arena_free(s->arena);
}

static uint32_t glyph_of(const font *f, uint32_t character)
{
	hb_codepoint_t glyph = 0;
	assert_true(hb_font_get_nominal_glyph(font_shaper(f), character, &glyph));
	return glyph;
}

static const char *sized(setting *s, const char *family, int points)
{
	return font_postscript_name(
		font_find(s->fonts, family, 400, false, points * LENGTH_PT, (place){0}));
}

static const font *find(setting *s, const char *family, int weight, bool italic)
{
	return font_find(s->fonts, family, weight, italic, 10 * LENGTH_PT, (place){0});
}

static void finds_by_weight_and_slope(void **state)
{
	(void)state;
	setting s;
	set(&s, NULL);
	const font *regular = find(&s, PAGELLA, 400, false);
	const font *bold = find(&s, "tex gyre pagella", 700, false);
	assert_non_null(regular);
	assert_string_equal(font_postscript_name(regular), "TeXGyrePagella-Regular");
	assert_string_equal(font_postscript_name(bold), "TeXGyrePagella-Bold");
	assert_string_equal(font_postscript_name(find(&s, PAGELLA, 400, true)),
			    "TeXGyrePagella-Italic");
	assert_string_equal(font_postscript_name(find(&s, PAGELLA, 700, true)),
			    "TeXGyrePagella-BoldItalic");
	assert_ptr_equal(find(&s, PAGELLA, 400, false), regular);
	assert_int_equal(font_index(regular), 0);
	assert_int_equal(font_index(bold), 1);
	assert_int_equal(font_count(s.fonts), 4);
	assert_ptr_equal(font_at(s.fonts, 1), bold);
	assert_string_equal(said(&s), "");
	end(&s);
}

/* Of two weights that are equally near, the heavier one over 500, and else the lighter one. */
static void weights_that_tie(void **state)
{
	(void)state;
	setting s;
	set(&s, NULL);
	assert_string_equal(font_postscript_name(find(&s, "Vollkorn", 450, false)),
			    "Vollkorn-Regular");
	assert_string_equal(font_postscript_name(find(&s, "Vollkorn", 500, false)),
			    "Vollkorn-Medium");
	assert_string_equal(font_postscript_name(find(&s, "Vollkorn", 550, false)),
			    "Vollkorn-SemiBold");
	end(&s);
}

static void prefers_text_sizes_and_normal_widths(void **state)
{
	(void)state;
	setting s;
	set(&s, NULL);
	assert_string_equal(font_postscript_name(find(&s, "EB Garamond", 400, false)),
			    "EBGaramond12-Regular");
	assert_string_equal(sized(&s, "EB Garamond", 8), "EBGaramond08-Regular");
	assert_string_equal(sized(&s, "EB Garamond", 9), "EBGaramond08-Regular");
	assert_string_equal(sized(&s, "EB Garamond", 11), "EBGaramond12-Regular");
	assert_string_equal(sized(&s, "EB Garamond", 24), "EBGaramond12-Regular");
	assert_string_equal(sized(&s, "EB Garamond", 8), "EBGaramond08-Regular");
	assert_string_equal(font_postscript_name(find(&s, "EB Garamond 08", 400, true)),
			    "EBGaramond08-Italic");
	assert_string_equal(font_postscript_name(find(&s, "DejaVu Serif", 400, false)),
			    "DejaVuSerif");
	assert_string_equal(said(&s), "");
	assert_string_equal(font_postscript_name(find(&s, "EB Garamond", 700, true)),
			    "EBGaramond12-Italic");
	const char *only = strstr(said(&s), "EB Garamond has no italic of weight 700");
	assert_non_null(only);
	assert_string_equal(strchr(only, '\n'), "\n");
	end(&s);
}

static void measures(void **state)
{
	(void)state;
	setting s;
	set(&s, NULL);
	const font *f = find(&s, PAGELLA, 400, false);
	const font_metrics *m = font_metrics_of(f),
			   *code = font_metrics_of(find(&s, "DejaVu Sans Mono", 400, false));
	const font_metrics *italic = font_metrics_of(find(&s, PAGELLA, 400, true));
	assert_int_equal(m->units, 1000);
	assert_true(m->cff && m->serif && !m->fixed && !m->italic && m->weight == 400);
	assert_in_range(m->x_height, 440, 470);
	assert_in_range(m->cap_height, 680, 710);
	assert_true(m->descender < 0 && m->ascender > m->cap_height && m->underline_position < 0 &&
		    m->box[3] > m->box[1]);
	assert_true(italic->italic && italic->italic_angle < 0);
	assert_true(code->fixed && !code->serif && !code->cff);
	assert_int_equal(font_advance(f, glyph_of(f, ' ')), 250);
	end(&s);
}

static void names_near_families(void **state)
{
	(void)state;
	setting s;
	set(&s, NULL);
	assert_null(find(&s, "TeX Gyre Pagela", 400, false));
	assert_null(find(&s, "TeX Gyre Pagela", 700, false));
	assert_int_equal(report_errors(s.report), 1);
	assert_null(find(&s, "Latin Modern", 400, false));
	assert_null(find(&s, "Wxyz", 400, false));
	assert_non_null(strstr(said(&s), "did you mean \"TeX Gyre Pagella\"?"));
	assert_non_null(strstr(said(&s), "fonts-lmodern"));
	assert_non_null(strstr(said(&s), "no font family \"Wxyz\""));
	assert_int_equal(report_errors(s.report), 3);
	end(&s);
}

static void falls_back(void **state)
{
	static const char *const gentium[] = {"No Such Family", "Gentium Plus", NULL};
	static const char *const dejavu[] = {"DejaVu Serif", "Gentium Plus", NULL};
	(void)state;
	setting s;
	set(&s, NULL);
	const font *f = find(&s, PAGELLA, 400, false);
	const font *hebrew = font_fallback(s.fonts, f, NULL, 0x5D0);
	assert_false(font_has(f, 0x5D0));
	assert_non_null(hebrew);
	assert_string_equal(font_family(hebrew), "Noto Serif Hebrew");
	assert_true(font_has(hebrew, 0x5D0));
	assert_ptr_equal(font_fallback(s.fonts, f, NULL, 0x5D0), hebrew);
	assert_string_equal(font_family(font_fallback(s.fonts, f, gentium, 0x450)), "Gentium Plus");
	/* the families that are named come first, in their order */
	assert_string_equal(font_family(font_fallback(s.fonts, f, dejavu, 0x44F)), "DejaVu Serif");
	assert_string_not_equal(font_family(font_fallback(s.fonts, f, NULL, 0x44F)),
				"DejaVu Serif");
	assert_string_equal(
		font_family(font_fallback(s.fonts, find(&s, "Inter", 400, false), NULL, 0x5D0)),
		"Noto Sans Hebrew");
	assert_string_equal(font_postscript_name(font_fallback(
				    s.fonts, find(&s, PAGELLA, 700, false), NULL, 0x5D0)),
			    "NotoSerifHebrew-Bold");
	assert_null(font_fallback(s.fonts, f, NULL, 0x10FFFD));
	/* Gentium has this one for private use: it is given only by name */
	assert_null(font_fallback(s.fonts, f, NULL, 0xF130));
	assert_string_equal(font_family(font_fallback(s.fonts, f, gentium, 0xF130)),
			    "Gentium Plus");
	assert_int_equal(report_errors(s.report), 0);
	end(&s);
}

static void is_deaf_to_the_environment(void **state)
{
	(void)state;
	setenv("FONTCONFIG_FILE", "/dev/null", 1);
	setenv("FONTCONFIG_SYSROOT", "/nowhere", 1);
	setenv("LANG", "ar_EG.UTF-8", 1);
	setting s;
	set(&s, NULL);
	const font *f = find(&s, PAGELLA, 400, false);
	assert_non_null(f);
	assert_string_equal(font_family(font_fallback(s.fonts, f, NULL, 0x5D0)),
			    "Noto Serif Hebrew");
	end(&s);
	unsetenv("FONTCONFIG_FILE");
	unsetenv("FONTCONFIG_SYSROOT");
	unsetenv("LANG");
}

static void says_what_is_wrong_with_the_list(void **state)
{
	(void)state;
	font_options absent = {.configuration = "/no/such/fonts.conf"};
	setting s;
	set(&s, &absent);
	assert_null(find(&s, PAGELLA, 400, false));
	assert_null(find(&s, PAGELLA, 700, false));
	assert_int_equal(report_errors(s.report), 1);
	assert_non_null(strstr(said(&s), "/no/such/fonts.conf"));
	end(&s);
}

/* Hangs as per mille of the glyph's own advance, as microtype counts. */
static void assert_hang(const font *f, uint32_t character, bool at_left, int least, int most)
{
	uint32_t glyph = glyph_of(f, character);
	int left, right;
	font_hang(f, glyph, &left, &right);
	int hang = (at_left ? left : right) * font_metrics_of(f)->units / font_advance(f, glyph);
	if (hang < least || hang > most)
		print_message("U+%04X %s hangs %d, not %d to %d\n", (unsigned)character,
			      at_left ? "left" : "right", hang, least, most);
	assert_in_range(hang, least, most);
}

static void hangs_as_an_eye_would(void **state)
{
	(void)state;
	setting s;
	set(&s, NULL);
	static const char *const stems = "HIMNUlmn";
	const bool slopes[] = {false, true};
	for (size_t i = 0; i < 2; i++) {
		const font *f = find(&s, PAGELLA, 400, slopes[i]);
		assert_hang(f, '.', false, 600, 750);
		assert_hang(f, ',', false, 500, 750);
		assert_hang(f, '-', false, 500, 700);
		assert_hang(f, 0x2019, false, 450, 700);
		assert_hang(f, 0x201C, true, 250, 500);
		assert_hang(f, 0x2014, false, 150, 300);
		assert_hang(f, 'T', false, 30, 90);
		assert_hang(f, 'o', false, 0, 30);
	}
	const font *upright = find(&s, PAGELLA, 400, false);
	assert_hang(upright, 'A', true, 25, 70);
	assert_hang(upright, 'V', false, 30, 80);
	for (const char *c = stems; *c; c++) {
		assert_hang(upright, (uint32_t)*c, true, 0, 30);
		assert_hang(upright, (uint32_t)*c, false, 0, 30);
	}
	assert_hang(upright, ' ', false, 0, 0);
	end(&s);
}

static void subset_keeps(const font *f, arena *a, const char *letters, bool file)
{
	uint32_t glyphs[64];
	const uint32_t *new_ids;
	const int32_t *advances;
	const char *data;
	size_t count = 0, size;
	for (uint32_t g = 1; g < font_glyph_count(f); g++) {
		for (const char *c = letters; *c; c++) {
			if (glyph_of(f, (uint32_t)*c) == g)
				glyphs[count++] = g;
		}
	}
	assert_true(font_subset(a, f, glyphs, count, &new_ids, &advances, &data, &size));
	for (size_t i = 0; i < count; i++)
		assert_int_equal(advances[i], font_advance(f, glyphs[i]));
	assert_in_range(size, 100, 20000);
	for (size_t i = 0; i < count; i++)
		assert_in_range(new_ids[i], 1, count + 4);
	if (!file) {
		assert_memory_equal(data, "\1\0\4", 3); /* a CFF header */
		return;
	}
	hb_blob_t *blob = hb_blob_create(data, (unsigned)size, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	hb_font_t *again = hb_font_create(face);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(hb_font_get_glyph_h_advance(again, new_ids[i]),
				 font_advance(f, glyphs[i]));
	hb_font_destroy(again);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
}

static void subsets(void **state)
{
	(void)state;
	setting s;
	set(&s, NULL);
	subset_keeps(find(&s, PAGELLA, 400, false), s.arena, "Quartz", false);
	subset_keeps(find(&s, "Vollkorn", 400, false), s.arena, "Quartz", true);
	subset_keeps(find(&s, "Noto Sans", 700, true), s.arena, "Aij;", true);
	end(&s);
}

/* Outlines say their advances: all of a name-keyed font, and each 7th of a CID-keyed one. */
static void outlines_have_advances(void **state)
{
	(void)state;
	static const struct {
		const char *family;
		uint32_t step;
	} fonts[] = {{PAGELLA, 1}, {"Noto Serif CJK JP", 7}};
	setting s;
	set(&s, NULL);
	for (size_t k = 0; k < 2; k++) {
		const font *f = find(&s, fonts[k].family, 400, false);
		uint32_t *glyphs = ARENA_ARRAY(s.arena, font_glyph_count(f), uint32_t);
		const uint32_t *ids;
		const int32_t *advances;
		const char *data;
		size_t count = 0, size;
		int32_t advance;
		for (uint32_t g = fonts[k].step; g < font_glyph_count(f); g += fonts[k].step)
			glyphs[count++] = g;
		assert_true(font_subset(s.arena, f, glyphs, count, &ids, &advances, &data, &size));
		const font_cff c = font_cff_read(data, size);
		assert_int_equal(c.cid_keyed, k == 1);
		uint32_t glyph = 0;
		for (uint32_t i = 0; i < count; i++) {
			while (font_cff_id(&c, glyph) != ids[i])
				glyph++;
			assert_true(font_cff_advance(&c, glyph, &advance));
			assert_int_equal(advance, font_advance(f, glyphs[i]));
			assert_int_equal(advance, advances[i]);
		}
		assert_false(font_cff_advance(&c, 0xffff, &advance));
	}
	end(&s);
}

/* Of a table that is cut or changed anywhere nothing is read beyond its end. */
static void damaged_outlines(void **state)
{
	(void)state;
	setting s;
	set(&s, NULL);
	const font *f = find(&s, PAGELLA, 400, false);
	const uint32_t glyphs[] = {40, 50}, *ids;
	const int32_t *advances;
	const char *data;
	size_t size;
	int32_t advance;
	assert_true(font_subset(s.arena, f, glyphs, 2, &ids, &advances, &data, &size));
	for (size_t length = 0; length < size; length++) {
		char *cut = malloc(length + 1); /* so that sanitizers see its end */
		memcpy(cut, data, length);
		if (length)
			cut[length * 7 % length] ^= (char)(length * 31);
		const font_cff c = font_cff_read(cut, length);
		for (uint32_t glyph = 0; glyph < 4; glyph++) {
			font_cff_id(&c, glyph);
			font_cff_advance(&c, glyph, &advance);
		}
		free(cut);
	}
	end(&s);
}

static char *lock_path(setting *s)
{
	return arena_print(s->arena, "/tmp/platen-test-lock-%ld.yaml", (long)getpid());
}

static void locks(void **state)
{
	(void)state;
	setting s;
	set(&s, NULL);
	size_t count;
	find(&s, PAGELLA, 700, false);
	find(&s, PAGELLA, 400, false);
	const char *path = lock_path(&s);
	assert_true(font_lock_write(s.fonts, s.arena, path, false));
	const font_origin *origins = font_origins(s.fonts, s.arena, &count);
	assert_int_equal(count, 2);
	assert_string_equal(origins[0].postscript, "TeXGyrePagella-Bold");
	assert_int_equal(strlen(origins[0].sha256), 64);

	font_options locked = {.configuration = "fonts/fonts.conf", .lock = path, .locked = true};
	setting again;
	set(&again, &locked);
	assert_non_null(find(&again, PAGELLA, 400, false));
	assert_int_equal(report_errors(again.report), 0);
	assert_non_null(find(&again, PAGELLA, 400, true));
	assert_int_equal(report_errors(again.report), 1);
	assert_non_null(strstr(said(&again), "TeXGyrePagella-Italic"));
	end(&again);
	unlink(path);
	end(&s);
}

static void refuses_another_hash(void **state)
{
	(void)state;
	setting s;
	set(&s, NULL);
	const char *path = lock_path(&s);
	FILE *lock = fopen(path, "w");
	fputs("- postscript: TeXGyrePagella-Regular\n  sha256: \"0123\"\n", lock);
	fclose(lock);
	font_options locked = {.configuration = "fonts/fonts.conf", .lock = path, .locked = true};
	setting again;
	set(&again, &locked);
	assert_non_null(find(&again, PAGELLA, 400, false));
	assert_int_equal(report_errors(again.report), 1);
	assert_non_null(strstr(said(&again), "is not the file that the lock names"));
	end(&again);
	unlink(path);
	setting absent;
	set(&absent, &locked);
	find(&absent, PAGELLA, 400, false);
	assert_non_null(strstr(said(&absent), "platen fonts --lock"));
	end(&absent);
	end(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_by_weight_and_slope),
		cmocka_unit_test(weights_that_tie),
		cmocka_unit_test(prefers_text_sizes_and_normal_widths),
		cmocka_unit_test(measures),
		cmocka_unit_test(names_near_families),
		cmocka_unit_test(falls_back),
		cmocka_unit_test(is_deaf_to_the_environment),
		cmocka_unit_test(says_what_is_wrong_with_the_list),
		cmocka_unit_test(hangs_as_an_eye_would),
		cmocka_unit_test(subsets),
		cmocka_unit_test(outlines_have_advances),
		cmocka_unit_test(damaged_outlines),
		cmocka_unit_test(locks),
		cmocka_unit_test(refuses_another_hash),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
