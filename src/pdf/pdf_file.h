/* pdf_file: the fields of a pdf_file, only for pdf_object.c, which makes objects, and pdf_write.c,
 * which writes them. Invariant: the attr of each dictionary that pdf_object made is its
 * pdf_extra. */
#ifndef PLATEN_PDF_FILE_H
#define PLATEN_PDF_FILE_H

#include "pdf/pdf_object.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>

/* What is added to a libharu dictionary. */
typedef struct pdf_extra {
	pdf_file *file;
	HPDF_Dict_OnWriteFunc libharu; /* libharu's own write_fn, or NULL */
	pdf_buffer exact;              /* entries written out */
	pdf_raw_fn *raw;
	const void *context;
	const pdf_bytes *body; /* a stream's */
	bool stream, late;     /* late: a stream whose body comes after all else is written */
} pdf_extra;

struct pdf_file {
	arena *arena;
	HPDF_Doc document;
	int version;
	struct pdf_out *out; /* while it is written */
	/* the object that is being written, by libharu and by write_extra in turn */
	pdf_buffer value;
	pdf_extra **extras; /* of all dictionaries, to free their buffers */
	size_t extra_count, extra_capacity;
};

#endif
