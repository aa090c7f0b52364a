/* hyphen: where a word may break, by libhyphen and Debian's patterns. Each language has an arena of
 * its own, because the part or task that first needs its dictionary reads it, under its lock
 * (hyphen_read). The words asked for so far are in one table with open addressing. That a language
 * has no patterns is noted and reported later (hyphen_report), since several parts may find it
 * out. */
#include "type/hyphen.h"

#include "base/arena.h"
#include "base/unicode.h"
#include "type/hyphen_compound.h"
#include "type/hyphen_dictionary.h"
#include "type/hyphen_language.h"
#include "type/hyphen_private.h"
#include "type/hyphen_respelling.h"

#include <string.h>
#include <unicode/utf8.h>

enum { SOFT_HYPHEN = 0xAD, MIDDLE_DOT = 0xB7, TABLE_LEAST = 1024 };

typedef struct hyphen_patterns language;

typedef struct hyphen_entry {
	const char *word;
	uint32_t length, hash;
	uint32_t language;
	uint8_t left, right;
	uint32_t count, joint_count;
	const hyphen_point *points;
	const uint32_t *joints;
} hyphen_entry;

struct hyphen_library {
	arena *arena;
	report *report;
	const char *folder, *lists;
	hyphen_library *first; /* in the library of another slot: the first library, whose
				  languages it reads; else NULL */
	language **languages;
	size_t count, capacity;
	bool *asked; /* by the languages' index: was it asked for a word's points? */
	size_t asked_count, asked_capacity;
	hyphen_missing *missing;
	size_t missing_count, missing_capacity;
	size_t last;         /* the language of the last question */
	hyphen_entry *table; /* a power of two, at most half full */
	size_t size, used;
	char *letters; /* one part of a word, in small letters */
	size_t letters_capacity;
	hyphen_answer hyphens, joints; /* libhyphen's for it; joints: of the first level alone */
	uint32_t *offsets;             /* byte of the word after each character */
	size_t offsets_capacity;
	hyphen_point *found;
	size_t found_count, found_capacity;
	uint32_t *found_joints;
	size_t joint_count, joint_capacity;
};

hyphen_library *hyphen_library_new(arena *a, report *r, const char *folder)
{
	hyphen_library *l = ARENA_NEW(a, hyphen_library);
	l->arena = a;
	l->report = r;
	l->folder = folder ? folder : "/usr/share/hyphen";
	l->lists = folder ? folder : "/usr/share/dict";
	l->size = TABLE_LEAST;
	l->table = ARENA_ARRAY(a, l->size, hyphen_entry);
	return l;
}

/* Languages */

hyphen_library *hyphen_library_for_thread(arena *a, hyphen_library *first)
{
	hyphen_library *l = hyphen_library_new(a, first->report, first->folder);
	l->first = first;
	return l;
}

static size_t language_index(hyphen_library *l, const char *tag)
{
	const hyphen_library *known = l->first ? l->first : l;
	if (l->last < known->count && !strcmp(known->languages[l->last]->tag, tag))
		return l->last;
	for (l->last = 0; l->last < known->count; l->last++)
		if (!strcmp(known->languages[l->last]->tag, tag))
			return l->last;
	if (l->first)
		report_die(1,
			   "\"%s\" was not known before work in parts began: this is a defect of "
			   "Platen",
			   tag);
	language *g = ARENA_NEW(l->arena, language);
	g->tag = arena_copy(l->arena, tag, strlen(tag));
	g->folder = l->folder;
	g->lists = l->lists;
	g->arena = arena_new();
	g->reading = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
	*ARENA_APPEND(l->arena, l->languages, l->count, l->capacity) = g;
	return l->last;
}

hyphen_patterns *hyphen_expect(hyphen_library *l, const char *lang)
{
	size_t index = language_index(l, lang); /* may move the array */
	l->languages[index]->expected = true;
	return l->languages[index];
}

