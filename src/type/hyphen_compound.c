/* hyphen_compound: where the parts of a compound word meet, by a list of the language's words.
 *
 * A compound is a chain of words from the list, with a linking letter between two of them where the
 * language has such letters (Arbeits-platz). Of all chains the best has the fewest parts, and among
 * those the fewest joints where hyphenation's patterns allow no break: "Ausrüstungs-teile", not
 * "Ausrüstung-steile". A part may itself be a compound. The first part has at least three letters,
 * later ones four, because the lists have so many short words (Ion, als) that shorter parts would
 * be found by chance. Tried on 40,000 German words: of the 20,000 joints found where patterns have
 * a break, hardly any is wrong; of the 2,000 found where patterns have none, most are, so these are
 * not used as breaks.
 *
 * The list is kept as a set of the words' hashes, 32 bits of each, in a table with open addressing:
 * 356,000 German words take 2 MB and 11 ms, and only where a text is German. */
#include "type/hyphen_compound.h"

#include "base/arena.h"
#include "base/find.h"
#include "base/unicode.h"

#include <string.h>

enum { FIRST_LEAST = 3, PART_LEAST = 4, PART_MOST = 32, BASE_LEAST = 4, DIVIDED_LEAST = 7 };
enum { LINE_MOST = 128 }; /* bytes */

enum { WAITING_MOST = 32 };

struct hyphen_words {
	uint32_t *slots; /* 0 is empty */
	uint32_t mask;
	/* While the list is read: hashes whose slots are on their way into the cache. */
	uint32_t waiting;
	uint64_t hashes[WAITING_MOST];
};

/* --- the list -------------------------------------------------------------------------------- */

#define HASH_START 14695981039346656037u

static uint64_t hash_byte(uint64_t hash, char byte)
{
	return (hash ^ (unsigned char)byte) * 1099511628211u;
}

/* The hash's high bits choose the slot, its low bits are kept there. */
static uint32_t print_of(uint64_t hash)
{
	return (uint32_t)(hash ^ hash >> 32) | 1;
}

static uint32_t first_slot(const hyphen_words *w, uint64_t hash)
{
	return (uint32_t)((hash * 0x9E3779B97F4A7C15u) >> 32) & w->mask;
}

static uint32_t *slot_of(const hyphen_words *w, uint64_t hash)
{
	uint32_t at = first_slot(w, hash);
	while (w->slots[at] && w->slots[at] != print_of(hash))
		at = (at + 1) & w->mask;
	return &w->slots[at];
}

static void add_waiting(hyphen_words *w)
{
	while (w->waiting) {
		uint64_t hash = w->hashes[--w->waiting];
		*slot_of(w, hash) = print_of(hash);
	}
}

/* Nearly every word misses the cache, so a few wait for theirs at the same time. */
static void add_hash(hyphen_words *w, uint64_t hash)
{
	if (w->waiting == WAITING_MOST)
		add_waiting(w);
	__builtin_prefetch(w->slots + first_slot(w, hash), 1);
	w->hashes[w->waiting++] = hash;
}

static void add_word(hyphen_words *w, const char *text, size_t length)
{
	uint64_t hash = HASH_START;
	for (size_t i = 0; i < length; i++)
		hash = hash_byte(hash, text[i]);
	add_hash(w, hash);
}

/* Write a line that is not pure ASCII in small letters; its size. 0: it cannot be a part, since it
 * has characters other than letters, or capitals inside as abbreviations have. */
static size_t fold(const char *line, size_t length, char *into)
{
	size_t size = 0;
	for (size_t at = 0; at < length;) {
		bool first = at == 0;
		char small = line[at] | 0x20;
		if (small >= 'a' && small <= 'z' && (first || line[at] == small)) {
			into[size++] = small;
			at++;
			continue;
		}
		uint32_t c;
		size_t bytes = unicode_read(line + at, length - at, &c);
		at += bytes;
		if (!bytes || !unicode_is_letter(c) || (!first && unicode_lower(c) != c))
			return 0;
		size += unicode_write(unicode_lower(c), into + size);
	}
	return size;
}

static void add_foreign(hyphen_words *w, const char *line, size_t length)
{
	char word[LINE_MOST * 2];
	size_t size = fold(line, length, word);
	const char *sharp = find_rare(word, size, "ß");
	if (!size)
		return;
	add_word(w, word, size);
	if (!sharp)
		return;
	for (; sharp; sharp = memmem(sharp, (size_t)(word + size - sharp), "ß", 2))
		memcpy(word + (sharp - word), "ss", 2);
	add_word(w, word, size); /* as in Switzerland */
}

/* Add the word of a line; returns the next line. */
static const char *add_line(hyphen_words *w, const char *line, const char *end)
{
	const char *at = line;
	uint64_t hash = HASH_START;
	if (at < end && *at >= 'A' && *at <= 'Z')
		hash = hash_byte(hash, *at++ | 0x20);
	for (; at < end && *at >= 'a' && *at <= 'z'; at++)
		hash = hash_byte(hash, *at);
	size_t length = (size_t)(at - line);
	if (at < end && *at != '\n') {
		at = memchr(at, '\n', (size_t)(end - at));
		at = at ? at : end;
		if (at - line <= LINE_MOST)
			add_foreign(w, line, (size_t)(at - line));
	} else if (length >= FIRST_LEAST) {
		add_hash(w, hash);
	}
	return at + 1;
}

