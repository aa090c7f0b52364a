/* end: how the program ends early, when the machine fails. */
#ifndef PLATEN_END_H
#define PLATEN_END_H

#include <stdint.h>

/* Set what end_now calls before it ends the program. It must take no lock and allocate nothing. */
void end_after(void (*clean_up)(void));

/* After this call the calling thread reports the reason and calls end_now; any other thread that
 * calls end_begin waits there for the end. */
void end_begin(void);

/* Let the process hold at most so many bytes of its own, libraries included, which know no other
 * bound; more ends it as memory that runs out does. It does nothing under a sanitizer, which holds
 * memory of its own. */
void end_limit(uint64_t bytes);

/* Ends without atexit's functions: they may want a lock that another thread or the calling library
 * holds. */
_Noreturn void end_now(int status);

/* Say that memory ran out, and end with status 1. Any thread may call it, at any moment. */
_Noreturn void end_without_memory(void);

#endif