const char *const *hyphen_files(hyphen_library *l, arena *a)
{
	const char **files = ARENA_ARRAY(a, 2 * l->count + 1, const char *);
	size_t count = 0;
	for (size_t i = 0; i < l->count; i++) {
		language *g = l->languages[i];
		if (g->expected)
			hyphen_read(g);
		if (!g->file || !(g->expected || (i < l->asked_count && l->asked[i])))
			continue;
		files[count++] = arena_copy(a, g->file, strlen(g->file));
		if (g->list)
			files[count++] = arena_copy(a, g->list, strlen(g->list));
	}
	return files;
}

void hyphen_library_free(hyphen_library *l)
{
	if (!l)
		return;
	for (size_t i = 0; i < l->count; i++)
		arena_free(l->languages[i]->arena);
	l->count = 0;
}

static void report_missing(hyphen_library *l, language *g, place where)
{
	const hyphen_language *row = hyphen_language_of(g->tag);
	if (g->reported)
		return;
	g->reported = true;
	if (g->unreadable)
		report_at(l->report, REPORT_HYPHENATION_MISSING, where,
			  "the hyphenation patterns for \"%s\" cannot be read, so its words are "
			  "not hyphenated: reinstall %s, which brings %s",
			  g->tag, row ? row->package : "the package", g->unreadable);
	else if (g->dictionary)
		report_at(l->report, REPORT_HYPHENATION_MISSING, where,
			  "no list of words for \"%s\", so it is not known where the parts of "
			  "compounds meet, for hyphens and ligatures: install Debian's package %s",
			  g->tag, g->compounds->package);
	else if (row)
		report_at(l->report, REPORT_HYPHENATION_MISSING, where,
			  "no hyphenation patterns for \"%s\", so its words are not hyphenated: "
			  "install Debian's package %s",
			  g->tag, row->package);
	else
		report_at(l->report, REPORT_HYPHENATION_MISSING, where,
			  "no hyphenation patterns for \"%s\", and Debian has none, so its words "
			  "are not hyphenated: "
			  "write soft hyphens (U+00AD) where a word should break",
			  g->tag);
}

/* Points of one word */

static void add_point(hyphen_library *l, size_t offset, int quality, const hyphen_respelling *r)
{
	hyphen_point *p = ARENA_APPEND(l->arena, l->found, l->found_count, l->found_capacity);
	*p = (hyphen_point){(uint32_t)offset, (uint8_t)quality, r};
}

static void add_joint(hyphen_library *l, size_t offset)
{
	*ARENA_APPEND(l->arena, l->found_joints, l->joint_count, l->joint_capacity) =
		(uint32_t)offset;
}

static bool is_letter(UChar32 c)
{
	if (c < 0x80)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
	return unicode_is_letter((uint32_t)c) || unicode_is_mark((uint32_t)c);
}

/* A break near an end of the word is worse: the reader has too few letters to guess the word from,
 * or too few left. */
static uint8_t quality_of(size_t before, size_t after, bool joint)
{
	size_t least = before < after ? before : after;
	if (joint)
		return least > 2 ? 0 : 1;
	return least > 3 ? 1 : least == 3 ? 2 : 3;
}

/* What libhyphen says for a break after character i of l->letters, which are those of a word from
 * `start` on: sets the byte of the word to break at. NULL: it makes no sense. */
static const hyphen_respelling *respelling_of(hyphen_library *l, size_t start, size_t bytes,
					      size_t count, size_t i, size_t *offset)
{
	int first = (int)i + 1 - l->hyphens.at[i], end = first + l->hyphens.cut[i];
	if (first < 1 || end < first || (size_t)end >= count || l->offsets[end - 1] - start > bytes)
		return NULL;
	size_t from = l->offsets[first - 1], at = 0;
	const hyphen_respelling *r =
		hyphen_respelling_new(l->arena, l->hyphens.spellings[i], l->letters + from - start,
				      l->offsets[end - 1] - from, &at);
	*offset = from + at;
	return r;
}

/* Does a character count as a letter for the minima and the quality? */
static bool counts(uint32_t c)
{
	return !unicode_is_mark(c) && c != MIDDLE_DOT;
}

/* A point after character i, where libhyphen changes the spelling, of letters that no other change
 * has. `first`: the part's first point in l->found. */
