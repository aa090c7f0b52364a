/* linebreak, rivers: word spaces that lie over each other in four lines running or more are seen,
 * and broken where a setting nearly as good has fewer of them.
 *
 * A river can't be priced line by line, since it looks four lines back; so it is looked for in the
 * setting that was chosen. Of the lines that a river runs through, one after the other is barred
 * and the paragraph searched again; what is best in demerits and rivers together is kept. Rivers
 * are rare, so this costs little; very long paragraphs are left as they are. */
#include "lines/linebreak_private.h"

#include "base/arena.h"

enum {
	RIVER_LINES = 4,   /* a river has so many lines at least */
	ROUNDS_MOST = 3,   /* rivers that are fought in one paragraph */
	BREAKS_MOST = 4000 /* of a paragraph that is looked at */
};

typedef linebreak_gap gap;

typedef struct river_view {
	const item *items;
	length widest;
	gap *above, *here;
	size_t above_count, here_count;
} river_view;

static length scaled(length amount, int32_t ratio)
{
	return amount * ratio / UNIT;
}

/* The gaps of a line from left to right; lines end at one right margin. */
static void see_gaps(river_view *v, const linebreak_line *line)
{
	const item *items = v->items;
	length x = v->widest - line->width;
	v->here_count = 0;
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
		v->here[v->here_count++] = (gap){x, x + width, it->width, 1};
		x += width;
	}
}

/* Link the gaps to those above that they lie under by half a space; returns how many end a river so
 * far. */
static size_t link_gaps(river_view *v)
{
	size_t rivers = 0;
	for (size_t i = 0, first = 0; i < v->here_count; i++) {
		gap *g = &v->here[i];
		while (first < v->above_count && v->above[first].right <= g->left)
			first++;
		for (size_t k = first; k < v->above_count && v->above[k].left < g->right; k++) {
			const gap *over = &v->above[k];
			length left = g->left > over->left ? g->left : over->left;
			length right = g->right < over->right ? g->right : over->right;
			if (2 * (right - left) >= g->natural && over->depth >= g->depth)
				g->depth = over->depth + 1;
		}
		rivers += g->depth >= RIVER_LINES;
	}
	return rivers;
}

static size_t most_gaps(const linebreak_setting *s)
{
	size_t most = LINEBREAK_GAPS;
	for (size_t i = 0; i < s->count; i++)
		most = s->lines[i].last - s->lines[i].first > most
			       ? s->lines[i].last - s->lines[i].first
			       : most;
	return most;
}

static void begin_view(river_view *v, arena *scratch, const line_task *task,
		       const linebreak_setting *s)
{
	const linebreak_flow *flow = task->prices->flow;
	size_t most = most_gaps(s);
	*v = (river_view){.items = task->items,
			  .widest = linebreak_line_width(task, task->width_count)};
	v->above = ARENA_ARRAY(scratch, most, gap);
	v->here = ARENA_ARRAY(scratch, most, gap);
	for (size_t i = 0; i < s->count; i++)
		v->widest = s->lines[i].width > v->widest ? s->lines[i].width : v->widest;
	for (; flow && v->above_count < flow->count; v->above_count++)
		v->above[v->above_count] = flow->gaps[v->above_count];
}

/* See one line; returns how many of its gaps end a river so far. */
static size_t view_line(river_view *v, const linebreak_line *line)
{
	see_gaps(v, line);
	size_t rivers = link_gaps(v);
	gap *above = v->above;
	v->above = v->here;
	v->above_count = v->here_count;
	v->here = above;
	return rivers;
}

size_t linebreak_rivers(arena *scratch, const line_task *task, const linebreak_setting *s,
			size_t *where)
{
	river_view v;
	size_t rivers = 0;
	begin_view(&v, scratch, task, s);
	for (size_t i = 0; i < s->count; i++) {
		size_t found = view_line(&v, &s->lines[i]);
		if (found && !rivers)
			*where = i;
		rivers += found;
	}
	return rivers;
}

void linebreak_flow_copy(linebreak_flow *to, const linebreak_flow *from)
{
	to->count = from->count;
	to->measure = from->measure;
	for (size_t i = 0; i < from->count; i++)
		to->gaps[i] = from->gaps[i];
}

void linebreak_leave_flow(arena *scratch, const line_task *task, const linebreak_setting *s)
{
	linebreak_flow *flow = task->prices->flow;
	river_view v;
	if (!flow)
		return;
	begin_view(&v, scratch, task, s);
	for (size_t i = 0; i < s->count; i++)
		view_line(&v, &s->lines[i]);
	flow->count = v.above_count < LINEBREAK_GAPS ? v.above_count : LINEBREAK_GAPS;
	for (size_t i = 0; i < flow->count; i++)
		flow->gaps[i] = v.above[i];
}

/* Search again without the lines that are barred; the same number of lines is wanted. False: there
 * is no such way. */
static bool search_again(arena *a, arena *scratch, line_task *task, size_t count,
			 linebreak_setting *s)
{
	uint32_t ends[LINES_SPAN];
	const line_way *ways;
	size_t found = linebreak_search(scratch, task, &ways, ends, LINES_SPAN);
	for (size_t i = 0; i < found; i++) {
		*s = linebreak_trace_back(a, task, ways, ends[i]);
		if (s->count == count)
			return true;
	}
	return false;
}

static void price_rivers(arena *scratch, const line_task *task, linebreak_setting *s)
{
	size_t where;
	s->cost +=
		(int64_t)task->prices->river * (int64_t)linebreak_rivers(scratch, task, s, &where);
}

/* Try to bar each line that the first river runs through. True: a better setting was found, and its
 * line stays barred. */
static bool fight_river(arena *a, arena *scratch, line_task *task, linebreak_setting *best,
			size_t where)
{
	linebreak_setting old = *best;
	line_barred *bar = &task->barred[task->barred_count++];
	line_barred chosen = {0};
	for (size_t i = where < RIVER_LINES ? 0 : where + 1 - RIVER_LINES; i <= where; i++) {
		linebreak_setting s;
		*bar = (line_barred){old.lines[i].first, old.lines[i].last};
		if (!search_again(a, scratch, task, old.count, &s))
			continue;
		price_rivers(scratch, task, &s);
		if (s.cost >= best->cost)
			continue;
		*best = s;
		chosen = *bar;
	}
	*bar = chosen;
	return best->lines != old.lines;
}

void linebreak_avoid_rivers(arena *a, arena *scratch, line_task *task, linebreak_setting *s)
{
	if (task->prices->river <= 0 || task->prices->ragged || s->count < 2 ||
	    task->count > BREAKS_MOST)
		return;
	FILE *trace = task->prices->trace;
	linebreak_prices quiet = *task->prices;
	line_task again = *task;
	quiet.trace = NULL;
	again.prices = &quiet;
	size_t where = 0, rivers = linebreak_rivers(scratch, &again, s, &where);
	s->cost += (int64_t)task->prices->river * (int64_t)rivers;
	for (int round = 0; rivers && round < ROUNDS_MOST; round++) {
		bool broken = fight_river(a, scratch, &again, s, where);
		if (trace)
			fprintf(trace, "  a river ends at line %zu: %s\n", where + 1,
				broken ? "broken" : "left, breaking it is too dear");
		rivers = broken ? linebreak_rivers(scratch, &again, s, &where) : 0;
	}
	task->steps = again.steps;
}
