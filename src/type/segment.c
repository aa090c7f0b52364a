/* segment: where Unicode lets text break, its directions and scripts. Plain text is recognized here
 * and needs none of ICU's engines. The engines are opened when a text first needs them and then
 * kept, since opening is what is slow; they are never used in parts. */
#include "type/segment.h"

#include "base/arena.h"
#include "base/icu.h"
#include "base/unicode.h"
#include "type/segment_plain.h"

#include <glib.h>
#include <string.h>
#include <unicode/utf16.h>

enum { ROOT, JAPANESE, CHINESE, BREAKERS };

static struct {
	UBreakIterator *breakers[BREAKERS];
	UBiDi *bidi;
} opened;

static bool is_language(const char *lang, const char *list)
{
	size_t size = strcspn(lang, "-_");
	for (const char *l = list; *l; l += strcspn(l, " "), l += *l == ' ')
		if (strcspn(l, " ") == size && !memcmp(l, lang, size))
			return true;
	return false;
}

/* Breaks */

static UBreakIterator *breaker(int which)
{
	static const char *const locales[BREAKERS] = {"root", "ja@lb=loose", "zh@lb=loose"};
	if (!opened.breakers[which]) {
		UErrorCode error = U_ZERO_ERROR;
		/* ICU would use the user's locale, which must not matter */
		icu()->uloc_setDefault("root", &error);
		opened.breakers[which] =
			icu()->ubrk_open(UBRK_LINE, locales[which], NULL, 0, &error);
		if (U_FAILURE(error))
			report_die(1,
				   "ICU's line breaking rules cannot be opened (%s): reinstall "
				   "libicu's data",
				   icu()->u_errorName(error));
	}
	return opened.breakers[which];
}

static void breaks_by_icu(const char *text, size_t length, const char *lang, uint8_t *breaks)
{
	UErrorCode error = U_ZERO_ERROR;
	UText utext = UTEXT_INITIALIZER;
	UBreakIterator *b = breaker(is_language(lang, "ja")       ? JAPANESE
				    : is_language(lang, "zh yue") ? CHINESE
								  : ROOT);
	icu()->utext_openUTF8(&utext, text, (int64_t)length, &error);
	icu()->ubrk_setUText(b, &utext, &error);
	if (U_FAILURE(error))
		report_die(1, "ICU cannot look for line breaks (%s)", icu()->u_errorName(error));
	for (int32_t at = icu()->ubrk_next(b); at != UBRK_DONE; at = icu()->ubrk_next(b))
		breaks[at] =
			icu()->ubrk_getRuleStatus(b) >= UBRK_LINE_HARD ? SEGMENT_MUST : SEGMENT_MAY;
	icu()->utext_close(&utext);
	breaks[length] = length ? SEGMENT_MUST : SEGMENT_NONE;
}

/* The characters on either side of a byte offset; a space at the text's ends. */
static uint32_t character_before(const char *text, size_t at)
{
	return at ? unicode_previous(text, &at) : ' ';
}

static uint32_t character_at(const char *text, size_t length, size_t at, size_t *end)
{
	*end = at;
	return at < length ? unicode_next(text, end) : ' ';
}

/* Breaks around one dash, which begins at `at`: UAX #14 leaves these to the typographer. */
static void tailor_dash(const char *text, size_t length, size_t at, bool em, uint8_t *breaks)
{
	size_t end = at + 3, after_next;
	uint32_t next = character_at(text, length, end, &after_next);
	bool space_before = unicode_is_space(character_before(text, at)),
	     space_after = unicode_is_space(next);
	bool closed_before = !space_before && em;
	if (breaks[at] == SEGMENT_MAY && ((space_before && space_after) || closed_before))
		breaks[at] = SEGMENT_NONE;
	if (space_before && !space_after && breaks[end] == SEGMENT_MAY)
		breaks[end] = SEGMENT_NONE;
	/* A quote that opens after a closed em dash: which quotes open depends on the language, but
	 * a letter follows them all. */
	if (closed_before && breaks[end] == SEGMENT_NONE && next > 0x7F &&
	    g_unichar_break_type(next) == G_UNICODE_BREAK_QUOTATION && next != 0x2019 &&
	    unicode_is_word(character_at(text, length, after_next, &after_next)))
		breaks[end] = SEGMENT_MAY;
}

