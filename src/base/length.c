/* length: reading and printing of scaled points, exactly, in integers of 128 bits where 64 would
 * not hold the product. */
#include "base/length.h"

#include <string.h>

__extension__ typedef __int128 wide;

/* A decimal number as digits / scale; scale is a power of ten. */
typedef struct decimal {
	wide digits, scale;
	bool negative;
} decimal;

enum { DIGITS_MOST = 18 };

static wide divide_rounding(wide a, wide b)
{
	bool negative = (a < 0) != (b < 0);
	wide n = a < 0 ? -a : a, d = b < 0 ? -b : b;
	wide quotient = (n + d / 2) / d;
	return negative ? -quotient : quotient;
}

length length_scale(length a, length b, length c)
{
	length product, half = c / 2;
	/* Nearly always 64 bits hold it, and dividing 128 takes five times as long. Halves go away
	 * from zero. */
	if (c > 0 && !__builtin_mul_overflow(a, b, &product) && product <= INT64_MAX - half &&
	    product >= INT64_MIN + half)
		return (product < 0 ? product - half : product + half) / c;
	return (length)divide_rounding((wide)a * b, c);
}

static const char *skip_spaces(const char *text)
{
	while (*text == ' ' || *text == '\t')
		text++;
	return text;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Read "12", "12.5" or ".5", with a minus before it or not; return what follows it, or NULL. */
static const char *read_decimal(const char *text, decimal *number)
{
	*number = (decimal){0, 1, *text == '-'};
	const char *at = text + number->negative;
	size_t digits = 0;
	bool fraction = false;
	for (;; at++) {
		if (*at == '.' && !fraction && is_digit(at[1])) {
			fraction = true;
			continue;
		}
		if (!is_digit(*at))
			break;
		if (++digits > DIGITS_MOST)
			return NULL;
		number->digits = number->digits * 10 + (*at - '0');
		if (fraction)
			number->scale *= 10;
	}
	return digits ? at : NULL;
}

/* A unit is numerator / denominator scaled points. */
static bool find_unit(const char *name, size_t size, const length_base *base, length *numerator,
		      length *denominator)
{
	static const struct {
		const char *name;
		length numerator, denominator;
	} units[] = {
		{"pt", LENGTH_PT, 1},          {"mm", LENGTH_PT * 720, 254},
		{"cm", LENGTH_PT * 7200, 254}, {"in", LENGTH_PT * 72, 1},
		{"pc", LENGTH_PT * 12, 1},     {"px", LENGTH_PT * 3, 4},
	};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strlen(units[i].name) == size && memcmp(units[i].name, name, size) == 0) {
			*numerator = units[i].numerator;
			*denominator = units[i].denominator;
			return true;
		}
	if (!base)
		return false;
	bool em = size == 2 && memcmp(name, "em", 2) == 0;
	if (!em && !(size == 4 && memcmp(name, "line", 4) == 0) &&
	    !(size == 5 && memcmp(name, "lines", 5) == 0))
		return false;
	*numerator = em ? base->em : base->line;
	*denominator = 1;
	return true;
}

bool length_parse(const char *text, const length_base *base, length *result)
{
	decimal number;
	const char *unit = read_decimal(skip_spaces(text), &number);
	if (!unit)
		return false;
	unit = skip_spaces(unit);
	size_t size = strcspn(unit, " \t");
	length numerator = 0, denominator = 1;
	if (*skip_spaces(unit + size))
		return false;
	if (size == 0 ? number.digits != 0 : !find_unit(unit, size, base, &numerator, &denominator))
		return false;
	wide value = divide_rounding(number.digits * numerator, number.scale * denominator);
	if (value >= LENGTH_MAX || value <= -LENGTH_MAX)
		return false;
	*result = (length)(number.negative ? -value : value);
	return true;
}

size_t length_print(char *buffer, length value, int digits)
{
	wide scale = 1;
	for (int i = 0; i < digits; i++)
		scale *= 10;
	wide rest = divide_rounding((wide)value * scale, LENGTH_PT);
	char reversed[40];
	size_t count = 0, written = 0;
	bool negative = rest < 0;
	if (negative)
		rest = -rest;
	for (; digits > 0 && rest % 10 == 0; digits--)
		rest /= 10;
	for (int place = 0; rest || place <= digits; place++) {
		if (place == digits && digits > 0)
			reversed[count++] = '.';
		reversed[count++] = (char)('0' + (int)(rest % 10));
		rest /= 10;
	}
	if (negative)
		buffer[written++] = '-';
	while (count)
		buffer[written++] = reversed[--count];
	buffer[written] = '\0';
	return written;
}
