/* quotes: what languages do, for the pass that does it (languages.c holds the
 * tables). */
#ifndef PLATEN_MANUSCRIPT_QUOTES_H
#define PLATEN_MANUSCRIPT_QUOTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define QUOTES_APOSTROPHE "\xe2\x80\x99"

typedef struct quotes_language {
	const char *tags; /* that it speaks for, with spaces around each */
	/* outer opening and closing, inner opening and closing; their inside spaces with them */
	const char *marks[4];
	const char *inside; /* the space inside typed guillemets, NULL: none */
	const char *high;   /* the space before ; ! ?, NULL: none */
	const char *colon;  /* before a colon, NULL: none */
	bool elides;        /* 'tis, 'em */
} quotes_language;

/* The language of a BCP 47 tag; English where it is not known. */
const quotes_language *quotes_language_of(const char *tag);

/* Is the language one of those that are known? */
bool quotes_know(const char *language);

/* Is a word cut at its start, so that the mark before it is an apostrophe? */
bool quotes_is_elided(const char *word);
/* Is this a unit, whole, that a number must not leave alone? */
bool quotes_is_unit(const char *text);
/* Do three digits follow a space, and three or fewer stand before it? */
bool quotes_is_thousand(const char *text, size_t space);
/* Does "p.", "No.", "§" or the like stand before the space? */
bool quotes_is_counted(const char *text, size_t space);
/* Is what ends with a stop before the space one capital letter? */
bool quotes_is_initial(const char *text, size_t space);
bool quotes_is_capital(const char *text);

#endif
