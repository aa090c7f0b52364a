/* pagebreak_search: the forward pass over one chapter.
 *
 * * Contract: of all ways to divide the blocks into pages that the pass allows, over all settings, spaces and heights,
 * it finds the cheapest to each side of the paper. A state is a place in the galley with what the rest of the page
 * depends on: how much of the page is filled, what its last note takes, where it stands. States between two blocks are
 * kept in a table; those inside a block are the heads of pages only, kept in a list a line. Each state holds the
 * cheapest step into it (Bellman's principle: what comes after a state does not depend on how it was reached). A state
 * is extended over one block at a time, for each of its settings and spaces, so the work is proportional to the blocks. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "ground/arena.h"
#include "layout/pagebreak.h"
#include "layout/pagebreak_price.h"
#include "layout/pagebreak_search.h"
#include "layout/pagebreak_table.h"

/* The head of a page inside a block. */
typedef struct head {
	pagebreak_cell cell;
	int stand, owed;
	size_t next;         /* head before the same line, plus one */
} head;

struct pagebreak_search {
	arena *scratch;
	const pagebreak_block *blocks;
	const pagebreak_rules *rules;
	size_t first, end;
	size_t block;        /* that is being set; end: none is left */
	pagebreak_table tables[2];
	pagebreak_table *here, *after; /* states before and behind the block */
	head *heads;         /* in the block's setting that is being tried */
	size_t head_count, head_capacity;
	size_t *lines;       /* the first head before each line, plus one */
	size_t line_capacity;
	pagebreak_step *steps;
	size_t step_count, step_capacity;
	pagebreak_final finals[SIDE_COUNT];
	uint64_t work;
};

/* A page under way: what is extended by lines. */
typedef struct reach {
	int64_t cost;
	uint32_t step;
	int stand, setting, space;
	pagebreak_fill fill;
} reach;

pagebreak_search *pagebreak_search_new(arena *scratch, const pagebreak_block *blocks)
{
	pagebreak_search *search = ARENA_NEW(scratch, pagebreak_search);
	search->scratch = scratch;
	search->blocks = blocks;
	return search;
}

pagebreak_final pagebreak_search_final(const pagebreak_search *search, int side)
{
	return search->finals[side];
}

const pagebreak_step *pagebreak_search_steps(const pagebreak_search *search)
{
	return search->steps;
}

uint64_t pagebreak_search_work(const pagebreak_search *search)
{
	return search->work;
}

/* The page boundary that a step stands after. */
static uint32_t boundary_of(const pagebreak_search *s, uint32_t step)
{
	while (step != PAGEBREAK_NOWHERE && s->steps[step].what == STEP_BLOCK)
		step = s->steps[step].parent;
	return step;
}

static void trace_page(const pagebreak_search *s, uint32_t index, int64_t cost)
{
	const pagebreak_step *step = &s->steps[index];
	fprintf(s->rules->prices->trace, "way %lu from %lu: %s of %d ends before block %zu",
		(unsigned long)index, (unsigned long)boundary_of(s, step->parent),
		step->stand >= STAND_RECTO ? "recto" : step->stand == STAND_ALONE ? "single recto" :
		s->rules->prices->two_sided ? "verso" : "page", step->height, s->block);
	if (step->line)
		fprintf(s->rules->prices->trace, " line %d of setting %d", (int)step->line, step->setting);
	fprintf(s->rules->prices->trace, ", cost %lld%s\n", (long long)cost, step->evil ? ", second pass" : "");
}

/* Take a step for good. */
static uint32_t take_step(pagebreak_search *s, const pagebreak_step *step, int64_t cost)
{
	if (s->step_count == s->step_capacity)
		s->steps = arena_grow(s->scratch, s->steps, s->step_count, &s->step_capacity, s->step_count + 1,
			sizeof *s->steps);
	uint32_t index = (uint32_t)s->step_count++;
	s->steps[index] = *step;
	if (s->rules->prices->trace && step->what == STEP_PAGE)
		trace_page(s, index, cost);
	return index;
}

static pagebreak_cell *table_cell(pagebreak_search *s, pagebreak_table *table, int stand, pagebreak_fill fill, bool closed)
{
	pagebreak_cell *cells = pagebreak_table_cells(s->scratch, table, fill.last, closed);
	return &cells[stand * (table->widest + 1) + fill.used];
}

