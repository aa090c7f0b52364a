/* thread: a kernel may begin a thread on the processor of whoever began it, and move it only at a later tick. A tick takes up to four
 * milliseconds, the tenth part of a book, in which one of the two stands still. So a thread is told to keep off that processor, which
 * moves it, and then that it may go where it likes. Both are only asked for: where the system refuses, the thread begins as it would. */
#include "ground/thread.h"

#include <sched.h>

static void move_off(pthread_t thread)
{
	cpu_set_t all, others;
	int here = sched_getcpu();

	if (here < 0 || pthread_getaffinity_np(pthread_self(), sizeof all, &all))
		return;
	others = all;
	CPU_CLR((size_t)here, &others);
	if (CPU_COUNT(&others) == 0 || pthread_setaffinity_np(thread, sizeof others, &others))
		return;
	pthread_setaffinity_np(thread, sizeof all, &all);
}

bool thread_begin(pthread_t *thread, void *(*work)(void *), void *context)
{
	if (pthread_create(thread, NULL, work, context))
		return false;
	move_off(*thread);
	return true;
}