static void add_respelled(hyphen_library *l, const char *word, size_t start, size_t bytes,
			  size_t count, size_t i, size_t first, int quality)
{
	size_t offset = 0, free = start;
	const hyphen_respelling *r = respelling_of(l, start, bytes, count, i, &offset);
	if (l->found_count > first) {
		const hyphen_point *last = &l->found[l->found_count - 1];
		free = last->offset + (last->respelling ? last->respelling->right : 0);
	}
	if (r && offset > free && offset - r->left >= free)
		add_point(l, offset, quality, hyphen_respelling_cased(l->arena, word, offset, r));
}

/* The points of a part of the word that begins at `start`: `count` characters in l->letters. */
static void points_of_letters(hyphen_library *l, const language *g, const char *word, size_t start,
			      size_t bytes, size_t count, size_t letters, size_t left, size_t right)
{
	const hyphen_dictionary *d = g->dictionary;
	uint8_t joints[COMPOUND_LONGEST];
	const size_t first = l->found_count;
	hyphen_ask(l->arena, d->words, l->letters, bytes, &l->hyphens);
	if (d->joints && !g->words)
		hyphen_ask(l->arena, d->joints, l->letters, bytes, &l->joints);
	bool compound = g->words && hyphen_compound_find(g->words, g->compounds, l->letters, count,
							 l->hyphens.digits, joints);
	const char *letter = l->letters;
	size_t before = 0;
	for (size_t i = 0; i + 1 < count; i++) {
		UChar32 c;
		int32_t at = 0;
		U8_NEXT_UNSAFE(letter, at, c);
		letter += at;
		before += counts((uint32_t)c);
		bool point = l->hyphens.digits[i] & 1;
		if ((compound && joints[i]) ||
		    (g->compounds && point && c == 'f' && *letter == 'l'))
			add_joint(l, l->offsets[i]);
		if (!point || before < left || letters - before < right)
			continue;
		uint8_t quality = quality_of(before, letters - before,
					     d->joints && !g->words && l->joints.digits[i] & 1);
		if (compound && !hyphen_compound_quality(joints, i, count, &quality))
			continue;
		if (l->hyphens.spellings && l->hyphens.spellings[i])
			add_respelled(l, word, start, bytes, count, i, first, quality);
		else
			add_point(l, l->offsets[i], quality, NULL);
	}
	hyphen_answer_forget(&l->hyphens);
	hyphen_answer_forget(&l->joints);
}

static const hyphen_entry *look_up(hyphen_library *l, hyphen_entry *key);

static const language *language_at(const hyphen_library *l, size_t index)
{
	return l->first ? l->first->languages[index] : l->languages[index];
}

/* Hyphenate the letters of a word from `start` up to `end`. */
static void points_of_part(hyphen_library *l, const hyphen_entry *word_key, size_t start,
			   size_t end)
{
	const language *g = language_at(l, word_key->language);
	const char *word = word_key->word;
	size_t left = word_key->left, right = word_key->right;
	/* counted in characters, since a small letter may have a byte more than its capital */
	size_t most = end - start;
	l->letters = arena_grow(l->arena, l->letters, 0, &l->letters_capacity, 2 * most + 8, 1);
	l->offsets =
		arena_grow(l->arena, l->offsets, 0, &l->offsets_capacity, most, sizeof *l->offsets);
	size_t bytes = 0, count = 0, letters = 0;
	for (size_t at = start; at < end;) {
		UChar32 c;
		U8_NEXT_UNSAFE(word, at, c);
		letters += counts((uint32_t)c);
		c = c < 0x80 ? (c < 'a' ? c + 0x20 : c) : (UChar32)unicode_lower((uint32_t)c);
		U8_APPEND_UNSAFE(l->letters, bytes, c);
		l->offsets[count++] = (uint32_t)at;
	}
	l->letters[bytes] = '\0';
	if (letters < left + right)
		return;
	/* "“The" and "the," have the points of "the", which many forms share. */
	if (bytes == most && (most < word_key->length || memcmp(l->letters, word, most))) {
		hyphen_entry key = *word_key;
		key.word = l->letters;
		key.length = (uint32_t)bytes;
		const hyphen_entry *part = look_up(l, &key);
		for (uint32_t i = 0; i < part->count; i++) {
			const hyphen_point *p = &part->points[i];
			add_point(l, start + p->offset, p->quality,
				  hyphen_respelling_cased(l->arena, word, start + p->offset,
							  p->respelling));
		}
		for (uint32_t i = 0; i < part->joint_count; i++)
			add_joint(l, start + part->joints[i]);
		return;
	}
	points_of_letters(l, g, word, start, bytes, count, letters, left, right);
}

