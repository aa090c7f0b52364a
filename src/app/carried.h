/* carried: the sources inside an archive edition: `platen verify`, `extract` and `rebuild`. */
#ifndef PLATEN_CARRIED_H
#define PLATEN_CARRIED_H

#include "app/options.h"

/* Say on standard output, of each PDF that the options name: what it is, which standards it
 * claims, whether its sources are whole, and what could build it again. An exit status: EXIT_ERRORS
 * where one is no PDF, no edition of Platen's, or its sources are not whole. */
int carried_verify(arena *a, report *r, const options *o);

/* Unpack the sources of a PDF into a folder that is absent or empty, each at its name: into the
 * second operand, else into FILE-sources beside the caller. All or nothing. An exit status. */
int carried_extract(arena *a, report *r, const options *o);

/* A build from the sources inside a PDF, in a temporary folder. */
typedef struct rebuild rebuild;

/* Unpack into a temporary folder, make it the working folder, and say how to build: `again` are the
 * options. NULL after reporting. Otherwise carried_rebuild_end follows. */
rebuild *carried_rebuild_begin(arena *a, report *r, const options *o, options *again);

/* Requires: the build by these options has ended with this status. Says whether the bytes are the
 * same, and what has changed where they are not; writes the new PDF to the first PDF's --output;
 * goes back and removes the folder. An exit status. */
int carried_rebuild_end(rebuild *what, int status);

#endif
