/* pdf_ahead: profiles, which editions need and which do not depend on pages: they are made in the
 * background while manuscript and style are read and lines are set. */
#ifndef PLATEN_PDF_AHEAD_H
#define PLATEN_PDF_AHEAD_H

#include "pdf/pdf_object.h"
#include "pdf/pdf_profile.h"
#include "style/style.h"

typedef struct pdf_ahead pdf_ahead;

/* Begin to make the sRGB profile. Free it after every pdf that uses it; NULL may be freed. */
pdf_ahead *pdf_ahead_begin(arena *a);
void pdf_ahead_free(pdf_ahead *ahead);

/* Begin to read the print edition's profile; there is only one. May be left out. */
void pdf_ahead_begin_press(pdf_ahead *ahead, const sheet *sheet);

/* Wait for a profile; it is lent. The print edition's may have a fault. */
pdf_bytes pdf_ahead_srgb(pdf_ahead *ahead);
const pdf_profile *pdf_ahead_press(pdf_ahead *ahead, const sheet *sheet);

#endif
