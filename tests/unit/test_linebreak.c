/* What the line breaker's results hold, and what it does with what nobody would set: huge, tiny and
 * empty paragraphs. */
#include "linebreak_paragraphs.h"

/* --- what every result holds ---------------------------------------------------------------- */

/* Lines follow each other, and what they say fills the measure. */
static void check_lines(const paragraph *p, const linebreak_setting *s,
			const linebreak_prices *prices)
{
	uint32_t next = 0;
	for (size_t i = 0; i < s->count; i++) {
		const linebreak_line *line = &s->lines[i];
		bool endless = false;
		length spaces = 0, grow = 0, narrow = 0;
		assert_true(line->first >= next && line->last > line->first &&
			    line->last < p->count);
		for (uint32_t k = next; k < line->first; k++)
			assert_true(p->items[k].kind != ITEM_BOX);
		for (uint32_t k = line->first; k < line->last; k++) {
			const item *it = &p->items[k];
			endless |= it->kind == ITEM_GLUE && it->stretch == ITEM_ENDLESS;
			spaces += it->kind == ITEM_GLUE && it->stretch < ITEM_ENDLESS
					  ? linebreak_line_space(it, line->ratio) - it->width
					  : 0;
			grow += it->kind == ITEM_BOX ? it->stretch : 0;
			narrow += it->kind == ITEM_BOX ? it->shrink : 0;
		}
		next = line->last;
		if (line->overfull || line->emergency || line->unfilled || prices->ragged ||
		    (endless && line->natural <= line->width))
			continue;
		length filled = line->natural + spaces +
				(line->expansion > 0 ? grow : narrow) * line->expansion / 1024;
		assert_in_range(filled - line->width + LENGTH_PT / 16, 0, LENGTH_PT / 8);
	}
	for (size_t k = next; k < p->count; k++)
		assert_true(p->items[k].kind != ITEM_BOX);
}

static linebreak_result set_paragraph(arena *a, const paragraph *p, length width,
				      const linebreak_prices *prices)
{
	linebreak_result r;
	linebreak(a, p->items, p->count, &width, 1, prices, &r);
	assert_true(r.count >= 1 || r.wants_hyphens);
	for (size_t i = 0; i < r.count; i++)
		check_lines(p, &r.settings[i], prices);
	return r;
}

static void fills_the_measure(void **state)
{
	(void)state;
	arena *a = arena_new();
	linebreak_prices prices = full_prices();
	prices.variants = true;
	prices.variant_most = 900;
	seed = 4;
	size_t variants = 0;
	for (int i = 0; i < 300; i++) {
		arena_reset(a);
		paragraph p = words(a, 1 + chance(150));
		linebreak_result r = set_paragraph(a, &p, LENGTH_PT * (150 + chance(250)), &prices);
		for (size_t k = 1; k < r.count; k++) {
			long difference = (long)r.settings[k].count - (long)r.settings[0].count;
			assert_true(difference == 1 || difference == -1);
			assert_true(r.settings[k].cost <=
				    r.settings[0].cost + prices.variant_most + 1);
			variants++;
		}
	}
	assert_true(variants > 10);
	arena_free(a);
}

/* Spaces are moved less than expansion: that is what it is for. */
static void expansion_takes_the_greater_share(void **state)
{
	(void)state;
	arena *a = arena_new();
	paragraph p = {0};
	for (int i = 0; i < 13; i++) {
		put(a, &p, i ? space() : box(LENGTH_PT * 26));
		put(a, &p, box(LENGTH_PT * 26));
	}
	finish(a, &p);
	linebreak_prices prices = full_prices();
	length natural = LENGTH_PT * 14 * 26 + 12 * (LENGTH_PT * 5 / 2);
	linebreak_result r = set_paragraph(a, &p, natural - LENGTH_PT * 5, &prices);
	assert_int_equal(r.settings[0].count, 1);
	assert_in_range(-r.settings[0].lines[0].expansion, 500, 900);
	assert_in_range(-r.settings[0].lines[0].ratio, 1, 128);
	r = set_paragraph(a, &p, natural + LENGTH_PT * 5, &prices);
	assert_int_equal(r.settings[0].lines[0].ratio, 0);
	assert_int_equal(r.settings[0].lines[0].expansion, 0);
	arena_free(a);
}

/* A line of two spaces and a pause, so much too short or long: how wide the pause and the spaces
 * become, per mille of natural, and what the line says of them. */
