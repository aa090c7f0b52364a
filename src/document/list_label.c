/* list_label: after z comes aa; a number that has no letter or Roman numeral (0, 4000) is printed
 * in digits. */
#include "document/list_label.h"

#include "base/arena.h"

#include <string.h>

enum { ROMAN_MOST = 3999 };

static const char *roman(arena *a, long number)
{
	static const char *const digits[4][10] = {
		{"", "m", "mm", "mmm"},
		{"", "c", "cc", "ccc", "cd", "d", "dc", "dcc", "dccc", "cm"},
		{"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"},
		{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}};

	return arena_print(a, "%s%s%s%s", digits[0][number / 1000], digits[1][number / 100 % 10],
			   digits[2][number / 10 % 10], digits[3][number % 10]);
}

static const char *letters(arena *a, long number)
{
	const char *text = "";

	for (; number > 0; number = (number - 1) / 26)
		text = arena_print(a, "%c%s", (char)('a' + (number - 1) % 26), text);
	return text;
}

static const char *number_as(arena *a, list_style style, long number)
{
	bool is_roman = style == LIST_LOWER_ROMAN || style == LIST_UPPER_ROMAN;

	if (style == LIST_DECIMAL || number < 1 || (is_roman && number > ROMAN_MOST))
		return arena_print(a, "%ld", number);
	const char *text = is_roman ? roman(a, number) : letters(a, number);
	if (style == LIST_LOWER_LETTER || style == LIST_LOWER_ROMAN)
		return text;
	char *capitals = arena_copy(a, text, strlen(text));
	for (char *c = capitals; *c; c++)
		*c = (char)(*c - 'a' + 'A');
	return capitals;
}

const char *list_label(arena *a, const node *list, long number)
{
	char delimiter = list->as.list.delimiter ? list->as.list.delimiter : '.';
	const char *text = number_as(a, list->as.list.style, number);

	return delimiter == '(' ? arena_print(a, "(%s)", text)
				: arena_print(a, "%s%c", text, delimiter);
}
