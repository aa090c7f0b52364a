/* results: what a run gives. */
#ifndef PLATEN_RESULTS_H
#define PLATEN_RESULTS_H

#include "app/job.h"

/* Was all that was printed to standard output written? */
bool results_printed(job *j);

/* Print the stage that --dump names. An exit status, as below. */
int results_dump(job *j);

/* No output may overwrite an input. */
int results_may_write(job *j);

/* Requires: pages. Measure their quality if that is wanted: the report and the proof are written
 * before a limit makes the build fail. */
int results_judge(job *j);

/* Write all editions that are asked for. */
int results_write(job *j);

/* Write nothing, but find what only writing finds: pixels that can't be decoded, a profile that is
 * damaged. */
int results_try(job *j);

#endif
