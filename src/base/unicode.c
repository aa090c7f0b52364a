/* unicode: GLib's general categories. Of Default_Ignorable_Code_Point it knows nothing, so that
 * stands here (DerivedCoreProperties.txt of Unicode 15); a unit test compares all with ICU. */
#include "base/unicode.h"

#include <glib.h>

#define IN(type, set) (((set) >> (type)) & 1u)
#define OF(type)      (1u << (type))

static const uint32_t letters = OF(G_UNICODE_LOWERCASE_LETTER) | OF(G_UNICODE_MODIFIER_LETTER) |
				OF(G_UNICODE_OTHER_LETTER) | OF(G_UNICODE_TITLECASE_LETTER) |
				OF(G_UNICODE_UPPERCASE_LETTER);

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

bool unicode_is_space(uint32_t c)
{
	if (c < 0x80)
		return c == ' ' || between(c, '\t', '\r');
	return c == 0x85 ||
	       IN(g_unichar_type(c), OF(G_UNICODE_SPACE_SEPARATOR) | OF(G_UNICODE_LINE_SEPARATOR) |
					     OF(G_UNICODE_PARAGRAPH_SEPARATOR));
}

uint32_t unicode_lower(uint32_t c)
{
	if (c < 0x80)
		return between(c, 'A', 'Z') ? c + 0x20 : c;
	return g_unichar_tolower(c);
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