/* A new page on which nothing stands but what is owed. */
static pagebreak_fill fresh_page(const pagebreak_rules *rules, int owed)
{
	return (pagebreak_fill){ .used = owed ? rules->note_rule : 0, .last = owed };
}

/* ---- The ends of pages ---- */

static pagebreak_cell *head_cell(pagebreak_search *s, int line, int stand, int owed)
{
	size_t *bucket = &s->lines[line];
	for (size_t i = *bucket; i; i = s->heads[i - 1].next)
		if (s->heads[i - 1].stand == stand && s->heads[i - 1].owed == owed)
			return &s->heads[i - 1].cell;
	if (s->head_count == s->head_capacity)
		s->heads = arena_grow(s->scratch, s->heads, s->head_count, &s->head_capacity, s->head_count + 1,
			sizeof *s->heads);
	s->heads[s->head_count] = (head){ .cell = { .cost = INT64_MAX }, .stand = stand, .owed = owed, .next = *bucket };
	*bucket = ++s->head_count;
	return &s->heads[s->head_count - 1].cell;
}

/* Fill a page with owed lines alone, and begin the page after it. */
static void fill_with_notes(pagebreak_search *s, int *stand, int *owed, int64_t *cost, pagebreak_step *step)
{
	step->parent = take_step(s, step, *cost);
	step->height = (int16_t)pagebreak_plain_height(s->rules, *stand);
	step->stand = (uint8_t)*stand;
	step->evil = false;
	*owed -= step->height - s->rules->note_rule;
	*cost += pagebreak_page_price(s->rules, 0, *owed);
	*stand = pagebreak_next_stand(s->rules, *stand, step->height);
}

/* Begin a page before a line of the block; pages of notes alone come first where so many lines are owed. */
static void begin_page(pagebreak_search *s, int stand, int owed, int64_t cost, pagebreak_step *step)
{
	while (owed && owed >= s->rules->most - s->rules->note_rule)
		fill_with_notes(s, &stand, &owed, &cost, step);
	pagebreak_cell *cell = step->line ? head_cell(s, step->line, stand, owed)
		: table_cell(s, s->here, stand, fresh_page(s->rules, owed), false);
	pagebreak_cell_offer(cell, cost, step);
}

/* After the chapter's text: pages of notes alone until none is owed, the last of them free in its height. */
static void end_with_notes(pagebreak_search *s, int stand, int owed, int64_t cost, pagebreak_step *step)
{
	while (owed + s->rules->note_rule > pagebreak_plain_height(s->rules, stand))
		fill_with_notes(s, &stand, &owed, &cost, step);
	step->parent = take_step(s, step, cost);
	step->height = (int16_t)pagebreak_plain_height(s->rules, stand);
	step->stand = (uint8_t)stand;
	step->evil = false;
	cost += pagebreak_end_price(s->rules, owed + s->rules->note_rule);
	pagebreak_final *final = &s->finals[s->rules->prices->two_sided && stand == STAND_VERSO ? SIDE_RECTO : SIDE_VERSO];
	if (cost < final->cost)
		*final = (pagebreak_final){ .cost = cost, .step = take_step(s, step, cost) };
}

/* End the page at a height, before a line of the block (0: before the block). */
static void end_page(pagebreak_search *s, const reach *at, int line, int height, int lacking, int owed, bool evil)
{
	pagebreak_step step = { .parent = at->step, .line = line, .space = (int16_t)at->space, .height = (int16_t)height,
		.setting = (uint8_t)at->setting, .what = STEP_PAGE, .stand = (uint8_t)at->stand, .evil = evil || lacking };
	int64_t cost = at->cost + pagebreak_height_price(s->rules, at->stand, height) +
		pagebreak_page_price(s->rules, lacking, owed);
	int stand = pagebreak_next_stand(s->rules, at->stand, height);
	s->work++;
	if (s->block < s->end)
		begin_page(s, stand, owed, cost, &step);
	else if (owed)
		end_with_notes(s, stand, owed, cost, &step);
}

