/* pdf_furniture: what the print edition has around its pages: boxes, crop and registration marks,
 * the slug line. */
#ifndef PLATEN_PDF_FURNITURE_H
#define PLATEN_PDF_FURNITURE_H

#include "layout/page.h"
#include "lines/setter.h"
#include "pdf/pdf_content.h"
#include "pdf/pdf_object.h"

typedef struct pdf_furniture pdf_furniture;

/* What the slug line says, beside each page's number. */
typedef struct pdf_slug {
	const char *title, *edition;
	const char *date, *digest; /* or NULL */
	const char *single; /* what is said of the only sheet, in place of its number; or NULL */
	bool wanted;        /* an edition that has slug lines is made */
} pdf_slug;

/* Set the slug lines of all pages, so that their glyphs can be taken in (pdf_fonts_use); no setter:
 * there are none. */
pdf_furniture *pdf_furniture_new(arena *a, const setter *s, const pages *p, const pdf_slug *says);
void pdf_furniture_use(const pdf_furniture *u, pdf_fonts *fonts);

/* Put MediaBox, BleedBox and TrimBox into a page's object. */
void pdf_furniture_boxes(const sheet *s, pdf_dict *page);

/* Append the crop, fold and registration marks and the colour bar, which are the same for every
 * page, and a page's slug line: artifacts, between q and Q. */
void pdf_append_press_marks(pdf_buffer *out, const pdf_colors *colors, const style *style);
void pdf_append_slug(pdf_buffer *out, const pdf_furniture *u, const pdf_content *c, size_t page);

#endif
