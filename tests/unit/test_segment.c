/* segment: the short way against ICU's rules on random text, and what Platen tailors; directions,
 * scripts, visual order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "type/segment.h"
#include "type/segment_plain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>
#include <unicode/uvernum.h>

static int setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int teardown(void **state)
{
	arena_free(*state);
	segment_free_libraries();
	return 0;
}

/* The short way */

static uint32_t random_state = 4711;
static uint32_t random_below(uint32_t most)
{
	random_state = random_state * 1664525u + 1013904223u;
	return (random_state >> 8) % most;
}

static const char *const quotes[] = {"\"", "'", "‘", "’", "“", "”", "„", "‚", "«", "»", "‹", "›"};
static const char *const others[] = {
	"–",      "—",      "―",      "‐",      "‑",        "…",  "€",      "£",      "°",
	"§",      "¿",      "¡",      "´",      "×",        "·",  "†",      "•",      "‰",
	"′",      "⁄",      "é",      "ß",      "Ø",        "œ",  "š",      "я",      "Ж",
	"λ",      "½",      "²",      "№",      "™",        "−",  "\u00A0", "\u00AD", "\u2009",
	"\u202F", "\u200B", "\u2060", "\u2028", "\xC2\x85", "\t", "\n",     "\r"};
#define COUNT(list) (sizeof(list) / sizeof *(list))

static void append_random(char *text)
{
	uint32_t dice = random_below(10);
	char ascii[2] = {(char)(' ' + random_below(95)), '\0'};
	strcat(text, dice < 3   ? " "
		     : dice < 6 ? ascii
		     : dice < 8 ? quotes[random_below(COUNT(quotes))]
				: others[random_below(COUNT(others))]);
}

/* Text like a novel's: words, marks and quotes where they belong. */
static void append_sentence(char *text)
{
	static const char *const words[] = {"Alice",  "the",   "well-known", "don’t", "I",
					    "3.14",   "$5.00", "(so",        "said)", "“Oh",
					    "dear!”", "Mr.",   "—and",       "then—", "then—she",
					    "and/or", "e.g.",  "10–12",      "50%",   "‘tis’",
					    "[1]",    "no. 7", "C++",        "a.b",   "—"};
	for (uint32_t k = 0, count = 1 + random_below(12); k < count; k++) {
		strcat(text, words[random_below(COUNT(words))]);
		strcat(text, k + 1 < count ? " " : ". ");
	}
}

static bool has_pair(const char *text, const char *first, const char *second)
{
	char pair[16];
	snprintf(pair, sizeof pair, "%s%s", first, second);
	return strstr(text, pair);
}

/* Unicode changed its rules for quotes beside spaces in 15.1 (LB15), for hyphens that begin a word
 * in 16 (LB20a). */
static bool changed_since_icu(const char *text)
{
	static const char *const before[] = {" ",      "\n",     "\r",     "\u2028", "\xC2\x85",
					     "\u200B", "\u00A0", "\u2011", "\u202F"};
	if (U_ICU_VERSION_MAJOR_NUM < 74)
		for (size_t i = 0; i < COUNT(quotes); i++)
			if (has_pair(text, quotes[i], " ") || has_pair(text, " ", quotes[i]))
				return true;
	if (U_ICU_VERSION_MAJOR_NUM < 76) {
		if (*text == '-' || !strncmp(text, "‐", 3))
			return true;
		for (size_t i = 0; i < COUNT(before); i++)
			if (has_pair(text, before[i], "-") || has_pair(text, before[i], "‐"))
				return true;
	}
	return false;
}

