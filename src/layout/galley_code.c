/* galley_code: preformatted text on the galley: on the grid, divided at its blank lines, or on a
 * leading of its own (galley_code_rows.c), divided where several blank lines are. */
#include "layout/galley_private.h"

#include "base/arena.h"

#include <stdlib.h>

/* Per cent of the grid between which a leading is the grid's. */
enum { NEARLY_LEAST = 90, NEARLY_MOST = 130 };

/* Blank lines in a row that divide code on a leading of its own. */
enum { MANY_BLANKS = 3 };

/* As dear as a page's end inside a float (layout.c): a figure far from its place is better. */
enum { FLOAT_INSIDE = 2000 };

static bool is_numbered(const node *n)
{
	return node_has_class(n, "numbers") || node_has_class(n, "numberLines") ||
	       node_has_class(n, "number-lines") || node_has_class(n, "linenums");
}

static const char *attribute_of(const node *n, const char *one, const char *other)
{
	const char *value = node_attribute(n, one);

	return value ? value : node_attribute(n, other);
}

/* The column of numbers: as many digits as the last one has, and an em and a half. */
static length numbers_width(const galley_builder *b, const node *n, const appearance *look,
			    long first)
{
	const setter *s = b->setter;
	long last = first;
	length widest = 0;
	int digits = 1;

	for (size_t i = 0; i < n->as.text.length; i++)
		last += n->as.text.data[i] == '\n';
	for (; last >= 10; last /= 10)
		digits++;
	for (const char *c = "0123456789"; *c;
	     c++) { /* met now, since pages are painted in parts */
		length width = shape_word(s->shaper, c, 1, look, "en", HB_SCRIPT_LATIN, 0, n->place)
				       ->width;
		widest = width > widest ? width : widest;
	}
	return widest * digits + look->size * 3 / 2;
}

/* The marks of a block's lines; the numbers narrow the context. */
static const galley_code_marks *marks_of(galley_builder *b, const node *n, const appearance *look,
					 context *in)
{
	const setter *s = b->setter;
	galley_code_marks *marks = ARENA_NEW(s->arena, galley_code_marks);
	const char *first = attribute_of(n, "startFrom", "start");

	*marks = (galley_code_marks){.look = style_over(s->style, look, ROLE_CODE_COMMENT),
				     .left = in->left,
				     .width = galley_measure(b, in),
				     .first = first ? strtol(first, NULL, 10) : 1,
				     .marked = attribute_of(n, "hl_lines", "emphasize-lines"),
				     .tint = style_of(s->style, ROLE_CODE_LINE)->background};
	if (is_numbered(n)) {
		marks->numbers = numbers_width(b, n, marks->look, marks->first);
		galley_narrow(b, in, marks->numbers, 0);
	}
	return marks;
}

/* Add lines of a code block below so many blank ones; the first ones also below the space above the
 * block. */
static void add_code(galley_builder *b, const node *n, const appearance *look,
		     const paragraph *lines, int blank, bool first, bool keep, context *in)
{
	pagebreak_block *numbers = galley_add_text(b, n, look, lines, in);

	b->blocks[b->count - 1].code = in->code;
	for (int i = 0; i < PAGEBREAK_OWED; i++)
		numbers->past[i].lines += blank;
	numbers->space = first ? numbers->space + blank : blank;
	numbers->keep |= keep;
	if (!first)
		numbers->less = numbers->more = 0;
}

/* How a block of code is divided at its blank lines. */
typedef struct code_division {
	const paragraph *whole;
	size_t blanks; /* so many in a row divide it */
	length leading, grid;
} code_division;

/* Lines of a code block up to the next division, with ink in the first and last of them. */
typedef struct code_stretch {
	size_t from, to; /* equal: it has no lines */
} code_stretch;

static code_stretch next_stretch(const code_division *d, size_t from)
{
	const size_t count = paragraph_lines(d->whole, 0);
	code_stretch s;

	while (from < count && paragraph_code_blank(d->whole, from))
		from++;
	s.from = s.to = from;
	for (; from < count && from - s.to < d->blanks; from++)
		if (!paragraph_code_blank(d->whole, from))
			s.to = from + 1;
	return s;
}

static bool is_line(code_stretch s)
{
	return s.to == s.from + 1;
}

