/* workers: setters for the threads of a crew, for work that falls into parts which do not ask of
 * each other. Whoever gives such work has met all that is new in it with the first setter (words,
 * faces, languages), so that a worker only reads what all share, and what it makes does not depend
 * on how many workers there are. Workers report nothing and load no images. */
#ifndef PLATEN_WORKERS_H
#define PLATEN_WORKERS_H

#include "lines/setter.h"

typedef struct crew crew;
typedef struct workers workers;

/* Make workers for a setter and a crew, both lent; each worker when it is first needed. They live
 * as long as what they set: free them after all else, but before the setter's shaper. NULL is
 * freed, too. */
workers *workers_new(arena *a, setter *first, crew *c);
void workers_free(workers *w);

/* Do all parts, in their order as far as workers are free; where a setter has no workers, it does
 * them itself. `worker` is the setter to use. Meanwhile nothing of the first setter may change. */
typedef void workers_part(const setter *worker, size_t part, void *context);
void workers_do(const setter *first, size_t parts, workers_part *work, void *context);

#endif
