/* arena: a chain of chunks, each filled from its start before the next. Invariant: in every chunk
 * the bytes from `dirty` on are zero, as the kernel gave them, and all memory that was ever given
 * out is below `dirty`. So only memory that is used again has to be cleared. Chunks come from mmap,
 * because calloc would clear whatever malloc had given out before, and so touch pages that are
 * never used. The chunks of a freed arena are kept for the next arena: clearing them costs less
 * than returning pages to the kernel and asking for others. */
#include "base/arena.h"

#include "base/end.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	ALIGNMENT = 16,
	CHUNK_LEAST = 64 << 10,
	CHUNK_MOST = 1 << 20,
	READY_LEAST = 16 << 10,
	READY_STEP = 64 << 10,
	LARGE_SPARE = 64 << 20
};

typedef struct chunk chunk;
struct chunk {
	chunk *next;
	size_t size, used, dirty;
	size_t ready; /* the kernel was asked for pages up to here */
	_Alignas(ALIGNMENT) char memory[];
};

/* A file's bytes; all of them are in one list, too, for arena_rest. */
typedef struct mapping mapping;
struct mapping {
	mapping *next, *next_of_all;
	char *data;
	size_t length;
};

struct arena {
	chunk *first, *current;
	mapping *mappings;
	/* the next chunk's size with its header; it doubles each time, up to CHUNK_MOST */
	size_t chunk_size;
};

static size_t round_up(size_t size)
{
	if (size > SIZE_MAX - sizeof(chunk) - ALIGNMENT)
		end_without_memory();
	return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

static size_t product(size_t count, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes))
		end_without_memory();
	return bytes;
}

arena *arena_new(void)
{
	arena *a = calloc(1, sizeof *a);
	if (!a)
		end_without_memory();
	a->chunk_size = CHUNK_LEAST;
	return a;
}

#if defined(__SANITIZE_ADDRESS__)
#define KEEPS_CHUNKS 0 /* to catch use of freed memory */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KEEPS_CHUNKS 0
#endif
#endif
#ifndef KEEPS_CHUNKS
#define KEEPS_CHUNKS 1
#endif

/* --- the limit ------------------------------------------------------------------------------ */

static _Atomic uint64_t all_mapped; /* by all arenas, spare chunks included */

