/* path: the addresses of links and images. */
#ifndef PLATEN_PATH_H
#define PLATEN_PATH_H

#include <stdbool.h>
#include <stddef.h>

typedef struct arena arena;

/* Does an address begin with "https:", "mailto:" or the like? (One letter is a Windows drive.) */
bool path_has_scheme(const char *url);

/* The first bytes of an address, with %20 and the like decoded, except %00. */
char *path_decoded(arena *a, const char *url, size_t size);

/* Is there a file or folder at this path? */
bool path_exists(const char *path);

#endif
