/* blocks_names: titles, and a division's first line. (blocks_words is here as well.) */
#ifndef PLATEN_BLOCKS_NAMES_H
#define PLATEN_BLOCKS_NAMES_H

#include "markdown/manuscript_private.h"

/* A title's words, which may be marked, as inlines of a node. */
node *blocks_title(manuscript *m, passage *p, const char *text, size_t length, place where);

/* Read a division's first line after its colons; *name and *title are set if it has them. */
void blocks_name_division(manuscript *m, passage *p, node *n, const char *words, const char **name,
			  node **title);

#endif
