/* pagebreak_search: the forward pass over one chapter.
 *
 * Contract: of all ways to divide the blocks into pages that the pass allows, over all settings,
 * spaces, heights and places of floats, it finds the cheapest to each side of the paper. A state is
 * a place in the galley with what the rest of the page depends on: how much of the page is filled,
 * what its last note takes, its position. States between two blocks are kept in a table; those
 * inside a block are only heads of pages, kept in a list for each line. Each state holds the
 * cheapest step into it (Bellman's principle: what comes after a state does not depend on how it
 * was reached).
 *
 * States that differ only in the lines used are a row. A block adds the same to all states of a
 * row, so after the block the row is the same, shifted; and a page that ends inside the block at a
 * given line and height comes from one state of the row (or a few, if a note may be split). So the
 * work is proportional to the number of blocks, and small.
 *
 * The floats owed are always the last ones before the place, so a state needs only their number.
 * Deferring a float means going on after it with one more owed. These states, and those that set
 * the float in its place and owe none, are kept apart until their pages end, so there are more
 * states only near floats. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "pages/pagebreak_float.h"
#include "pages/pagebreak_private.h"

pagebreak_search *pagebreak_search_new(arena *scratch, const pagebreak_block *blocks,
				       const pagebreak_rules *rules)
{
	pagebreak_search *search = ARENA_NEW(scratch, pagebreak_search);
	search->scratch = scratch;
	search->blocks = blocks;
	search->rules = rules;
	search->cost = ARENA_ARRAY(scratch, (size_t)rules->widest + 1, int64_t);
	search->index = ARENA_ARRAY(scratch, (size_t)rules->widest + 1, uint32_t);
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

size_t pagebreak_search_steps(const pagebreak_search *search)
{
	return search->step_count;
}

uint64_t pagebreak_search_work(const pagebreak_search *search)
{
	return search->work;
}

/* --- One block ------------------------------------------------------------------------------ */

/* The block is done: the row after it. */
static void finish_block(pagebreak_search *s, const row *from, pagebreak_fill added)
{
	const pagebreak_block *block = &s->blocks[s->block];
	bool closed = s->block + 1 < s->end &&
		      pagebreak_is_closed(block, &block->settings[from->setting]);
	const pagebreak_class *class =
		pagebreak_table_class(s->scratch, s->after,
				      (pagebreak_key){.last = added.last,
						      .floats = (uint8_t)from->floats,
						      .closed = closed,
						      .taken = (uint8_t)from->taken});
	size_t start = pagebreak_table_row(s->after, from->position) + (size_t)added.used;
	int64_t *costs = class->costs + start;
	pagebreak_step *steps = class->steps + start;
	pagebreak_step step = {.space = (int16_t)from->space,
			       .setting = (uint8_t)from->setting,
			       .what = STEP_BLOCK};
	int most = pagebreak_highest(s->rules, from->position) - added.used;
	while (most >= from->least &&
	       !pagebreak_fits(s->rules, (pagebreak_fill){most + added.used, added.last},
			       pagebreak_highest(s->rules, from->position)))
		most--;
	for (int used = from->least; used <= most && used <= from->most; used++) {
		if (from->costs[used] == INT64_MAX ||
		    from->costs[used] + from->price >= costs[used])
			continue;
		costs[used] = from->costs[used] + from->price;
		steps[used] = step;
		steps[used].parent = from->indices[used];
	}
	s->work += (uint64_t)(most >= from->least ? most - from->least + 1 : 0);
}

/* May a short page end before this line, because the next one would cut through something? */
static bool precedes_torn(const pagebreak_search *s, const pagebreak_setting *setting, int line)
{
	return s->rules->pass >= PASS_SHORT && setting->stuck && !setting->stuck[line - 1] &&
	       setting->stuck[line] == PAGEBREAK_TORN;
}

/* End pages before a line of the block. A line whose notes have no room makes a page short, but
 * only in the passes that allow anything: without this, a text might have no way at all. */