static linebreak_line set_pause(arena *a, int tenths, int *pause, int *plain)
{
	paragraph p = {0};
	linebreak_prices prices = full_prices();
	const item between = space(), mark = rest();
	for (int i = 0; i < 4; i++) {
		if (i)
			put(a, &p, i == 2 ? mark : between);
		item b = box(LENGTH_PT * 40);
		b.stretch = b.shrink = 0;
		put(a, &p, b);
	}
	put(a, &p, between);
	put(a, &p, box(LENGTH_PT * 160));
	finish(a, &p);
	linebreak_result r =
		set_paragraph(a, &p, LENGTH_PT * (1600 + tenths) / 10 + 3 * between.width, &prices);
	assert_int_equal(r.settings[0].count, 2);
	const linebreak_line line = r.settings[0].lines[0];
	*pause = (int)(linebreak_line_space(&mark, line.ratio) * 1000 / mark.width);
	*plain = (int)(linebreak_line_space(&between, line.ratio) * 1000 / between.width);
	return line;
}

/* A pause widens like its neighbours and narrows a little more; a line's spaces are told of all
 * together, pauses among them. */
static void pauses_are_priced_like_spaces(void **state)
{
	(void)state;
	arena *a = arena_new();
	int pause, plain;
	linebreak_line line = set_pause(a, 20, &pause, &plain);
	assert_in_range(plain, 1264, 1268);
	assert_int_equal(pause, plain);
	assert_in_range(line.space, 266 * UNIT / 1000, 268 * UNIT / 1000);
	line = set_pause(a, -10, &pause, &plain);
	assert_in_range(plain, 872, 877);
	assert_in_range(pause, 848, 852);
	assert_in_range(-line.space, 132 * UNIT / 1000, 134 * UNIT / 1000);
	arena_free(a);
}

/* Hyphens, differences and hangs are in the natural width, at both ends. */
static void measures_both_ends(void **state)
{
	(void)state;
	arena *a = arena_new();
	paragraph p = {0};
	item b = box(LENGTH_PT * 40), h = hyphen(0);
	b.hang_left = 3;
	b.hang_right = 50;
	h.width = 1000;
	h.hang_right = 200;
	h.after = 7000;
	put(a, &p, b);
	put(a, &p, space());
	put(a, &p, b);
	put(a, &p, h);
	put(a, &p, b);
	finish(a, &p);
	linebreak_prices prices = full_prices();
	linebreak_result r = set_paragraph(a, &p, LENGTH_PT * 84, &prices);
	assert_int_equal(r.settings[0].count, 2);
	assert_int_equal(r.settings[0].lines[0].natural,
			 LENGTH_PT * 80 + LENGTH_PT * 5 / 2 + 1000 - 3 - 200);
	assert_int_equal(r.settings[0].lines[1].natural, LENGTH_PT * 40 + 7000 - 3 - 50);
	assert_int_equal(r.settings[0].lines[1].first, 4);
	arena_free(a);
}

static void no_third_hyphen(void **state)
{
	(void)state;
	linebreak_prices prices = full_prices();
	line_task task = {.prices = &prices};
	line_way before = {.at = 2, .from = 1, .fitness = 1, .twice = true};
	line_figures f = {.fitness = 1};
	breakpoint third = {.flags = ITEM_HYPHEN}, word = {0};
	assert_int_equal(linebreak_pair_price(&task, &before, &third, &f), -1);
	assert_int_equal(linebreak_pair_price(&task, &before, &word, &f), 0);
	task.pass.desperate = true;
	assert_true(linebreak_pair_price(&task, &before, &third, &f) > 50000 * (int64_t)UNIT);
}

/* --- hyphens are asked for only where they are needed --------------------------------------- */

static void asks_for_hyphens(void **state)
{
	(void)state;
	arena *a = arena_new();
	linebreak_prices prices = full_prices();
	prices.hyphens_given = false;
	paragraph p = {0};
	put(a, &p, box(LENGTH_PT * 60));
	put(a, &p, space());
	put(a, &p, box(LENGTH_PT * 60));
	put(a, &p, hyphen(0));
	put(a, &p, box(LENGTH_PT * 60));
	finish(a, &p);
	linebreak_result r = set_paragraph(a, &p, LENGTH_PT * 400, &prices);
	assert_int_equal(r.count, 1);
	assert_false(r.wants_hyphens);
	r = set_paragraph(a, &p, LENGTH_PT * 126, &prices);
	assert_int_equal(r.count, 0);
	assert_true(r.wants_hyphens);
	prices.hyphens_given = true;
	r = set_paragraph(a, &p, LENGTH_PT * 125, &prices);
	assert_int_equal(r.settings[0].count, 2);
	assert_true(r.settings[0].lines[0].hyphen);
	assert_false(r.settings[0].lines[0].emergency);
	arena_free(a);
}

