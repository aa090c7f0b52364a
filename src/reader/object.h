/* object: a PDF's objects as plain values. Each is read when it is first asked for, once, into the
 * reader's arena, and stays; what is not there is the null object, so that a chain of look-ups
 * needs one test at its end. reader.h asks qpdf for each key; this is for code that looks at nearly
 * all of a file. */
#ifndef PLATEN_OBJECT_H
#define PLATEN_OBJECT_H

#include "reader/reader.h"
#include "reader/token.h"

typedef enum object_kind {
	OBJECT_NULL,
	OBJECT_BOOLEAN,
	OBJECT_NUMBER,
	OBJECT_STRING,
	OBJECT_NAME,
	OBJECT_ARRAY,
	OBJECT_DICT,
	OBJECT_STREAM,
	OBJECT_REFERENCE, /* only as an item or value; object_get and object_item follow it */
	OBJECT_WORD       /* only in content streams */
} object_kind;

typedef struct object object;
typedef struct object_entry object_entry;

struct object {
	object_kind kind;
	bool whole; /* a number without a point */
	int id;     /* of an indirect object; 0: direct */
	int generation;
	size_t count; /* items, entries, bytes */
	union {
		double number; /* a boolean: 0 or 1 */
		const char *text;
		const object *items;
		const object_entry *entries; /* of a dictionary or stream, sorted by key */
	} as;
};

struct object_entry {
	const char *key; /* without its slash */
	object value;
};

typedef struct objects objects;

/* The objects of a reader, which must stay open as long as they are asked for. */
objects *object_list_new(arena *a, reader_pdf *f);

const object *object_catalog(objects *s);
const object *object_trailer(objects *s);
/* A page, counted from 0. */
const object *object_page(objects *s, size_t index);

/* Was the file too large to be read as a whole? Then later objects read as null. */
bool object_exhausted(const objects *s);

extern const object object_null;

/* Never NULL, and never a reference. */
const object *object_get(objects *s, const object *o, const char *key);
const object *object_item(objects *s, const object *array, size_t index);
const object *object_resolve(objects *s, const object *o);

bool object_has(const object *o, const char *key);
bool object_is_dict(const object *o); /* or a stream */
bool object_is_name(const object *o, const char *name);
const char *object_name(const object *o); /* or NULL */
double object_number(const object *o, double otherwise);
bool object_is_true(const object *o);
/* A text string as UTF-8, or NULL. */
const char *object_text(objects *s, const object *o);

/* A stream's data with its filters undone, but for those of pictures; at most `most` bytes, in
 * `a`. */
reader_status object_data(objects *s, arena *a, const object *stream, size_t most,
			  reader_bytes *result);
/* As they are in the file. */
reader_status object_raw_data(objects *s, arena *a, const object *stream, reader_bytes *result);

/* The same for a picture's data as they are in the file: of an inline image, whose keys and filters
 * may be abbreviated, or of one that other filters pack once more. JPEG at its heart is left. */
reader_status object_unpack(objects *s, arena *a, const object *image, reader_bytes packed,
			    size_t most, reader_bytes *result);

/* What an image says under a key, or under the key's abbreviation (ISO 32000-1, table 93). */
const object *object_either(objects *s, const object *image, const char *key,
			    const char *abbreviation);

/* Parse the value that begins with a token. An end without a beginning becomes a word. */
object object_parse(tokens *t, pdf_token first);

/* A dictionary of entries, which it sorts and keeps. */
object object_dictionary(object_entry *entries, size_t count);

#endif
