/* failing_allocator: preloaded under the program, it makes the program's own nth allocation fail
 * and all its later ones (PLATEN_FAIL_AT=n, from 0). What libraries allocate for themselves is left
 * alone: some of them end the process when memory runs out, which no caller can help. With
 * PLATEN_FAIL_COUNT set, it tells at the end how many allocations there were. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);

static long seen;
static const void *program;
static long fail_at = -1;

/* The first object is the program; its first segment is where dladdr says that it begins. */
static int take_first(struct dl_phdr_info *object, size_t size, void *result)
{
	(void)size;
	*(const void **)result = (const void *)object->dlpi_addr;
	return 1;
}

/* Before main, nothing is the program's. */
__attribute__((constructor)) static void begin(void)
{
	const char *at = getenv("PLATEN_FAIL_AT");

	dl_iterate_phdr(take_first, &program);
	fail_at = at ? atol(at) : -1;
}

__attribute__((destructor)) static void end(void)
{
	char text[32];

	if (getenv("PLATEN_FAIL_COUNT") &&
	    write(2, text, (size_t)snprintf(text, sizeof text, "allocations %ld\n", seen)) < 0)
		_exit(1);
}

static int fails(const void *caller)
{
	Dl_info info;

	if (!program || !dladdr(caller, &info) || info.dli_fbase != program)
		return 0;
	long now = __sync_fetch_and_add(&seen, 1);
	if (fail_at < 0 || now < fail_at)
		return 0;
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_realloc(memory, size);
}
