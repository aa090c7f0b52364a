/* pdf_deflate: the bodies of streams, compressed by libdeflate on several threads. The same bytes
 * on any number of them. */
#ifndef PLATEN_PDF_DEFLATE_H
#define PLATEN_PDF_DEFLATE_H

#include "pdf/pdf_object.h"

/* What comes by the page, and all objects: level 6 would make a book 5 % smaller and take a seventh
 * of its whole time for that. Faces and images are compressed better. */
#define PDF_DEFLATE_LEVEL   6
#define PDF_DEFLATE_QUICKLY 3

/* Compress each of the bytes in place (filter NULL before, FlateDecode after) by libdeflate at a
 * level from 1 to 12, one after the other; what would not become smaller stays as it is. The
 * results are the arena's. */
void pdf_deflate_all(arena *a, pdf_bytes *items, size_t count, int level);
pdf_bytes pdf_deflate(arena *a, const void *data, size_t size, int level);

/* The same on several threads, and items without data are made on the way: `make` appends an item's
 * bytes, and may only read what others see. */
typedef void pdf_make_fn(pdf_buffer *out, const void *context, size_t index);
void pdf_deflate_made(arena *a, pdf_bytes *items, size_t count, int level, pdf_make_fn *make,
		      const void *context);

#endif
