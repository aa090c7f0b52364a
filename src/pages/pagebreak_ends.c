/* pagebreak_ends: where pages end, and what the next one begins with: notes that are owed, pages of
 * notes alone, floats at its head. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "pages/pagebreak_private.h"
#include "pages/pagebreak_trace.h"

uint32_t pagebreak_take_step(pagebreak_search *s, const pagebreak_step *step)
{
	uint32_t index = (uint32_t)s->step_count++;
	if (index / CHUNK_STEPS == s->chunk_count)
		*ARENA_APPEND(s->scratch, s->chunks, s->chunk_count, s->chunk_capacity) =
			ARENA_ARRAY(s->scratch, CHUNK_STEPS, pagebreak_step);
	s->chunks[index / CHUNK_STEPS][index % CHUNK_STEPS] = *step;
	if (s->rules->prices->trace && step->what == STEP_PAGE)
		pagebreak_trace_take(s->rules->prices->trace, step, index);
	return index;
}

int pagebreak_base(const pagebreak_search *s, int owed, int top)
{
	return top + (owed ? s->rules->note_rule : 0);
}

/* --- The heads of pages --------------------------------------------------------------------- */

static bool is_same_head(page_head a, page_head b)
{
	return a.position == b.position && a.owed == b.owed && a.floats == b.floats &&
	       a.top == b.top && a.taken == b.taken;
}

static head *head_at(pagebreak_search *s, int line, page_head at)
{
	size_t *bucket = &s->lines[line];
	for (size_t i = *bucket; i; i = s->heads[i - 1].next)
		if (is_same_head(s->heads[i - 1].at, at))
			return &s->heads[i - 1];
	head *new = ARENA_APPEND(s->scratch, s->heads, s->head_count, s->head_capacity);
	*new = (head){.cost = INT64_MAX, .at = at, .next = *bucket};
	*bucket = s->head_count;
	return new;
}

static void offer_head(pagebreak_search *s, page_head at, int64_t cost, const pagebreak_step *step)
{
	head *to = head_at(s, step->line, at);
	if (cost < to->cost) {
		to->cost = cost;
		to->step = *step;
	}
}

void pagebreak_offer_state(pagebreak_search *s, page_head at, int64_t cost,
			   const pagebreak_step *step)
{
	pagebreak_key key = {.last = at.owed,
			     .top = at.top,
			     .floats = (uint8_t)at.floats,
			     .taken = (uint8_t)at.taken};
	const pagebreak_class *class = pagebreak_table_class(s->scratch, s->here, key);
	size_t to = pagebreak_table_row(s->here, at.position) +
		    (size_t)pagebreak_base(s, at.owed, at.top);
	if (cost < class->costs[to]) {
		class->costs[to] = cost;
		class->steps[to] = *step;
	}
}

void pagebreak_offer_final(pagebreak_search *s, int position, int filled, int64_t cost,
			   pagebreak_step *step)
{
	bool to_recto = s->rules->prices->two_sided && position == POSITION_VERSO;
	pagebreak_final *final = &s->finals[to_recto ? SIDE_RECTO : SIDE_VERSO];
	cost += pagebreak_end_price(s->rules, filled);
	step->height = (int16_t)pagebreak_plain_height(s->rules, position);
	step->position = (uint8_t)position;
	step->forbidden = false;
	if (s->rules->prices->trace)
		pagebreak_trace_offer(
			s->rules->prices->trace, s->scratch,
			&(pagebreak_trace_offered){step, s->end, cost, to_recto, .last = true});
	if (cost >= final->cost)
		return;
	*final = (pagebreak_final){.cost = cost, .step = pagebreak_take_step(s, step)};
}

/* Fill a page with owed lines alone, as many as there are, and begin the page after it. */
static void fill_with_notes(pagebreak_search *s, page_head *at, int64_t *cost, pagebreak_step *step)
{
	step->parent = pagebreak_take_step(s, step);
	step->height = (int16_t)pagebreak_plain_height(s->rules, at->position);
	step->position = (uint8_t)at->position;
	int room = step->height - s->rules->note_rule, put = at->owed < room ? at->owed : room;
	step->forbidden = put < room;
	at->owed -= put;
	*cost += pagebreak_page_price(s->rules, room - put, at->owed);
	at->position = pagebreak_next_position(s->rules, at->position, step->height);
	at->taken = pagebreak_taken_at(at->position, at->taken);
}

