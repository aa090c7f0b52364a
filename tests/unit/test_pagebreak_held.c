/* pagebreak: what must hold together does, on any document, even where nothing is legal; and all lines are still set, once, in order. */
#include "ground/arena.h"
#include "layout/pagebreak.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

enum { BLOCKS = 9, LINES = 24, DOCUMENTS = 4000 };

static uint32_t seed = 1;

/* From 0 to below most, the same each time (Numerical Recipes' constants for a linear congruence). */
static int below(int most)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)((seed >> 8) % (uint32_t)most);
}

/* As galley_tall.c counts. */
static int notes_at(const pagebreak_setting *s, int from, int to, const pagebreak_prices *p)
{
	int sum = 0, last = 0, first_line = 0, last_line = 0;
	for (size_t i = 0; i < s->note_count; i++)
		if (s->notes[i].line >= from && s->notes[i].line <= to) {
			first_line = sum ? first_line : s->notes[i].line;
			last_line = s->notes[i].line;
			last = s->notes[i].lines;
			sum += last;
		}
	if (!sum)
		return 0;
	bool one = first_line == last_line && 1 + p->note_rule + sum - last + 1 > p->lines;
	return p->note_rule + (one ? 0 : sum - last) + 1;
}

/* Stretches that have room on a page, with their notes. */
static void hold(pagebreak_setting *s, uint8_t *stuck, const pagebreak_prices *p)
{
	for (int from = 0, to; from < s->lines; from = to + 1) {
		to = from + (below(3) ? 0 : below(p->lines));
		if (to >= s->lines || to - from + 1 + notes_at(s, from, to, p) > p->lines)
			to = from;
		for (int i = from; i < to; i++)
			stuck[i] = PAGEBREAK_NEVER;
	}
	s->stuck = stuck;
}

static void make_block(arena *a, const pagebreak_prices *p, pagebreak_block *b)
{
	pagebreak_setting *s = &b->settings[0];
	pagebreak_note *notes = ARENA_ARRAY(a, 3, pagebreak_note);
	*b = (pagebreak_block){ .setting_count = 1, .whole = !below(3), .keep = !below(3), .orphans = (uint8_t)(1 + below(3)), .widows = (uint8_t)(1 + below(3)),
				.space = below(3), .sink = below(4), .before = below(5) ? PAGEBREAK_FREE : (pagebreak_before)(1 + below(2)) };
	s->lines = 1 + below(LINES);
	s->notes = notes;
	for (int line = 0; line < s->lines && s->note_count < 3; line += below(LINES))
		notes[s->note_count++] = (pagebreak_note){ line, 1 + below(below(4) ? 4 : 30), (uint32_t)s->note_count };
	hold(s, ARENA_ARRAY(a, (size_t)s->lines, uint8_t), p);
}

static void assert_held(const pagebreak_block *blocks, size_t count, const pagebreak_result *r)
{
	size_t block = 0;
	int line = 0;
	for (size_t i = 0; i < r->page_count; i++) {
		const pagebreak_page *page = &r->pages[i];
		if (page->blank)
			continue;
		assert_int_equal(page->first, block);
		assert_int_equal(page->first_line, line);
		assert_true(page->filled <= page->height);
		block = page->last;
		line = page->last_line;
		if (line > 0)
			assert_int_not_equal(blocks[block].settings[0].stuck[line - 1], PAGEBREAK_NEVER);
	}
	assert_true(block >= count || (block == count - 1 && line == blocks[block].settings[0].lines));
}

static void holds_together(void **state)
{
	(void)state;
	for (int i = 0; i < DOCUMENTS; i++) {
		arena *a = arena_new();
		pagebreak_block blocks[BLOCKS];
		pagebreak_prices p = { .lines = 2 + below(14), .two_sided = below(2), .spread_less = below(2), .spread_more = below(2), .spread = 100, .space = 40,
				       .end_least = 2, .end = 100, .note_rule = 1, .note_split = 1000, .first_page = 1 };
		pagebreak_result r;
		size_t count = (size_t)(1 + below(BLOCKS));
		for (size_t k = 0; k < count; k++)
			make_block(a, &p, &blocks[k]);
		pagebreak(a, blocks, count, &p, &r);
		assert_held(blocks, count, &r);
		arena_free(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(holds_together) };
	return cmocka_run_group_tests_name("pagebreak: what holds together", tests, NULL, NULL);
}
