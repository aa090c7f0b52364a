/* pdf_font: W arrays and ToUnicode on bare numbers; meanings of glyphs and misleading text on real
 * faces. */
#include "pdf/pdf_font.h"

#include "base/arena.h"
#include "pdf/pdf_file.h"
#include "pdf/pdf_font_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static arena *memory;
static report *messages;
static font_library *library;

static int set_up(void **state)
{
	(void)state;
	report_options plain = {.format = REPORT_TEXT};
	font_options options = {.configuration = "fonts/fonts.conf"};
	memory = arena_new();
	messages = report_new(memory, stderr, &plain);
	library = font_library_new(memory, messages, &options);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	font_library_free(library);
	arena_free(memory);
	return 0;
}

/* --- bare numbers --------------------------------------------------------------------------- */

static void assert_widths(const pdf_font_entry *entries, size_t count, int32_t usual,
			  const char *expected)
{
	pdf_buffer b = {0};
	pdf_font_print_widths(&b, entries, count, usual);
	pdf_append(&b, "", 1);
	assert_string_equal(b.data, expected);
	pdf_buffer_free(&b);
}

static void widths_are_compact(void **state)
{
	(void)state;
	static const pdf_font_entry list[] = {
		{1, 500000, "", 0}, {2, 250000, "", 0}, {3, 333333, "", 0}};
	assert_widths(list, 3, 0, "[1[500 250 333.333]]");
	assert_widths(list, 3, 500000, "[2[250 333.333]]");
	assert_widths(list, 3, 333333, "[1[500 250]]");
	assert_widths(list, 3, 250000, "[1[500 250 333.333]]");
	static const pdf_font_entry gap[] = {
		{1, 500000, "", 0}, {3, 250000, "", 0}, {4, 250000, "", 0}};
	assert_widths(gap, 3, 0, "[1[500]3[250 250]]");
	static const pdf_font_entry range[] = {{1, 500000, "", 0}, {2, 600000, "", 0},
					       {3, 600000, "", 0}, {4, 600000, "", 0},
					       {5, 600000, "", 0}, {6, 500000, "", 0}};
	assert_widths(range, 6, 0, "[1[500]2 5 600 6[500]]");
	assert_widths(range, 5, 0, "[1[500]2 5 600]");
	assert_widths(range, 6, 600000, "[1[500]6[500]]");
	assert_widths(range, 0, 0, "[]");
}

/* What is between the code space and the end. */
static char *unicode(const pdf_font_entry *entries, size_t count)
{
	pdf_buffer b = {0};
	pdf_font_print_unicode(&b, entries, count);
	char *text = arena_copy(memory, b.data, b.length);
	pdf_buffer_free(&b);
	char *start = strstr(text, "endcodespacerange\n") + strlen("endcodespacerange\n");
	*strstr(start, "endcmap") = '\0';
	return start;
}

static void unicode_has_ranges_ligatures_and_surrogates(void **state)
{
	(void)state;
	static const pdf_font_entry entries[] = {{1, 0, "a", 1},
						 {2, 0, "b", 1},
						 {3, 0, "c", 1},
						 {4, 0, "e", 1},
						 {5, 0, "ffi", 3},
						 {7, 0, "\xf0\x9d\x94\x84", 4},
						 {8, 0, "\xef\xbb\xbf", 3},
						 {9, 0, "\xe2\x80\x94", 3}};
	assert_string_equal(unicode(entries, 8),
			    "1 beginbfrange\n<0001><0003><0061>\nendbfrange\n"
			    "5 beginbfchar\n<0004><0065>\n<0005><006600660069>\n<0007><D835DD04>\n"
			    "<0008><FFFD>\n<0009><2014>\nendbfchar\n");
}