static void compare(arena *a, UBreakIterator *icu, const char *text)
{
	size_t length = strlen(text);
	uint8_t ours[4096] = {0}, theirs[4096] = {0};
	assert_true(length < sizeof ours);
	if (!segment_plain(a, text, length, ours))
		fail_msg("not plain: %s", text);
	UErrorCode error = U_ZERO_ERROR;
	UText utext = UTEXT_INITIALIZER;
	utext_openUTF8(&utext, text, (int64_t)length, &error);
	ubrk_setUText(icu, &utext, &error);
	for (int32_t at = ubrk_next(icu); at != UBRK_DONE; at = ubrk_next(icu))
		theirs[at] = ubrk_getRuleStatus(icu) >= UBRK_LINE_HARD ? SEGMENT_MUST : SEGMENT_MAY;
	theirs[length] = length ? SEGMENT_MUST : SEGMENT_NONE;
	utext_close(&utext);
	for (size_t i = 0; i <= length; i++)
		if (ours[i] != theirs[i])
			fail_msg("\"%.*s|%s\": %d, ICU says %d", (int)i, text, text + i, ours[i],
				 theirs[i]);
}

static void test_against_icu(void **state)
{
	arena *a = *state;
	UErrorCode error = U_ZERO_ERROR;
	UBreakIterator *icu = ubrk_open(UBRK_LINE, "root", NULL, 0, &error);
	size_t compared = 0;
	for (int i = 0; i < 60000; i++) {
		char text[4096] = "";
		bool sentences = i % 20 == 0;
		for (uint32_t k = 0, count = 1 + random_below(9); k < count; k++)
			sentences ? append_sentence(text) : append_random(text);
		if (changed_since_icu(text))
			continue;
		compare(a, icu, text);
		compared++;
		arena_reset(a);
	}
	ubrk_close(icu);
	assert_true(compared > 20000);
}

/* Breaks as Platen has them */

/* The text with | where a line may end and ! where it must. */
static const char *broken(arena *a, const char *text, const char *lang)
{
	segment s;
	size_t length = strlen(text);
	segment_text(a, text, length, lang, NULL, 0, &s);
	char *result = arena_alloc(a, 2 * length + 2), *to = result;
	for (size_t i = 0; i < length; i++) {
		if (s.breaks[i])
			*to++ = s.breaks[i] == SEGMENT_MAY ? '|' : '!';
		*to++ = text[i];
	}
	assert_int_equal(s.breaks[length], length ? SEGMENT_MUST : SEGMENT_NONE);
	return result;
}

static void test_breaks(void **state)
{
	arena *a = *state;
	assert_string_equal(broken(a, "", "en"), "");
	assert_string_equal(broken(a, "Down the rabbit-hole.", "en"), "Down |the |rabbit-|hole.");
	assert_string_equal(broken(a, "one\ntwo", "en"), "one\n!two");
	assert_string_equal(broken(a, "a -x or /usr/bin", "en"), "a |-x |or |/usr/|bin");
	assert_string_equal(broken(a, "a .profile / b ! c .", "en"), "a |.profile / |b ! |c .");
	assert_string_equal(broken(a, "10\u00A0km, 3,14 (ja)", "de"), "10\u00A0km, |3,14 |(ja)");
	assert_string_equal(broken(a, "« Oui » dit-il", "fr"), "« Oui » |dit-|il");
	assert_string_equal(broken(a, "日本語", "ja"), "日|本|語");
	assert_string_equal(broken(a, "e\u0301tat e\u0301tat", "fr"), "e\u0301tat |e\u0301tat");
}

static void test_dashes(void **state)
{
	arena *a = *state;
	assert_string_equal(broken(a, "one – two — three", "en"), "one – |two — |three");
	assert_string_equal(broken(a, "one—two", "en"), "one—|two");
	assert_string_equal(broken(a, "10–12", "en"), "10–|12");
	assert_string_equal(broken(a, "dijo —aunque no— que", "es"), "dijo |—aunque |no— |que");
	assert_string_equal(broken(a, "said—“no”", "en"), "said—|“no”");
	assert_string_equal(broken(a, "„Nun—“ sagte", "de"), "„Nun—“ |sagte");
	assert_string_equal(broken(a, "“Well—”", "en"), "“Well—”");
	assert_string_equal(broken(a, "— Oui", "fr"), "— |Oui");
}

