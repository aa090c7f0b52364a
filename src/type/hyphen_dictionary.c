/* hyphen_dictionary: a dictionary of hyphenation patterns, made into libhyphen's automaton.
 *
 * libhyphen's own loader looks up every suffix of every state in a small hash table: 20 ms for
 * English, 3 s for German. The automaton is public (hyphen.h), so it is built here in linear time
 * instead, and libhyphen hyphenates with it as with its own; a unit test compares the answers of
 * both.
 *
 * A state stands for a prefix of a pattern; a transition adds a byte; where there is none, the
 * fallback is the state of the longest proper suffix (Aho and Corasick 1975). States are numbered
 * breadth first, so the transitions of all are in one array in that order: the transition into
 * state n is element n-1. */
#include "type/hyphen_dictionary.h"

#include "base/arena.h"
#include "base/find.h"

#include <iconv.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PATTERN_MOST = 256 }; /* bytes of a pattern; longer lines are passed over */

/* A state while the patterns are read: a node of a tree of bytes. Branch 0 is the root; a link of 0
 * means none. */
typedef struct branch {
	/* the newest child is first: sorted patterns need it again */
	uint32_t child, sibling;
	/* 1 + where its digits begin in the pool; 0: no pattern ends here */
	uint32_t weights;
	char byte;
	/* after its digits the pool has a respelling: its text with NUL, then replindex and replcut
	 * as libhyphen's state has them */
	bool respelled;
} branch;

typedef struct level {
	branch *branches;
	uint32_t count;
	char *pool; /* the digits of all patterns, each ending with NUL, and their respellings */
	size_t pool_length;
	/* the last pattern: dictionaries are nearly sorted, so the next one shares most of its
	 * path */
	char last[PATTERN_MOST];
	uint32_t path[PATTERN_MOST];
	size_t last_length;
	bool middle_dot; /* a pattern has U+00B7 */
	HyphenDict *dictionary;
} level;

/* How a pattern changes the spelling at its break: `size` bytes of text, which has "=" where the
 * line ends, in place of `cut` bytes of its letters from byte `index` on. */
typedef struct respelling {
	const char *text;
	size_t size;
	signed char index, cut;
} respelling;

/* `length` is that of all patterns, line ends included: each letter makes at most one branch, and
 * each line one more digit than letters, and a NUL; a respelling, which comes after a slash, takes
 * three bytes more than its text. Room that is never touched costs nothing. */
static level *level_new(arena *a, arena *scratch, size_t length)
{
	level *l = ARENA_NEW(scratch, level);
	l->branches = ARENA_ARRAY(scratch, length + 1, branch);
	l->pool = arena_alloc(scratch, 3 * length + 2);
	l->count = 1;
	l->dictionary = ARENA_NEW(a, HyphenDict);
	l->dictionary->utf8 = 1;
	strcpy(l->dictionary->cset, "UTF-8");
	return l;
}

/* The branch for one more byte; made if there is none. */
static uint32_t level_branch(level *l, uint32_t from, char byte)
{
	uint32_t child = l->branches[from].child;
	while (child && l->branches[child].byte != byte)
		child = l->branches[child].sibling;
	if (child)
		return child;
	child = l->count++;
	l->branches[child].byte = byte;
	l->branches[child].sibling = l->branches[from].child;
	l->branches[from].child = child;
	return child;
}

static void level_keep(level *l, const char *bytes, size_t length)
{
	memcpy(l->pool + l->pool_length, bytes, length);
	l->pool_length += length;
}

/* Keep the digits of a pattern without leading zeros: libhyphen aligns them with the pattern's end.
 * But where it respells, the index counts from the first letter's digit. */
static uint32_t level_weights(level *l, const char *weights, size_t length, const respelling *r)
{
	uint32_t start = (uint32_t)l->pool_length;
	while (!r && length && *weights == '0')
		weights++, length--;
	level_keep(l, weights, length);
	level_keep(l, "", 1);
	if (r) {
		const char numbers[2] = {r->index, r->cut};
		level_keep(l, r->text, r->size);
		level_keep(l, "", 1);
		level_keep(l, numbers, sizeof numbers);
	}
	return start + 1;
}

static void level_add(level *l, const char *letters, const char *weights, size_t length,
		      const respelling *r)
{
	size_t shared = 0;
	while (shared < length && shared < l->last_length && letters[shared] == l->last[shared])
		shared++;
	uint32_t at = shared ? l->path[shared - 1] : 0;
	for (size_t i = shared; i < length; i++)
		l->path[i] = at = level_branch(l, at, letters[i]);
	memcpy(l->last, letters, length);
	l->last_length = length;
	const bool dotted = *letters == '.' && r; /* the dot is no letter to a respelling */
	l->branches[at].weights = level_weights(l, weights + dotted, length + 1 - dotted, r);
	l->branches[at].respelled = r != NULL;
	l->middle_dot |= find_rare(letters, length, "\u00B7") != NULL;
}

static bool begins_character(char c)
{
	return ((unsigned char)c & 0xC0) != 0x80;
}

