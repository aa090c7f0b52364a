/* svg_value: values as SVG 1.1 (4.2 and 7.6) and CSS Color 4 write them. */
#include "image/svg_value.h"

#include "image/svg_names.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#define NUMBER_MOST 1e12
#define EXACT_MOST  (UINT64_C(1) << 53)
#define DEGREE      (3.14159265358979323846 / 180)

void svg_value_skip(const char **text)
{
	bool comma = false;
	while (g_ascii_isspace(**text) || (**text == ',' && !comma))
		comma |= *(*text)++ == ',';
}

/* The digits at `text`, taken into `value` for as long as a double holds them exactly. */
static size_t take_digits(const char *text, uint64_t *value, bool *exact)
{
	size_t size = 0;
	for (; g_ascii_isdigit(text[size]); size++) {
		*exact &= *value < EXACT_MOST / 10;
		if (*exact)
			*value = 10 * *value + (uint64_t)(text[size] - '0');
	}
	return size;
}

/* SVG's numbers, which have neither names (inf, nan) nor hexadecimal digits as strtod does: the
 * size of the one at `text`, or 0. Nearly all have a few digits and no power: those are the
 * quotient of two numbers that a double holds exactly, which IEEE 754 rounds as strtod does
 * (Clinger 1990), in a fifth of its time. */
