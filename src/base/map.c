/* map: entries in the order in which they were added, found by a hash table. */
#include "base/map.h"

#include "base/arena.h"
#include "base/hash.h"

#include <string.h>

typedef struct map_entry {
	const char *key;
	void *value;
} map_entry;

struct map {
	arena *arena;
	hash_table entries;
	const char **keys;
	size_t count, room;
};

map *map_new(arena *a)
{
	enum { FIRST_SIZE = 64 };
	map *m = ARENA_NEW(a, map);
	m->arena = a;
	m->entries = hash_new(a, FIRST_SIZE);
	return m;
}

static bool is_same(const void *entry, const void *key)
{
	return strcmp(((const map_entry *)entry)->key, key) == 0;
}

static map_entry *find(const map *m, const char *key, uint64_t hash)
{
	return (map_entry *)(uintptr_t)hash_find(&m->entries, hash, is_same, key);
}

static uint64_t hash_of(const char *key)
{
	return hash_bytes(0, key, strlen(key));
}

void *map_get(const map *m, const char *key)
{
	const map_entry *e = find(m, key, hash_of(key));
	return e ? e->value : NULL;
}

void map_put(map *m, const char *key, void *value)
{
	uint64_t hash = hash_of(key);
	map_entry *e = find(m, key, hash);
	if (e) {
		e->value = value;
		return;
	}
	e = ARENA_NEW(m->arena, map_entry);
	*e = (map_entry){key, value};
	hash_add(m->arena, &m->entries, hash, e);
	*ARENA_APPEND(m->arena, m->keys, m->count, m->room) = key;
}

const char *const *map_keys(const map *m, size_t *count)
{
	*count = m->count;
	return m->keys;
}
