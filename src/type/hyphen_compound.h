/* hyphen_compound: where the parts of a compound word meet. Private to hyphen. */
#ifndef PLATEN_HYPHEN_COMPOUND_H
#define PLATEN_HYPHEN_COMPOUND_H

#include "type/hyphen_language.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The words of a language, without regard to capitals. */
typedef struct hyphen_words hyphen_words;

/* Read a list with a word on each line, in UTF-8. The arena owns the result; the text may be
 * freed. */
hyphen_words *hyphen_words_read(arena *a, const char *text, size_t length);

/* Words of more characters are not divided into parts. */
enum { COMPOUND_LONGEST = 64 };

typedef enum hyphen_joint { JOINT_NONE, JOINT_LIKELY, JOINT_SURE } hyphen_joint;

/* Find the joints of a word in small letters: joints[i] is for the place after character i.
 * `points` has an odd digit for each character after which patterns allow a break: there a joint is
 * certain. False: the word is no compound, or too long. */
bool hyphen_compound_find(const hyphen_words *w, const hyphen_compounds *language,
			  const char *letters, size_t count, const char *points,
			  uint8_t joints[COMPOUND_LONGEST]);

/* The quality of a compound's point after character i: it is best at a joint; elsewhere the nearest
 * joint counts as an end of the word. False: no point is allowed, because a joint is one letter
 * away: patterns misread compounds that they do not know ("Spezia-lfälle"). */
bool hyphen_compound_quality(const uint8_t *joints, size_t i, size_t count, uint8_t *quality);

#endif