/* --- the whole of it keeps its promises where nothing fits ---------------------------------- */

static void lets_out_then_overruns(void **state)
{
	(void)state;
	arena *a = arena_new();
	linebreak_prices prices = full_prices();
	paragraph p = {0};
	put(a, &p, box(LENGTH_PT * 30));
	put(a, &p, space());
	put(a, &p, box(LENGTH_PT * 30));
	put(a, &p, space());
	put(a, &p, box(LENGTH_PT * 90));
	finish(a, &p);
	linebreak_result r = set_paragraph(a, &p, LENGTH_PT * 95, &prices);
	assert_int_equal(r.settings[0].count, 2);
	assert_true(r.settings[0].lines[0].emergency);
	assert_false(r.settings[0].lines[0].overfull);
	r = set_paragraph(a, &p, LENGTH_PT * 80, &prices);
	assert_true(r.settings[0].lines[r.settings[0].count - 1].overfull);
	arena_free(a);
}

static void a_last_line_is_no_runt(void **state)
{
	(void)state;
	arena *a = arena_new();
	linebreak_prices prices = full_prices();
	prices.ragged = true;
	paragraph p = {0};
	for (int i = 0; i < 5; i++) {
		if (i)
			put(a, &p, space());
		put(a, &p, box(LENGTH_PT * 30));
	}
	finish(a, &p);
	/* Four words would fit: balanced, it is three and two. */
	linebreak_result r = set_paragraph(a, &p, LENGTH_PT * 140, &prices);
	assert_int_equal(r.settings[0].count, 2);
	assert_int_equal(r.settings[0].lines[0].last, 5);
	prices.free_last = true;
	prices.runt = 0;
	r = set_paragraph(a, &p, LENGTH_PT * 140, &prices);
	assert_int_equal(r.settings[0].lines[0].last, 7);
	arena_free(a);
}

/* The rest of a divided word is no last line while a loose line avoids it: only where the spaces
 * would be holes. */
static void a_last_line_is_no_part_of_a_word(void **state)
{
	(void)state;
	arena *a = arena_new();
	linebreak_prices prices = full_prices();
	prices.hyphens_given = true;
	paragraph p = {0};
	for (int i = 0; i < 11; i++) {
		if (i)
			put(a, &p, space());
		put(a, &p, box(LENGTH_PT * (i < 10 ? 10 : 14)));
	}
	put(a, &p, hyphen(0));
	put(a, &p, box(LENGTH_PT * 30));
	finish(a, &p);
	linebreak_result r = set_paragraph(a, &p, LENGTH_PT * 141, &prices);
	assert_int_equal(r.settings[0].count, 2);
	assert_false(r.settings[0].lines[0].hyphen);
	assert_in_range(r.settings[0].lines[0].space, 700, 800); /* per 1024 */
	p.items[p.count - 5].width = LENGTH_PT * 40;
	r = set_paragraph(a, &p, LENGTH_PT * 167, &prices);
	assert_true(r.settings[0].lines[0].hyphen);
	arena_free(a);
}

/* A hyphen at the end of the last line but one has a price of its own; above other lines it has
 * none. */
static void a_hyphen_above_the_last_line(void **state)
{
	(void)state;
	const linebreak_prices prices = full_prices();
	const length width = LENGTH_PT * 100;
	for (int last = 0; last < 2; last++) {
		breakpoint breaks[3] = {{.item = 0}, {.item = 20}, {.item = 40, .last = last}};
		const line_task task = {.prices = &prices,
					.widths = &width,
					.width_count = 1,
					.breaks = breaks,
					.count = 3,
					.pass = {.tolerance = -1}};
		line_figures without, with;
		breaks[2].end = (line_sums){.width = width, .letters = 60, .spaces = 10};
		assert_true(linebreak_line_price(&task, 1, 2, 1, &without));
		breaks[1].flags = ITEM_HYPHEN;
		assert_true(linebreak_line_price(&task, 1, 2, 1, &with));
		assert_int_equal(with.cost - without.cost,
				 last ? (int64_t)prices.hyphen_last * UNIT : 0);
	}
}

