/* embedded: the files inside a PDF (ISO 32000-1, 7.11.4), with their descriptions and states. */
#ifndef PLATEN_EMBEDDED_H
#define PLATEN_EMBEDDED_H

#include "reader/reader.h"

/* The most bytes that all files of a PDF may take together, unpacked. */
#define EMBEDDED_MOST ((size_t)512 << 20)

typedef enum embedded_state {
	EMBEDDED_WHOLE,
	EMBEDDED_UNKNOWN, /* unpacked, but the PDF has no digest to hold it to */
	EMBEDDED_CHANGED, /* the digest is another file's */
	EMBEDDED_SHORT,   /* the size is another file's */
	EMBEDDED_DAMAGED, /* can't be unpacked */
	EMBEDDED_HUGE     /* no room is left for it below EMBEDDED_MOST */
} embedded_state;

typedef struct embedded_file {
	const char *name;        /* UTF-8, as the PDF has it: not safe to open */
	const char *description; /* or NULL */
	const char *media;       /* or NULL */
	reader_bytes data;       /* as far as the state lets it be known */
	embedded_state state;
} embedded_file;

typedef struct embedded_files {
	const embedded_file *items;
	size_t count;
} embedded_files;

/* All of them, unpacked and compared with their digests; those that the catalog associates come
 * first, in its order. The reader's arena owns them. */
embedded_files embedded_of(reader_pdf *f, arena *a);

/* What a state means, in words ("whole", "does not match its digest"). */
const char *embedded_state_words(embedded_state state);

/* The file with this description, or NULL. */
const embedded_file *embedded_described(const embedded_files *files, const char *description);

/* Why a name can't be that of a file below a folder ("leads out of the folder"); NULL: it can. */
const char *embedded_name_fault(const char *name);

#endif
