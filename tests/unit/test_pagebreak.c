/* The page breaker on books, where every rule is checked on what comes out, and on the odd
 * documents that test one rule. */
#include "pagebreak_rules.h"

#include "pages/pagebreak_trace.h"

/* A book as books are: paragraphs, headings, some notes. */
static paper book(arena *a, size_t count, int notes, int chapter, bool two_sided)
{
	paper d = {.count = count, .blocks = ARENA_ARRAY(a, count, pagebreak_block)};
	shape s = {
		.lines = 9, .settings = 3, .notes = notes, .note_lines = 4, .stuck = 8, .space = 0};
	for (size_t i = 0; i < count; i++) {
		pagebreak_block *b = &d.blocks[i];
		b->orphans = b->widows = 2;
		if (i % 12 != 0) {
			random_settings(a, &s, b, (uint32_t)i * 2 + 1);
			continue;
		}
		b->settings[0].lines = 1 + random_below(2);
		b->setting_count = 1;
		b->space = 2;
		b->less = b->more = 1;
		b->keep = b->whole = true;
		b->sink = 6;
		if (chapter && i % (size_t)chapter == 0)
			b->before = one_in(2) ? PAGEBREAK_PAGE : PAGEBREAK_RECTO;
	}
	d.prices = (pagebreak_prices){.lines = 40,
				      .two_sided = two_sided,
				      .spread_less = 1,
				      .spread_more = 1,
				      .spread = 120,
				      .space = 40,
				      .end_least = 5,
				      .end = 400,
				      .note_rule = 1,
				      .note_split = 600,
				      .first_page = 1};
	return d;
}

/* Make figures with captions of some of a book's blocks, one in `every` of those that may be. */
static void add_figures(paper *d, int every)
{
	for (size_t i = 7; i + 2 < d->count; i += 12) {
		pagebreak_block *b = &d->blocks[i];
		if (!one_in(every))
			continue;
		b[0] = (pagebreak_block){.setting_count = 1,
					 .settings = {{.lines = 4 + random_below(18)}},
					 .whole = true,
					 .keep = true,
					 .space = 1,
					 .floats = 2,
					 .below = 1};
		b[1] = (pagebreak_block){.setting_count = 1,
					 .settings = {{.lines = 1 + random_below(2)}},
					 .whole = true};
		b[2].space = 1;
	}
}

static void books_keep_every_rule(void **state)
{
	(void)state;
	int short_pages = 0, floats = 0;
	for (int i = 0; i < 24; i++) {
		arena *a = arena_new();
		random_state = 1000u + (uint64_t)i;
		paper d = book(a, 600, i % 3 * 4, i % 4 ? 120 : 0, i % 5 != 0);
		d.prices.carry = 100;
		if (i % 2)
			add_figures(&d, 2);
		pagebreak_result result;
		pagebreak(a, d.blocks, d.count, &d.prices, &result);
		check c = check_result(&d, &result);
		short_pages += c.short_pages;
		floats += c.floats;
		arena_free(a);
	}
	assert_int_equal(short_pages, 0);
	assert_true(floats > 50);
}

static uint64_t work_of(size_t count, int notes, bool figures)
{
	arena *a = arena_new();
	random_state = 5;
	paper d = book(a, count, notes, 0, true);
	if (figures)
		add_figures(&d, 1);
	pagebreak_result result;
	pagebreak(a, d.blocks, d.count, &d.prices, &result);
	uint64_t work = result.work;
	arena_free(a);
	return work;
}

static void work_is_linear(void **state)
{
	(void)state;
	for (int notes = 0; notes <= 4; notes += 4)
		for (int figures = 0; figures < 2; figures++) {
			uint64_t once = work_of(1000, notes, figures),
				 ten = work_of(10000, notes, figures);
			print_message("work: %lu for 1000 blocks, %lu for 10000\n",
				      (unsigned long)once, (unsigned long)ten);
			assert_true(ten < 12 * once);
		}
}

static pagebreak_result set(arena *a, paper *d)
{
	pagebreak_result result;
	pagebreak(a, d->blocks, d->count, &d->prices, &result);
	check_result(d, &result);
	return result;
}

