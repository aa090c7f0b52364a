/* tables: GFM's tables as ours. */
#ifndef PLATEN_TABLES_H
#define PLATEN_TABLES_H

#include "markdown/manuscript_private.h"
#include "markdown/syntax.h"

/* Read a table that is inside so many quotes. */
void tables_read(reader *m, passage *p, cmark_node *from, node *to, int quotes);

#endif
