/* begin: `platen new`, which writes a small publication to begin with, or the publication.yaml of
 * an existing folder, whether another program's file lists its chapters or not. */
#ifndef PLATEN_BEGIN_H
#define PLATEN_BEGIN_H

#include "app/options.h"

/* Returns an exit status, after reporting and printing what went wrong. No file is overwritten. */
int begin_publication(arena *a, report *r, const options *o);

#endif
