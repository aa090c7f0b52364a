/* pagebreak_search: the forward pass over one chapter.
 *
 * * * Contract: of all ways to divide the blocks into pages that the pass allows, over all settings, spaces and
 * heights, it finds the cheapest to each side of the paper. A state is a place in the galley with what the rest of
 * the page depends on: how much of the page is filled, what its last note takes, where it stands. States between two
 * blocks are kept in a table; those inside a block are the heads of pages only, kept in a list a line. Each state
 * holds the cheapest step into it (Bellman's principle: what comes after a state does not depend on how it was
 * reached).
 *
 * * States that differ only in the lines used are a row. A block adds the same to all of a row, so behind the block
 * the row is the same one, shifted; and a page that ends inside the block at a given line and height comes from one
 * state of the row (from a few where a note may be split). So the work is proportional to the blocks, and small. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "ground/arena.h"
#include "layout/pagebreak.h"
#include "layout/pagebreak_price.h"
#include "layout/pagebreak_search.h"
#include "layout/pagebreak_table.h"


enum { CHUNK_STEPS = 4096 };

/* The head of a page inside a block. */
typedef struct head {
	int64_t cost;
	pagebreak_step step;
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
	int64_t *cost;       /* a row of one state, for a head: its lines used are what the notes' rule takes, or none */
	uint32_t *index;
	pagebreak_step **chunks; /* of steps, CHUNK_STEPS each; they stay for the next chapter */
	size_t step_count, chunk_count, chunk_capacity;
	pagebreak_final finals[SIDE_COUNT];
	uint64_t work;
};

/* States that are extended together: they differ in the lines used, which run from `least` to `most`. */
typedef struct row {
	const int64_t *costs;    /* by lines used */
	const uint32_t *indices;
	int least, most;
	int stand, last;
	int setting, space;      /* of the block that is being set */
	int64_t price;           /* of these */
} row;

pagebreak_search *pagebreak_search_new(arena *scratch, const pagebreak_block *blocks, const pagebreak_rules *rules)
{
	pagebreak_search *search = ARENA_NEW(scratch, pagebreak_search);
	search->scratch = scratch;
	search->blocks = blocks;
	search->rules = rules;
	search->cost = ARENA_ARRAY(scratch, (size_t)rules->note_rule + 1, int64_t);
	search->index = ARENA_ARRAY(scratch, (size_t)rules->note_rule + 1, uint32_t);
	return search;
}

pagebreak_final pagebreak_search_final(const pagebreak_search *search, int side)
{
	return search->finals[side];
}

const pagebreak_step *pagebreak_search_step(const pagebreak_search *search, uint32_t index)
{
	return &search->chunks[index / CHUNK_STEPS][index % CHUNK_STEPS];
}

uint64_t pagebreak_search_work(const pagebreak_search *search)
{
	return search->work;
}

/* The page boundary that a step stands after. */
static uint32_t boundary_of(const pagebreak_search *s, uint32_t index)
{
	while (pagebreak_search_step(s, index)->what == STEP_BLOCK)
		index = pagebreak_search_step(s, index)->parent;
	return index;
}

static void trace_page(const pagebreak_search *s, uint32_t index, int64_t cost)
{
	const pagebreak_step *step = pagebreak_search_step(s, index);
	FILE *out = s->rules->prices->trace;
	fprintf(out, "way %lu from %lu: %s of %d ends before block %zu", (unsigned long)index,
		(unsigned long)boundary_of(s, step->parent),
		step->stand >= STAND_RECTO ? "recto" : step->stand == STAND_ALONE ? "single recto" :
		s->rules->prices->two_sided ? "verso" : "page", step->height, s->block);
	if (step->line)
		fprintf(out, " line %d of setting %d", (int)step->line, step->setting);
	fprintf(out, ", cost %lld%s\n", (long long)cost, step->evil ? ", second pass" : "");
}

/* Take a step for good. */
static uint32_t take_step(pagebreak_search *s, const pagebreak_step *step, int64_t cost)
{
	uint32_t index = (uint32_t)s->step_count++;
	if (index / CHUNK_STEPS == s->chunk_count)
		*ARENA_APPEND(s->scratch, s->chunks, s->chunk_count, s->chunk_capacity) =
			ARENA_ARRAY(s->scratch, CHUNK_STEPS, pagebreak_step);
	s->chunks[index / CHUNK_STEPS][index % CHUNK_STEPS] = *step;
	if (s->rules->prices->trace && step->what == STEP_PAGE)
		trace_page(s, index, cost);
	return index;
}