/* End the page at each height that it can end at, full or (where that is allowed) short. */
static void end_page_at_all(pagebreak_search *s, const reach *at, int line, bool may_be_short, bool evil)
{
	int highest = pagebreak_highest(s->rules, at->stand);
	for (int height = pagebreak_lowest(s->rules, at->stand); height <= highest; height++) {
		int owed, lacking = pagebreak_settle(s->rules, at->fill, height, &owed);
		if (lacking == 0 || (lacking > 0 && may_be_short))
			end_page(s, at, line, height, lacking, owed, evil);
	}
}

/* ---- One block ---- */

/* The block is done on this page: keep the state behind it. */
static void finish_block(pagebreak_search *s, const reach *at)
{
	const pagebreak_block *block = &s->blocks[s->block];
	bool closed = s->block + 1 < s->end && pagebreak_is_closed(block, &block->settings[at->setting]);
	pagebreak_step step = { .parent = at->step, .space = (int16_t)at->space, .setting = (uint8_t)at->setting,
		.what = STEP_BLOCK };
	s->work++;
	pagebreak_cell_offer(table_cell(s, s->after, at->stand, at->fill, closed), at->cost, &step);
}

/* Where neither page nor setting has notes, each height has one line at which the page is full. */
static void set_plain_lines(pagebreak_search *s, const reach *from, int first)
{
	const pagebreak_block *block = &s->blocks[s->block];
	const pagebreak_setting *setting = &block->settings[from->setting];
	int highest = pagebreak_highest(s->rules, from->stand);
	for (int height = pagebreak_lowest(s->rules, from->stand); height <= highest; height++) {
		int line = first + height - from->fill.used;
		if (line <= first || line >= setting->lines)
			continue;
		int64_t price = pagebreak_inside_price(s->rules, block, setting, line);
		if (price < 0)
			continue;
		reach at = *from;
		at.cost += price;
		end_page(s, &at, line, height, 0, 0, price > 0 || block->whole);
	}
	if (from->fill.used + setting->lines - first > highest)
		return;
	reach at = *from;
	at.fill.used += setting->lines - first;
	finish_block(s, &at);
}

/* End the page inside a block where notes are about. A line whose notes have no room makes a page short, but only in
 * the passes that allow anything: without this, a text might have no way at all. */
static void end_page_inside(pagebreak_search *s, const reach *from, int line, size_t next)
{
	const pagebreak_block *block = &s->blocks[s->block];
	const pagebreak_setting *setting = &block->settings[from->setting];
	bool any = s->rules->pass >= PASS_FORBIDDEN;
	if (!any && from->fill.used + from->fill.last < pagebreak_lowest(s->rules, from->stand))
		return;
	int64_t price = pagebreak_inside_price(s->rules, block, setting, line);
	if (price < 0)
		return;
	reach at = *from;
	at.cost += price;
	bool evil = price > 0 || block->whole;
	pagebreak_fill longer = at.fill;
	pagebreak_put_line(s->rules, setting, line, &next, &longer);
	int highest = pagebreak_highest(s->rules, at.stand);
	for (int height = pagebreak_lowest(s->rules, at.stand); height <= highest; height++) {
		int owed, lacking = pagebreak_settle(s->rules, at.fill, height, &owed);
		if (lacking == 0 || (lacking > 0 && any && !pagebreak_fits(s->rules, longer, height)))
			end_page(s, &at, line, height, lacking, owed, evil);
	}
}

static void set_noted_lines(pagebreak_search *s, const reach *from, int first)
{
	const pagebreak_setting *setting = &s->blocks[s->block].settings[from->setting];
	int highest = pagebreak_highest(s->rules, from->stand);
	size_t next = pagebreak_note_from(setting, first);
	reach at = *from;
	for (int line = first; line < setting->lines; line++) {
		pagebreak_put_line(s->rules, setting, line, &next, &at.fill);
		if (!pagebreak_fits(s->rules, at.fill, highest))
			return;
		if (line + 1 < setting->lines)
			end_page_inside(s, &at, line + 1, next);
	}
	finish_block(s, &at);
}

/* Set the lines of the block from `first` on, until its end or the page's. */
static void set_lines(pagebreak_search *s, const reach *from, int first)
{
	if (from->fill.last || s->blocks[s->block].settings[from->setting].note_count)
		set_noted_lines(s, from, first);
	else
		set_plain_lines(s, from, first);
}

