/* shape_reading: words whose glyphs show other letters than are read, where a hyphen changes the
 * spelling: the line shows "asz-", and what is copied or read aloud is "as-". */
#ifndef PLATEN_SHAPE_READING_H
#define PLATEN_SHAPE_READING_H

#include "type/shape.h"

/* Bytes `from` to `from + shown - 1` of a shaped text are read as `read` other bytes; both are one
 * character at least. */
typedef struct shape_zone {
	size_t from, shown, read;
} shape_zone;

/* The same glyphs, whose text is now `text` (kept). Owned by the arena. */
const word *shape_read_as(arena *a, const word *w, shape_zone zone, const char *text);

#endif
