/* value_toml: TOML as values, for the files of other programs that are written in it. */
#ifndef PLATEN_VALUE_TOML_H
#define PLATEN_VALUE_TOML_H

#include "style/value.h"

typedef struct arena arena;

/* Parse the TOML 1.0 that a source has from byte `offset` on, for `length` bytes. Tables are maps,
 * arrays are lists; numbers, dates and booleans are scalars as they are written. Places are the
 * source's. NULL after reporting TOML_SYNTAX. */
const value *value_parse_toml(arena *a, report *r, const source *s, size_t offset, size_t length);

#endif
