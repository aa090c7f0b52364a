/* pdf_color: inks as colours by name. A content stream has "/text cs 1 scn /over gs", and each
 * edition's resources define these names, so that one stream serves all editions. */
#ifndef PLATEN_PDF_COLOR_H
#define PLATEN_PDF_COLOR_H

#include "document/edition.h"
#include "pdf/pdf_object.h"
#include "style/style.h"

/* The operators that set an ink for filling. */
void pdf_append_ink(pdf_buffer *b, const ink *i);

/* The name of the registration marks' colour: all inks in print. */
#define PDF_COLOR_REGISTRATION ".registration"

/* Append the space of black and its tints, a Separation whose operand is the tint. */
void pdf_append_black(pdf_file *f, pdf_buffer *b, bool press);

/* The graphics state that full black is painted in, written out: in print it overprints. */
const char *pdf_color_over(bool press);

/* Put ColorSpace and ExtGState into an edition's resources. */
void pdf_color_resources(pdf_file *f, const style *s, const edition *e, pdf_dict *resources);

#endif
