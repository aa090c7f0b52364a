/* shape_missing: characters that no face has are gathered by script, as a reader would name it,
 * since one font has all of them. A package is named only if it is not installed yet. */
#include "type/shape_missing.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/icu.h"
#include "base/unicode.h"
#include "type/font.h"

#include <hb.h>
#include <string.h>

/* Characters that one message is for, and the package that has them. */
typedef enum group {
	GROUP_EAST_ASIA,
	GROUP_EMOJI,
	GROUP_BOXED,         /* emoji shown as an empty box */
	GROUP_PRIVATE_BOXED, /* for private use, shown as an empty box */
	GROUP_SIGNS,
	GROUP_PRIVATE, /* for private use, or no character of Unicode's: no package has them */
	GROUP_SCRIPT
} group;

static const struct {
	const char *package; /* NULL: there is none */
	const char *file;    /* a file that the package installs */
} packages[] = {
	[GROUP_PRIVATE] = {NULL, NULL},
	[GROUP_PRIVATE_BOXED] = {NULL, NULL},
	[GROUP_EAST_ASIA] = {"fonts-noto-cjk",
			     "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"},
	[GROUP_EMOJI] = {"fonts-symbola",
			 "/usr/share/fonts/truetype/ancient-scripts/Symbola_hint.ttf"},
	[GROUP_BOXED] = {"fonts-symbola",
			 "/usr/share/fonts/truetype/ancient-scripts/Symbola_hint.ttf"},
	[GROUP_SIGNS] = {"fonts-symbola",
			 "/usr/share/fonts/truetype/ancient-scripts/Symbola_hint.ttf"},
	[GROUP_SCRIPT] = {"fonts-noto-core", "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"},
};

typedef struct missing {
	group group;
	hb_script_t script; /* of GROUP_SCRIPT */
	uint32_t first;
	const font *font;
	place where;
	hb_set_t *characters; /* NULL: reported */
} missing;

struct shape_missing {
	arena *arena;
	missing *items;
	size_t count, capacity;
};

shape_missing *shape_missing_new(arena *a)
{
	shape_missing *m = ARENA_NEW(a, shape_missing);

	m->arena = a;
	return m;
}

static group group_of(uint32_t c, hb_script_t script)
{
	enum { KANA_FIRST = 0x3000, KANA_LAST = 0x30ff }; /* with their marks and signs */
	hb_unicode_general_category_t category =
		hb_unicode_general_category(hb_unicode_funcs_get_default(), c);

	if (category == HB_UNICODE_GENERAL_CATEGORY_PRIVATE_USE ||
	    category == HB_UNICODE_GENERAL_CATEGORY_UNASSIGNED)
		return GROUP_PRIVATE;
	switch (script) {
	case HB_SCRIPT_HAN:
	case HB_SCRIPT_HIRAGANA:
	case HB_SCRIPT_KATAKANA:
	case HB_SCRIPT_HANGUL:
	case HB_SCRIPT_BOPOMOFO: return GROUP_EAST_ASIA;
	case HB_SCRIPT_COMMON:
	case HB_SCRIPT_INHERITED:
	case HB_SCRIPT_UNKNOWN:
		if (c >= KANA_FIRST && c <= KANA_LAST)
			return GROUP_EAST_ASIA;
		return icu()->u_hasBinaryProperty((UChar32)c, UCHAR_EMOJI) ? GROUP_EMOJI
									   : GROUP_SIGNS;
	default: return GROUP_SCRIPT;
	}
}

void shape_missing_add(shape_missing *m, uint32_t c, bool boxed, const font *font, place where)
{
	hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), c);
	group group = !boxed                  ? group_of(c, script)
		      : unicode_is_private(c) ? GROUP_PRIVATE_BOXED
					      : GROUP_BOXED;
	missing *at = m->items, *end = m->count ? m->items + m->count : at;

	while (at < end && (at->group != group || (group == GROUP_SCRIPT && at->script != script)))
		at++;
	if (at == end) {
		at = ARENA_APPEND(m->arena, m->items, m->count, m->capacity);
		*at = (missing){group, script, c, font, where, hb_set_create()};
	}
	if (at->characters)
		hb_set_add(at->characters, c);
}

