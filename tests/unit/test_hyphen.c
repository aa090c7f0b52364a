/* hyphen: the automaton against libhyphen's own loader, and the points of words by small
 * dictionaries made here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "type/hyphen.h"
#include "type/hyphen_dictionary.h"

#include <hyphen.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* libhyphen's loader loses the first of two patterns with the same letters; Platen never calls it,
 * this test alone does. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libhyphen"; /* it has no frame pointers, so no function names */
}

static char folder[] = "/tmp/platen-hyphen-XXXXXX";

typedef struct fixture {
	arena *arena;
	report *report;
	FILE *out;
	char *said;
	size_t said_length;
	hyphen_library *library;
} fixture;

static void write_dictionary(const char *name, const char *text)
{
	char path[256];
	snprintf(path, sizeof path, "%s/hyph_%s.dic", folder, name);
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static int make_folder(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	write_dictionary("en_US", "UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN "
				  "3\na1b\nb1c\nc1d\nd1e\ne1f\nf1g\n.ex3ception2\n");
	write_dictionary("de_DE", "ISO8859-1\n# compounds\nCOMPOUNDLEFTHYPHENMIN "
				  "2\nCOMPOUNDRIGHTHYPHENMIN 2\nhaus1t\xfcr\nan1kommen\n"
				  "NEXTLEVEL\nm1m\nh\xe4u1s\n");
	write_dictionary("hu_HU", "UTF-8\na1b\ns1s/sz=sz,1,2\nn1ny/ny=,1,1\n.e1ő/e=,2,1\n"
				  "s3sz/sz=sz,1,3\nk1k/broken,1,2\nr1r/=,5,7\n");
	write_dictionary("ca_ES", "UTF-8\nl·9l/=,2,1\nŀ9l/l=,1,1\ne1g\n");
	write_dictionary("fr_FR",
			 "UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 2\nNEXTLEVEL\n1tu\n1re\né1cri\n");
	write_dictionary("sl_SI", "NO-SUCH-CHARSET\na1b\n");
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	char path[300];
	for (const char *const *name = (const char *const[]){"en_US", "de_DE", "hu_HU", "ca_ES",
							     "fr_FR", "sl_SI", NULL};
	     *name; name++) {
		snprintf(path, sizeof path, "%s/hyph_%s.dic", folder, *name);
		unlink(path);
	}
	return rmdir(folder);
}

static int setup(void **state)
{
	fixture *f = calloc(1, sizeof *f);
	f->arena = arena_new();
	f->out = open_memstream(&f->said, &f->said_length);
	f->report = report_new(f->arena, f->out, &(report_options){0});
	f->library = hyphen_library_new(f->arena, f->report, folder);
	*state = f;
	return 0;
}

/* How many there are so far. */
static size_t warnings(fixture *f)
{
	size_t count = 0;
	report_flush(f->report);
	fflush(f->out);
	for (const char *at = f->said; (at = strstr(at, "warning: ")); at++)
		count++;
	return count;
}

static int teardown(void **state)
{
	fixture *f = *state;
	hyphen_library_free(f->library);
	fclose(f->out);
	free(f->said);
	arena_free(f->arena);
	free(f);
	return 0;
}

/* "ab-cd" with the quality after each hyphen: "ab-1cd". Where the spelling changes there, what is
 * shown: "as(sz-1sz)ony" for the parts asz- and szony. */
static const char *hyphenated(fixture *f, const char *lang, const char *word, int left, int right)
{
	static char text[512];
	const hyphen_point *points;
	size_t count = hyphen_points(f->library, lang, word, strlen(word), left, right, (place){0},
				     &points);
	const hyphen_missing *missing;
	size_t missed = hyphen_take_missing(f->library, &missing);
	hyphen_report(f->library, missing, missed);
	char *to = text;
	size_t from = 0;
	for (size_t i = 0; i < count; i++) {
		const hyphen_respelling *r = points[i].respelling;
		const size_t left = r ? r->left : 0;
		to += sprintf(to, "%.*s", (int)(points[i].offset - left - from), word + from);
		from = points[i].offset + (r ? r->right : 0);
		to += r ? sprintf(to, "(%s-%d%s)", r->before, points[i].quality, r->after)
			: sprintf(to, "-%d", points[i].quality);
	}
	strcpy(to, word + from);
	return text;
}

static void test_points(void **state)
{
	fixture *f = *state;
	/* a1b is under the minimum of two, f1g under that of three after it */
	assert_string_equal(hyphenated(f, "en", "abcdefg", 0, 0), "ab-3c-2d-2efg");
	assert_string_equal(hyphenated(f, "en", "ABCDEFG", 0, 0), "AB-3C-2D-2EFG");
	assert_string_equal(hyphenated(f, "en", "abcdefg", 3, 4), "abc-2defg");
	/* never under the patterns' own */
	assert_string_equal(hyphenated(f, "en", "abcdefg", 1, 1), "ab-3c-2d-2efg");
	assert_string_equal(hyphenated(f, "en", "exception", 0, 0), "ex-3ception");
	assert_string_equal(hyphenated(f, "en", "abcde", 0, 0), "ab-3cde");
	assert_string_equal(hyphenated(f, "en", "abcd", 0, 0), "abcd");
	assert_string_equal(hyphenated(f, "en", "", 0, 0), "");
	assert_string_equal(hyphenated(f, "en", "abc4efg", 0, 0), "abc4efg");
}

static void test_parts(void **state)
{
	fixture *f = *state;
	assert_string_equal(hyphenated(f, "en", "abcde-abcde", 0, 0), "ab-3cde-ab-3cde");
	assert_string_equal(hyphenated(f, "fr", "l’écriture", 0, 0), "l’écri-1ture");
	assert_string_equal(hyphenated(f, "fr", "écriture", 0, 2), "écri-1tu-3re");
	assert_string_equal(hyphenated(f, "en",
				       "abc\xc2\xad"
				       "defg",
				       0, 0),
			    "abc\xc2\xad-0defg");
	/* a soft hyphen at either end parts nothing, and hides no pattern */
	assert_string_equal(hyphenated(f, "en", "abcde\u00AD", 0, 0), "ab-3cde\u00AD");
	assert_string_equal(hyphenated(f, "en", "\u00ADabcde", 0, 0), "\u00ADab-3cde");
	assert_string_equal(hyphenated(f, "xx",
				       "abc\xc2\xad"
				       "defg",
				       0, 0),
			    "abc\xc2\xad-0defg");
}

static void test_compounds(void **state)
{
	fixture *f = *state;
	assert_string_equal(hyphenated(f, "de", "haustür", 0, 0), "haus-0tür");
	assert_string_equal(hyphenated(f, "de-AT", "Ankommen", 0, 0), "An-1kom-2men");
	assert_string_equal(hyphenated(f, "de", "HÄUSER", 0, 0), "HÄU-2SER");
	/* there is no list of words in the folder, which is said once */
	report_flush(f->report);
	fflush(f->out);
	assert_non_null(strstr(f->said, "install Debian's package wngerman"));
	assert_int_equal(warnings(f), 2); /* de and de-AT */
}

static void test_other_spelling(void **state)
{
	fixture *f = *state;
	assert_string_equal(hyphenated(f, "hu", "oxabxassoz", 0, 0), "oxa-2bxa(sz-2sz)oz");
	/* what comes after the break stays as it is, where it can */
	assert_string_equal(hyphenated(f, "hu", "asszony", 0, 0), "a(sz-3)szony");
	assert_string_equal(hyphenated(f, "hu", "Asszonnyal", 0, 0), "A(sz-3)szo(ny-1)nyal");
	assert_string_equal(hyphenated(f, "hu", "ASSZONNYAL,", 0, 0), "A(SZ-3)SZO(NY-1)NYAL,");
	/* rules that name no place, or one outside the word */
	assert_string_equal(hyphenated(f, "hu", "akkor arra", 0, 0), "akkor arra");
	/* a middle dot is a letter where the patterns have it */
	assert_string_equal(hyphenated(f, "ca", "col·lega", 0, 0), "col(-2)le-3ga");
	assert_string_equal(hyphenated(f, "ca", "coŀlega", 0, 0), "co(l-2)le-3ga");
	assert_string_equal(hyphenated(f, "ca", "COL·LEGA", 0, 0), "COL(-2)LE-3GA");
	assert_string_equal(hyphenated(f, "ca", "l·leg", 0, 0), "l·leg");
	assert_string_equal(hyphenated(f, "en", "abcde·fg", 0, 0), "ab-3cde·fg");
}

static void test_missing(void **state)
{
	fixture *f = *state;
	hyphen_read(hyphen_expect(f->library, "lb"));
	hyphen_expect(f->library, "en");
	assert_string_equal(hyphenated(f, "lb", "Lëtzebuerg", 0, 0), "Lëtzebuerg");
	hyphenated(f, "lb", "Stad", 0, 0);
	hyphenated(f, "en-GB", "word", 0, 0);
	hyphenated(f, "sl", "beseda", 0, 0);
	hyphenated(f, "../en", "word", 0, 0);
	assert_string_equal(hyphenated(f, "en", "abcde", 0, 0), "ab-3cde");
	assert_int_equal(warnings(f), 4);
	assert_non_null(strstr(f->said, "no hyphenation patterns for \"lb\", and Debian has none"));
	assert_non_null(strstr(f->said, "no hyphenation patterns for \"en-GB\", so its words are "
					"not hyphenated: install Debian's package hyphen-en-gb"));
	assert_non_null(strstr(f->said, "\"sl\" cannot be read"));
}

/* A library for a thread has the languages that the first one knows, and says nothing: what it
 * misses it hands on, each language once. */
static void test_threads(void **state)
{
	fixture *f = *state;
	const hyphen_point *points;
	const hyphen_missing *missing;
	hyphen_know(f->library, "en");
	hyphen_know(f->library, "lb");
	assert_ptr_equal(*hyphen_files(f->library, f->arena), NULL); /* nobody has asked yet */
	hyphen_library *thread = hyphen_library_for_thread(f->arena, f->library);
	assert_int_equal(hyphen_points(thread, "en", "Abcde", 5, 0, 0, (place){0}, &points), 1);
	assert_int_equal(points[0].offset, 2);
	assert_int_equal(hyphen_take_missing(thread, &missing), 0);
	assert_int_equal(hyphen_points(thread, "lb", "Stad", 4, 0, 0, (place){0}, &points), 0);
	assert_int_equal(hyphen_points(thread, "lb", "Haus", 4, 0, 0, (place){0}, &points), 0);
	assert_int_equal(hyphen_take_missing(thread, &missing), 1);
	assert_int_equal(warnings(f), 0);
	hyphen_report(f->library, missing, 1);
	hyphen_report(f->library, missing, 1);
	assert_int_equal(warnings(f), 1);
	hyphen_join(f->library, thread);
	assert_non_null(*hyphen_files(f->library, f->arena));
	assert_ptr_equal(hyphen_files(f->library, f->arena)[1], NULL);
}

/* What is kept is found again after the table has grown, and in the right language. */
static void test_many_words(void **state)
{
	fixture *f = *state;
	const hyphen_point *first, *again;
	assert_int_equal(hyphen_points(f->library, "en", "abcde", 5, 0, 0, (place){0}, &first), 1);
	for (int i = 0; i < 5000; i++) {
		char word[32];
		sprintf(word, "ab%c%c%c", 'a' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676 % 26);
		hyphen_points(f->library, i & 1 ? "en" : "fr", word, strlen(word), 0, 0, (place){0},
			      &again);
	}
	assert_int_equal(hyphen_points(f->library, "en", "abcde", 5, 0, 0, (place){0}, &again), 1);
	assert_ptr_equal(first, again);
	char *longest = malloc(10001);
	for (int i = 0; i < 10000; i++)
		longest[i] = (char)('a' + i % 7);
	longest[10000] = '\0';
	assert_true(hyphen_points(f->library, "en", longest, 10000, 0, 0, (place){0}, &again) >
		    5000);
	free(longest);
}

/* The automaton against libhyphen's */

static uint32_t random_state = 12345;
static uint32_t random_below(uint32_t most)
{
	random_state = random_state * 1664525u + 1013904223u;
	return (random_state >> 8) % most;
}

static bool same_spelling(const hyphen_answer answers[2], size_t i)
{
	const char *said[2];
	for (int k = 0; k < 2; k++)
		said[k] = answers[k].spellings ? answers[k].spellings[i] : NULL;
	if (!said[0] || !said[1])
		return said[0] == said[1];
	return !strcmp(said[0], said[1]) && answers[0].at[i] == answers[1].at[i] &&
	       answers[0].cut[i] == answers[1].cut[i];
}

static void compare(const char *path, int words, const char *const *letters, size_t letter_count)
{
	arena *a = arena_new();
	const char *text;
	size_t length;
	assert_int_equal(file_read(a, path, 1 << 24, &text, &length), FILE_OK);
	hyphen_dictionary *ours = hyphen_dictionary_read(a, text, length, "");
	HyphenDict *theirs = hnj_hyphen_load(path);
	assert_non_null(ours);
	assert_non_null(theirs);
	for (int i = 0; i < words; i++) {
		char word[256] = "", ours_hyphens[300] = "", theirs_hyphens[300] = "";
		size_t count = 1 + random_below(16);
		for (size_t k = 0; k < count; k++)
			strcat(word, letters[random_below((uint32_t)letter_count)]);
		hyphen_answer answers[2] = {{.bytes = strlen(word)}, {.bytes = strlen(word)}};
		hnj_hyphen_hyphenate2(ours->words, word, (int)strlen(word), ours_hyphens, NULL,
				      &answers[0].spellings, &answers[0].at, &answers[0].cut);
		hnj_hyphen_hyphenate2(theirs, word, (int)strlen(word), theirs_hyphens, NULL,
				      &answers[1].spellings, &answers[1].at, &answers[1].cut);
		for (size_t k = 0; theirs_hyphens[k]; k++) {
			if ((ours_hyphens[k] ^ theirs_hyphens[k]) & 1)
				fail_msg("%s: %s: %s, libhyphen says %s", path, word, ours_hyphens,
					 theirs_hyphens);
			if (theirs_hyphens[k] & 1 && !same_spelling(answers, k))
				fail_msg("%s: %s: not libhyphen's spelling after %zu", path, word,
					 k);
		}
		hyphen_answer_forget(&answers[0]);
		hyphen_answer_forget(&answers[1]);
	}
	hnj_hyphen_free(theirs);
	arena_free(a);
}

/* Random patterns of four letters, no two with the same letters; some change the spelling. */
static void add_patterns(char *to, bool respell)
{
	bool seen[2 * 3125] = {false};
	for (int i = 0; i < 150; i++) {
		char *start = to;
		uint32_t code = random_below(5) ? 0 : 1;
		if (code)
			*to++ = '.';
		for (uint32_t k = 0, count = 1 + random_below(4); k < count; k++) {
			uint32_t letter = random_below(4);
			code = code * 5 + letter + 1;
			*to++ = (char)('a' + letter);
			if (!random_below(3))
				*to++ = (char)('1' + random_below(5));
		}
		if (respell && !random_below(4))
			to += sprintf(to, "/%.*s=x,1,1", (int)random_below(3), "yz");
		if (seen[code])
			to = start;
		else
			*to++ = '\n';
		seen[code] = true;
	}
	*to = '\0';
}

static void test_against_libhyphen(void **state)
{
	(void)state;
	static const char *const letters[] = {
		"e",  "t",  "a",  "o", "i", "n", "s",   "r",   "h",  "l",   "d",   "c",
		"u",  "m",  "p",  "g", "b", "v", "y",   "é",   "è",  "ç",   "ing", "tion",
		"er", "an", "qu", "f", "w", "k", "ssz", "nny", "zs", "l·l", "ő"};
	static const char *const few[] = {"a", "b", "c", "d"};
	static const char *const installed[] = {"en_US", "en_GB", "fr_FR", "hu_HU", "ca_ES"};
	for (size_t i = 0; i < sizeof installed / sizeof *installed; i++) {
		char path[256];
		snprintf(path, sizeof path, "/usr/share/hyphen/hyph_%s.dic", installed[i]);
		if (!access(path, R_OK))
			compare(path, 3000, letters, sizeof letters / sizeof *letters);
	}
	/* many overlapping patterns of few letters, in one level and in two */
	for (int levels = 1; levels <= 2; levels++) {
		char text[20000] = "UTF-8\nLEFTHYPHENMIN 1\nRIGHTHYPHENMIN 1\n";
		for (int level = 0; level < levels; level++) {
			add_patterns(text + strlen(text), levels == 1);
			if (level + 1 < levels)
				strcat(text, "NEXTLEVEL\n");
		}
		write_dictionary("de_DE", text);
		char path[256];
		snprintf(path, sizeof path, "%s/hyph_de_DE.dic", folder);
		compare(path, 3000, few, 4);
	}
}

/* The words that Debian's British patterns leave whole, in every region that takes those. */
static void test_british_words(void **state)
{
	fixture *f = *state;
	hyphen_library *l = hyphen_library_new(f->arena, f->report, NULL);
	static const char *const langs[] = {"en-GB", "en-AU", "en-IE"};
	static const char *const words[] = {"every-thing", "Wher-ever", "with-out", "al-ready"};
	if (access("/usr/share/hyphen/hyph_en_GB.dic", R_OK))
		skip();
	for (size_t i = 0; i < 12; i++) {
		const char *hyphen = strchr(words[i % 4], '-');
		char word[32];
		const hyphen_point *points;
		int left = (int)(hyphen - words[i % 4]);
		int size = snprintf(word, sizeof word, "%.*s%s", left, words[i % 4], hyphen + 1);
		assert_int_equal(hyphen_points(l, langs[i / 4], word, (size_t)size, 0, 0,
					       (place){0}, &points),
				 1);
		assert_int_equal(points[0].offset, left);
	}
	hyphen_library_free(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_points, setup, teardown),
		cmocka_unit_test_setup_teardown(test_parts, setup, teardown),
		cmocka_unit_test_setup_teardown(test_compounds, setup, teardown),
		cmocka_unit_test_setup_teardown(test_other_spelling, setup, teardown),
		cmocka_unit_test_setup_teardown(test_missing, setup, teardown),
		cmocka_unit_test_setup_teardown(test_threads, setup, teardown),
		cmocka_unit_test_setup_teardown(test_many_words, setup, teardown),
		cmocka_unit_test_setup_teardown(test_british_words, setup, teardown),
		cmocka_unit_test(test_against_libhyphen),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