/* Directions and scripts */

static const char *runs_around(arena *a, const char *text, const char *lang,
			       const segment_isolate *isolates, size_t count)
{
	segment s;
	segment_text(a, text, strlen(text), lang, isolates, count, &s);
	char *result = arena_print(a, "%d:", s.base_level);
	for (size_t i = 0; i < s.run_count; i++) {
		char tag[5] = "";
		hb_tag_to_string(hb_script_to_iso15924_tag(s.runs[i].script), tag);
		result =
			arena_print(a, "%s %s%d(%.*s)", result, tag, s.runs[i].level,
				    (int)(s.runs[i].end - s.runs[i].start), text + s.runs[i].start);
	}
	return result;
}

static const char *runs(arena *a, const char *text, const char *lang)
{
	return runs_around(a, text, lang, NULL, 0);
}

/* What has a direction of its own keeps its marks on their sides. */
static void test_isolates(void **state)
{
	arena *a = *state;
	const segment_isolate option = {5, 11, false}, both[] = {{0, 3, false}, {4, 12, false}},
			      hebrew = {4, 9, true};
	assert_string_equal(runs(a, "אב --stat.", "he"), "1: Hebr1(אב --) Latn2(stat) Latn1(.)");
	assert_string_equal(runs_around(a, "אב --stat.", "he", &option, 1),
			    "1: Hebr1(אב ) Hebr2(--) Latn2(stat) Latn1(.)");
	assert_string_equal(
		runs_around(a, "x(1 (אב-3) גד", "he", both, 2),
		"1: Latn2(x(1) Latn1( ) Latn2(() Hebr3(אב-) Hebr4(3) Hebr2()) Hebr1( גד)");
	assert_string_equal(runs_around(a, "say אב! now", "en", &hebrew, 1),
			    "0: Latn0(say ) Hebr1(אב!) Hebr0( ) Latn0(now)");
}

static void test_runs(void **state)
{
	arena *a = *state;
	assert_string_equal(runs(a, "", "en"), "0:");
	assert_string_equal(runs(a, "“Hello”, 12", "en"), "0: Latn0(“Hello”, 12)");
	assert_string_equal(runs(a, "12 %", "ru"), "0: Cyrl0(12 %)");
	assert_string_equal(runs(a, "Über Москва!", "de"), "0: Latn0(Über ) Cyrl0(Москва!)");
	assert_string_equal(runs(a, "say שלום now", "en"),
			    "0: Latn0(say ) Hebr1(שלום) Hebr0( ) Latn0(now)");
	assert_string_equal(runs(a, "שלום 12", "he"), "1: Hebr1(שלום ) Hebr2(12)");
	assert_string_equal(runs(a, "12", "ar"), "1: Arab2(12)");
}

static void test_visual_order(void **state)
{
	(void)state;
	static const struct {
		uint8_t levels[8];
		size_t count;
		uint32_t order[8];
	} cases[] = {
		{{0, 0, 0}, 3, {0, 1, 2}},
		{{0, 1, 1, 0}, 4, {0, 2, 1, 3}},
		{{1, 1, 2, 2, 1}, 5, {4, 2, 3, 1, 0}},
		{{1, 2, 3, 3, 2, 1, 0}, 7, {5, 1, 3, 2, 4, 0, 6}},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		uint32_t order[8];
		segment_visual_order(cases[i].levels, cases[i].count, order);
		for (size_t k = 0; k < cases[i].count; k++)
			assert_int_equal(order[k], cases[i].order[k]);
	}
	segment_visual_order(NULL, 0, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_against_icu, setup, teardown),
		cmocka_unit_test_setup_teardown(test_breaks, setup, teardown),
		cmocka_unit_test_setup_teardown(test_dashes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_runs, setup, teardown),
		cmocka_unit_test_setup_teardown(test_isolates, setup, teardown),
		cmocka_unit_test_setup_teardown(test_visual_order, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
