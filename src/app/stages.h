/* stages: the pipeline's stages, each one call. False: there were errors, which are printed. */
#ifndef PLATEN_STAGES_H
#define PLATEN_STAGES_H

#include "app/job.h"

/* Manuscript to document. */
bool stages_read_manuscript(job *j);

/* The style sheet, and what it changes in the document. */
bool stages_read_style(job *j);

/* Document and style, without errors, to pages. */
bool stages_lay_out(job *j);

/* Pages to the PDF of all editions but the cover's, unless it is made already. */
bool stages_make_pdf(job *j);

/* The cover's PDF, if it is asked for. */
bool stages_make_cover(job *j);

/* Pages to a PDF with these options; NULL: an error. The caller frees it. */
pdf *stages_take_in_pages(job *j, pdf_options *o);

/* Manuscript or style have errors, so no page is made. Report what else can be found without pages:
 * a missing face of the text, images that can't be read. */
void stages_tell_the_rest(job *j);

#endif