/* Lines used on a new page on which nothing stands but what is owed. */
static int fresh(const pagebreak_search *s, int owed)
{
	return owed ? s->rules->note_rule : 0;
}

/* ---- The ends of pages ---- */

static head *head_at(pagebreak_search *s, int line, int stand, int owed)
{
	size_t *bucket = &s->lines[line];
	for (size_t i = *bucket; i; i = s->heads[i - 1].next)
		if (s->heads[i - 1].stand == stand && s->heads[i - 1].owed == owed)
			return &s->heads[i - 1];
	head *new = ARENA_APPEND(s->scratch, s->heads, s->head_count, s->head_capacity);
	*new = (head){ .cost = INT64_MAX, .stand = stand, .owed = owed, .next = *bucket };
	*bucket = s->head_count;
	return new;
}

static void offer_head(pagebreak_search *s, int stand, int owed, int64_t cost, const pagebreak_step *step)
{
	head *to = head_at(s, step->line, stand, owed);
	if (cost < to->cost) {
		to->cost = cost;
		to->step = *step;
	}
}

static void offer_state(pagebreak_search *s, int stand, int owed, int64_t cost, const pagebreak_step *step)
{
	pagebreak_class *class = pagebreak_table_class(s->scratch, s->here, owed, false);
	size_t to = pagebreak_table_row(s->here, stand) + (size_t)fresh(s, owed);
	if (cost < class->costs[to]) {
		class->costs[to] = cost;
		class->steps[to] = *step;
	}
}

static void offer_final(pagebreak_search *s, int stand, int filled, int64_t cost, pagebreak_step *step)
{
	bool to_recto = s->rules->prices->two_sided && stand == STAND_VERSO;
	pagebreak_final *final = &s->finals[to_recto ? SIDE_RECTO : SIDE_VERSO];
	cost += pagebreak_end_price(s->rules, filled);
	if (cost >= final->cost)
		return;
	step->height = (int16_t)pagebreak_plain_height(s->rules, stand);
	step->stand = (uint8_t)stand;
	step->evil = false;
	*final = (pagebreak_final){ .cost = cost, .step = take_step(s, step, cost) };
}

/* Fill a page with owed lines alone, as many as there are, and begin the page after it. */
static void fill_with_notes(pagebreak_search *s, int *stand, int *owed, int64_t *cost, pagebreak_step *step)
{
	step->parent = take_step(s, step, *cost);
	step->height = (int16_t)pagebreak_plain_height(s->rules, *stand);
	step->stand = (uint8_t)*stand;
	int room = step->height - s->rules->note_rule, put = *owed < room ? *owed : room;
	step->evil = put < room;
	*owed -= put;
	*cost += pagebreak_page_price(s->rules, room - put, *owed);
	*stand = pagebreak_next_stand(s->rules, *stand, step->height);
}

static void offer_page(pagebreak_search *s, int stand, int owed, int64_t cost, const pagebreak_step *step)
{
	if (step->line)
		offer_head(s, stand, owed, cost, step);
	else
		offer_state(s, stand, owed, cost, step);
}

/* Begin a page inside or before the block; pages of notes alone come first where so many lines are owed. In the pass
 * that allows anything they may come in any case: the next line's notes might have no room beside those owed. */
static void begin_page(pagebreak_search *s, int stand, int owed, int64_t cost, pagebreak_step *step)
{
	while (owed && owed >= s->rules->most - s->rules->note_rule)
		fill_with_notes(s, &stand, &owed, &cost, step);
	offer_page(s, stand, owed, cost, step);
	while (owed && s->rules->pass >= PASS_FORBIDDEN) {
		fill_with_notes(s, &stand, &owed, &cost, step);
		offer_page(s, stand, owed, cost, step);
	}
}

/* After the chapter's text: pages of notes alone until none is owed, the last of them free in its height. */
static void end_with_notes(pagebreak_search *s, int stand, int owed, int64_t cost, pagebreak_step *step)
{
	while (owed + s->rules->note_rule > pagebreak_plain_height(s->rules, stand))
		fill_with_notes(s, &stand, &owed, &cost, step);
	step->parent = take_step(s, step, cost);
	offer_final(s, stand, owed + s->rules->note_rule, cost, step);
}

/* How a page ends. */
typedef struct ending {
	int line;            /* before this line of the block; 0: before the block */
	int64_t price;
	bool evil;
	bool may_be_short;
	const pagebreak_fill *longer; /* what is added up to one line more: short only if that has no room; NULL: in any case */
} ending;

