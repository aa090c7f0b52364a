/* taken: checks that all words of the parser's tree were read. */
#ifndef PLATEN_TAKEN_H
#define PLATEN_TAKEN_H

#include "markdown/manuscript_private.h"
#include "markdown/syntax.h"

/* Mark that the words of a node were read into the document. */
void taken_mark(cmark_node *n);

/* Mark the words of all nodes below a block, which were read as they are written. */
void taken_mark_below(cmark_node *block);

/* Report words of the tree that were not read as TEXT_LOST, if there are no other errors. */
void taken_check(manuscript *m, passage *p, cmark_node *root);

#endif