static bool soft_hyphens(hyphen_library *l, const char *word, size_t length)
{
	size_t before = l->found_count;
	if (!memchr(word, 0xC2, length)) /* U+00AD is C2 AD */
		return false;
	for (size_t at = 0; at < length;) {
		UChar32 c;
		U8_NEXT_UNSAFE(word, at, c);
		if (c == SOFT_HYPHEN && at < length && at > 2) {
			add_point(l, at, 0, NULL);
			add_joint(l, at);
		}
	}
	return l->found_count > before;
}

static bool has_digit(const char *word, size_t length)
{
	for (size_t at = 0; at < length;) {
		UChar32 c;
		U8_NEXT_UNSAFE(word, at, c);
		if (unicode_is_digit((uint32_t)c))
			return true;
	}
	return false;
}

/* Is the middle dot that ends at byte `at` a letter of this language: between letters, in a word
 * like col·lega? */
static bool is_dot_inside(const language *g, const hyphen_entry *key, size_t here, size_t at)
{
	return g->dictionary->middle_dot && here > 0 && at < key->length &&
	       is_letter((UChar32)unicode_previous(key->word, &here)) &&
	       is_letter((UChar32)unicode_next(key->word, &at));
}

static void find_points(hyphen_library *l, const hyphen_entry *key)
{
	const language *g = language_at(l, key->language);
	size_t start = 0;
	if (soft_hyphens(l, key->word, key->length) || !g->dictionary ||
	    has_digit(key->word, key->length))
		return;
	for (size_t at = 0; at < key->length;) {
		UChar32 c;
		size_t here = at;
		U8_NEXT_UNSAFE(key->word, at, c);
		if (is_letter(c) || (c == MIDDLE_DOT && is_dot_inside(g, key, here, at)))
			continue;
		points_of_part(l, key, start, here);
		start = at;
	}
	points_of_part(l, key, start, key->length);
}

/* The table */

static uint32_t hash_of(const char *word, size_t length, uint32_t seed)
{
	uint32_t hash = 2166136261u ^ seed * 0x9E3779B9u;
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)word[i]) * 16777619u;
	return hash ^ hash >> 15;
}

static hyphen_entry *slot_of(const hyphen_library *l, const hyphen_entry *key)
{
	size_t mask = l->size - 1, at = key->hash & mask;
	for (;; at = (at + 1) & mask) {
		hyphen_entry *e = &l->table[at];
		if (!e->word ||
		    (e->hash == key->hash && e->length == key->length &&
		     e->language == key->language && e->left == key->left &&
		     e->right == key->right && !memcmp(e->word, key->word, key->length)))
			return e;
	}
}

static void grow_table(hyphen_library *l)
{
	hyphen_entry *old = l->table;
	size_t old_size = l->size;
	l->size *= 2;
	l->table = ARENA_ARRAY(l->arena, l->size, hyphen_entry);
	for (size_t i = 0; i < old_size; i++)
		if (old[i].word)
			*slot_of(l, &old[i]) = old[i];
}

/* The entry of a word, made if there is none. Its points are added after those that l->found holds
 * already, since a word looks up its parts. Valid until the next look-up. */