/* Of two lines as far from what is wanted, the loose one is dearer. */
static void loose_is_dearer_than_tight(void **state)
{
	(void)state;
	const linebreak_prices prices = full_prices();
	const length width = LENGTH_PT * 100;
	breakpoint breaks[2] = {{.item = 0}, {.item = 20, .word_after = 1}};
	const line_task task = {.prices = &prices,
				.widths = &width,
				.width_count = 1,
				.breaks = breaks,
				.count = 2,
				.pass = {.tolerance = -1}};
	line_figures loose, tight;
	breaks[1].end = (line_sums){.blank = LENGTH_PT * 30,
				    .stretch = LENGTH_PT * 20,
				    .shrink = LENGTH_PT * 15,
				    .spaces = 10,
				    .width = LENGTH_PT * 100 - LENGTH_PT * 30 * 547 / 1000};
	assert_true(linebreak_line_price(&task, 0, 1, 0, &loose));
	breaks[1].end.width = LENGTH_PT * 100 + LENGTH_PT * 30 * 265 / 1000;
	assert_true(linebreak_line_price(&task, 0, 1, 0, &tight));
	assert_in_range(loose.badness - tight.badness + UNIT, 0, 2 * UNIT);
	assert_true(loose.cost > tight.cost + 700 * UNIT);
}

/* Rivers are rarer where they have a price, and cost no more than that. */
static void breaks_rivers(void **state)
{
	(void)state;
	arena *a = arena_new();
	size_t wild = 0, tamed = 0, place = 0, begun;
	seed = 9;
	for (int i = 0; i < 400; i++) {
		arena_reset(a);
		paragraph p = words(a, 100 + chance(60));
		linebreak_prices prices = full_prices();
		line_task task = {.items = p.items, .prices = &prices};
		prices.hyphen = 50;
		prices.river = 0;
		linebreak_result before = set_paragraph(a, &p, LENGTH_PT * 260, &prices);
		prices.river = 300;
		linebreak_result after = set_paragraph(a, &p, LENGTH_PT * 260, &prices);
		size_t had = linebreak_rivers(a, &task, &before.settings[0], &place, &begun),
		       has = linebreak_rivers(a, &task, &after.settings[0], &place, &begun);
		assert_true(has <= had);
		assert_true(after.settings[0].cost <=
			    before.settings[0].cost + prices.river * (int64_t)had);
		wild += had;
		tamed += has;
	}
	assert_true(wild > 20);
	assert_true(tamed < wild * 2 / 3);
	arena_free(a);
}

/* A river that began in the paragraph above is seen, and left to the one below. */
static void rivers_run_on(void **state)
{
	(void)state;
	arena *a = arena_new();
	linebreak_prices prices = full_prices();
	linebreak_flow flow = {0};
	linebreak_result r;
	length width = LENGTH_PT * 100;
	size_t place = 0, begun;
	paragraph p = {0};
	put(a, &p, box(LENGTH_PT * 50));
	put(a, &p, space());
	put(a, &p, box(LENGTH_PT * 20));
	finish(a, &p);
	prices.flow = &flow;
	line_task task = {.items = p.items, .prices = &prices, .widths = &width, .width_count = 1};
	for (uint32_t i = 1; i <= 5; i++) {
		linebreak(a, p.items, p.count, &width, 1, &prices, &r);
		assert_int_equal(flow.count, 1);
		assert_int_equal(flow.gaps[0].lines, i);
		assert_int_equal(linebreak_rivers(a, &task, &r.settings[0], &place, &begun),
				 i >= 3);
	}
	width -= LENGTH_PT;
	linebreak(a, p.items, p.count, &width, 1, &prices, &r);
	assert_int_equal(flow.gaps[0].lines, 1);
	prices.ragged = true;
	linebreak(a, p.items, p.count, &width, 1, &prices, &r);
	assert_int_equal(flow.count, 0);
	arena_free(a);
}

/* What a last line begins of a river costs a quarter of one where a paragraph may follow, and is
 * avoided. */