/* A paper of like blocks. */
static paper plain_paper(arena *a, size_t count, int lines, int page)
{
	paper d = {.count = count, .blocks = ARENA_ARRAY(a, count, pagebreak_block)};
	for (size_t i = 0; i < count; i++)
		d.blocks[i] = (pagebreak_block){.setting_count = 1,
						.settings = {{.lines = lines}},
						.orphans = 2,
						.widows = 2};
	d.prices = (pagebreak_prices){.lines = page,
				      .two_sided = true,
				      .spread_less = 1,
				      .spread_more = 1,
				      .spread = 120,
				      .space = 40,
				      .end_least = 5,
				      .end = 400,
				      .note_rule = 1,
				      .note_split = 600,
				      .first_page = 1};
	return d;
}

static void nothing_is_no_page(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 0, 1, 40);
	assert_int_equal(set(a, &d).page_count, 0);
	arena_free(a);
}

/* Where one of several spreads has to be a line short, at the same price, it is the last of
 * them. */
static void of_equal_ways_the_last_spread_is_short(void **state)
{
	(void)state;
	arena *a = arena_new();
	for (size_t count = 14; count <= 22; count += 4) {
		paper d = plain_paper(a, count, 6, 8);
		pagebreak_result result = set(a, &d);
		size_t last = result.page_count;
		while (result.pages[last - 1].height == 8)
			last--;
		for (size_t i = 0; i < result.page_count; i++)
			assert_int_equal(result.pages[i].height,
					 i + 1 == last || i + 2 == last ? 7 : 8);
		assert_true(last > 4);
	}
	arena_free(a);
}

/* Where heights and a short last page have no price, the last page of equal ways is the shortest,
 * and a recto. */
static void of_equal_ways_the_last_page_is_the_shortest(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 16, 1, 10);
	d.prices.spread = d.prices.end = 0;
	d.prices.two_sided = false;
	pagebreak_result result = set(a, &d);
	assert_int_equal(result.page_count, 2);
	assert_int_equal(result.pages[1].filled, 5);
	d = plain_paper(a, 20, 1, 10);
	d.prices.spread = d.prices.end = 0;
	assert_int_equal(set(a, &d).page_count, 3);
	arena_free(a);
}

static void a_page_of_one_line(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 20, 3, 1);
	d.prices.spread_less = d.prices.spread_more = 0;
	pagebreak_note note = {.line = 1, .lines = 4, .id = 9};
	d.blocks[3].settings[0].notes = &note;
	d.blocks[3].settings[0].note_count = 1;
	assert_int_equal(set(a, &d).page_count, 64);
	arena_free(a);
}

static void a_block_of_many_lines(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 3, 100000, 40);
	assert_int_equal(set(a, &d).page_count, 7500);
	d.blocks[1].whole = true;
	pagebreak_result result = set(a, &d);
	assert_true(result.pages[3000].is_short);
	assert_false(result.pages[1000].is_short);
	uint8_t *stuck = ARENA_ARRAY(a, 100000, uint8_t);
	memset(stuck, 1, 100000);
	d.blocks[1].settings[0].stuck = stuck;
	/* where no break is allowed, the fewest are best */
	assert_int_equal(set(a, &d).page_count, 7440);
	arena_free(a);
}

/* Columns can be divided after few of their rows. */
static void a_page_is_short_before_what_it_would_tear(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 2, 6, 20);
	uint8_t stuck[21];
	memset(stuck, PAGEBREAK_TORN, sizeof stuck);
	stuck[1] = stuck[20] = 0;
	d.blocks[1].settings[0] = (pagebreak_setting){.lines = 21, .stuck = stuck};
	pagebreak_result result = set(a, &d);
	assert_int_equal(result.page_count, 2);
	assert_int_equal(result.pages[0].last_line, 2);
	assert_true(result.pages[0].is_short);
	assert_int_equal(result.pages[1].first_line, 2);
	arena_free(a);
}

static void twenty_notes_in_a_line(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 30, 5, 30);
	pagebreak_note notes[20];
	for (int i = 0; i < 20; i++)
		notes[i] = (pagebreak_note){.line = 2, .lines = 2, .id = (uint32_t)i};
	d.blocks[7].settings[0].notes = notes;
	d.blocks[7].settings[0].note_count = 20;
	set(a, &d);
	for (int i = 0; i < 20; i++)
		notes[i].lines = 1;
	pagebreak_result result = set(a, &d);
	for (size_t i = 0; i < result.page_count; i++)
		assert_false(result.pages[i].is_short);
	arena_free(a);
}

