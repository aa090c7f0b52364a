/* shape: text to glyph runs, by HarfBuzz. A word is shaped once a run of the program for each appearance and language; all
 * who ask for it again get the same run. Runs are never changed, so pages may point into them. */
#ifndef PLATEN_SHAPE_H
#define PLATEN_SHAPE_H

#include "input/style.h"
#include "text/font.h"
#include "text/segment.h"

typedef struct glyph {
	uint32_t id;
	uint32_t cluster;      /* byte of the run's text where its cluster begins */
	int32_t advance;       /* scaled points; tracking included */
	int32_t dx, dy;        /* offset from the pen, scaled points, y upwards */
} glyph;

/* Glyphs of one face at one size, from left to right as painted. */
typedef struct run {
	const font *font;
	length size;
	const char *text;      /* what it says, in logical order (letters as they are read aloud, not the small caps' glyphs) */
	size_t text_length;
	const glyph *glyphs;
	size_t count;
	length width;
	uint8_t level;         /* bidi */
	const char *lang;
} run;

/* A word: runs in logical order (several only where faces fall back). */
typedef struct word {
	const run *const *runs;
	size_t count;
	length width;
	uint32_t hash;         /* of the text, letters folded to lower case: equal words have equal hashes; never 0 */
} word;

typedef struct shaper shaper;
shaper *shaper_new(arena *a, report *r, font_library *fonts, const style *s);

/* Shape text that stands in one script and direction. A character that no face has is GLYPH_MISSING at `where` (the place of the
 * text's first character; the message names character and code point), and .notdef is set. Never NULL. */
const word *shape_word(shaper *s, const char *text, size_t length, const appearance *look, const char *lang, hb_script_t script,
		       uint8_t level, place where);

/* The appearance's own face, or NULL after a report. */
const font *shape_font(shaper *s, const appearance *look, place where);

/* Width of a word space, and of the em fractions that HarfBuzz says of the face's space glyph. */
length shape_space(shaper *s, const appearance *look);

/* The glyph id of a space in the face (0: it has none). */
uint32_t shape_space_glyph(const font *f);

#endif