static void end_pages_inside(pagebreak_search *s, const row *from, pagebreak_fill added, int line,
			     size_t next)
{
	const pagebreak_block *block = &s->blocks[s->block];
	const pagebreak_setting *setting = &block->settings[from->setting];
	pagebreak_fill longer = added;
	ending end = {.line = line,
		      .price = pagebreak_inside_price(s->rules, block, setting, line),
		      .may_be_short = s->rules->pass >= PASS_FORBIDDEN &&
				      next < setting->note_count &&
				      setting->notes[next].line <= line,
		      .longer = &longer};
	if (end.price < 0)
		return;
	end.forbidden = end.price > 0 || block->whole;
	if (precedes_torn(s, setting, line)) {
		end.may_be_short = true;
		end.longer = NULL;
	} else if (end.may_be_short) {
		pagebreak_put_line(s->rules, setting, line, &next, &longer);
	}
	pagebreak_end_pages(s, from, added, &end);
}

/* How many of `lines` lines without notes can be skipped: while fewer than `full` are set, no page
 * is full. The last line is never skipped. */
static int lines_to_skip(int full, int lines)
{
	int skip = (full < lines ? full : lines) - 1;
	return skip > 0 ? skip : 0;
}

/* Set the lines of the block from `first` on, below so much space, until its end or the row's. */
static void set_lines(pagebreak_search *s, const row *from, int first)
{
	const pagebreak_setting *setting = &s->blocks[s->block].settings[from->setting];
	int lowest = pagebreak_lowest(s->rules, from->position),
	    highest = pagebreak_highest(s->rules, from->position);
	size_t next = pagebreak_note_from(setting, first);
	pagebreak_fill added = {.used = first ? 0 : from->space, .last = from->last};
	bool plain = next == setting->note_count;
	const bool torn = s->rules->pass >= PASS_SHORT && setting->stuck;
	int skipped = plain && !torn ? lines_to_skip(lowest - from->most - added.used - added.last,
						     setting->lines - first)
				     : 0;
	added.used += skipped;
	for (int line = first + skipped; line < setting->lines; line++) {
		pagebreak_put_line(s->rules, setting, line, &next, &added);
		if (from->least + added.used > highest)
			return;
		bool full = from->most + added.used + added.last >= lowest;
		if (line + 1 < setting->lines &&
		    (full || (!plain && s->rules->pass >= PASS_FORBIDDEN) ||
		     precedes_torn(s, setting, line + 1)))
			end_pages_inside(s, from, added, line + 1, next);
	}
	finish_block(s, from, added);
}

/* Set the block from its first line, below so much space, which leaves `taken`. */
static void set_below(pagebreak_search *s, const row *from, int space, int64_t price, int taken)
{
	row at = *from;
	if (at.least > at.most || at.least + space >= pagebreak_highest(s->rules, at.position))
		return;
	at.price += price;
	at.space = space;
	at.taken = taken;
	set_lines(s, &at, 0);
}

static void set_opening(pagebreak_search *s, const row *from)
{
	const pagebreak_block *block = &s->blocks[s->block];
	int sink = block->before == PAGEBREAK_FREE || block->sink < 0 ? 0 : block->sink;
	if (sink > s->rules->full - 1)
		sink = s->rules->full - 1;
	set_below(s, from, sink, 0, from->taken);
	if (sink && s->rules->pass >= PASS_FORBIDDEN)
		set_below(s, from, 0, s->rules->forbidden, from->taken);
}

/* The space above the block. If one float is owed right after a float, that one was deferred; if
 * two are, the one before it as well. */
static pagebreak_space space_above(const pagebreak_search *s, const row *from)
{
	const pagebreak_block *block = &s->blocks[s->block];
	if (from->floats && s->block == s->float_end)
		return block->past[from->floats - 1];
	return (pagebreak_space){block->space, block->less, block->more};
}

/* Extend a row over the block in one setting: the state at a page's head by itself, the others for
 * each space above the block. */
