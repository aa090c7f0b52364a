/* pdf_font: the faces that pages use, as subsets under Identity-H, and what their glyphs mean in
 * Unicode. First all painted glyphs are taken in, then subsets, widths and ToUnicode are made, once
 * for all editions.
 *
 * A glyph has one meaning in ToUnicode: its most frequent one (of equals, the first). Where a glyph
 * means something else, or a cluster's text is not that of its glyphs, the text needs ActualText:
 * see pdf_font_stretch. */
#ifndef PLATEN_PDF_FONT_H
#define PLATEN_PDF_FONT_H

#include "layout/page.h"
#include "pdf/pdf_object.h"

typedef struct pdf_fonts pdf_fonts;
typedef struct pdf_font pdf_font;

pdf_fonts *pdf_fonts_new(arena *a);

/* Take in what pages paint, or further glyphs of a run (a slug line's). `space`: a word space
 * follows. */
void pdf_fonts_use_pages(pdf_fonts *f, const pages *p);
void pdf_fonts_use(pdf_fonts *f, const run *r, uint32_t first, uint32_t count, bool space);

/* Stop taking in. Then make each font's subset and the streams that belong to it, compressed;
 * several fonts may be made at the same time. At the end check that all could be made: false after
 * reporting. All functions below only read. */
void pdf_fonts_close(pdf_fonts *f);
void pdf_font_make(pdf_fonts *f, size_t index);
bool pdf_fonts_are_made(pdf_fonts *f, report *r);

/* The fonts that are used, in the order of first use. */
size_t pdf_font_count(const pdf_fonts *f);
const pdf_font *pdf_font_at(const pdf_fonts *f, size_t index);
const pdf_font *pdf_font_of(const pdf_fonts *f, const font *face);
const char *pdf_font_name(const pdf_font *f); /* "F1": the resource */

/* A glyph's two-byte code in content streams, and its width in the PDF, in millionths of the em: a
 * glyph at size s advances by s * width / 1000000. The glyph must have been taken in. */
unsigned pdf_font_code(const pdf_font *f, uint32_t glyph);
int32_t pdf_font_width(const pdf_font *f, uint32_t glyph);
/* the space's code; 0: the face has no space, or no text uses it */
unsigned pdf_font_space(const pdf_font *f);

/* A glyph as content streams show it: the first `size` bytes are its code in a literal string,
 * escaped where they must be. */
typedef struct pdf_font_glyph {
	char bytes[4];
	uint8_t size;
	uint16_t code;
	int32_t width;
} pdf_font_glyph;

/* Of all glyphs, by number; those that were not taken in are zero. */
const pdf_font_glyph *pdf_font_glyphs(const pdf_font *f);
/* the space, or NULL */
const pdf_font_glyph *pdf_font_space_glyph(const pdf_font *f);

/* Consecutive glyphs that are written together. */
typedef struct pdf_stretch {
	uint32_t first, count; /* glyphs of the run */
	bool actual;           /* to be written inside /Span <</ActualText …>> BDC … EMC */
	const char *text;      /* their text: UTF-8, without a NUL */
	size_t length;
} pdf_stretch;

/* The longest stretch of a run from glyph `from` on, before glyph `end`; its text is in logical
 * order. If letters have marks as separate glyphs, the whole stretch needs ActualText: readers see
 * gaps in the word where the pen moves back. Right-to-left text is an exception: readers reverse it
 * themselves, and would reverse ActualText again. */
pdf_stretch pdf_font_stretch(const pdf_font *f, const run *r, uint32_t from, uint32_t end);

/* Write the font into an edition; the Type0 dictionary is returned. */
pdf_dict *pdf_font_write(const pdf_font *f, pdf_file *file);

/* --- for tests: pure parts ------------------------------------------------------------------ */

/* A code's width (millionths of the em) and meaning (UTF-8). */
typedef struct pdf_font_entry {
	uint16_t code;
	int32_t width;
	const char *text;
	size_t length;
} pdf_font_entry;

/* The W array of entries in the order of their codes, leaving out those as wide as `usual` where
 * that is shorter. */
void pdf_font_print_widths(pdf_buffer *out, const pdf_font_entry *entries, size_t count,
			   int32_t usual);

/* The ToUnicode CMap of entries in the order of their codes. */
void pdf_font_print_unicode(pdf_buffer *out, const pdf_font_entry *entries, size_t count);

#endif
