/* conserve: checks in every build that each word of the document is on a page. */
#ifndef PLATEN_CONSERVE_H
#define PLATEN_CONSERVE_H

#include "layout/page.h"

/* Counts for the quality report. */
typedef struct conservation {
	size_t texts;      /* nodes of the document that hold text with ink */
	size_t characters; /* visible characters in these */
	size_t painted;    /* visible characters on the pages, including what Platen adds */
} conservation;

/* Compare the pages with the document. Text that is on no page is reported as TEXT_LOST, at its
 * place: that is Platen's fault, not the author's. */
void conserve_check(const struct setter *s, const pages *p, conservation *result);

#endif
