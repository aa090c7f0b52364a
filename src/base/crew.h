/* crew: threads that stand by, for work that falls into parts which do not ask of each other, and
 * for errands: work that will be wanted later and can be done meanwhile. */
#ifndef PLATEN_CREW_H
#define PLATEN_CREW_H

#include <stddef.h>

typedef struct arena arena;
typedef struct crew crew;

enum { CREW_MOST = 16 };

/* A crew of at most `most` workers, up to CREW_MOST; the caller of crew_do is one of them, so that
 * 1 and 0 mean no threads. They begin when they are first needed. crew_free ends them; NULL, which
 * is a crew of the caller alone, is freed, too. Every errand must be finished or recalled before.
 */
crew *crew_new(arena *a, unsigned most);
void crew_free(crew *c);

/* How many workers there are at most: 1 for NULL. */
unsigned crew_size(const crew *c);

/* A part, by a worker from 0 on: no two parts have the same worker at one time, and 0 is the
 * caller's own thread. */
typedef void crew_work(void *context, size_t part, unsigned worker);

/* Do all parts, in their order as far as workers are free, by at most `wanted` workers. Not for
 * several threads, and not from a part. */
void crew_do(crew *c, unsigned wanted, size_t parts, crew_work *work, void *context);

/* An errand, owned by its sender; zeroed before that. */
typedef void errand_work(void *context);
typedef struct errand {
	errand_work *work;
	void *context;
	struct errand *next;
	enum { ERRAND_NONE, ERRAND_WAITS, ERRAND_RUNS, ERRAND_DONE } state;
} errand;

/* Give the crew an errand, after those sent before; from the thread that calls
 * crew_do. */
void crew_send(crew *c, errand *e, errand_work *work, void *context);

/* Return when it is done. Where nobody has begun it, the caller does it. Any thread may ask, and
 * several may, but no errand for one that was sent after it. Nothing was sent: at once. */
void crew_finish(crew *c, errand *e);

/* Return when nobody is at it, whether it was done or not: it will not be begun any more. */
void crew_recall(crew *c, errand *e);

#endif
