/* pdf_spot: spot inks of pages of PDFs among those of the style sheet. A plate is known by its
 * name, so one name is one ink, wherever it comes from. */
#ifndef PLATEN_PDF_SPOT_H
#define PLATEN_PDF_SPOT_H

#include "image/image.h"
#include "pdf/pdf_color.h"

/* Take in the inks that pages of PDFs among the images share with the style (an item of `images`
 * may be NULL), and warn of names that are defined in several ways. */
void pdf_spots_use(arena *a, report *r, pdf_colors *c, const image *const *images, size_t count);

#endif
