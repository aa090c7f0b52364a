/* shape_table: what makes two words the same: text, look, script, language and level. */
#include "type/shape_table.h"

#include <string.h>

uint64_t shape_table_hash(const word_key *key)
{
	uint64_t rest[2] = {(uint64_t)key->look << 32 | key->length,
			    (uint64_t)key->script << 32 | (uint32_t)key->language << 8 |
				    key->level};
	return hash_bytes(hash_bytes(0, rest, sizeof rest), key->text, key->length);
}

static bool is_same(const void *item, const void *key)
{
	const word_key *a = &((const word_entry *)item)->key, *b = key;
	return a->length == b->length && a->look == b->look && a->script == b->script &&
	       a->language == b->language && a->level == b->level &&
	       !memcmp(a->text, b->text, a->length);
}

const word_entry *shape_table_find(const hash_table *t, const word_key *key)
{
	return hash_find(t, key->hash, is_same, key);
}

void shape_table_add(arena *a, hash_table *t, const word_entry *e)
{
	hash_add(a, t, e->key.hash, e);
}
