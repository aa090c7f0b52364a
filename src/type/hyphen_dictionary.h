/* hyphen_dictionary: a dictionary of hyphenation patterns, made into libhyphen's automaton. Private
 * to hyphen. */
#ifndef PLATEN_HYPHEN_DICTIONARY_H
#define PLATEN_HYPHEN_DICTIONARY_H

#include <hyphen.h>
#include <stddef.h>

typedef struct arena arena;

typedef struct hyphen_dictionary {
	HyphenDict *words; /* what libhyphen asks for the points of a word */
	/* only its first level, the joints of compounds; NULL if the dictionary has one level */
	HyphenDict *joints;
	/* the fewest letters on either side that the patterns are made for; 0: not stated */
	int left, right;
} hyphen_dictionary;

/* Make the automaton from the text of a .dic file, in whatever charset its first line names; its
 * words are UTF-8, in small letters alone (so its NOHYPHEN list, which names apostrophes and
 * hyphens, is not needed). A pattern that changes the spelling forbids the breaks that it would
 * make. All is owned by the arena; hnj_hyphen_free must not be called for it. NULL where the
 * charset is not known. */
hyphen_dictionary *hyphen_dictionary_read(arena *a, const char *text, size_t length);

#endif
