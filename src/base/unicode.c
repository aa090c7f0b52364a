/* unicode: GLib's UTF-8 and general categories. GLib does not know Default_Ignorable_Code_Point, so
 * its ranges are here (DerivedCoreProperties.txt of Unicode 15); a unit test compares everything
 * with ICU. */
#include "base/unicode.h"

#include <glib.h>
#include <string.h>

#define IN(type, set) (((set) >> (type)) & 1u)
#define OF(type)      (1u << (type))

static const uint32_t letters = OF(G_UNICODE_LOWERCASE_LETTER) | OF(G_UNICODE_MODIFIER_LETTER) |
				OF(G_UNICODE_OTHER_LETTER) | OF(G_UNICODE_TITLECASE_LETTER) |
				OF(G_UNICODE_UPPERCASE_LETTER);

uint32_t unicode_at(const char *text)
{
	return g_utf8_get_char(text);
}

size_t unicode_size(const char *text)
{
	return (size_t)g_utf8_skip[(unsigned char)*text];
}

uint32_t unicode_previous(const char *text, size_t *at)
{
	do
		--*at;
	while (*at > 0 && unicode_is_inside(text[*at]));
	return unicode_at(text + *at);
}

size_t unicode_count(const char *text, size_t length)
{
	size_t count = 0;
	for (size_t i = 0; i < length; i++)
		count += !unicode_is_inside(text[i]);
	return count;
}

/* Eight ASCII bytes at once: adding makes each byte above the space carry into its high bit. */
static bool is_ascii_eight(const char *text, uint64_t *eight)
{
	memcpy(eight, text, sizeof *eight);
	return !(*eight & 0x8080808080808080u);
}

static bool is_visible(uint32_t c)
{
	enum { OBJECT = 0xfffc, DELETE = 0x7f, LATIN_1 = 0xa0 };

	if (c < LATIN_1)
		return c > ' ' && c < DELETE;
	return c != OBJECT && !unicode_is_space(c) && !unicode_is_ignorable(c);
}

size_t unicode_visible(const char *text, size_t length)
{
	size_t count = 0, at = 0;
	uint64_t eight;

	while (at < length) {
		if (at + 8 <= length && is_ascii_eight(text + at, &eight)) {
			uint64_t above = (eight + 0x5f5f5f5f5f5f5f5fu) & 0x8080808080808080u;
			count += (above >> 7) * 0x0101010101010101u >>
				 56; /* the top byte is the sum of all eight */
			at += 8;
		} else {
			count += is_visible(unicode_next(text, &at));
		}
	}
	return count;
}

size_t unicode_cut(const char *text, size_t most)
{
	while (most > 0 && unicode_is_inside(text[most]))
		most--;
	return most;
}

size_t unicode_write(uint32_t c, char *into)
{
	return (size_t)g_unichar_to_utf8(c, into);
}

size_t unicode_read(const char *text, size_t length, uint32_t *c)
{
	unsigned char first = (unsigned char)*text;
	if (first < 0x80) {
		*c = first;
		return 1;
	}
	*c = g_utf8_get_char_validated(text, (gssize)(length < 4 ? length : 4));
	return *c > 0x10ffff ? 0 : unicode_size(text);
}

static bool between(uint32_t c, uint32_t first, uint32_t last)
{
	return c >= first && c <= last;
}

bool unicode_is_letter(uint32_t c)
{
	return c < 0x80 ? between(c | 0x20, 'a', 'z') : IN(g_unichar_type(c), letters);
}

bool unicode_is_digit(uint32_t c)
{
	return c < 0x80 ? between(c, '0', '9') : g_unichar_type(c) == G_UNICODE_DECIMAL_NUMBER;
}

bool unicode_is_word(uint32_t c)
{
	return unicode_is_letter(c) || unicode_is_digit(c);
}

bool unicode_is_mark(uint32_t c)
{
	return c >= 0x300 && g_unichar_ismark(c);
}

bool unicode_is_upper(uint32_t c)
{
	return c < 0x80 ? between(c, 'A', 'Z') : g_unichar_type(c) == G_UNICODE_UPPERCASE_LETTER;
}

bool unicode_is_lower(uint32_t c)
{
	return c < 0x80 ? between(c, 'a', 'z') : g_unichar_type(c) == G_UNICODE_LOWERCASE_LETTER;
}

bool unicode_is_blank(uint32_t c)
{
	return c < 0x80 ? c == ' ' : g_unichar_type(c) == G_UNICODE_SPACE_SEPARATOR;
}

bool unicode_is_private(uint32_t c)
{
	return g_unichar_type(c) == G_UNICODE_PRIVATE_USE;
}

bool unicode_is_space(uint32_t c)
{
	if (c < 0x80)
		return c == ' ' || between(c, '\t', '\r');
	return c == 0x85 ||
	       IN(g_unichar_type(c), OF(G_UNICODE_SPACE_SEPARATOR) | OF(G_UNICODE_LINE_SEPARATOR) |
					     OF(G_UNICODE_PARAGRAPH_SEPARATOR));
}

bool unicode_is_unspaced(uint32_t c)
{
	bool korean = between(c, 0x1100, 0x11ff) || between(c, 0x3130, 0x318f) ||
		      between(c, 0xa960, 0xd7ff);
	bool picture = between(c, 0x1f000, 0x1ffff);
	return c >= 0x2e80 && !korean && !picture && g_unichar_iswide(c);
}

uint32_t unicode_lower(uint32_t c)
{
	if (c < 0x80)
		return between(c, 'A', 'Z') ? c + 0x20 : c;
	return g_unichar_tolower(c);
}

uint32_t unicode_upper(uint32_t c)
{
	return g_unichar_toupper(c);
}

bool unicode_is_ignorable(uint32_t c)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{0xad, 0xad},       {0x34f, 0x34f},   {0x61c, 0x61c},     {0x115f, 0x1160},
		{0x17b4, 0x17b5},   {0x180b, 0x180f}, {0x200b, 0x200f},   {0x202a, 0x202e},
		{0x2060, 0x206f},   {0x3164, 0x3164}, {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},
		{0xffa0, 0xffa0},   {0xfff0, 0xfff8}, {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a},
		{0xe0000, 0xe0fff},
	};
	for (unsigned i = 0; i < sizeof ranges / sizeof *ranges && c >= ranges[i].first; i++)
		if (c <= ranges[i].last)
			return true;
	return false;
}
