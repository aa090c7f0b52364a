/* hash: making, filling and growing the table; the search is in hash.h. */
#include "base/hash.h"

#include "base/arena.h"

#include <string.h>

hash_table hash_new(arena *a, size_t size)
{
	return (hash_table){.slots = ARENA_FULL_ARRAY(a, size, hash_slot), .size = size};
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9E3779B97F4A7C15u; /* 2^64 by the golden ratio (Knuth, 6.4) */
	return hash ^ hash >> 29;
}

/* Eight bytes at a time. */
uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t size)
{
	const char *text = bytes;
	uint64_t hash = seed, last = 0, piece;
	for (; size >= sizeof piece; text += sizeof piece, size -= sizeof piece) {
		memcpy(&piece, text, sizeof piece);
		hash = mix(hash, piece);
	}
	for (size_t i = 0; i < size; i++)
		last = last << 8 | (unsigned char)text[i];
	return mix(hash, last + size);
}

static void put(hash_table *m, hash_slot item)
{
	size_t mask = m->size - 1, at = item.hash & mask;
	while (m->slots[at].item)
		at = (at + 1) & mask;
	m->slots[at] = item;
}

static void grow(arena *a, hash_table *m)
{
	hash_table old = *m;
	*m = hash_new(a, old.size * 2);
	m->used = old.used;
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].item)
			put(m, old.slots[i]);
}

void hash_add(arena *a, hash_table *m, uint64_t hash, const void *item)
{
	if (++m->used * 2 > m->size)
		grow(a, m);
	put(m, (hash_slot){hash, item});
}
