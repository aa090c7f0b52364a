/* quality_rivers: rivers (lines/river.h) on the finished pages. They end with the page, and at
 * anything but running text. */
#include "quality/quality_private.h"

#include "lines/river.h"

/* A line further down than this, in hundredths of the grid, is not the next line. */
enum { NEXT_LINE = 130 };

typedef struct river_report {
	quality_builder *builder;
	river_view view;
	size_t line; /* that of view.above */
} river_report;

static void end_chain(river_report *r, const river_gap *last)
{
	quality_builder *b = r->builder;
	const quality_line *bottom = &b->lines[r->line], *top = bottom - (last->lines - 1);

	if (last->lines > b->result->longest_river)
		b->result->longest_river = last->lines;
	if (last->lines < RIVER_LINES)
		return;
	quality_area first = quality_line_area(top), foot = quality_line_area(bottom);
	quality_area area = {last->most_left, first.y, last->most_right - last->most_left,
			     foot.y + foot.height - first.y};
	quality_blemish(b, QUALITY_RIVERS, top, area,
			"word spaces are below each other in %d lines running", (int)last->lines);
}

/* End the chains that do not go on in this line, and begin the next line. */
static void turn(river_report *r, size_t line)
{
	for (size_t i = 0; i < r->view.above_count; i++)
		if (!r->view.above[i].goes_on)
			end_chain(r, &r->view.above[i]);
	river_turn(&r->view);
	r->line = line;
}

static bool lies_below(const quality_builder *b, const quality_line *above,
		       const quality_line *line)
{
	length down = line->text->y - above->text->y;

	return above->page == line->page && down > 0 &&
	       down < b->setter->style->sheet.grid * NEXT_LINE / 100;
}

static void see_line(river_report *r, size_t i)
{
	const quality_builder *b = r->builder;
	const quality_line *line = &b->lines[i];

	if (r->view.above_count && !lies_below(b, &b->lines[r->line], line))
		turn(r, i);
	for (size_t k = 0; k < line->gap_count; k++)
		river_add(&r->view, line->gaps[k].left, line->gaps[k].right, line->facts.natural);
	river_link(&r->view);
	turn(r, i);
}

void quality_measure_rivers(quality_builder *b)
{
	river_report r = {.builder = b, .view = {.arena = b->setter->arena}};

	for (size_t i = 0; i < b->line_count; i++) {
		if (b->lines[i].kind == QUALITY_RUNNING)
			see_line(&r, i);
		else
			turn(&r, i);
	}
	turn(&r, b->line_count);
	b->result->counts[QUALITY_RIVERS].of = b->result->running_lines;
}
