/* hyphen: where a word may break, by libhyphen and Debian's patterns. Dictionaries load at the
 * first word of their language. */
#ifndef PLATEN_HYPHEN_H
#define PLATEN_HYPHEN_H

#include "base/report.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct hyphen_library hyphen_library;

/* Patterns and lists of words come from `folder`, which is lent; NULL: from Debian's folders. */
hyphen_library *hyphen_library_new(arena *a, report *r, const char *folder);
void hyphen_library_free(hyphen_library *l);

/* A library for another slot, all of it in that slot's arena, so it needs no free function. It has
 * the languages that the first one has loaded. While it is used, the first one must not be. */
hyphen_library *hyphen_library_for_thread(arena *a, hyphen_library *first);

/* Tell the first library which languages another slot's was asked for (see hyphen_files). */
void hyphen_join(hyphen_library *first, const hyphen_library *other);

/* How the spelling changes at a break: Hungarian asszony is asz-szony, Catalan col·lega col-lega.
 * `before` is shown in place of the last `left` bytes before the break, `after` in place of the
 * first `right` bytes after it. */
typedef struct hyphen_respelling {
	const char *before, *after;
	uint32_t left, right;
} hyphen_respelling;

typedef struct hyphen_point {
	uint32_t offset; /* bytes of the word before the break */
	/* 0 best (between the parts of a compound, at a soft hyphen) … 3 worst (two letters from an
	 * end, or from where the parts of a compound meet) */
	uint8_t quality;
	const hyphen_respelling *respelling; /* or NULL; the library's, as long as its arena */
} hyphen_point;

/* The points where a word (UTF-8, any case) may break in a language with at least left and right
 * letters on either side (0: the language's own minima; never fewer than its patterns are made
 * for). Apostrophes, hyphens and all other characters that are not letters divide the word, and
 * each part is hyphenated alone (but · is a letter where the patterns have it). A word with a digit
 * has no points; a word with soft hyphens (U+00AD) has only those, each point after its soft
 * hyphen. Returns the count; *points is owned by the arena. A language without patterns gives no
 * points; it is noted with `where` (see hyphen_take_missing). Each distinct word is looked up once.
 * In languages that write compounds as one word, the parts are found by a list of words: the joints
 * are the best points, and no point is one letter from a joint. */
size_t hyphen_points(hyphen_library *l, const char *lang, const char *word, size_t length, int left,
		     int right, place where, const hyphen_point **points);

/* Does a language write compounds as one word, and has Debian a list of its words? */
bool hyphen_has_joints(const char *lang);

/* Where a word of such a language may have no ligature: the byte offsets, in order. These are the
 * joints of compounds (Schiff|fahrt), soft hyphens, and the place between f and l if the word may
 * break there (höf|lich). Returns the count; *joints is owned by the arena. */
size_t hyphen_joints(hyphen_library *l, const char *lang, const char *word, size_t length,
		     const uint32_t **joints);

/* A language without patterns, or one that writes compounds and has no list of words, with the
 * place of its first word. */
typedef struct hyphen_missing {
	uint32_t language;
	place where;
} hyphen_missing;

/* The languages noted as missing since the last call; returns how many. The library owns them. */
size_t hyphen_take_missing(hyphen_library *l, const hyphen_missing **items);
/* Report them: one HYPHENATION_MISSING for each language, with Debian's package if there is one. */
void hyphen_report(hyphen_library *l, const hyphen_missing *items, size_t count);

/* Make a language known to the libraries of other slots, which know no others. */
void hyphen_know(hyphen_library *l, const char *lang);

/* Patterns that will be needed: hyphen_read reads them now, also in a task. Otherwise the part that
 * asks for the language's first word reads them. */
typedef struct hyphen_patterns hyphen_patterns;
hyphen_patterns *hyphen_expect(hyphen_library *l, const char *lang);
void hyphen_read(hyphen_patterns *p);

/* The files that patterns were read from so far, in the order in which they were needed; owned by
 * the arena; ends with NULL. */
const char *const *hyphen_files(hyphen_library *l, arena *a);

#endif
