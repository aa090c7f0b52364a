/* linebreak, trace: what the search considered, as text that a person can follow: for each pass,
 * line by line, the few lines that belong to paragraphs nearly as good as the best, each with what
 * its prices add and how much more the paragraph costs with it.
 *
 * The search knows nothing of the trace. What a price adds is found by pricing the line again
 * without it (prices are only added), and the best paragraph with a certain line by going through
 * the search's ways from the last to the first. */
#include "lines/linebreak_private.h"

#include "base/arena.h"

#include <inttypes.h>
#include <stddef.h>

/* the lines shown for each number; and demerits: dearer lines are not shown */
enum { SHOWN = 4, FAIR_MOST = 300 };

typedef struct trace_view {
	const line_task *task;
	const line_way *ways;
	size_t count;
	/* the ways whose last line starts at a break: the first, and the one after another; 0
	 * ends */
	uint32_t *heads, *next;
	int64_t *rest; /* what the best way from there to the end costs; INT64_MAX: there is none */
	uint32_t *number; /* of the last line, from 1 */
	bool *chosen;     /* part of the cheapest way */
	int64_t best;
} trace_view;

/* Print value / 1024 with some decimals, without the locale's help. */
static void print_number(FILE *out, const char *before, int64_t value, int decimals)
{
	uint64_t parts = decimals == 2 ? 100 : 10,
		 size = value < 0 ? -(uint64_t)value : (uint64_t)value;
	uint64_t rounded = size / UNIT * parts + (size % UNIT * parts + UNIT / 2) / UNIT;

	fprintf(out, "%s%s%" PRIu64 ".%0*" PRIu64, before, value < 0 && rounded ? "-" : "",
		rounded / parts, decimals, rounded % parts);
}

static void print_words(const linebreak_prices *prices, uint32_t first, uint32_t last, bool hyphen)
{
	FILE *out = prices->trace;

	putc('"', out);
	if (prices->trace_text)
		prices->trace_text(out, prices->trace_context, first, last);
	else
		fprintf(out, "items %" PRIu32 " to %" PRIu32, first, last);
	fputs(hyphen ? "-\"" : "\"", out);
}

/* How a line is filled: `space` is what a plain word space is off its natural width. */
static void print_filling(const linebreak_prices *prices, int32_t space, int32_t expansion)
{
	if (prices->ragged)
		return;
	print_number(prices->trace, "  spaces ", UNIT + space, 2);
	if (prices->expansion)
		print_number(prices->trace, expansion < 0 ? ", letters " : ", letters +",
			     (int64_t)expansion * prices->expansion / 10, 1);
	if (prices->expansion)
		putc('%', prices->trace);
}

/* Taking the ways' figures apart */

static int64_t pair_of(const line_task *task, const line_way *before, const line_way *way)
{
	line_figures f = linebreak_way_figures(way);

	return linebreak_pair_price(task, before, &task->breaks[way->at], &f);
}

static int64_t line_of(const line_task *task, const line_way *before, const line_way *way)
{
	line_figures f;

	linebreak_line_price(task, way->from, way->at, before->line, &f);
	return f.cost;
}

static void print_part(FILE *out, const char *name, int64_t amount, bool *any)
{
	if (amount < UNIT / 20)
		return;
	fprintf(out, "%s%s", *any ? " + " : " = ", name);
	print_number(out, " ", amount, 1);
	*any = true;
}

