/* folio: what the numbers on pages say. */
#ifndef PLATEN_FOLIO_H
#define PLATEN_FOLIO_H

#include "layout/galley.h"

/* The label of each page: front matter in small Roman numerals and the text from 1 on where the
 * style asks for that, else the pages' own numbers. The setter's arena owns them. */
const char *const *folio_labels(const setter *s, const galley *g, const pagebreak_result *breaks);

#endif
