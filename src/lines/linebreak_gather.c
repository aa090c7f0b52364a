/* linebreak, gather: where a line may end, and the sums up to there, so that any line's figures are
 * differences of two.
 *
 * Contract: the first breakpoint is the paragraph's start, the last is forced. Between two
 * neighbours is at least one box, save where the author forced two breaks in a row. */
#include "lines/linebreak_private.h"

#include "base/arena.h"

typedef struct gathering {
	const item *items;
	size_t count;
	const linebreak_prices *prices;
	bool hyphens;
	breakpoint *breaks;
	size_t break_count;
	line_sums sums;  /* before the item at hand */
	const item *box; /* the last box */
	bool box_since;  /* a box is between the last breakpoint and the item at hand */
	bool open;       /* the last breakpoint does not yet know the line after it */
	bool any;        /* the paragraph has a box */
} gathering;

static bool is_break(const gathering *g, size_t i)
{
	const item *it = &g->items[i];
	if (it->kind == ITEM_GLUE)
		return i > 0 && g->items[i - 1].kind == ITEM_BOX;
	if (it->kind != ITEM_PENALTY || it->cost >= ITEM_FORBIDDEN)
		return false;
	return g->hyphens || !(it->flags & ITEM_HYPHEN) || (it->flags & ITEM_EXPLICIT);
}

/* What breaking there costs at least, to choose among breaks that no box parts. */
static int64_t break_price(const gathering *g, const breakpoint *b)
{
	return b->cost + (int64_t)(b->flags & ITEM_HYPHEN ? g->prices->hyphen : 0);
}

/* The line after the last breakpoint begins at item i. */
static void open_line(gathering *g, size_t i)
{
	breakpoint *b = &g->breaks[g->break_count - 1];
	const item *at = g->break_count > 1 ? &g->items[b->item] : NULL;
	b->start = (uint32_t)i;
	b->begin = g->sums;
	if (at && at->kind == ITEM_PENALTY)
		b->begin.width -= at->after;
	if (i < g->count && g->items[i].kind == ITEM_BOX) {
		b->begin.width += g->items[i].hang_left;
		b->word_after = g->items[i].word;
	}
	g->open = false;
}

static breakpoint close_line(const gathering *g, size_t i)
{
	breakpoint b = {
		.item = (uint32_t)i, .end = g->sums, .forced = true, .empty = !g->box_since};
	length hang = g->box ? g->box->hang_right : 0;
	if (i < g->count && g->items[i].kind == ITEM_PENALTY) {
		const item *it = &g->items[i];
		b.end.width += it->width;
		b.flags = it->flags;
		b.forced = it->cost <= -ITEM_FORBIDDEN;
		b.cost = b.forced ? 0 : it->cost;
		if ((it->flags & ITEM_HYPHEN) || it->hang_right || it->width)
			hang = it->hang_right;
	} else if (i < g->count) {
		b.forced = false;
	}
	b.end.width -= hang;
	b.word_before = g->box ? g->box->word : 0;
	return b;
}

/* Take the break at item i, or find that the gap has a better one. */
static void add_break(gathering *g, size_t i)
{
	breakpoint b = close_line(g, i);
	const breakpoint *rival = &g->breaks[g->break_count - 1];
	if (b.empty && (g->break_count == 1 || rival->forced)) {
		if (!b.forced)
			return;
		if (g->open)
			open_line(g, i);
	} else if (b.empty) {
		if (!b.forced && break_price(g, &b) >= break_price(g, rival))
			return;
		b.empty = rival->empty;
		g->break_count--;
	}
	g->breaks[g->break_count++] = b;
	g->box_since = false;
	g->open = true;
}

static void add_sums(gathering *g, const item *it)
{
	line_sums *s = &g->sums;
	if (it->kind == ITEM_PENALTY)
		return;
	s->width += it->width;
	if (it->kind == ITEM_BOX) {
		s->letters += it->letters;
		if (!g->prices->ragged) {
			s->grow += it->stretch;
			s->narrow += it->shrink;
		}
		return;
	}
	s->shrink += it->shrink;
	if (it->stretch == ITEM_ENDLESS) {
		s->endless++;
	} else {
		s->blank += it->width;
		s->stretch += it->stretch;
		s->spaces++;
	}
}

const breakpoint *linebreak_gather(arena *a, const item *items, size_t count,
				   const linebreak_prices *prices, bool hyphens, size_t *result)
{
	gathering g = {.items = items, .count = count, .prices = prices, .hyphens = hyphens};
	size_t most = 2;
	for (size_t i = 0; i < count; i++)
		most += items[i].kind != ITEM_BOX;
	g.breaks = ARENA_ROOM(a, most, breakpoint);
	g.breaks[0] = (breakpoint){0};
	g.break_count = 1;
	open_line(&g, 0);
	for (size_t i = 0; i < count; i++) {
		if (is_break(&g, i))
			add_break(&g, i);
		if (items[i].kind == ITEM_BOX) {
			if (g.open)
				open_line(&g, i);
			g.box = &items[i];
			g.box_since = g.any = true;
		}
		add_sums(&g, &items[i]);
	}
	/* Text after the last break ends too, though the contract promises a forced penalty there;
	 * a trailing break ends the text. */
	if (g.box_since)
		add_break(&g, count);
	while (g.break_count > 2 && g.breaks[g.break_count - 1].empty)
		g.break_count--;
	breakpoint *last = &g.breaks[g.break_count - 1];
	last->last = last->forced = true;
	*result = g.any ? g.break_count : 1;
	return g.breaks;
}
