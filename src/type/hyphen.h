/* hyphen: where a word may break, by libhyphen and Debian's patterns. Dictionaries load at the
 * first word of their language. */
#ifndef PLATEN_HYPHEN_H
#define PLATEN_HYPHEN_H

#include "base/report.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct hyphen_library hyphen_library;

/* Patterns and lists of words come from a folder, lent; NULL: from Debian's folders. */
hyphen_library *hyphen_library_new(arena *a, report *r, const char *folder);
void hyphen_library_free(hyphen_library *l);

/* A library for another thread, all of it in an arena of its own (so that nothing frees it). It has
 * the languages that the first one has loaded. While it works the first one must not. */
hyphen_library *hyphen_library_for_thread(arena *a, hyphen_library *first);

/* Let the first library know which languages one for a thread was asked for (see hyphen_files). */
void hyphen_join(hyphen_library *first, const hyphen_library *thread);

typedef struct hyphen_point {
	uint32_t offset; /* bytes of the word before the break */
	/* 0 best (between the parts of a compound, at a soft hyphen) … 3 worst (two letters from an
	 * end, or from where the parts of a compound meet) */
	uint8_t quality;
} hyphen_point;

/* The points where a word (UTF-8, any case) may break in a language with at least left and right
 * letters on either side (0: the language's own minima; never fewer than its patterns are made
 * for). Patterns that change the spelling at a break are passed over. Apostrophes, hyphens and
 * whatever else is no letter part the word, and each part is hyphenated alone; a word with a digit
 * has no points; one with soft hyphens (U+00AD) has those alone, each point after its soft hyphen.
 * Returns the count; *points is owned by the arena. A language without patterns gives none; it is
 * noted with `where` (see hyphen_take_missing). Each distinct word is looked up once.
 * In languages that write compounds as one word, their parts are found by a list of words: the
 * joints are the best points, and there is none one letter from a joint. */
size_t hyphen_points(hyphen_library *l, const char *lang, const char *word, size_t length, int left,
		     int right, place where, const hyphen_point **points);

/* Does a language write compounds as one word, and is there a list of its words in Debian? */
bool hyphen_has_joints(const char *lang);

/* Where no ligature may be in a word of such a language: bytes of the word before each place, in
 * order. These are the joints of compounds (Schiff|fahrt), soft hyphens, and what is between f and
 * l where the word may break (höf|lich). Returns the count; *joints is owned by the arena. */
size_t hyphen_joints(hyphen_library *l, const char *lang, const char *word, size_t length,
		     const uint32_t **joints);

/* A language without patterns, or of compounds and without a list of words, and where its first
 * word was. */
typedef struct hyphen_missing {
	uint32_t language;
	place where;
} hyphen_missing;

/* Those that were missing since this was called last; returns how many. They are the library's. */
size_t hyphen_take_missing(hyphen_library *l, const hyphen_missing **items);
/* Say so: one HYPHENATION_MISSING a language, naming the Debian package where one exists. */
void hyphen_report(hyphen_library *l, const hyphen_missing *items, size_t count);

/* Load a language's patterns now, for libraries of other threads. */
void hyphen_load(hyphen_library *l, const char *lang);

/* The patterns of a language that will be asked for; hyphen_read reads them now, on any thread,
 * while nobody asks the library for anything. Else they are read at the language's first word. */
typedef struct hyphen_patterns hyphen_patterns;
hyphen_patterns *hyphen_expect(hyphen_library *l, const char *lang);
void hyphen_read(hyphen_patterns *p);

/* The files that patterns were read from so far, in the order of asking; the arena's; ends with
 * NULL. */
const char *const *hyphen_files(hyphen_library *l, arena *a);

#endif
