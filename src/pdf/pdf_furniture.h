/* pdf_furniture: what the print edition has around its pages: boxes, crop and registration marks,
 * the slug line. */
#ifndef PLATEN_PDF_FURNITURE_H
#define PLATEN_PDF_FURNITURE_H

#include "layout/page.h"
#include "lines/setter.h"
#include "pdf/pdf_content.h"
#include "pdf/pdf_object.h"

typedef struct pdf_furniture pdf_furniture;

/* Set the slug lines of all pages (title and page), so that their glyphs can be taken in
 * (pdf_fonts_use); no setter: there are none. */
pdf_furniture *pdf_furniture_new(arena *a, const setter *s, const pages *p, const char *title);
void pdf_furniture_use(const pdf_furniture *u, pdf_fonts *fonts);

/* Put MediaBox, BleedBox and TrimBox into a page's object. */
void pdf_furniture_boxes(const sheet *s, pdf_dict *page);

/* Append the crop and registration marks, which are the same for every page, and a page's slug
 * line: artifacts, between q and Q. */
void pdf_append_press_marks(pdf_buffer *out, const sheet *s);
void pdf_append_slug(pdf_buffer *out, const pdf_furniture *u, const pdf_content *c, size_t page);

#endif
