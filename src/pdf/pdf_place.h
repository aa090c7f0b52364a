/* pdf_place: places in content streams: rectangles, pictures, turned text. */
#ifndef PLATEN_PDF_PLACE_H
#define PLATEN_PDF_PLACE_H

#include "layout/page.h"
#include "pdf/pdf_object.h"

enum { PDF_PLACE_DIGITS = 3 }; /* decimals of a place, in points */

#define PDF_PLACE_IMAGE "I%zu" /* the resource of an image, by its index */

/* Append four lengths, each with a space after it. */
void pdf_append_places(pdf_buffer *b, length first, length second, length third, length fourth);

/* Append the painting of a mark's picture, or of the part that the mark shows, on a page of this
 * height. It does not overprint. */
void pdf_append_picture(pdf_buffer *b, const mark *m, length height);

/* Append the text matrix of a sheet that is turned as a mark says (layout/page.h); 0: it is not. */
void pdf_append_turn(pdf_buffer *b, const sheet *s, int turn);

#endif
