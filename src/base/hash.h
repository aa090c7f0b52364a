/* hash: a hash table of pointers, by open addressing. The caller hashes its keys and says whether
 * an item has a key, so that keys may be of any kind. Items are never removed. Invariant: the
 * number of slots is a power of two and at most half of them are full, so that a search ends.
 * Hashes only choose slots: no order of any output may come from them. */
#ifndef PLATEN_HASH_H
#define PLATEN_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct arena arena;

/* The hash is kept with the item, so that a search seldom reads an item other than the one it
 * finds. */
typedef struct hash_slot {
	uint64_t hash;
	const void *item; /* NULL: empty */
} hash_slot;

typedef struct hash_table {
	hash_slot *slots;
	size_t size, used;
} hash_table;

/* A table with `size` slots at first, a power of two. Its memory is the arena's. */
hash_table hash_new(arena *a, size_t size);

/* A hash of some bytes, combined with another one. */
uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t size);

/* A hash of where something is, for keys that are compared by their address. */
static inline uint64_t hash_address(const void *at)
{
	return ((uint64_t)(uintptr_t)at >> 4) * 0x9e3779b97f4a7c15u >> 16;
}

typedef bool hash_same(const void *item, const void *key);

/* The item that has a key, or NULL. Inline, so that the comparison is inlined too. */
static inline const void *hash_find(const hash_table *m, uint64_t hash, hash_same *same,
				    const void *key)
{
	size_t mask = m->size - 1;
	for (size_t at = hash & mask; m->slots[at].item; at = (at + 1) & mask)
		if (m->slots[at].hash == hash && same(m->slots[at].item, key))
			return m->slots[at].item;
	return NULL;
}

/* Add an item whose key is not there. */
void hash_add(arena *a, hash_table *m, uint64_t hash, const void *item);

#endif
