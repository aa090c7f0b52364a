/* linebreak, rivers: word spaces above each other in four or more lines running are found, and
 * avoided where a setting that is nearly as good has fewer of them.
 *
 * A river can't be priced line by line, since it looks four lines back; so it is looked for in the
 * setting that was chosen. Each line that a river runs through is barred in turn, and the paragraph
 * searched again from that line's end to a few lines below the river, where the old setting
 * continues: all before the barred line keeps its ways, all below keeps its lines. So a try costs a
 * dozen lines of search, however long the paragraph. The bar with the lowest sum of demerits and
 * river costs stays, and the search goes on from it to the end. Very long paragraphs are left as
 * they are, and the whole may not take much longer than the search did.
 *
 * A paragraph's first lines have few ways to break a river that comes from the paragraph above. So
 * spaces of a last line that lack one line to be a river cost something too, where a paragraph may
 * follow, and are fought in the same way. That takes away a third of a novel's rivers, for .001 to
 * .003 more of the spaces' standard deviation. */
#include "lines/linebreak_private.h"

#include "base/arena.h"

#include <string.h>

enum {
	/* rivers that are fought in a paragraph, and in how many lines one more */
	ROUNDS_LEAST = 3,
	ROUND_LINES = 40,
	BREAKS_MOST = 4000, /* of a paragraph that is looked at */
	/* steps that a fight may take beside as many as the search before it took */
	STEPS_FREE = 50000,
	/* lines below a river in which a search may return to the old setting: with more of them
	 * hardly any other river is broken */
	LINES_BELOW = 3,
	/* how many spaces that lack one line to be a river cost as much as one that is */
	BEGUN_PER_RIVER = 4
};

static length scaled(length amount, int32_t ratio)
{
	return amount * ratio / UNIT;
}

/* Look at the spaces of a line from left to right; lines end at one right margin. Returns how many
 * of them end a river so far. */
static size_t see_line(river_view *v, const item *items, const linebreak_line *line, length widest)
{
	length x = widest - line->width;

	river_turn(v);
	for (uint32_t i = line->first; i < line->last; i++) {
		const item *it = &items[i];
		if (it->kind == ITEM_BOX)
			x += it->width +
			     scaled(line->expansion < 0 ? it->shrink : it->stretch,
				    line->expansion) -
			     (i == line->first ? it->hang_left : 0);
		if (it->kind != ITEM_GLUE || it->stretch == ITEM_ENDLESS)
			continue;
		length width = linebreak_line_space(it, line->ratio);
		river_add(v, x, x + width, it->width);
		x += width;
	}
	return river_link(v);
}

/* See the lines of a setting from `first` on; returns how many of their spaces end a river. */
static size_t see_setting(river_view *v, const line_task *task, const linebreak_setting *s,
			  size_t first, size_t *where)
{
	const linebreak_flow *flow = task->prices->flow;
	length widest = linebreak_line_width(task, task->width_count);
	size_t rivers = 0;

	for (size_t i = 0; i < s->count; i++)
		widest = s->lines[i].width > widest ? s->lines[i].width : widest;
	for (size_t i = 0; first == 0 && flow && i < flow->count; i++) {
		river_add(v, flow->gaps[i].left, flow->gaps[i].right, flow->gaps[i].natural);
		v->here[i].lines = flow->gaps[i].lines;
	}
	size_t from = *where;
	*where = s->count;
	for (size_t i = first; i < s->count; i++) {
		size_t found = see_line(v, task->items, &s->lines[i], widest);
		if (found && i >= from && *where == s->count)
			*where = i;
		rivers += found;
	}
	return rivers;
}

/* How many spaces of the last line seen lack one line to be a river, which the paragraph below may
 * add. */
static size_t begun_rivers(const river_view *v)
{
	size_t begun = 0;

	for (size_t i = 0; i < v->here_count; i++)
		begun += v->here[i].lines == RIVER_LINES - 1;
	return begun;
}

size_t linebreak_rivers(arena *scratch, const line_task *task, const linebreak_setting *s,
			size_t *where, size_t *begun)
{
	river_view v = {.arena = scratch};
	size_t rivers = see_setting(&v, task, s, 0, where);

	*begun = begun_rivers(&v);
	return rivers;
}

void linebreak_flow_copy(linebreak_flow *to, const linebreak_flow *from)
{
	to->count = from->count;
	to->measure = from->measure;
	for (size_t i = 0; i < from->count; i++)
		to->gaps[i] = from->gaps[i];
}

/* A line further up than a river is long means nothing to the lines below, so the last lines of a
 * setting are enough. */
void linebreak_leave_flow(arena *scratch, const line_task *task, const linebreak_setting *s)
{
	linebreak_flow *flow = task->prices->flow;
	river_view v = {.arena = scratch};
	size_t where = 0;

	if (!flow)
		return;
	see_setting(&v, task, s, s->count > RIVER_LINES ? s->count - RIVER_LINES : 0, &where);
	flow->count = v.here_count < LINEBREAK_GAPS ? v.here_count : LINEBREAK_GAPS;
	for (size_t i = 0; i < flow->count; i++)
		flow->gaps[i] = v.here[i];
}