static void unicode_ranges_keep_their_high_bytes(void **state)
{
	(void)state;
	static const pdf_font_entry codes[] = {
		{254, 0, "a", 1}, {255, 0, "b", 1}, {256, 0, "c", 1}, {257, 0, "d", 1}};
	assert_string_equal(unicode(codes, 4),
			    "2 beginbfrange\n<00FE><00FF><0061>\n<0100><0101><0063>\nendbfrange\n");
	static const pdf_font_entry texts[] = {{1, 0, "\xc3\xbf", 2}, {2, 0, "\xc4\x80", 2}};
	assert_string_equal(unicode(texts, 2),
			    "2 beginbfchar\n<0001><00FF>\n<0002><0100>\nendbfchar\n");
}

static void unicode_blocks_hold_a_hundred(void **state)
{
	(void)state;
	pdf_font_entry entries[230];
	for (size_t i = 0; i < 230; i++)
		entries[i] =
			(pdf_font_entry){(uint16_t)(i + 1), 0, i % 2 ? "ab" : "x", i % 2 ? 2 : 1};
	char *text = unicode(entries, 230);
	assert_memory_equal(text, "100 beginbfchar\n", 16);
	text = strstr(text, "endbfchar\n") + strlen("endbfchar\n");
	assert_memory_equal(text, "100 beginbfchar\n", 16);
	text = strstr(text, "endbfchar\n") + strlen("endbfchar\n");
	assert_memory_equal(text, "30 beginbfchar\n", 15);
	assert_null(strstr(strstr(text, "endbfchar\n") + 1, "begin"));
}

/* --- real faces ----------------------------------------------------------------------------- */

