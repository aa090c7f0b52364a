/* pdf_font_text: clusters of glyphs and their text, and how these are printed. Private to
 * pdf_font. */
#ifndef PLATEN_PDF_FONT_TEXT_H
#define PLATEN_PDF_FONT_TEXT_H

#include "pdf/pdf_font.h"

/* Glyphs that have a text together. */
typedef struct font_cluster {
	uint32_t first, count;
	const char *text;
	uint32_t length;
} font_cluster;

/* The cluster of a run that begins at glyph `first`, as far as it is before `end`. */
font_cluster pdf_font_text_cluster_at(const run *r, uint32_t first, uint32_t end);

/* Bytes of the first character; how many characters; the character where there is just one,
 * otherwise 0. */
uint32_t pdf_font_text_step(const char *text, size_t length);
uint32_t pdf_font_text_characters(const char *text, size_t length);
uint32_t pdf_font_text_single(const char *text, size_t length);

/* A character as UTF-8. */
const char *pdf_font_text_of(arena *a, uint32_t character, uint32_t *length);

/* Has it a private-use character? (PDF/A-2, 6.2.11.7.3: such text needs ActualText.) */
bool pdf_font_text_is_private(const char *text, size_t length);

#endif
