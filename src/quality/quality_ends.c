/* quality_ends: how lines begin and end: hyphens and ladders of them, runts, and stacks of
 * words. */
#include "lines/linebreak.h"
#include "quality/quality_private.h"

enum { LADDER = 2 };

static bool is_text(const quality_line *line)
{
	return line->kind == QUALITY_RUNNING || line->kind == QUALITY_NOTE;
}

/* Does the paragraph go on in the next line because this one is full? */
static bool goes_on(const quality_line *line)
{
	return !line->facts.ends;
}

static bool ends_hyphenated(const quality_line *line)
{
	return line->facts.hyphen || line->facts.written_hyphen;
}

static quality_area over(const quality_line *first, const quality_line *last)
{
	quality_area top = quality_line_area(first), bottom = quality_line_area(last);
	length left = top.x < bottom.x ? top.x : bottom.x;
	length right = first->right > last->right ? first->right : last->right;

	return (quality_area){left, top.y, right - left, bottom.y + bottom.height - top.y};
}

/* Judge the ladder of `run` hyphens that ends with line `i`. */
static void judge_ladder(quality_builder *b, size_t i, int64_t run)
{
	const quality_line *line = &b->lines[i];
	bool longer = i + 1 < b->line_count && quality_follows(line, line + 1) &&
		      line[1].page == line->page && ends_hyphenated(line + 1) && goes_on(line + 1);

	if (run > b->result->longest_ladder)
		b->result->longest_ladder = run;
	if (run < LADDER || longer)
		return;
	quality_area area = over(line - (run - 1), line);
	area.x += area.width * 7 / 8;
	area.width /= 8;
	quality_blemish(b, QUALITY_LADDERS, line - (run - 1), area,
			"%d lines running end with a hyphen", (int)run);
}

static void measure_hyphens(quality_builder *b)
{
	quality *q = b->result;
	int64_t run = 0;

	for (size_t i = 0; i < b->line_count; i++) {
		const quality_line *line = &b->lines[i];
		bool neighbour =
			i > 0 && quality_follows(line - 1, line) && line[-1].page == line->page;
		if (!goes_on(line) || !is_text(line)) {
			run = 0;
			continue;
		}
		q->counts[QUALITY_HYPHENS].of++;
		q->counts[QUALITY_HYPHENS].count += line->facts.hyphen;
		q->written_hyphens += line->facts.written_hyphen;
		run = !ends_hyphenated(line) ? 0 : neighbour ? run + 1 : 1;
		judge_ladder(b, i, run);
	}
	q->counts[QUALITY_LADDERS].of = q->counts[QUALITY_HYPHENS].of;
}

/* The last line of a paragraph of several. */
static void judge_runt(quality_builder *b, const quality_line *line, const quality_line *above)
{
	quality_area area = quality_line_area(line);
	const page_words *text = line->text;

	if (!paragraph_ends_in_runt(text->text, text->setting))
		return;
	if (quality_follows(above, line) && above->facts.hyphen && line->facts.spaces == 0)
		quality_blemish(b, QUALITY_RUNTS, line, area,
				"a paragraph's last line holds only part of a word");
	else if (line->facts.letters < LINEBREAK_RUNT_LETTERS)
		quality_blemish(b, QUALITY_RUNTS, line, area,
				"a paragraph's last line has %d characters",
				(int)line->facts.letters);
	else
		quality_blemish(b, QUALITY_RUNTS, line, area,
				"a paragraph's last line is narrower than the indent or two ems");
}

static void measure_runts(quality_builder *b)
{
	quality *q = b->result;

	for (size_t i = 0; i < b->line_count; i++) {
		const quality_line *line = &b->lines[i];
		q->running_lines += line->kind == QUALITY_RUNNING;
		if (!is_text(line) || line->text->line + 1 < line->count)
			continue;
		q->paragraphs++;
		if (line->count < 2 || i == 0)
			continue;
		q->counts[QUALITY_RUNTS].of++;
		judge_runt(b, line, line - 1);
	}
}

static void measure_stacks(quality_builder *b)
{
	for (size_t i = 1; i < b->line_count; i++) {
		const quality_line *line = &b->lines[i];
		if (!is_text(line) || !quality_follows(line - 1, line) ||
		    line[-1].page != line->page || !goes_on(line - 1))
			continue;
		quality_area area = over(line - 1, line);
		area.width /= 8;
		if (line->facts.first_word && line->facts.first_word == line[-1].facts.first_word)
			quality_blemish(b, QUALITY_STACKS, line, area,
					"two lines running begin with the same word");
		area.x += area.width * 7;
		if (line->facts.last_word && line->facts.last_word == line[-1].facts.last_word &&
		    goes_on(line))
			quality_blemish(b, QUALITY_STACKS, line, area,
					"two lines running end with the same word");
	}
	b->result->counts[QUALITY_STACKS].of = b->result->running_lines;
}

void quality_measure_ends(quality_builder *b)
{
	measure_hyphens(b);
	measure_runts(b);
	measure_stacks(b);
}
