/* pdf_deflate: the bodies of streams, compressed by libdeflate, in parts. The bytes do not depend
 * on these. */
#ifndef PLATEN_PDF_DEFLATE_H
#define PLATEN_PDF_DEFLATE_H

#include "pdf/pdf_object.h"

/* Pages and attachments are compressed quickly: at level 6 a book would be 4 % smaller, but its
 * build would take a seventh longer. Objects, faces and images are few or become much smaller. */
#define PDF_DEFLATE_LEVEL   6
#define PDF_DEFLATE_QUICKLY 4

/* Compress each of the bytes in place (filter NULL before, FlateDecode after) by libdeflate at a
 * level from 1 to 12, one after the other; items that would not become smaller stay as they are.
 * The arena owns the results. */
void pdf_deflate_all(arena *a, pdf_bytes *items, size_t count, int level);
pdf_bytes pdf_deflate(arena *a, const void *data, size_t size, int level);

/* The same in parts. Items without data are made first: `make` appends an item's bytes, and must
 * not write anything that other parts read. */
typedef void pdf_make_fn(pdf_buffer *out, const void *context, size_t index);
void pdf_deflate_made(arena *a, pdf_bytes *items, size_t count, int level, pdf_make_fn *make,
		      const void *context);

#endif
