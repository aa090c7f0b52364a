/* pagebreak_float: floats as numbers, and what is on a page if some have moved: its floats, each
 * with its space below, then its text without the deferred ones. */
#include <stdbool.h>
#include <stddef.h>

#include "pages/pagebreak.h"
#include "pages/pagebreak_float.h"
#include "pages/pagebreak_price.h"

int pagebreak_float_lines(const pagebreak_block *block)
{
	int lines = block->settings[0].lines;
	for (int i = 1; i < block->floats; i++)
		lines += block[i].space + block[i].settings[0].lines;
	return lines;
}

bool pagebreak_float_moves(const pagebreak_rules *rules, const pagebreak_block *blocks,
			   size_t block, size_t first, size_t end)
{
	const pagebreak_block *at = &blocks[block];
	if (!at->floats || block == first || at->floats > end - block)
		return false;
	if (at->alone)
		return true;
	for (int i = 0; i < at->floats; i++)
		if (at[i].settings[0].note_count)
			return false;
	/* room for a line of text, and for a line of an owed note with its rule */
	int beside = 1 + (rules->full > 1 ? rules->note_rule + 1 : 0);
	return pagebreak_float_lines(at) + at->below + rules->again + beside <= rules->least;
}

/* The next block of the float that the part is in. */
static bool next_in_float(const pagebreak_block *blocks, const pagebreak_choice *choices,
			  size_t base, const pagebreak_page *page, pagebreak_part *part)
{
	size_t first = page->floats[part->floats - 1];
	if (page->alone || part->block + 1 == first + blocks[first].floats) {
		part->row += blocks[first].below;
		return false;
	}
	part->block++;
	part->row += choices[part->block - base].space;
	part->from = 0;
	part->to = blocks[part->block].settings[0].lines;
	return true;
}

static bool next_text(const pagebreak_block *blocks, const pagebreak_choice *choices, size_t base,
		      const pagebreak_page *page, size_t block, bool head, pagebreak_part *part)
{
	while (block < page->last && choices[block - base].deferred)
		block++;
	if (block > page->last || (block == page->last && page->last_line == 0))
		return false;
	const pagebreak_choice *choice = &choices[block - base];
	if (head && block == page->first)
		part->row += blocks[block].again;
	part->block = block;
	part->from = block == page->first ? page->first_line : 0;
	part->to = block == page->last ? page->last_line
				       : blocks[block].settings[choice->setting].lines;
	part->row += part->from ? 0 : choice->space;
	part->floated = false;
	return part->to > part->from;
}

bool pagebreak_next_from(const pagebreak_block *blocks, const pagebreak_choice *choices,
			 size_t base, const pagebreak_page *page, pagebreak_part *part)
{
	bool begins = part->to == 0, head = begins || part->floated;
	part->row += part->to - part->from;
	if (part->floated && next_in_float(blocks, choices, base, page, part))
		return true;
	if (head && part->floats < page->float_count) {
		part->block = page->floats[part->floats++];
		part->from = 0;
		part->to = blocks[part->block].settings[0].lines;
		part->floated = true;
		return true;
	}
	return next_text(blocks, choices, base, page, head ? page->first : part->block + 1, head,
			 part);
}

bool pagebreak_next(const pagebreak_block *blocks, const pagebreak_choice *choices,
		    const pagebreak_page *page, pagebreak_part *part)
{
	return pagebreak_next_from(blocks, choices, 0, page, part);
}
