/* versions: Platen's own, and those of the libraries that the bytes of an edition depend on. */
#ifndef PLATEN_VERSIONS_H
#define PLATEN_VERSIONS_H

typedef struct arena arena;

typedef struct version {
	const char *name, *number;
} version;

/* All of them, Platen first; ends with a NULL name. The arena's. */
const version *versions_here(arena *a);

#endif
