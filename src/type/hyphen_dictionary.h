/* hyphen_dictionary: a dictionary of hyphenation patterns, made into libhyphen's automaton. Private
 * to hyphen. */
#ifndef PLATEN_HYPHEN_DICTIONARY_H
#define PLATEN_HYPHEN_DICTIONARY_H

#include <hyphen.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct arena arena;

typedef struct hyphen_dictionary {
	HyphenDict *words; /* what libhyphen asks for the points of a word */
	/* only its first level, the joints of compounds; NULL if the dictionary has one level */
	HyphenDict *joints;
	/* the fewest letters on either side that the patterns are made for; 0: not stated */
	int left, right;
	bool middle_dot; /* its patterns know U+00B7 as a letter, as Catalan has it in col·lega */
} hyphen_dictionary;

/* Make the automaton from the text of a .dic file, in whatever charset its first line names; its
 * words are UTF-8, in small letters alone (so its NOHYPHEN list, which names apostrophes and
 * hyphens, is not needed). Patterns may change the spelling at a break. All is owned by the arena;
 * hnj_hyphen_free must not be called for it. `more` has further patterns for its last level, in
 * UTF-8. NULL where the charset is not known. */
hyphen_dictionary *hyphen_dictionary_read(arena *a, const char *text, size_t length,
					  const char *more);

/* What libhyphen says of a text, for each of its characters: a digit, odd where a break may follow;
 * and where the spelling changes there ("sz=sz", with "=" at the break), how many characters back
 * the changed text begins, and how many characters it has. */
typedef struct hyphen_answer {
	char *digits;
	size_t capacity, bytes;
	char **spellings; /* NULL: none changes */
	int *at, *cut;
} hyphen_answer;

/* Ask for a text, which ends with NUL. The digits are the arena's, and reused; the rest is freed by
 * hyphen_answer_forget, which comes before the next question. */
void hyphen_ask(arena *a, HyphenDict *d, const char *text, size_t bytes, hyphen_answer *answer);
void hyphen_answer_forget(hyphen_answer *answer);

#endif
