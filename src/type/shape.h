/* shape: text to glyph runs, by HarfBuzz. In a run of the program each word is shaped once for each
 * appearance and language; every later request gets the same glyph runs. They never change, so
 * pages may point to them. */
#ifndef PLATEN_SHAPE_H
#define PLATEN_SHAPE_H

#include "style/style.h"
#include "type/font.h"
#include "type/hyphen.h"

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
	/* its text in logical order, as it is read aloud: small caps keep their small letters */
	const char *text;
	size_t text_length;
	uint32_t visible; /* characters of it that show ink: unicode_visible */
	/* count is 0 where the text is only joiners, soft hyphens and the like */
	const glyph *glyphs;
	size_t count;
	length width;
	uint8_t level; /* bidi */
	const char *lang;
} run;

/* A word: its runs in logical order (several if a face lacks a character, or small caps are made
 * from capitals), whose texts make up the word's text without gaps. If the appearance has no face,
 * which is reported, there are no runs. */
typedef struct word {
	const run *const *runs;
	size_t count;
	length width;
	/* how far its first and last glyph may hang out of a line, with protrusion applied */
	length hang_left, hang_right;
	uint32_t letters; /* how many characters it has */
	hb_script_t script;
	uint8_t level; /* bidi */
	bool scaled;   /* its small capitals are capitals in a smaller size */
	bool superior; /* its glyphs are the face's superiors, so it must not be raised as well */
	/* 1 + font_index of the one face that has all its letters, if the appearance's face lacks
	 * one; 0: no face has all, or the appearance's has */
	uint16_t face;
	/* hash of its letters and digits in lower case, so that "Alice," and "alice" are equal; of
	 * all its characters if it has neither; never 0 */
	uint32_t hash;
} word;

typedef struct shaper shaper;
shaper *shaper_new(arena *a, report *r, font_library *fonts, const style *s);
/* Let no ligature cross the joints of compounds that this library finds. Call it before the first
 * word; each slot's shaper needs the library of its slot. */
void shaper_use_joints(shaper *s, hyphen_library *hyphens);
/* Report GLYPH_MISSING for the characters that no face had since the last call, with one message
 * for each script. shaper_free does it as well. */
void shaper_report_missing(shaper *s);
void shaper_free(shaper *s); /* frees what HarfBuzz holds; runs and words are the arena's */

/* A shaper for another slot, with an arena of its own that outlives every use of its words. It
 * knows the words, faces and languages that the first one has met, and shapes further words in
 * these by itself. It reports nothing. While it is used, the first one must not be. */
shaper *shaper_for_thread(arena *a, const shaper *first);

/* Shape text of one script and direction. A character that no face has is noted for
 * shaper_report_missing, with `where` (where the text begins), and .notdef is set. Never NULL. A
 * word with a letter that the appearance's face lacks is set wholly in a face that has all its
 * letters, if there is one. If the face lacks the small capital of one letter, the whole word is
 * set in capitals at 78 % of the size, slightly tracked. Tracking turns ligatures off, and does
 * nothing in scripts whose letters join. If the face lacks U+2010 or U+2011, its hyphen-minus is
 * taken; a fixed space becomes the space glyph at the right width; soft hyphens, joiners and bidi
 * controls have no glyph. */
const word *shape_word(shaper *s, const char *text, size_t length, const appearance *look,
		       const char *lang, hb_script_t script, uint8_t level, place where);

/* A part of a word that is divided at a line's end, with its hyphen: `text` begins with the word's
 * text from byte `from` on. It uses the faces of the whole word, so a shaper that knows the word
 * knows the faces of its parts. */
const word *shape_part(shaper *s, const char *text, size_t length, const appearance *look,
		       const char *lang, const word *whole, size_t from, place where);

/* Meet a word: returns what shape_word would, but without glyphs until shape_finish, so that all
 * words that were met can be shaped in parts. shape_pending gives their number. */
const word *shape_meet(shaper *s, const char *text, size_t length, const appearance *look,
		       const char *lang, hb_script_t script, uint8_t level, place where);
size_t shape_pending(const shaper *s);
/* Let the shaper of a slot shape the pending words `from` to `to` - 1 of `first`, except those that
 * need a face that was not asked for yet. */
void shape_pending_words(shaper *s, shaper *first, size_t from, size_t to);
/* Shape the pending words before `to` that are left, in the order in which they were met. */
void shape_finish(shaper *s, size_t to);

/* The width of a word's text before a byte offset: of all clusters that begin before it (a ligature
 * counts whole). */
length shape_word_width_before(const word *w, size_t offset);

/* Is all of a word in this face, and are its small capitals the face's own, if it has any? */
bool shape_word_is_plain(const word *w, const font *own);

/* The face of the run that a byte of a word is in; NULL: none. */
const font *shape_word_font(const word *w, size_t offset);

/* The hash of a word, as in `word`. */
uint32_t shape_word_hash(const char *text, size_t length);

/* May the letters of a script be tracked? Not if they join. */
bool shape_is_tracked(hb_script_t script);

/* Meet an appearance and a language, so that the shapers of other slots know them. */
void shape_prepare(shaper *s, const appearance *look, const char *lang, place where);

/* The glyph at the left or right edge of a word that is cut at a byte offset, and its run; NULL: it
 * has none. */
const run *shape_word_edge(const word *w, size_t offset, bool left, uint32_t *glyph);

/* How far a glyph may hang out of the line on a side, at the style's protrusion. */
length shape_hang(const style *s, const run *r, uint32_t glyph, bool left);

/* The appearance's own face, or NULL after a report. */
const font *shape_font(shaper *s, const appearance *look, place where);

/* The width of a word space: of the face's space glyph, tracking included; a quarter of an em where
 * the face has none. */
length shape_space(shaper *s, const appearance *look);

/* The glyph id of a space in the face; 0: it has none. */
uint32_t shape_space_glyph(const font *f);

#endif
