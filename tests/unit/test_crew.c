/* crew: every part is done once, errands are done once or not at all, and nobody waits for ever. */
#include "base/crew.h"

#include "base/arena.h"

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
	atomic_int busy[CREW_MOST];
	unsigned most;
} tally;

/* cmocka's own checks are for the main thread: what is wrong elsewhere is counted. */
static atomic_int wrong;

static void count(void *context, size_t part, unsigned worker)
{
	tally *t = context;
	wrong += worker >= t->most || atomic_fetch_add(&t->busy[worker], 1) != 0;
	t->done[part]++;
	t->busy[worker]--;
}

static void all_parts_are_done_once(void **state)
{
	(void)state;
	for (unsigned most = 0; most <= CREW_MOST + 4; most++) {
		arena *a = arena_new();
		crew *c = most ? crew_new(a, most) : NULL;
		assert_int_equal(crew_size(c), most < 1 ? 1 : most > CREW_MOST ? CREW_MOST : most);
		for (size_t parts = 0; parts <= PARTS; parts = parts * 3 + 1) {
			tally t = {.most = crew_size(c)};
			crew_do(c, CREW_MOST, parts, count, &t);
			for (size_t i = 0; i < PARTS; i++)
				assert_int_equal(t.done[i], i < parts);
		}
		crew_free(c);
		arena_free(a);
	}
	assert_int_equal(wrong, 0);
}

static void who_is_not_wanted_stays(void **state)
{
	(void)state;
	arena *a = arena_new();
	crew *c = crew_new(a, 8);
	for (unsigned wanted = 8; wanted > 0; wanted--) {
		tally t = {.most = wanted};
		crew_do(c, wanted, PARTS, count, &t);
		for (size_t i = 0; i < PARTS; i++)
			assert_int_equal(t.done[i], 1);
	}
	crew_free(c);
	arena_free(a);
	assert_int_equal(wrong, 0);
}

typedef struct job {
	atomic_int runs;
	atomic_bool begun, held;
	errand errand;
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

static void errands_are_done_once(void **state)
{
	(void)state;
	for (unsigned most = 1; most <= 4; most++) {
		arena *a = arena_new();
		crew *c = crew_new(a, most);
		job jobs[40] = {{0}};
		for (int i = 0; i < 40; i++)
			crew_send(c, &jobs[i].errand, hold, &jobs[i]);
		tally t = {.most = most};
		crew_do(c, CREW_MOST, PARTS, count, &t);
		for (int i = 40; i-- > 0;) {
			crew_finish(c, &jobs[i].errand);
			crew_finish(c, &jobs[i].errand);
			assert_int_equal(jobs[i].runs, 1);
		}
		crew_free(c);
		arena_free(a);
	}
	errand none = {0};
	crew_finish(NULL, &none);
	crew_recall(NULL, &none);
}

/* One runs and is held, the others stand behind it. */
static void a_recalled_errand_is_not_begun(void **state)
{
	(void)state;
	for (unsigned most = 1; most <= 2; most++) {
		arena *a = arena_new();
		crew *c = crew_new(a, most);
		job jobs[3] = {{.held = true}};
		for (int i = 0; i < 3; i++)
			crew_send(c, &jobs[i].errand, hold, &jobs[i]);
		for (int i = 0; i < 20000 && most > 1 && !jobs[0].begun; i++)
			rest();
		crew_recall(c, &jobs[1].errand);
		jobs[0].held = false;
		crew_finish(c, &jobs[2].errand);
		crew_finish(c, &jobs[1].errand);
		crew_recall(c, &jobs[0].errand);
		assert_int_equal(jobs[1].runs, 0);
		assert_int_equal(jobs[2].runs, 1);
		assert_int_equal(jobs[0].runs, most > 1);
		crew_free(c);
		arena_free(a);
	}
}

static void *ask(void *context)
{
	void **both = context;
	job *j = both[1];
	crew_finish(both[0], &j->errand);
	wrong += j->runs != 1;
	return NULL;
}

static void several_wait_for_one_errand(void **state)
{
	(void)state;
	arena *a = arena_new();
	crew *c = crew_new(a, 2);
	job j = {.held = true};
	void *both[] = {c, &j};
	pthread_t threads[3];
	crew_send(c, &j.errand, hold, &j);
	for (int i = 0; i < 3; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, ask, both), 0);
	j.held = false;
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	crew_free(c);
	arena_free(a);
	assert_int_equal(wrong, 0);
}

/* Errands that hold each other up would never end if they had one thread. */
static void meet(void *context)
{
	job *both = context;
	both[0].runs++;
	for (int i = 0; i < 20000 && both[0].runs < 3; i++)
		rest();
	wrong += both[0].runs < 3;
}

static void errands_have_all_threads(void **state)
{
	(void)state;
	arena *a = arena_new();
	crew *c = crew_new(a, 4);
	job jobs[3] = {{0}};
	tally t = {.most = 4};
	crew_do(c, 2, PARTS, count, &t);
	for (int i = 0; i < 500; i++)
		rest(); /* now one member stands idle */
	for (int i = 0; i < 3; i++)
		crew_send(c, &jobs[i].errand, meet, jobs);
	for (int i = 0; i < 3; i++)
		crew_finish(c, &jobs[i].errand);
	crew_free(c);
	arena_free(a);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_parts_are_done_once),
		cmocka_unit_test(who_is_not_wanted_stays),
		cmocka_unit_test(errands_are_done_once),
		cmocka_unit_test(a_recalled_errand_is_not_begun),
		cmocka_unit_test(several_wait_for_one_errand),
		cmocka_unit_test(errands_have_all_threads),
	};
	return cmocka_run_group_tests_name("crew", tests, NULL, NULL);
}
