/* workers: a setter for each slot of base/parallel, for work in parts that do not depend on each
 * other. Before it gives such work, the caller has met with the first setter all that is new in it
 * (words, faces, languages). So the other setters only read what all share, and what they make does
 * not depend on how many of them there are. They report nothing and load no images. */
#ifndef PLATEN_WORKERS_H
#define PLATEN_WORKERS_H

#include "lines/setter.h"

typedef struct workers workers;

/* Make workers for a setter, which is lent; each worker when it is first needed. They live as long
 * as what they set: free them after all else, but before the setter's shaper. NULL may be freed. */
workers *workers_new(arena *a, setter *first);
void workers_free(workers *w);

/* Empty an arena of a setter and all its workers: `unset` or `lines`, which nobody needs any
 * more. */
typedef enum workers_arena { WORKERS_UNSET, WORKERS_LINES } workers_arena;
void workers_empty(const setter *first, workers_arena which);

/* Do all parts, begun in their order; a setter without workers does them itself. `s` is the setter
 * to use, which nobody else uses meanwhile. Nothing of the first setter may change meanwhile. */
typedef void workers_part(const setter *s, size_t part, void *context);
void workers_do(const setter *first, size_t parts, workers_part *work, void *context);

#endif
