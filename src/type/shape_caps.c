/* shape_caps: capitals, small capitals and superiors. Where a face has small capitals for every
 * letter of a word, its features make them (shape.c); otherwise the whole word gets capitals in a
 * smaller size, so that no word mixes the two and none stays in small letters.
 *
 * Capitals follow Unicode by the language (Turkish i and ı, Lithuanian dots), but Greek follows a
 * rule that needs the neighbours, whatever the language of the text around it: accents and
 * breathings are dropped, the dialytika stays, and is added where the dropped accent had kept two
 * vowels apart (μάιος, ΜΑΪΟΣ); an iota subscript becomes a letter; ή as a word keeps its tonos
 * (Unicode 15, section 7.2; a unit test compares CLDR's el-Upper). */
#include "type/shape_caps.h"

#include "base/arena.h"
#include "base/icu.h"
#include "base/unicode.h"

#include <hb-ot.h>
#include <string.h>
#include <unicode/utf16.h>

enum { CASED_MOST = 64, DOTLESS = 0x131, DOTTED = 0x130 };

/* --- which small capitals a face has --------------------------------------------------------- */

static void collect(letter_face *f, const char *name, feature_lookups *into)
{
	hb_face_t *face = hb_font_get_face(font_shaper(f->font));
	const hb_tag_t feature[] = {hb_tag_from_string(name, 4), HB_TAG_NONE};
	hb_set_t *found = hb_set_create();
	hb_codepoint_t lookup = HB_SET_VALUE_INVALID;
	hb_ot_layout_collect_lookups(face, HB_OT_TAG_GSUB, NULL, NULL, feature, found);
	while (into->count < LOOKUPS_MOST && hb_set_next(found, &lookup))
		into->lookups[into->count++] = lookup;
	hb_set_destroy(found);
}

void shape_caps_of_face(letter_face *f)
{
	collect(f, "smcp", &f->small_caps);
	collect(f, "c2sc", &f->capitals_to_small_caps);
	collect(f, "sups", &f->superiors);
}

static bool covers(const letter_face *f, const feature_lookups *feature, uint32_t c)
{
	hb_font_t *font = font_shaper(f->font);
	hb_codepoint_t glyph;
	if (!feature->count || !hb_font_get_nominal_glyph(font, c, &glyph))
		return false;
	for (unsigned i = 0; i < feature->count; i++)
		if (hb_ot_layout_lookup_would_substitute(hb_font_get_face(font),
							 feature->lookups[i], &glyph, 1, false))
			return true;
	return false;
}

bool shape_caps_superior(const letters *l, const letter_face *own)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->items[i].face != own || l->items[i].small ||
		    !covers(own, &own->superiors, l->items[i].character))
			return false;
	return l->count > 0;
}

static bool is_language(const char *lang, const char *wanted)
{
	size_t size = strlen(wanted);
	return strncmp(lang, wanted, size) == 0 && (lang[size] == '\0' || lang[size] == '-');
}

/* In Turkish and Azerbaijani, i and ı are two letters. */
static bool is_turkic(const char *lang)
{
	return is_language(lang, "tr") || is_language(lang, "az");
}

/* The height of a letter's small capital in a language, in font units. */
static hb_position_t small_height(const letter_face *f, uint32_t c, const char *lang)
{
	const hb_feature_t small = {HB_TAG('s', 'm', 'c', 'p'), 1, HB_FEATURE_GLOBAL_START,
				    HB_FEATURE_GLOBAL_END};
	hb_buffer_t *b = hb_buffer_create();
	unsigned count;
	hb_buffer_add(b, c, 0);
	hb_buffer_set_content_type(b, HB_BUFFER_CONTENT_TYPE_UNICODE);
	hb_buffer_set_direction(b, HB_DIRECTION_LTR);
	hb_buffer_set_script(b, HB_SCRIPT_LATIN);
	hb_buffer_set_language(b, hb_language_from_string(lang, -1));
	hb_shape(font_shaper(f->font), b, &small, 1);
	const hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(b, &count);
	const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(b, &count);
	hb_position_t height = 0;
	for (unsigned i = 0; i < count; i++) {
		hb_glyph_extents_t ink;
		if (hb_font_get_glyph_extents(font_shaper(f->font), glyphs[i].codepoint, &ink) &&
		    ink.y_bearing + places[i].y_offset > height)
			height = ink.y_bearing + places[i].y_offset;
	}
	hb_buffer_destroy(b);
	return height;
}

/* Many faces give i a small capital without a dot, even in Turkish. Such a face's small capitals
 * are not used in Turkish at all, so that the words of a text match. */
static bool keeps_dot(const letter_face *f, const char *lang)
{
	return !is_turkic(lang) || small_height(f, 'i', lang) > small_height(f, DOTLESS, lang);
}

