/* pdf_profile: the ICC profiles of output conditions. */
#ifndef PLATEN_PDF_PROFILE_H
#define PLATEN_PDF_PROFILE_H

#include "pdf/pdf_object.h"

typedef struct pdf_profile pdf_profile;

/* Open and check a CMYK output profile. Never NULL; pdf_profile_free gives it back. */
pdf_profile *pdf_profile_open(const char *path);

/* NULL: it is usable; otherwise why it is not and what to do, the profile's for as long as it
 * lives. */
const char *pdf_profile_fault(const pdf_profile *p);

/* Its bytes, which are lent as long as it is open, and what it calls itself (ASCII). Only where it
 * has no fault. */
const pdf_bytes *pdf_profile_bytes(const pdf_profile *p);
const char *pdf_profile_description(const pdf_profile *p);

void pdf_profile_free(pdf_profile *p);

/* sRGB's profile, made by lcms2, the same bytes at any time. The arena's. */
pdf_bytes pdf_profile_srgb(arena *a);

#endif
