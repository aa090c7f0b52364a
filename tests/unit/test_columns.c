/* columns: whatever rows pages end after, the columns between hold the text between, all of it, in
 * order; columns end where they may; and no lower height would do. On random streams. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "pages/columns.h"

enum { PAGE = 20, MOST = 22, BLOCKS_MOST = 12, TRIES = 400 };

static unsigned seed;

static int random_below(int n)
{
	seed = seed * 1103515245u + 12345u;
	return (int)(seed >> 16) % n;
}

static void random_stream(columns_stream *s, pagebreak_block *blocks, int columns)
{
	*s = (columns_stream){.blocks = blocks,
			      .count = (size_t)(1 + random_below(BLOCKS_MOST)),
			      .columns = columns};
	for (size_t i = 0; i < s->count; i++) {
		int heading = random_below(5) == 0, lines = heading ? 1 : 1 + random_below(9);
		blocks[i] = (pagebreak_block){.settings = {{.lines = lines}},
					      .setting_count = 1,
					      .whole = heading || random_below(6) == 0,
					      .keep = heading,
					      .orphans = 2,
					      .widows = 2,
					      .space = random_below(3)};
	}
}

static bool is_end(const columns_stream *s, columns_place at)
{
	const pagebreak_block *b = &s->blocks[at.block];

	if (at.block == s->count)
		return true;
	if (at.line == 0)
		return at.block == 0 || !s->blocks[at.block - 1].keep;
	return !b->whole && at.line >= 2 && b->settings[0].lines - at.line >= 2;
}

/* The parts between two rows: in order, whole, and no higher than these rows. */
static void check_part(arena *a, const columns_stream *s, int from, int to)
{
	columns_parts parts = {0};
	columns_place at = s->at[from], until = s->at[to];
	int row = 0, column = 0;

	assert_true(columns_height(s, at, until) <= to - from);
	columns_list(a, s, at, until, &parts);
	for (size_t i = 0; i < parts.count; i++) {
		const columns_part *p = &parts.items[i];
		assert_int_equal(p->block, at.block);
		assert_int_equal(p->from, at.line);
		if (p->column != column) {
			assert_true(p->column > column && p->column < s->columns);
			assert_true(is_end(s, at));
			column = p->column;
			row = 0;
		}
		assert_int_equal(p->row, row ? row + s->blocks[p->block].space : 0);
		row = p->row + p->to - p->from;
		assert_true(row <= to - from);
		bool whole = p->to == s->blocks[p->block].settings[0].lines;
		at = whole ? (columns_place){p->block + 1, 0} : (columns_place){p->block, p->to};
	}
	assert_int_equal(at.block, until.block);
	assert_int_equal(at.line, until.line);
}

/* A page that the region goes on to has some of its text. */
static void check_rest(const columns *c)
{
	for (int k = 1; k < c->rows; k++) {
		bool rest = !c->ends[k];
		for (size_t i = 0; i < c->count; i++)
			rest |= c->streams[i].at[k].block < c->streams[i].count;
		assert_true(rest);
	}
}

static void check_region(arena *a, const columns *c)
{
	check_rest(c);
	for (size_t i = 0; i < c->count; i++) {
		const columns_stream *s = &c->streams[i];
		assert_int_equal(s->at[c->rows].block, s->count);
		for (int from = 0; from < c->rows; from++)
			for (int to = from + 1; to <= c->rows && to - from <= MOST; to++)
				if ((from == 0 || to == c->rows || to - from >= PAGE / 2) &&
				    (from == 0 || c->ends[from]) && (to == c->rows || c->ends[to]))
					check_part(a, s, from, to);
	}
}

static void every_way_of_ending_pages_holds_the_text(void **state)
{
	pagebreak_block blocks[3][BLOCKS_MOST];
	columns_stream streams[3];
	int ends = 0, rows = 0;

	(void)state;
	for (int i = 0; i < TRIES; i++) {
		arena *a = arena_new();
		columns c = {.streams = streams, .count = (size_t)(1 + random_below(3))};
		seed = (unsigned)i * 7919u;
		for (size_t k = 0; k < c.count; k++)
			random_stream(&streams[k], blocks[k], 1 + random_below(4));
		columns_divide(a, &c, PAGE, MOST, i % 4);
		check_region(a, &c);
		for (int k = 1; k < c.rows; k++)
			ends += c.ends[k];
		rows += c.rows;
		arena_free(a);
	}
	assert_true(ends * 5 > rows); /* pages find places to end at */
}

/* The least height in which columns hold a stream, by trying all places at which each column may
 * end. */
static bool holds(const columns_stream *s, columns_place from, int columns, int height)
{
	columns_place at = from;
	int used = 0;

	if (from.block == s->count)
		return true;
	if (columns == 0)
		return false;
	while (at.block < s->count) {
		const pagebreak_block *b = &s->blocks[at.block];
		used += used ? b->space : 0;
		for (int line = at.line + 1; line < b->settings[0].lines; line++)
			if (used + line - at.line <= height &&
			    is_end(s, (columns_place){at.block, line}) &&
			    holds(s, (columns_place){at.block, line}, columns - 1, height))
				return true;
		used += b->settings[0].lines - at.line;
		at = (columns_place){at.block + 1, 0};
		if (used > height)
			return false;
		if (is_end(s, at) && holds(s, at, columns - 1, height))
			return true;
	}
	return true;
}

static void no_lower_height_would_do(void **state)
{
	pagebreak_block blocks[BLOCKS_MOST];
	columns_stream s;

	(void)state;
	for (int i = 0; i < TRIES; i++) {
		seed = (unsigned)i * 104729u;
		random_stream(&s, blocks, 1 + random_below(3));
		int height = columns_height(&s, (columns_place){0}, (columns_place){s.count, 0});
		assert_true(holds(&s, (columns_place){0}, s.columns, height));
		assert_false(holds(&s, (columns_place){0}, s.columns, height - 1));
	}
}

static void what_is_taller_than_a_page_is_divided(void **state)
{
	pagebreak_block block = {
		.settings = {{.lines = PAGE * 3}}, .setting_count = 1, .whole = true};
	columns_stream s = {.blocks = &block, .count = 1, .columns = 1};
	columns c = {.streams = &s, .count = 1};
	arena *a = arena_new();

	(void)state;
	columns_divide(a, &c, PAGE, MOST, 0);
	assert_int_equal(c.rows, PAGE * 3);
	check_region(a, &c);
	arena_free(a);
}

/* A note belongs to the page whose part holds its mark. */
static void a_place_is_on_the_page_of_its_row(void **state)
{
	pagebreak_block block = {
		.settings = {{.lines = 40}}, .setting_count = 1, .orphans = 2, .widows = 2};
	columns_stream s = {.blocks = &block, .count = 1, .columns = 2};
	columns c = {.streams = &s, .count = 1};
	arena *a = arena_new();

	(void)state;
	columns_divide(a, &c, PAGE, MOST, 0);
	for (int end = 1; end < c.rows; end++)
		for (int line = 0; c.ends[end] && line < 40; line++)
			assert_int_equal(columns_row(&c, 0, (columns_place){0, line}) <= end,
					 line < s.at[end].line || s.at[end].block == 1);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_way_of_ending_pages_holds_the_text),
		cmocka_unit_test(no_lower_height_would_do),
		cmocka_unit_test(what_is_taller_than_a_page_is_divided),
		cmocka_unit_test(a_place_is_on_the_page_of_its_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