static void offer_page(pagebreak_search *s, page_head at, int64_t cost, const pagebreak_step *step)
{
	if (step->line)
		offer_head(s, at, cost, step);
	else
		pagebreak_offer_state(s, at, cost, step);
}

/* True where so many note lines are owed that a page of them alone comes first. */
static bool owes_page(const pagebreak_search *s, page_head at)
{
	return at.owed && at.owed >= s->rules->most - s->rules->note_rule;
}

/* Begin a page inside or before the block; pages of notes alone come first where so many lines are
 * owed. In the pass that allows anything they may come in any case: the next line's notes might
 * have no room beside those owed. */
static void begin_page(pagebreak_search *s, page_head at, int64_t cost, pagebreak_step *step)
{
	while (owes_page(s, at))
		fill_with_notes(s, &at, &cost, step);
	offer_page(s, at, cost, step);
	while (at.owed && s->rules->pass >= PASS_FORBIDDEN) {
		fill_with_notes(s, &at, &cost, step);
		offer_page(s, at, cost, step);
	}
}

int pagebreak_alone(const pagebreak_search *s, int floats)
{
	return floats ? s->passed[PAGEBREAK_OWED - floats].alone : 0;
}

/* The pages that the first float owed has to itself, and the page after them. */
static void fill_with_float(pagebreak_search *s, page_head *at, pagebreak_step *step)
{
	const int pages = pagebreak_alone(s, at->floats);
	for (int i = 0; i < pages; i++) {
		step->parent = pagebreak_take_step(s, step);
		step->height = (int16_t)pagebreak_plain_height(s->rules, at->position);
		step->position = (uint8_t)at->position;
		step->alone = true;
		step->forbidden = false;
		at->position = pagebreak_next_position(s->rules, at->position, step->height);
	}
	at->floats--;
}

/* Begin a page while floats are owed: some of them go to its head, in their order, if a line of
 * text has room below. Those that have pages to themselves come before it, unless notes do. */
static void begin_with_floats(pagebreak_search *s, page_head at, int64_t cost, pagebreak_step *step)
{
	while (!at.owed && pagebreak_alone(s, at.floats))
		fill_with_float(s, &at, step);
	if (!at.floats || pagebreak_alone(s, at.floats)) {
		begin_page(s, at, cost, step);
		return;
	}
	int first = PAGEBREAK_OWED - at.floats, highest = pagebreak_highest(s->rules, at.position);
	if (owes_page(s, at))
		return;
	while (at.floats && !pagebreak_alone(s, at.floats)) {
		at.top += s->passed[first].lines + s->passed[first].below;
		at.floats--;
		first++;
		step->floats++;
		if (pagebreak_base(s, at.owed, at.top) < highest)
			offer_page(s, at, cost, step);
	}
}

/* After the chapter's text: pages of notes alone until none is owed, the last of them free in its
 * height. */
static void end_with_notes(pagebreak_search *s, page_head at, int64_t cost, pagebreak_step *step)
{
	while (at.owed + s->rules->note_rule > pagebreak_plain_height(s->rules, at.position))
		fill_with_notes(s, &at, &cost, step);
	step->parent = pagebreak_take_step(s, step);
	pagebreak_offer_final(s, at.position, at.owed + s->rules->note_rule, cost, step);
}

/* A page of owed notes and of the first floats owed, down to one that has pages to itself. Returns
 * how far it is filled, or -1: it has no room. */
static int fill_with_floats(pagebreak_search *s, page_head *at, pagebreak_step *step)
{
	int filled = pagebreak_base(s, at->owed, at->owed), below = 0, count = 0;
	for (; at->floats && !pagebreak_alone(s, at->floats); at->floats--, count++) {
		const int i = PAGEBREAK_OWED - at->floats;
		filled += below + s->passed[i].lines;
		below = s->passed[i].below;
	}
	if (filled > pagebreak_plain_height(s->rules, at->position))
		return -1;
	step->floats = count & 3;
	step->parent = pagebreak_take_step(s, step);
	step->floats = 0;
	step->alone = step->forbidden = false;
	step->height = (int16_t)pagebreak_plain_height(s->rules, at->position);
	step->position = (uint8_t)at->position;
	at->position = pagebreak_next_position(s->rules, at->position, step->height);
	at->owed = 0;
	return filled;
}

