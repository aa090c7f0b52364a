/* linebreak, search: dynamic programming whose state is the last line and the number of lines
 * (Knuth and Plass 1981, second order).
 *
 * Invariants. Ways that end at the same break are adjacent. A break is active while some line from
 * it may still fit: it is dropped once even the narrowest line to any later break would be too
 * wide, so the work at a break depends on the measure, not on the paragraph. A way is dropped if
 * another to the same break, in as many lines, is cheaper by more than linebreak_pair_price_most:
 * it can never become the better one. With another number of lines it may cost variant_most more:
 * beyond that no variant is offered. Where lines are stretched beyond every tolerance, the cheapest
 * is kept of ways that no later price tells apart. At most LINES_SPAN numbers of lines are kept
 * around the cheapest way's, or long paragraphs would take quadratic time. If a line may end after
 * each of many narrow characters, hundreds of ways to a break would remain: the cheapest WAYS_MOST
 * are kept, a number that no text of words comes near; in long paragraphs whose lines are stretched
 * beyond every tolerance WAYS_FEW, or they would take gigabytes. */
#include "lines/linebreak_private.h"

#include "base/arena.h"

#include <stdlib.h>

/* All that the loop over active breaks reads. */
typedef struct line_active {
	length least; /* sums before the line, at their narrowest */
	length reach; /* at their widest within tolerance */
	uint32_t at;
} line_active;

/* The largest r, per 1024, whose badness is within the tolerance, rounded up to a multiple of 8. */
static int32_t looseness_of(int tolerance)
{
	/* in eighths: what is wanted is in low … high */
	int64_t low = 0, high = RATIO_MOST / 8;
	if (tolerance < 0)
		return -1;
	while (low < high) {
		int64_t middle = (low + high) / 2, r = middle * 8;
		if (100 * (r * r / UNIT * r / UNIT) <= (int64_t)tolerance * UNIT)
			low = middle + 1;
		else
			high = middle;
	}
	return (int32_t)(low * 8);
}

static length least_of(const line_sums *s)
{
	return s->width - s->shrink - s->narrow;
}

/* An upper bound of what lines can fill: a difference below the measure is certainly too loose. */
static length reach_of(const line_search *s, const line_sums *sums)
{
	length endless = sums->endless * LENGTH_MAX * 2;
	if (s->looseness < 0)
		return endless;
	if (s->task->prices->ragged)
		return sums->width + endless;
	return sums->width + sums->grow + endless +
	       linebreak_stretch_at(s->task->prices, sums, s->looseness);
}

static void find_bounds(line_search *s)
{
	const line_task *task = s->task;
	s->least = ARENA_ROOM(s->scratch, task->count + 1, length);
	s->least[task->count] = INT64_MAX / 2;
	for (size_t k = task->count; k-- > 1;) {
		length own = least_of(&task->breaks[k].end);
		s->least[k] = own < s->least[k + 1] ? own : s->least[k + 1];
	}
	s->narrowest = s->widest = linebreak_line_width(task, 0);
	for (size_t i = 1; i < task->width_count; i++) {
		s->narrowest = task->widths[i] < s->narrowest ? task->widths[i] : s->narrowest;
		s->widest = task->widths[i] > s->widest ? task->widths[i] : s->widest;
	}
}

/* Slack for what divisions round away of these sums, in scaled points. */
enum { ROUNDING = 64 };

/* The narrowest sums a line to break `to` must reach. */
static length wanted_reach(const line_search *s, const breakpoint *to)
{
	if (s->looseness < 0 || to->forced)
		return INT64_MIN / 2;
	if (s->task->prices->ragged)
		return s->narrowest -
		       (length)(((__int128)s->narrowest * s->looseness) / (3 * UNIT)) - ROUNDING;
	return s->narrowest - ROUNDING;
}

/* Lines whose price is the same share a class: they have one width, and the last ragged line knows
 * its number. */
static uint32_t class_of(const line_task *task, const breakpoint *to, uint32_t line)
{
	size_t most = task->width_count ? task->width_count - 1 : 0;
	if (task->prices->ragged && to->last && most < BALANCED_MOST)
		most = BALANCED_MOST;
	return line < most ? line : (uint32_t)most;
}