/* Set the block from its first line, below so much space. */
static void set_below(pagebreak_search *s, const reach *from, int space, int64_t price)
{
	reach at = *from;
	if (at.fill.used + space >= pagebreak_highest(s->rules, at.stand))
		return;
	at.cost += price;
	at.space = space;
	at.fill.used += space;
	set_lines(s, &at, 0);
}

static void set_opening(pagebreak_search *s, const reach *from)
{
	const pagebreak_block *block = &s->blocks[s->block];
	int sink = block->before == PAGEBREAK_FREE || block->sink < 0 ? 0 : block->sink;
	if (sink > s->rules->full - 1)
		sink = s->rules->full - 1;
	set_below(s, from, sink, 0);
	if (sink && s->rules->pass >= PASS_FORBIDDEN)
		set_below(s, from, 0, s->rules->forbidden);
}

/* Extend a state over the block in one setting, for each space above it. */
static void extend_state(pagebreak_search *s, const reach *from)
{
	const pagebreak_block *block = &s->blocks[s->block];
	if (from->fill.used > fresh_page(s->rules, from->fill.last).used) {
		for (int flex = -block->less; flex <= block->more; flex++)
			if (block->space + flex >= 0)
				set_below(s, from, block->space + flex, (int64_t)s->rules->prices->space * flex * flex);
	} else if (s->block == s->first) {
		set_opening(s, from);
	} else {
		set_below(s, from, 0, 0);
	}
}

typedef void state_visit(pagebreak_search *s, const reach *at, pagebreak_cell *cell);

/* Go through the states before the block. Classes that a visit adds hold fresh pages only, which it does not visit. */
static void each_state(pagebreak_search *s, bool closed, int setting, state_visit *visit)
{
	size_t count = s->here->count;
	for (size_t i = 0; i < count; i++) {
		pagebreak_class class = s->here->classes[i];
		if (class.closed != closed)
			continue;
		pagebreak_cell *cell = class.cells;
		for (int stand = 0; stand < s->here->stands; stand++)
			for (int used = 0; used <= s->here->widest; used++, cell++)
				if (cell->cost != INT64_MAX)
					visit(s, &(reach){ .cost = cell->cost, .step = cell->index, .stand = stand,
						.setting = setting, .fill = { used, class.last } }, cell);
	}
}

static void extend_visit(pagebreak_search *s, const reach *at, pagebreak_cell *cell)
{
	(void)cell;
	reach from = *at;
	from.cost += s->blocks[s->block].settings[at->setting].cost;
	extend_state(s, &from);
}

/* Go on from the heads of pages inside the block, line by line: what a page begets lies behind its own line. */
static void extend_heads(pagebreak_search *s, int setting)
{
	int lines = s->blocks[s->block].settings[setting].lines;
	for (int line = 1; line < lines; line++)
		for (size_t i = s->lines[line]; i; i = s->heads[i - 1].next) {
			pagebreak_cell cell = s->heads[i - 1].cell;
			int owed = s->heads[i - 1].owed;
			reach from = { .cost = cell.cost, .step = take_step(s, &cell.step, cell.cost),
				.stand = s->heads[i - 1].stand, .setting = setting, .space = cell.step.space,
				.fill = fresh_page(s->rules, owed) };
			set_lines(s, &from, line);
		}
}

static void set_block(pagebreak_search *s)
{
	const pagebreak_block *block = &s->blocks[s->block];
	pagebreak_table_clear(s->after, s->rules->stands, s->rules->most);
	for (int setting = 0; setting < block->setting_count; setting++) {
		size_t lines = (size_t)block->settings[setting].lines;
		s->lines = arena_grow(s->scratch, s->lines, 0, &s->line_capacity, lines, sizeof *s->lines);
		for (size_t i = 0; i < lines; i++)
			s->lines[i] = 0;
		s->head_count = 0;
		each_state(s, false, setting, extend_visit);
		each_state(s, true, setting, extend_visit);
		extend_heads(s, setting);
	}
}

/* ---- Between blocks ---- */

static bool is_fresh(const pagebreak_search *s, const reach *at)
{
	return at->fill.used == fresh_page(s->rules, at->fill.last).used;
}