hyphen_words *hyphen_words_read(arena *a, const char *text, size_t length)
{
	const char *end = text + length;
	size_t lines = 1, size = 1024;
	for (const char *at = text; (at = memchr(at, '\n', (size_t)(end - at))); at++)
		lines++;
	while (3 * size < 4 * lines)
		size *= 2;
	hyphen_words *w = ARENA_NEW(a, hyphen_words);
	w->slots = ARENA_ARRAY(a, size, uint32_t);
	w->mask = (uint32_t)size - 1;
	while (text < end)
		text = add_line(w, text, end);
	add_waiting(w);
	return w;
}

/* --- joints ---------------------------------------------------------------------------------- */

typedef struct compound {
	const hyphen_words *words;
	const hyphen_compounds *language;
	const char *letters, *points;
	uint16_t starts[COMPOUND_LONGEST +
			1]; /* the byte where each character begins, and the end */
	uint8_t *joints;
} compound;

/* The best way to divide the word before a character: its price, and where its last part begins. */
typedef struct way {
	uint16_t price;
	uint8_t before;
} way;

enum { NO_WAY = 0xffff, PRICE_PART = 2, PRICE_UNSURE = 1 };

static bool is_word(const compound *c, size_t from, size_t to)
{
	uint64_t hash = HASH_START;
	for (size_t i = c->starts[from]; i < c->starts[to]; i++)
		hash = hash_byte(hash, c->letters[i]);
	return *slot_of(c->words, hash) != 0;
}

static bool is_linking(const compound *c, size_t at)
{
	char letter = c->letters[c->starts[at]];
	return letter && strchr(c->language->linking, letter);
}

/* Is it an ending that looks like a part? */
static bool is_ending(const compound *c, size_t from)
{
	const char *letters = c->letters + c->starts[from], *at = c->language->endings;
	for (size_t size; *at; at += size + 1) {
		size = strcspn(at, "|");
		if (!strncmp(letters, at, size))
			return true;
	}
	return false;
}

/* Extend the ways from a character by each part that begins there. */
static void extend(const compound *c, size_t first, size_t from, size_t end, way *ways)
{
	size_t least = from == first ? FIRST_LEAST : PART_LEAST;
	uint64_t hash = HASH_START;
	bool base = false; /* is the part without its last letter a word? */
	for (size_t to = from + 1; to <= end && to - from <= PART_MOST; to++) {
		for (size_t i = c->starts[to - 1]; i < c->starts[to]; i++)
			hash = hash_byte(hash, c->letters[i]);
		bool word = to - from >= least && *slot_of(c->words, hash) != 0;
		bool linked = to < end && base && is_linking(c, to - 1);
		base = word && to - from >= BASE_LEAST;
		if ((!word && !linked) || (from == first && to == end))
			continue;
		bool sure = to == end || c->points[to - 1] & 1;
		if (to == end && is_ending(c, from) && !(c->points[from - 1] & 1))
			continue;
		uint16_t price =
			(uint16_t)(ways[from].price + PRICE_PART + (sure ? 0 : PRICE_UNSURE));
		if (price < ways[to].price)
			ways[to] = (way){price, (uint8_t)from};
	}
}

/* Mark the joints between `first` and `end`, and those of the parts. */
static void divide(const compound *c, size_t first, size_t end)
{
	way ways[COMPOUND_LONGEST + 1];
	for (size_t i = first; i <= end; i++)
		ways[i] = (way){NO_WAY, 0};
	ways[first].price = 0;
	for (size_t from = first; from + PART_LEAST <= end; from++)
		if (ways[from].price != NO_WAY)
			extend(c, first, from, end, ways);
	if (ways[end].price == NO_WAY)
		return;
	for (size_t at = end, from; at > first; at = from) {
		from = ways[at].before;
		if (from > first)
			c->joints[from - 1] = c->points[from - 1] & 1 ? JOINT_SURE : JOINT_LIKELY;
		size_t stop = at < end && !is_word(c, from, at) ? at - 1 : at;
		if (stop - from >= DIVIDED_LEAST)
			divide(c, from, stop);
	}
}

bool hyphen_compound_find(const hyphen_words *w, const hyphen_compounds *language,
			  const char *letters, size_t count, const char *points,
			  uint8_t joints[COMPOUND_LONGEST])
{
	compound c = {w, language, letters, points, {0}, joints};
	if (count < FIRST_LEAST + PART_LEAST || count > COMPOUND_LONGEST)
		return false;
	size_t at = 0;
	for (size_t i = 0; i < count; i++) {
		unicode_next(letters, &at);
		c.starts[i + 1] = (uint16_t)at;
	}
	memset(joints, JOINT_NONE, COMPOUND_LONGEST);
	divide(&c, 0, count);
	return memchr(joints, JOINT_SURE, count) || memchr(joints, JOINT_LIKELY, count);
}

bool hyphen_compound_quality(const uint8_t *joints, size_t i, size_t count, uint8_t *quality)
{
	size_t least = 4;
	hyphen_joint nearest = JOINT_NONE;
	if (joints[i] == JOINT_SURE) {
		*quality = 0;
		return true;
	}
	for (size_t away = 3; away > 0; away--) {
		uint8_t before = i >= away ? joints[i - away] : (uint8_t)JOINT_NONE,
			after = i + away + 1 < count ? joints[i + away] : (uint8_t)JOINT_NONE;
		if (before == JOINT_NONE && after == JOINT_NONE)
			continue;
		least = away;
		nearest = before > after ? before : after;
	}
	if (least == 1 && nearest == JOINT_SURE)
		return false;
	uint8_t worse = least > 3 ? 1 : least == 3 ? 2 : 3;
	*quality = *quality > worse ? *quality : worse;
	return true;
}
