/* by_style: what the style sheet asks of the text itself, done before it is laid out. */
#ifndef PLATEN_BY_STYLE_H
#define PLATEN_BY_STYLE_H

#include "document/document.h"
#include "style/style.h"

typedef struct arena arena;

/* Add to the document what the style asks for; serials may change. Requires: no errors so far. */
void by_style_change(arena *a, arena *scratch, document *d, const style *s);

#endif
