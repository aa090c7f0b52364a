/* numbers: counts as letters and as Roman numerals. */
#include "document/numbers.h"

#include "base/arena.h"

#include <stddef.h>

const char *numbers_letters(arena *a, int number)
{
	char text[16];
	size_t at = sizeof text;

	text[--at] = '\0';
	for (; number > 0 && at > 0; number = (number - 1) / 26)
		text[--at] = (char)('A' + (number - 1) % 26);
	return arena_print(a, "%s", text + at);
}

const char *numbers_roman(arena *a, int number, bool capitals)
{
	static const struct {
		int value;
		const char *small, *capital;
	} parts[] = {
		{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"},
		{100, "c", "C"},  {90, "xc", "XC"},  {50, "l", "L"},  {40, "xl", "XL"},
		{10, "x", "X"},   {9, "ix", "IX"},   {5, "v", "V"},   {4, "iv", "IV"},
		{1, "i", "I"},
	};
	const char *text = "";

	if (number < 1 || number > 3999)
		return arena_print(a, "%d", number);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (; number >= parts[i].value; number -= parts[i].value)
			text = arena_print(a, "%s%s", text,
					   capitals ? parts[i].capital : parts[i].small);
	return text;
}
