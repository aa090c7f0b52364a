/* end: how the program ends before its time, when the machine fails. */
#ifndef PLATEN_END_H
#define PLATEN_END_H

/* To be called before end_now ends the program. It takes no lock and allocates nothing. */
void end_after(void (*clean_up)(void));

/* From here on the calling thread says why and then calls end_now; another thread that comes here,
 * too, waits for the end. */
void end_begin(void);

/* No atexit: another thread, or the library that called, may hold a lock that its functions want.
 */
_Noreturn void end_now(int status);

/* Say that memory ran out, and end with status 1. Any thread may call it, at any moment. */
_Noreturn void end_without_memory(void);

#endif
