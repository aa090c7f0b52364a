/* pdf_deflate: the bodies of streams, compressed by libdeflate on several threads. The same bytes
 * on any number of them. */
#ifndef PLATEN_PDF_DEFLATE_H
#define PLATEN_PDF_DEFLATE_H

#include "pdf/pdf_object.h"

/* The level for pages and objects: level 6 would make a book 5 % smaller, but take a seventh of its
 * build time. Faces and images are compressed more. */
#define PDF_DEFLATE_LEVEL   6
#define PDF_DEFLATE_QUICKLY 3

/* Compress each of the bytes in place (filter NULL before, FlateDecode after) by libdeflate at a
 * level from 1 to 12, one after the other; items that would not become smaller stay as they are.
 * The arena owns the results. */
void pdf_deflate_all(arena *a, pdf_bytes *items, size_t count, int level);
pdf_bytes pdf_deflate(arena *a, const void *data, size_t size, int level);

/* The same on several threads. Items without data are made first: `make` appends an item's bytes,
 * and must not write anything that other threads read. */
typedef void pdf_make_fn(pdf_buffer *out, const void *context, size_t index);
void pdf_deflate_made(arena *a, pdf_bytes *items, size_t count, int level, pdf_make_fn *make,
		      const void *context);

#endif
