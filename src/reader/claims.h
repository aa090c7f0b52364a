/* claims: what a PDF's metadata claims: its producer and its standards. */
#ifndef PLATEN_CLAIMS_H
#define PLATEN_CLAIMS_H

#include "document/edition.h"
#include "reader/reader.h"

typedef struct claims {
	const char *producer, *title; /* or NULL */
	const char *const *standards; /* "PDF/A-3a", …; ends with NULL */
	bool press, archive;          /* it claims PDF/X; PDF/A and no PDF/X */
	const edition *edition;       /* that makes the same claims, or NULL */
	bool bare;                    /* that edition makes them when it carries no sources */
} claims;

/* Read them from XMP (ISO 16684-1), the producer from Info where XMP has none. XMP that is not well
 * formed claims nothing. */
claims claims_of(reader_pdf *f, arena *a);

#endif
