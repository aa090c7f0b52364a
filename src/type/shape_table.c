/* shape_table: two words are the same if their text, look, script, language and level are. */
#include "type/shape_table.h"

#include <string.h>

uint64_t shape_table_hash(const word_key *key)
{
	uint64_t rest[4] = {(uint64_t)key->look << 32 | key->length,
			    (uint64_t)key->face << 40 | (uint64_t)key->script << 8 | key->level,
			    (uint64_t)key->whole << 32 | (uint64_t)key->is_part << 17 |
				    (uint64_t)key->scaled << 16 | key->language,
			    key->joints};
	return hash_bytes(hash_bytes(0, rest, sizeof rest), key->text, key->length);
}

static bool is_same(const void *item, const void *key)
{
	const word_key *a = &((const word_entry *)item)->key, *b = key;
	return a->length == b->length && a->look == b->look && a->script == b->script &&
	       a->language == b->language && a->level == b->level && a->face == b->face &&
	       a->whole == b->whole && a->is_part == b->is_part && a->scaled == b->scaled &&
	       a->joints == b->joints && !memcmp(a->text, b->text, a->length);
}

word_entry *shape_table_find(const hash_table *t, const word_key *key)
{
	return (word_entry *)hash_find(t, key->hash, is_same, key);
}

void shape_table_add(arena *a, hash_table *t, const word_entry *e)
{
	hash_add(a, t, e->key.hash, e);
}