/* The memory that the process holds, libraries included; 0: unknown. */
static uint64_t resident(void)
{
	char text[64] = "";
	unsigned long long pages = 0;
	int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	if (read(fd, text, sizeof text - 1) > 0)
		sscanf(text, "%*u %llu", &pages);
	close(fd);
	return pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

/* Count what will be mapped. What the process really holds is read only where it may be near the
 * limit, and not under a sanitizer, which holds memory of its own. */
static void count(size_t bytes)
{
	const uint64_t mapped = atomic_fetch_add(&all_mapped, bytes) + bytes, most = end_most();
	if (!most || mapped < most / 8)
		return;
	if (mapped > most || (KEEPS_CHUNKS && resident() + bytes > most))
		end_exceed();
}

/* --- spare chunks --------------------------------------------------------------------------- */

/* by size: up to CHUNK_LEAST, up to twice that … up to CHUNK_MOST, larger */
enum { KINDS = 6 };

static struct {
	pthread_mutex_t lock;
	chunk *first[KINDS];
	size_t large; /* bytes in the last kind */
} spare = {.lock = PTHREAD_MUTEX_INITIALIZER};

static int kind_of(size_t size)
{
	int kind = 0;
	for (size_t most = CHUNK_LEAST; size + sizeof(chunk) > most && kind + 1 < KINDS; most *= 2)
		kind++;
	return kind;
}

static void unmap_one(chunk *c)
{
	size_t bytes = sizeof *c + c->size;
	atomic_fetch_sub(&all_mapped, bytes);
	munmap(c, bytes);
}

/* Keep the chunks of a freed arena. Of the large ones only some are kept, because later arenas may
 * need other sizes. */
static void put_away(chunk *first)
{
	pthread_mutex_lock(&spare.lock);
	for (chunk *c = first, *next; c; c = next) {
		int kind = kind_of(c->size);
		next = c->next;
		if (kind == KINDS - 1 && spare.large + c->size > LARGE_SPARE) {
			unmap_one(c);
			continue;
		}
		spare.large += kind == KINDS - 1 ? c->size : 0;
		c->next = spare.first[kind];
		spare.first[kind] = c;
	}
	pthread_mutex_unlock(&spare.lock);
}

/* A spare chunk with room for `size` bytes, or NULL. There are few large ones, and they differ in
 * size. */
static chunk *take_spare(size_t size)
{
	int kind = kind_of(size);
	pthread_mutex_lock(&spare.lock);
	chunk **at = &spare.first[kind];
	while (*at && ((*at)->size < size || (*at)->size / 4 > size))
		at = &(*at)->next;
	chunk *c = *at;
	if (c) {
		*at = c->next;
		spare.large -= kind == KINDS - 1 ? c->size : 0;
	}
	pthread_mutex_unlock(&spare.lock);
	if (c) {
		c->next = NULL;
		c->used = 0;
	}
	return c;
}

static void unmap(chunk *first)
{
	for (chunk *c = first, *next; c; c = next) {
		next = c->next;
		unmap_one(c);
	}
}

/* --- files ---------------------------------------------------------------------------------- */

static struct {
	pthread_mutex_t lock;
	mapping *first;
} files = {.lock = PTHREAD_MUTEX_INITIALIZER};

const char *arena_map_file(arena *a, int file, size_t length)
{
	void *data = mmap(NULL, length, PROT_READ, MAP_SHARED, file, 0);
	if (data == MAP_FAILED)
		return NULL;
	mapping *m = malloc(sizeof *m);
	if (!m)
		end_without_memory();
	pthread_mutex_lock(&files.lock);
	*m = (mapping){a->mappings, files.first, data, length};
	files.first = m;
	pthread_mutex_unlock(&files.lock);
	return (a->mappings = m)->data;
}

static void unmap_file(mapping *m)
{
	pthread_mutex_lock(&files.lock);
	mapping **at = &files.first;
	while (*at != m)
		at = &(*at)->next_of_all;
	*at = m->next_of_all;
	pthread_mutex_unlock(&files.lock);
	munmap(m->data, m->length);
	free(m);
}

/* Linux may map up to so much of a file when one byte of it is read, aligned: also pages that have
 * been given back before. */
enum { MAPPED_AT_ONCE = 2 << 20 };

/* Whole pages alone; the last one may end after the file does. Pages before them, which were mapped
 * together with them, go too: they can be read again at any time. */
void arena_rest(const void *data, size_t length)
{
	const uintptr_t from = (uintptr_t)data, mapped = from & ~(uintptr_t)(MAPPED_AT_ONCE - 1);
	pthread_mutex_lock(&files.lock);
	const mapping *m = files.first;
	while (m && (from < (uintptr_t)m->data || from - (uintptr_t)m->data >= m->length))
		m = m->next_of_all;
	if (m && length <= m->length - (from - (uintptr_t)m->data)) {
		const uintptr_t begin = mapped > (uintptr_t)m->data ? mapped : (uintptr_t)m->data;
		madvise((void *)begin, from + length - begin, MADV_DONTNEED);
	}
	pthread_mutex_unlock(&files.lock);
}

void arena_forget(void *data, size_t length)
{
	const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), from = (uintptr_t)data,
			first = (from + page - 1) & ~(page - 1),
			end = (from + length) & ~(page - 1);
	if (first < end)
		madvise((void *)first, end - first, MADV_DONTNEED);
}

void arena_empty(arena *a)
{
	for (mapping *m = a->mappings, *next; m; m = next) {
		next = m->next;
		unmap_file(m);
	}
	(KEEPS_CHUNKS ? put_away : unmap)(a->first);
	*a = (arena){.chunk_size = CHUNK_LEAST};
}

void arena_free(arena *a)
{
	if (!a)
		return;
	arena_empty(a);
	free(a);
}

/* The chunks of `other` go to the front of the list, where the full ones are. */
void arena_join(arena *a, arena *other)
{
	chunk *last = other->first;

	while (last && last->next)
		last = last->next;
	mapping **end = &a->mappings;
	while (*end)
		end = &(*end)->next;
	*end = other->mappings;
	if (last) {
		last->next = a->first;
		a->first = other->first;
		a->current = a->current ? a->current : last;
	}
	free(other);
}

static chunk *map(size_t room)
{
	count(sizeof(chunk) + room);
	chunk *c = mmap(NULL, sizeof *c + room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
			-1, 0);
	if (c == MAP_FAILED)
		end_without_memory();
	c->size = room;
	return c;
}

/* Put a new chunk with room for `size` bytes after the current one. */
static void add_chunk(arena *a, size_t size)
{
	size_t least = a->chunk_size - sizeof(chunk);
	size_t room = size > least ? size : least;
	chunk *c = take_spare(room);
	if (!c)
		c = map(room);
	if (a->chunk_size < CHUNK_MOST)
		a->chunk_size *= 2;
	if (a->current) {
		c->next = a->current->next;
		a->current->next = c;
	} else {
		a->first = c;
	}
	a->current = c;
}

/* Ask the kernel for many pages at once, which costs less than a page fault for each. An old kernel
 * cannot do that; then each page faults. */
static void populate(const char *from, const char *end)
{
#ifdef MADV_POPULATE_WRITE
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), start = (uintptr_t)from & ~(page - 1);
	madvise((void *)start, (uintptr_t)end - start, MADV_POPULATE_WRITE);
