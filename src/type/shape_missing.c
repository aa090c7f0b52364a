/* shape_missing: the message for a character that no face has. */
#include "type/shape_missing.h"

#include "base/icu.h"
#include "base/unicode.h"
#include "type/font.h"

#include <hb.h>
#include <string.h>

static const char *package_for(hb_script_t script)
{
	switch (script) {
	case HB_SCRIPT_HAN:
	case HB_SCRIPT_HIRAGANA:
	case HB_SCRIPT_KATAKANA:
	case HB_SCRIPT_HANGUL:
	case HB_SCRIPT_BOPOMOFO: return "fonts-noto-cjk";
	default: return "fonts-noto-core";
	}
}

void shape_report_missing(report *r, uint32_t character, const font *font, place where)
{
	enum { LINES_SEARCHED = 500 };
	char name[128], text[UNICODE_BYTES + 1];
	size_t size = unicode_write(character, text);
	UErrorCode error = U_ZERO_ERROR;
	icu()->u_charName((UChar32)character, U_EXTENDED_CHAR_NAME, name, sizeof name, &error);
	if (U_FAILURE(error))
		strcpy(name, "without a name");
	text[size] = '\0';
	report_at(r, REPORT_GLYPH_MISSING, report_find(r, where, text, size, LINES_SEARCHED),
		  "neither %s nor any other face has the character \"%s\" (U+%04X, %s): install a "
		  "font that has it (Debian's package "
		  "%s may) or name its family under `fallbacks:` in the style sheet",
		  font_family(font), text, (unsigned)character, name,
		  package_for(hb_unicode_script(hb_unicode_funcs_get_default(), character)));
}