static void avoids_begun_rivers(void **state)
{
	(void)state;
	arena *a = arena_new();
	size_t wild = 0, tamed = 0, place = 0, had, has;
	seed = 11;
	for (int i = 0; i < 800; i++) {
		arena_reset(a);
		paragraph p = words(a, 60 + chance(60));
		linebreak_prices prices = full_prices();
		linebreak_flow flow = {0};
		line_task task = {.items = p.items, .prices = &prices};
		prices.hyphen = 50;
		prices.river = 400;
		linebreak_result last = set_paragraph(a, &p, LENGTH_PT * 260, &prices);
		linebreak_rivers(a, &task, &last.settings[0], &place, &had);
		prices.flow = &flow;
		linebreak_result followed = set_paragraph(a, &p, LENGTH_PT * 260, &prices);
		prices.flow = NULL;
		linebreak_rivers(a, &task, &followed.settings[0], &place, &has);
		assert_true(has <= had);
		assert_true(followed.settings[0].cost >=
			    last.settings[0].cost + 100 * (int64_t)has);
		assert_true(followed.settings[0].cost <=
			    last.settings[0].cost + 100 * (int64_t)had);
		wild += had;
		tamed += has;
	}
	assert_true(wild > 20);
	assert_true(tamed < wild * 3 / 4);
	arena_free(a);
}

/* Four lines with a space in the same place, three without. */
static void sees_rivers(void **state)
{
	(void)state;
	arena *a = arena_new();
	linebreak_prices prices = full_prices();
	linebreak_line lines[5];
	paragraph p = {0};
	for (uint32_t i = 0; i < 5; i++) {
		put(a, &p, box(LENGTH_PT * (i == 4 ? 60 : 50 + i)));
		put(a, &p, space());
		put(a, &p, box(LENGTH_PT * 40));
		lines[i] = (linebreak_line){
			.first = 3 * i, .last = 3 * i + 3, .width = LENGTH_PT * 100};
	}
	line_task task = {.items = p.items, .prices = &prices};
	size_t place = 0, begun;
	assert_int_equal(linebreak_rivers(a, &task,
					  &(linebreak_setting){.lines = lines, .count = 5}, &place,
					  &begun),
			 1);
	assert_int_equal(place, 3);
	place = 0;
	assert_int_equal(linebreak_rivers(a, &task,
					  &(linebreak_setting){.lines = lines + 1, .count = 4},
					  &place, &begun),
			 0);
	arena_free(a);
}

static void nothing_and_next_to_nothing(void **state)
{
	(void)state;
	arena *a = arena_new();
	linebreak_prices prices = full_prices();
	paragraph p = {0};
	linebreak_result r = set_paragraph(a, &p, LENGTH_PT * 100, &prices);
	assert_int_equal(r.settings[0].count, 0);
	finish(a, &p);
	r = set_paragraph(a, &p, LENGTH_PT * 100, &prices);
	assert_int_equal(r.settings[0].count, 0);
	p = (paragraph){0};
	put(a, &p, box(LENGTH_PT));
	finish(a, &p);
	r = set_paragraph(a, &p, LENGTH_PT * 100, &prices);
	assert_int_equal(r.settings[0].count, 1);
	/* Words without room: a line each, all overfull, whatever the measure. */
	const length narrow[] = {0, 1, LENGTH_PT * 5, -LENGTH_PT};
	seed = 5;
	p = words(a, 300);
	for (size_t i = 0; i < sizeof narrow / sizeof *narrow; i++) {
		r = set_paragraph(a, &p, narrow[i], &prices);
		assert_true(r.settings[0].count > 300);
		assert_true(r.settings[0].lines[0].overfull);
	}
	linebreak(a, p.items, p.count, NULL, 0, &prices, &r);
	assert_int_equal(r.count, 1);
	arena_free(a);
}

static void one_endless_word(void **state)
{
	(void)state;
	arena *a = arena_new();
	linebreak_prices prices = full_prices();
	paragraph p = {0};
	put(a, &p, box(LENGTH_PT * 50000));
	finish(a, &p);
	linebreak_result r = set_paragraph(a, &p, LENGTH_PT * 375, &prices);
	assert_int_equal(r.settings[0].count, 1);
	assert_true(r.settings[0].lines[0].overfull);
	/* Ten thousand letters with a hyphen after each. */
	p = (paragraph){0};
	for (int i = 0; i < 10000; i++) {
		put(a, &p, box(LENGTH_PT * 5));
		put(a, &p, hyphen(0));
	}
	put(a, &p, box(LENGTH_PT * 5));
	finish(a, &p);
	r = set_paragraph(a, &p, LENGTH_PT * 375, &prices);
	assert_in_range(r.settings[0].count, 130, 140);
	/* Of ways that no later price tells apart, one is kept, or it would be 2,500. */
	assert_in_range(r.steps / 10000, 1, 500);
	for (size_t i = 0; i < r.settings[0].count; i++)
		assert_false(r.settings[0].lines[i].overfull);
	arena_free(a);
}