static void extend_row(pagebreak_search *s, const row *from)
{
	pagebreak_space space = space_above(s, from);
	row empty = *from, rest = *from;
	empty.least = empty.most = pagebreak_base(s, from->last, from->top);
	rest.least = empty.most + 1;
	bool reached = from->costs[empty.least] != INT64_MAX;
	if (reached && s->block == s->first)
		set_opening(s, &empty);
	else if (reached)
		set_below(s, &empty, 0, 0, from->taken);
	int less = pagebreak_most_given(s->rules, space.less),
	    more = pagebreak_most_given(s->rules, space.more);
	for (int lines = space.lines - less; lines <= space.lines + more; lines++)
		if (lines >= 0)
			set_below(s, &rest, lines,
				  pagebreak_space_price(s->rules, space, lines, from->taken),
				  pagebreak_taken(space, lines, from->taken));
}

static bool row_is_empty(const row *r)
{
	for (int used = r->least; used <= r->most; used++)
		if (r->costs[used] != INT64_MAX)
			return false;
	return true;
}

typedef void row_visit(pagebreak_search *s, const row *from);

/* Visit the rows before the block that are closed, or those that are not. Classes that a visit adds
 * hold only heads of pages, and are not visited. */
static void each_row(pagebreak_search *s, bool closed, int setting, row_visit *visit)
{
	for (size_t i = 0, count = s->here->count; i < count; i++) {
		pagebreak_key key = s->here->classes[i].key;
		if (key.closed != closed)
			continue;
		for (int position = 0; position < s->here->positions; position++) {
			size_t start = pagebreak_table_row(s->here, position);
			row r = {.costs = s->here->classes[i].costs + start,
				 .indices = s->here->classes[i].indices + start,
				 .most = s->here->widest,
				 .position = position,
				 .last = key.last,
				 .floats = key.floats,
				 .top = key.top,
				 .taken = key.taken,
				 .setting = setting};
			if (!row_is_empty(&r))
				visit(s, &r);
		}
	}
}

static void extend_visit(pagebreak_search *s, const row *from)
{
	row r = *from;
	const bool away = s->passing && s->blocks[s->block].alone;
	if (away || (r.floats && (s->blocks[s->block].settles || s->blocks[s->block].floats)))
		return;
	r.price = s->blocks[s->block].settings[from->setting].cost;
	while (r.costs[r.most] == INT64_MAX)
		r.most--;
	extend_row(s, &r);
}

/* Extend the heads of pages inside the block, line by line: all that follows from a head comes at
 * later lines. */
static void extend_heads(pagebreak_search *s, int setting)
{
	int lines = s->blocks[s->block].settings[setting].lines;
	for (int line = 1; line < lines; line++)
		for (size_t i = s->lines[line]; i; i = s->heads[i - 1].next) {
			head at = s->heads[i - 1];
			int used = pagebreak_base(s, at.at.owed, at.at.top);
			s->cost[used] = at.cost;
			s->index[used] = pagebreak_take_step(s, &at.step);
			set_lines(s,
				  &(row){.costs = s->cost,
					 .indices = s->index,
					 .least = used,
					 .most = used,
					 .position = at.at.position,
					 .last = at.at.owed,
					 .floats = at.at.floats,
					 .taken = at.at.taken,
					 .setting = setting,
					 .space = at.step.space},
				  line);
		}
}

static void set_block(pagebreak_search *s)
{
	const pagebreak_block *block = &s->blocks[s->block];
	pagebreak_table_clear(s->after, s->rules->positions, s->rules->most);
	for (int setting = 0; setting < block->setting_count; setting++) {
		if (!pagebreak_offers(s->rules, &block->settings[setting]))
			continue;
		size_t lines = (size_t)block->settings[setting].lines;
		s->lines = arena_grow(s->scratch, s->lines, 0, &s->line_capacity, lines,
				      sizeof *s->lines);
		memset(s->lines, 0, lines * sizeof *s->lines);
		s->head_count = 0;
		each_row(s, false, setting, extend_visit);
		each_row(s, true, setting, extend_visit);
		extend_heads(s, setting);
	}
}

/* --- Between blocks ------------------------------------------------------------------------- */

