/* record: how an archive edition was built, as a file inside it, by which `platen rebuild` builds
 * it again. */
#ifndef PLATEN_RECORD_H
#define PLATEN_RECORD_H

#include "app/versions.h"
#include "base/report.h"

#include <stdint.h>

/* The descriptions of these attachments. */
#define RECORD_DESCRIPTION "Build record"
#define RECORD_NAME        "build-record.yaml"

typedef struct record {
	const char *const *manuscripts; /* names of carried files or folders; end with NULL */
	const char *const *left_out;    /* names of files that it does not carry; the same */
	const char *style;              /* that the command named, or NULL */
	bool draft;                     /* frames may be in place of pictures */
	bool dated;                     /* SOURCE_DATE_EPOCH said: */
	int64_t date;                   /* seconds since 1970 */
	const version *versions;        /* end with a NULL name */
} record;

/* The record as YAML. The arena's. */
const char *record_text(arena *a, const record *what);

/* Read one that a PDF carries; NULL after reporting. The source outlives it. */
const record *record_read(arena *a, report *r, const source *text);

#endif
