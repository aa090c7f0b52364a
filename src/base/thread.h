/* thread: work beside the caller's, on another processor. */
#ifndef PLATEN_THREAD_H
#define PLATEN_THREAD_H

#include <pthread.h>
#include <stdbool.h>

/* Begin work on a thread of its own, which keeps off the caller's processor; the caller joins it
 * with pthread_join. False: no thread is to be had, and the work is not begun. */
bool thread_begin(pthread_t *thread, void *(*work)(void *), void *context);

/* Let a thread run on all processors that the caller may run on, but for the one that he is on now.
 * Before a thread that sleeps is woken, so that it does not wake there. */
void thread_keep_off(pthread_t thread);

#endif
