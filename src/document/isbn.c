/* isbn: the check digits of ISO 2108. Of thirteen digits, those in even places count three times,
 * and all together make a multiple of ten; of ten, the first counts ten times, the next nine times
 * and so on, and all together make a multiple of eleven, for which the last may be X, ten. */
#include "document/isbn.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum { OLD_DIGITS = 10 };

static char due_of_new(const char *digits)
{
	int sum = 0;

	for (int i = 0; i < ISBN_DIGITS - 1; i++)
		sum += (digits[i] - '0') * (i % 2 ? 3 : 1);
	return (char)('0' + (10 - sum % 10) % 10);
}

static char due_of_old(const char *digits)
{
	int sum = 0;

	for (int i = 0; i < OLD_DIGITS - 1; i++)
		sum += (digits[i] - '0') * (OLD_DIGITS - i);
	return "0123456789X"[(11 - sum % 11) % 11];
}

/* The digits alone; X only as the last of ten. Returns how many, 0: there is something else. */
static int gather(const char *text, char digits[ISBN_DIGITS + 1])
{
	int count = 0;

	if (strncasecmp(text, "isbn", 4) == 0)
		text += 4;
	text += strspn(text, ": ");
	for (; *text; text++) {
		if (*text == '-' || *text == ' ')
			continue;
		bool last = count == OLD_DIGITS - 1 && (*text == 'X' || *text == 'x');
		if (count == ISBN_DIGITS || !((*text >= '0' && *text <= '9') || last))
			return 0;
		digits[count++] = last ? 'X' : *text;
	}
	digits[count] = '\0';
	return count;
}

static isbn_fault check(char last, char right, char *due)
{
	*due = right;
	return last == right ? ISBN_GOOD : ISBN_CHECK;
}

isbn_fault isbn_read(const char *text, char digits[ISBN_DIGITS + 1], char *due)
{
	int count = gather(text, digits);

	if (count == ISBN_DIGITS)
		return strncmp(digits, "978", 3) != 0 && strncmp(digits, "979", 3) != 0
			       ? ISBN_SHAPE
			       : check(digits[ISBN_DIGITS - 1], due_of_new(digits), due);
	if (count != OLD_DIGITS)
		return ISBN_SHAPE;
	isbn_fault fault = check(digits[OLD_DIGITS - 1], due_of_old(digits), due);
	memmove(digits + 3, digits, OLD_DIGITS - 1);
	memcpy(digits, "978", 3);
	digits[ISBN_DIGITS - 1] = due_of_new(digits);
	digits[ISBN_DIGITS] = '\0';
	return fault;
}
