/* shape_table: open addressing, a power of two, at most half full. Hashes choose slots and nothing
 * else. */
#include "type/shape_table.h"

#include "base/arena.h"

#include <string.h>

table shape_table_new(arena *a, size_t size)
{
	return (table){.slots = ARENA_FULL_ARRAY(a, size, slot), .size = size};
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
	return hash ^ hash >> 29;
}

uint64_t shape_table_hash(const word_key *key)
{
	uint64_t hash =
		mix((uint64_t)key->look << 32 | key->length,
		    (uint64_t)key->script << 32 | (uint32_t)key->language << 8 | key->level);
	const char *text = key->text;
	size_t left = key->length;
	for (uint64_t piece; left >= sizeof piece; text += sizeof piece, left -= sizeof piece) {
		memcpy(&piece, text, sizeof piece);
		hash = mix(hash, piece);
	}
	uint64_t last = 0;
	for (size_t i = 0; i < left; i++)
		last = last << 8 | (unsigned char)text[i];
	return mix(hash, last);
}

static bool same(const word_key *a, const word_key *b)
{
	return a->length == b->length && a->look == b->look && a->script == b->script &&
	       a->language == b->language && a->level == b->level &&
	       !memcmp(a->text, b->text, a->length);
}

/* The slot of a word, or an empty one. */
static slot *slot_of(const table *t, const word_key *key)
{
	size_t mask = t->size - 1, at = key->hash & mask;
	for (slot *found; (found = &t->slots[at])->entry; at = (at + 1) & mask)
		if (found->hash == key->hash && same(&found->entry->key, key))
			return found;
	return &t->slots[at];
}

static void grow(arena *a, table *t)
{
	const slot *old = t->slots;
	size_t old_size = t->size;
	t->size *= 2;
	t->slots = ARENA_FULL_ARRAY(a, t->size, slot);
	for (size_t i = 0; i < old_size; i++)
		if (old[i].entry)
			*slot_of(t, &old[i].entry->key) = old[i];
}

const entry *shape_table_find(const table *t, const word_key *key)
{
	return slot_of(t, key)->entry;
}

void shape_table_add(arena *a, table *t, const entry *e)
{
	if (++t->used * 2 > t->size)
		grow(a, t);
	*slot_of(t, &e->key) = (slot){e->key.hash, e};
}
