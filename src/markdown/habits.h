/* habits: how languages set quotation marks, apostrophes and spaces. habits_table.c has a row for
 * each language, habits.c the questions that the table answers. */
#ifndef PLATEN_HABITS_H
#define PLATEN_HABITS_H

#include <stdbool.h>
#include <stddef.h>

#define HABITS_NBSP       "\xc2\xa0"     /* no-break space */
#define HABITS_THIN       "\xe2\x80\xaf" /* narrow no-break space */
#define HABITS_APOSTROPHE "\xe2\x80\x99"

/* A list is words with a space around each; NULL is an empty one. */
typedef struct habits {
	const char *tags; /* the languages that the row describes */

	/* Quotation marks: outer opening and closing, inner opening and closing; the spaces inside
	 * them belong to them. */
	const char *marks[4];
	const char *inside; /* the space inside typed guillemets; NULL: none */
	const char *high;   /* the space before ; ! ?; NULL: none */
	const char *colon;  /* the space before a colon; NULL: none */

	/* Apostrophes: words that begin with one ('tis), and words that may end with one; "-s"
	 * means all that end with s (the boys' own). */
	const char *begins, *ends;

	/* Spaces at which no line ends. */
	const char *names;   /* between such a word and a capital: Dr. Smith */
	const char *numbers; /* between such a word and a number: Fig. 7, Chapter IV, May 1 */
	const char *counts;  /* between a number and such a word: 5 p.m., 1 May, XX в. */
	const char *small;   /* between such a word and any other: k lesu */
	const char *tails;   /* between any word and such a one: сказал бы */
	const char *phrases; /* between two such words, here written as one: v.Chr. */
	bool ordinals;       /* 1. is "first", so 1. Mai and 3. 10. 1990 */
} habits;

/* The table, and the words that every language keeps with a number after or before them
 * (habits_table.c). */
extern const habits habits_table[];
extern const size_t habits_count;
extern const char habits_any_numbers[], habits_any_counts[];

/* The habits of a BCP 47 tag; English ones where the language has no row. */
const habits *habits_of(const char *tag);

/* Is there a row for a language (a tag's first part)? */
bool habits_know(const char *language);

/* No word of any list is longer than this, in bytes; longer ones may be cut. */
enum { HABITS_WORD = 31 };

/* Does the space between two words hold them together? The words are as written, with their stops,
 * but without brackets and quotation marks around them. */
bool habits_hold(const habits *h, const char *before, const char *after);

/* Is the mark before this word an apostrophe, not a quotation mark? The word is followed by the
 * rest of the text. */
bool habits_begin(const habits *h, const char *word);

/* May a word of `size` bytes end with an apostrophe? */
bool habits_end(const habits *h, const char *word, size_t size);

#endif