/* The way that `previous` becomes with the line from its end to break `to`. */
static line_way longer_way(const line_search *s, uint32_t previous, size_t to,
			   const line_figures *f)
{
	const line_way *before = &s->ways[previous];
	const breakpoint *breaks = s->task->breaks;
	const uint8_t ladder = ITEM_HYPHEN | ITEM_EXPLICIT;
	return (line_way){
		.previous = previous,
		.from = before->at,
		.at = (uint32_t)to,
		.line = before->line < s->line_most ? before->line + 1 : before->line,
		.space = f->space,
		.expansion = f->expansion,
		.fitness = (uint8_t)f->fitness,
		.twice = (breaks[to].flags & ladder) && (breaks[before->at].flags & ladder),
	};
}

/* Can no price of a later line tell these ways to one break apart? */
static bool are_equal(const line_way *one, const line_way *other)
{
	return one->line == other->line && one->space == other->space &&
	       one->expansion == other->expansion && one->fitness == other->fitness &&
	       one->twice == other->twice;
}

/* Add a way to the break that is visited. Lines that nothing can fill have many equal ways: of
 * these the cheapest is kept. (Elsewhere they are few, and a trace shows them all.) */
static void add_way(line_search *s, const line_way *way)
{
	const uint32_t first = s->spans[way->at].first;
	const size_t most = s->looseness < 0 ? LINES_SPAN : 0;
	for (size_t i = s->count, seen = 0; i > first && seen < most; seen++) {
		line_way *other = &s->ways[--i];
		if (!are_equal(other, way))
			continue;
		if (way->cost < other->cost)
			*other = *way;
		return;
	}
	*ARENA_APPEND_ROOM(s->scratch, s->ways, s->count, s->capacity) = *way;
}

/* Extend the ways at `from`, of one class, by the line to `to`: the cheapest for each number of
 * lines. */
static void extend_class(line_search *s, size_t from, size_t to, uint32_t class,
			 const line_figures *f)
{
	const breakpoint *b = &s->task->breaks[to];
	const way_span span = s->spans[from];
	uint32_t best[LINES_SPAN], base = s->ways[span.first].line;
	int64_t cost[LINES_SPAN];
	for (uint32_t i = span.first; i < span.end; i++)
		base = s->ways[i].line < base ? s->ways[i].line : base;
	for (size_t k = 0; k < LINES_SPAN; k++)
		cost[k] = INT64_MAX;
	for (uint32_t i = span.first; i < span.end; i++) {
		const line_way *w = &s->ways[i];
		if (class_of(s->task, b, w->line) != class)
			continue;
		s->task->steps++;
		int64_t pair = linebreak_pair_price(s->task, w, b, f);
		if (pair >= 0 && w->cost + pair < cost[w->line - base]) {
			cost[w->line - base] = w->cost + pair;
			best[w->line - base] = i;
		}
	}
	for (size_t k = 0; k < LINES_SPAN; k++)
		if (cost[k] < INT64_MAX) {
			line_way w = longer_way(s, best[k], to, f);
			w.cost = cost[k] + f->cost;
			add_way(s, &w);
		}
}

static void extend(line_search *s, size_t from, size_t to)
{
	const breakpoint *b = &s->task->breaks[to];
	uint32_t low = UINT32_MAX, high = 0;
	for (uint32_t i = s->spans[from].first; i < s->spans[from].end; i++) {
		uint32_t class = class_of(s->task, b, s->ways[i].line);
		low = class < low ? class : low;
		high = class > high ? class : high;
	}
	for (uint32_t class = low; class <= high; class ++) {
		line_figures f;
		s->task->steps++;
		if (linebreak_line_price(s->task, from, to, class, &f))
			extend_class(s, from, to, class, &f);
	}
}

/* The least costs of ways to one break: for each number of lines, and of all those numbers from
 * which on lines no longer differ. */
typedef struct rivals {
	int64_t least[LINES_SPAN];
	int64_t bound;
} rivals;