/* Such a line is a matter of its page alone: the book's other notes are no dearer for it. */
static void twenty_notes_in_a_book(void **state)
{
	(void)state;
	arena *a = arena_new();
	random_state = 5;
	paper d = book(a, 1600, 4, 0, true);
	uint64_t work = set(a, &d).work;
	pagebreak_note notes[20];
	for (int i = 0; i < 20; i++)
		notes[i] =
			(pagebreak_note){.line = 0, .lines = 2 + i % 3, .id = 100000 + (uint32_t)i};
	d.blocks[805].setting_count = 1;
	d.blocks[805].settings[0].notes = notes;
	d.blocks[805].settings[0].note_count = 20;
	pagebreak_result result = set(a, &d);
	int flagged = 0;
	for (size_t i = 0; i < result.page_count; i++)
		flagged += result.pages[i].is_short;
	assert_int_equal(flagged, 1);
	assert_true(result.work < work * 3 / 2);
	arena_free(a);
}

static void a_note_longer_than_pages(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 100, 5, 40);
	pagebreak_note note = {.line = 2, .lines = 1000, .id = 1};
	d.blocks[50].settings[0].notes = &note;
	d.blocks[50].settings[0].note_count = 1;
	pagebreak_result result = set(a, &d);
	for (size_t i = 0; i < result.page_count; i++)
		assert_false(result.pages[i].is_short);
	d.count = 51;
	set(a, &d);
	arena_free(a);
}

static void whole_blocks_taller_than_a_page(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 21, 5, 40);
	d.blocks[10].settings[0].lines = 60;
	d.blocks[10].whole = true;
	set(a, &d);
	for (size_t i = 0; i < d.count; i++) {
		d.blocks[i].keep = d.blocks[i].whole = true;
		d.blocks[i].space = 50;
	}
	set(a, &d);
	arena_free(a);
}

static void a_recto_opening_leaves_a_blank(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 2, 30, 40);
	d.blocks[1].before = PAGEBREAK_RECTO;
	d.blocks[1].sink = 6;
	pagebreak_result result = set(a, &d);
	assert_int_equal(result.page_count, 3);
	assert_true(result.pages[1].blank);
	assert_true(result.pages[2].opens);
	assert_int_equal(result.pages[2].filled, 36);
	assert_int_equal(result.choices[1].space, 6);
	d.prices.two_sided = false;
	assert_int_equal(set(a, &d).page_count, 2);
	arena_free(a);
}

/* It is cut so that one line fits below it. */
static void a_sink_leaves_room_for_a_line(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 1, 30, 40);
	d.blocks[0].before = PAGEBREAK_PAGE;
	d.blocks[0].sink = 100;
	pagebreak_result result = set(a, &d);
	assert_int_equal(result.choices[0].space, 39);
	assert_int_equal(result.page_count, 2);
	assert_true(result.pages[0].last_line > 0);
	arena_free(a);
}

/* A sink of fewer lines than none is none. */
static void a_sink_is_no_less_than_nothing(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 1, 30, 40);
	d.blocks[0].before = PAGEBREAK_PAGE;
	d.blocks[0].sink = -3;
	pagebreak_result result = set(a, &d);
	assert_int_equal(result.page_count, 1);
	assert_int_equal(result.choices[0].space, 0);
	assert_int_equal(result.pages[0].filled, 30);
	arena_free(a);
}

/* Without its sink the block fits on the page: dropping that is better than breaking it. */
static void a_sink_gives_way_to_a_whole_block(void **state)
{
	(void)state;
	arena *a = arena_new();
	for (int sink = 1; sink <= 6; sink += 5) {
		paper d = plain_paper(a, 1, 41 - sink, 40);
		d.blocks[0].before = PAGEBREAK_PAGE;
		d.blocks[0].sink = sink;
		d.blocks[0].whole = true;
		pagebreak_result result = set(a, &d);
		assert_int_equal(result.page_count, 1);
		assert_int_equal(result.choices[0].space, 0);
		assert_true(result.pages[0].is_short);
	}
	arena_free(a);
}

/* A page of one line has no room for any sink, so none is missed. */
static void a_page_of_one_line_has_no_sink(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 1, 1, 1);
	d.blocks[0].before = PAGEBREAK_PAGE;
	d.blocks[0].sink = 5;
	pagebreak_result result = set(a, &d);
	assert_int_equal(result.page_count, 1);
	assert_false(result.pages[0].is_short);
	arena_free(a);
}