/* Take the steps into a class's states from `least` lines used to `most`, at every position. */
static void take_states(pagebreak_search *s, const pagebreak_class *class, int least, int most)
{
	for (int position = 0; position < s->here->positions; position++) {
		size_t start = pagebreak_table_row(s->here, position);
		for (size_t i = start + (size_t)least; i <= start + (size_t)most; i++)
			if (class->costs[i] != INT64_MAX)
				class->indices[i] = pagebreak_take_step(s, &class->steps[i]);
	}
}

/* Price of ending a page between these two blocks. Inside a float, the states that defer it are
 * kept apart (`past`), so both blocks are the float's. */
static int64_t between_price(const pagebreak_search *s)
{
	return s->passing && s->block < s->float_end ? s->rules->prices->float_split : 0;
}

static void end_visit(pagebreak_search *s, const row *from)
{
	row r = *from;
	r.least = pagebreak_base(s, r.last, r.top) + 1;
	pagebreak_end_pages(
		s, &r, (pagebreak_fill){.last = r.last},
		&(ending){.price = between_price(s), .may_be_short = s->rules->pass >= PASS_SHORT});
}

static void end_closed_visit(pagebreak_search *s, const row *from)
{
	row r = *from;
	r.least = pagebreak_base(s, r.last, r.top) + 1;
	pagebreak_end_pages(s, &r, (pagebreak_fill){.last = r.last},
			    &(ending){.price = s->rules->forbidden + between_price(s),
				      .forbidden = true,
				      .may_be_short = true});
}

/* Let pages end between the last block and this one. */
static void end_pages_between(pagebreak_search *s)
{
	each_row(s, false, 0, end_visit);
	if (s->rules->pass >= PASS_FORBIDDEN)
		each_row(s, true, 0, end_closed_visit);
	for (size_t i = 0; i < s->here->count; i++) {
		const pagebreak_class *class = &s->here->classes[i];
		int base = pagebreak_base(s, class->key.last, class->key.top);
		if (!class->key.closed)
			take_states(s, class, base, base);
	}
}

/* --- Floats --------------------------------------------------------------------------------- */

static void defer_class(pagebreak_search *s, const pagebreak_class *from)
{
	pagebreak_key key = from->key;
	key.floats++;
	const pagebreak_class *to = pagebreak_table_class(s->scratch, &s->past, key);
	size_t states = pagebreak_table_row(s->here, s->here->positions);
	memcpy(to->costs, from->costs, states * sizeof *to->costs);
	for (size_t i = 0; i < states; i++)
		if (to->costs[i] != INT64_MAX)
			to->steps[i] = (pagebreak_step){.parent = from->indices[i],
							.what = STEP_FLOAT,
							.line = s->blocks[s->block].floats};
	s->work += states;
}

/* Defer the float that begins with the block, if that is possible: copies of the states before it,
 * with one more float owed, are kept apart until the place after it is reached. */
static void defer_float(pagebreak_search *s)
{
	if (s->passing || !pagebreak_float_moves(s->rules, s->blocks, s->block, s->first, s->end))
		return;
	s->passing = true;
	s->float_end = s->block + s->blocks[s->block].floats;
	memmove(&s->passed[0], &s->passed[1], sizeof s->passed - sizeof *s->passed);
	s->passed[PAGEBREAK_OWED - 1].lines = pagebreak_float_lines(&s->blocks[s->block]);
	s->passed[PAGEBREAK_OWED - 1].below = s->blocks[s->block].below;
	s->passed[PAGEBREAK_OWED - 1].alone =
		s->blocks[s->block].alone ? s->blocks[s->block].floats : 0;
	pagebreak_table_clear(&s->past, s->rules->positions, s->rules->most);
	for (size_t i = 0; i < s->here->count; i++)
		if (s->here->classes[i].key.floats < PAGEBREAK_OWED)
			defer_class(s, &s->here->classes[i]);
}

