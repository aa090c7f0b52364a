/* shape: text to glyph runs, by HarfBuzz. A word is shaped once a run of the program for each
 * appearance and language; all who ask for it again get the same run. Runs are never changed, so
 * pages may point into them. */
#ifndef PLATEN_SHAPE_H
#define PLATEN_SHAPE_H

#include "style/style.h"
#include "type/font.h"
#include "type/segment.h"

typedef struct glyph {
	uint32_t id;
	uint32_t cluster; /* byte of the run's text where its cluster begins */
	int32_t advance;  /* scaled points; tracking included */
	int32_t dx, dy;   /* offset from the pen, scaled points, y upwards */
} glyph;

/* Glyphs of one face at one size, from left to right as painted. */
typedef struct run {
	const font *font;
	length size;
	/* what it says, in logical order (letters as they are read aloud, not the small caps'
	 * glyphs) */
	const char *text;
	size_t text_length;
	/* none where the text is nothing but joiners, soft hyphens and the like */
	const glyph *glyphs;
	size_t count;
	length width;
	uint8_t level; /* bidi */
	const char *lang;
} run;

/* A word: runs in logical order (several where faces fall back, and in small caps made from
 * capitals), whose texts are the word's text without gaps. No run at all where the appearance has
 * no face (which is reported). */
typedef struct word {
	const run *const *runs;
	size_t count;
	length width;
	/* how far its first and last glyph may stand out of a line, protrusion allowed for */
	length hang_left, hang_right;
	uint32_t letters; /* how many characters it has */
	hb_script_t script;
	uint8_t level; /* bidi */
	/* of its letters and digits, in lower case: "Alice," and "alice" have equal ones; of all
	 * where it has none; never 0 */
	uint32_t hash;
} word;

typedef struct shaper shaper;
shaper *shaper_new(arena *a, report *r, font_library *fonts, const style *s);
void shaper_free(shaper *s); /* HarfBuzz's part alone; runs and words are the arena's */

/* A shaper for another thread, with an arena of its own that outlives all who use its words. It
 * asks the font library for nothing and reports nothing: where a word needs a face or a language
 * that the first shaper has not met, or a face for a character that its own has not, it sets
 * *gave_up, and what it returns from then on is good for nothing; clear *gave_up to go on with
 * other words. While it works the first one must not. */
shaper *shaper_beside(arena *a, shaper *first, bool *gave_up);

/* Shape text that stands in one script and direction. A character that no face has is GLYPH_MISSING
 * at `where` (the place where the text begins, or before it; the message stands where the character
 * does, and names it and its code point, once a character), and .notdef is set. Never NULL. Small
 * caps that the face lacks are capitals of 78 % size, a little tracked. Tracking puts ligatures
 * off, and does nothing in scripts whose letters join. A hyphen (U+2010, U+2011) that the face
 * lacks is its hyphen-minus, a fixed space its space glyph at the width due; soft hyphens, joiners
 * and bidi controls have no glyph. */
const word *shape_word(shaper *s, const char *text, size_t length, const appearance *look,
		       const char *lang, hb_script_t script, uint8_t level, place where);

/* Width of the part of a word's text before a byte offset: of all clusters that begin there (a
 * ligature counts whole). */
length shape_word_width_before(const word *w, size_t offset);

/* Meet an appearance and a language, so that those who stand beside know them. */
void shape_prepare(shaper *s, const appearance *look, const char *lang, place where);

/* The glyph that a word's byte range starts or ends with, and its run; NULL: there is none. */
const run *shape_word_edge(const word *w, size_t offset, bool left, uint32_t *glyph);

/* How far a glyph may stand out of the line on a side, at the style's protrusion. */
length shape_hang(const style *s, const run *r, uint32_t glyph, bool left);

/* The appearance's own face, or NULL after a report. */
const font *shape_font(shaper *s, const appearance *look, place where);

/* Width of a word space: of the face's space glyph, tracking included; a quarter of an em where it
 * has none. */
length shape_space(shaper *s, const appearance *look);

/* The glyph id of a space in the face (0: it has none). */
uint32_t shape_space_glyph(const font *f);

#endif
