/* galley_ahead: the plain paragraphs of a long text, set on several threads before the galley is
 * made.
 *
 * What ties paragraphs together is the flow of word spaces, for rivers; it ends wherever something
 * ragged or of another measure stands (a heading, a quotation). So a run is paragraphs that follow
 * one another, and a part is a run with those that the flow goes on to, over code and rules; parts
 * do not ask of each other. Invariant: what is taken is what would have been set in its turn. A
 * part counts on an empty flow at its beginning, and a run on a shape for its first paragraph;
 * whoever takes looks whether it was so, and else sets it, and the rest of the part, as if there
 * had been nothing. That costs time and changes nothing. */
#include "layout/galley_private.h"

#include "base/arena.h"
#include "lines/hands.h"

#include <stdlib.h>

/* of manuscript, from which on threads are worth their beginning */
enum { BYTES_LEAST = 32 << 10 };

typedef struct ahead_run {
	size_t first, end;    /* of the paragraphs */
	size_t done;          /* up to here they are set */
	linebreak_flow after; /* behind the last one that is */
} ahead_run;

struct galley_ahead {
	const node **nodes;
	paragraph **paragraphs;
	paragraph_shape *shapes;
	size_t count, node_capacity, paragraph_capacity, shape_capacity;
	ahead_run *runs;
	size_t run_count, run_capacity;
	/* the first run of each, and behind the last one how many runs there are */
	size_t *parts;
	size_t part_count, part_capacity;
	size_t *order;        /* parts, longest first: then all hands end at about one time */
	size_t run, part, at; /* which comes next: run, the part behind it, paragraph */
};

static bool is_long(const document *d)
{
	size_t bytes = 0;

	for (const source *const *s = d->sources; *s; s++)
		bytes += (*s)->length;
	return bytes >= BYTES_LEAST;
}

typedef struct part_length {
	size_t part, length;
} part_length;

static int longer_first(const void *a, const void *b)
{
	const part_length *x = a, *y = b;

	if (x->length != y->length)
		return x->length > y->length ? -1 : 1;
	return x->part < y->part ? -1 : x->part > y->part;
}

static void order_parts(galley_ahead *g, arena *scratch)
{
	part_length *parts = ARENA_ARRAY(scratch, g->part_count, part_length);

	for (size_t i = 0; i < g->part_count; i++) {
		parts[i].part = i;
		for (size_t k = g->runs[g->parts[i]].first; k < g->runs[g->parts[i + 1] - 1].end;
		     k++)
			parts[i].length += paragraph_bytes(g->paragraphs[k]);
	}
	if (g->part_count)
		qsort(parts, g->part_count, sizeof *parts, longer_first);
	for (size_t i = 0; i < g->part_count; i++)
		g->order[i] = parts[i].part;
	arena_reset(scratch);
}

static bool is_plain(const node *n)
{
	return n->kind == NODE_PARAGRAPH && !n->classes[0];
}

/* Does the flow of spaces go on behind a block as it was before it? */
static bool lets_flow(const node *n)
{
	return n->kind == NODE_RULE || n->kind == NODE_PAGE_BREAK || n->kind == NODE_CODE_BLOCK ||
	       n->kind == NODE_VERBATIM;
}

/* A first line is indented behind a paragraph without space between; galley.c decides it, and this
 * is what it decides at the text's own level. */
static void add(galley_ahead *g, const setter *s, const node *n, bool follows)
{
	const galley_builder b = {.setter = s};
	const context in = {.role = ROLE_BODY, .look = style_of(s->style, ROLE_BODY)};
	bool indents = follows && in.look->space_before == 0 && in.look->space_after == 0;
	const paragraph_shape shape =
		galley_shape(&b, n, in.look, &in, indents ? in.look->indent : 0, NULL);
	size_t nodes = g->count, shapes = g->count;

	*ARENA_APPEND(s->arena, g->nodes, nodes, g->node_capacity) = n;
	*ARENA_APPEND(s->arena, g->shapes, shapes, g->shape_capacity) = shape;
	*ARENA_APPEND(s->arena, g->paragraphs, g->count, g->paragraph_capacity) =
		paragraph_begin(s, n, &shape);
	g->runs[g->run_count - 1].end = g->count;
}

static void plan(galley_ahead *g, const setter *s)
{
	bool follows = false, flows = false;

	for (const node *n = s->document->root->first; n; n = n->next) {
		if (is_plain(n)) {
			if (!flows)
				*ARENA_APPEND(s->arena, g->parts, g->part_count, g->part_capacity) =
					g->run_count;
			if (!follows)
				*ARENA_APPEND(s->arena, g->runs, g->run_count, g->run_capacity) =
					(ahead_run){.first = g->count, .done = g->count};
			add(g, s, n, follows);
			follows = flows = true;
		} else {
			follows = false;
			flows &= lets_flow(n);
		}
	}
	size_t end = g->part_count;
	*ARENA_APPEND(s->arena, g->parts, end, g->part_capacity) = g->run_count;
}

static void set_part(const setter *hand, const bool *gave_up, size_t nth, void *context)
{
	const galley_ahead *g = context;
	size_t part = g->order[nth];

	for (size_t i = g->parts[part]; i < g->parts[part + 1] && !*gave_up; i++) {
		ahead_run *r = &g->runs[i];
		while (r->done < r->end) {
			paragraph_break(hand, g->paragraphs[r->done]);
			if (*gave_up)
				break;
			r->done++;
			linebreak_flow_copy(&r->after, hand->flow);
		}
	}
}

galley_ahead *galley_ahead_of(const setter *s)
{
	if (!s->hands || !s->flow || s->trace_lines || !is_long(s->document))
		return NULL;
	galley_ahead *g = ARENA_NEW(s->arena, galley_ahead);
	plan(g, s);
	g->order = ARENA_ARRAY(s->arena, g->part_count, size_t);
	order_parts(g, s->scratch);
	hands_do(s->hands, g->part_count, set_part, g);
	return g;
}

static bool same_shape(const paragraph_shape *a, const paragraph_shape *b)
{
	return a->look == b->look && a->measure == b->measure &&
	       a->first_indent == b->first_indent && a->align == b->align &&
	       a->variants == b->variants && a->balanced == b->balanced && a->owner == b->owner &&
	       a->prefix == b->prefix;
}

/* Nothing of the part that comes next is what it would have been; of what was taken of it, nothing
 * stands in question. */
static void forget_part(galley_ahead *g)
{
	for (size_t i = g->run; i < g->parts[g->part]; i++)
		g->runs[i].done = g->runs[i].first;
}

/* Was the run that is about to begin set as it would be now? */
static bool holds(const galley_ahead *g, const linebreak_flow *flow, const paragraph_shape *shape)
{
	bool begins = g->run == g->parts[g->part - 1];

	return same_shape(&g->shapes[g->at], shape) &&
	       (!begins || flow->count == 0 || flow->measure != shape->measure);
}

const paragraph *galley_ahead_take(galley_ahead *g, const setter *s, const node *n,
				   const paragraph_shape *shape)
{
	if (!g || g->at == g->count || g->nodes[g->at] != n)
		return NULL;
	while (g->part == 0 || g->run == g->parts[g->part])
		g->part++;
	ahead_run *r = &g->runs[g->run];
	if (g->at == r->first && !holds(g, s->flow, shape))
		forget_part(g);
	size_t at = g->at++;
	g->run += g->at == r->end;
	if (at >= r->done)
		return NULL;
	if (at + 1 == r->done)
		linebreak_flow_copy(s->flow, &r->after);
	return g->paragraphs[at];
}
