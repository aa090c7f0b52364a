/* shape_word: questions about words and their scripts: the width up to a byte, the glyphs at the
 * edges, what makes two words the same to a reader, whether letters may move apart. */
#include "type/shape.h"

#include "base/unicode.h"

length shape_word_width_before(const word *w, size_t offset)
{
	length width = 0;
	size_t start = 0;
	for (size_t i = 0; i < w->count && start < offset; i++) {
		const run *r = w->runs[i];
		if (start + r->text_length <= offset) {
			width += r->width;
		} else {
			for (size_t k = 0; k < r->count; k++)
				if (start + r->glyphs[k].cluster < offset)
					width += r->glyphs[k].advance;
		}
		start += r->text_length;
	}
	return width;
}

bool shape_word_is_plain(const word *w, const font *own)
{
	for (size_t i = 0; i < w->count; i++)
		if (w->runs[i]->font != own)
			return false;
	return !w->scaled;
}

const font *shape_word_font(const word *w, size_t offset)
{
	size_t i = 0, end = 0;
	while (i < w->count && (end += w->runs[i]->text_length) <= offset)
		i++;
	return i < w->count ? w->runs[i]->font : NULL;
}

/* The edge's glyph among all runs, in either direction. */
static const run *find_edge(const word *w, size_t offset, bool left, uint32_t *glyph)
{
	const run *found = NULL;
	size_t begins = 0;
	for (size_t i = 0; i < w->count; begins += w->runs[i]->text_length, i++) {
		const run *r = w->runs[i];
		if (r->count == 0 || (found && (left || begins >= offset)))
			continue;
		if (left && begins + r->text_length <= offset)
			continue;
		uint32_t best = 0;
		for (uint32_t g = 0; g < r->count; g++) {
			size_t at = begins + r->glyphs[g].cluster,
			       had = begins + r->glyphs[best].cluster;
			if (left ? at >= offset && (had < offset || at < had)
				 : at < offset && (had >= offset || at >= had))
				best = g;
		}
		*glyph = best;
		found = r;
	}
	return found;
}

/* A short way for nearly all words: one run from left to right, and the word's very ends. */
const run *shape_word_edge(const word *w, size_t offset, bool left, uint32_t *glyph)
{
	const run *r = w->count == 1 ? w->runs[0] : NULL;
	if (!r || r->level % 2 || r->count == 0 || offset != (left ? 0 : r->text_length))
		return find_edge(w, offset, left, glyph);
	*glyph = left ? 0 : (uint32_t)r->count - 1;
	return r;
}

length shape_hang(const style *s, const run *r, uint32_t glyph, bool left)
{
	int sides[2];
	if (s->lines.protrusion == 0 || r->count == 0)
		return 0;
	font_hang(r->font, r->glyphs[glyph].id, &sides[0], &sides[1]);
	return length_scale(r->size, (length)sides[left ? 0 : 1] * s->lines.protrusion, 100000);
}

/* Scripts whose letters join: space between them would tear words apart. */
static bool joins(hb_script_t script)
{
	switch (script) {
	case HB_SCRIPT_ARABIC:
	case HB_SCRIPT_SYRIAC:
	case HB_SCRIPT_NKO:
	case HB_SCRIPT_MANDAIC:
	case HB_SCRIPT_MONGOLIAN:
	case HB_SCRIPT_PHAGS_PA:
	case HB_SCRIPT_ADLAM:
	case HB_SCRIPT_HANIFI_ROHINGYA:
	case HB_SCRIPT_DEVANAGARI:
	case HB_SCRIPT_BENGALI: return true;
	default: return false;
	}
}

bool shape_is_tracked(hb_script_t script)
{
	return !joins(script);
}

enum { SIGMA = 0x3c3, FINAL_SIGMA = 0x3c2 };

static uint32_t hash_of_letters(const char *text, size_t length, bool all)
{
	uint32_t hash = 2166136261u;
	bool any = false;
	for (size_t at = 0; at < length;) {
		uint32_t c = unicode_next(text, &at);
		if (!all && !unicode_is_word(c))
			continue;
		c = c == FINAL_SIGMA ? SIGMA : unicode_lower(c);
		hash = (hash ^ c) * 16777619u;
		any = true;
	}
	if (!any && !all)
		return hash_of_letters(text, length, true);
	return hash ? hash : 1;
}

uint32_t shape_word_hash(const char *text, size_t length)
{
	return hash_of_letters(text, length, false);
}

uint32_t shape_space_glyph(const font *f)
{
	hb_codepoint_t space;
	return hb_font_get_nominal_glyph(font_shaper(f), ' ', &space) ? space : 0;
}