/* Say what the prices add to a line's sum, those by the style sheet's keys first. */
static void print_parts(const line_task *task, const line_way *before, const line_way *way)
{
	static const struct {
		const char *name;
		size_t field;
	} parts[] = {
		{"hyphen", offsetof(linebreak_prices, hyphen)},
		{"step", offsetof(linebreak_prices, step)},
		{"fitness", offsetof(linebreak_prices, fitness)},
		{"runt", offsetof(linebreak_prices, runt)},
		{"uneven spaces", offsetof(linebreak_prices, evenness)},
		{"hyphen below hyphen", offsetof(linebreak_prices, hyphen_twice)},
		{"hyphen above the last line", offsetof(linebreak_prices, hyphen_last)},
		{"divided name", offsetof(linebreak_prices, name)},
		{"word above its like", offsetof(linebreak_prices, stack)},
	};
	FILE *out = task->prices->trace;
	linebreak_prices without = *task->prices;
	line_task again = *task;
	int64_t line = line_of(task, before, way), pair = pair_of(task, before, way), next;
	bool any = false;

	again.prices = &without;
	print_number(out, ": ", line + pair, 1);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		*(int *)((char *)&without + parts[i].field) = 0;
		next = line_of(&again, before, way) + pair_of(&again, before, way);
		print_part(out, parts[i].name, line + pair - next, &any);
		line = next;
		pair = 0;
	}
	pair = pair_of(&again, before, way);
	print_part(out, "third hyphen running", pair, &any);
	print_part(out, task->prices->ragged ? "shortness" : "fit", line - pair, &any);
}

/* The ways from the last to the first */

static void link_ways(trace_view *v)
{
	for (uint32_t i = (uint32_t)v->count - 1; i > 0; i--) {
		v->next[i] = v->heads[v->ways[i].from];
		v->heads[v->ways[i].from] = i;
	}
	for (size_t i = 1; i < v->count; i++)
		v->number[i] = v->number[v->ways[i].previous] + 1;
}

static void find_rest(trace_view *v, size_t i)
{
	const line_task *task = v->task;

	v->rest[i] = v->ways[i].at + 1 == task->count ? 0 : INT64_MAX;
	for (uint32_t k = v->heads[v->ways[i].at]; k && v->ways[i].at + 1 < task->count;
	     k = v->next[k]) {
		const line_way *to = &v->ways[k], *before = &v->ways[to->previous];
		int64_t pair = pair_of(task, &v->ways[i], to),
			own = to->cost - before->cost - pair_of(task, before, to);
		if (pair >= 0 && v->rest[k] != INT64_MAX && own + pair + v->rest[k] < v->rest[i])
			v->rest[i] = own + pair + v->rest[k];
	}
}

static int64_t dearer(const trace_view *v, size_t i)
{
	return v->rest[i] == INT64_MAX ? INT64_MAX : v->ways[i].cost + v->rest[i] - v->best;
}

/* The order in which lines are shown: the chosen one first, then by how much more the paragraph
 * costs with them. */
static bool comes_first(const trace_view *v, uint32_t a, uint32_t b)
{
	return v->chosen[a] != v->chosen[b] ? v->chosen[a] : dearer(v, a) < dearer(v, b);
}

static void print_way(const trace_view *v, uint32_t i)
{
	const line_way *way = &v->ways[i], *before = &v->ways[way->previous];
	const breakpoint *from = &v->task->breaks[way->from], *to = &v->task->breaks[way->at];
	FILE *out = v->task->prices->trace;

	fputs(v->chosen[i] ? "    * " : "      ", out);
	print_words(v->task->prices, from->start, to->item,
		    (to->flags & ITEM_HYPHEN) && !(to->flags & ITEM_EXPLICIT));
	print_filling(v->task->prices, way->space, way->expansion);
	print_parts(v->task, before, way);
	if (!v->chosen[i])
		print_number(out, "; the paragraph is dearer by ", dearer(v, i), 1);
	putc('\n', out);
}

/* The lines of one number: the best few of those in paragraphs at a fair price. */
static void print_line_number(const trace_view *v, const uint32_t *by_number, const uint32_t *after,
			      uint32_t number, int64_t fair)
{
	uint32_t best[SHOWN];
	size_t count = 0, more = 0;

	for (uint32_t i = by_number[number]; i; i = after[i]) {
		size_t place;
		if (dearer(v, i) > fair && !v->chosen[i])
			continue;
		more += count == SHOWN;
		count += count < SHOWN;
		for (place = count - 1; place > 0 && comes_first(v, i, best[place - 1]); place--)
			best[place] = best[place - 1];
		if (place + 1 < SHOWN || more == 0 || comes_first(v, i, best[place]))
			best[place] = i;
	}
	if (count)
		fprintf(v->task->prices->trace, "    line %" PRIu32 "\n", number);
	for (size_t i = 0; i < count; i++)
		print_way(v, best[i]);
	if (more)
		fprintf(v->task->prices->trace, "      and %zu more\n", more);
}