/* After the chapter's text: pages of the floats and notes that are owed, free in their height. */
static void end_with_floats(pagebreak_search *s, page_head at, int64_t cost, pagebreak_step *step)
{
	int filled = 0;
	while (at.floats && filled >= 0) {
		bool alone = pagebreak_alone(s, at.floats);
		while (alone && at.owed)
			fill_with_notes(s, &at, &cost, step);
		if (alone)
			fill_with_float(s, &at, step);
		filled = alone ? step->height : fill_with_floats(s, &at, step);
	}
	if (filled >= 0)
		pagebreak_offer_final(s, step->position, filled, cost, step);
}

void pagebreak_end_alone(pagebreak_search *s, const row *from, int filled, int64_t cost,
			 pagebreak_step *step)
{
	step->height = (int16_t)pagebreak_plain_height(s->rules, from->position);
	step->position = (uint8_t)from->position;
	page_head at = {.position = pagebreak_next_position(s->rules, from->position, step->height),
			.floats = from->floats};
	end_with_floats(s, at, cost + pagebreak_end_price(s->rules, filled), step);
}

/* --- The ends of pages ---------------------------------------------------------------------- */

static void after_page(pagebreak_search *s, page_head at, int64_t cost, pagebreak_step *step)
{
	bool ends = s->block == s->end;
	at.top += ends ? 0 : s->blocks[s->block].again;
	if (at.floats)
		(ends ? end_with_floats : begin_with_floats)(s, at, cost, step);
	else if (!ends)
		begin_page(s, at, cost, step);
	else if (at.owed)
		end_with_notes(s, at, cost, step);
}

/* End the page of one state, filled so, at a height. */
static void end_page(pagebreak_search *s, const row *from, int used, pagebreak_fill fill,
		     int height, const ending *end)
{
	int owed, lacking = pagebreak_settle(s->rules, fill, height, &owed);
	if (from->costs[used] == INT64_MAX || lacking < 0)
		return;
	if (lacking) {
		if (!end->may_be_short)
			return;
		if (end->longer && pagebreak_fits(s->rules,
						  (pagebreak_fill){.used = used + end->longer->used,
								   .last = end->longer->last},
						  height))
			return;
	}
	pagebreak_step step = {.parent = from->indices[used],
			       .line = end->line,
			       .space = (int16_t)from->space,
			       .height = (int16_t)height,
			       .setting = (uint8_t)from->setting,
			       .what = STEP_PAGE,
			       .position = (uint8_t)from->position,
			       .forbidden = end->forbidden || lacking};
	int64_t cost =
		from->costs[used] + from->price + end->price +
		pagebreak_page_price(s->rules, lacking, owed) +
		pagebreak_height_price(s->rules, from->position, height) +
		pagebreak_carry_price(s->rules, &s->blocks[s->block], end->line) * from->floats;
	page_head next = {.position = pagebreak_next_position(s->rules, from->position, height),
			  .owed = owed,
			  .floats = from->floats};
	next.taken = pagebreak_taken_at(next.position, from->taken);
	s->work++;
	if (s->rules->prices->trace)
		pagebreak_trace_offer(s->rules->prices->trace, s->scratch,
				      &(pagebreak_trace_offered){&step, s->block, cost,
								 next.position, next.owed,
								 next.floats, false});
	after_page(s, next, cost, &step);
}

void pagebreak_end_pages(pagebreak_search *s, const row *from, pagebreak_fill added,
			 const ending *end)
{
	int highest = pagebreak_highest(s->rules, from->position);
	for (int height = pagebreak_lowest(s->rules, from->position); height <= highest; height++) {
		int used = end->may_be_short ? from->least : height - added.used - added.last;
		int most = height - added.used;
		for (used = used < from->least ? from->least : used;
		     used <= most && used <= from->most; used++)
			end_page(s, from, used, (pagebreak_fill){used + added.used, added.last},
				 height, end);
	}
}
