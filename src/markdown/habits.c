/* habits: the questions that the table of habits answers. All are about one or two words, so they
 * take constant time. */
#include "markdown/habits.h"

#include "base/unicode.h"

#include <glib.h>
#include <string.h>
#include <strings.h>

/* Rows */

static const habits *find(const char *tag, size_t size)
{
	for (size_t i = 0; i < habits_count; i++)
		for (const char *at = habits_table[i].tags; (at = strchr(at, ' ')) && at[1]; at++)
			if (strncasecmp(at + 1, tag, size) == 0 && at[1 + size] == ' ')
				return &habits_table[i];
	return NULL;
}

const habits *habits_of(const char *tag)
{
	const habits *found = find(tag, strlen(tag));
	if (!found)
		found = find(tag, strcspn(tag, "-"));
	return found ? found : &habits_table[0];
}

bool habits_know(const char *language)
{
	return find(language, strlen(language)) != NULL;
}

/* Lists */

/* Is a word of `size` bytes in a list? */
static bool lists(const char *list, const char *word, size_t size)
{
	char key[HABITS_WORD + 3];
	if (!list || size == 0 || size > HABITS_WORD)
		return false;
	key[0] = key[size + 1] = ' ';
	memcpy(key + 1, word, size);
	key[size + 2] = '\0';
	return strstr(list, key) != NULL;
}

/* The same with a small letter in place of the first one. */
static bool lists_lower(const char *list, const char *word, size_t size)
{
	char lower[HABITS_WORD + UNICODE_BYTES];
	if (!list || size == 0 || size > HABITS_WORD)
		return false;
	size_t first = unicode_size(word),
	       n = unicode_write(unicode_lower(unicode_at(word)), lower);
	memcpy(lower + n, word + first, size - first);
	return lists(list, lower, n + size - first);
}

static bool lists_either(const char *list, const char *word, size_t size)
{
	return lists(list, word, size) ||
	       (!g_ascii_islower(word[0]) && lists_lower(list, word, size));
}

/* Words */

static bool is_figure(char c)
{
	return g_ascii_isdigit(c);
}

/* How many characters of "I", "V" and "X" (and larger ones, where all are wanted) a word begins
 * with. */
static size_t roman_size(const char *word, bool all)
{
	return strspn(word, all ? "IVXLCDM" : "IVX");
}

/* A number: figures at the end, perhaps with an ordinal's ending or, where it means one, a stop. */
static bool is_number(const habits *h, const char *word, size_t size)
{
	static const char endings[] = " st nd rd th er re e ère º ª ° de ste te ème eme ";
	size_t figures = 0, roman = roman_size(word, true);
	while (figures < size && (is_figure(word[figures]) || strchr(".,'-/", word[figures])))
		figures++;
	if (figures == size)
		return is_figure(word[size - 1]) || (h->ordinals && word[size - 1] == '.');
	if (is_figure(word[size - 1]))
		return true; /* ±5, A4 */
	if (figures > 0)
		return is_figure(word[figures - 1]) &&
		       lists(endings, word + figures, size - figures);
	/* "I am" has no number in it, but "I в." does */
	if (size == 1 && word[0] == 'I' && !h->ordinals && !h->tails)
		return false;
	return roman > 0 &&
	       (roman == size || (h->ordinals && roman + 1 == size && word[roman] == '.') ||
		lists(endings, word + roman, size - roman));
}

/* Groups of a large number: "10 000". */
static bool is_thousand(const char *before, size_t size, const char *after)
{
	return size > 0 && size <= 3 && is_figure(before[0]) && is_figure(before[size - 1]) &&
	       is_figure(after[0]) && is_figure(after[1]) && is_figure(after[2]) &&
	       !is_figure(after[3]);
}

static bool is_capital(const char *word)
{
	uint32_t c = unicode_at(word);
	return unicode_is_letter(c) && !unicode_is_lower(c);
}

/* One letter and a stop, once or more: "J.", "z.", "J.R.", with capitals alone or any letters. */
static bool is_initial(const char *word, bool capitals)
{
	size_t at = 0;
	while (word[at]) {
		if (capitals ? !unicode_is_upper(unicode_at(word + at))
			     : !unicode_is_letter(unicode_at(word + at)))
			return false;
		unicode_next(word, &at);
		if (word[at++] != '.')
			return false;
	}
	return at > 0;
}

/* Is it a single letter and a stop? */
static bool is_lone(const char *word, size_t size)
{
	return unicode_size(word) + 1 == size;
}

