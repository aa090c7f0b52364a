/* linebreak, trace back: from the cheapest end to its lines. */
#include "lines/linebreak_private.h"

#include "base/arena.h"

enum { HOLE = 2 * UNIT }; /* beyond this much more than natural a word space is a hole */

void linebreak_fill_line(const line_task *task, const line_way *way, size_t number,
			 linebreak_line *line)
{
	const breakpoint *from = &task->breaks[way->from], *to = &task->breaks[way->at];
	line_figures f;
	linebreak_line_price(task, way->from, way->at, number, &f);
	line->first = from->start;
	line->last = to->item;
	line->width = linebreak_line_width(task, number);
	line->natural = f.natural;
	line->ratio = f.ratio;
	line->space = f.space;
	line->expansion = f.expansion;
	line->hyphen = to->flags & ITEM_HYPHEN;
	line->explicit_hyphen = to->flags & ITEM_EXPLICIT;
	line->overfull = f.overfull;
	line->unfilled = !task->prices->ragged && f.space > HOLE;
	if (line->unfilled)
		line->ratio = line->space = line->expansion = 0;
	line->emergency = !task->prices->ragged &&
			  f.badness > (int64_t)task->prices->tolerance_hyphens * UNIT;
}

linebreak_setting linebreak_trace_back(arena *a, const line_task *task, const line_way *ways,
				       uint32_t end)
{
	linebreak_setting setting = {.cost = (ways[end].cost + UNIT / 2) / UNIT};
	for (uint32_t i = end; i; i = ways[i].previous)
		setting.count++;
	linebreak_line *lines = ARENA_ARRAY(a, setting.count, linebreak_line);
	size_t number = setting.count;
	for (uint32_t i = end; i; i = ways[i].previous) {
		number--;
		linebreak_line *line = &lines[number];
		linebreak_fill_line(task, &ways[i], number, line);
		setting.hyphens |= line->hyphen || line->explicit_hyphen;
		setting.poor |= line->overfull || line->emergency || line->unfilled;
	}
	setting.lines = lines;
	return setting;
}