/* After a float: merge the states that deferred it with those that set it, which owe none. */
static void rejoin(pagebreak_search *s)
{
	size_t states = pagebreak_table_row(s->here, s->here->positions);
	if (!s->passing || s->block != s->float_end)
		return;
	s->passing = false;
	for (size_t i = 0; i < s->past.count; i++) {
		const pagebreak_class *from = &s->past.classes[i];
		pagebreak_key key = from->key;
		/* a heading may be the last text before it in the chapter */
		key.closed &= s->block < s->end || !s->passed[PAGEBREAK_OWED - 1].alone;
		const pagebreak_class *to = pagebreak_table_class(s->scratch, s->here, key);
		for (size_t k = 0; k < states; k++) {
			if (from->costs[k] >= to->costs[k])
				continue;
			to->costs[k] = from->costs[k];
			to->steps[k] = from->steps[k];
			to->indices[k] = pagebreak_take_step(s, &to->steps[k]);
		}
	}
}

static void turn_tables(pagebreak_search *s)
{
	pagebreak_table *table = s->here;
	s->here = s->after;
	s->after = table;
	for (size_t i = 0; i < s->here->count; i++)
		take_states(s, &s->here->classes[i], 0, s->here->widest);
	rejoin(s);
}

/* --- The chapter's ends --------------------------------------------------------------------- */

/* The last page may have any height, up to the full one or its verso's. Its last note is split only
 * if the page has no room for it. So may one before floats that have pages to themselves. */
static void end_chapter_visit(pagebreak_search *s, const row *from)
{
	if (from->floats && !pagebreak_alone(s, from->floats)) {
		end_visit(s, from);
		return;
	}
	int limit = pagebreak_plain_height(s->rules, from->position) - from->last,
	    least = from->floats ? pagebreak_base(s, from->last, from->top) + !from->top : 0;
	for (int used = least; used <= limit && used <= from->most; used++) {
		pagebreak_step step = {.parent = from->indices[used], .what = STEP_PAGE};
		if (from->costs[used] == INT64_MAX)
			continue;
		if (from->floats)
			pagebreak_end_alone(s, from, used + from->last, from->costs[used], &step);
		else
			pagebreak_offer_final(s, from->position, used + from->last,
					      from->costs[used], &step);
	}
	row over = *from;
	over.least = limit < 0 ? 0 : limit + 1;
	if (from->last)
		pagebreak_end_pages(s, &over, (pagebreak_fill){.last = from->last}, &(ending){0});
}

static void start_chapter(pagebreak_search *s, const int64_t starts[SIDE_COUNT])
{
	bool two_sided = s->rules->prices->two_sided;
	s->here = &s->tables[0];
	s->after = &s->tables[1];
	s->step_count = 0;
	s->passing = false;
	s->float_end = s->first;
	pagebreak_table_clear(s->here, s->rules->positions, s->rules->most);
	for (int side = 0; side < SIDE_COUNT; side++) {
		s->finals[side] = (pagebreak_final){.cost = INT64_MAX, .step = PAGEBREAK_NOWHERE};
		int position = side == SIDE_RECTO && two_sided ? POSITION_ALONE : POSITION_VERSO;
		pagebreak_step step = {.parent = PAGEBREAK_NOWHERE,
				       .what = STEP_START,
				       .position = (uint8_t)position};
		if (starts[side] != INT64_MAX)
			pagebreak_offer_state(s, (page_head){.position = position}, starts[side],
					      &step);
	}
	for (size_t i = 0; i < s->here->count; i++)
		take_states(s, &s->here->classes[i], 0, 0);
}

bool pagebreak_search_chapter(pagebreak_search *s, size_t first, size_t end,
			      const int64_t starts[SIDE_COUNT])
{
	s->first = first;
	s->end = end;
	s->block = first;
	start_chapter(s, starts);
	for (; s->block < end; turn_tables(s)) {
		if (s->block > first)
			end_pages_between(s);
		defer_float(s);
		set_block(s);
		s->block++;
	}
	each_row(s, false, 0, end_chapter_visit);
	return s->finals[SIDE_VERSO].cost != INT64_MAX || s->finals[SIDE_RECTO].cost != INT64_MAX;
}
