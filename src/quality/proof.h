/* proof: the pages with what was decided about them painted under and over: the grid, the text
 * block's edges, each line's word spaces as a tint (warm: wide, cool: narrow), hyphens and what
 * hangs in the margins, blemishes framed and numbered; and beside each page, in words, what was
 * chosen for it. */
#ifndef PLATEN_PROOF_H
#define PLATEN_PROOF_H

#include "pdf/pdf_overlay.h"
#include "quality/quality.h"

/* How much wider than the trim a proof's pages are, for the words. */
#define PROOF_BEYOND (LENGTH_PT * 160)

/* The overlays of all pages; the setter's arena's. */
const pdf_overlay *proof_of(const setter *s, const layout *l, const quality *q);

#endif
