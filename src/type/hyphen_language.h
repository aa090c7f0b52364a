/* hyphen_language: the patterns of a language, their packages, and its minima. Private to
 * hyphen. */
#ifndef PLATEN_HYPHEN_LANGUAGE_H
#define PLATEN_HYPHEN_LANGUAGE_H

#include <stdint.h>

typedef struct arena arena;

typedef struct hyphen_language {
	const char *tag;     /* "en" or "en-GB" */
	const char *file;    /* its dictionary's: "en_GB" for hyph_en_GB.dic */
	const char *package; /* Debian's */
	uint8_t left, right; /* the fewest letters before and after a break */
} hyphen_language;

/* A language that writes compounds as one word. */
typedef struct hyphen_compounds {
	const char *language;
	const char *words, *package; /* the list of its words below /usr/share/dict, and Debian's */
	const char *linking;         /* letters that may be between two parts */
	const char *endings;         /* endings that look like parts, each with "|" after it */
} hyphen_compounds;

/* The compounds of a BCP 47 tag; NULL: the language writes none as one word, or has no list. */
const hyphen_compounds *hyphen_compounds_of(const char *tag);

/* The row for a BCP 47 tag: its region's, else its language's; NULL: Debian has no patterns for
 * it. */
const hyphen_language *hyphen_language_of(const char *tag);

/* Patterns that the dictionary of a tag lacks, a line each, to be read after its own; "": none. */
const char *hyphen_language_more(const char *tag);

/* The names that the dictionary of a tag may have, best first, at most five and NULL; owned by the
 * arena. */
const char *const *hyphen_language_files(arena *a, const char *tag);

#endif
