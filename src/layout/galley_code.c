/* galley_code: preformatted text on the galley, divided at its blank lines. */
#include "layout/galley_private.h"

#include "base/arena.h"

/* Add lines of a code block, below so many blank ones (first: below those and the space that the
 * block has above). */
static void add_code(galley_builder *b, const node *n, const appearance *look,
		     const paragraph *lines, int blank, bool first, context *in)
{
	pagebreak_block *numbers = galley_add_text(b, n, look, lines, in);

	for (int i = 0; i < PAGEBREAK_OWED; i++)
		numbers->past[i].lines += blank;
	numbers->space = first ? numbers->space + blank : blank;
	if (!first)
		numbers->less = numbers->more = 0;
}

/* Blank lines are space, which a page's end swallows, so that no page ends or begins with one: the
 * lines between them are one block each. */
static void divide_code(galley_builder *b, const node *n, const appearance *look,
			const paragraph *whole, context *in)
{
	size_t count = paragraph_lines(whole, 0), from = 0;
	bool first = true;

	for (;;) {
		size_t begin = from, end;
		while (begin < count && paragraph_code_blank(whole, begin))
			begin++;
		for (end = begin; end < count && !paragraph_code_blank(whole, end);)
			end++;
		if (begin == count)
			break;
		add_code(b, n, look, paragraph_code_part(b->setter, whole, begin, end - begin),
			 (int)(begin - from), first, in);
		first = false;
		from = end;
	}
	b->gap.lines += (int)(count - from);
}

static bool has_ink(const paragraph *code)
{
	size_t i = 0, count = paragraph_lines(code, 0);

	while (i < count && paragraph_code_blank(code, i))
		i++;
	return i < count;
}

void galley_code(galley_builder *b, const node *n, context *in)
{
	const appearance *look =
		galley_look(b, n->kind == NODE_VERBATIM ? ROLE_VERBATIM : ROLE_CODE_BLOCK, n);
	context own = *in;

	galley_narrow(b, &own, look->left, look->right);
	galley_space(b, look->space_before);
	galley_flex(b, look);
	galley_box *box = galley_box_begin(b, look, &own);
	paragraph_shape shape = {
		.look = look, .measure = galley_measure(b, &own), .align = ALIGN_LEFT, .owner = n};
	const paragraph *whole = plan_code(b->cache->plan, n, &shape);
	if (!whole || b->in_note || galley_leaves_grid(b, look, whole) || !has_ink(whole))
		galley_add_text(b, n, look, whole, &own);
	else
		divide_code(b, n, look, whole, &own);
	galley_box_end(b, box);
	if (box)
		galley_space(b, look->space_after);
	in->label = NULL;
}
