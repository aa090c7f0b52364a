/* pdf_profile: the ICC profiles of output conditions. */
#ifndef PLATEN_PDF_PROFILE_H
#define PLATEN_PDF_PROFILE_H

#include "pdf/pdf_object.h"

typedef struct pdf_profile pdf_profile;

/* Begin to read, check and compress a CMYK output profile on a thread of its own: it is a megabyte, so begin early. */
pdf_profile *pdf_profile_begin(const char *path);

/* Wait for it. NULL: it is usable; otherwise why it is not and what to do, the profile's for as long as it lives. */
const char *pdf_profile_fault(pdf_profile *p);

/* Its bytes, compressed, and what it calls itself (ASCII). Only where it has no fault. */
const pdf_bytes *pdf_profile_bytes(pdf_profile *p);
const char *pdf_profile_description(pdf_profile *p);

void pdf_profile_free(pdf_profile *p);

/* sRGB's profile, made by lcms2, the same bytes at any time. The arena's. */
pdf_bytes pdf_profile_srgb(arena *a);

#endif
