/* map: from strings to pointers, in an arena. Look-ups take constant time; walking goes in the
 * order in which keys were added, so that no output depends on hashes. */
#ifndef PLATEN_MAP_H
#define PLATEN_MAP_H

#include <stddef.h>

typedef struct arena arena;
typedef struct map map;

/* Make an empty map. The arena owns it; keys and values stay the caller's and must live as long. */
map *map_new(arena *a);

/* The value of a key, or NULL. */
void *map_get(const map *m, const char *key);

/* Set the value of a key. */
void map_put(map *m, const char *key, void *value);

/* The keys, in the order in which they were added. */
const char *const *map_keys(const map *m, size_t *count);

#endif