static void facing_pages_are_level(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 27, 3, 40);
	for (size_t i = 0; i < d.count; i++)
		d.blocks[i].whole = true;
	d.prices.first_page = 2;
	pagebreak_result result = set(a, &d);
	assert_int_equal(result.pages[0].height, 39);
	assert_int_equal(result.pages[1].height, 39);
	assert_int_equal(result.cost, 120 + 400 * 2);
	arena_free(a);
}

static void say_place(FILE *out, const void *context, size_t block, int setting, int line,
		      bool begins)
{
	fprintf(out, "%s%s %zu.%d/%d", (const char *)context, begins ? "from" : "before", block,
		line, setting);
}

/* Paragraphs of five lines with a figure of ten and its caption of two after the sixth. */
static paper paper_with_figure(arena *a)
{
	paper d = plain_paper(a, 30, 5, 40);
	d.blocks[6] = (pagebreak_block){.setting_count = 1,
					.settings = {{.lines = 10}},
					.whole = true,
					.keep = true,
					.space = 1,
					.floats = 2,
					.below = 1};
	d.blocks[7] =
		(pagebreak_block){.setting_count = 1, .settings = {{.lines = 2}}, .whole = true};
	d.blocks[8].space = 1;
	d.prices.carry = 100;
	return d;
}

static void a_figure_heads_the_next_page(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = paper_with_figure(a);
	pagebreak_result result = set(a, &d);
	assert_int_equal(result.pages[0].filled, 40);
	assert_int_equal(result.pages[0].float_count, 0);
	assert_int_equal(result.pages[1].float_count, 1);
	assert_int_equal(result.pages[1].floats[0], 6);
	assert_true(result.choices[6].deferred && result.choices[7].deferred &&
		    !result.choices[8].deferred);
	assert_int_equal(result.choices[8].space, 0);
	static const pagebreak_part expected[] = {
		{6, 0, 10, 0, 1, true}, {7, 0, 2, 10, 1, true}, {10, 0, 5, 13, 1, false}};
	pagebreak_part part = {0};
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		assert_true(pagebreak_next(d.blocks, result.choices, &result.pages[1], &part));
		assert_true(part.block == expected[i].block && part.from == expected[i].from &&
			    part.to == expected[i].to);
		assert_true(part.row == expected[i].row && part.floats == expected[i].floats &&
			    part.floated == expected[i].floated);
	}
	arena_free(a);
}

static void a_figure_stays_where_it_has_notes_or_opens(void **state)
{
	(void)state;
	arena *a = arena_new();
	for (int i = 0; i < 3; i++) {
		paper d = paper_with_figure(a);
		pagebreak_note note = {.line = 0, .lines = 2, .id = 1};
		if (i == 0) {
			d.blocks[7].settings[0].notes = &note;
			d.blocks[7].settings[0].note_count = 1;
		} else if (i == 1) {
			d.blocks[6].before = PAGEBREAK_PAGE;
		} else {
			d.blocks[6].settings[0].lines = 35;
		}
		pagebreak_result result = set(a, &d);
		assert_false(result.choices[6].deferred || result.choices[7].deferred);
	}
	arena_free(a);
}

/* Two figures of twenty lines after the first paragraph: one heads the next page, the other the
 * one after that. */
static void figures_keep_their_order(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 40, 5, 40);
	for (size_t i = 6; i < 8; i++)
		d.blocks[i] = (pagebreak_block){.setting_count = 1,
						.settings = {{.lines = 22}},
						.whole = true,
						.space = 1,
						.floats = 1,
						.below = 1};
	pagebreak_result result = set(a, &d);
	assert_int_equal(result.pages[1].floats[0], 6);
	assert_int_equal(result.pages[2].floats[0], 7);
	assert_int_equal(check_result(&d, &result).pairs, 1);
	arena_free(a);
}

/* Paragraphs of five lines with a table of `pages` pages to itself as block `at`. */
static paper paper_with_turned(arena *a, size_t at, uint16_t pages)
{
	paper d = plain_paper(a, 30 + pages, 5, 40);
	for (size_t i = at; i < at + pages; i++)
		d.blocks[i] = (pagebreak_block){.setting_count = 1,
						.settings = {{.lines = 40}},
						.whole = true,
						.alone = true,
						.floats = i == at ? pages : 0};
	d.blocks[at + pages].space = 1;
	d.prices.carry = 100;
	return d;
}

