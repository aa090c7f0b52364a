/* shape_table: the words that a shaper has met. Private to shape. */
#ifndef PLATEN_SHAPE_TABLE_H
#define PLATEN_SHAPE_TABLE_H

#include "base/hash.h"
#include "type/shape.h"

/* The key of a word. */
typedef struct word_key {
	const char *text;
	uint32_t length, look;
	hb_script_t script;
	uint16_t language;
	uint8_t level;
	/* for a part of a word that is not wholly in the appearance's own face and look: 1 +
	 * font_index of the word's face there, and `scaled` of the word; else 0 */
	bool is_part, scaled;
	uint16_t face, whole;
	/* for a part of a compound: bit i is set if a joint comes before its byte i; else 0, and
	 * the word's own joints are looked up */
	uint64_t joints;
	uint64_t hash;
} word_key;

/* A word with its key and text: a look-up reads all three. */
typedef struct word_entry {
	word_key key;
	word word;
	bool ready; /* it has its glyphs */
	char text[];
} word_entry;

uint64_t shape_table_hash(const word_key *key);

/* The word of a key, whose hash must be set; NULL: it is not in the table. */
word_entry *shape_table_find(const hash_table *t, const word_key *key);

/* Add an entry whose key is not in the table yet. The table's memory is the arena's. */
void shape_table_add(arena *a, hash_table *t, const word_entry *e);

#endif