static run *shape(const font *face, const char *text, const char *features, uint8_t level)
{
	hb_buffer_t *buffer = hb_buffer_create();
	hb_feature_t feature;
	unsigned features_count = features && hb_feature_from_string(features, -1, &feature), count;
	hb_buffer_add_utf8(buffer, text, -1, 0, -1);
	hb_buffer_guess_segment_properties(buffer);
	hb_buffer_set_direction(buffer, level ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_shape(font_shaper(face), buffer, &feature, features_count);
	hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
	glyph *glyphs = ARENA_ARRAY(memory, count, glyph);
	for (unsigned i = 0; i < count; i++)
		glyphs[i] = (glyph){.id = infos[i].codepoint, .cluster = infos[i].cluster};
	hb_buffer_destroy(buffer);
	run *r = ARENA_NEW(memory, run);
	*r = (run){.font = face,
		   .size = 10 * LENGTH_PT,
		   .text = text,
		   .text_length = strlen(text),
		   .glyphs = glyphs,
		   .count = count,
		   .level = level,
		   .lang = "en"};
	return r;
}

static const font *find(const char *family)
{
	const font *face = font_find(library, family, 400, false, 10 * LENGTH_PT, (place){0});
	assert_non_null(face);
	return face;
}

static bool finish(pdf_fonts *all)
{
	pdf_fonts_close(all);
	for (size_t i = 0; i < pdf_font_count(all); i++)
		pdf_font_make(all, i);
	return pdf_fonts_are_made(all, messages);
}

static void assert_stretch(const pdf_font *f, const run *r, uint32_t from, uint32_t end,
			   bool actual, const char *text, uint32_t count)
{
	pdf_stretch s = pdf_font_stretch(f, r, from, end);
	char *said = arena_copy(memory, s.text, s.length);
	assert_string_equal(said, text);
	assert_int_equal(s.actual, actual);
	assert_int_equal(s.first, from);
	assert_int_equal(s.count, count);
}

static void ligatures_and_plain_words_say_what_they_are(void **state)
{
	(void)state;
	const font *face = find("TeX Gyre Pagella");
	pdf_fonts *all = pdf_fonts_new(memory);
	run *office = shape(face, "office", NULL, 0), *word = shape(face, "caf\xc3\xa9", NULL, 0);
	pdf_fonts_use(all, office, 0, (uint32_t)office->count, true);
	pdf_fonts_use(all, word, 0, (uint32_t)word->count, false);
	assert_true(finish(all));
	assert_int_equal(pdf_font_count(all), 1);
	const pdf_font *f = pdf_font_of(all, face);
	assert_ptr_equal(f, pdf_font_at(all, 0));
	assert_string_equal(pdf_font_name(f), "F1");
	assert_int_not_equal(pdf_font_space(f), 0);
	assert_int_equal(pdf_font_space_glyph(f)->width, 250000);
	assert_true(office->count < 6);
	assert_stretch(f, office, 0, (uint32_t)office->count, false, "office",
		       (uint32_t)office->count);
	assert_stretch(f, word, 0, 4, false, "caf\xc3\xa9", 4);
	assert_stretch(f, word, 1, 3, false, "af", 2);
}

static void small_capitals_mean_what_they_mostly_say(void **state)
{
	(void)state;
	const font *face = find("TeX Gyre Pagella");
	pdf_fonts *all = pdf_fonts_new(memory);
	run *capital = shape(face, "NATO", "c2sc", 0), *small = shape(face, "nato", "smcp", 0),
	    *mixed = shape(face, "ox", NULL, 0);
	assert_int_equal(capital->glyphs[0].id, small->glyphs[0].id);
	pdf_fonts_use(all, capital, 0, 4, false);
	pdf_fonts_use(all, small, 0, 4, false);
	pdf_fonts_use(all, small, 0, 2, false);
	pdf_fonts_use(all, mixed, 0, 2, false);
	assert_true(finish(all));
	const pdf_font *f = pdf_font_of(all, face);
	assert_stretch(f, capital, 0, 4, true, "NA", 2);
	assert_stretch(f, capital, 2, 4, false, "TO", 2);
	assert_stretch(f, small, 0, 4, false, "na", 2);
	assert_stretch(f, small, 2, 4, true, "to", 2);
	assert_stretch(f, mixed, 0, 2, false, "ox", 2);
}

static void clusters_of_several_glyphs_make_words_actual(void **state)
{
	(void)state;
	const font *face = find("DejaVu Serif");
	pdf_fonts *all = pdf_fonts_new(memory);
	/* A base and a mark without a composed form stay two glyphs of one cluster. */
	run *r = shape(face, "xq\xcc\x81y\xc2\xa0z", NULL, 0);
	assert_int_equal(r->count, 6);
	assert_int_equal(r->glyphs[1].cluster, r->glyphs[2].cluster);
	pdf_fonts_use(all, r, 0, 6, true);
	assert_true(finish(all));
	const pdf_font *f = pdf_font_of(all, face);
	assert_stretch(f, r, 0, 6, true, "xq\xcc\x81y\xc2\xa0z", 6);
	assert_stretch(f, r, 0, 3, true, "xq\xcc\x81", 3);
	assert_stretch(f, r, 3, 6, false, "y\xc2\xa0z", 3);
	/* From right to left they are judged by their sum. */
	run *back = shape(face, "q\xcc\x81", NULL, 0);
	back->level = 1;
	back->glyphs = (glyph[]){back->glyphs[1], back->glyphs[0]};
	assert_stretch(f, back, 0, 2, false, "q\xcc\x81", 2);
	back->text = "w\xcc\x81";
	assert_stretch(f, back, 0, 2, true, "w\xcc\x81", 2);
}

/* Even where the glyph says nothing else. */
static void private_use_is_always_actual(void **state)
{
	(void)state;
	const font *face = find("DejaVu Serif");
	pdf_fonts *all = pdf_fonts_new(memory);
	run *r = shape(face, "xy", NULL, 0);
	r->text = "\xee\x80\x80y";
	r->text_length = 4;
	((glyph *)r->glyphs)[1].cluster = 3;
	pdf_fonts_use(all, r, 0, 2, false);
	assert_true(finish(all));
	const pdf_font *f = pdf_font_of(all, face);
	assert_stretch(f, r, 0, 2, true, "\xee\x80\x80", 1);
	assert_stretch(f, r, 1, 2, false, "y", 1);
}

static void right_to_left_says_itself_in_logical_order(void **state)
{
	(void)state;
	const font *face = find("DejaVu Sans");
	pdf_fonts *all = pdf_fonts_new(memory);
	run *r = shape(face, "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", NULL, 1);
	pdf_fonts_use(all, r, 0, 4, true);
	assert_true(finish(all));
	const pdf_font *f = pdf_font_of(all, face);
	assert_int_equal(r->glyphs[0].cluster, 6);
	assert_stretch(f, r, 0, 4, false, "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", 4);
	assert_stretch(f, r, 1, 3, false, "\xd7\x9c\xd7\x95", 2);
	run other = *r;
	other.text = "\xd7\xa9\xd7\x90\xd7\x91\xd7\x9d";
	assert_stretch(f, &other, 0, 4, false, "\xd7\x9d", 1);
	assert_stretch(f, &other, 1, 4, true, "\xd7\x90\xd7\x91", 2);
	assert_stretch(f, &other, 3, 4, false, "\xd7\xa9", 1);
}

static void soft_hyphens_do_not_outvote_hyphens(void **state)
{
	(void)state;
	const font *face = find("TeX Gyre Pagella");
	pdf_fonts *all = pdf_fonts_new(memory);
	run *soft = shape(face, "hy\xc2\xad", NULL, 0), *hard = shape(face, "a-b", NULL, 0);
	((glyph *)soft->glyphs)[2].id = hard->glyphs[1].id;
	mark marks[3] = {0};
	for (size_t i = 0; i < 3; i++) {
		marks[i].as.glyphs.run = i < 2 ? soft : hard;
		marks[i].as.glyphs.count = 3;
		marks[i].soft_hyphen = i < 2;
	}
	page leaf = {.marks = marks, .mark_count = 3};
	const page *leaves[] = {&leaf};
	pages book = {.items = leaves, .count = 1};
	pdf_fonts_use_pages(all, &book);
	assert_true(finish(all));
	const pdf_font *f = pdf_font_of(all, face);
	assert_stretch(f, hard, 0, 3, false, "a-b", 3);
	assert_int_not_equal(pdf_font_space(f), 0); /* after the page's last word */
}

static void subsets_are_named_after_their_glyphs(void **state)
{
	(void)state;
	const font *face = find("TeX Gyre Pagella");
	char names[3][160];
	static const char *const texts[] = {"abc", "cab", "abd"};
	for (int i = 0; i < 3; i++) {
		pdf_fonts *all = pdf_fonts_new(memory);
		pdf_fonts_use(all, shape(face, texts[i], NULL, 0), 0, 3, false);
		assert_true(finish(all));
		pdf_file *file = pdf_file_new(memory, 17);
		pdf_dict *d = pdf_font_write(pdf_font_at(all, 0), file);
		HPDF_Name name = HPDF_Dict_GetItem(d, "BaseFont", HPDF_OCLASS_NAME);
		snprintf(names[i], sizeof names[i], "%s", name->value);
		pdf_file_free(file);
	}
	assert_string_equal(names[0] + 6, "+TeXGyrePagella-Regular-Identity-H");
	assert_string_equal(names[0], names[1]);
	assert_string_not_equal(names[0], names[2]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(widths_are_compact),
		TEST(unicode_has_ranges_ligatures_and_surrogates),
		TEST(unicode_ranges_keep_their_high_bytes),
		TEST(unicode_blocks_hold_a_hundred),
		TEST(ligatures_and_plain_words_say_what_they_are),
		TEST(small_capitals_mean_what_they_mostly_say),
		TEST(clusters_of_several_glyphs_make_words_actual),
		TEST(right_to_left_says_itself_in_logical_order),
		TEST(private_use_is_always_actual),
		TEST(soft_hyphens_do_not_outvote_hyphens),
		TEST(subsets_are_named_after_their_glyphs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
