/* parallel: work shared among threads. There is one thread pool, which main opens and closes;
 * before it is opened, and where it has one thread, the caller does everything itself. */
#ifndef PLATEN_PARALLEL_H
#define PLATEN_PARALLEL_H

#include <stddef.h>

enum { PARALLEL_SLOTS = 16 };

/* Let up to `threads` threads work, the caller's included, and at most PARALLEL_SLOTS. They are
 * started when first needed. All tasks must have been waited for or cancelled before
 * parallel_close. */
void parallel_open(unsigned threads);
void parallel_close(void);

/* Do one part. At any time each slot has one part at most, so what a part needs for itself may be
 * kept by slot. Slot 0 is the caller's. */
typedef void parallel_work(void *context, size_t part, unsigned slot);

/* Do the parts 0 to parts - 1, begun in that order, and return when all are done. No part may
 * change what another part reads. Called from main's thread; inside a part or a task, the calling
 * thread does all parts itself, as slot 0. So two threads may be in slot 0 at once, each for a call
 * of its own: what is kept by slot must belong to one call, or (lines/workers) be main's alone. */
void parallel_for(size_t parts, parallel_work *work, void *context);

/* How many slots parallel_for uses for so many parts, at most: 1 where the caller does all parts
 * itself. */
unsigned parallel_slots(size_t parts);

/* Work that is done in the background until its result is needed. Owned by the caller that begins
 * it. A zeroed one is a task with nothing to do. */
typedef struct parallel_task {
	void (*work)(void *context);
	void *context;
	struct parallel_task *next;
	enum { TASK_NONE, TASK_WAITS, TASK_RUNS, TASK_DONE } state;
} parallel_task;

/* Queue a task. Called from the thread that calls parallel_for. */
void parallel_begin(parallel_task *t, void (*work)(void *context), void *context);

/* Return when the task is done. If no thread has begun it, the caller does it. Any thread may wait,
 * also several for one task; a task may not wait for one that was begun after it. */
void parallel_wait(parallel_task *t);

/* Return when the task is not running and will not run: it is done, or was never begun. */
void parallel_cancel(parallel_task *t);

#endif
