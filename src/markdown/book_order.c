/* book_order: the natural order of files' names. Numbers are compared as numbers, and capitals are
 * like small letters. In a folder whose names count in Roman numerals ("Part I", "Part II" …),
 * those are numbers, too; "Titre Ier" is the first. */
#include "markdown/book.h"

#include <glib.h>
#include <string.h>

/* The value of the Roman numeral that a word begins with, and its bytes; 0: it is none. Numerals up
 * to XXXIX are known: a letter C or D is more often one of an alphabet. */
static int roman(const char *at, size_t *bytes)
{
	static const char *const units[] = {"IX", "VIII", "VII", "VI", "IV", "V", "III", "II", "I"};
	static const int values[] = {9, 8, 7, 6, 4, 5, 3, 2, 1};
	size_t tens = strspn(at, "X"), unit = 0;
	int value = (int)tens * 10;
	for (size_t i = 0; unit == 0 && i < sizeof units / sizeof *units; i++)
		if (strncmp(at + tens, units[i], strlen(units[i])) == 0) {
			unit = strlen(units[i]);
			value += values[i];
		}
	*bytes = tens + unit;
	const char *after = at + *bytes;
	bool ordinal = strncmp(after, "er", 2) == 0 && !g_ascii_isalpha(after[2]);
	return *bytes > 0 && tens < 4 && (ordinal || !g_ascii_isalnum(*after)) ? value : 0;
}

static bool begins_word(const char *text, const char *at)
{
	return at == text || !g_ascii_isalnum(at[-1]);
}

bool book_counts_roman(const char *name)
{
	size_t bytes;
	for (const char *at = name; *at; at++)
		if (begins_word(name, at) && roman(at, &bytes) == 2)
			return true;
	return false;
}

/* Compare the numbers that two names have at one place, and go on after those that are equal. 0:
 * they are equal, or there are none. */
static int compare_numbers(const char **a, const char **b, bool begins)
{
	size_t m, n;
	if (g_ascii_isdigit(**a) && g_ascii_isdigit(**b)) {
		*a += strspn(*a, "0");
		*b += strspn(*b, "0");
		m = strspn(*a, "0123456789");
		n = strspn(*b, "0123456789");
		int order = m != n ? (m < n ? -1 : 1) : memcmp(*a, *b, m);
		*a += m;
		*b += n;
		return order;
	}
	int one = begins ? roman(*a, &m) : 0, other = begins ? roman(*b, &n) : 0;
	if (one == 0 && other > 0) /* numerals come before words */
		return g_ascii_isalpha(**a) ? 1 : 0;
	if (one > 0 && other == 0)
		return g_ascii_isalpha(**b) ? -1 : 0;
	if (one == 0)
		return 0;
	*a += m;
	*b += n;
	return one < other ? -1 : one > other;
}

int book_compare(const char *one, const char *other, bool romans)
{
	const char *a = one, *b = other;
	while (*a && *b) {
		bool digits = g_ascii_isdigit(*a) && g_ascii_isdigit(*b),
		     begins = romans && begins_word(one, a) && begins_word(other, b);
		if (digits || begins) {
			const char *from = a;
			int order = compare_numbers(&a, &b, begins);
			if (order)
				return order;
			if (a > from)
				continue;
		}
		unsigned char x = (unsigned char)g_ascii_tolower(*a++),
			      y = (unsigned char)g_ascii_tolower(*b++);
		if (x != y)
			return x < y ? -1 : 1;
	}
	return *a ? 1 : *b ? -1 : strcmp(one, other);
}
