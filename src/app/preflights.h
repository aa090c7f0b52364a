/* preflights: `platen preflight`: PDFs of any producer, held to the rules. */
#ifndef PLATEN_PREFLIGHTS_H
#define PLATEN_PREFLIGHTS_H

#include "app/options.h"
#include "layout/page.h"

/* Hold each PDF that the options name to their profiles; say what breaks a rule, and a line for
 * each file on standard output. An exit status: EXIT_ERRORS where a rule of the level error is
 * broken or a file can't be read. */
int preflights_run(arena *a, report *r, const options *o);

/* Where --preflight asks for it: hold the editions for the press that a build has written to the
 * same rules, and say what breaks one at its place in the manuscript. `ink_most` is the style
 * sheet's limit, `status` the build's; an exit status. */
int preflights_of_build(arena *a, report *r, const options *o, const pages *pages, int ink_most,
			int status);

#endif
