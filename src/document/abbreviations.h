/* abbreviations: gives the expansions of the front matter's `abbreviations` wherever they are
 * used. */
#ifndef PLATEN_ABBREVIATIONS_H
#define PLATEN_ABBREVIATIONS_H

#include "document/document.h"

typedef struct arena arena;

/* Put each mention into a span whose `expand` attribute has the expansion; a mention is a whole
 * word outside code. If the author explains it right there, nothing is added. `scratch` is reset.
 * Call it before document_finish. */
void abbreviations_mark(arena *a, arena *scratch, document *d);

/* Print each expansion in brackets after the first mention in a paragraph of the abstract and in
 * one of the text, unless the author explains it anywhere. The document is finished again, so
 * serials change. */
void abbreviations_explain(arena *a, document *d);

#endif
