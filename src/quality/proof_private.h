/* What the files of proof share. */
#ifndef PLATEN_PROOF_PRIVATE_H
#define PLATEN_PROOF_PRIVATE_H

#include "quality/proof.h"

/* The overlay of one page, while it is made. */
typedef struct proof_page {
	const setter *setter;
	const layout *layout;
	const quality *quality;
	pdf_overlay *overlay;
	size_t page;       /* index */
	size_t first, end; /* its lines, in quality */
	size_t first_blemish, end_blemish;
	length y;  /* where the next remark is */
	bool full; /* there is no room for more */
} proof_page;

/* Set a text to the right of x, its first baseline at y, at most `measure` wide; returns the number
 * of lines. */
size_t proof_words(proof_page *p, const char *text, length x, length y, length measure);

/* The words beside the page: proof_remarks.c. */
void proof_remarks(proof_page *p);

#endif
