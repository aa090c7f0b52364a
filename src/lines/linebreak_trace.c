/* linebreak, trace: the ways that were considered, as text that a person can follow. */
#include "lines/linebreak_private.h"

#include <inttypes.h>

/* Print value / 1024 with two decimals, without the locale's help. */
static void print_ratio(FILE *out, const char *before, int64_t value)
{
	uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
	uint64_t cents = size / UNIT * 100 + (size % UNIT * 100 + UNIT / 2) / UNIT;
	fprintf(out, "%s%s%" PRIu64 ".%02" PRIu64, before, value < 0 ? "-" : "", cents / 100, cents % 100);
}

static void print_items(const linebreak_prices *prices, uint32_t first, uint32_t last)
{
	fprintf(prices->trace, "items %" PRIu32 " to %" PRIu32, first, last);
	if (prices->trace_text) {
		fputs(" ", prices->trace);
		prices->trace_text(prices->trace, prices->trace_context, first, last);
	}
}

void trace_pass(const line_task *task)
{
	FILE *out = task->prices->trace;
	if (!out)
		return;
	fprintf(out, "linebreak: %zu breaks, %s", task->count - 1, task->pass.name);
	if (task->pass.tolerance >= 0)
		fprintf(out, ", tolerance %d", task->pass.tolerance);
	fputs("\n", out);
}

void trace_way(const line_task *task, const line_way *way, const line_figures *f)
{
	FILE *out = task->prices->trace;
	if (!out)
		return;
	const breakpoint *from = &task->breaks[way->from], *to = &task->breaks[way->at];
	fputs("  ", out);
	print_items(task->prices, from->start, to->item);
	print_ratio(out, f->overfull ? ": overfull, spaces " : ": spaces ", UNIT + f->space);
	print_ratio(out, ", expansion ", f->expansion);
	print_ratio(out, ", line ", f->cost);
	print_ratio(out, ", so far ", way->cost);
	fprintf(out, "%s\n", to->flags & ITEM_HYPHEN ? ", hyphen" : "");
}

void trace_dead(const line_task *task, size_t at)
{
	if (task->prices->trace)
		fprintf(task->prices->trace, "  no way goes past item %" PRIu32 "\n", task->breaks[at].item);
}

void trace_choice(const linebreak_prices *prices, const linebreak_setting *setting, bool best)
{
	if (!prices->trace)
		return;
	fprintf(prices->trace, "  %s: %zu lines for %" PRId64 " demerits\n", best ? "chosen" : "variant", setting->count, setting->cost);
	for (size_t i = 0; i < setting->count; i++) {
		const linebreak_line *line = &setting->lines[i];
		fputs("    ", prices->trace);
		print_items(prices, line->first, line->last);
		print_ratio(prices->trace, ": ratio ", line->ratio);
		print_ratio(prices->trace, ", expansion ", line->expansion);
		fprintf(prices->trace, "%s%s\n", line->emergency ? ", let out" : "", line->overfull ? ", overfull" : "");
	}
}