#else
	(void)from, (void)end;
#endif
}

/* Ask for some pages ahead; the more was taken so far, the more. The pages of a large array are
 * left to page faults, since it may never be filled. (Huge pages would save a seventh of a long
 * text's time, and cost a third more on virtual machines that return free pages to their host.) */
static void make_ready(chunk *c, size_t end, size_t bytes)
{
	c->ready = end;
	if (bytes >= READY_STEP)
		return;
	size_t step = end < READY_LEAST ? READY_LEAST : end < READY_STEP ? end : READY_STEP;
	c->ready = end + step < c->size ? end + step : c->size;
	populate(c->memory + c->dirty, c->memory + c->ready);
}

/* Take `bytes`, already rounded, from the current chunk, which has room for them. The caller fills
 * the first `filled` of them, so those are not cleared. */
static void *take(chunk *c, size_t bytes, size_t filled)
{
	char *given = c->memory + c->used;
	size_t end = c->used + bytes, clear = c->used + filled;
	if (clear < c->dirty)
		memset(c->memory + clear, 0, (end < c->dirty ? end : c->dirty) - clear);
	if (end > c->ready)
		make_ready(c, end, bytes);
	c->used = end;
	if (c->dirty < end)
		c->dirty = end;
	return given;
}

static void *give(arena *a, size_t size, size_t filled)
{
	size_t bytes = round_up(size ? size : 1);
	while (!a->current || a->current->size - a->current->used < bytes) {
		chunk *next = a->current ? a->current->next : a->first;
		if (next && next->size >= bytes)
			a->current = next;
		else
			add_chunk(a, bytes);
	}
	return take(a->current, bytes, filled);
}

void *arena_alloc(arena *a, size_t size)
{
	return give(a, size, 0);
}

void *arena_array(arena *a, size_t count, size_t size)
{
	return arena_alloc(a, product(count, size));
}

/* The most recent allocation grows in place if its chunk has room. */
static int grow_in_place(arena *a, const char *items, size_t old_bytes, size_t new_bytes,
			 bool cleared)
{
	chunk *c = a->current;
	size_t more = new_bytes - old_bytes;
	if (!c || !items || items + old_bytes != c->memory + c->used || c->size - c->used < more)
		return 0;
	take(c, more, cleared ? 0 : more);
	return 1;
}

static void *grow(arena *a, void *items, size_t count, size_t *capacity, size_t wanted, size_t size,
		  bool cleared)
{
	if (wanted <= *capacity)
		return items;
	size_t larger = *capacity < 8 ? 8 : product(*capacity, 2);
	if (larger < wanted)
		larger = wanted;
	size_t old_bytes = round_up(product(*capacity, size)),
	       new_bytes = round_up(product(larger, size));
	*capacity = larger;
	if (grow_in_place(a, items, old_bytes, new_bytes, cleared))
		return items;
	void *copy = give(a, new_bytes, cleared ? count * size : new_bytes);
	if (count)
		memcpy(copy, items, count * size);
	return copy;
}

void *arena_grow(arena *a, void *items, size_t count, size_t *capacity, size_t wanted, size_t size)
{
	return grow(a, items, count, capacity, wanted, size, true);
}

void *arena_grow_room(arena *a, void *items, size_t count, size_t *capacity, size_t wanted,
		      size_t size)
{
	return grow(a, items, count, capacity, wanted, size, false);
}

void *arena_room(arena *a, size_t count, size_t size)
{
	const size_t bytes = product(count, size);

	return give(a, bytes, bytes);
}

void *arena_full_array(arena *a, size_t count, size_t size)
{
	char *array = arena_array(a, count, size);
	if (count * size >= READY_STEP)
		populate(array, array + count * size);
	return array;
}

void arena_add(arena *a, arena_text *to, const char *bytes, size_t size)
{
	to->bytes = arena_grow(a, to->bytes, to->length, &to->capacity, to->length + size + 1, 1);
	if (size)
		memcpy(to->bytes + to->length, bytes, size);
	to->length += size;
	to->bytes[to->length] = '\0';
}

char *arena_copy(arena *a, const char *text, size_t length)
{
	char *copy = give(a, length < SIZE_MAX ? length + 1 : length, length);
	if (length)
		memcpy(copy, text, length);
	return copy;
}

char *arena_print(arena *a, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	char *text = arena_vprint(a, format, arguments);
	va_end(arguments);
	return text;
}

char *arena_vprint(arena *a, const char *format, va_list arguments)
{
	va_list again;
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	if (length < 0)
		end_without_memory();
	char *text = arena_alloc(a, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return text;
}

void arena_reset(arena *a)
{
	for (chunk *c = a->first; c; c = c->next)
		c->used = 0;
	a->current = a->first;
}
