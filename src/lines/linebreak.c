/* linebreak: the passes, and the choice of settings. */
#include "lines/linebreak_private.h"

#include "base/arena.h"

enum { ENDS_MOST = LINES_SPAN };

linebreak_prices linebreak_house_prices(void)
{
	return (linebreak_prices){
		.expansion = 20,
		.hyphen = 600,
		.hyphen_twice = 150,
		.hyphen_last = 900,
		.name = 600,
		.fitness = 20,
		.evenness = 600,
		.step = 250,
		.runt = 2200,
		.stack = 100,
		.river = 800,
		.tolerance = 100,
		.tolerance_hyphens = 250,
		/* just inside the limits of loose and tight (1.5 and 0.75), so that few lines are
		 * just beyond them */
		.loose = 1495,
		.tight = 760,
		.variant_most = 300,
	};
}

/* Is a setting one line longer or shorter than the best, at a fair price? */
static bool is_variant(const linebreak_prices *prices, const linebreak_setting *best,
		       const linebreak_setting *s)
{
	return prices->variants && (s->count + 1 == best->count || s->count == best->count + 1) &&
	       s->cost <= best->cost + prices->variant_most;
}

/* The cheapest of the candidates first, then its variants: rivers may have changed their order. */
static void order_settings(const linebreak_prices *prices, linebreak_setting *candidates,
			   size_t count, linebreak_result *result)
{
	for (size_t i = 1; i < count; i++)
		for (size_t k = i; k > 0 && candidates[k].cost < candidates[k - 1].cost; k--) {
			linebreak_setting s = candidates[k];
			candidates[k] = candidates[k - 1];
			candidates[k - 1] = s;
		}
	result->count = 0;
	for (size_t i = 0; i < count; i++)
		if (i == 0 || is_variant(prices, &candidates[0], &candidates[i]))
			result->settings[result->count++] = candidates[i];
}

/* The cheapest setting, and those one line longer or shorter at a fair price. */
static void take_settings(arena *a, line_search *search, const uint32_t *ends, size_t count,
			  linebreak_result *result)
{
	const line_task *task = search->task;
	linebreak_setting candidates[3];
	uint32_t last[3];
	size_t taken = 0;
	for (size_t i = 0; i < count && taken < 3; i++) {
		linebreak_setting s = linebreak_trace_back(a, task, search->ways, ends[i]);
		if (i && !is_variant(task->prices, &candidates[0], &s))
			continue;
		last[taken] = ends[i];
		candidates[taken++] = s;
	}
	for (size_t i = 0; i < taken; i++)
		linebreak_avoid_rivers(a, search, last[i], &candidates[i]);
	order_settings(task->prices, candidates, taken, result);
}

/* Could hyphens be cheaper than this? Only if they save more than the price of one. */
static bool hyphen_pays(const linebreak_prices *prices, const linebreak_setting *s)
{
	int64_t least = linebreak_hyphen_price(prices) + (int64_t)s->count - 1;
	return s->cost >= least;
}

static bool run_pass(arena *a, arena *scratch, const item *items, size_t count, line_task *task,
		     linebreak_result *result)
{
	uint32_t ends[ENDS_MOST];
	line_search search;
	task->breaks = linebreak_gather(scratch, items, count, task->prices, task->pass.hyphens,
					&task->count);
	if (task->count < 2) {
		result->settings[0] = (linebreak_setting){0};
		result->count = 1;
		return true;
	}
	task->steps = 0;
	size_t found = linebreak_search(&search, scratch, task, ends, ENDS_MOST);
	if (found)
		take_settings(a, &search, ends, found, result);
	result->steps += task->steps;
	return found > 0;
}

static bool has_hyphens(const item *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (items[i].kind == ITEM_PENALTY && (items[i].flags & ITEM_HYPHEN) &&
		    !(items[i].flags & ITEM_EXPLICIT) && items[i].cost < ITEM_FORBIDDEN)
			return true;
	return false;
}

static void run_passes(arena *a, arena *scratch, const item *items, size_t count, line_task *task,
		       linebreak_result *result)
{
	const linebreak_prices *prices = task->prices;
	const line_pass passes[] = {
		{"without hyphens", prices->tolerance, false, false, false},
		{"with hyphens", prices->tolerance_hyphens, true, false, false},
		{"let out", -1, true, true, false},
		{"overfull where nothing else fits", -1, true, true, true},
	};
	task->pass = passes[0];
	bool done = run_pass(a, scratch, items, count, task, result);
	if (done && !(result->settings[0].count && hyphen_pays(prices, &result->settings[0])))
		return;
	result->wants_hyphens = !prices->hyphens_given;
	if (!prices->hyphens_given || (done && !has_hyphens(items, count)))
		return;
	linebreak_result plain = *result;
	for (size_t i = 1; i < sizeof passes / sizeof *passes; i++) {
		task->pass = passes[i];
		if (run_pass(a, scratch, items, count, task, result))
			break;
		if (done)
			break;
	}
	if (done && (!result->count || plain.settings[0].cost <= result->settings[0].cost)) {
		size_t steps = result->steps;
		*result = plain;
		result->steps = steps;
	}
}

static void enter_flow(const line_task *task)
{
	linebreak_flow *flow = task->prices->flow;
	length measure = linebreak_line_width(task, task->width_count);
	if (flow && (task->prices->ragged || flow->measure != measure)) {
		flow->count = 0;
		flow->measure = measure;
	}
}

void linebreak(arena *a, const item *items, size_t count, const length *widths, size_t width_count,
	       const linebreak_prices *prices, linebreak_result *result)
{
	arena *scratch = prices->scratch;
	if (scratch)
		arena_reset(scratch);
	else
		scratch = arena_new();
	*result = (linebreak_result){0};
	line_task task = {
		.items = items, .prices = prices, .widths = widths, .width_count = width_count};
	enter_flow(&task);
	run_passes(a, scratch, items, count, &task, result);
	if (!result->wants_hyphens)
		linebreak_trace_choice(prices, result);
	if (result->count && !result->wants_hyphens && !prices->ragged)
		linebreak_leave_flow(scratch, &task, &result->settings[0]);
	if (scratch != prices->scratch)
		arena_free(scratch);
}
