/* pdf_page_form: pages of other PDFs as form XObjects, with the objects that they lead to. */
#ifndef PLATEN_PDF_PAGE_FORM_H
#define PLATEN_PDF_PAGE_FORM_H

#include "image/placed_form.h"
#include "pdf/pdf_color.h"
#include "pdf/pdf_object.h"

/* Bytes that were compressed for one edition are used in the others, too. */
typedef struct pdf_page_forms pdf_page_forms;
pdf_page_forms *pdf_page_forms_new(arena *a);

/* Colour spaces as an edition has them, written out, and the entries that stand for those of
 * devices where a page names them ("/DefaultRGB …"). */
typedef struct pdf_page_spaces {
	const char *rgb, *cmyk, *black, *defaults;
	pdf_colors *colors; /* which have the style's spot inks */
	bool press;
} pdf_page_spaces;

/* A new form, which fills the unit square. Objects that pages of one file share are written once in
 * a document: `turn` is its number. */
pdf_dict *pdf_page_form_write(pdf_page_forms *p, pdf_file *f, unsigned turn,
			      const placed_form *form, const pdf_page_spaces *spaces);

#endif
