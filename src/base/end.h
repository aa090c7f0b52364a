/* end: how the program ends early, when the machine fails. */
#ifndef PLATEN_END_H
#define PLATEN_END_H

#include <stdint.h>

/* Set what end_now calls before it ends the program. It must take no lock and allocate nothing. */
void end_after(void (*clean_up)(void));

/* After this call the calling thread reports the reason and calls end_now; any other thread that
 * calls end_begin waits there for the end. */
void end_begin(void);

/* Set the most memory that the process may hold from now on, in bytes (0: no limit). `exceeded` is
 * called on the thread that asks for more; it reports and ends the program. Arenas keep to the
 * limit by themselves. */
typedef void end_exceeded(uint64_t most);
void end_limit(uint64_t most, end_exceeded *exceeded);

uint64_t end_most(void);

/* The limit is exceeded, or would be. */
_Noreturn void end_exceed(void);

/* Hold libraries to the limit as well, from now on: for one that reads what others made and knows
 * no bound of its own. It does nothing under a sanitizer, which holds memory of its own. */
void end_hold_libraries(void);

/* Ends without atexit's functions: they may want a lock that another thread or the calling library
 * holds. */
_Noreturn void end_now(int status);

/* Memory ran out: say so, or that the limit is exceeded where libraries are held to it, and end
 * with status 1. Any thread may call it, at any moment. */
_Noreturn void end_without_memory(void);

#endif
