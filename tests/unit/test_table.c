/* Tables by numbers alone: which places cells cover, and how columns share the measure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "layout/table_widths.h"
#include "markdown/table_grid.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static arena *memory;
static report *messages;
static FILE *out;
static char *said;
static size_t said_size;

static int set_up(void **state)
{
	(void)state;
	memory = arena_new();
	out = open_memstream(&said, &said_size);
	messages = report_new(memory, out, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(memory);
	fclose(out);
	free(said);
	return 0;
}

/* A table of rows such as "2x1 1 . 3x2|1": cells by the columns and rows that they span. `head`:
 * how many of the rows are the head's. */
static node *table_of(const char *rows, int head)
{
	node *table = node_new(memory, NODE_TABLE, (place){0});
	char *copy = arena_copy(memory, rows, strlen(rows)), *lines, *words;
	for (char *line = strtok_r(copy, "|", &lines); line; line = strtok_r(NULL, "|", &lines)) {
		node *row = node_new(memory, NODE_ROW, (place){0});
		row->as.row.head = head-- > 0;
		node_append(table, row);
		for (char *word = strtok_r(line, " ", &words); word;
		     word = strtok_r(NULL, " ", &words)) {
			node *cell = node_new(memory, NODE_CELL, (place){0});
			int across = 1, down = 1;
			sscanf(word, "%dx%d", &across, &down);
			cell->as.cell.across = (uint16_t)across;
			cell->as.cell.down = (uint16_t)down;
			node_append(row, cell);
		}
	}
	return table;
}

/* The same with the column that each begins in: "0:2x1 2:1x1|…". */
static void assert_grid(const node *table, const char *expected)
{
	char buffer[4096] = "";
	size_t at = 0;
	for (const node *row = table->first; row; row = row->next) {
		for (const node *c = row->first; c; c = c->next)
			at += (size_t)snprintf(buffer + at, sizeof buffer - at, "%s%u:%zux%zu",
					       c->previous ? " " : "", c->as.cell.column,
					       node_cell_across(c), node_cell_down(c));
		at += (size_t)snprintf(buffer + at, sizeof buffer - at, "%s", row->next ? "|" : "");
	}
	assert_string_equal(buffer, expected);
}

static size_t warnings(void)
{
	report_flush(messages);
	fflush(out);
	size_t count = 0;
	for (const char *s = said; (s = strstr(s, "[spans-overlap]")); s++)
		count++;
	return count;
}

static void cells_take_the_first_free_place(void **state)
{
	(void)state;
	node *t = table_of("1x2 2x1|1 1|1 1 1", 1);
	t->first->first->as.cell.down = 1;
	table_grid_settle_all(memory, messages, t);
	assert_grid(t, "0:1x1 1:2x1|0:1x1 1:1x1 2:1x1|0:1x1 1:1x1 2:1x1");
	t = table_of("1x2 2x1|1 1|1 1 1", 0);
	table_grid_settle_all(memory, messages, t);
	assert_grid(t, "0:1x2 1:2x1|1:1x1 2:1x1|0:1x1 1:1x1 2:1x1");
	assert_int_equal(t->as.table.columns, 3);
	assert_int_equal(warnings(), 0);
}

static void spans_end_where_others_begin(void **state)
{
	(void)state;
	node *t = table_of("1 1x3|2x1|1 1", 0); /* the second cell covers column 1 of all rows */
	table_grid_settle_all(memory, messages, t);
	assert_grid(t, "0:1x1 1:1x3 2:1x1|0:1x1 2:1x1|0:1x1 2:1x1");
	assert_int_equal(warnings(), 1);
}

static void spans_end_with_the_head_and_the_table(void **state)
{
	(void)state;
	node *t = table_of("1x5 1|1 1x65535", 1);
	table_grid_settle_all(memory, messages, t);
	assert_grid(t, "0:1x1 1:1x1|0:1x1 1:1x1");
	assert_int_equal(warnings(), 2);
}

static void short_rows_are_filled(void **state)
{
	(void)state;
	node *t = table_of("3x1|1|1x2 1|1", 0);
	table_grid_settle_all(memory, messages, t);
	assert_grid(t, "0:3x1|0:1x1 1:2x1|0:1x2 1:1x1 2:1x1|1:1x1 2:1x1");
}

static void columns_are_bounded(void **state)
{
	(void)state;
	node *t = table_of("60000x1 60000x60000|1", 0);
	table_grid_settle_all(memory, messages, t);
	assert_true(t->as.table.columns <= TABLE_COLUMNS_MOST + 1);
	assert_true(warnings() > 0);
}

/* The widths of a table whose rows are given as triples of word, token and most. */
static bool widths_of(const table_need *needs, size_t rows, size_t columns, length room,
		      length *widths)
{
	table_need whole[8] = {{0}};
	for (size_t i = 0; i < rows * columns; i++) {
		table_need *w = &whole[i % columns];
		const table_need *n = &needs[i];
		w->word = n->word > w->word ? n->word : w->word;
		w->token = n->token > w->token ? n->token : w->token;
		w->most = n->most > w->most ? n->most : w->most;
	}
	table_wants wants = {.columns = columns,
			     .needs = needs,
			     .rows = rows,
			     .whole = whole,
			     .room = room,
			     .token_least = 60};
	return table_widths(&wants, widths);
}

static void all_get_what_they_want_where_there_is_room(void **state)
{
	(void)state;
	static const table_need needs[] = {{10, 0, 50}, {10, 0, 20}, {5, 0, 30}, {20, 0, 40}};
	length widths[2];
	assert_true(widths_of(needs, 2, 2, 200, widths));
	assert_int_equal(widths[0], 50);
	assert_int_equal(widths[1], 40);
}

static void one_long_name_takes_no_room_from_prose(void **state)
{
	(void)state;
	table_need needs[12];
	for (size_t i = 0; i < 6; i++) {
		needs[2 * i] = (table_need){60, 0, 2000};
		needs[2 * i + 1] = (table_need){0, 40, 40};
	}
	needs[1].token = needs[1].most = 300;
	length widths[2];
	assert_true(widths_of(needs, 6, 2, 400, widths));
	assert_true(widths[0] > 300);
	assert_true(widths[1] >= 60);
	assert_true(widths[0] + widths[1] <= 400);
}

static void words_stay_whole_while_they_have_room(void **state)
{
	(void)state;
	static const table_need needs[] = {
		{150, 0, 160}, {30, 0, 5000}, {90, 0, 90}, {30, 0, 4000}};
	length widths[2];
	assert_true(widths_of(needs, 2, 2, 400, widths));
	assert_true(widths[0] >= 150);
	assert_false(widths_of(needs, 2, 2, 170, widths));
	assert_true(widths[0] + widths[1] <= 170);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(cells_take_the_first_free_place),
		TEST(spans_end_where_others_begin),
		TEST(spans_end_with_the_head_and_the_table),
		TEST(short_rows_are_filled),
		TEST(columns_are_bounded),
		TEST(all_get_what_they_want_where_there_is_room),
		TEST(one_long_name_takes_no_room_from_prose),
		TEST(words_stay_whole_while_they_have_room),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