/* --- letters --------------------------------------------------------------------------------- */

enum {
	ACUTE = 0x301,
	DIALYTIKA = 0x308,
	DIALYTIKA_ACUTE = 0x344,
	IOTA_BELOW = 0x345,
	ALPHA = 0x391,
	EPSILON = 0x395,
	ETA = 0x397,
	ETA_TONOS = 0x389,
	IOTA = 0x399,
	OMICRON = 0x39f,
	UPSILON = 0x3a5,
	OMEGA = 0x3a9
};

/* What a Greek letter is made of. */
typedef struct greek_letter {
	uint32_t base;
	bool accent, dialytika, iota;
} greek_letter;

static bool is_greek(uint32_t c)
{
	return ((c >= 0x370 && c <= 0x3ff) || (c >= 0x1f00 && c <= 0x1fff)) && unicode_is_letter(c);
}

/* False: it is not a Greek mark. */
static bool add_mark(greek_letter *g, uint32_t mark)
{
	switch (mark) {
	case 0x300:
	case ACUTE:
	case 0x302:
	case 0x303:
	case 0x311:
	case 0x342: g->accent = true; return true;
	case DIALYTIKA: g->dialytika = true; return true;
	case DIALYTIKA_ACUTE: g->accent = g->dialytika = true; return true;
	case IOTA_BELOW: g->iota = true; return true;
	case 0x304: /* length and breathings */
	case 0x306:
	case 0x313:
	case 0x314:
	case 0x343: return true;
	default: return false;
	}
}

static greek_letter greek_parts(uint32_t c)
{
	greek_letter g = {.base = c};
	hb_codepoint_t base, mark;
	while (hb_unicode_decompose(hb_unicode_funcs_get_default(), g.base, &base, &mark)) {
		if (mark)
			add_mark(&g, mark);
		g.base = base;
	}
	return g;
}

static bool is_vowel(uint32_t capital)
{
	return capital == ALPHA || capital == EPSILON || capital == ETA || capital == IOTA ||
	       capital == OMICRON || capital == UPSILON || capital == OMEGA;
}

/* Has it a capital? */
static bool is_raised(uint32_t c)
{
	if (c < 128)
		return c >= 'a' && c <= 'z';
	return unicode_upper(c) != c ||
	       (unicode_is_lower(c) &&
		icu()->u_hasBinaryProperty((UChar32)c, UCHAR_CHANGES_WHEN_UPPERCASED));
}

static uint32_t lower_of(uint32_t c, const char *lang)
{
	return c == 'I' && is_turkic(lang) ? DOTLESS : unicode_lower(c);
}

/* Has the face the small capital of a Greek letter without accents, with and without a
 * dialytika? */
static bool has_small_greek(const letter_face *f, uint32_t c)
{
	const uint32_t base = unicode_lower(greek_parts(c).base);
	const uint32_t iota_dialytika = 0x3ca, upsilon_dialytika = 0x3cb;
	return covers(f, &f->small_caps, base) &&
	       (unicode_upper(base) != IOTA || covers(f, &f->small_caps, iota_dialytika)) &&
	       (unicode_upper(base) != UPSILON || covers(f, &f->small_caps, upsilon_dialytika));
}

static bool has_small(const letter_face *f, uint32_t c, caps caps, const char *lang)
{
	uint32_t small = lower_of(c, lang);
	if (unicode_is_upper(c) && (caps == CAPS_SMALL || covers(f, &f->capitals_to_small_caps, c)))
		return true;
	if (is_greek(c))
		return has_small_greek(f, c);
	return covers(f, &f->small_caps, small);
}

bool shape_caps_are_real(const letter_face *f, const char *text, size_t length, caps caps,
			 const char *lang)
{
	if (!f->small_caps.count || !keeps_dot(f, lang))
		return false;
	for (size_t at = 0; at < length;) {
		uint32_t c = unicode_next(text, &at);
		bool cased = unicode_is_upper(c) || is_raised(c);
		if (cased && !unicode_is_mark(c) && !has_small(f, c, caps, lang))
			return false;
	}
	return true;
}

/* --- casing ---------------------------------------------------------------------------------- */

/* A text whose characters are being added, and how far. */
typedef struct casing {
	letters *letters;
	const letter_request *request;
	const char *text;
	size_t length, at;
	bool after_accent; /* the Greek vowel before lost an accent */
} casing;

static letter *add(letters *l, uint32_t character, size_t cluster)
{
	letter *made = ARENA_APPEND(l->arena, l->items, l->count, l->capacity);
	*made = (letter){.character = character, .cluster = (uint32_t)cluster};
	return made;
}

