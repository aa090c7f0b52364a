/* job: everything that a run needs, from the command line to the PDF. */
#ifndef PLATEN_JOB_H
#define PLATEN_JOB_H

#include "app/options.h"
#include "base/parallel.h"
#include "layout/layout.h"
#include "pdf/pdf.h"
#include "pdf/pdf_ahead.h"

#include <time.h>

/* Everything that a run needs. */
typedef struct job {
	options *options;
	arena *arena, *scratch, *breaking, *unset, *lines;
	report *report;
	document *document;
	setter setter;
	layout layout;
	parallel_task fonts, hyphens; /* read while the manuscript is */
	pdf_ahead *ahead;
	pdf *pdf, *cover;
	struct timespec last;
} job;

/* Begin a run: its time, its messages, its thread pool. job_close ends it. */
void job_open(job *j, arena *a, options *o);
void job_close(job *j);

/* --time: a line for the stage of this name; NULL: the first one begins. */
void job_stage_ends(job *j, const char *name);

/* The stage ends: print its messages. True: there are no errors, and the next one may begin. */
bool job_passes(job *j, const char *stage);

/* fontconfig reads its folders in the background; it does not need manuscript or style for that. */
void job_begin_fonts(job *j);

/* Read the patterns of the document's language in the background. */
void job_begin_hyphens(job *j, const char *lang);

/* Get the setter ready. Nothing is loaded yet: each library starts when it is first used. */
void job_open_libraries(job *j);

#endif