/* What is on a page that one block has to itself. */
static void assert_alone(const paper *d, const pagebreak_result *result, size_t page, size_t block)
{
	pagebreak_part part = {0};
	assert_true(result->pages[page].alone && result->choices[block].deferred);
	assert_true(pagebreak_next(d->blocks, result->choices, &result->pages[page], &part));
	assert_true(part.block == block && part.from == 0 && part.to == 40 && part.row == 0);
	assert_false(pagebreak_next(d->blocks, result->choices, &result->pages[page], &part));
}

static void what_is_alone_comes_between_pages(void **state)
{
	(void)state;
	arena *a = arena_new();
	for (size_t at = 1; at < 30; at++) {
		paper d = paper_with_turned(a, at, 2);
		pagebreak_result result;
		pagebreak(a, d.blocks, d.count, &d.prices, &result);
		size_t page = 0;
		while (page < result.page_count && !result.pages[page].alone)
			page++;
		assert_alone(&d, &result, page, at);
		assert_alone(&d, &result, page + 1, at + 1);
		const pagebreak_page *above = &result.pages[page - 1];
		assert_true(above->filled == above->height || result.page_count == page + 2);
		assert_true(above->last > at + 1 && !above->is_short);
		for (size_t i = 0; i < d.count; i++)
			assert_true(result.choices[i].deferred == (i == at || i == at + 1));
	}
	arena_free(a);
}

/* The page above it is as free as a chapter's last, also below a heading. */
static void what_is_alone_ends_the_chapter(void **state)
{
	(void)state;
	arena *a = arena_new();
	for (int i = 0; i < 3; i++) {
		paper d = paper_with_turned(a, 12, 3);
		d.count = i == 2 ? 21 : 15; /* and what is after it, a chapter of its own */
		d.blocks[15].before = PAGEBREAK_PAGE;
		d.blocks[11].keep = i == 1;
		pagebreak_result result;
		pagebreak(a, d.blocks, d.count, &d.prices, &result);
		assert_int_equal(result.pages[1].filled, 20);
		assert_false(result.pages[1].alone || result.pages[1].is_short);
		for (size_t k = 0; k < 3; k++)
			assert_alone(&d, &result, 2 + k, 12 + k);
		assert_int_equal(result.page_count, i == 2 ? 6 : 5);
	}
	arena_free(a);
}

/* Three in a row; a figure above them, and one below; a note that a page owes: in order. */
static void what_is_alone_keeps_its_order(void **state)
{
	(void)state;
	arena *a = arena_new();
	const pagebreak_note note = {.line = 4, .lines = 70, .id = 1};
	for (int i = 0; i < 4; i++) {
		paper d = paper_with_turned(a, 7, 3);
		for (size_t k = 7; k < 10 && i < 2; k++)
			d.blocks[k].floats = 1;
		if (i)
			d.blocks[i == 1 ? 6 : 10] = (pagebreak_block){.setting_count = 1,
								      .settings = {{.lines = 22}},
								      .whole = true,
								      .space = 1,
								      .floats = 1,
								      .below = 1};
		if (i == 3) {
			d.blocks[5].settings[0].notes = &note;
			d.blocks[5].settings[0].note_count = 1;
		}
		pagebreak_result result;
		pagebreak(a, d.blocks, d.count, &d.prices, &result);
		size_t next = 7;
		int noted = 0;
		for (size_t k = 0; k < result.page_count; k++) {
			if (result.pages[k].alone)
				assert_alone(&d, &result, k, next++);
			for (size_t n = 0; n < result.pages[k].note_count; n++)
				noted += result.pages[k].notes[n].lines;
		}
		assert_true(next == 10 && noted == (i == 3 ? 70 : 0));
	}
	arena_free(a);
}

/* Headings, texts, figures and blocks that are alone, no more than two of these in a row, in any
 * order: there is always a way, and each is on a page once. */
static void there_is_a_way_around_what_is_alone(void **state)
{
	(void)state;
	for (uint64_t i = 0; i < 3000; i++) {
		arena *a = arena_new();
		random_state = 500 + i;
		paper d = plain_paper(a, 2 + (size_t)random_below(14), 5, 12);
		int row = 0;
		size_t alone = 0, found = 0;
		for (size_t k = 1; k < d.count; k++) {
			pagebreak_block *b = &d.blocks[k];
			int kind = random_below(5);
			row = kind == 0 && row < 2 ? row + 1 : 0;
			b->settings[0].lines = row ? 12 : 1 + random_below(7);
			b->alone = row > 0;
			b->whole = row > 0 || kind == 1;
			b->floats = row > 0 || kind == 1;
			b->below = b->space = kind == 1;
			b->keep = kind == 2;
			alone += b->alone;
		}
		pagebreak_result result;
		pagebreak(a, d.blocks, d.count, &d.prices, &result);
		assert_true(result.page_count > 0);
		for (size_t k = 0; k < result.page_count; k++) {
			pagebreak_part part = {0};
			assert_true(
				pagebreak_next(d.blocks, result.choices, &result.pages[k], &part));
			found += result.pages[k].alone && d.blocks[part.block].alone;
		}
		assert_int_equal(found, alone);
		arena_free(a);
	}
}

