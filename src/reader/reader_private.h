/* What the parts of reader share. */
#ifndef PLATEN_READER_PRIVATE_H
#define PLATEN_READER_PRIVATE_H

#include "base/qpdf.h"
#include "reader/reader.h"

struct reader_pdf {
	arena *arena;
	qpdf_data pdf;
	reader_bytes file;
	reader_object loose; /* a stream for bytes that the file has in none, or READER_NONE */
};

/* Errors of single objects (a page tree that loops, a number out of range) are kept by qpdf and
 * shown as the null object; they must not make the next call fail. */
reader_object reader_checked(reader_pdf *f, qpdf_oh o);

#endif