/* What a setting's rivers cost, in demerits. *where becomes the first line, from *where on, that
 * ends one; the last where it only begins one; or the number of lines. */
static int64_t rivers_price(arena *scratch, const line_task *task, const linebreak_setting *s,
			    size_t *where)
{
	const linebreak_prices *prices = task->prices;
	const size_t from = *where;
	size_t begun, rivers = linebreak_rivers(scratch, task, s, where, &begun);

	if (!prices->flow)
		begun = 0;
	if (begun && *where == s->count && from < s->count)
		*where = s->count - 1;
	return ((int64_t)rivers * BEGUN_PER_RIVER + (int64_t)begun) * prices->river /
	       BEGUN_PER_RIVER;
}

/* The fight against a paragraph's rivers. */
typedef struct river_fight {
	arena *arena;
	line_search *search;
	uint32_t *path;         /* the ways of the best setting, a line each */
	linebreak_setting best; /* its cost has its rivers */
	int64_t alone;          /* what it costs without */
	size_t where;           /* the line that the river under attack ends at */
	way_span *spans;        /* the search's, before the fight */
	uint32_t *oldest;
	size_t steps_most; /* where the fight ends */
} river_fight;

static void follow_path(river_fight *f, uint32_t end)
{
	const line_way *ways = f->search->ways;
	size_t number = f->best.count;

	for (uint32_t i = end; i; i = ways[i].previous)
		f->path[--number] = i;
}

/* What line `number` of the path costs beside the way before it; -1: forbidden. */
static int64_t joint_price(const river_fight *f, const line_way *before, size_t number)
{
	const line_search *s = f->search;
	const line_way *way = &s->ways[f->path[number]];
	line_figures figures = linebreak_way_figures(way);

	return linebreak_pair_price(s->task, before, &s->task->breaks[way->at], &figures);
}

/* How much dearer the paragraph is, in 1024ths, if its lines up to `number` are those of `end`;
 * INT64_MAX: it can't be. */
static int64_t dearer(const river_fight *f, uint32_t end, size_t number)
{
	const line_way *made = &f->search->ways[end], *old = &f->search->ways[f->path[number]];
	int64_t joint = 0;

	if (number + 1 < f->best.count) {
		joint = joint_price(f, made, number + 1);
		if (joint < 0)
			return INT64_MAX;
		joint -= joint_price(f, old, number + 1);
	}
	return made->cost - old->cost + joint;
}

static size_t lines_of(const line_search *s, uint32_t end)
{
	size_t count = 0;

	for (uint32_t i = end; i; i = s->ways[i].previous)
		count++;
	return count;
}

/* The best setting with its lines up to `number` changed to those of `end`. */
static linebreak_setting changed(const river_fight *f, uint32_t end, size_t number, int64_t more)
{
	const line_search *s = f->search;
	linebreak_setting made = {.count = f->best.count, .cost = f->alone + more / UNIT};
	linebreak_line *lines = ARENA_ARRAY(f->arena, made.count, linebreak_line);

	for (size_t i = number + 1; i < made.count; i++)
		lines[i] = f->best.lines[i];
	for (uint32_t i = end; i; i = s->ways[i].previous, number--)
		linebreak_fill_line(s->task, &s->ways[i], number, &lines[number]);
	for (size_t i = 0; i < made.count; i++) {
		made.hyphens |= lines[i].hyphen || lines[i].explicit_hyphen;
		made.poor |= lines[i].overfull || lines[i].emergency || lines[i].unfilled;
	}
	made.lines = lines;
	return made;
}

/* The cheapest way to the end of line `number` in as many lines as the best setting has up to
 * there, among those that the search has now; 0: none. */
static uint32_t cheapest(const river_fight *f, size_t number, int64_t *more)
{
	const line_search *s = f->search;
	const line_way *old = &s->ways[f->path[number]];
	const way_span *span = &s->spans[old->at];
	uint32_t best = 0;

	*more = INT64_MAX;
	for (uint32_t i = span->first; i < span->end; i++) {
		int64_t price = s->ways[i].line == old->line ? dearer(f, i, number) : INT64_MAX;
		if (price >= *more || lines_of(s, i) != number + 1)
			continue;
		*more = price;
		best = i;
	}
	return best;
}

/* What the best setting would cost, rivers included, if line `barred` were not: its lines change
 * from there to line `last` at most. The search is as it was afterwards. */
