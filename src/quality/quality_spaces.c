/* quality_spaces: how even the lines are: word spaces, the steps between neighbours, expansion, and
 * lines that do not fit. */
#include "quality/quality_private.h"

#include "base/arena.h"

#include <stdlib.h>

enum {
	/* so that sums of squares fit into 64 bits */
	SPACE_MOST = 100 * QUALITY_ONE,
	/* a space after punctuation that is wider than this, in proportion to the line's others, is
	   seen */
	WIDE_PAUSE = QUALITY_ONE * 3 / 2
};

typedef struct sums {
	int64_t spaces, total, squares, steps, step_count, lines, expansion;
} sums;

static int64_t root(int64_t square)
{
	int64_t low = 0, high = 3037000499;

	while (low < high) {
		int64_t middle = (low + high + 1) / 2;
		if (middle * middle <= square)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

static int64_t space_of(const quality_line *line)
{
	return line->facts.space < 0            ? 0
	       : line->facts.space > SPACE_MOST ? SPACE_MOST
						: line->facts.space;
}

static bool is_measured(const quality_line *line)
{
	return line->facts.justified && line->facts.spaces > 0;
}

static void sum_line(quality_builder *b, sums *all, size_t i)
{
	quality *q = b->result;
	const quality_line *line = &b->lines[i];
	int64_t space = space_of(line),
		expansion = (int64_t)labs(line->facts.expansion) * QUALITY_ONE / 65536;

	if (!line->facts.justified)
		return;
	q->justified_lines++;
	q->expanded_lines += expansion > 0;
	all->expansion += expansion;
	q->expansion_most = expansion > q->expansion_most ? expansion : q->expansion_most;
	if (!is_measured(line))
		return;
	q->space_least = all->lines == 0 || line->facts.least < q->space_least ? line->facts.least
									       : q->space_least;
	q->space_most = line->facts.most > q->space_most ? line->facts.most : q->space_most;
	q->pause_most = line->facts.pause > q->pause_most ? line->facts.pause : q->pause_most;
	q->wide_pauses += line->facts.pause > WIDE_PAUSE;
	all->lines++;
	if (line->facts.most <= SPACE_MOST) {
		all->spaces += line->facts.spaces;
		all->total += space * line->facts.spaces;
		all->squares += line->facts.squares;
	}
	if (i > 0 && quality_follows(line - 1, line) && is_measured(line - 1)) {
		all->steps += llabs(space - space_of(line - 1));
		all->step_count++;
	}
}

/* The deviation of all spaces from their mean, squared. */
static void settle_figures(quality_builder *b, const sums *all)
{
	quality *q = b->result;
	int64_t n = all->spaces, deviation = 0;

	q->space_mean = n ? (all->total + n / 2) / n : QUALITY_ONE;
	if (n > 1) {
		int64_t off = all->squares - n * q->space_mean * q->space_mean;
		deviation = root(off > 0 ? off / (n - 1) : 0);
	}
	q->counts[QUALITY_DEVIATION] = (quality_count){deviation, QUALITY_ONE};
	q->counts[QUALITY_STEP] = (quality_count){
		all->step_count ? (all->steps + all->step_count / 2) / all->step_count : 0,
		QUALITY_ONE};
	q->expansion_mean = q->justified_lines
				    ? (all->expansion + q->justified_lines / 2) / q->justified_lines
				    : 0;
	q->counts[QUALITY_LOOSE].of = q->counts[QUALITY_TIGHT].of = all->lines;
}

static void judge_space(quality_builder *b, const quality_line *line)
{
	const line_style *limits = &b->setter->style->lines;
	arena *a = b->setter->arena;
	int64_t space = space_of(line);

	if (line->facts.unfilled)
		quality_blemish(b, QUALITY_LOOSE, line, quality_line_area(line),
				"a line was left short because it would gape if filled")
			->told = true;
	if (!is_measured(line))
		return;
	if (line->facts.gapes || space > QUALITY_ONE + 10 * (int64_t)limits->loose)
		quality_blemish(b, QUALITY_LOOSE, line, quality_line_area(line),
				"a line's spaces are %s times their natural width",
				quality_decimal(a, space, QUALITY_ONE, 2))
			->told = line->facts.gapes;
	if (space < QUALITY_ONE - 10 * (int64_t)limits->tight)
		quality_blemish(b, QUALITY_TIGHT, line, quality_line_area(line),
				"a line's spaces are %s times their natural width",
				quality_decimal(a, space, QUALITY_ONE, 2));
}

static void judge_fit(quality_builder *b, const quality_line *line)
{
	length over = line->right - line->text->x - line->facts.right;

	if (line->facts.overfull)
		quality_blemish(b, QUALITY_OVERFULL, line, quality_line_area(line),
				"a line is %s pt wider than the text",
				quality_decimal(b->setter->arena, over, LENGTH_PT, 1))
			->told = true;
	if (line->text->line == 0 && paragraph_is_cut(line->text->text))
		quality_blemish(b, QUALITY_CUT_WORDS, line, quality_line_area(line),
				"a word is wider than the line and was cut");
}

void quality_measure_spaces(quality_builder *b)
{
	sums all = {0};

	for (size_t i = 0; i < b->line_count; i++) {
		sum_line(b, &all, i);
		judge_space(b, &b->lines[i]);
		judge_fit(b, &b->lines[i]);
	}
	settle_figures(b, &all);
	b->result->counts[QUALITY_OVERFULL].of = b->result->counts[QUALITY_CUT_WORDS].of =
		(int64_t)b->line_count;
}