/* A letter from byte `start` and the marks after it as capitals: ß is SS, and a Lithuanian i with
 * marks loses its dot. */
static void add_upper(casing *c, uint32_t character, size_t start, bool small)
{
	UChar from[CASED_MOST], to[3 * CASED_MOST];
	int32_t from_length = 0;
	UErrorCode error = U_ZERO_ERROR;
	do {
		U16_APPEND_UNSAFE(from, from_length, character);
		size_t next = c->at;
		character = next < c->length ? unicode_next(c->text, &next) : 0;
		if (!unicode_is_mark(character))
			break;
		c->at = next;
	} while (from_length + 4 < CASED_MOST);
	if (from_length == 1 && from[0] < 128 && from[0] != 'i') {
		add(c->letters, unicode_upper(from[0]), start)->small = small;
		return;
	}
	int32_t length = icu()->u_strToUpper(to, 3 * CASED_MOST, from, from_length,
					     c->request->lang, &error);
	if (U_FAILURE(error) || length > 3 * CASED_MOST) {
		memcpy(to, from, (size_t)from_length * sizeof *to);
		length = from_length;
	}
	for (int32_t at = 0; at < length;) {
		UChar32 upper;
		U16_NEXT_UNSAFE(to, at, upper);
		add(c->letters, (uint32_t)upper, start)->small = small;
	}
}

/* The hyphen of a divided word counts as a letter. */
static bool touches_letter(const casing *c, size_t start)
{
	const uint32_t hyphen = 0x2010;
	uint32_t before = start > 0 ? unicode_previous(c->text, &start) : 0;
	if (unicode_is_letter(before) || unicode_is_mark(before))
		return true;
	uint32_t after = c->at < c->length ? unicode_at(c->text + c->at) : 0;
	return unicode_is_letter(after) || after == hyphen;
}

/* A Greek letter from byte `start` with the marks after it: as a capital, or for the face's own
 * small capitals (`real`), which features make from small letters. */
static void add_greek(casing *c, size_t start, bool small, bool real)
{
	greek_letter g = greek_parts(unicode_at(c->text + start));
	for (size_t next = c->at; next < c->length; c->at = next)
		if (!add_mark(&g, unicode_next(c->text, &next)))
			break;
	uint32_t capital = unicode_upper(g.base);
	bool keeps = capital == ETA && g.accent && !g.iota && !touches_letter(c, start);
	if (c->after_accent && (capital == IOTA || capital == UPSILON))
		g.dialytika = true;
	add(c->letters, real ? g.base : keeps ? ETA_TONOS : capital, start)->small = small;
	if (real && keeps)
		add(c->letters, ACUTE, start);
	if (g.dialytika)
		add(c->letters, DIALYTIKA, start)->small = small;
	if (g.iota)
		add(c->letters, real ? unicode_lower(IOTA) : IOTA, start)->small = small;
	c->after_accent = g.accent && is_vowel(capital) && !g.dialytika;
}

/* A character for the face's own small capitals. */
static void add_real(casing *c, uint32_t character, size_t start)
{
	const letter_request *q = c->request;
	bool all = q->caps == CAPS_ALL_SMALL;
	bool stays = all ? covers(q->face, &q->face->capitals_to_small_caps, character)
			 : !is_raised(character);
	if (is_greek(character) && !stays)
		add_greek(c, start, false, true);
	else
		add(c->letters, all && !stays ? lower_of(character, q->lang) : character, start);
}

static void add_cased(casing *c, uint32_t character, size_t start, bool scaled)
{
	caps caps = c->request->caps;
	bool small = caps == CAPS_SMALL || (caps == CAPS_ALL_SMALL && unicode_is_letter(character));
	bool greek = is_greek(character);
	if (caps != CAPS_UPPER && !scaled) {
		add_real(c, character, start);
	} else if (caps == CAPS_SMALL && !is_raised(character)) {
		add(c->letters, character, start);
	} else if (greek) {
		add_greek(c, start, small, false);
	} else {
		add_upper(c, character, start, small);
	}
	c->after_accent &= greek;
}

void shape_caps_add(letters *l, const char *text, size_t length, const letter_request *q,
		    bool scaled)
{
	casing c = {.letters = l, .request = q, .text = text, .length = length};
	while (c.at < length) {
		size_t start = c.at;
		uint32_t character = unicode_next(text, &c.at);
		if ((character >= 0x7F && character < 0xA0) || character == 0x2028 ||
		    character == 0x2029)
			continue; /* controls and separators are not shown */
		if (character < ' ')
			character = ' ';
		if (q->caps == CAPS_NONE)
			add(l, character, start);
		else
			add_cased(&c, character, start, scaled);
	}
}
