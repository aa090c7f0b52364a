/* pdf_content: the display list of a page as content streams, the same bytes for every edition:
 * colours, fonts and images are named, and the trim's bottom left corner is the origin. What is for
 * screens alone is a stream of its own, which the print edition leaves out: unpainted words would
 * have to be tagged or be artifacts, and are neither. */
#ifndef PLATEN_PDF_CONTENT_H
#define PLATEN_PDF_CONTENT_H

#include "layout/page.h"
#include "pdf/pdf_font.h"
#include "pdf/pdf_object.h"
#include "pdf/pdf_tags.h"

typedef struct pdf_content {
	const pages *pages;
	const pdf_fonts *fonts;
	const pdf_tags *tags;
} pdf_content;

#define PDF_CONTENT_IMAGE "I%zu" /* the resource of an image, by its index */

/* Append what a page (an index) has for all editions, or, to be painted after that, what it has
 * for screens: maybe nothing. Only reads what it is given. */
void pdf_append_page(pdf_buffer *out, const pdf_content *c, size_t page, bool screen);

/* Append glyphs that are no part of the text, without tags: the slug line. y is downwards from the
 * trim's top. */
void pdf_append_marks(pdf_buffer *out, const pdf_content *c, const mark *marks, size_t count);

#endif
