/* taken: the proof that all words of the parser's tree were read. */
#ifndef PLATEN_TAKEN_H
#define PLATEN_TAKEN_H

#include "markdown/manuscript_private.h"
#include "markdown/syntax.h"

/* The words of a node were read into the document. */
void taken_mark(cmark_node *n);

/* The words of all nodes below a block were, as they are written. */
void taken_mark_below(cmark_node *block);

/* Report as TEXT_LOST what words of the tree were not read, where there are no other errors. */
void taken_check(reader *m, passage *p, cmark_node *root);

#endif
