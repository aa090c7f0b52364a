/* map: a hash table with open addressing, at most half full, over entries that stay in the order in
 * which they were added. A slot holds the number of an entry plus one; 0 is free. FNV-1a hashes. */
#include "base/map.h"

#include "base/arena.h"

#include <stdint.h>
#include <string.h>

struct map {
	arena *arena;
	const char **keys;
	void **values;
	uint64_t *hashes;
	size_t count, key_room, value_room, hash_room;
	uint32_t *slots;
	size_t size; /* of slots: a power of two */
};

map *map_new(arena *a)
{
	enum { FIRST_SIZE = 64 };
	map *m = ARENA_NEW(a, map);
	m->arena = a;
	m->size = FIRST_SIZE;
	m->slots = ARENA_ARRAY(a, m->size, uint32_t);
	return m;
}

static uint64_t hash_of(const char *key)
{
	uint64_t hash = 0xcbf29ce484222325u;
	for (; *key; key++)
		hash = (hash ^ (unsigned char)*key) * 0x100000001b3u;
	return hash ^ hash >> 32;
}

/* The slot of a key, or the free one where it would be. */
static size_t find(const map *m, const char *key, uint64_t hash)
{
	size_t at = hash & (m->size - 1);
	for (; m->slots[at]; at = (at + 1) & (m->size - 1)) {
		size_t entry = m->slots[at] - 1;
		if (m->hashes[entry] == hash && strcmp(m->keys[entry], key) == 0)
			break;
	}
	return at;
}

static void enlarge(map *m)
{
	m->size *= 2;
	m->slots = ARENA_ARRAY(m->arena, m->size, uint32_t);
	for (size_t i = 0; i < m->count; i++) {
		size_t at = m->hashes[i] & (m->size - 1);
		while (m->slots[at])
			at = (at + 1) & (m->size - 1);
		m->slots[at] = (uint32_t)i + 1;
	}
}

void *map_get(const map *m, const char *key)
{
	size_t at = find(m, key, hash_of(key));
	return m->slots[at] ? m->values[m->slots[at] - 1] : NULL;
}

void map_put(map *m, const char *key, void *value)
{
	uint64_t hash = hash_of(key);
	size_t at = find(m, key, hash), count = m->count, same = m->count;
	if (m->slots[at]) {
		m->values[m->slots[at] - 1] = value;
		return;
	}
	*ARENA_APPEND(m->arena, m->keys, count, m->key_room) = key;
	*ARENA_APPEND(m->arena, m->values, same, m->value_room) = value;
	*ARENA_APPEND(m->arena, m->hashes, m->count, m->hash_room) = hash;
	m->slots[at] = (uint32_t)m->count;
	if (m->count * 2 > m->size)
		enlarge(m);
}

const char *const *map_keys(const map *m, size_t *count)
{
	*count = m->count;
	return m->keys;
}
