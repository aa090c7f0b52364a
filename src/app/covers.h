/* covers: the sheet around a book, where publication.yaml asks for one: OUT.cover.pdf. */
#ifndef PLATEN_COVERS_H
#define PLATEN_COVERS_H

#include "app/options.h"
#include "lines/setter.h"
#include "pdf/pdf.h"

/* Which editions are made: those of the command line; where it names none, or all, publication.yaml
 * says which. A cover that is asked for there is made with them, but not where the command line
 * names editions none of which is for the press. `d`: NULL where it could not be read. */
void covers_choose(report *r, const document *d, options *o);

/* The cover of a book of so many pages as a PDF: the caller frees it. NULL after reporting.
 * Requires: its document has one. */
pdf *covers_make(const setter *s, size_t pages, const pdf_options *options);

#endif
