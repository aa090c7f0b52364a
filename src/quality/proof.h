/* proof: the pages, with what was decided about them painted under and over them: the grid, the
 * edges of the text block, a tint for each line's word spaces (warm: wide, cool: narrow), hyphens,
 * what hangs in the margins, and numbered frames around blemishes. Beside each page, words say what
 * was chosen for it. */
#ifndef PLATEN_PROOF_H
#define PLATEN_PROOF_H

#include "pdf/pdf_overlay.h"
#include "quality/quality.h"

/* How much wider than the trim a proof's pages are, for the words. */
#define PROOF_BEYOND (LENGTH_PT * 160)

/* The overlays of all pages, in the setter's arena. */
const pdf_overlay *proof_of(const setter *s, const layout *l, const quality *q);

#endif