/* The byte where the character begins that is `number` characters after byte `from`; more than
 * `count` if there are not so many. */
static size_t byte_of(const char *letters, size_t count, size_t from, int number)
{
	size_t at = from;
	for (; at < count && number > 0; number--)
		for (at++; at < count && !begins_character(letters[at]);)
			at++;
	return number > 0 ? count + 1 : at;
}

/* "sz=sz,2,3": from the second of the pattern's letters on, three are replaced; without the
 * numbers, all of them. False: it names no place to break, or one outside its letters. */
static bool read_respelling(const char *text, const char *end, const char *letters, size_t count,
			    respelling *r)
{
	int from = 1, characters = 0;
	const size_t first = *letters == '.';
	r->text = text;
	while (text < end && *text != ',' && (unsigned char)*text > ' ')
		text++;
	r->size = (size_t)(text - r->text);
	if (text < end && *text == ',') {
		from = atoi(text + 1); /* atoi stops at the line's end */
		text = memchr(text + 1, ',', (size_t)(end - text - 1));
		characters = text ? atoi(text + 1) : 0;
	}
	if (from < 1 || characters < 0 || !memchr(r->text, '=', r->size))
		return false;
	size_t begins = byte_of(letters, count, first, from - 1),
	       ends = characters ? byte_of(letters, count, begins, characters) : count;
	if (begins > count || ends > count || begins - first > SCHAR_MAX ||
	    ends - begins > SCHAR_MAX)
		return false;
	r->index = (signed char)(begins - first);
	r->cut = (signed char)(ends - begins);
	return true;
}

/* A line of the file: letters with digits between them, "/…" where the spelling changes. */
static void level_pattern(level *l, const char *line, size_t length)
{
	char letters[PATTERN_MOST], weights[PATTERN_MOST + 1];
	size_t count = 0;
	const char *slash = memchr(line, '/', length);
	const char *end = slash ? slash : line + length;
	respelling r;
	weights[0] = '0';
	for (const char *c = line; c < end && (unsigned char)*c > ' '; c++) {
		if (*c >= '0' && *c <= '9') {
			weights[count] = *c;
		} else {
			if (count + 1 == PATTERN_MOST)
				return;
			letters[count++] = *c;
			weights[count] = '0';
		}
	}
	if (!slash && count)
		level_add(l, letters, weights, count, NULL);
	else if (count && read_respelling(slash + 1, line + length, letters, count, &r))
		level_add(l, letters, weights, count, &r);
}

/* A keyword with a number after it: "LEFTHYPHENMIN 2". */
static bool keyword(const char *line, size_t length, const char *word, char *value)
{
	size_t size = strlen(word);
	if (length < size || memcmp(line, word, size))
		return false;
	int number = atoi(line + size); /* atoi stops at the line's end */
	if (value)
		*value = (char)(number < 0 || number > 9 ? 0 : number);
	return true;
}

static void level_line(level *l, const char *line, size_t length)
{
	HyphenDict *d = l->dictionary;
	if (!length || *line == '%' || *line == '#')
		return;
	if (*line < 'A' || *line > 'Z')
		level_pattern(l, line, length);
	else if (keyword(line, length, "LEFTHYPHENMIN", &d->lhmin) ||
		 keyword(line, length, "RIGHTHYPHENMIN", &d->rhmin) ||
		 keyword(line, length, "COMPOUNDLEFTHYPHENMIN", &d->clhmin) ||
		 keyword(line, length, "COMPOUNDRIGHTHYPHENMIN", &d->crhmin) ||
		 keyword(line, length, "NOHYPHEN", NULL))
		return;
	else
		level_pattern(l, line, length);
}

/* The state reached by a byte, 0 where there is no such transition (no transition leads to the
 * root). */
static uint32_t state_after(const HyphenState *state, char byte)
{
	for (int i = 0; i < state->num_trans; i++)
		if (state->trans[i].ch == byte)
			return (uint32_t)state->trans[i].new_state;
	return 0;
}

static uint32_t fallback_of(const HyphenDict *d, const uint32_t *from_root, int parent, char byte)
{
	for (int at = d->states[parent].fallback_state; at > 0; at = d->states[at].fallback_state) {
		uint32_t next = state_after(&d->states[at], byte);
		if (next)
			return next;
	}
	return parent ? from_root[(unsigned char)byte] : 0;
}

