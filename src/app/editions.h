/* editions: the files of a build, written in parallel and put in place together. */
#ifndef PLATEN_EDITIONS_H
#define PLATEN_EDITIONS_H

#include "pdf/pdf.h"

typedef struct arena arena;

/* Where an edition goes. */
typedef struct editions_file {
	pdf *from;
	const edition *edition;
	const char *path; /* "-" is standard output */
	bool derived;     /* the user did not write the path: see file_begin_derived */
} editions_file;

/* A file that belongs to them, complete but not committed: it is committed or abandoned with
 * them. */
typedef struct companion {
	file_output *out;
	const char *path;
} companion;

/* Write editions of a PDF, and their companion (or NULL), all or none: whatever fails before the
 * last of them is whole leaves the old file of each as it was. Returns an exit status, after
 * reporting what is wrong (printed by report_flush). */
int editions_write(report *r, const editions_file *wanted, size_t count, const companion *with,
		   bool tell);

/* Make an edition without writing it, to report what only that finds. */
void editions_try(report *r, pdf *from, const edition *which, arena *scratch);

#endif
