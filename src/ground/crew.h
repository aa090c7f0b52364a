/* crew: threads that stand by, for work that falls into parts which do not ask of each other. */
#ifndef PLATEN_CREW_H
#define PLATEN_CREW_H

#include <stddef.h>

typedef struct arena arena;
typedef struct crew crew;

enum { CREW_MOST = 16 };

/* A crew of at most `most` workers, up to CREW_MOST; the caller of crew_do is one of them, so that 1 and 0 mean no threads. They begin
 * when they are first needed. crew_free ends them; NULL is freed, too, as a crew of the caller alone. */
crew *crew_new(arena *a, unsigned most);
void crew_free(crew *c);

/* How many workers there are at most: 1 for NULL. */
unsigned crew_size(const crew *c);

/* A part, by a worker from 0 on: no two parts have the same worker at one time, and 0 is the caller's own thread. */
typedef void crew_work(void *context, size_t part, unsigned worker);

/* Do all parts, in their order as far as workers are free, by at most `wanted` workers. Not for several threads, and not from a part. */
void crew_do(crew *c, unsigned wanted, size_t parts, crew_work *work, void *context);

#endif
