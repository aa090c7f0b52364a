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

/* What is known of a BCP 47 tag: its region's row, else its language's; NULL: Debian has no
 * patterns for it. */
const hyphen_language *hyphen_language_of(const char *tag);

/* The names that the dictionary of a tag may have, best first, at most five and NULL; owned by the
 * arena. */
const char *const *hyphen_language_files(arena *a, const char *tag);

#endif
