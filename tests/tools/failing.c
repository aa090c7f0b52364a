/* failing: preloaded under the program, it makes one call of a kind fail, or all calls from that
 * one on. PLATEN_FAIL=KIND:N fails the Nth (from 0), KIND:N+ fails it and all later ones.
 * PLATEN_COUNT=FILE writes how many calls of each kind there were. `memory` is what anyone
 * allocates, libraries too; the other kinds are calls of the system. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

/* name, and the error that its calls fail with */
#define KINDS(X)                                                                                   \
	X(memory, ENOMEM)                                                                          \
	X(write, ENOSPC)                                                                           \
	X(fsync, EIO)                                                                              \
	X(rename, EIO)                                                                             \
	X(open, EMFILE)                                                                            \
	X(read, EIO)                                                                               \
	X(stat, EIO)                                                                               \
	X(close, EIO)                                                                              \
	X(mmap, ENOMEM)                                                                            \
	X(getcwd, ENOENT)                                                                          \
	X(realpath, EIO)                                                                           \
	X(thread, EAGAIN)

enum kind {
#define X(name, error) KIND_##name,
	KINDS(X)
#undef X
		KIND_COUNT
};

static const struct {
	const char *name;
	int error;
} kinds[] = {
#define X(name, error) {#name, error},
	KINDS(X)
#undef X
};

static int failing = -1, later;
static long fail_at, seen[KIND_COUNT];
static int process;        /* a child of the program counts nothing */
static const char *counts; /* the program forgets its environment */

__attribute__((constructor)) static void begin(void)
{
	const char *what = getenv("PLATEN_FAIL");
	const char *colon = what ? strchr(what, ':') : NULL;

	for (int i = 0; colon && i < KIND_COUNT; i++)
		if (strncmp(what, kinds[i].name, (size_t)(colon - what)) == 0 &&
		    strlen(kinds[i].name) == (size_t)(colon - what))
			failing = i;
	if (colon) {
		char *end;
		fail_at = strtol(colon + 1, &end, 10);
		later = *end == '+';
	}
	process = getpid();
	counts = getenv("PLATEN_COUNT");
}

__attribute__((destructor)) static void end(void)
{
	FILE *out;

	if (!counts || getpid() != process || !(out = fopen(counts, "w")))
		return;
	for (int i = 0; i < KIND_COUNT; i++)
		fprintf(out, "%s %ld\n", kinds[i].name, seen[i]);
	fclose(out);
}

static int fails(enum kind kind)
{
	long now = __sync_fetch_and_add(&seen[kind], 1);
	if ((int)kind != failing || (later ? now < fail_at : now != fail_at))
		return 0;
	errno = kinds[kind].error;
	return 1;
}

void *malloc(size_t size)
{
	return fails(KIND_memory) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails(KIND_memory) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
	return fails(KIND_memory) ? NULL : __libc_realloc(memory, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return fails(KIND_memory) ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **result, size_t alignment, size_t size)
{
	if (fails(KIND_memory))
		return ENOMEM;
	*result = __libc_memalign(alignment, size);
	return *result ? 0 : ENOMEM;
}

/* Call the function of this name that comes after this library. */
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* What was printed is not counted: a message has to come out. */
ssize_t write(int fd, const void *data, size_t size)
{
	return fd > 2 && fails(KIND_write) ? -1 : NEXT(write)(fd, data, size);
}

ssize_t read(int fd, void *data, size_t size)
{
	return fails(KIND_read) ? -1 : NEXT(read)(fd, data, size);
}

int fsync(int fd)
{
	return fails(KIND_fsync) ? -1 : NEXT(fsync)(fd);
}

int rename(const char *from, const char *to)
{
	return fails(KIND_rename) ? -1 : NEXT(rename)(from, to);
}

/* As some disks do, it fails and closes all the same. */
int close(int fd)
{
	int failed = fails(KIND_close), result = NEXT(close)(fd);

	if (failed)
		errno = kinds[KIND_close].error;
	return failed ? -1 : result;
}

static int mode_of(int flags, va_list list)
{
	return flags & (O_CREAT | O_TMPFILE) ? va_arg(list, int) : 0;
}

#define OPEN(name)                                                                                 \
	int name(const char *path, int flags, ...)                                                 \
	{                                                                                          \
		va_list list;                                                                      \
		va_start(list, flags);                                                             \
		int mode = mode_of(flags, list);                                                   \
		va_end(list);                                                                      \
		return fails(KIND_open) ? -1 : NEXT(name)(path, flags, mode);                      \
	}
OPEN(open)
OPEN(open64)

int openat(int folder, const char *path, int flags, ...)
{
	va_list list;
	va_start(list, flags);
	int mode = mode_of(flags, list);
	va_end(list);
	return fails(KIND_open) ? -1 : NEXT(openat)(folder, path, flags, mode);
}

FILE *fopen(const char *path, const char *mode)
{
	return fails(KIND_open) ? NULL : NEXT(fopen)(path, mode);
}

int stat(const char *path, struct stat *about)
{
	return fails(KIND_stat) ? -1 : NEXT(stat)(path, about);
}

int lstat(const char *path, struct stat *about)
{
	return fails(KIND_stat) ? -1 : NEXT(lstat)(path, about);
}

int fstat(int fd, struct stat *about)
{
	return fails(KIND_stat) ? -1 : NEXT(fstat)(fd, about);
}

void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t from)
{
	return fails(KIND_mmap) ? MAP_FAILED : NEXT(mmap)(at, size, protection, flags, fd, from);
}

char *getcwd(char *path, size_t size)
{
	return fails(KIND_getcwd) ? NULL : NEXT(getcwd)(path, size);
}

char *realpath(const char *path, char *result)
{
	return fails(KIND_realpath) ? NULL : NEXT(realpath)(path, result);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
		   void *context)
{
	return fails(KIND_thread) ? kinds[KIND_thread].error
				  : NEXT(pthread_create)(thread, attributes, start, context);
}
