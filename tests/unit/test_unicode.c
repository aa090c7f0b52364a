/* unicode: what GLib says of characters is what ICU says, where both know them. */
#include "base/unicode.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <cmocka.h>

enum { LAST = 0x10ffff };

/* Each is of another version of Unicode. */
static bool both_know(UChar32 c)
{
	return u_charType(c) != U_UNASSIGNED &&
	       g_unichar_type((gunichar)c) != G_UNICODE_UNASSIGNED && u_charType(c) != U_SURROGATE;
}

static void same(UChar32 c, const char *what, bool ours, bool theirs)
{
	if (ours != theirs)
		fail_msg("U+%04X: %s is %d, ICU says %d", (unsigned)c, what, ours, theirs);
}

/* Every character forwards, backwards, written and read; then every two bytes, and what is cut. */
static void utf8(void **state)
{
	(void)state;
	for (UChar32 c = 1; c <= LAST; c++) {
		char text[16] = "a", expected[16] = "a";
		size_t at = 1, size = 1, end;
		uint32_t read = 0;
		if (U_IS_SURROGATE(c))
			continue;
		U8_APPEND_UNSAFE(expected, size, c);
		end = 1 + unicode_write((uint32_t)c, text + 1);
		assert_memory_equal(text, expected, sizeof text);
		assert_int_equal(unicode_next(text, &at), c);
		assert_int_equal(at, end);
		assert_int_equal(unicode_previous(text, &at), c);
		assert_int_equal(at, 1);
		assert_int_equal(unicode_read(text + 1, end - 1, &read), end - 1);
		assert_int_equal(read, c);
		assert_int_equal(unicode_count(text, end), 2);
		assert_int_equal(unicode_cut(text, end - 1), 1);
		assert_int_equal(unicode_cut(text + 1, end - 2), 0);
		for (size_t most = 1; most < end - 1; most++)
			assert_int_equal(unicode_read(text + 1, most, &read), 0);
	}
}

/* What is not UTF-8: surrogates, overlong forms, beyond U+10FFFF, a lone middle. */
static void bad_utf8(void **state)
{
	static const char *const bad[] = {
		"\xed\xa0\x80",     "\xc0\x80", "\xe0\x80\x80",         "\x80",
		"\xf4\x90\x80\x80", "\xc3(",    "\xf8\x88\x80\x80\x80", "\xff"};
	uint32_t c;
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(unicode_read(bad[i], strlen(bad[i]), &c), 0);
}

static void categories(void **state)
{
	(void)state;
	for (UChar32 c = 1; c <= LAST; c++) {
		uint32_t category = U_GET_GC_MASK(c), character = (uint32_t)c;
		if (!both_know(c))
			continue;
		same(c, "word", unicode_is_word(character),
		     category & (U_GC_L_MASK | U_GC_ND_MASK));
		same(c, "letter", unicode_is_letter(character), category & U_GC_L_MASK);
		same(c, "digit", unicode_is_digit(character), category & U_GC_ND_MASK);
		same(c, "mark", unicode_is_mark(character), category & U_GC_M_MASK);
		same(c, "upper", unicode_is_upper(character), category & U_GC_LU_MASK);
		same(c, "lower", unicode_is_lower(character), category & U_GC_LL_MASK);
		same(c, "blank", unicode_is_blank(character), category & U_GC_ZS_MASK);
		same(c, "space", unicode_is_space(character), u_isUWhiteSpace(c));
	}
}

static void ignorables(void **state)
{
	(void)state;
	for (UChar32 c = 1; c <= LAST; c++)
		same(c, "ignorable", unicode_is_ignorable((uint32_t)c),
		     u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT));
}

static void lower_case(void **state)
{
	(void)state;
	for (UChar32 c = 1; c <= LAST; c++)
		if (both_know(c) && unicode_is_letter((uint32_t)c) &&
		    unicode_lower((uint32_t)c) != (uint32_t)u_tolower(c))
			fail_msg("U+%04X: lower case is U+%04X, ICU says U+%04X", (unsigned)c,
				 (unsigned)unicode_lower((uint32_t)c), (unsigned)u_tolower(c));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf8),       cmocka_unit_test(bad_utf8),
		cmocka_unit_test(categories), cmocka_unit_test(ignorables),
		cmocka_unit_test(lower_case),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
