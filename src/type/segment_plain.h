/* segment_plain: line breaks of plain text without ICU's rule engine. Private to segment. */
#ifndef PLATEN_SEGMENT_PLAIN_H
#define PLATEN_SEGMENT_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct arena arena;

/* Fill `breaks` (length + 1 of segment_break, all SEGMENT_NONE) by UAX #14 and return true, where
 * all characters are of the classes that Latin, Greek, Cyrillic and other alphabets with spaces
 * use. False, with breaks untouched: ICU is needed. `scratch` gives working memory. */
bool segment_plain(arena *scratch, const char *text, size_t length, uint8_t *breaks);

#endif
