/* begin: `platen new`, which writes a publication to begin with, or lists the chapters of a folder
 * that another program's file, or none, lists. */
#ifndef PLATEN_BEGIN_H
#define PLATEN_BEGIN_H

#include "app/options.h"

/* An exit status; what went wrong has been reported and printed. No file is written over. */
int begin_publication(arena *a, report *r, const options *o);

#endif
