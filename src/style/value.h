/* value: YAML as values that know their places. Only what front matter, style sheets and
 * publication files need: scalars, lists and maps; no anchors, tags or several documents (each is
 * an error with a place). */
#ifndef PLATEN_VALUE_H
#define PLATEN_VALUE_H

#include "base/length.h"
#include "base/report.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum value_kind { VALUE_NULL, VALUE_SCALAR, VALUE_LIST, VALUE_MAP } value_kind;

typedef struct value value;

/* An entry of a list (key NULL) or of a map, in the order of the text. */
typedef struct value_entry {
	const char *key;
	place key_place;
	const value *value;
} value_entry;

struct value {
	value_kind kind;
	place place;
	bool quoted;      /* a scalar in quotes: never a number, a boolean or null */
	const char *text; /* a scalar's */
	size_t count;
	const value_entry *entries;
};

/* Parse the YAML that a source has from byte `offset` on, for `length` bytes (front matter is a
 * part of its manuscript); places are the source's. NULL where it could not be read to its end,
 * which has been reported; other faults (a key that is there twice, an anchor) are reported and
 * skipped. An empty text is a VALUE_MAP without entries. */
const value *value_parse(arena *a, report *r, const source *s, size_t offset, size_t length);

/* The same for a file of another program's (JSON is YAML, too): anchors and tags mean
 * nothing, and of keys that are there twice and of several documents the first count. */
const value *value_parse_foreign(arena *a, report *r, const source *s, size_t offset,
				 size_t length);

/* The value under a key of a map, or NULL. */
const value *value_of(const value *map, const char *key);

/* Take a value as something; false after reporting VALUE_BAD with what was expected. `what` names
 * the key in messages. */
bool value_map(report *r, const value *v, const char *what);
bool value_string(report *r, const value *v, const char *what, const char **result);
bool value_boolean(report *r, const value *v, const char *what, bool *result);
bool value_integer(report *r, const value *v, const char *what, long least, long most,
		   long *result);
bool value_length(report *r, const value *v, const char *what, const length_base *base,
		  length *result);
/* One of `count` words; *result is its index. A near miss is told ("did you mean"). */
bool value_choice(report *r, const value *v, const char *what, const char *const *words,
		  size_t count, size_t *result);

/* Report KEY_UNKNOWN for each key of the map that is not among `keys`, with "did you mean" where
 * one is near. */
void value_only(report *r, const value *map, const char *what, const char *const *keys,
		size_t count);

#endif
