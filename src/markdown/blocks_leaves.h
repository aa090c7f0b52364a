/* blocks_leaves: cmark's blocks without children, as the document's. Each is appended to `to`;
 * `quotes` is the number of quotations around it. */
#ifndef PLATEN_BLOCKS_LEAVES_H
#define PLATEN_BLOCKS_LEAVES_H

#include "markdown/inlines.h"

/* Where a block begins. */
place blocks_place(passage *p, cmark_node *n);
void blocks_paragraph(manuscript *m, passage *p, cmark_node *from, node *to, int quotes);
void blocks_heading(manuscript *m, passage *p, cmark_node *from, node *to, int quotes);
void blocks_code(manuscript *m, passage *p, cmark_node *from, node *to);
void blocks_html(manuscript *m, passage *p, cmark_node *from, node *to);

#endif
