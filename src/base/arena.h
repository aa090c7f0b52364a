/* arena: memory that is freed all together. One arena lives as long as a run, a scratch arena as
 * long as a paragraph. What an arena gives is zeroed, aligned for any type and owned by the arena;
 * nothing is freed by itself. Running out of memory is the machine's failure: the program says so
 * and ends with status 1. */
#ifndef PLATEN_ARENA_H
#define PLATEN_ARENA_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

typedef struct arena arena;

/* Make an arena; the caller ends it with arena_free. */
arena *arena_new(void);

/* Free an arena and all that it gave; NULL is allowed. Most of the memory is kept for other arenas
 * until the process ends. */
void arena_free(arena *a);

/* Give size zeroed bytes. */
void *arena_alloc(arena *a, size_t size);

/* Give count zeroed elements of size bytes each; if the product overflows, memory has run out. */
void *arena_array(arena *a, size_t count, size_t size);

/* The same, for an array that will be filled from end to end: the kernel is asked for all its pages
 * at once. */
void *arena_full_array(arena *a, size_t count, size_t size);

/* Make room for at least `wanted` elements: return items, or a larger copy of its first `count`;
 * *capacity follows. */
void *arena_grow(arena *a, void *items, size_t count, size_t *capacity, size_t wanted, size_t size);

/* arena_array and arena_grow for arrays whose elements the caller fills before reading them:
 * nothing is cleared. Clearing the items and breaks of a long text would cost 3 % of its build. */
void *arena_room(arena *a, size_t count, size_t size);
void *arena_grow_room(arena *a, void *items, size_t count, size_t *capacity, size_t wanted,
		      size_t size);

/* Text that grows in an arena: begin with {0}. `bytes` is NULL until something is added; then a NUL
 * that `length` does not count ends it. */
typedef struct arena_text {
	char *bytes;
	size_t length, capacity;
} arena_text;

/* Add bytes at a text's end; `bytes` may move. */
void arena_add(arena *a, arena_text *to, const char *bytes, size_t size);

/* Copy length bytes and end them with NUL. */
char *arena_copy(arena *a, const char *text, size_t length);

/* Print as printf does, into the arena. */
char *arena_print(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprint(arena *a, const char *format, va_list arguments);

/* Forget everything that was given, and keep the memory for reuse: for scratch arenas. */
void arena_reset(arena *a);

/* Forget everything that was given, and let other arenas have the memory. */
void arena_empty(arena *a);

/* Let an arena own all that another one gave, and free the other. */
void arena_join(arena *a, arena *other);

/* Bytes of a file, from its beginning, as memory that can only be read: the file may be closed, and
 * must not change. NULL: the system can't do that. */
const char *arena_map_file(arena *a, int file, size_t length);

/* These bytes won't be read for a while. If they are a file's, their memory is given back, and the
 * next reader gets it from the file again; otherwise it does nothing. Parts and tasks may call
 * it. */
void arena_rest(const void *data, size_t length);

/* What these bytes of a large array are is no longer needed: whole pages of it are given back, and
 * are zero when they are used again. */
void arena_forget(void *data, size_t length);

/* New zeroed objects of a type. */
#define ARENA_NEW(a, type)               ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, count, type)      ((type *)arena_array((a), (count), sizeof(type)))
#define ARENA_FULL_ARRAY(a, count, type) ((type *)arena_full_array((a), (count), sizeof(type)))
#define ARENA_ROOM(a, count, type)       ((type *)arena_room((a), (count), sizeof(type)))

/* Append one zeroed element to a growing array that is given as three lvalues, and return its
 * address. */
#define ARENA_APPEND(a, items, count, capacity)                                                    \
	((items) = (count) < (capacity) ? (items)                                                  \
					: arena_grow((a), (items), (count), &(capacity),           \
						     (count) + 1, sizeof *(items)),                \
	 &(items)[(count)++])
/* The same, not zeroed: the caller assigns all of it. */
#define ARENA_APPEND_ROOM(a, items, count, capacity)                                               \
	((items) = (count) < (capacity) ? (items)                                                  \
					: arena_grow_room((a), (items), (count), &(capacity),      \
							  (count) + 1, sizeof *(items)),           \
	 &(items)[(count)++])

#endif