/* In UTF-8, U+2013, 2014 and 2015 are E2 80 93, 94 and 95. */
static void tailor_dashes(const char *text, size_t length, uint8_t *breaks)
{
	const char *end = text + length;
	for (const char *dash = text; (dash = memchr(dash, 0xE2, (size_t)(end - dash))); dash += 3)
		if (dash[1] == '\x80' && dash[2] >= '\x93' && dash[2] <= '\x95')
			tailor_dash(text, length, (size_t)(dash - text), dash[2] != '\x93', breaks);
}

/* UAX #14 allows no break before a stop, but in "the /usr/bin", "a .profile" and "write !important"
 * the mark belongs to the word after it. */
static void tailor_openings(const char *text, size_t length, char mark, uint8_t *breaks)
{
	const char *end = text + length;
	for (const char *found = text; (found = memchr(found, mark, (size_t)(end - found)));
	     found++) {
		size_t at = (size_t)(found - text);
		if (at == 0 || at + 1 == length || text[at - 1] != ' ')
			continue;
		char next = text[at + 1];
		if (g_ascii_isalnum(next)) {
			breaks[at] = SEGMENT_MAY;
			breaks[at + 1] = SEGMENT_NONE;
		}
	}
}

/* Directions */

typedef struct bidi_text {
	const char *text;
	size_t length;
	const segment_isolate *isolates;
	size_t isolate_count;
} bidi_text;

#define RIGHT_TO_LEFT "ar arc ckb dv fa he iw ks ps sd syr ug ur yi"

static bool turns(uint32_t c)
{
	switch (icu()->u_charDirection((UChar32)c)) {
	case U_RIGHT_TO_LEFT:
	case U_RIGHT_TO_LEFT_ARABIC:
	case U_ARABIC_NUMBER:
	case U_LEFT_TO_RIGHT_EMBEDDING:
	case U_LEFT_TO_RIGHT_OVERRIDE:
	case U_LEFT_TO_RIGHT_ISOLATE:
	case U_RIGHT_TO_LEFT_EMBEDDING:
	case U_RIGHT_TO_LEFT_OVERRIDE:
	case U_RIGHT_TO_LEFT_ISOLATE:
	case U_FIRST_STRONG_ISOLATE:
	case U_POP_DIRECTIONAL_FORMAT:
	case U_POP_DIRECTIONAL_ISOLATE: return true;
	default: return false;
	}
}

bool segment_is_right_to_left(const char *lang)
{
	return is_language(lang, RIGHT_TO_LEFT);
}

/* Below U+0590 nothing is written from right to left and nothing changes the direction. */
static bool is_bidirectional(const char *text, size_t length, const char *lang)
{
	if (is_language(lang, RIGHT_TO_LEFT))
		return true;
	for (size_t at = 0; at < length;) {
		UChar32 c;
		U8_NEXT_UNSAFE(text, at, c);
		if (c >= 0x590 && turns(c))
			return true;
	}
	return false;
}

/* Is it only Latin letters, digits and common marks? Judged by the bytes: below U+0280, or U+2010
 * to U+2027, U+202F to U+205F. Such text has one direction and one script. */
static bool is_latin(const char *text, size_t length)
{
	const unsigned char *c = (const unsigned char *)text, *end = c + length;
	for (; c < end; c++) {
		if (*c < 0xCA)
			continue;
		if (*c != 0xE2 || c[1] < 0x80 || c[1] > 0x81 ||
		    (c[1] == 0x80 ? c[2] < 0x90 || (c[2] > 0xA7 && c[2] < 0xAF) : c[2] > 0x9F))
			return false;
	}
	return true;
}

/* In a language that runs right to left, a paragraph does so if any of its words does, even if the
 * first is of another script ("Git" before Hebrew words); if none does, it runs as its letters do.
 * In other languages the first strong letter decides (UAX #9, P2). */
