/* front_keys: the keys of front matter, Platen's own and those of other programs. */
#ifndef PLATEN_FRONT_KEYS_H
#define PLATEN_FRONT_KEYS_H

#include "markdown/manuscript_private.h"

/* The keys of publication.yaml; the last FRONT_KEYS_PUBLICATION are not for front matter. */
enum { FRONT_KEYS = 39, FRONT_KEYS_PUBLICATION = 7 };
extern const char *const front_keys_own[FRONT_KEYS];

/* The value of one of Platen's keys, or of another program's key that means the same; NULL: neither
 * is there. */
const value *front_keys_value(const value *map, const char *key);

/* Report the keys of front matter that are neither `own` nor mean the same: an error for one that
 * is nearly one of ours, and one warning for all others together that no earlier file had. */
void front_keys_check(manuscript *m, const value *map, const char *const *own, size_t count);

/* An author's name: a string, or a map with a name, as other programs have it. NULL after reporting
 * that it is neither. */
const char *front_keys_author(manuscript *m, const value *v);

#endif
