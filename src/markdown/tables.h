/* tables: from GFM's tables to the document's. */
#ifndef PLATEN_TABLES_H
#define PLATEN_TABLES_H

#include "markdown/manuscript_private.h"
#include "markdown/syntax.h"

/* Read a table; `quotes` is the number of quotations around it. */
void tables_read(manuscript *m, passage *p, cmark_node *from, node *to, int quotes);

#endif