static UBiDiLevel base_of(const char *text, size_t length, const char *lang)
{
	if (!is_language(lang, RIGHT_TO_LEFT))
		return UBIDI_DEFAULT_LTR;
	bool letters = false;
	for (size_t at = 0; at < length;) {
		UCharDirection way = icu()->u_charDirection((UChar32)unicode_next(text, &at));
		if (way == U_RIGHT_TO_LEFT || way == U_RIGHT_TO_LEFT_ARABIC)
			return UBIDI_RTL;
		letters |= way == U_LEFT_TO_RIGHT;
	}
	return letters ? UBIDI_LTR : UBIDI_RTL;
}

/* The text as ICU wants it, isolates between controls. */
static UChar *widen(arena *a, const bidi_text *t, size_t *count)
{
	enum { LEFT_TO_RIGHT = 0x2066, RIGHT_TO_LEFT_ = 0x2067, POP = 0x2069 };
	UChar *wide = ARENA_ARRAY(a, t->length + 2 * t->isolate_count + 1, UChar);
	size_t n = 0, next = 0;
	for (size_t at = 0; at < t->length;) {
		const segment_isolate *i = next < t->isolate_count ? &t->isolates[next] : NULL;
		if (i && at == i->start)
			wide[n++] = i->right_to_left ? RIGHT_TO_LEFT_ : LEFT_TO_RIGHT;
		uint32_t c = unicode_next(t->text, &at);
		U16_APPEND_UNSAFE(wide, n, c);
		if (i && at == i->end)
			wide[n++] = POP, next++;
	}
	*count = n;
	return wide;
}

/* A level for each byte of the text. */
static const uint8_t *levels_of(arena *a, const bidi_text *t, const char *lang, uint8_t *base)
{
	const char *text = t->text;
	const size_t length = t->length;
	size_t count, next = 0;
	UChar *wide = widen(a, t, &count);
	UErrorCode error = U_ZERO_ERROR;
	if (!opened.bidi)
		opened.bidi = icu()->ubidi_open();
	icu()->ubidi_setPara(opened.bidi, wide, (int32_t)count, base_of(text, length, lang), NULL,
			     &error);
	const UBiDiLevel *found = count ? icu()->ubidi_getLevels(opened.bidi, &error) : NULL;
	if (U_FAILURE(error))
		report_die(1, "ICU cannot find the directions of a text (%s)",
			   icu()->u_errorName(error));
	*base = icu()->ubidi_getParaLevel(opened.bidi);
	uint8_t *levels = arena_alloc(a, length + 1);
	for (size_t at = 0, unit = 0; at < length;) {
		const segment_isolate *i = next < t->isolate_count ? &t->isolates[next] : NULL;
		size_t start = at;
		unit += i && at == i->start;
		uint32_t c = unicode_next(text, &at);
		memset(levels + start, found[unit], at - start);
		unit += (size_t)U16_LENGTH(c);
		if (i && at == i->end)
			unit++, next++;
	}
	return levels;
}

/* Scripts */

static hb_script_t script_of(uint32_t c)
{
	if (c < 0x80)
		return unicode_is_letter(c) ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON;
	return hb_unicode_script(hb_unicode_funcs_get_default(), (hb_codepoint_t)c);
}

static bool is_script(hb_script_t script)
{
	return script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED &&
	       script != HB_SCRIPT_UNKNOWN;
}

/* The script of a text that has no letters. */
static hb_script_t script_of_language(const char *lang)
{
	static const struct {
		const char *languages;
		hb_script_t script;
	} scripts[] = {
		{"ar arc ckb fa ks ps sd ug ur", HB_SCRIPT_ARABIC},
		{"he iw yi", HB_SCRIPT_HEBREW},
		{"el", HB_SCRIPT_GREEK},
		{"be bg kk ky mk mn ru sr uk", HB_SCRIPT_CYRILLIC},
		{"ja zh yue", HB_SCRIPT_HAN},
		{"ko", HB_SCRIPT_HANGUL},
		{"hi mr ne sa", HB_SCRIPT_DEVANAGARI},
		{"th", HB_SCRIPT_THAI},
		{"hy", HB_SCRIPT_ARMENIAN},
		{"ka", HB_SCRIPT_GEORGIAN},
	};
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
		if (is_language(lang, scripts[i].languages))
			return scripts[i].script;
	return HB_SCRIPT_LATIN;
}

