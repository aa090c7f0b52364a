/* parallel: a pool of threads. Starting a thread takes longer than waking one, so a thread that was
 * started stays until the end. Parts are handed out by one counter; tasks wait in a queue, and are
 * done before parts.
 *
 * The kernel may start or wake a thread on the processor of the thread that calls for it, and move
 * it only at a later tick: for up to four milliseconds, a tenth of the time that a book takes, one
 * of the two waits. So helpers are given an affinity that excludes the caller's processor. Where
 * the system refuses, or there is one processor, they run anywhere. */
#include "base/parallel.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>

typedef struct helper {
	pthread_t thread;
	unsigned slot, seen; /* seen: the last job whose parts it took */
} helper;

static struct {
	unsigned threads;                   /* 0 or 1: no helpers */
	helper helpers[PARALLEL_SLOTS - 1]; /* those that were started */
	unsigned count;
	/* under the lock */
	unsigned job, slots; /* slots of the job: helpers with greater slots take none of it */
	unsigned busy;       /* helpers that are doing parts of it */
	bool open, over;     /* open: parts may be left; over: helpers must end */
	unsigned idle;       /* helpers that sleep, or have been woken and not run yet */
	unsigned waiting;    /* tasks in the queue */
	parallel_task *first, *last;
	/* changed only between jobs */
	parallel_work *work;
	void *context;
	size_t parts;
	atomic_size_t next;
} pool;

/* This thread is doing a part or a task. What it would give to the pool it then does itself, since
 * the pool has one job at a time, and a thread that waits for a job may not be doing a part of
 * it. */
static _Thread_local bool engaged;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t begins = PTHREAD_COND_INITIALIZER, ends = PTHREAD_COND_INITIALIZER;

void parallel_open(unsigned threads)
{
	pool.threads = threads < PARALLEL_SLOTS ? threads : PARALLEL_SLOTS;
}

unsigned parallel_slots(size_t parts)
{
	return pool.threads < 2 || parts < 2 ? 1
	       : parts < pool.threads        ? (unsigned)parts
					     : pool.threads;
}

static void do_parts(unsigned slot)
{
	size_t part;

	engaged = true;
	while ((part = atomic_fetch_add(&pool.next, 1)) < pool.parts)
		pool.work(pool.context, part, slot);
	engaged = false;
}

static void take_off_queue(parallel_task *t)
{
	parallel_task **at = &pool.first, *before = NULL;

	while (*at != t) {
		before = *at;
		at = &before->next;
	}
	*at = t->next;
	if (pool.last == t)
		pool.last = before;
	pool.waiting--;
}

/* The caller holds the lock, which is released while the task runs. */
static void run_task(parallel_task *t)
{
	take_off_queue(t);
	t->state = TASK_RUNS;
	pthread_mutex_unlock(&lock);
	bool before = engaged;
	engaged = true;
	t->work(t->context);
	engaged = before;
	pthread_mutex_lock(&lock);
	t->state = TASK_DONE;
	pthread_cond_broadcast(&ends);
}

/* Takes the lock as run_task does. */
static void help(helper *h)
{
	h->seen = pool.job;
	pool.busy++;
	pthread_mutex_unlock(&lock);
	do_parts(h->slot);
	pthread_mutex_lock(&lock);
	pool.busy--;
	pthread_cond_broadcast(&ends);
}

static void *run_helper(void *argument)
{
	helper *h = argument;

	pthread_mutex_lock(&lock);
	while (!pool.over) {
		if (pool.first) {
			run_task(pool.first);
		} else if (pool.open && pool.job != h->seen && h->slot < pool.slots) {
			help(h);
		} else {
			pool.idle++;
			pthread_cond_wait(&begins, &lock);
			pool.idle--;
		}
	}
	pthread_mutex_unlock(&lock);
	return NULL;
}

/* Called before a helper wakes: it may run on all of the caller's processors except the current
 * one. */
static void keep_off(const helper *helpers, unsigned count)
{
	cpu_set_t others;
	int here = sched_getcpu();

	if (!count || here < 0 || pthread_getaffinity_np(pthread_self(), sizeof others, &others))
		return;
	CPU_CLR((size_t)here, &others);
	for (unsigned i = 0; i < count && CPU_COUNT(&others) > 0; i++)
		pthread_setaffinity_np(helpers[i].thread, sizeof others, &others);
}

/* False: there are as many helpers as allowed, or the system gives no more; then others do the
 * work. */
static bool begin_helper(void)
{
	helper *h = &pool.helpers[pool.count];

	if (pool.count + 1 >= pool.threads)
		return false;
	*h = (helper){.slot = pool.count + 1};
	if (pthread_create(&h->thread, NULL, run_helper, h))
		return false;
	keep_off(h, 1);
	pool.count++;
	return true;
}

static void wake_helpers(unsigned slots)
{
	keep_off(pool.helpers, slots - 1 < pool.count ? slots - 1 : pool.count);
	pthread_mutex_lock(&lock);
	pool.slots = slots;
	pool.open = true;
	pool.job++;
	pthread_cond_broadcast(&begins);
	pthread_mutex_unlock(&lock);
}

/* All parts are taken, so a helper that has not woken yet need not join. */
static void wait_for_helpers(void)
{
	pthread_mutex_lock(&lock);
	pool.open = false;
	while (pool.busy)
		pthread_cond_wait(&ends, &lock);
	pthread_mutex_unlock(&lock);
}

void parallel_for(size_t parts, parallel_work *work, void *context)
{
	unsigned slots = parallel_slots(parts);

	if (slots < 2 || engaged) {
		for (size_t part = 0; part < parts; part++)
			work(context, part, 0);
		return;
	}
	pool.work = work;
	pool.context = context;
	pool.parts = parts;
	atomic_store(&pool.next, 0);
	wake_helpers(slots);
	while (pool.count + 1 < slots && atomic_load(&pool.next) < parts && begin_helper())
		;
	do_parts(0);
	wait_for_helpers();
}

void parallel_begin(parallel_task *t, void (*work)(void *context), void *context)
{
	*t = (parallel_task){.work = work, .context = context, .state = TASK_WAITS};
	keep_off(pool.helpers, pool.count);
	pthread_mutex_lock(&lock);
	*(pool.last ? &pool.last->next : &pool.first) = t;
	pool.last = t;
	bool is_short = ++pool.waiting > pool.idle;
	pthread_cond_broadcast(&begins);
	pthread_mutex_unlock(&lock);
	if (is_short)
		begin_helper();
}

void parallel_wait(parallel_task *t)
{
	pthread_mutex_lock(&lock);
	if (t->state == TASK_WAITS)
		run_task(t);
	while (t->state == TASK_RUNS)
		pthread_cond_wait(&ends, &lock);
	pthread_mutex_unlock(&lock);
}

void parallel_cancel(parallel_task *t)
{
	pthread_mutex_lock(&lock);
	if (t->state == TASK_WAITS) {
		take_off_queue(t);
		t->state = TASK_DONE;
	}
	while (t->state == TASK_RUNS)
		pthread_cond_wait(&ends, &lock);
	pthread_mutex_unlock(&lock);
}

void parallel_close(void)
{
	pthread_mutex_lock(&lock);
	pool.over = true;
	pthread_cond_broadcast(&begins);
	pthread_mutex_unlock(&lock);
	for (unsigned i = 0; i < pool.count; i++)
		pthread_join(pool.helpers[i].thread, NULL);
	pool.over = false;
	pool.count = pool.threads = 0;
}
