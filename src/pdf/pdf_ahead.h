/* pdf_ahead: what editions need that asks nothing of pages, made by the crew while manuscript and
 * style are read and lines are set. */
#ifndef PLATEN_PDF_AHEAD_H
#define PLATEN_PDF_AHEAD_H

#include "pdf/pdf_object.h"
#include "pdf/pdf_profile.h"

typedef struct crew crew;
typedef struct pdf_ahead pdf_ahead;

/* Send the crew (NULL: nobody, and all is made when it is asked for) for the sRGB profile. Freed by
 * pdf_ahead_free, after every pdf that has it, and before the crew; NULL is freed, too. */
pdf_ahead *pdf_ahead_send(arena *a, crew *c);
void pdf_ahead_free(pdf_ahead *ahead);

/* Send for the press's profile, of which there is one. May be left out. */
void pdf_ahead_send_press(pdf_ahead *ahead, const char *path);

/* What was made, lent. Waits for it. The press's profile may have a fault. */
pdf_bytes pdf_ahead_srgb(pdf_ahead *ahead);
const pdf_profile *pdf_ahead_press(pdf_ahead *ahead, const char *path);

#endif
