/* conserve: the proof, in every build, that each word of the document is on a page. */
#ifndef PLATEN_CONSERVE_H
#define PLATEN_CONSERVE_H

#include "layout/page.h"

/* Counts for the quality report. */
typedef struct conservation {
	size_t texts;      /* nodes of the document that hold text with ink */
	size_t characters; /* that they have, white space and the like left out */
	size_t painted;    /* characters that the pages show of paragraphs, with what Platen adds */
} conservation;

/* Compare the pages with the document. Text that is on no page is TEXT_LOST, at its place: a fault
 * of Platen's, not of the author's. */
void conserve_check(const struct setter *s, const pages *p, conservation *result);

#endif
