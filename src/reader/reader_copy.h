/* reader_copy: a PDF that was read, with more in it, as new bytes. */
#ifndef PLATEN_READER_COPY_H
#define PLATEN_READER_COPY_H

#include "reader/reader.h"

/* An indirect object, of its text in PDF's syntax; and a stream, of its dictionary's. */
reader_object reader_copy_new(reader_pdf *f, const char *text);
reader_object reader_copy_new_stream(reader_pdf *f, const char *dictionary, const char *data,
				     size_t length);

/* Let a dictionary's key (without its slash) be an object, or a text. */
void reader_copy_set(reader_pdf *f, reader_object o, const char *key, reader_object value);
void reader_copy_set_text(reader_pdf *f, reader_object o, const char *key, const char *utf8);

/* Let a dictionary's key be an array of its own, with what it had so far. */
reader_object reader_copy_array(reader_pdf *f, reader_object o, const char *key);
void reader_copy_append(reader_pdf *f, reader_object array, reader_object item);

/* Write all of it, the same bytes each time; in `a`. NULL data: qpdf can't. */
reader_bytes reader_copy_write(reader_pdf *f, arena *a);

#endif
