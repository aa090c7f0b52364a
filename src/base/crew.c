/* crew: parts are taken from one counter, by each worker that is free; errands are in a queue, and
 * go before parts. A thread takes longer to begin than to wake, so a thread that has begun stays.
 */
#include "base/crew.h"

#include "base/arena.h"
#include "base/thread.h"

#include <stdatomic.h>

typedef struct member {
	crew *crew;
	unsigned worker, seen; /* seen: the last job that it knows of */
	pthread_t thread;
} member;

struct crew {
	unsigned most;
	member members[CREW_MOST]; /* without the caller */
	unsigned count;
	pthread_mutex_t lock;
	pthread_cond_t begins, ends;
	/* under the lock */
	unsigned job;
	unsigned called; /* members up to here may have a share in it */
	unsigned busy;   /* have one */
	bool open, over; /* a share is to be had; there will be no more jobs */
	/* members who have nothing to do, or have been called and not woken yet */
	unsigned idle;
	unsigned waiting; /* errands in the line */
	errand *first, *last;
	/* changed between jobs alone */
	crew_work *work;
	void *context;
	size_t parts;
	atomic_size_t next;
};

crew *crew_new(arena *a, unsigned most)
{
	crew *c = ARENA_NEW(a, crew);

	c->most = most < 1 ? 1 : most > CREW_MOST ? CREW_MOST : most;
	pthread_mutex_init(&c->lock, NULL);
	pthread_cond_init(&c->begins, NULL);
	pthread_cond_init(&c->ends, NULL);
	return c;
}

unsigned crew_size(const crew *c)
{
	return c ? c->most : 1;
}

static void take_parts(crew *c, unsigned worker)
{
	size_t part;

	while ((part = atomic_fetch_add(&c->next, 1)) < c->parts)
		c->work(c->context, part, worker);
}

static void take_errand(crew *c, errand *e)
{
	errand **at = &c->first, *before = NULL;

	while (*at != e) {
		before = *at;
		at = &before->next;
	}
	*at = e->next;
	if (c->last == e)
		c->last = before;
	c->waiting--;
}

/* Go on an errand; the lock is held before and after it. */
static void run_errand(crew *c, errand *e)
{
	take_errand(c, e);
	e->state = ERRAND_RUNS;
	pthread_mutex_unlock(&c->lock);
	e->work(e->context);
	pthread_mutex_lock(&c->lock);
	e->state = ERRAND_DONE;
	pthread_cond_broadcast(&c->ends);
}

static bool has_share(const member *m)
{
	const crew *c = m->crew;

	return c->open && c->job != m->seen && m->worker <= c->called;
}

static void run_share(crew *c, member *m)
{
	m->seen = c->job;
	c->busy++;
	pthread_mutex_unlock(&c->lock);
	take_parts(c, m->worker);
	pthread_mutex_lock(&c->lock);
	c->busy--;
	pthread_cond_broadcast(&c->ends);
}

static void *serve(void *argument)
{
	member *m = argument;
	crew *c = m->crew;

	pthread_mutex_lock(&c->lock);
	while (!c->over) {
		if (c->first) {
			run_errand(c, c->first);
		} else if (has_share(m)) {
			run_share(c, m);
		} else {
			c->idle++;
			pthread_cond_wait(&c->begins, &c->lock);
			c->idle--;
		}
	}
	pthread_mutex_unlock(&c->lock);
	return NULL;
}

/* False: no thread is to be had. */
static bool begin_member(crew *c)
{
	member *m = &c->members[c->count];

	*m = (member){.crew = c, .worker = c->count + 1, .seen = c->job};
	if (!thread_begin(&m->thread, serve, m))
		return false;
	c->count++;
	return true;
}

static void keep_off(const crew *c, unsigned wanted)
{
	for (unsigned i = 0; i < wanted && i < c->count; i++)
		thread_keep_off(c->members[i].thread);
}

/* A thread that does not start leaves its parts to the others. */
static void call_members(crew *c, unsigned wanted)
{
	while (c->count < wanted && begin_member(c))
		;
	keep_off(c, wanted);
	pthread_mutex_lock(&c->lock);
	c->called = wanted;
	c->open = true;
	c->job++;
	pthread_cond_broadcast(&c->begins);
	pthread_mutex_unlock(&c->lock);
}

/* All parts are taken: who has not woken yet need not. */
static void wait_for_members(crew *c)
{
	pthread_mutex_lock(&c->lock);
	c->open = false;
	while (c->busy)
		pthread_cond_wait(&c->ends, &c->lock);
	pthread_mutex_unlock(&c->lock);
}

void crew_do(crew *c, unsigned wanted, size_t parts, crew_work *work, void *context)
{
	unsigned most = parts < crew_size(c) ? (unsigned)parts : crew_size(c);

	wanted = wanted < most ? wanted : most;
	if (wanted < 2) {
		for (size_t part = 0; part < parts; part++)
			work(context, part, 0);
		return;
	}
	c->work = work;
	c->context = context;
	c->parts = parts;
	atomic_store(&c->next, 0);
	call_members(c, wanted - 1);
	take_parts(c, 0);
	wait_for_members(c);
}

void crew_send(crew *c, errand *e, errand_work *work, void *context)
{
	*e = (errand){.work = work, .context = context, .state = ERRAND_WAITS};
	if (crew_size(c) < 2)
		return;
	keep_off(c, c->count);
	pthread_mutex_lock(&c->lock);
	*(c->last ? &c->last->next : &c->first) = e;
	c->last = e;
	bool short_of_hands = ++c->waiting > c->idle;
	pthread_cond_broadcast(&c->begins);
	pthread_mutex_unlock(&c->lock);
	if (short_of_hands && c->count + 1 < c->most)
		begin_member(c);
}

void crew_finish(crew *c, errand *e)
{
	if (crew_size(c) < 2) {
		if (e->state == ERRAND_WAITS)
			e->work(e->context);
		e->state = ERRAND_DONE;
		return;
	}
	pthread_mutex_lock(&c->lock);
	if (e->state == ERRAND_WAITS)
		run_errand(c, e);
	while (e->state == ERRAND_RUNS)
		pthread_cond_wait(&c->ends, &c->lock);
	pthread_mutex_unlock(&c->lock);
}

void crew_recall(crew *c, errand *e)
{
	if (crew_size(c) < 2) {
		e->state = ERRAND_DONE;
		return;
	}
	pthread_mutex_lock(&c->lock);
	if (e->state == ERRAND_WAITS)
		take_errand(c, e);
	while (e->state == ERRAND_RUNS)
		pthread_cond_wait(&c->ends, &c->lock);
	e->state = ERRAND_DONE;
	pthread_mutex_unlock(&c->lock);
}

void crew_free(crew *c)
{
	if (!c)
		return;
	pthread_mutex_lock(&c->lock);
	c->over = true;
	pthread_cond_broadcast(&c->begins);
	pthread_mutex_unlock(&c->lock);
	for (unsigned i = 0; i < c->count; i++)
		pthread_join(c->members[i].thread, NULL);
	pthread_cond_destroy(&c->ends);
	pthread_cond_destroy(&c->begins);
	pthread_mutex_destroy(&c->lock);
}
