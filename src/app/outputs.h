/* outputs: the names of what a build writes, the depfile, the date. */
#ifndef PLATEN_OUTPUTS_H
#define PLATEN_OUTPUTS_H

#include "app/options.h"
#include "lines/setter.h"
#include "pdf/pdf.h"

/* The publication's folder: of the first manuscript. */
const char *outputs_folder(arena *a, const options *o);

/* Where an edition goes: the first that is asked for to OUT.pdf, each further one to
 * OUT.NAME.pdf. */
const char *outputs_path(arena *a, const options *o, const edition *which);

/* Where a proof goes: OUT.proof.pdf. */
const char *outputs_proof_path(arena *a, const options *o);

/* Would an output overwrite an input, or another output? Reports it; returns an exit status.
 * Requires: faces were found. */
int outputs_check(arena *a, report *r, const options *o, const document *d, const setter *s);

/* Did Platen derive this output's path from another name, rather than the user write it? */
bool outputs_is_derived(const options *o, const char *path);
/* SOURCE_DATE_EPOCH, in seconds since 1970. False: it is not set. */
bool outputs_epoch(int64_t *seconds);

/* SOURCE_DATE_EPOCH, else the front matter's date at its first midnight UTC, in seconds since 1970,
 * and how much of it is known. False: neither says. */
bool outputs_date(const document *d, int64_t *seconds, date_parts *parts);

/* The rule for Make that names every input, for the caller to commit or abandon. NULL after
 * reporting that a name can't be written there. */
struct file_output *outputs_deps(arena *a, report *r, const options *o, const document *d,
				 const setter *s);

#endif
