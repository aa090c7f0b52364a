/* dump: each stage as text, stable and rounded, for people and for tests. */
#ifndef PLATEN_DUMP_H
#define PLATEN_DUMP_H

#include "layout/layout.h"

#include <stdio.h>

/* The tree of the document: a node a line, indented, with what it says. */
void dump_document(FILE *out, const document *d);

/* The galley's lines as the breaker set them: for each paragraph its settings, and each line with
 * its space ratio. */
void dump_lines(FILE *out, const setter *s, const layout *l);

/* The pages: each with its folio and, from the top, what is at which place (points, one
 * decimal). */
void dump_pages(FILE *out, const layout *l);

#endif
