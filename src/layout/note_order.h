/* note_order: notes that other notes mention. Notes are numbered in the order in which a reader
 * meets their marks: those in a page's text, then those in the notes at its foot. Which marks share
 * a page is known only when the pages have been chosen, so layout goes round until no number
 * changes. */
#ifndef PLATEN_NOTE_ORDER_H
#define PLATEN_NOTE_ORDER_H

#include "layout/galley.h"

typedef struct arena arena;

/* Number a document's notes by the pages that were chosen. True: some numbers changed, so that the
 * texts with marks have to be set again. */
bool note_order_settle(arena *a, document *d, const galley *g, const pagebreak_result *breaks);

#endif