/* The grid lines that so many blank ones come nearest to. */
static int rows_of_blanks(const code_division *d, size_t blanks)
{
	return (int)((d->leading * (length)blanks + d->grid / 2) / d->grid);
}

/* Blank lines that divide a block become the space between its parts, which vanishes at a page's
 * end, so no page ends or begins with them. If the first part has a single line, it stays with the
 * next; if the last has, it stays with the one before. */
static void divide_code(galley_builder *b, const node *n, const appearance *look,
			const code_division *d, context *in)
{
	size_t from = 0;
	code_stretch s = next_stretch(d, 0), next;

	for (; s.to > s.from; s = next) {
		next = next_stretch(d, s.to);
		bool goes_on = next.to > next.from, first = from == 0, lone;
		lone = (first && is_line(s)) ||
		       (is_line(next) && next_stretch(d, next.to).to == next.to);
		add_code(b, n, look,
			 paragraph_code_part(b->setter, d->whole, s.from, s.to - s.from),
			 rows_of_blanks(d, s.from - from), first, goes_on && lone, in);
		from = s.to;
	}
	b->gap.lines += rows_of_blanks(d, paragraph_lines(d->whole, 0) - from);
}

/* On the grid, each blank line divides a block; on a leading of its own, only many do: fewer would
 * be wider or narrower than the lines around them. */
static code_division division_of(const galley_builder *b, const appearance *look,
				 const paragraph *whole)
{
	const length grid = b->setter->style->sheet.grid;

	if (!galley_divides_code(b, look))
		return (code_division){whole, 1, grid, grid};
	return (code_division){whole, MANY_BLANKS, look->leading, grid};
}

static bool has_ink(const paragraph *code)
{
	size_t i = 0, count = paragraph_lines(code, 0);

	while (i < count && paragraph_code_blank(code, i))
		i++;
	return i < count;
}

/* Below its title a block of code has no space. */
static const appearance *below_title(const galley_builder *b, const node *n, const appearance *look)
{
	if (!n->previous || !node_has_class(n->previous, "code-title"))
		return look;
	appearance *own = ARENA_NEW(b->setter->arena, appearance);
	*own = *look;
	own->space_before = own->space_less = own->space_more = 0;
	return own;
}

/* A block of code may go on over a page's end; a float at the head of the next page would then part
 * its lines. */
static void keep_floats_out(galley_builder *b, size_t first)
{
	for (; first < b->count; first++)
		b->breaks[first].float_inside = FLOAT_INSIDE;
}

/* A leading that is nearly the grid's is the grid's: no line is worth leaving it for so little. */
static const appearance *on_grid(const galley_builder *b, const appearance *look)
{
	const length grid = b->setter->style->sheet.grid;

	if (look->leading <= grid * NEARLY_LEAST / 100 || look->size > grid ||
	    look->leading >= grid * NEARLY_MOST / 100)
		return look;
	appearance *own = ARENA_NEW(b->setter->arena, appearance);
	*own = *look;
	own->leading = 0;
	return own;
}

void galley_code(galley_builder *b, const node *n, context *in)
{
	const role role = n->kind == NODE_VERBATIM ? ROLE_VERBATIM : ROLE_CODE_BLOCK;
	const appearance *look = on_grid(b, below_title(b, n, galley_look(b, role, n)));
	context own = *in;

	galley_narrow(b, &own, look->left, look->right);
	galley_space(b, look->space_before);
	galley_flex(b, look);
	const size_t first = b->count;
	galley_box *box = galley_box_begin(b, n, look, &own);
	own.code = b->in_note || n->kind == NODE_VERBATIM ? NULL : marks_of(b, n, look, &own);
	paragraph_shape shape = {
		.look = look, .measure = galley_measure(b, &own), .align = ALIGN_LEFT, .owner = n};
	const paragraph *whole = plan_code(b->cache->plan, n, &shape);
	if (!whole || b->in_note || !has_ink(whole) ||
	    (!galley_divides_code(b, look) && galley_leaves_grid(b, look, whole))) {
		galley_add_text(b, n, look, whole, &own);
		b->blocks[b->count - 1].code = own.code;
	} else {
		const code_division d = division_of(b, look, whole);
		divide_code(b, n, look, &d, &own);
	}
	keep_floats_out(b, first);
	galley_box_end(b, box);
	if (box)
		galley_space(b, look->space_after);
	in->label = NULL;
}
