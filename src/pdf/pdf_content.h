/* pdf_content: the display list of a page as content streams, the same bytes for every edition:
 * colours, fonts and images are named, and the trim's bottom left corner is the origin. What is
 * only for screens is a separate stream, which the print edition leaves out: words that are in the
 * stream but not painted would have to be either tagged or artifacts, and they are neither. */
#ifndef PLATEN_PDF_CONTENT_H
#define PLATEN_PDF_CONTENT_H

#include "layout/page.h"
#include "pdf/pdf_color.h"
#include "pdf/pdf_font.h"
#include "pdf/pdf_object.h"
#include "pdf/pdf_tags.h"

typedef struct pdf_content {
	const pages *pages;
	const pdf_fonts *fonts;
	const pdf_tags *tags;
	const pdf_colors *colors;
} pdf_content;

/* Append a page's content for all editions, or (`screen`) its content for screens, painted after
 * that, which may be empty. Only reads its arguments. */
void pdf_append_page(pdf_buffer *out, const pdf_content *c, size_t page, bool screen);

/* Append glyphs that are not part of the text, without tags: the slug line. y is downwards from the
 * trim's top. */
void pdf_append_marks(pdf_buffer *out, const pdf_content *c, const mark *marks, size_t count);

#endif