static void a_figure_ends_the_chapter(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = paper_with_figure(a);
	d.count = 10;
	d.blocks[8].settings[0].lines = d.blocks[9].settings[0].lines = 5;
	pagebreak_result result = set(a, &d);
	assert_int_equal(result.page_count, 2);
	assert_int_equal(result.pages[1].first, 10);
	assert_int_equal(result.pages[1].last, 10);
	assert_int_equal(result.pages[1].filled, 12);
	arena_free(a);
}

static void the_trace_tells_the_pages(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 20, 5, 40);
	char *text = NULL;
	size_t length = 0;
	pagebreak_trace trace = {
		.out = open_memstream(&text, &length), .place = say_place, .context = ""};
	for (size_t i = 0; i < d.count; i++)
		d.blocks[i].orphans = d.blocks[i].widows = 1;
	d.prices.trace = &trace;
	set(a, &d);
	fclose(trace.out);
	assert_non_null(strstr(text, "from 0.0/0\n  legal pages: 0 in all"));
	assert_non_null(strstr(
		text, "    its page 1, recto\n    * ends at before 8.0/0, 40 lines high: 0\n"));
	assert_non_null(strstr(text, "      ends at before 7.4/0, 39 lines high: 120 = spread's "
				     "height 120; the chapter is dearer by 120\n"));
	assert_non_null(strstr(
		text, "    its page 3, recto\n    * ends at before 20.0/0, with the chapter: 0\n"));
	assert_non_null(strstr(text, "page 1: from 0.0/0 to before 8.0/0, 40 of 40 lines\n"));
	free(text);
	d = paper_with_figure(a);
	trace.out = open_memstream(&text, &length);
	d.prices.trace = &trace;
	set(a, &d);
	fclose(trace.out);
	assert_non_null(strstr(
		text,
		"    * ends at before 10.0/0, 40 lines high: 100 = figures carried over 100\n"));
	assert_non_null(strstr(text, "40 of 40 lines, at its head what is from 6.0/0\n"));
	free(text);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(books_keep_every_rule),
		cmocka_unit_test(work_is_linear),
		cmocka_unit_test(nothing_is_no_page),
		cmocka_unit_test(of_equal_ways_the_last_spread_is_short),
		cmocka_unit_test(of_equal_ways_the_last_page_is_the_shortest),
		cmocka_unit_test(a_page_of_one_line),
		cmocka_unit_test(a_block_of_many_lines),
		cmocka_unit_test(a_page_is_short_before_what_it_would_tear),
		cmocka_unit_test(twenty_notes_in_a_line),
		cmocka_unit_test(twenty_notes_in_a_book),
		cmocka_unit_test(a_note_longer_than_pages),
		cmocka_unit_test(whole_blocks_taller_than_a_page),
		cmocka_unit_test(a_recto_opening_leaves_a_blank),
		cmocka_unit_test(a_sink_leaves_room_for_a_line),
		cmocka_unit_test(a_sink_is_no_less_than_nothing),
		cmocka_unit_test(a_sink_gives_way_to_a_whole_block),
		cmocka_unit_test(a_page_of_one_line_has_no_sink),
		cmocka_unit_test(facing_pages_are_level),
		cmocka_unit_test(a_figure_heads_the_next_page),
		cmocka_unit_test(a_figure_stays_where_it_has_notes_or_opens),
		cmocka_unit_test(figures_keep_their_order),
		cmocka_unit_test(a_figure_ends_the_chapter),
		cmocka_unit_test(what_is_alone_comes_between_pages),
		cmocka_unit_test(what_is_alone_ends_the_chapter),
		cmocka_unit_test(what_is_alone_keeps_its_order),
		cmocka_unit_test(there_is_a_way_around_what_is_alone),
		cmocka_unit_test(the_trace_tells_the_pages),
	};
	return cmocka_run_group_tests_name("pagebreak", tests, NULL, NULL);
}
