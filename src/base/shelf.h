/* shelf: bytes that are many and needed seldom, such as pictures' files and what becomes of them.
 * They are kept in a file without a name, in TMPDIR or /var/tmp, which the system removes with the
 * program; where there is no such place they are kept in memory. */
#ifndef PLATEN_SHELF_H
#define PLATEN_SHELF_H

#include <stddef.h>
#include <stdint.h>

typedef struct arena arena;
typedef struct shelf shelf;

/* A shelf that lives as long as the arena; shelf_end or shelf_drop must be called before. */
shelf *shelf_new(arena *a);

/* Put bytes after those that are there. */
void shelf_put(shelf *s, const void *data, size_t length);

/* All bytes, in one, which `a` owns: see arena_rest. Nothing can be put after this. */
const char *shelf_end(shelf *s, arena *a, size_t *length);

/* CRC-32 (ISO 3309) of bytes after others that had `check` (0: of none). Bytes on a shelf take
 * little memory meanwhile. */
uint32_t shelf_check(uint32_t check, const char *data, size_t length);

/* They aren't needed after all. */
void shelf_drop(shelf *s);

#endif