static size_t steps_for(size_t count, bool variants, bool ragged, length width)
{
	arena *a = arena_new();
	linebreak_prices prices = full_prices();
	prices.variants = variants;
	prices.ragged = ragged;
	seed = 6;
	paragraph p = words(a, count);
	linebreak_result r = set_paragraph(a, &p, width, &prices);
	arena_free(a);
	return r.steps;
}

static void work_is_linear(void **state)
{
	(void)state;
	for (int ragged = 0; ragged < 2; ragged++) {
		/* Both so long that hyphens could pay, so that both take the same passes. */
		size_t small = steps_for(20000, false, ragged, LENGTH_PT * 375);
		size_t large = steps_for(100000, false, ragged, LENGTH_PT * 375);
		assert_true(large <= 6 * small);
		/* Long paragraphs keep as many numbers of lines apart as are allowed, and no
		 * more. */
		assert_true(steps_for(100000, true, ragged, LENGTH_PT * 375) <= LINES_SPAN * large);
	}
	/* A measure so narrow that every line is let out or overfull. */
	assert_true(steps_for(30000, true, false, LENGTH_PT * 30) <=
		    12 * steps_for(3000, true, false, LENGTH_PT * 30));
}

static void same_again(void **state)
{
	(void)state;
	arena *a = arena_new();
	linebreak_prices prices = full_prices();
	prices.variants = true;
	seed = 7;
	paragraph p = words(a, 400);
	linebreak_result first = set_paragraph(a, &p, LENGTH_PT * 300, &prices);
	prices.scratch = arena_new();
	for (int i = 0; i < 3; i++) {
		linebreak_result again = set_paragraph(a, &p, LENGTH_PT * 300, &prices);
		assert_int_equal(first.count, again.count);
		for (size_t k = 0; k < first.count; k++) {
			assert_int_equal(first.settings[k].cost, again.settings[k].cost);
			assert_memory_equal(first.settings[k].lines, again.settings[k].lines,
					    first.settings[k].count *
						    sizeof *first.settings[k].lines);
		}
	}
	arena_free(prices.scratch);
	arena_free(a);
}

static void say_words(FILE *out, const void *context, uint32_t first, uint32_t last)
{
	fprintf(out, "%s%u-%u", (const char *)context, first, last);
}

static void tells_its_ways(void **state)
{
	(void)state;
	arena *a = arena_new();
	char *text = NULL;
	size_t length_of_text = 0;
	linebreak_prices prices = full_prices();
	prices.trace = open_memstream(&text, &length_of_text);
	prices.trace_text = say_words;
	prices.trace_context = "words ";
	seed = 8;
	paragraph p = words(a, 30);
	set_paragraph(a, &p, LENGTH_PT * 200, &prices);
	fclose(prices.trace);
	const char *pass = strstr(text, "  without hyphens: "), *set = strstr(text, "  set in ");
	assert_non_null(pass);
	assert_non_null(set);
	assert_non_null(strstr(text, "    * \"words 0-"));
	double all, sum = 0; /* what the lines chosen cost is what the paragraph costs */
	assert_int_equal(sscanf(pass, "  without hyphens: %*u lines for %lf", &all), 1);
	for (const char *line = strstr(text, "    * "); line; line = strstr(line + 1, "    * "))
		sum += strtod(strstr(line, ": ") + 2, NULL);
	assert_true(sum > all - 1 && sum < all + 1);
	free(text);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fills_the_measure),
		cmocka_unit_test(expansion_takes_the_greater_share),
		cmocka_unit_test(pauses_are_priced_like_spaces),
		cmocka_unit_test(measures_both_ends),
		cmocka_unit_test(no_third_hyphen),
		cmocka_unit_test(asks_for_hyphens),
		cmocka_unit_test(lets_out_then_overruns),
		cmocka_unit_test(a_last_line_is_no_runt),
		cmocka_unit_test(a_last_line_is_no_part_of_a_word),
		cmocka_unit_test(a_hyphen_above_the_last_line),
		cmocka_unit_test(loose_is_dearer_than_tight),
		cmocka_unit_test(breaks_rivers),
		cmocka_unit_test(rivers_run_on),
		cmocka_unit_test(avoids_begun_rivers),
		cmocka_unit_test(sees_rivers),
		cmocka_unit_test(nothing_and_next_to_nothing),
		cmocka_unit_test(one_endless_word),
		cmocka_unit_test(work_is_linear),
		cmocka_unit_test(same_again),
		cmocka_unit_test(tells_its_ways),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
