/* pdf_profile: the ICC profiles of output conditions. */
#ifndef PLATEN_PDF_PROFILE_H
#define PLATEN_PDF_PROFILE_H

#include "pdf/pdf_object.h"

typedef struct pdf_profile pdf_profile;

/* Open and check a CMYK output profile, which must be inside `root` (NULL: anywhere). Never NULL;
 * pdf_profile_free frees it. */
pdf_profile *pdf_profile_open(const char *path, const char *root);

/* NULL: it is usable; otherwise why it is not and what to do, owned by the profile. */
const char *pdf_profile_fault(const pdf_profile *p);

/* Its bytes, which are lent while it is open, and its name (ASCII). Only if it has no fault. */
const pdf_bytes *pdf_profile_bytes(const pdf_profile *p);
const char *pdf_profile_description(const pdf_profile *p);

void pdf_profile_free(pdf_profile *p);

/* The sRGB profile, made by lcms2, always with the same bytes. Owned by the arena. */
pdf_bytes pdf_profile_srgb(arena *a);

#endif
