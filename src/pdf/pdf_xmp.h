/* pdf_xmp: a PDF's metadata as XMP, made of the same facts as its Info. */
#ifndef PLATEN_PDF_XMP_H
#define PLATEN_PDF_XMP_H

#include "pdf/pdf_meta.h"

/* The packet, owned by the arena. `identity` is the hash of the content: the instance's id. */
pdf_bytes pdf_xmp(arena *a, const pdf_facts *facts, const edition *e,
		  const unsigned char identity[16]);

#endif
