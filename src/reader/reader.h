/* reader: a PDF of any producer, to be looked into. libqpdf finds, repairs and unpacks its objects;
 * here they are numbers that stay good until the reader is closed. What is not there reads as the
 * null object, so that a chain of look-ups needs one test at its end. */
#ifndef PLATEN_READER_H
#define PLATEN_READER_H

#include "base/report.h"

#include <stdint.h>

typedef struct reader_pdf reader_pdf;

/* An object of a reader's; READER_NONE is the null object. */
typedef uint32_t reader_object;
#define READER_NONE ((reader_object)0)

typedef struct reader_bytes {
	const char *data; /* a NUL follows the last byte */
	size_t length;
} reader_bytes;

/* The most bytes that a PDF may have, since it is held in memory. */
enum { READER_MOST = 1 << 30 };

typedef enum reader_kind {
	READER_NULL,
	READER_BOOLEAN,
	READER_NUMBER,
	READER_STRING,
	READER_NAME,
	READER_ARRAY,
	READER_DICT,
	READER_STREAM
} reader_kind;

/* Read a file. NULL: it can't be read, is encrypted, or is no PDF, which is reported at `where`.
 * Close it before the arena goes. */
reader_pdf *reader_open(arena *a, report *r, const char *path, place where);
void reader_close(reader_pdf *f);

/* The same for bytes, which are lent; NULL: *wrong says why. */
reader_pdf *reader_read(arena *a, reader_bytes file, const char **wrong);

/* The file as it is. */
reader_bytes reader_file(const reader_pdf *f);
/* "1.7" */
const char *reader_version(const reader_pdf *f);

/* What qpdf had to mend to read it, or NULL: the first of its warnings. */
const char *reader_damage(reader_pdf *f);

reader_object reader_catalog(reader_pdf *f);
reader_object reader_trailer(reader_pdf *f);
size_t reader_pages(reader_pdf *f);

/* Requires: reader_pages was called. A page, counted from 0. */
reader_object reader_page(reader_pdf *f, size_t index);

/* The object with a number, and a handle that is no longer needed. */
reader_object reader_by_id(reader_pdf *f, int id, int generation);
void reader_release(reader_pdf *f, reader_object o);

/* 0 for a direct object. */
int reader_id(reader_pdf *f, reader_object o);
int reader_generation(reader_pdf *f, reader_object o);

/* An object in PDF's syntax, of a stream its dictionary: good until the next call. */
reader_bytes reader_unparse(reader_pdf *f, reader_object o, bool *is_stream);

reader_kind reader_kind_of(reader_pdf *f, reader_object o);

/* The keys of a dictionary, or of a stream's, without their slashes and in the order of their
 * bytes. The arena's. */
size_t reader_keys(reader_pdf *f, reader_object o, const char *const **keys);

/* A boolean, number, string or name as it is written in a file. */
const char *reader_written(reader_pdf *f, reader_object o);

/* The value of a key (without its slash) of a dictionary, or of a stream's dictionary. */
reader_object reader_get(reader_pdf *f, reader_object o, const char *key);

size_t reader_count(reader_pdf *f, reader_object array);
reader_object reader_item(reader_pdf *f, reader_object array, size_t index);

/* A name without its slash, or NULL. */
const char *reader_name(reader_pdf *f, reader_object o);
/* A string as UTF-8, or NULL; and its bytes as they are. */
const char *reader_text(reader_pdf *f, reader_object o);
reader_bytes reader_string(reader_pdf *f, reader_object o);
/* The bytes of a text string as UTF-8. */
const char *reader_decode(reader_pdf *f, const char *bytes, size_t length);
/* False: it is no number. */
bool reader_number(reader_pdf *f, reader_object o, double *value);

typedef enum reader_status {
	READER_OK,
	READER_NO_STREAM,
	READER_HUGE,
	READER_DAMAGED
} reader_status;

/* A stream's data with its filters undone, at most `most` bytes of it; pictures' own compression
 * (DCT, JPX, JBIG2, CCITT) is left. In `a`. */
reader_status reader_stream(reader_pdf *f, arena *a, reader_object o, size_t most,
			    reader_bytes *result);
/* The data as they are in the file. */
reader_status reader_raw_stream(reader_pdf *f, arena *a, reader_object o, reader_bytes *result);

/* Undo the filters of bytes that no stream of the file has. `filter` and `parameters` are in PDF's
 * syntax, as a stream's Filter and DecodeParms are; at most `most` bytes, in `a`. */
reader_status reader_unpack(reader_pdf *f, arena *a, reader_bytes packed, const char *filter,
			    const char *parameters, size_t most, reader_bytes *result);

#endif
