/* quality_rivers: word spaces that lie over each other, line below line. A gap goes on in the gap
 * of the next line that it lies over by half a natural space or more; of several, the one that
 * overlaps most, and each gap in one only. A chain of four lines or more is a river. Chains end
 * with the page and where anything but running text stands between. */
#include "quality/quality_private.h"

#include "base/arena.h"

#include <string.h>

enum { RIVER_LINES = 4 };

/* A gap of the line above and how long the chain is that ends in it. */
typedef struct chain {
	quality_gap gap;
	int64_t lines;
	length left, right; /* of all its gaps */
	size_t first;       /* line it begins in */
	bool taken;         /* it goes on below */
} chain;

typedef struct river_view {
	quality_builder *builder;
	chain *above, *here;
	size_t above_count, here_count, capacity;
	size_t line; /* last line of the chains above */
} river_view;

static void end_chain(river_view *v, const chain *c)
{
	quality_builder *b = v->builder;

	if (c->lines > b->result->longest_river)
		b->result->longest_river = c->lines;
	if (c->lines < RIVER_LINES)
		return;
	quality_area top = quality_line_area(&b->lines[c->first]),
		     bottom = quality_line_area(&b->lines[v->line]);
	quality_area area = {c->left, top.y, c->right - c->left, bottom.y + bottom.height - top.y};
	quality_blemish(b, QUALITY_RIVERS, &b->lines[c->first], area,
			"word spaces lie over each other in %d lines running", (int)c->lines);
}

/* End the chains that the line below did not take up; what it has stands above the next. */
static void turn(river_view *v, size_t line)
{
	chain *above = v->above;

	for (size_t i = 0; i < v->above_count; i++)
		if (!v->above[i].taken)
			end_chain(v, &v->above[i]);
	v->above = v->here;
	v->above_count = v->here_count;
	v->here = above;
	v->here_count = 0;
	v->line = line;
}

static void make_room(river_view *v, size_t gaps)
{
	arena *a = v->builder->setter->arena;
	chain *above;

	if (gaps <= v->capacity)
		return;
	v->capacity = 2 * gaps + 16;
	v->here = ARENA_ARRAY(a, v->capacity, chain);
	above = ARENA_ARRAY(a, v->capacity, chain);
	if (v->above_count)
		memcpy(above, v->above, v->above_count * sizeof *above);
	v->above = above;
}

static length overlap(const quality_gap *one, const quality_gap *other)
{
	length left = one->left > other->left ? one->left : other->left;
	length right = one->right < other->right ? one->right : other->right;

	return right - left;
}

static void join(chain *above, chain *here)
{
	above->taken = true;
	here->lines = above->lines + 1;
	here->first = above->first;
	here->left = above->left < here->gap.left ? above->left : here->gap.left;
	here->right = above->right > here->gap.right ? above->right : here->gap.right;
}

/* Link gaps above to gaps here, the greatest overlap first. Lines have a dozen gaps: looking
 * through all is cheap. */
static void link_gaps(river_view *v, length least)
{
	for (;;) {
		chain *from = NULL, *to = NULL;
		length most = least > 0 ? least - 1 : 0;
		for (size_t i = 0; i < v->above_count; i++)
			for (size_t k = 0; k < v->here_count; k++) {
				length shared = overlap(&v->above[i].gap, &v->here[k].gap);
				if (v->above[i].taken || v->here[k].lines > 1 || shared <= most)
					continue;
				most = shared;
				from = &v->above[i];
				to = &v->here[k];
			}
		if (!from)
			return;
		join(from, to);
	}
}

static bool lies_below(const quality_builder *b, const quality_line *above,
		       const quality_line *line)
{
	length down = line->text->y - above->text->y;

	return above->page == line->page && down > 0 &&
	       down < b->setter->style->sheet.grid * 13 / 10;
}

static void see_line(river_view *v, size_t i)
{
	quality_builder *b = v->builder;
	const quality_line *line = &b->lines[i];

	make_room(v, line->gap_count);
	if (v->above_count && !lies_below(b, &b->lines[v->line], line))
		turn(v, i);
	for (size_t k = 0; k < line->gap_count; k++)
		v->here[v->here_count++] = (chain){line->gaps[k],       1, line->gaps[k].left,
						   line->gaps[k].right, i, false};
	link_gaps(v, line->facts.natural / 2);
	turn(v, i);
}

void quality_measure_rivers(quality_builder *b)
{
	river_view v = {.builder = b};

	for (size_t i = 0; i < b->line_count; i++) {
		if (b->lines[i].kind == QUALITY_RUNNING)
			see_line(&v, i);
		else
			turn(&v, i);
	}
	turn(&v, b->line_count);
	b->result->counts[QUALITY_RIVERS].of = b->result->running_lines;
}
