/* thread: work beside the caller's, on another processor from its first moment on. */
#ifndef PLATEN_THREAD_H
#define PLATEN_THREAD_H

#include <pthread.h>
#include <stdbool.h>

/* Begin work on a thread of its own; the caller joins it with pthread_join. False: no thread is to be had, and the work is not begun. */
bool thread_begin(pthread_t *thread, void *(*work)(void *), void *context);

#endif
