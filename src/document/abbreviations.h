/* abbreviations: what the front matter's `abbreviations` stand for, said wherever they are used. */
#ifndef PLATEN_ABBREVIATIONS_H
#define PLATEN_ABBREVIATIONS_H

#include "document/document.h"

typedef struct arena arena;

/* Put each mention into a span whose `expand` says what it stands for; a mention is a whole word
 * that is no code. Where the author explains it beside the mention, nothing is added. `scratch` is
 * reset. Before document_finish. */
void abbreviations_mark(arena *a, arena *scratch, document *d);

/* Print what each stands for, in brackets after its first mention in a paragraph of the abstract
 * and of the text; not where the author explains it somewhere. The document is finished again, so
 * serials change. */
void abbreviations_explain(arena *a, document *d);

#endif