/* End the page of one state, filled so, at a height. */
static void end_page(pagebreak_search *s, const row *from, int used, pagebreak_fill fill, int height, const ending *end)
{
	int owed, lacking = pagebreak_settle(s->rules, fill, height, &owed);
	if (from->costs[used] == INT64_MAX || lacking < 0)
		return;
	if (lacking) {
		if (!end->may_be_short)
			return;
		if (end->longer && pagebreak_fits(s->rules,
			(pagebreak_fill){ .used = used + end->longer->used, .last = end->longer->last }, height))
			return;
	}
	pagebreak_step step = { .parent = from->indices[used], .line = end->line, .space = (int16_t)from->space,
		.height = (int16_t)height, .setting = (uint8_t)from->setting, .what = STEP_PAGE,
		.stand = (uint8_t)from->stand, .evil = end->evil || lacking };
	int64_t cost = from->costs[used] + from->price + end->price + pagebreak_page_price(s->rules, lacking, owed) +
		pagebreak_height_price(s->rules, from->stand, height);
	int stand = pagebreak_next_stand(s->rules, from->stand, height);
	s->work++;
	if (s->block < s->end)
		begin_page(s, stand, owed, cost, &step);
	else if (owed)
		end_with_notes(s, stand, owed, cost, &step);
}

/* End the pages of a row, to each of whose states `added` is added: at each height, those that are full then, or
 * short where they may be. */
static void end_pages(pagebreak_search *s, const row *from, pagebreak_fill added, const ending *end)
{
	int highest = pagebreak_highest(s->rules, from->stand);
	for (int height = pagebreak_lowest(s->rules, from->stand); height <= highest; height++) {
		int used = end->may_be_short ? from->least : height - added.used - added.last;
		int most = height - added.used;
		for (used = used < from->least ? from->least : used; used <= most && used <= from->most; used++)
			end_page(s, from, used, (pagebreak_fill){ used + added.used, added.last }, height, end);
	}
}

/* ---- One block ---- */

/* The block is done: the row behind it. */
static void finish_block(pagebreak_search *s, const row *from, pagebreak_fill added)
{
	const pagebreak_block *block = &s->blocks[s->block];
	bool closed = s->block + 1 < s->end && pagebreak_is_closed(block, &block->settings[from->setting]);
	const pagebreak_class *class = pagebreak_table_class(s->scratch, s->after, added.last, closed);
	size_t start = pagebreak_table_row(s->after, from->stand) + (size_t)added.used;
	int64_t *costs = class->costs + start;
	pagebreak_step *steps = class->steps + start;
	pagebreak_step step = { .space = (int16_t)from->space, .setting = (uint8_t)from->setting, .what = STEP_BLOCK };
	int most = pagebreak_highest(s->rules, from->stand) - added.used;
	while (most >= from->least &&
		!pagebreak_fits(s->rules, (pagebreak_fill){ most + added.used, added.last },
			pagebreak_highest(s->rules, from->stand)))
		most--;
	for (int used = from->least; used <= most && used <= from->most; used++) {
		if (from->costs[used] == INT64_MAX || from->costs[used] + from->price >= costs[used])
			continue;
		costs[used] = from->costs[used] + from->price;
		steps[used] = step;
		steps[used].parent = from->indices[used];
	}
	s->work += (uint64_t)(most >= from->least ? most - from->least + 1 : 0);
}

/* End pages before a line of the block. A line whose notes have no room makes a page short, but only in the passes
 * that allow anything: without this, a text might have no way at all. */
static void end_pages_inside(pagebreak_search *s, const row *from, pagebreak_fill added, int line, size_t next)
{
	const pagebreak_block *block = &s->blocks[s->block];
	const pagebreak_setting *setting = &block->settings[from->setting];
	pagebreak_fill longer = added;
	ending end = { .line = line, .price = pagebreak_inside_price(s->rules, block, setting, line),
		.may_be_short = s->rules->pass >= PASS_FORBIDDEN && next < setting->note_count &&
			setting->notes[next].line <= line,
		.longer = &longer };
	if (end.price < 0)
		return;
	end.evil = end.price > 0 || block->whole;
	if (end.may_be_short)
		pagebreak_put_line(s->rules, setting, line, &next, &longer);
	end_pages(s, from, added, &end);
}

/* How many of `lines` lines without notes need no look: with fewer than `full` of them no page is full. The last
 * always needs one. */
static int lines_to_skip(int full, int lines)
{
	int skip = (full < lines ? full : lines) - 1;
	return skip > 0 ? skip : 0;
}