static size_t take_number(const char *text, double *result)
{
	static const double powers[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
					1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
	uint64_t value = 0;
	bool exact = true;
	size_t size = *text == '+' || *text == '-', after = 0;
	const size_t whole = take_digits(text + size, &value, &exact);
	size += whole;
	if (text[size] == '.') {
		after = take_digits(text + size + 1, &value, &exact);
		size += after || whole ? 1 + after : 0;
	}
	if (!whole && !after)
		return 0;
	if (text[size] == 'e' || text[size] == 'E') {
		size_t sign = text[size + 1] == '+' || text[size + 1] == '-';
		size_t power = strspn(text + size + 1 + sign, "0123456789");
		size += power ? 1 + sign + power : 0;
		exact &= !power;
	}
	if (exact && after < G_N_ELEMENTS(powers))
		*result = copysign((double)value / powers[after], *text == '-' ? -1 : 1);
	else
		*result = g_ascii_strtod(text, NULL);
	return size;
}

bool svg_value_number(const char **text, double *result)
{
	const char *from = *text;
	svg_value_skip(&from);
	double read;
	const size_t size = take_number(from, &read);
	if (!size)
		return false;
	*result = fmax(-NUMBER_MOST, fmin(NUMBER_MOST, read));
	*text = from + size;
	return true;
}

bool svg_value_flag(const char **text, bool *result)
{
	svg_value_skip(text);
	if (**text != '0' && **text != '1')
		return false;
	*result = *(*text)++ == '1';
	return true;
}

bool svg_value_is(const char *text, const char *word)
{
	if (!text)
		return false;
	while (g_ascii_isspace(*text))
		text++;
	size_t size = strlen(word);
	if (g_ascii_strncasecmp(text, word, size) != 0)
		return false;
	for (text += size; g_ascii_isspace(*text); text++)
		;
	return !*text;
}

/* --- lengths -------------------------------------------------------------------------------- */

double svg_value_length(const char *text, double em, double whole, double otherwise)
{
	static const struct {
		const char *name;
		double pixels;
	} units[] = {{"px", 1},         {"pt", 96.0 / 72}, {"pc", 16},        {"in", 96},
		     {"mm", 96 / 25.4}, {"cm", 96 / 2.54}, {"q", 96 / 101.6}, {"rem", 16}};
	double number;
	if (!text || !svg_value_number(&text, &number))
		return otherwise;
	if (!*text || g_ascii_isspace(*text) || *text == ',')
		return number;
	if (*text == '%')
		return number * whole / 100;
	if (!g_ascii_strncasecmp(text, "em", 2))
		return number * em;
	if (!g_ascii_strncasecmp(text, "ex", 2) || !g_ascii_strncasecmp(text, "ch", 2))
		return number * em / 2;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (!g_ascii_strncasecmp(text, units[i].name, strlen(units[i].name)))
			return number * units[i].pixels;
	return number;
}

/* --- colours -------------------------------------------------------------------------------- */

static double unit(double value)
{
	return fmax(0, fmin(1, value));
}

static bool read_hex(const char *text, drawing_color *result)
{
	double part[4] = {0, 0, 0, 1};
	size_t size = strspn(text, "0123456789abcdefABCDEF");
	if (size != 3 && size != 4 && size != 6 && size != 8)
		return false;
	const size_t each = size > 4 ? 2 : 1;
	for (size_t i = 0; i < size / each; i++) {
		int high = g_ascii_xdigit_value(text[i * each]);
		int low = g_ascii_xdigit_value(text[i * each + each - 1]);
		part[i] = (high * 16 + low) / 255.0;
	}
	*result = (drawing_color){part[0], part[1], part[2], part[3]};
	return true;
}

/* The numbers in brackets, with their signs of per cent; returns how many. */
static int read_parts(const char *text, double *parts, bool *percent)
{
	int count = 0;
	while (count < 4) {
		text += strspn(text, " \t\r\n,/");
		if (!svg_value_number(&text, &parts[count]))
			break;
		percent[count] = *text == '%';
		text += percent[count];
		if (!g_ascii_strncasecmp(text, "deg", 3))
			text += 3;
		count++;
	}
	return count;
}

static double hue_part(double hue, double saturation, double lightness, double shift)
{
	const double k = fmod(shift + hue / 30, 12),
		     a = saturation * fmin(lightness, 1 - lightness);
	return lightness - a * fmax(-1, fmin(fmin(k - 3, 9 - k), 1));
}

static drawing_color from_hsl(const double *parts)
{
	const double hue = fmod(fmod(parts[0], 360) + 360, 360), saturation = unit(parts[1] / 100),
		     lightness = unit(parts[2] / 100);
	return (drawing_color){hue_part(hue, saturation, lightness, 0),
			       hue_part(hue, saturation, lightness, 8),
			       hue_part(hue, saturation, lightness, 4), 1};
}

static bool read_function(const char *text, drawing_color *result)
{
	double parts[4] = {0, 0, 0, 1};
	bool percent[4] = {0};
	const bool hsl = !g_ascii_strncasecmp(text, "hsl", 3);
	const char *open = strchr(text, '(');
	if (!open || (!hsl && g_ascii_strncasecmp(text, "rgb", 3) != 0))
		return false;
	const int count = read_parts(open + 1, parts, percent);
	if (count < 3)
		return false;
	if (hsl)
		*result = from_hsl(parts);
	else
		*result = (drawing_color){unit(parts[0] / (percent[0] ? 100 : 255)),
					  unit(parts[1] / (percent[1] ? 100 : 255)),
					  unit(parts[2] / (percent[2] ? 100 : 255)), 1};
	result->alpha = count > 3 ? unit(percent[3] ? parts[3] / 100 : parts[3]) : 1;
	return true;
}

bool svg_value_color(const char *text, const drawing_color *current, drawing_color *result)
{
	uint32_t named;
	while (g_ascii_isspace(*text))
		text++;
	if (*text == '#')
		return read_hex(text + 1, result);
	if (svg_value_is(text, "currentColor")) {
		*result = *current;
		return true;
	}
	if (svg_value_is(text, "transparent")) {
		*result = (drawing_color){0};
		return true;
	}
	if (svg_names_color(text, &named)) {
		*result = (drawing_color){(named >> 16) / 255.0, (named >> 8 & 255) / 255.0,
					  (named & 255) / 255.0, 1};
		return true;
	}
	return read_function(text, result);
}

/* --- transforms ----------------------------------------------------------------------------- */

static drawing_matrix turn(double degrees)
{
	/* quarter turns are exact */
	double quarters = degrees / 90;
	if (quarters == floor(quarters) && fabs(quarters) < 1e9) {
		static const int sines[] = {0, 1, 0, -1};
		int at = (int)(fmod(fmod(quarters, 4) + 4, 4));
		return (drawing_matrix){sines[(at + 1) & 3], sines[at], -sines[at],
					sines[(at + 1) & 3], 0,         0};
	}
	const double s = sin(degrees * DEGREE), c = cos(degrees * DEGREE);
	return (drawing_matrix){c, s, -s, c, 0, 0};
}

static drawing_matrix turn_around(double degrees, double x, double y)
{
	const drawing_matrix there = {1, 0, 0, 1, -x, -y}, back = {1, 0, 0, 1, x, y},
			     turned = turn(degrees), away = drawing_combine(&there, &turned);
	return drawing_combine(&away, &back);
}

/* A single transform by its name and numbers. False: there is none such. */
static bool transform_of(const char *name, size_t size, const double *n, int count,
			 drawing_matrix *m)
{
	const bool two = count > 1;
	if (size == 6 && !strncmp(name, "matrix", 6) && count == 6)
		*m = (drawing_matrix){n[0], n[1], n[2], n[3], n[4], n[5]};
	else if (size == 9 && !strncmp(name, "translate", 9) && count)
		*m = (drawing_matrix){1, 0, 0, 1, n[0], two ? n[1] : 0};
	else if (size == 5 && !strncmp(name, "scale", 5) && count)
		*m = (drawing_matrix){n[0], 0, 0, two ? n[1] : n[0], 0, 0};
	else if (size == 6 && !strncmp(name, "rotate", 6) && count)
		*m = count > 2 ? turn_around(n[0], n[1], n[2]) : turn(n[0]);
	else if (size == 5 && !strncmp(name, "skewX", 5) && count)
		*m = (drawing_matrix){1, 0, tan(n[0] * DEGREE), 1, 0, 0};
	else if (size == 5 && !strncmp(name, "skewY", 5) && count)
		*m = (drawing_matrix){1, tan(n[0] * DEGREE), 0, 1, 0, 0};
	else
		return false;
	return true;
}

static const char *pass_unit(const char *text)
{
	if (!strncmp(text, "px", 2))
		return text + 2;
	return !strncmp(text, "deg", 3) ? text + 3 : text;
}

/* One transform of a list, passed; false: it can't be read. */
static bool read_transform(const char **text, drawing_matrix *m)
{
	double numbers[6];
	int count = 0;
	const char *name = *text;
	const size_t size = strspn(name, "abcdefghijklmnopqrstuvwxyzXY");
	const char *at = name + size;
	at += strspn(at, " \t\r\n");
	if (*at != '(')
		return false;
	at++;
	while (count < 6 && svg_value_number(&at, &numbers[count])) {
		at = pass_unit(at);
		count++;
	}
	svg_value_skip(&at);
	if (*at != ')')
		return false;
	*text = at + 1;
	return transform_of(name, size, numbers, count, m);
}

bool svg_value_transform(const char *text, drawing_matrix *result)
{
	*result = drawing_identity;
	for (svg_value_skip(&text); *text; svg_value_skip(&text)) {
		drawing_matrix m;
		if (!read_transform(&text, &m)) {
			*result = drawing_identity;
			return false;
		}
		*result = drawing_combine(&m, result);
	}
	return true;
}
