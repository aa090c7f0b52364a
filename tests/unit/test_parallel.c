/* parallel: every part is done once, a task once or not at all, and no wait lasts for ever. */
#include "base/parallel.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <cmocka.h>

enum { PARTS = 1000 };

typedef struct tally {
	atomic_int done[PARTS];
	atomic_int busy[PARALLEL_SLOTS];
	unsigned most;
} tally;

/* cmocka's own checks are for the main thread: what is wrong elsewhere is counted. */
static atomic_int wrong;

static void count(void *context, size_t part, unsigned slot)
{
	tally *t = context;
	wrong += slot >= t->most || atomic_fetch_add(&t->busy[slot], 1) != 0;
	t->done[part]++;
	t->busy[slot]--;
}

static void all_parts_are_done_once(void **state)
{
	(void)state;
	for (unsigned threads = 0; threads <= PARALLEL_SLOTS + 4; threads++) {
		unsigned most = threads < 1                ? 1
				: threads > PARALLEL_SLOTS ? PARALLEL_SLOTS
							   : threads;
		parallel_open(threads);
		assert_int_equal(parallel_slots(PARTS), most);
		for (size_t parts = 0; parts <= PARTS; parts = parts * 3 + 1) {
			tally t = {.most = parallel_slots(parts)};
			parallel_for(parts, count, &t);
			for (size_t i = 0; i < PARTS; i++)
				assert_int_equal(t.done[i], i < parts);
		}
		parallel_close();
	}
	assert_int_equal(parallel_slots(PARTS), 1);
	assert_int_equal(wrong, 0);
}

/* Helpers that an earlier job has begun leave a job of fewer parts alone. */
static void fewer_parts_have_fewer_slots(void **state)
{
	(void)state;
	parallel_open(8);
	for (unsigned parts = 8; parts > 0; parts--)
		for (int again = 0; again < 200; again++) {
			tally t = {.most = parts};
			assert_int_equal(parallel_slots(parts), parts);
			parallel_for(parts, count, &t);
			for (size_t i = 0; i < parts; i++)
				assert_int_equal(t.done[i], 1);
		}
	parallel_close();
	assert_int_equal(wrong, 0);
}

typedef struct job {
	atomic_int runs;
	atomic_bool begun, held;
	parallel_task task;
} job;

static void rest(void)
{
	nanosleep(&(struct timespec){.tv_nsec = 100000}, NULL);
}

static void hold(void *context)
{
	job *j = context;
	j->begun = true;
	while (j->held)
		rest();
	j->runs++;
}

static void tasks_are_done_once(void **state)
{
	(void)state;
	for (unsigned most = 1; most <= 4; most++) {
		parallel_open(most);
		job jobs[40] = {{0}};
		for (int i = 0; i < 40; i++)
			parallel_begin(&jobs[i].task, hold, &jobs[i]);
		tally t = {.most = most};
		parallel_for(PARTS, count, &t);
		for (int i = 40; i-- > 0;) {
			parallel_wait(&jobs[i].task);
			parallel_wait(&jobs[i].task);
			assert_int_equal(jobs[i].runs, 1);
		}
		parallel_close();
	}
	parallel_task none = {0};
	parallel_wait(&none);
	parallel_cancel(&none);
}

/* One runs and is held, the others wait in the queue. */
static void a_cancelled_task_is_not_begun(void **state)
{
	(void)state;
	for (unsigned most = 1; most <= 2; most++) {
		parallel_open(most);
		job jobs[3] = {{.held = true}};
		for (int i = 0; i < 3; i++)
			parallel_begin(&jobs[i].task, hold, &jobs[i]);
		for (int i = 0; i < 20000 && most > 1 && !jobs[0].begun; i++)
			rest();
		parallel_cancel(&jobs[1].task);
		jobs[0].held = false;
		parallel_wait(&jobs[2].task);
		parallel_wait(&jobs[1].task);
		parallel_cancel(&jobs[0].task);
		assert_int_equal(jobs[1].runs, 0);
		assert_int_equal(jobs[2].runs, 1);
		assert_int_equal(jobs[0].runs, most > 1);
		parallel_close();
	}
}

static void *ask(void *context)
{
	job *j = context;
	parallel_wait(&j->task);
	wrong += j->runs != 1;
	return NULL;
}

static void several_wait_for_one_task(void **state)
{
	(void)state;
	parallel_open(2);
	job j = {.held = true};
	pthread_t threads[3];
	parallel_begin(&j.task, hold, &j);
	for (int i = 0; i < 3; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, ask, &j), 0);
	j.held = false;
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	parallel_close();
	assert_int_equal(wrong, 0);
}

/* Tasks that wait for each other would never end on one thread. */
static void meet(void *context)
{
	job *both = context;
	both[0].runs++;
	for (int i = 0; i < 20000 && both[0].runs < 3; i++)
		rest();
	wrong += both[0].runs < 3;
}

static void tasks_have_all_threads(void **state)
{
	(void)state;
	parallel_open(4);
	job jobs[3] = {{0}};
	tally t = {.most = 4};
	parallel_for(2, count, &t);
	for (int i = 0; i < 500; i++)
		rest(); /* now one helper is idle */
	for (int i = 0; i < 3; i++)
		parallel_begin(&jobs[i].task, meet, jobs);
	for (int i = 0; i < 3; i++)
		parallel_wait(&jobs[i].task);
	parallel_close();
	assert_int_equal(wrong, 0);
}

enum { OUTER = 4, INNER = 8 };

static void inner_part(void *context, size_t part, unsigned slot)
{
	(void)slot;
	((int *)context)[part]++;
}

static void outer_part(void *context, size_t part, unsigned slot)
{
	(void)slot;
	parallel_for(INNER, inner_part, ((int(*)[INNER])context)[part]);
}

/* Parts that give work themselves: neither waits for the other, and all of it is done once. */
static void parts_may_have_parts(void **state)
{
	(void)state;
	parallel_open(2);
	for (int round = 0; round < 2000; round++) {
		int done[OUTER][INNER] = {{0}};
		parallel_for(OUTER, outer_part, done);
		for (int i = 0; i < OUTER * INNER; i++)
			assert_int_equal(done[i / INNER][i % INNER], 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_may_have_parts),
		cmocka_unit_test(all_parts_are_done_once),
		cmocka_unit_test(fewer_parts_have_fewer_slots),
		cmocka_unit_test(tasks_are_done_once),
		cmocka_unit_test(a_cancelled_task_is_not_begun),
		cmocka_unit_test(several_wait_for_one_task),
		cmocka_unit_test(tasks_have_all_threads),
	};
	return cmocka_run_group_tests_name("parallel", tests, NULL, NULL);
}