/* What to do: a package is named only if it is not installed yet. */
static const char *advice(arena *a, const missing *of, bool several)
{
	const char *package = packages[of->group].package, *have = several ? "them" : "it";

	if (!package || file_exists(packages[of->group].file))
		return arena_print(a, "a font that has %s", have);
	return arena_print(a, "a font that has %s (Debian's package %s may)", have, package);
}

/* "of the script Deva" by ISO 15924's code, if it has no name that people know. */
static const char *script_words(arena *a, const missing *of)
{
	static const char *const words[] = {[GROUP_EAST_ASIA] = "East Asian characters",
					    [GROUP_EMOJI] = "emoji",
					    [GROUP_BOXED] = "emoji",
					    [GROUP_SIGNS] = "signs",
					    [GROUP_PRIVATE] = "characters that Unicode leaves open",
					    [GROUP_PRIVATE_BOXED] = "characters for private use"};
	char tag[5] = {0};

	if (of->group != GROUP_SCRIPT)
		return words[of->group];
	hb_tag_to_string(hb_script_to_iso15924_tag(of->script), tag);
	return arena_print(a, "characters of the script %s", tag);
}

static const char *name_of(arena *a, uint32_t c)
{
	char name[128];
	UErrorCode error = U_ZERO_ERROR;

	icu()->u_charName((UChar32)c, U_EXTENDED_CHAR_NAME, name, sizeof name, &error);
	return U_FAILURE(error) ? "without a name" : arena_copy(a, name, strlen(name));
}

static void report_one(shape_missing *m, report *r, const missing *of)
{
	enum { LINES_SEARCHED = 500 };
	arena *a = m->arena;
	char text[UNICODE_BYTES + 1];
	size_t size = unicode_write(of->first, text), count = hb_set_get_population(of->characters);
	const char *start =
		arena_print(a, "neither %s nor any other face has", font_family(of->font));

	text[size] = '\0';
	place where = report_find(r, of->where, text, size, LINES_SEARCHED);
	if (of->group == GROUP_BOXED)
		report_at(r, REPORT_EMOJI_MISSING, where,
			  "%s %s \"%s\" (U+%04X, %s), so an empty box shows in its place: install "
			  "%s or name its family under `fallbacks:` in the style sheet",
			  start,
			  count == 1 ? "the emoji"
				     : arena_print(a, "%zu emoji of this text, the first of them",
						   count),
			  text, (unsigned)of->first, name_of(a, of->first),
			  advice(a, of, count > 1));
	else if (of->group == GROUP_PRIVATE_BOXED)
		report_at(
			r, REPORT_PRIVATE_USE, where,
			"%s %s U+%04X, which means something only in the font that it was written "
			"with, so an empty box shows in its place: name that font's family under "
			"`fallbacks:` in the style sheet, or write another character",
			start,
			count == 1 ? "the character for private use"
				   : arena_print(a,
						 "%zu characters for private use of this text, "
						 "the first of them",
						 count),
			(unsigned)of->first);
	else if (count == 1)
		report_at(r, REPORT_GLYPH_MISSING, where,
			  "%s the character \"%s\" (U+%04X, %s): install %s or name its family "
			  "under `fallbacks:` in the style sheet",
			  start, text, (unsigned)of->first, name_of(a, of->first),
			  advice(a, of, false));
	else
		report_at(r, REPORT_GLYPH_MISSING, where,
			  "%s %zu %s of this text, the first of them \"%s\" (U+%04X, %s): install "
			  "%s or name its family under `fallbacks:` in the style sheet",
			  start, count, script_words(a, of), text, (unsigned)of->first,
			  name_of(a, of->first), advice(a, of, true));
}

void shape_missing_report(shape_missing *m, report *r)
{
	for (size_t i = 0; i < m->count; i++) {
		missing *of = &m->items[i];
		if (!of->characters)
			continue;
		report_one(m, r, of);
		hb_set_destroy(of->characters);
		of->characters = NULL;
	}
}