static void print_lines(arena *scratch, const trace_view *v)
{
	uint32_t most = 0, *by_number, *after = ARENA_ARRAY(scratch, v->count, uint32_t);
	int64_t fair =
		(int64_t)(v->task->prices->variant_most < FAIR_MOST ? v->task->prices->variant_most
								    : FAIR_MOST) *
		UNIT;

	for (size_t i = 1; i < v->count; i++)
		most = v->number[i] > most ? v->number[i] : most;
	by_number = ARENA_ARRAY(scratch, most + 1, uint32_t);
	for (uint32_t i = (uint32_t)v->count - 1; i > 0; i--) {
		after[i] = by_number[v->number[i]];
		by_number[v->number[i]] = i;
	}
	for (uint32_t number = 1; number <= most; number++)
		print_line_number(v, by_number, after, number, fair);
}

static bool is_told(const line_task *task)
{
	return task->prices->trace &&
	       !(task->prices->told && task->pass.tolerance >= 0 && !task->pass.hyphens);
}

void linebreak_trace_search(arena *scratch, const line_task *task, const line_way *ways,
			    size_t count, uint32_t end)
{
	if (!is_told(task))
		return;
	trace_view v = {.task = task, .ways = ways, .count = count, .best = ways[end].cost};
	v.heads = ARENA_ARRAY(scratch, task->count, uint32_t);
	v.next = ARENA_ARRAY(scratch, count, uint32_t);
	v.rest = ARENA_ARRAY(scratch, count, int64_t);
	v.number = ARENA_ARRAY(scratch, count, uint32_t);
	v.chosen = ARENA_ARRAY(scratch, count, bool);
	for (uint32_t i = end; i; i = ways[i].previous)
		v.chosen[i] = true;
	link_ways(&v);
	for (size_t i = count; i-- > 1;)
		find_rest(&v, i);
	fprintf(task->prices->trace, "  %s: %" PRIu32 " line%s", task->pass.name, v.number[end],
		v.number[end] == 1 ? "" : "s");
	print_number(task->prices->trace, " for ", v.best, 1);
	putc('\n', task->prices->trace);
	if (v.number[end] > 1)
		print_lines(scratch, &v);
}

void linebreak_trace_dead(const line_task *task, size_t at)
{
	const breakpoint *to = &task->breaks[at];

	if (!is_told(task))
		return;
	fprintf(task->prices->trace, "  %s: no way, for no line that is good enough goes past ",
		task->pass.name);
	print_words(task->prices, task->breaks[at - 1].start, to->item, false);
	putc('\n', task->prices->trace);
}

static void print_set_line(const linebreak_prices *prices, const linebreak_line *line)
{
	fputs("      ", prices->trace);
	print_words(prices, line->first, line->last, line->hyphen && !line->explicit_hyphen);
	print_filling(prices, line->space, line->expansion);
	fprintf(prices->trace, "%s%s\n",
		line->unfilled    ? ", left short"
		: line->emergency ? ", let out"
				  : "",
		line->overfull ? ", overfull" : "");
}

void linebreak_trace_choice(const linebreak_prices *prices, const linebreak_result *result)
{
	FILE *out = prices->trace;

	for (size_t i = 0; out && i < result->count; i++) {
		const linebreak_setting *s = &result->settings[i];
		fprintf(out, "  %s %zu line%s for %" PRId64 "\n", i ? "may also be" : "set in",
			s->count, s->count == 1 ? "" : "s", s->cost);
		for (size_t k = 0; i == 0 && s->count > 1 && k < s->count; k++)
			print_set_line(prices, &s->lines[k]);
	}
}
