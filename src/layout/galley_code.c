/* galley_code: preformatted text on the galley, divided at its blank lines. */
#include "layout/galley_private.h"

#include "base/arena.h"

/* Add lines of a code block, below so many blank ones (first: below those and the space that the
 * block has above). */
static void add_code(galley_builder *b, const node *n, const appearance *look,
		     const paragraph *lines, int blank, bool first, bool keep, context *in)
{
	pagebreak_block *numbers = galley_add_text(b, n, look, lines, in);

	for (int i = 0; i < PAGEBREAK_OWED; i++)
		numbers->past[i].lines += blank;
	numbers->space = first ? numbers->space + blank : blank;
	numbers->keep |= keep;
	if (!first)
		numbers->less = numbers->more = 0;
}

/* Lines of a code block from one blank line to the next. */
typedef struct code_stretch {
	size_t from, to; /* the same: there are none */
} code_stretch;

static code_stretch next_stretch(const paragraph *whole, size_t from)
{
	const size_t count = paragraph_lines(whole, 0);
	code_stretch s;

	while (from < count && paragraph_code_blank(whole, from))
		from++;
	for (s.from = s.to = from; s.to < count && !paragraph_code_blank(whole, s.to);)
		s.to++;
	return s;
}

static bool is_line(code_stretch s)
{
	return s.to == s.from + 1;
}

/* Blank lines are space, which a page's end swallows, so that no page ends or begins with one: the
 * lines between them are one block each. A block's first line alone stays with what follows, and
 * its last one with what comes before. */
static void divide_code(galley_builder *b, const node *n, const appearance *look,
			const paragraph *whole, context *in)
{
	size_t from = 0;
	code_stretch s = next_stretch(whole, 0), next;

	for (; s.to > s.from; s = next) {
		next = next_stretch(whole, s.to);
		bool goes_on = next.to > next.from, first = from == 0, lone;
		lone = (first && is_line(s)) ||
		       (is_line(next) && next_stretch(whole, next.to).to == next.to);
		add_code(b, n, look, paragraph_code_part(b->setter, whole, s.from, s.to - s.from),
			 (int)(s.from - from), first, goes_on && lone, in);
		from = s.to;
	}
	b->gap.lines += (int)(paragraph_lines(whole, 0) - from);
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
