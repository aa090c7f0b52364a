/* hyphen_compound: the joints of compounds by a list of words, and what they do to points. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "type/hyphen_compound.h"
#include "type/shape.h"

#include <stdio.h>
#include <string.h>

static const char list[] =
	"Arbeit\nAusrüstung\nEnde\nFall\nFuß\nHof\nPlatz\nSpezial\nsteile\nTeile\n"
	"Schiff\nfahrt\nSchifffahrt\nGesellschaft\nFee\nKAF\nStand\nendes\n"
	"Schlag\nö\xff\n-auf\nBall\nFeld\n";

/* A word with "-" where patterns have a point, as told: "=" is a sure joint, "~" a likely one. */
static const char *told(const char *word)
{
	static char result[256];
	arena *a = arena_new();
	hyphen_words *words = hyphen_words_read(a, list, sizeof list - 1);
	char letters[128] = "", points[128];
	uint8_t joints[COMPOUND_LONGEST] = {0};
	size_t count = 0, size = 0;
	memset(points, '0', sizeof points);
	for (size_t at = 0; word[at];) {
		uint32_t c = unicode_next(word, &at);
		if (c == '-') {
			points[count - 1] = '1';
		} else {
			size += unicode_write(c, letters + size);
			count++;
		}
	}
	letters[size] = '\0';
	bool found = hyphen_compound_find(words, hyphen_compounds_of("de-AT"), letters, count,
					  points, joints);
	char *to = result;
	for (size_t at = 0, i = 0; letters[at]; i++) {
		to += unicode_write(unicode_next(letters, &at), to);
		if (found && joints[i])
			*to++ = joints[i] == JOINT_SURE ? '=' : '~';
	}
	*to = '\0';
	arena_free(a);
	return result;
}

static void joints_are_where_words_meet(void **state)
{
	(void)state;
	assert_string_equal(told("spezia-l-fall"), "spezial=fall");
	assert_string_equal(told("hofteile"), "hof~teile");
	assert_string_equal(told("arbeits-platz"), "arbeits=platz"); /* a letter between */
	assert_string_equal(told("arbeit-platz"), "arbeit=platz");
	assert_string_equal(told("ausrüs-tungs-teile"), "ausrüstungs=teile");
	assert_string_equal(told("schiff-fahrts-ge-sellschaft"), "schiff=fahrts=gesellschaft");
	assert_string_equal(told("schiff-fahrt"), "schiff=fahrt"); /* though it is in the list */
	assert_string_equal(told("fussball"), "fuss~ball");        /* as in Switzerland */
}

static void no_joints(void **state)
{
	(void)state;
	assert_string_equal(told("kaf-fee"), "kaffee"); /* an abbreviation, and three letters */
	assert_string_equal(told("ge-sellschaft"), "gesellschaft");
	assert_string_equal(told("schlagende"),
			    "schlagende"); /* an ending, unless patterns agree */
	assert_string_equal(told("schlag-ende"), "schlag=ende");
	assert_string_equal(told("arbeits"), "arbeits");
	assert_string_equal(told(""), "");
	char longest[200] = "";
	for (int i = 0; i < 20; i++)
		strcat(longest, "feld");
	assert_string_equal(told(longest), longest);
	assert_null(hyphen_compounds_of("en"));
	assert_non_null(hyphen_compounds_of("nb-NO"));
}

/* Debian's patterns and words of German: "=" is the best point, and "-" any other. */
static const char *hyphenated(const char *word)
{
	static char result[256];
	arena *a = arena_new();
	report *r = report_new(a, stderr, &(report_options){0});
	hyphen_library *l = hyphen_library_new(a, r, NULL);
	const hyphen_point *points;
	size_t count = hyphen_points(l, "de", word, strlen(word), 2, 2, (place){0}, &points),
	       from = 0;
	char *to = result;
	for (size_t i = 0; i < count; i++) {
		to += sprintf(to, "%.*s%c", (int)(points[i].offset - from), word + from,
			      points[i].quality ? '-' : '=');
		from = points[i].offset;
	}
	strcpy(to, word + from);
	assert_int_equal(hyphen_take_missing(l, &(const hyphen_missing *){NULL}), 0);
	hyphen_library_free(l);
	arena_free(a);
	return result;
}

static void german_words(void **state)
{
	(void)state;
	assert_string_equal(hyphenated("Spezialfälle"), "Spe-zi-al=fäl-le");
	assert_string_equal(hyphenated("Standardoptionen"), "Stan-dard=op-ti-o-nen");
	assert_string_equal(hyphenated("Kaffee,"), "Kaf-fee,");
	assert_string_equal(hyphenated("STRASSENBAHN"), "STRAS-SEN=BAHN");
}

static size_t glyphs(const char *lang, const char *text)
{
	static const char *const none[] = {NULL};
	arena *a = arena_new();
	report *r = report_new(a, stderr, &(report_options){0});
	font_library *fonts =
		font_library_new(a, r, &(font_options){.configuration = "fonts/fonts.conf"});
	hyphen_library *hyphens = hyphen_library_new(a, r, NULL);
	style s = {.fallbacks = none};
	appearance look = {.family = "TeX Gyre Pagella",
			   .weight = 400,
			   .size = 10 * LENGTH_PT,
			   .features = "",
			   .key = 1};
	shaper *shaper = shaper_new(a, r, fonts, &s);
	shaper_use_joints(shaper, hyphens);
	const word *whole =
		shape_word(shaper, text, strlen(text), &look, lang, HB_SCRIPT_LATIN, 0, (place){0});
	size_t count = whole->runs[0]->count;
	for (size_t i = 1; i < count; i++)
		assert_true(whole->runs[0]->glyphs[i].cluster >
			    whole->runs[0]->glyphs[i - 1].cluster);
	/* a part that begins before the joint has the joint, too */
	const word *part =
		shape_part(shaper, text + 1, strlen(text) - 1, &look, lang, whole, 1, (place){0});
	assert_int_equal(part->runs[0]->count + 1, count);
	shaper_free(shaper);
	font_library_free(fonts);
	hyphen_library_free(hyphens);
	arena_free(a);
	return count;
}

static void ligatures_do_not_cross_joints(void **state)
{
	(void)state;
	assert_int_equal(glyphs("de", "Auflage"), 7);
	assert_int_equal(glyphs("en", "Auflage"), 6);
	assert_int_equal(glyphs("de", "höflich"), 7);
	assert_int_equal(glyphs("de", "Schifffahrt"), 10); /* ff f */
	assert_int_equal(glyphs("de", "Schilfinsel"), 11);
	assert_int_equal(glyphs("de", "auffinden"), 8); /* f fi */
	assert_int_equal(glyphs("de", "offen"), 4);
	assert_int_equal(glyphs("de", "Auf\u00ADlage"), 7);
	assert_int_equal(glyphs("de", "Griffel"), 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(joints_are_where_words_meet),
		cmocka_unit_test(no_joints),
		cmocka_unit_test(german_words),
		cmocka_unit_test(ligatures_do_not_cross_joints),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
