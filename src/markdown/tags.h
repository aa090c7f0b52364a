/* tags: HTML's tags, read one at a time: their names and attributes. */
#ifndef PLATEN_TAGS_H
#define PLATEN_TAGS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct arena arena;

/* The tag's name, in lower case, and whether it closes; false: the text is no tag. */
bool tags_name(const char *text, size_t length, char name[12], bool *closes);

/* The value of an attribute of a tag, or NULL; copied into the arena, its entities as written. */
const char *tags_attribute(arena *a, const char *text, size_t length, const char *name);

#endif