/* The word without the punctuation after it; its stops are kept where it is an abbreviation. */
static size_t bare_size(const char *word)
{
	size_t size = strlen(word);
	while (size > 0 && strchr(",;:!?)]", word[size - 1]))
		size--;
	return size;
}

/* Holding */

static bool holds_number(const habits *h, const char *before, size_t size, const char *after)
{
	if (is_figure(after[0]))
		return lists(habits_any_numbers, before, size) ||
		       lists_either(h->numbers, before, size) || is_thousand(before, size, after) ||
		       (h->ordinals && size < 4 && before[size - 1] == '.' &&
			is_number(h, before, size));
	size_t roman = roman_size(after, true);
	if (roman == 0 || unicode_is_word(unicode_at(after + roman)))
		return false;
	/* World War II, Louis XIV */
	return lists_either(h->numbers, before, size) ||
	       (roman > 1 && roman_size(after, false) > 1 && size > 1 && is_capital(before) &&
		before[size - 1] != '.');
}

static bool holds_count(const habits *h, const char *before, size_t size, const char *after)
{
	size_t bare = bare_size(after);
	if (!is_number(h, before, size))
		return false;
	if (lists(habits_any_counts, after, bare) || lists(h->counts, after, bare))
		return is_figure(before[size - 1]) || lists(h->counts, after, bare);
	while (bare > 0 && strchr(".,;:!?)]", after[bare - 1]))
		bare--;
	return (is_figure(before[size - 1]) && lists(habits_any_counts, after, bare)) ||
	       lists(h->counts, after, bare);
}

static bool holds_phrase(const habits *h, const char *before, size_t size, const char *after)
{
	char phrase[2 * HABITS_WORD + 1];
	size_t bare = bare_size(after);
	/* J. R. Smith; and a lone one that ends no sentence: Mrs. F. gave */
	if (is_initial(before, true) &&
	    (is_capital(after) || (is_lone(before, size) && unicode_is_lower(unicode_at(after)))))
		return true;
	if (before[size - 1] == '.' && bare > 1 && is_initial(before, false)) {
		/* z. B., д. э. н.: one letter and a stop on either side */
		size_t first = unicode_size(after);
		if (first < bare && after[first] == '.' && unicode_is_letter(unicode_at(after)))
			return true;
	}
	enum { PHRASE_WORD = 8 }; /* bytes: the longest first word of a phrase */
	if (!h->phrases || size > PHRASE_WORD || size + bare > HABITS_WORD)
		return false;
	memcpy(phrase, before, size);
	memcpy(phrase + size, after, bare);
	return lists_either(h->phrases, phrase, size + bare);
}

bool habits_hold(const habits *h, const char *before, const char *after)
{
	size_t size = strlen(before);
	if (size == 0 || !after[0])
		return false;
	if (holds_number(h, before, size, after) || holds_count(h, before, size, after))
		return true;
	if (is_capital(after) && lists(h->names, before, size))
		return true;
	return (size <= UNICODE_BYTES && lists_either(h->small, before, size)) ||
	       lists(h->tails, after, bare_size(after)) || holds_phrase(h, before, size, after);
}

/* Apostrophes */

/* '60s, 60er, '99: two figures, and an ending that is no other figure. */
static bool is_decade(const char *word)
{
	return is_figure(word[0]) && is_figure(word[1]) && !is_figure(word[2]) &&
	       (word[2] != '\'' || unicode_is_letter(unicode_at(word + 3)));
}

bool habits_begin(const habits *h, const char *word)
{
	char lower[HABITS_WORD + UNICODE_BYTES];
	size_t n = 0, at = 0;
	while (n < HABITS_WORD && word[at] && unicode_is_letter(unicode_at(word + at)))
		n += unicode_write(unicode_lower(unicode_next(word, &at)), lower + n);
	if (n == 0)
		return is_decade(word);
	/* 'n' is one word with two apostrophes; any other word between two marks is quoted */
	return !unicode_is_word(unicode_at(word + at)) && lists(h->begins, lower, n) &&
	       (word[at] != '\'' || strncmp(lower, "n", n) == 0);
}

bool habits_end(const habits *h, const char *word, size_t size)
{
	if (!h->ends || size == 0)
		return false;
	if (size <= HABITS_WORD && lists_either(h->ends, word, size))
		return true;
	for (const char *at = h->ends; (at = strstr(at, " -")); at++) {
		size_t ending = strcspn(at + 2, " ");
		if (ending < size && memcmp(word + size - ending, at + 2, ending) == 0)
			return true;
	}
	return false;
}
