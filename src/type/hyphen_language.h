/* hyphen_language: which patterns a language takes, who packs them, and its minima. Private to
 * hyphen. */
#ifndef PLATEN_HYPHEN_LANGUAGE_H
#define PLATEN_HYPHEN_LANGUAGE_H

#include <stdint.h>

typedef struct arena arena;

typedef struct hyphen_language {
	const char *tag;     /* "en" or "en-GB" */
	const char *file;    /* of its dictionary: "en_GB" for hyph_en_GB.dic */
	const char *package; /* Debian's */
	uint8_t left, right; /* letters at least before and after a break */
} hyphen_language;

/* A language that writes compounds as one word. */
typedef struct hyphen_compounds {
	const char *language;
	const char *words, *package; /* the list of its words below /usr/share/dict, and Debian's */
	const char *linking;         /* letters that may be between two parts */
	const char *endings;         /* that look like parts, each with "|" after it */
} hyphen_compounds;

/* Those of a BCP 47 tag; NULL: it writes none, or has no list. */
const hyphen_compounds *hyphen_compounds_of(const char *tag);

/* What is known of a BCP 47 tag: its region's row, else its language's; NULL: Debian has no
 * patterns for it. */
const hyphen_language *hyphen_language_of(const char *tag);

/* The names that the dictionary of a tag may have, best first, at most five and NULL; owned by the
 * arena. */
const char *const *hyphen_language_files(arena *a, const char *tag);

#endif
