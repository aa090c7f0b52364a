/* hyphen_private: a language's patterns, for the files of hyphen alone. */
#ifndef PLATEN_HYPHEN_PRIVATE_H
#define PLATEN_HYPHEN_PRIVATE_H

#include "type/hyphen.h"
#include "type/hyphen_compound.h"
#include "type/hyphen_dictionary.h"

#include <pthread.h>
#include <stdatomic.h>

struct hyphen_patterns {
	const char *tag;
	arena *arena;
	const char *folder, *lists;
	hyphen_dictionary *dictionary;     /* NULL: none */
	const char *file;                  /* the file it was read from */
	const char *unreadable;            /* a file that exists but is no dictionary */
	const hyphen_compounds *compounds; /* NULL: it does not write compounds as one word */
	hyphen_words *words;               /* the list of words; NULL: there is none */
	const char *list;                  /* the list's file */
	int left, right;
	bool expected, reported;
	pthread_mutex_t reading;
	atomic_bool loaded; /* all above is set for good */
};

#endif