static const hyphen_entry *look_up(hyphen_library *l, hyphen_entry *key)
{
	key->hash = hash_of(key->word, key->length,
			    key->language * 65536u + key->left * 256u + key->right);
	hyphen_entry *e = slot_of(l, key);
	if (e->word)
		return e;
	size_t first = l->found_count, first_joint = l->joint_count;
	key->word = arena_copy(l->arena, key->word, key->length);
	find_points(l, key);
	key->count = (uint32_t)(l->found_count - first);
	hyphen_point *points = ARENA_ARRAY(l->arena, key->count, hyphen_point);
	if (key->count)
		memcpy(points, l->found + first, key->count * sizeof *points);
	key->points = points;
	l->found_count = first;
	key->joint_count = (uint32_t)(l->joint_count - first_joint);
	uint32_t *joints = ARENA_ARRAY(l->arena, key->joint_count, uint32_t);
	if (key->joint_count)
		memcpy(joints, l->found_joints + first_joint, key->joint_count * sizeof *joints);
	key->joints = joints;
	l->joint_count = first_joint;
	if (++l->used * 2 > l->size)
		grow_table(l);
	e = slot_of(l, key);
	*e = *key;
	return e;
}

static uint8_t least_letters(int wanted, int usual, int dictionary)
{
	int least = wanted > 0 ? wanted : usual;
	least = least > dictionary ? least : dictionary;
	return (uint8_t)(least > 255 ? 255 : least);
}

void hyphen_know(hyphen_library *l, const char *lang)
{
	language_index(l, lang);
}

static void note_asked(hyphen_library *l, size_t index)
{
	if (index >= l->asked_count) {
		size_t count = l->first ? l->first->count : l->count;
		l->asked = arena_grow(l->arena, l->asked, l->asked_count, &l->asked_capacity, count,
				      sizeof *l->asked);
		l->asked_count = count;
	}
	l->asked[index] = true;
}

/* Note a language without patterns, with the place of its first word. */
static void note_missing(hyphen_library *l, size_t index, place where)
{
	const language *g = language_at(l, index);
	if ((g->dictionary && (!g->compounds || g->words)) || g->reported)
		return;
	for (size_t i = 0; i < l->missing_count; i++)
		if (l->missing[i].language == index)
			return;
	*ARENA_APPEND(l->arena, l->missing, l->missing_count, l->missing_capacity) =
		(hyphen_missing){(uint32_t)index, where};
}

/* `where`: the place for a missing language's note; NULL: make none. */
static const hyphen_entry *entry_of(hyphen_library *l, const char *lang, const char *word,
				    size_t length, int left, int right, const place *where)
{
	size_t index = language_index(l, lang); /* may move the array */
	language *g = (l->first ? l->first : l)->languages[index];
	hyphen_read(g);
	note_asked(l, index);
	if (where)
		note_missing(l, index, *where);
	hyphen_entry key = {.word = word, .length = (uint32_t)length, .language = (uint32_t)index};
	key.left = least_letters(left, g->left, g->dictionary ? g->dictionary->left : 0);
	key.right = least_letters(right, g->right, g->dictionary ? g->dictionary->right : 0);
	return look_up(l, &key);
}

size_t hyphen_points(hyphen_library *l, const char *lang, const char *word, size_t length, int left,
		     int right, place where, const hyphen_point **points)
{
	const hyphen_entry *found = entry_of(l, lang, word, length, left, right, &where);
	*points = found->points;
	return found->count;
}

bool hyphen_has_joints(const char *lang)
{
	return hyphen_compounds_of(lang) != NULL;
}

size_t hyphen_joints(hyphen_library *l, const char *lang, const char *word, size_t length,
		     const uint32_t **joints)
{
	const hyphen_entry *found = entry_of(l, lang, word, length, 0, 0, NULL);
	*joints = found->joints;
	return found->joint_count;
}

size_t hyphen_take_missing(hyphen_library *l, const hyphen_missing **items)
{
	size_t count = l->missing_count;
	*items = l->missing;
	l->missing = NULL;
	l->missing_count = l->missing_capacity = 0;
	return count;
}

void hyphen_report(hyphen_library *l, const hyphen_missing *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		report_missing(l, l->languages[items[i].language], items[i].where);
}

void hyphen_join(hyphen_library *first, const hyphen_library *other)
{
	for (size_t i = 0; i < other->asked_count; i++)
		if (other->asked[i])
			note_asked(first, i);
}
