/* blocks_leaves: cmark's blocks that hold no others, as ours. Each is put at the end of `to`;
 * `quotes` is how many quotes it is in. */
#ifndef PLATEN_BLOCKS_LEAVES_H
#define PLATEN_BLOCKS_LEAVES_H

#include "markdown/inlines.h"

/* Where a block begins. */
place blocks_place(passage *p, cmark_node *n);
void blocks_paragraph(reader *m, passage *p, cmark_node *from, node *to, int quotes);
void blocks_heading(reader *m, passage *p, cmark_node *from, node *to, int quotes);
void blocks_code(reader *m, passage *p, cmark_node *from, node *to);
void blocks_html(reader *m, passage *p, cmark_node *from, node *to);

#endif
