/* end: how the program ends when the machine fails, and how it learns that memory has run out: it
 * defines malloc, calloc and the like for the whole process, libraries included. They never return
 * NULL; they end the program with a message. A library that gets no memory goes on as well as it
 * can, and what it makes then is wrong in ways that nobody would notice: HarfBuzz leaves glyphs
 * out, lcms2 gives no profile, fontconfig follows a null pointer. The linker takes the definitions
 * of the program before those of the C library for every call (glibc's manual, "Replacing malloc");
 * they pass each call on to the next definition, so that a preloaded allocator still works. */
#include "base/end.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

static void (*_Atomic clean_up_last)(void);
static _Thread_local bool ends_here;

void end_after(void (*clean_up)(void))
{
	atomic_store(&clean_up_last, clean_up);
}

void end_begin(void)
{
	static atomic_flag begun = ATOMIC_FLAG_INIT;

	if (!ends_here && atomic_flag_test_and_set(&begun))
		for (;;)
			pause();
	ends_here = true;
}

_Noreturn void end_now(int status)
{
	void (*clean_up)(void) = atomic_load(&clean_up_last);

	if (clean_up)
		clean_up();
	_exit(status);
}

/* --- the limit ------------------------------------------------------------------------------ */

#if defined(__SANITIZE_ADDRESS__)
#define HAS_LIMIT 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_LIMIT 0
#endif
#endif
#ifndef HAS_LIMIT
#define HAS_LIMIT 1
#endif

static struct {
	uint64_t most; /* 0: no limit */
	end_exceeded *exceeded;
	atomic_bool held; /* the kernel gives no more than that */
} limit;

void end_limit(uint64_t most, end_exceeded *exceeded)
{
	limit.most = most;
	limit.exceeded = exceeded;
}

uint64_t end_most(void)
{
	return limit.most;
}

/* The kernel's limit that programs may raise up to the hard one. */
static bool set_kernel_limit(rlim_t most)
{
	struct rlimit own;

	if (!HAS_LIMIT || getrlimit(RLIMIT_DATA, &own) != 0)
		return false;
	own.rlim_cur = most < own.rlim_max ? most : own.rlim_max;
	return setrlimit(RLIMIT_DATA, &own) == 0;
}

void end_hold_libraries(void)
{
	if (limit.most && !atomic_load(&limit.held))
		atomic_store(&limit.held, set_kernel_limit(limit.most));
}

_Noreturn void end_exceed(void)
{
	end_begin();
	/* the message may need memory itself */
	if (atomic_exchange(&limit.held, false))
		set_kernel_limit(RLIM_INFINITY);
	limit.exceeded(limit.most);
	end_now(1);
}

/* The message is written without stdio, which may be what needed memory. */
_Noreturn void end_without_memory(void)
{
	static const char text[] = "platen: error: out of memory\n";

	end_begin();
	if (atomic_load(&limit.held))
		end_exceed();
	if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
		end_now(1);
	end_now(1);
}

/* --- allocation ----------------------------------------------------------------------------- */

/* The sanitizers have definitions of their own, which end the program as well. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define REPLACES 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define REPLACES 0
#endif
#endif
#ifndef REPLACES
#define REPLACES 1
#endif

#if REPLACES

/* A library that trusts a damaged file may ask for more than any machine has: that returns NULL. */
static void *checked(void *memory, size_t size)
{
	if (!memory && size && size <= PTRDIFF_MAX)
		end_without_memory();
	return memory;
}

/* The next definition of a function, looked up once. dlsym asks for no memory when it finds the
 * name. */
#define NEXT(name)                                                                                 \
	static __typeof__(&name) _Atomic next;                                                     \
	__typeof__(&name) call = atomic_load_explicit(&next, memory_order_relaxed);                \
	if (!call) {                                                                               \
		call = (__typeof__(&name))dlsym(RTLD_NEXT, #name);                                 \
		atomic_store_explicit(&next, call, memory_order_relaxed);                          \
	}

void *malloc(size_t size)
{
	NEXT(malloc)
	return checked(call(size), size);
}

void *calloc(size_t count, size_t size)
{
	NEXT(calloc)
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes))
		bytes = SIZE_MAX;
	return checked(call(count, size), bytes);
}

void *realloc(void *memory, size_t size)
{
	NEXT(realloc)
	return checked(call(memory, size), size);
}

void *reallocarray(void *memory, size_t count, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes)) {
		errno = ENOMEM;
		return NULL;
	}
	return realloc(memory, bytes);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	NEXT(aligned_alloc)
	return checked(call(alignment, size), size);
}

int posix_memalign(void **result, size_t alignment, size_t size)
{
	NEXT(posix_memalign)
	int error = call(result, alignment, size);
	if (error == ENOMEM && size <= PTRDIFF_MAX)
		end_without_memory();
	return error;
}

#endif
