/* thread: a kernel may begin or wake a thread on the processor of the thread that does it, and move
 * it only at a later tick. A tick takes up to four milliseconds, the tenth part of a book, in which
 * one of the two stands still. So a thread is told to keep off that processor. It is only asked
 * for: where the system refuses, or there is but one processor, threads run where they would. */
#include "base/thread.h"

#include <sched.h>

void thread_keep_off(pthread_t thread)
{
	cpu_set_t others;
	int here = sched_getcpu();

	if (here < 0 || pthread_getaffinity_np(pthread_self(), sizeof others, &others))
		return;
	CPU_CLR((size_t)here, &others);
	if (CPU_COUNT(&others) > 0)
		pthread_setaffinity_np(thread, sizeof others, &others);
}

bool thread_begin(pthread_t *thread, void *(*work)(void *), void *context)
{
	if (pthread_create(thread, NULL, work, context))
		return false;
	thread_keep_off(*thread);
	return true;
}
