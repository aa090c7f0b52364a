/* placed_content: the content of a PDF's page or form, read for what editions forbid. */
#ifndef PLATEN_PLACED_CONTENT_H
#define PLATEN_PLACED_CONTENT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct placed_content {
	const char *data; /* what was read; where `changed`, a copy in the arena */
	size_t length;
	bool changed;
	bool uses_cmyk;
} placed_content;

/* Take marked content's operators out (their ids and properties mean nothing in another document),
 * and smoothing from pictures in the content. NULL: done; else what can't be mended, in words. */
const char *placed_content_read(arena *a, const char *data, size_t length, placed_content *result);

#endif