/* Number the branches breadth first and turn them into states. */
static void level_finish(level *l, arena *a, arena *scratch)
{
	HyphenDict *d = l->dictionary;
	char *pool = arena_copy(a, l->pool, l->pool_length);
	HyphenTrans *transitions = ARENA_ARRAY(a, l->count, HyphenTrans);
	uint32_t *branch_of = ARENA_ARRAY(scratch, l->count, uint32_t);
	uint32_t from_root[256] = {0};
	d->states = ARENA_ARRAY(a, l->count, HyphenState);
	d->num_states = (int)l->count;
	d->states[0].fallback_state = -1;
	uint32_t numbered = 1;
	for (uint32_t n = 0; n < numbered; n++) {
		const branch *b = &l->branches[branch_of[n]];
		HyphenState *state = &d->states[n];
		state->match = b->weights ? pool + b->weights - 1 : NULL;
		if (b->respelled) {
			state->repl = state->match + strlen(state->match) + 1;
			const char *numbers = state->repl + strlen(state->repl) + 1;
			state->replindex = (signed char)numbers[0];
			state->replcut = (signed char)numbers[1];
		}
		state->trans = transitions + numbered - 1;
		for (uint32_t child = b->child; child; child = l->branches[child].sibling) {
			char byte = l->branches[child].byte;
			if (!n)
				from_root[(unsigned char)byte] = numbered;
			d->states[numbered].fallback_state =
				(int)fallback_of(d, from_root, (int)n, byte);
			state->trans[state->num_trans++] = (HyphenTrans){byte, (int)numbered};
			branch_of[numbered++] = child;
		}
	}
}

/* Dictionaries have the charsets of old spelling checkers. */
static const char *convert(arena *scratch, const char *charset, const char *text, size_t *length)
{
	if (!strcmp(charset, "UTF-8"))
		return text;
	iconv_t conversion =
		iconv_open("UTF-8", strncmp(charset, "microsoft-", 10) ? charset : charset + 10);
	if (conversion == (iconv_t)-1)
		return NULL;
	size_t left = *length, room = 3 * *length + 16;
	char *from = (char *)text, *result = arena_alloc(scratch, room), *to = result;
	size_t status = iconv(conversion, &from, &left, &to, &room);
	iconv_close(conversion);
	*length = (size_t)(to - result);
	return status == (size_t)-1 ? NULL : result;
}

static hyphen_dictionary *dictionary_of(arena *a, level *const levels[2])
{
	HyphenDict *first = levels[0]->dictionary;
	hyphen_dictionary *result = ARENA_NEW(a, hyphen_dictionary);
	result->left = first->lhmin;
	result->right = first->rhmin;
	result->words = first;
	result->middle_dot = levels[0]->middle_dot || (levels[1] && levels[1]->middle_dot);
	if (!levels[1])
		return result;
	/* A first level without patterns (French has one) only states the minima. */
	if (levels[0]->count == 1) {
		result->words = levels[1]->dictionary;
		return result;
	}
	result->joints = ARENA_NEW(a, HyphenDict);
	*result->joints = *first;
	first->nextlevel = levels[1]->dictionary;
	return result;
}

/* Read patterns into the current level; NEXTLEVEL makes the second. */
static void read_lines(arena *a, arena *scratch, const char *text, size_t length, size_t room,
		       level *levels[2])
{
	for (const char *line = text, *end = text + length; line < end;) {
		const char *stop = memchr(line, '\n', (size_t)(end - line));
		size_t size = (size_t)((stop ? stop : end) - line);
		if (!levels[1] && keyword(line, size, "NEXTLEVEL", NULL))
			levels[1] = level_new(a, scratch, (size_t)(end - line) + room);
		else
			level_line(levels[levels[1] != NULL], line, size);
		line += size + 1;
	}
}

static hyphen_dictionary *dictionary_read(arena *a, arena *scratch, const char *text, size_t length,
					  const char *more)
{
	char charset[32] = "";
	size_t first = strcspn(text, "\r\n");
	if (first >= sizeof charset)
		return NULL;
	memcpy(charset, text, first);
	text += first;
	length -= first;
	if (!(text = convert(scratch, charset, text, &length)))
		return NULL;
	const size_t room = strlen(more);
	level *levels[2] = {level_new(a, scratch, length + room), NULL};
	read_lines(a, scratch, text, length, room, levels);
	read_lines(a, scratch, more, room, 0, levels);
	for (size_t i = 0; i < 2 && levels[i]; i++)
		level_finish(levels[i], a, scratch);
	return dictionary_of(a, levels);
}

hyphen_dictionary *hyphen_dictionary_read(arena *a, const char *text, size_t length,
					  const char *more)
{
	arena *scratch = arena_new();
	hyphen_dictionary *result = dictionary_read(a, scratch, text, length, more);
	arena_free(scratch);
	return result;
}

void hyphen_ask(arena *a, HyphenDict *d, const char *text, size_t bytes, hyphen_answer *answer)
{
	answer->digits = arena_grow(a, answer->digits, 0, &answer->capacity, bytes + 8, 1);
	answer->bytes = bytes;
	memset(answer->digits, '0', bytes + 8);
	if (hnj_hyphen_hyphenate2(d, text, (int)bytes, answer->digits, NULL, &answer->spellings,
				  &answer->at, &answer->cut))
		memset(answer->digits, '0', bytes + 8);
}

void hyphen_answer_forget(hyphen_answer *answer)
{
	for (size_t i = 0; answer->spellings && i < answer->bytes; i++)
		free(answer->spellings[i]);
	free(answer->spellings);
	free(answer->at);
	free(answer->cut);
	answer->spellings = NULL;
	answer->at = answer->cut = NULL;
}
