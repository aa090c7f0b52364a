/* shape_table: the words that a shaper has met. Private to shape. */
#ifndef PLATEN_SHAPE_TABLE_H
#define PLATEN_SHAPE_TABLE_H

#include "type/shape.h"

/* What a word is found by. */
typedef struct word_key {
	const char *text;
	uint32_t length, look;
	hb_script_t script;
	uint16_t language;
	uint8_t level;
	uint64_t hash;
} word_key;

/* The word stands beside what it is found by, and its text behind it: who looks it up uses it. */
typedef struct entry {
	word_key key;
	word word;
	char text[];
} entry;

/* The hashes stand in the table, so that a search touches no word but the one it finds. */
typedef struct slot {
	uint64_t hash;
	const entry *entry; /* NULL: empty */
} slot;

typedef struct table {
	slot *slots;
	size_t size, used;
} table;

/* Of so many slots at first, a power of two: it grows when half of them are full. */
table shape_table_new(arena *a, size_t size);

uint64_t shape_table_hash(const word_key *key);

/* The word that is found by a key whose hash is set; NULL: it is not there. */
const entry *shape_table_find(const table *t, const word_key *key);

/* Add one that is not there. The table's room is the arena's. */
void shape_table_add(arena *a, table *t, const entry *e);

#endif
