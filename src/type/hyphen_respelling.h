/* hyphen_respelling: what changes in a word that is spelt otherwise where it breaks. Private to
 * hyphen. */
#ifndef PLATEN_HYPHEN_RESPELLING_H
#define PLATEN_HYPHEN_RESPELLING_H

#include "type/hyphen.h"

#include <stddef.h>

/* The respelling of `length` bytes of a word, the zone, that libhyphen gives as "sz=sz": a line
 * ends at the "=". *at is the byte of the zone to break at, which is chosen so that the text after
 * it stays as it is wherever it can. NULL: the text has no "=". All is the arena's. */
const hyphen_respelling *hyphen_respelling_new(arena *a, const char *text, const char *zone,
					       size_t length, size_t *at);

/* A respelling, or NULL, in the case of the word, which breaks at `offset`. */
const hyphen_respelling *hyphen_respelling_cased(arena *a, const char *word, size_t offset,
						 const hyphen_respelling *r);

#endif