/* Set the lines of the block from `first` on, below so much space, until its end or the row's. */
static void set_lines(pagebreak_search *s, const row *from, int first)
{
	const pagebreak_setting *setting = &s->blocks[s->block].settings[from->setting];
	int lowest = pagebreak_lowest(s->rules, from->stand), highest = pagebreak_highest(s->rules, from->stand);
	size_t next = pagebreak_note_from(setting, first);
	pagebreak_fill added = { .used = first ? 0 : from->space, .last = from->last };
	bool plain = next == setting->note_count;
	int skipped = plain ? lines_to_skip(lowest - from->most - added.used - added.last, setting->lines - first) : 0;
	added.used += skipped;
	for (int line = first + skipped; line < setting->lines; line++) {
		pagebreak_put_line(s->rules, setting, line, &next, &added);
		if (from->least + added.used > highest)
			return;
		bool full = from->most + added.used + added.last >= lowest;
		if (line + 1 < setting->lines && (full || (!plain && s->rules->pass >= PASS_FORBIDDEN)))
			end_pages_inside(s, from, added, line + 1, next);
	}
	finish_block(s, from, added);
}

/* Set the block from its first line, below so much space. */
static void set_below(pagebreak_search *s, const row *from, int space, int64_t price)
{
	row at = *from;
	if (at.least > at.most || at.least + space >= pagebreak_highest(s->rules, at.stand))
		return;
	at.price += price;
	at.space = space;
	set_lines(s, &at, 0);
}

static void set_opening(pagebreak_search *s, const row *from)
{
	const pagebreak_block *block = &s->blocks[s->block];
	int sink = block->before == PAGEBREAK_FREE || block->sink < 0 ? 0 : block->sink;
	if (sink > s->rules->full - 1)
		sink = s->rules->full - 1;
	set_below(s, from, sink, 0);
	if (sink && s->rules->pass >= PASS_FORBIDDEN)
		set_below(s, from, 0, s->rules->forbidden);
}

/* Extend a row over the block in one setting: a page's head apart, the rest for each space above the block. */
static void extend_row(pagebreak_search *s, const row *from)
{
	const pagebreak_block *block = &s->blocks[s->block];
	row empty = *from, rest = *from;
	empty.least = empty.most = fresh(s, from->last);
	rest.least = empty.most + 1;
	bool reached = from->costs[empty.least] != INT64_MAX;
	if (reached && s->block == s->first)
		set_opening(s, &empty);
	else if (reached)
		set_below(s, &empty, 0, 0);
	for (int flex = -block->less; flex <= block->more; flex++)
		if (block->space + flex >= 0)
			set_below(s, &rest, block->space + flex, (int64_t)s->rules->prices->space * flex * flex);
}

static bool row_is_empty(const row *r)
{
	for (int used = r->least; used <= r->most; used++)
		if (r->costs[used] != INT64_MAX)
			return false;
	return true;
}

typedef void row_visit(pagebreak_search *s, const row *from);

/* Go through the rows before the block that are closed, or those that are not. Classes that a visit adds hold pages'
 * heads only, and are not visited. */
static void each_row(pagebreak_search *s, bool closed, int setting, row_visit *visit)
{
	for (size_t i = 0, count = s->here->count; i < count; i++) {
		if (s->here->classes[i].closed != closed)
			continue;
		for (int stand = 0; stand < s->here->stands; stand++) {
			size_t start = pagebreak_table_row(s->here, stand);
			row r = { .costs = s->here->classes[i].costs + start, .indices = s->here->classes[i].indices + start,
				.most = s->here->widest, .stand = stand, .last = s->here->classes[i].last,
				.setting = setting };
			if (!row_is_empty(&r))
				visit(s, &r);
		}
	}
}

static void extend_visit(pagebreak_search *s, const row *from)
{
	row r = *from;
	r.price = s->blocks[s->block].settings[from->setting].cost;
	while (r.costs[r.most] == INT64_MAX)
		r.most--;
	extend_row(s, &r);
}

/* Go on from the heads of pages inside the block, line by line: what a page begets lies behind its own line. */
static void extend_heads(pagebreak_search *s, int setting)
{
	int lines = s->blocks[s->block].settings[setting].lines;
	for (int line = 1; line < lines; line++)
		for (size_t i = s->lines[line]; i; i = s->heads[i - 1].next) {
			head at = s->heads[i - 1];
			int used = fresh(s, at.owed);
			s->cost[used] = at.cost;
			s->index[used] = take_step(s, &at.step, at.cost);
			set_lines(s, &(row){ .costs = s->cost, .indices = s->index, .least = used, .most = used,
				.stand = at.stand, .last = at.owed, .setting = setting, .space = at.step.space }, line);
		}
}