/* A character without a script of its own takes that of the text before it; at the text's start,
 * that of the first letter. */
static hb_script_t first_script(const char *text, size_t length, const char *lang)
{
	for (size_t at = 0; at < length;) {
		uint32_t c = unicode_next(text, &at);
		if (is_script(script_of(c)))
			return script_of(c);
	}
	return script_of_language(lang);
}

static void find_runs(arena *a, const char *text, size_t length, const char *lang,
		      const uint8_t *levels, segment *result)
{
	segment_run *runs = NULL, *run = NULL;
	size_t capacity = 0;
	hb_script_t script = first_script(text, length, lang);
	for (size_t at = 0; at < length;) {
		size_t start = at;
		uint32_t c = unicode_next(text, &at);
		hb_script_t own = script_of(c);
		if (is_script(own))
			script = own;
		uint8_t level = levels ? levels[start] : 0;
		if (!run || run->script != script || run->level != level) {
			run = ARENA_APPEND(a, runs, result->run_count, capacity);
			*run = (segment_run){
				.start = (uint32_t)start, .level = level, .script = script};
		}
		run->end = (uint32_t)at;
	}
	result->runs = runs;
}

static void one_run(arena *a, const char *text, size_t length, const char *lang, segment *result)
{
	segment_run *run = ARENA_NEW(a, segment_run);
	*run = (segment_run){.end = (uint32_t)length, .script = first_script(text, length, lang)};
	result->runs = run;
	result->run_count = 1;
}

/* False: the text needs ICU's engines, and `engines` forbids them. */
static bool segment_by(arena *a, const bidi_text *t, const char *lang, bool engines,
		       segment *result)
{
	const char *text = t->text;
	const size_t length = t->length;
	uint8_t *breaks = arena_alloc(a, length + 1);
	const uint8_t *levels = NULL;
	*result = (segment){.breaks = breaks};
	bool plain = !is_language(lang, "ja zh yue") && segment_plain(a, text, length, breaks);
	bool latin = is_latin(text, length) && !is_language(lang, RIGHT_TO_LEFT);
	bool bidirectional = !latin && is_bidirectional(text, length, lang);
	if ((!plain || bidirectional) && !engines)
		return false;
	if (!plain)
		breaks_by_icu(text, length, lang, breaks);
	if (bidirectional)
		levels = levels_of(a, t, lang, &result->base_level);
	tailor_dashes(text, length, breaks);
	for (const char *mark = "/.!"; *mark; mark++)
		tailor_openings(text, length, *mark, breaks);
	if (latin && length)
		one_run(a, text, length, lang, result);
	else
		find_runs(a, text, length, lang, levels, result);
	return true;
}

bool segment_text_plainly(arena *a, const char *text, size_t length, const char *lang,
			  segment *result)
{
	return segment_by(a, &(bidi_text){text, length, NULL, 0}, lang, false, result);
}

void segment_text(arena *a, const char *text, size_t length, const char *lang,
		  const segment_isolate *isolates, size_t count, segment *result)
{
	segment_by(a, &(bidi_text){text, length, isolates, count}, lang, true, result);
}
void segment_visual_order(const uint8_t *levels, size_t count, uint32_t *order)
{
	uint8_t highest = 0;
	for (size_t i = 0; i < count; i++) {
		order[i] = (uint32_t)i;
		highest = levels[i] > highest ? levels[i] : highest;
	}
	/* From the highest level down to the lowest odd one, each stretch at that level or above is
	 * reversed. */
	for (int level = highest; level > 0; level--) {
		for (size_t start = 0, end; start < count; start = end + 1) {
			for (end = start; end < count && levels[order[end]] >= level; end++)
				;
			for (size_t left = start, right = end; left + 1 < right; left++) {
				uint32_t moved = order[--right];
				order[right] = order[left];
				order[left] = moved;
			}
		}
	}
}

void segment_free_libraries(void)
{
	for (int i = 0; i < BREAKERS; i++) {
		if (opened.breakers[i])
			icu()->ubrk_close(opened.breakers[i]);
		opened.breakers[i] = NULL;
	}
	if (opened.bidi)
		icu()->ubidi_close(opened.bidi);
	opened.bidi = NULL;
}
