/* pdf_drawing: drawings as form XObjects. Their content is the same in all editions; their colours
 * are in a space that each defines: sRGB, which is what SVG means. Print takes it as it takes
 * images: tagged, or converted, which is a content of its own. Gray is black ink alone. */
#ifndef PLATEN_PDF_DRAWING_H
#define PLATEN_PDF_DRAWING_H

#include "document/edition.h"
#include "layout/page.h"
#include "pdf/pdf_color.h"
#include "pdf/pdf_font.h"
#include "pdf/pdf_image.h"
#include "pdf/pdf_object.h"

typedef struct pdf_drawings pdf_drawings;

/* Set the texts of all drawings among images (by index; NULL: none), and take in their glyphs. The
 * arena owns all. Reports missing glyphs. */
pdf_drawings *pdf_drawings_new(arena *a, report *r, const pages *p, font_library *library,
			       pdf_fonts *fonts, const image *const *images, size_t count);

/* What a drawing names in an edition: the fonts' objects by index, and sRGB and black as colour
 * spaces, written out ("/DeviceRGB" or an array). */
typedef struct pdf_drawing_names {
	pdf_dict *const *fonts;
	const char *rgb, *black;
	const pdf_colors *colors;
	const pdf_convert *convert; /* from sRGB to the press's inks; NULL: sRGB stays */
	pdf_images *images;
	const edition *edition;
} pdf_drawing_names;

/* Requires: pdf_fonts are made. The object of an image that is a drawing, which fills the unit
 * square. */
pdf_dict *pdf_drawing_write(pdf_drawings *d, pdf_file *f, const image *i,
			    const pdf_drawing_names *names);

/* Is a part of it transparent, such as a picture in it? Call it after the drawing was written. */
bool pdf_drawing_is_transparent(const pdf_drawings *d, const pdf_images *images, const image *i);

#endif
