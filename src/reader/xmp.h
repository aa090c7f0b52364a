/* xmp: the properties of an XMP packet, in their order. */
#ifndef PLATEN_XMP_H
#define PLATEN_XMP_H

#include "reader/reader.h"

#define XMP_PDFA_URI         "http://www.aiim.org/pdfa/ns/id/"
#define XMP_PDFUA_URI        "http://www.aiim.org/pdfua/ns/id/"
#define XMP_PDFX_URI         "http://www.npes.org/pdfx/ns/id/"
#define XMP_PDF_URI          "http://ns.adobe.com/pdf/1.3/"
#define XMP_DC_URI           "http://purl.org/dc/elements/1.1/"
#define XMP_BASIC_URI        "http://ns.adobe.com/xap/1.0/"
#define XMP_DECLARATIONS_URI "http://pdfa.org/declarations/"
#define XMP_MM_URI           "http://ns.adobe.com/xap/1.0/mm/"

typedef struct xmp_item {
	const char *name; /* namespace, a space, local name */
	const char *value;
} xmp_item;

typedef struct xmp {
	bool sound; /* false: it is not XML */
	const xmp_item *items;
	size_t count;
} xmp;

/* Read a packet. A property may be an element or an attribute; names go by their namespaces,
 * whatever their prefixes; rdf:Alt and rdf:li around a value are skipped. In the arena. */
xmp xmp_read(arena *a, reader_bytes packet);

/* A property's first value that is not empty, or NULL. */
const char *xmp_get(const xmp *x, const char *name);

#endif
