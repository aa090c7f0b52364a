/* late: libraries that few texts need, loaded by dlopen when they are first used. The functions
 * that Platen calls of such a library are listed once, as a macro, of which its header makes a
 * struct of pointers to them, and its source the list of their names. */
#ifndef PLATEN_LATE_H
#define PLATEN_LATE_H

#include <stdbool.h>

typedef struct late_library {
	const char *file;         /* its soname */
	const char *const *names; /* of the functions; NULL ends them */
	void *table;              /* pointers to functions, in the same order */
	bool loaded;
} late_library;

/* What such a list of functions, F(name) F(name) …, is made into. */
#define LATE_MEMBER(name) __typeof__(name) *name;
#define LATE_NAME(name)   LATE_TEXT(name),
#define LATE_TEXT(name)   #name

/* Load it and fill in the table, once; it stays loaded to the end. From one thread at a time. NULL:
 * done; else what is missing, in words that are good until the next call. */
const char *late_load(late_library *l);

#endif