static void set_block(pagebreak_search *s)
{
	const pagebreak_block *block = &s->blocks[s->block];
	pagebreak_table_clear(s->after, s->rules->stands, s->rules->most);
	for (int setting = 0; setting < block->setting_count; setting++) {
		size_t lines = (size_t)block->settings[setting].lines;
		s->lines = arena_grow(s->scratch, s->lines, 0, &s->line_capacity, lines, sizeof *s->lines);
		memset(s->lines, 0, lines * sizeof *s->lines);
		s->head_count = 0;
		each_row(s, false, setting, extend_visit);
		each_row(s, true, setting, extend_visit);
		extend_heads(s, setting);
	}
}

/* ---- Between blocks ---- */

/* Take the steps into a class's states from `least` lines used to `most`, at every stand. */
static void take_states(pagebreak_search *s, const pagebreak_class *class, int least, int most)
{
	for (int stand = 0; stand < s->here->stands; stand++) {
		size_t start = pagebreak_table_row(s->here, stand);
		for (size_t i = start + (size_t)least; i <= start + (size_t)most; i++)
			if (class->costs[i] != INT64_MAX)
				class->indices[i] = take_step(s, &class->steps[i], class->costs[i]);
	}
}

static void end_visit(pagebreak_search *s, const row *from)
{
	row r = *from;
	r.least = fresh(s, r.last) + 1;
	end_pages(s, &r, (pagebreak_fill){ .last = r.last }, &(ending){ .may_be_short = s->rules->pass >= PASS_SHORT });
}

static void end_closed_visit(pagebreak_search *s, const row *from)
{
	row r = *from;
	r.least = fresh(s, r.last) + 1;
	end_pages(s, &r, (pagebreak_fill){ .last = r.last },
		&(ending){ .price = s->rules->forbidden, .evil = true, .may_be_short = true });
}

/* Let pages end between the last block and this one. */
static void end_pages_between(pagebreak_search *s)
{
	each_row(s, false, 0, end_visit);
	if (s->rules->pass >= PASS_FORBIDDEN)
		each_row(s, true, 0, end_closed_visit);
	for (size_t i = 0; i < s->here->count; i++) {
		const pagebreak_class *class = &s->here->classes[i];
		if (!class->closed)
			take_states(s, class, fresh(s, class->last), fresh(s, class->last));
	}
}

static void turn_tables(pagebreak_search *s)
{
	pagebreak_table *table = s->here;
	s->here = s->after;
	s->after = table;
	for (size_t i = 0; i < s->here->count; i++)
		take_states(s, &s->here->classes[i], 0, s->here->widest);
}

/* ---- The chapter's ends ---- */

/* The last page is free in its height, up to the full one or its verso's. Its last note is split only where the page
 * has no room. */
static void end_chapter_visit(pagebreak_search *s, const row *from)
{
	int limit = pagebreak_plain_height(s->rules, from->stand) - from->last;
	for (int used = 0; used <= limit && used <= from->most; used++) {
		pagebreak_step step = { .parent = from->indices[used], .what = STEP_PAGE };
		if (from->costs[used] != INT64_MAX)
			offer_final(s, from->stand, used + from->last, from->costs[used], &step);
	}
	row over = *from;
	over.least = limit < 0 ? 0 : limit + 1;
	if (from->last)
		end_pages(s, &over, (pagebreak_fill){ .last = from->last }, &(ending){ 0 });
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
		int stand = side == SIDE_RECTO && two_sided ? STAND_ALONE : STAND_VERSO;
		pagebreak_step step = { .parent = PAGEBREAK_NOWHERE, .what = STEP_START, .stand = (uint8_t)stand };
		if (starts[side] != INT64_MAX)
			offer_state(s, stand, 0, starts[side], &step);
	}
	for (size_t i = 0; i < s->here->count; i++)
		take_states(s, &s->here->classes[i], 0, 0);
}

bool pagebreak_search_chapter(pagebreak_search *s, size_t first, size_t end, const int64_t starts[SIDE_COUNT])
{
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
	each_row(s, false, 0, end_chapter_visit);
	return s->finals[SIDE_VERSO].cost != INT64_MAX || s->finals[SIDE_RECTO].cost != INT64_MAX;
}
