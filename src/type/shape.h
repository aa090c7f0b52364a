/* shape: text to glyph runs, by HarfBuzz. In a run of the program each word is shaped once for each
 * appearance and language; every later request gets the same glyph runs. They never change, so
 * pages may point to them. */
#ifndef PLATEN_SHAPE_H
#define PLATEN_SHAPE_H

#include "style/style.h"
#include "type/font.h"
#include "type/hyphen.h"
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
	/* its text in logical order: the letters as they are read aloud, even where small caps show
	 * capitals */
	const char *text;
	size_t text_length;
	uint32_t visible; /* characters of it that show ink: unicode_visible */
	/* none where the text is only joiners, soft hyphens and the like */
	const glyph *glyphs;
	size_t count;
	length width;
	uint8_t level; /* bidi */
	const char *lang;
} run;

/* A word: its runs in logical order (several where a face lacks a character, and in small caps made
 * from capitals), whose texts make up the word's text without gaps. Where the appearance has no
 * face, which is reported, there are no runs. */
typedef struct word {
	const run *const *runs;
	size_t count;
	length width;
	/* how far its first and last glyph may hang out of a line, with protrusion applied */
	length hang_left, hang_right;
	uint32_t letters; /* how many characters it has */
	hb_script_t script;
	uint8_t level; /* bidi */
	bool scaled;   /* capitals in reduced size are its small capitals */
	bool superior; /* its glyphs are the face's superiors: it is not raised again */
	/* 1 + font_index of the face that has all its letters, where the appearance's own lacks
	 * one; 0: there is none, or no need */
	uint16_t face;
	/* of its letters and digits in lower case, so that "Alice," and "alice" have equal ones; of
	 * all characters where it has neither; never 0 */
	uint32_t hash;
} word;

typedef struct shaper shaper;
shaper *shaper_new(arena *a, report *r, font_library *fonts, const style *s);
/* Let no ligature cross the joints of compounds, as this library knows them; before the first word.
 * Each thread's shaper needs the library of its thread. */
void shaper_use_joints(shaper *s, hyphen_library *hyphens);
/* Report GLYPH_MISSING for the characters that no face had since the last time, a message for each
 * script. Freeing does the same. */
void shaper_report_missing(shaper *s);
void shaper_free(shaper *s); /* HarfBuzz's part alone; runs and words are the arena's */

/* A shaper for another thread, with an arena of its own that outlives all who use its words. It
 * knows the words, faces and languages that the first one has met; a further word in those it
 * shapes for itself. It reports nothing. While it works the first one must not. */
shaper *shaper_for_thread(arena *a, const shaper *first);

/* Shape text of one script and direction. A character that no face has is noted for
 * shaper_report_missing, with `where` (where the text begins), and .notdef is set. Never NULL.
 * A word with a letter that the appearance's face lacks is set in a face that has all its letters,
 * where there is one. Where the face has no small capital for a letter of the word, capitals at
 * 78 % of the size, slightly tracked, are those of the whole word.
 * Tracking turns ligatures off, and does nothing in scripts whose letters join. A hyphen (U+2010,
 * U+2011) that the face lacks becomes its hyphen-minus, and a fixed space becomes its space glyph
 * at the right width; soft hyphens, joiners and bidi controls have no glyph. */
const word *shape_word(shaper *s, const char *text, size_t length, const appearance *look,
		       const char *lang, hb_script_t script, uint8_t level, place where);

/* A part of a word that a line's end has divided, with the hyphen that is there: `text` begins
 * as the word does from byte `from` on. It keeps to the faces of the whole, so that a shaper which
 * knows that knows the faces of its parts. */
const word *shape_part(shaper *s, const char *text, size_t length, const appearance *look,
		       const char *lang, const word *whole, size_t from, place where);

/* Meet a word: the same as shape_word gives, but it has no glyphs before shape_finish, so that
 * threads may shape all words that were met at once. How many were: shape_pending. */
const word *shape_meet(shaper *s, const char *text, size_t length, const appearance *look,
		       const char *lang, hb_script_t script, uint8_t level, place where);
size_t shape_pending(const shaper *s);
/* Shape those from … to-1 of the pending words of `first` by a shaper for a thread, but for what
 * needs a face that was not asked for yet. */
void shape_pending_words(shaper *thread, shaper *first, size_t from, size_t to);
/* Shape what is left of the pending words before the one `to`, in the order in which they were
 * met. */
void shape_finish(shaper *s, size_t to);

/* The width of a word's text before a byte offset: of all clusters that begin there (a ligature
 * counts whole). */
length shape_word_width_before(const word *w, size_t offset);

/* Is all of a word in this face, and are its small capitals the face's own, if it has any? */
bool shape_word_is_plain(const word *w, const font *own);

/* The face of the run that a byte of a word is in; NULL: none. */
const font *shape_word_font(const word *w, size_t offset);

/* What `word` has as its hash. */
uint32_t shape_word_hash(const char *text, size_t length);

/* May letters of a script move apart? Not where they join. */
bool shape_is_tracked(hb_script_t script);

/* Meet an appearance and a language, so that shapers for other threads know them. */
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
