/* pdf_object: short names over libharu's objects. A pdf_file is one edition's document in the
 * making: dictionaries, arrays and streams are made in it and refer to each other, and pdf_write.h
 * turns them into bytes. Ownership: pdf_file_free frees all of a file's objects. Strings are
 * copied; the bytes of streams are NOT: they are lent, so that several editions can share the same
 * compressed bytes. libharu's errors are sticky: make everything, then check once (pdf_file_finish
 * does). Out of memory ends the program. */
#ifndef PLATEN_PDF_OBJECT_H
#define PLATEN_PDF_OBJECT_H

#include "base/length.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct arena arena;
typedef struct pdf_file pdf_file;
typedef struct _HPDF_Dict_Rec pdf_dict;   /* HPDF_Dict */
typedef struct _HPDF_Array_Rec pdf_array; /* HPDF_Array */

/* --- bytes under way ------------------------------------------------------------------------ */

/* A growing text, by malloc (an arena would keep each outgrown copy). Begin with { 0 }; data has no
 * NUL at its end. */
typedef struct pdf_buffer {
	char *data;
	size_t length, capacity;
} pdf_buffer;

void pdf_buffer_free(pdf_buffer *b);
void pdf_buffer_grow(pdf_buffer *b, size_t more); /* room for at least `more` bytes */

/* Where the next `more` bytes may be written; the caller then adds them to `length`. */
static inline char *pdf_buffer_room(pdf_buffer *b, size_t more)
{
	if (b->capacity - b->length < more)
		pdf_buffer_grow(b, more);
	return b->data + b->length;
}

/* Inline, since it appends each glyph. */
static inline void pdf_append(pdf_buffer *b, const void *bytes, size_t size)
{
	if (!size)
		return;
	memcpy(pdf_buffer_room(b, size), bytes, size);
	b->length += size;
}

void pdf_append_text(pdf_buffer *b, const char *text);
void pdf_append_print(pdf_buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void pdf_append_number(pdf_buffer *b, int64_t value);
/* points, as length_print writes them */
void pdf_append_length(pdf_buffer *b, length value, int digits);
/* value / 10^digits without trailing zeros: 35, 2 is 0.35 */
void pdf_append_fraction(pdf_buffer *b, int64_t value, int digits);
/* a number with at most so many digits (6) after the point, and a space; NaN is written as 0, and
 * magnitudes over a thousand million as that */
void pdf_append_real(pdf_buffer *b, double value, int digits);
/* "/" and the name, escaped as needed */
void pdf_append_name(pdf_buffer *b, const char *name);
/* a text string: literal where ASCII, else UTF-16BE in hex */
void pdf_append_string(pdf_buffer *b, const char *utf8);
/* a byte string in angle brackets */
void pdf_append_hex(pdf_buffer *b, const void *bytes, size_t size);
void pdf_append_reference(pdf_buffer *b, const pdf_dict *object); /* "12 0 R" */

/* A part of a stream's body. */
typedef struct pdf_piece {
	struct pdf_piece *next;
	const char *data;
	size_t length;
} pdf_piece;

/* The body of a stream as it is in the file: in one, or in pieces where it would be large. */
typedef struct pdf_bytes {
	const char *data;
	size_t length;
	const char *filter; /* "FlateDecode", "DCTDecode" or NULL: as it is */
	size_t plain;       /* length before compression (Length1 of fonts needs it) */
	pdf_piece *pieces;  /* or NULL; then data is the first one's, and length that of all */
} pdf_bytes;

/* From this version of PDF (times ten) on there is no document information, and tags have a
 * namespace of their own. */
enum { PDF_2 = 20 };

/* --- documents and objects ------------------------------------------------------------------ */

/* Begin a document of a version of PDF, times ten (17). The arena must outlive it. */
pdf_file *pdf_file_new(arena *a, int version);
void pdf_file_free(pdf_file *f);
pdf_dict *pdf_catalog(pdf_file *f);
pdf_dict *pdf_information(pdf_file *f);
pdf_dict *pdf_page_root(pdf_file *f);

/* A new indirect dictionary; its number is known at once, so it may be referred to before it is
 * filled. */
pdf_dict *pdf_dict_new(pdf_file *f);

/* A new indirect stream with lent bytes; NULL: pdf_stream_set gives them later, and the object is
 * written last. */
pdf_dict *pdf_stream_new(pdf_file *f, const pdf_bytes *body);
void pdf_stream_set(pdf_dict *stream, const pdf_bytes *body);

/* A copy of the bytes that lives as long as the document: for short streams. */
const pdf_bytes *pdf_bytes_keep(pdf_file *f, const void *data, size_t size);

/* A new indirect dictionary whose entries a function writes when the document is written: it takes
 * little memory, so it serves for thousands of objects. `write` appends "/Key value" pairs; the
 * context is lent until the document is written. */
typedef void pdf_raw_fn(pdf_buffer *out, const void *context);
pdf_dict *pdf_raw_new(pdf_file *f, pdf_raw_fn *write, const void *context);

/* The object number, for references inside exact text. */
unsigned pdf_number_of(const pdf_dict *object);

/* Set an entry of a dictionary; an existing key is replaced (except those of pdf_put_exact). Keys
 * are plain ASCII. */
void pdf_put_name(pdf_dict *d, const char *key, const char *name);
void pdf_put_number(pdf_dict *d, const char *key, int32_t value);
void pdf_put_boolean(pdf_dict *d, const char *key, bool value);
void pdf_put_text(pdf_dict *d, const char *key, const char *utf8); /* a text string */
/* a byte string */
void pdf_put_bytes(pdf_dict *d, const char *key, const void *bytes, size_t size);
void pdf_put(pdf_dict *d, const char *key, pdf_dict *indirect); /* a reference */
/* A value in PDF's syntax, "[0 0 595.276 841.89]": for reals, which libharu rounds, and for short
 * values. */
void pdf_put_exact(pdf_dict *d, const char *key, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* the same, from a buffer (copied) */
void pdf_put_buffer(pdf_dict *d, const char *key, const pdf_buffer *value);
/* a new direct dictionary, the parent's */
pdf_dict *pdf_put_dict(pdf_dict *d, const char *key);
/* a new direct array, the parent's */
pdf_array *pdf_put_array(pdf_dict *d, const char *key);

/* Items of an array: at most 32,767; longer lists must be divided. */
void pdf_add(pdf_array *list, pdf_dict *indirect); /* a reference */

#endif
