/* nearest: "did you mean" for words and names of files. */
#ifndef PLATEN_NEAREST_H
#define PLATEN_NEAREST_H

#include <stddef.h>

typedef struct arena arena;

/* The word among `words` that was most likely meant, or NULL. Capitals, and '_' or a space in place
 * of '-', are no differences. */
const char *nearest_word(const char *word, const char *const *words, size_t count);

/* The same with at most so many typing errors. */
const char *nearest_word_within(const char *word, const char *const *words, size_t count, int most);

/* The path of the file inside `root` that was most likely meant by a path that leads to none: its
 * name, or the name of the folder that it is in, is written differently. NULL: none is near. */
const char *nearest_file(arena *a, const char *root, const char *path);

#endif