static void take_visit(pagebreak_search *s, const reach *at, pagebreak_cell *cell)
{
	cell->index = take_step(s, &cell->step, at->cost);
}

static void take_fresh_visit(pagebreak_search *s, const reach *at, pagebreak_cell *cell)
{
	if (is_fresh(s, at))
		take_visit(s, at, cell);
}

static void end_visit(pagebreak_search *s, const reach *at, pagebreak_cell *cell)
{
	(void)cell;
	if (!is_fresh(s, at))
		end_page_at_all(s, at, 0, s->rules->pass >= PASS_SHORT, false);
}

static void end_closed_visit(pagebreak_search *s, const reach *at, pagebreak_cell *cell)
{
	(void)cell;
	reach dear = *at;
	dear.cost += s->rules->forbidden;
	end_page_at_all(s, &dear, 0, true, true);
}

/* Let pages end between the last block and this one. */
static void end_pages_between(pagebreak_search *s)
{
	each_state(s, false, 0, end_visit);
	if (s->rules->pass >= PASS_FORBIDDEN)
		each_state(s, true, 0, end_closed_visit);
	each_state(s, false, 0, take_fresh_visit);
}

/* ---- The chapter's end ---- */

/* The last page is free in its height, up to the full one or its verso's. Its last note is split only where the page
 * has no room. */
static void end_chapter_visit(pagebreak_search *s, const reach *at, pagebreak_cell *cell)
{
	(void)cell;
	int limit = pagebreak_plain_height(s->rules, at->stand), filled = at->fill.used + at->fill.last;
	if (filled > limit) {
		if (at->fill.last)
			end_page_at_all(s, at, 0, false, false);
		return;
	}
	bool to_recto = s->rules->prices->two_sided && at->stand == STAND_VERSO;
	pagebreak_final *final = &s->finals[to_recto ? SIDE_RECTO : SIDE_VERSO];
	int64_t cost = at->cost + pagebreak_end_price(s->rules, filled);
	if (cost >= final->cost)
		return;
	pagebreak_step step = { .parent = at->step, .height = (int16_t)limit, .what = STEP_PAGE, .stand = (uint8_t)at->stand };
	*final = (pagebreak_final){ .cost = cost, .step = take_step(s, &step, cost) };
}

static void turn_tables(pagebreak_search *s)
{
	pagebreak_table *table = s->here;
	s->here = s->after;
	s->after = table;
	each_state(s, false, 0, take_visit);
	each_state(s, true, 0, take_visit);
}

static void start_chapter(pagebreak_search *s, const int64_t starts[SIDE_COUNT])
{
	bool two_sided = s->rules->prices->two_sided;
	s->here = &s->tables[0];
	s->after = &s->tables[1];
	s->step_count = 0;
	pagebreak_table_clear(s->here, s->rules->stands, s->rules->most);
	for (int side = 0; side < SIDE_COUNT; side++) {
		s->finals[side] = (pagebreak_final){ .cost = INT64_MAX, .step = PAGEBREAK_NOWHERE };
		if (starts[side] == INT64_MAX)
			continue;
		int stand = side == SIDE_RECTO && two_sided ? STAND_ALONE : STAND_VERSO;
		pagebreak_step step = { .parent = PAGEBREAK_NOWHERE, .what = STEP_START, .stand = (uint8_t)stand };
		pagebreak_cell *cell = table_cell(s, s->here, stand, fresh_page(s->rules, 0), false);
		pagebreak_cell_offer(cell, starts[side], &step);
		cell->index = take_step(s, &step, starts[side]);
	}
}

bool pagebreak_search_chapter(pagebreak_search *s, const pagebreak_rules *rules, size_t first, size_t end,
	const int64_t starts[SIDE_COUNT])
{
	s->rules = rules;
	s->first = first;
	s->end = end;
	s->block = first;
	start_chapter(s, starts);
	for (; s->block < end; turn_tables(s)) {
		if (s->block > first)
			end_pages_between(s);
		set_block(s);
		s->block++;
	}
	each_state(s, false, 0, end_chapter_visit);
	return s->finals[SIDE_VERSO].cost != INT64_MAX || s->finals[SIDE_RECTO].cost != INT64_MAX;
}