static void find_rival(const line_search *s, const line_way *w, int64_t base, rivals *r)
{
	int64_t k = w->line - base;
	if (k < 0 || k >= LINES_SPAN)
		return;
	r->least[k] = w->cost < r->least[k] ? w->cost : r->least[k];
	if (w->line >= s->line_settled && w->cost < r->bound)
		r->bound = w->cost;
}

/* The rivals of the ways from `first` on: of those that a hyphen may follow, [0], only such ways;
 * of the others, [1], all. `base` is the first number of lines that is kept. */
static void find_rivals(const line_search *s, uint32_t first, int64_t base, rivals r[2])
{
	for (size_t k = 0; k < LINES_SPAN; k++)
		r[0].least[k] = r[1].least[k] = INT64_MAX / 2;
	r[0].bound = r[1].bound = INT64_MAX / 2;
	for (uint32_t i = first; i < s->count; i++) {
		if (!s->ways[i].twice)
			find_rival(s, &s->ways[i], base, &r[0]);
		find_rival(s, &s->ways[i], base, &r[1]);
	}
}

/* Drop ways to break `at` that can neither win nor be a variant at a fair price, and line numbers
 * far from the cheapest way's. */
static void prune(line_search *s, size_t at)
{
	uint32_t first = s->spans[at].first, kept = first, centre = first;
	rivals found[2];
	if (s->count - first < 2)
		return;
	for (uint32_t i = first; i < s->count; i++)
		centre = s->ways[i].cost < s->ways[centre].cost ? i : centre;
	const int64_t base = (int64_t)s->ways[centre].line - LINES_SPAN / 2;
	find_rivals(s, first, base, found);
	int64_t fair = s->dominance + (int64_t)s->task->prices->variant_most * UNIT;
	for (uint32_t i = first; i < s->count; i++) {
		const line_way *w = &s->ways[i];
		const rivals *r = &found[w->twice];
		int64_t k = w->line - base;
		if (k < 0 || k >= LINES_SPAN || w->cost > r->least[k] + s->dominance)
			continue;
		if (w->line >= s->line_settled && w->cost > r->bound + fair)
			continue;
		s->ways[kept++] = *w;
	}
	s->count = kept;
}

