/* unicode: what GLib says of characters is what ICU says, where both know them. */
#include "base/unicode.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <unicode/uchar.h>
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
		cmocka_unit_test(categories),
		cmocka_unit_test(ignorables),
		cmocka_unit_test(lower_case),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
