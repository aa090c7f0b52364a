/* pdf_write: a pdf_file to bytes. Objects go into compressed object streams and the cross-reference
 * table into a stream (since PDF 1.5), which libharu cannot do: files are a third of the size of
 * libharu's. */
#ifndef PLATEN_PDF_WRITE_H
#define PLATEN_PDF_WRITE_H

#include "pdf/pdf_object.h"

typedef struct file_output file_output;

/* Write the header and all objects except the late streams. No object may be made after this.
 * `identity` becomes the MD5 of what was written (of streams' bodies, their CRC 32): equal for
 * equal documents. */
void pdf_file_write(pdf_file *f, file_output *out, unsigned char identity[16]);

/* Write the late streams, which may depend on the identity, and the cross-reference stream with the
 * identity as /ID. NULL, or libharu's message about an object that it refused (always Platen's
 * fault, never the author's). */
const char *pdf_file_finish(pdf_file *f);

#endif