static int by_cost(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

/* Keep the cheapest ways to break `at`, s->ways_most of those that a hyphen may follow and as many
 * others. */
static void bound(line_search *s, size_t at, bool twice)
{
	uint32_t first = s->spans[at].first, kept = first;
	size_t count = 0, left = s->ways_most; /* how many of those that cost as much as the dearest
						  one kept */
	for (uint32_t i = first; i < s->count; i++)
		if (s->ways[i].twice == twice)
			*ARENA_APPEND_ROOM(s->scratch, s->costs, count, s->cost_capacity) =
				s->ways[i].cost;
	if (count <= s->ways_most)
		return;
	qsort(s->costs, count, sizeof *s->costs, by_cost);
	const int64_t most = s->costs[left - 1];
	while (left > 0 && s->costs[s->ways_most - left] < most)
		left--;
	for (uint32_t i = first; i < s->count; i++) {
		const line_way *w = &s->ways[i];
		if (w->twice == twice && (w->cost > most || (w->cost == most && left == 0)))
			continue;
		left -= w->twice == twice && w->cost == most;
		s->ways[kept++] = *w;
	}
	s->count = kept;
}

static void activate(line_search *s, size_t at)
{
	const line_sums *sums = &s->task->breaks[at].begin;
	s->active[s->active_first + s->active_count++] =
		(line_active){least_of(sums), reach_of(s, sums), (uint32_t)at};
}

/* Find the ways to one break. False: none, and no break is active any more. */
static bool visit(line_search *s, size_t at)
{
	const breakpoint *b = &s->task->breaks[at];
	const length reach = reach_of(s, &b->end) - wanted_reach(s, b),
		     least = s->least[at + 1] - s->widest;
	size_t count = s->active_count, kept = 0;
	line_active *actives = s->active + s->active_first;
	s->spans[at].first = (uint32_t)s->count;
	s->oldest[at] = count ? actives[0].at : (uint32_t)at;
	s->task->steps += count;
	/* nearly always it is the first ones, if any, that leave */
	for (; count > 0 && actives->least < least; actives++, s->active_first++, count--)
		if (actives->reach <= reach)
			extend(s, actives->at, at);
	for (size_t i = 0; i < count; i++) {
		if (actives[i].reach <= reach)
			extend(s, actives[i].at, at);
		if (actives[i].least < least)
			continue;
		if (kept < i)
			actives[kept] = actives[i];
		kept++;
	}
	s->active_count = b->forced ? 0 : kept;
	prune(s, at);
	if (s->count - s->spans[at].first > s->ways_most) {
		bound(s, at, false);
		bound(s, at, true);
	}
	s->spans[at].end = (uint32_t)s->count;
	if (s->count > s->spans[at].first)
		activate(s, at);
	return s->active_count > 0;
}

static void begin(line_search *s)
{
	const line_task *task = s->task;
	s->looseness = looseness_of(task->pass.tolerance);
	s->dominance = linebreak_pair_price_most(task);
	s->ways_most = s->looseness < 0 && task->count > BREAKS_MANY ? WAYS_FEW : WAYS_MOST;
	s->line_settled = task->width_count ? (uint32_t)task->width_count - 1 : 0;
	if (task->prices->ragged && s->line_settled < BALANCED_MOST)
		s->line_settled = BALANCED_MOST;
	s->line_most = task->prices->variants ? UINT32_MAX : s->line_settled;
	s->spans = ARENA_ROOM(s->scratch, task->count, way_span);
	s->oldest = ARENA_ROOM(s->scratch, task->count, uint32_t);
	s->active = ARENA_ROOM(s->scratch, task->count, line_active);
	find_bounds(s);
	s->ways = arena_grow_room(s->scratch, NULL, 0, &s->capacity, 2 * task->count,
				  sizeof *s->ways);
	*ARENA_APPEND_ROOM(s->scratch, s->ways, s->count, s->capacity) = (line_way){.fitness = 1};
	s->spans[0] = (way_span){0, 1};
	activate(s, 0);
}

size_t linebreak_search_ends(const line_search *s, size_t at, uint32_t *ends, size_t most)
{
	size_t count = 0;
	for (uint32_t i = s->spans[at].first; i < s->spans[at].end; i++) {
		const line_way *w = &s->ways[i];
		size_t k = 0, place;
		while (k < count && s->ways[ends[k]].line != w->line)
			k++;
		if (k < count && s->ways[ends[k]].cost <= w->cost)
			continue;
		if (k == count && count < most)
			count++;
		else if (k == count && s->ways[ends[--k]].cost <= w->cost)
			continue;
		for (place = k; place > 0 && s->ways[ends[place - 1]].cost > w->cost; place--)
			ends[place] = ends[place - 1];
		ends[place] = i;
	}
	return count;
}

size_t linebreak_search(line_search *s, arena *scratch, line_task *task, uint32_t *ends,
			size_t most)
{
	*s = (line_search){.scratch = scratch, .task = task};
	begin(s);
	for (size_t at = 1; at < task->count; at++)
		if (!visit(s, at)) {
			linebreak_trace_dead(task, at);
			return 0;
		}
	size_t found = linebreak_search_ends(s, task->count - 1, ends, most);
	linebreak_trace_search(scratch, task, s->ways, s->count, ends[0]);
	return found;
}

/* The breaks that are active before break `at` is visited. Lines from those that were dropped
 * earlier are still too wide. */
static void reactivate(line_search *s, size_t at)
{
	const length least = s->least[at] - s->widest;
	s->active_first = s->active_count = 0;
	for (size_t i = s->oldest[at]; i < at; i++)
		if (s->spans[i].end > s->spans[i].first &&
		    least_of(&s->task->breaks[i].begin) >= least)
			activate(s, i);
}

bool linebreak_search_part(line_search *s, size_t from, size_t to)
{
	reactivate(s, from);
	for (size_t at = from; at <= to; at++)
		if (!visit(s, at))
			return false;
	return s->spans[to].end > s->spans[to].first;
}