static int64_t price_without(river_fight *f, size_t barred, size_t last)
{
	line_search *s = f->search;
	const size_t from = s->ways[f->path[barred]].at, to = s->ways[f->path[last]].at;
	const size_t breaks = to - from + 1, count = s->count;
	way_span *spans = ARENA_ARRAY(s->scratch, breaks, way_span);
	uint32_t *oldest = ARENA_ARRAY(s->scratch, breaks, uint32_t);
	int64_t more, cost = INT64_MAX;
	size_t where = 0;

	memcpy(spans, s->spans + from, breaks * sizeof *spans);
	memcpy(oldest, s->oldest + from, breaks * sizeof *oldest);
	if (linebreak_search_part(s, from, to)) {
		uint32_t end = cheapest(f, last, &more);
		if (end) {
			linebreak_setting made = changed(f, end, last, more);
			cost = made.cost + rivers_price(s->scratch, s->task, &made, &where);
		}
	}
	memcpy(s->spans + from, spans, breaks * sizeof *spans);
	memcpy(s->oldest + from, oldest, breaks * sizeof *oldest);
	s->count = count;
	return cost;
}

/* Search from the barred line to the paragraph's end, and take what is found if it is better. */
static bool take_without(river_fight *f, size_t barred)
{
	line_search *s = f->search;
	const line_task *task = s->task;
	uint32_t ends[LINES_SPAN];
	size_t last = task->count - 1, found = 0;

	if (linebreak_search_part(s, s->ways[f->path[barred]].at, last))
		found = linebreak_search_ends(s, last, ends, LINES_SPAN);
	for (size_t i = 0; i < found; i++) {
		if (lines_of(s, ends[i]) != f->best.count)
			continue;
		linebreak_setting made = linebreak_trace_back(f->arena, task, s->ways, ends[i]);
		size_t where = 0;
		const int64_t alone = made.cost;
		made.cost += rivers_price(s->scratch, task, &made, &where);
		if (made.cost >= f->best.cost)
			return false;
		f->alone = alone;
		f->best = made;
		follow_path(f, ends[i]);
		return true;
	}
	return false;
}

/* Bar the line of the river under attack that is cheapest to be rid of, if that is cheaper than the
 * river. */
static bool fight_river(river_fight *f)
{
	line_task *task = f->search->task;
	const size_t where = f->where, first = where < RIVER_LINES ? 0 : where + 1 - RIVER_LINES,
		     below = where + LINES_BELOW,
		     last = below < f->best.count ? below : f->best.count - 1;
	line_barred *bar = &task->barred[task->barred_count++];
	int64_t least = f->best.cost;
	size_t chosen = SIZE_MAX;

	for (size_t i = first; i <= where; i++) {
		*bar = (line_barred){f->best.lines[i].first, f->best.lines[i].last};
		int64_t cost = price_without(f, i, last);
		if (cost >= least)
			continue;
		least = cost;
		chosen = i;
	}
	if (chosen == SIZE_MAX) {
		task->barred_count--;
		return false;
	}
	*bar = (line_barred){f->best.lines[chosen].first, f->best.lines[chosen].last};
	if (take_without(f, chosen))
		return true;
	task->barred_count--;
	return false;
}

/* The searches that a fight makes leave no trace in what is searched for another setting. */
static void keep_search(river_fight *f)
{
	const line_search *s = f->search;
	size_t count = s->task->count;

	f->spans = ARENA_ARRAY(s->scratch, count, way_span);
	f->oldest = ARENA_ARRAY(s->scratch, count, uint32_t);
	memcpy(f->spans, s->spans, count * sizeof *f->spans);
	memcpy(f->oldest, s->oldest, count * sizeof *f->oldest);
}

static void restore_search(river_fight *f)
{
	line_search *s = f->search;
	size_t count = s->task->count;

	memcpy(s->spans, f->spans, count * sizeof *f->spans);
	memcpy(s->oldest, f->oldest, count * sizeof *f->oldest);
	s->task->barred_count = 0;
}

static void fight_rivers(river_fight *f)
{
	const linebreak_prices *prices = f->search->task->prices;
	size_t rounds = ROUNDS_LEAST + f->best.count / ROUND_LINES;

	for (size_t round = 0;
	     f->where < f->best.count && round < rounds &&
	     f->search->task->barred_count < BARRED_MOST && f->search->task->steps < f->steps_most;
	     round++) {
		size_t where = f->where;
		bool broken = fight_river(f);
		if (prices->trace)
			fprintf(prices->trace, "  a river ends at line %zu: %s\n", where + 1,
				broken ? "broken" : "left, breaking it is too dear");
		f->where = broken ? 0 : where + 1;
		rivers_price(f->search->scratch, f->search->task, &f->best, &f->where);
	}
}

void linebreak_avoid_rivers(arena *a, line_search *search, uint32_t end, linebreak_setting *s)
{
	line_task *task = search->task;
	const linebreak_prices *prices = task->prices;
	river_fight f = {.arena = a, .search = search, .best = *s, .alone = s->cost};

	if (prices->river <= 0 || prices->ragged || s->count < 2 || task->count > BREAKS_MOST)
		return;
	int64_t price = rivers_price(search->scratch, task, s, &f.where);
	if (!price)
		return;
	f.best.cost += price;
	f.path = ARENA_ARRAY(search->scratch, s->count, uint32_t);
	follow_path(&f, end);
	keep_search(&f);
	f.steps_most = 2 * task->steps + STEPS_FREE;
	fight_rivers(&f);
	restore_search(&f);
	*s = f.best;
}
