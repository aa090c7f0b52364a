/* pagebreak_float: floats as numbers, and what is on a page if some have moved. */
#ifndef PLATEN_PAGEBREAK_FLOAT_H
#define PLATEN_PAGEBREAK_FLOAT_H

#include "pages/pagebreak_price.h"

/* The lines of the float that begins with this block, without the space below it at a page's
 * head. */
int pagebreak_float_lines(const pagebreak_block *block);

/* Can the block's float be deferred, in a chapter of the blocks first to end - 1? Then it fits at
 * the head of any page, or has pages to itself. */
bool pagebreak_float_moves(const pagebreak_rules *rules, const pagebreak_block *blocks,
			   size_t block, size_t first, size_t end);

/* pagebreak_next for `choices` that begin with block `base`. */
bool pagebreak_next_from(const pagebreak_block *blocks, const pagebreak_choice *choices,
			 size_t base, const pagebreak_page *page, pagebreak_part *part);

#endif
