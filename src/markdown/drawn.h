/* drawn: pandoc's tables in a passage, made into blocks that cmark knows. */
#ifndef PLATEN_DRAWN_H
#define PLATEN_DRAWN_H

#include "markdown/syntax.h"
#include "markdown/text_tables.h"

/* A table whose lines were replaced by a line for its beginning, its cells, each after a line of
 * its own, and a line for its end. */
typedef struct drawn_table {
	size_t line; /* of the passage, where it begins */
	text_table table;
} drawn_table;

/* Might a text have such tables? */
bool drawn_may_be(const passage *p);

/* Find the tables in a text that cmark has read, and write them so that cmark reads their cells:
 * `p` becomes the passage that is to be read instead. `plain` is the passage as it was before
 * anything else in it was rewritten; `level` says how often it was read. False: there are none. */
bool drawn_rewrite(manuscript *m, passage *p, const passage *plain, cmark_node *root, int level);

/* The table that begins on a line. */
const text_table *drawn_on(const passage *p, size_t line);

#endif
