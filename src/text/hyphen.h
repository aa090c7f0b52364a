/* hyphen: where a word may break, by libhyphen and Debian's patterns. Dictionaries load at the first word of their language. */
#ifndef PLATEN_HYPHEN_H
#define PLATEN_HYPHEN_H

#include "ground/report.h"

#include <stdint.h>

typedef struct hyphen_library hyphen_library;
hyphen_library *hyphen_library_new(arena *a, report *r);
void hyphen_library_free(hyphen_library *l);

typedef struct hyphen_point {
	uint32_t offset;      /* bytes of the word before the break */
	uint8_t quality;      /* 0 best (between the parts of a compound, at a written hyphen's place) … 3 worst */
} hyphen_point;

/* The points where a word (letters alone, UTF-8, any case) may break in a language with at least left and right letters on
 * either side (0: the language's own minima). Patterns that change the spelling at a break are passed over.
 * Returns the count; *points is owned by the arena. A language without patterns gives none, after one HYPHENATION_MISSING
 * (naming the Debian package where one exists) at `where`. Each distinct word is looked up once. */
size_t hyphen_points(hyphen_library *l, const char *lang, const char *word, size_t length, int left, int right, place where,
		     const hyphen_point **points);

#endif
