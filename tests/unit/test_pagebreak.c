/* The page breaker against brute force: on thousands of small random documents its cost is that of the best of all
 * ways, which are tried one after the other by code that shares nothing with it. On larger ones every rule is checked
 * on what comes out. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "ground/arena.h"
#include "layout/pagebreak.h"
#include "layout/pagebreak_trace.h"

enum { PASSES = 4, NO_STAND = -1 };
static const int64_t NEVER = INT64_MAX / 4;

/* ---- Random documents ---- */

static uint64_t random_state;

static int random_below(int n)
{
	random_state = random_state * 6364136223846793005u + 1442695040888963407u;
	return (int)((random_state >> 33) % (uint64_t)n);
}

static bool one_in(int n)
{
	return random_below(n) == 0;
}

typedef struct shape {
	int blocks, lines;      /* most of each: of lines, in a block */
	int settings, notes, note_lines; /* one block in so many has notes; 0: none */
	int keep, whole, opens, stuck;   /* one in so many; 0: none */
	int space;
	int floats;             /* one block in so many begins one; 0: none */
} shape;

typedef struct paper {
	pagebreak_block *blocks;
	size_t count;
	pagebreak_prices prices;
} paper;

static bool chance(int n)
{
	return n && one_in(n);
}

static const uint8_t *random_marks(arena *a, int lines, int one, int most)
{
	uint8_t *marks = ARENA_ARRAY(a, (size_t)lines, uint8_t);
	for (int i = 0; i < lines; i++)
		marks[i] = one_in(one) ? (uint8_t)(1 + random_below(most)) : 0;
	return marks;
}

static void random_notes(arena *a, const shape *s, pagebreak_setting *setting, uint32_t id, int count, const int *lengths)
{
	(void)s;
	pagebreak_note *notes = ARENA_ARRAY(a, (size_t)count, pagebreak_note);
	int line = 0;
	for (int i = 0; i < count; i++) {
		line += random_below(setting->lines - line);
		notes[i] = (pagebreak_note){ .line = line, .lines = lengths[i], .id = id + (uint32_t)i };
	}
	setting->notes = notes;
	setting->note_count = (size_t)count;
}

static void random_settings(arena *a, const shape *s, pagebreak_block *block, uint32_t id)
{
	int lines = 1 + random_below(s->lines), count = chance(s->notes) ? 1 + random_below(2) : 0, lengths[2];
	block->setting_count = (uint8_t)(1 + random_below(s->settings));
	lengths[0] = s->note_lines ? 1 + random_below(s->note_lines) : 1;
	lengths[1] = s->note_lines ? 1 + random_below(s->note_lines) : 1;
	for (int i = 0; i < block->setting_count; i++) {
		pagebreak_setting *setting = &block->settings[i];
		setting->lines = i == 2 && lines > 1 ? lines - 1 : lines + i % 2;
		setting->cost = i ? 10 + random_below(400) : 0;
		if (chance(s->stuck))
			setting->stuck = random_marks(a, setting->lines, 3, PAGEBREAK_TORN);
		if (chance(s->stuck))
			setting->hyphen = random_marks(a, setting->lines, 4, 1);
		if (count)
			random_notes(a, s, setting, id, count, lengths);
	}
}

/* Floats of one or two blocks; in their place some cost what makes deferring them worth its price. Where two follow each other, what comes behind has its space as if both were away;
 * otherwise it has the same for two that are owed as for one. */
static void random_floats(const shape *s, paper *d)
{
	bool adjacent = false;
	for (size_t i = 0, n; i < d->count; i += n) {
		pagebreak_block *b = &d->blocks[i];
		bool begins = chance(adjacent ? 2 : s->floats);
		n = begins ? 1 + (size_t)random_below(2) : 1;
		if (!begins || n > d->count - i) {
			adjacent = false;
			n = 1;
			continue;
		}
		for (size_t k = 0; k < n; k++) {
			if (!one_in(8)) {
				b[k].settings[0] = (pagebreak_setting){ .lines = 1 + random_below(4), .cost = one_in(2) ? random_below(600) : 0 };
				b[k].setting_count = 1;
			}
			b[k].whole = true;
			b[k].keep = k + 1 < n ? !one_in(5) : one_in(8);
			b[k].before = k ? PAGEBREAK_FREE : b[k].before;
		}
		b->floats = (uint16_t)n;
		b->below = (uint16_t)random_below(2);
		for (int k = 0; k < 2 && i + n < d->count; k++)
			b[n].past[k] = k && !adjacent ? b[n].past[0] : (pagebreak_space){ random_below(s->space + 1),
				one_in(3) ? random_below(2) : 0, one_in(3) ? random_below(2) : 0 };
		adjacent = true;
	}
	for (size_t i = 0; i < d->count; i++) {
		d->blocks[i].settles = one_in(20);
		if (!one_in(3))
			d->blocks[i].orphans = d->blocks[i].widows = 1;
	}
}

static paper random_paper(arena *a, const shape *s)
{
	paper d = { .count = 1 + (size_t)random_below(s->blocks) };
	d.blocks = ARENA_ARRAY(a, d.count, pagebreak_block);
	for (size_t i = 0; i < d.count; i++) {
		pagebreak_block *b = &d.blocks[i];
		random_settings(a, s, b, (uint32_t)i * 2 + 1);
		b->keep = chance(s->keep);
		b->whole = chance(s->whole) || (b->keep && one_in(2));
		b->orphans = (uint8_t)(1 + random_below(2));
		b->widows = (uint8_t)(1 + random_below(2));
		b->before = chance(s->opens) ? 1 + random_below(2) : PAGEBREAK_FREE;
		b->space = random_below(s->space + 1);
		b->sink = random_below(3);
		b->less = one_in(3) ? random_below(2) : 0;
		b->more = one_in(3) ? random_below(2) : 0;
	}
	d.prices = (pagebreak_prices){ .lines = 3 + random_below(5), .two_sided = !one_in(4), .spread_less = random_below(2),
		.spread_more = random_below(2), .spread = 1 + random_below(150), .space = 1 + random_below(40), .wider = d.count < 6 ? random_below(2) : 0, .setting_most = one_in(2) ? 200 : 0, .end_least = 3,
		.end = 1 + random_below(500), .note_rule = random_below(2), .note_split = 1 + random_below(1000),
		.first_page = 1 + random_below(2) };
	if (s->floats) {
		random_floats(s, &d);
		d.prices.lines = 5 + random_below(5);
		d.prices.carry = random_below(one_in(2) ? 200 : 2);
		d.prices.float_split = random_below(300);
	}
	return d;
}

/* ---- Brute force ---- */

/* A page on the way: what stands on it, note by note. */
typedef struct brute_page {
	bool verso, level;      /* level: a recto that must be as high as its verso */
	int height;             /* then */
	int text;               /* lines and spaces */
	bool begun;             /* a line of text stands on it */
	int notes[64], count;   /* lines of each, what was carried here first */
	int loose;              /* lines of the last that may be split */
	size_t owed[2];         /* floats: the first block of each */
	int owed_count;
	int skipped;            /* floats that were deferred since a block was set on this page */
	size_t done;            /* the last block that was set, when one was */
	int done_setting;
} brute_page;

typedef struct brute {
	const paper *paper;
	size_t first, end;
	int pass;
	int64_t best[2];        /* by the side of the page after: verso, recto */
} brute;

static int at_least(int a, int b) { return a > b ? a : b; }
static int at_most(int a, int b) { return a < b ? a : b; }

static int rule_of(const brute *b)
{
	int n = b->paper->prices.lines;
	return n < 2 ? 0 : at_most(b->paper->prices.note_rule, n - 2);
}

static int sum_of(const brute_page *p)
{
	int sum = 0;
	for (int i = 0; i < p->count; i++)
		sum += p->notes[i];
	return sum;
}

static int64_t short_price(int d)
{
	return d ? 4000 + 1500 * (int64_t)d * d : 0;
}

static int64_t forbidden_price(const brute *b)
{
	return 4 * (4000 + 1500 * (int64_t)b->paper->prices.lines * b->paper->prices.lines);
}

/* What ending a page after a line that forbids it costs: 64 times as much where it would tear something. */
static int64_t price_after(const brute *b, const pagebreak_setting *s, int setting, int after)
{
	bool torn = setting != NO_STAND && s->stuck && s->stuck[after - 1] == PAGEBREAK_TORN;
	return forbidden_price(b) * (torn ? 64 : 1);
}

static int64_t split_price(const brute *b, int owed)
{
	return owed ? b->paper->prices.note_split : 0;
}

static int wider(const brute *b, int most)
{
	return most && b->pass >= 1 ? most + b->paper->prices.wider : most;
}

static int least_height(const brute *b)
{
	return at_least(1, b->paper->prices.lines - wider(b, b->paper->prices.spread_less));
}

static int lowest(const brute *b, const brute_page *p)
{
	return p->level ? p->height : least_height(b);
}

static int highest(const brute *b, const brute_page *p)
{
	return p->level ? p->height : b->paper->prices.lines + wider(b, b->paper->prices.spread_more);
}

static int plain(const brute *b, const brute_page *p)
{
	return p->level ? p->height : b->paper->prices.lines;
}

static bool next_is_recto(const brute *b, const brute_page *p)
{
	return b->paper->prices.two_sided && p->verso;
}

/* The page after one of this height, that carries the last `owed` lines of its notes. */
static brute_page page_after(const brute *b, const brute_page *p, int height, int owed)
{
	brute_page q = { .verso = !next_is_recto(b, p), .level = next_is_recto(b, p), .height = height, .loose = owed };
	for (int i = p->count - 1; i >= 0 && owed > 0; i--) {
		int take = at_most(owed, p->notes[i]);
		memmove(q.notes + 1, q.notes, sizeof q.notes - sizeof *q.notes);
		q.notes[0] = take;
		q.count++;
		owed -= take;
	}
	return q;
}

/* Lines owed if the page ends at a height with `least` of it taken by text and rule; -1: it cannot. *lacks: lines
 * empty. */
static int owed_at(const brute *b, const brute_page *p, int height, int *lacks)
{
	int sum = sum_of(p), room = height - p->text - (sum ? rule_of(b) : 0), owed = at_least(0, sum - room);
	*lacks = at_least(0, room - sum);
	if (room < 0)
		return -1;
	return owed && owed >= p->loose + (b->paper->prices.lines == 1) ? -1 : owed;
}

static void try_block(brute *b, const brute_page *p, size_t block, int64_t cost);
static void try_place(brute *b, const brute_page *p, size_t block, int64_t cost);
static void try_line(brute *b, brute_page *p, size_t block, int setting, int line, int64_t cost);

/* A few random documents have more ways than there is time to try; they are not compared, and counted. */
enum { TRIES_MOST = 5000000 };
static int tries;

static bool pointless(const brute *b, int64_t cost)
{
	return ++tries > TRIES_MOST || (cost >= b->best[0] && cost >= b->best[1]);
}

static void notes_alone(brute *b, brute_page *p, int64_t *cost)
{
	int height = plain(b, p), over = sum_of(p) - (height - rule_of(b)), owed = at_least(0, over);
	*cost += split_price(b, owed) + short_price(owed - over);
	*p = page_after(b, p, height, owed);
}

static void ended(brute *b, const brute_page *p, int64_t cost)
{
	int filled = p->text + sum_of(p) + (p->count ? rule_of(b) : 0);
	cost += (int64_t)b->paper->prices.end * at_least(0, b->paper->prices.end_least - filled);
	int side = next_is_recto(b, p);
	b->best[side] = cost < b->best[side] ? cost : b->best[side];
}

static int float_lines(const brute *b, size_t first)
{
	const pagebreak_block *at = &b->paper->blocks[first];
	int lines = at[0].settings[0].lines;
	return at->floats > 1 ? lines + at[1].space + at[1].settings[0].lines : lines;
}

static bool can_defer(const brute *b, size_t block)
{
	const pagebreak_block *at = &b->paper->blocks[block];
	int least = least_height(b);
	if (!at->floats || block == b->first || block + at->floats > b->end || at[0].settings[0].note_count ||
		(at->floats > 1 && at[1].settings[0].note_count))
		return false;
	return float_lines(b, block) + at->below + 1 + (b->paper->prices.lines > 1 ? rule_of(b) + 1 : 0) <= least;
}

/* Is the place before a block inside a float that could have been deferred? */
static bool is_inside(const brute *b, size_t block)
{
	size_t first = block - 1;
	while (first > b->first && !b->paper->blocks[first].floats)
		first--;
	return can_defer(b, first) && block < first + b->paper->blocks[first].floats;
}

/* Put the first `count` of the floats that `p` owes at the head of q, which follows it. */
static void put_floats(const brute *b, const brute_page *p, int count, brute_page *q)
{
	for (int i = 0; i < count; i++)
		q->text += float_lines(b, p->owed[i]) + b->paper->blocks[p->owed[i]].below;
	for (int i = count; i < p->owed_count; i++)
		q->owed[q->owed_count++] = p->owed[i];
}

/* Does what was set last on the page forbid that it ends there? */
static bool stays_open(const brute *b, const brute_page *p)
{
	const pagebreak_block *at = &b->paper->blocks[p->done];
	const pagebreak_setting *s = &at->settings[p->done_setting];
	return !(s->stuck && s->stuck[s->lines - 1]) && !(s->hyphen && s->hyphen[s->lines - 1]) && !at->keep;
}

/* The chapter's floats that are owed stand on a page of their own. */
static void end_with_floats(brute *b, const brute_page *p, int64_t cost)
{
	if (!p->begun || (p->done + 1 < b->end && !stays_open(b, p)))
		return;
	for (int h = lowest(b, p); h <= highest(b, p); h++) {
		int lacks, owed = owed_at(b, p, h, &lacks), off = h - b->paper->prices.lines;
		if (owed < 0 || (lacks && b->pass < 2))
			continue;
		brute_page q = page_after(b, p, h, owed);
		put_floats(b, p, p->owed_count, &q);
		q.text -= b->paper->blocks[p->owed[p->owed_count - 1]].below;
		if (q.text + owed + (owed ? rule_of(b) : 0) <= plain(b, &q))
			ended(b, &q, cost + split_price(b, owed) + short_price(lacks) + p->owed_count * b->paper->prices.carry +
				(p->level ? 0 : (int64_t)b->paper->prices.spread * off * off));
	}
}

static void try_end(brute *b, const brute_page *p, int64_t cost)
{
	int filled = p->text + sum_of(p) + (p->count ? rule_of(b) : 0);
	if (p->owed_count) {
		end_with_floats(b, p, cost);
		return;
	}
	if (filled <= plain(b, p)) {
		ended(b, p, cost);
		return;
	}
	for (int h = lowest(b, p); h <= highest(b, p); h++) {
		int lacks, owed = owed_at(b, p, h, &lacks), off = h - b->paper->prices.lines;
		if (owed <= 0)
			continue;
		int64_t c = cost + split_price(b, owed) + (p->level ? 0 : (int64_t)b->paper->prices.spread * off * off);
		brute_page q = page_after(b, p, h, owed);
		while (sum_of(&q) + rule_of(b) > plain(b, &q))
			notes_alone(b, &q, &c);
		ended(b, &q, c);
	}
}

static void add_line(const brute *b, brute_page *p, const pagebreak_setting *s, int line)
{
	int first = p->count, sum = 0;
	p->text++;
	p->begun = true;
	for (size_t i = 0; i < s->note_count; i++)
		if (s->notes[i].line == line) {
			sum += s->notes[i].lines;
			p->notes[p->count++] = p->loose = s->notes[i].lines;
		}
	bool alone_fits = b->paper->prices.lines == 1 ? p->count <= first + 1
		: 1 + rule_of(b) + sum - p->loose + 1 <= b->paper->prices.lines;
	if (p->count > first && !alone_fits)
		p->loose = sum;
}

static bool room_for_next(const brute *b, const brute_page *p, int height, size_t block, int setting, int line)
{
	brute_page q = *p;
	const pagebreak_setting *s = &b->paper->blocks[block].settings[setting];
	add_line(b, &q, s, line);
	int least = q.count ? rule_of(b) + sum_of(&q) - q.loose + (b->paper->prices.lines > 1) : 0;
	return q.text + least <= height;
}

static bool needs_notes_alone(const brute *b, const brute_page *q)
{
	return q->count && sum_of(q) >= b->paper->prices.lines + wider(b, b->paper->prices.spread_more) - rule_of(b);
}

static void begin(brute *b, brute_page *q, size_t block, int setting, int line, int64_t cost)
{
	if (setting == NO_STAND)
		try_place(b, q, block, cost);
	else
		try_line(b, q, block, setting, line, cost);
}

/* End the page before a line; setting NO_STAND: before the block. */
static void try_turn(brute *b, const brute_page *p, size_t block, int setting, int line, int64_t cost)
{
	const pagebreak_block *at = &b->paper->blocks[setting == NO_STAND ? p->done : block];
	const pagebreak_setting *s = &at->settings[setting == NO_STAND ? p->done_setting : setting];
	bool tall = b->pass > 1 && s->lines > b->paper->prices.lines, legal;
	if (setting == NO_STAND)
		legal = stays_open(b, p);
	else
		legal = !(s->stuck && s->stuck[line - 1]) && !(s->hyphen && s->hyphen[line - 1]) && (!at->whole || tall) &&
			line >= at->orphans && s->lines - line >= at->widows;
	if (!legal && b->pass < 3)
		return;
	for (int h = lowest(b, p); h <= highest(b, p); h++) {
		int lacks, owed = owed_at(b, p, h, &lacks), off = h - b->paper->prices.lines;
		bool may_lack = setting == NO_STAND ? b->pass >= 2
			: b->pass >= 3 && !room_for_next(b, p, h, block, setting, line);
		if (owed < 0 || (lacks && !may_lack))
			continue;
		int64_t c = cost + split_price(b, owed) + short_price(lacks) + (legal ? 0 : price_after(b, s, setting, line)) +
			(p->level ? 0 : (int64_t)b->paper->prices.spread * off * off) + p->owed_count * b->paper->prices.carry;
		brute_page q = page_after(b, p, h, owed);
		if (setting == NO_STAND && is_inside(b, block))
			c += b->paper->prices.float_split;
		if (p->owed_count) {
			for (int count = 1; count <= p->owed_count && !needs_notes_alone(b, &q); count++) {
				brute_page below = q;
				put_floats(b, p, count, &below);
				begin(b, &below, block, setting, line, c);
			}
			continue;
		}
		while (needs_notes_alone(b, &q))
			notes_alone(b, &q, &c);
		for (bool on = true; on; on = b->pass >= 3 && q.count, notes_alone(b, &q, &c))
			begin(b, &q, block, setting, line, c);
	}
}

static void try_line(brute *b, brute_page *p, size_t block, int setting, int line, int64_t cost)
{
	const pagebreak_setting *s = &b->paper->blocks[block].settings[setting];
	brute_page q = *p;
	if (pointless(b, cost) || !room_for_next(b, p, highest(b, p), block, setting, line))
		return;
	add_line(b, &q, s, line);
	if (line + 1 < s->lines) {
		try_turn(b, &q, block, setting, line + 1, cost);
		try_line(b, &q, block, setting, line + 1, cost);
	} else {
		q.done = block;
		q.done_setting = setting;
		try_place(b, &q, block + 1, cost);
	}
}

/* A block is done, or a page begins: end the page before the next block, if there is one, or go on. */
static void try_place(brute *b, const brute_page *p, size_t block, int64_t cost)
{
	if (block == b->end) {
		try_end(b, p, cost);
		return;
	}
	if (p->begun)
		try_turn(b, p, block, NO_STAND, 0, cost);
	try_block(b, p, block, cost);
}

static void try_space(brute *b, const brute_page *p, size_t block, int space, int64_t cost)
{
	for (int setting = 0; setting < b->paper->blocks[block].setting_count; setting++) {
		if (b->pass < 1 && b->paper->prices.setting_most && b->paper->blocks[block].settings[setting].cost > b->paper->prices.setting_most)
			continue;
		brute_page q = *p;
		q.text += space;
		q.skipped = 0;
		try_line(b, &q, block, setting, 0, cost + b->paper->blocks[block].settings[setting].cost);
	}
}

static void try_deferring(brute *b, const brute_page *p, size_t block, int64_t cost)
{
	brute_page q = *p;
	q.owed[q.owed_count++] = block;
	q.skipped++;
	try_place(b, &q, block + b->paper->blocks[block].floats, cost);
}

static void try_block(brute *b, const brute_page *p, size_t block, int64_t cost)
{
	const pagebreak_block *at = &b->paper->blocks[block];
	pagebreak_space above = { at->space, at->less, at->more };
	if (p->owed_count < 2 && can_defer(b, block))
		try_deferring(b, p, block, cost);
	if (p->owed_count && (at->settles || at->floats))
		return;
	if (p->skipped)
		above = at->past[p->skipped - 1];
	if (p->begun) {
		for (int d = -wider(b, above.less); d <= wider(b, above.more); d++)
			if (above.lines + d >= 0)
				try_space(b, p, block, above.lines + d, cost + (int64_t)b->paper->prices.space * d * d);
	} else {
		int sink = block == b->first && at->before != PAGEBREAK_FREE ? at_most(at->sink, b->paper->prices.lines - 1) : 0;
		try_space(b, p, block, sink, cost);
		if (sink && b->pass >= 3)
			try_space(b, p, block, 0, cost + forbidden_price(b));
	}
}

/* The best cost over the whole paper, chapter after chapter; counts the passes that were needed. */
static int64_t brute_cost(const paper *d, int *passes)
{
	int64_t costs[2] = { NEVER, NEVER };
	costs[d->prices.two_sided && d->prices.first_page % 2] = 0;
	for (size_t first = 0, end; first < d->count; first = end) {
		for (end = first + 1; end < d->count && d->blocks[end].before == PAGEBREAK_FREE; end++)
			;
		if (d->prices.two_sided && d->blocks[first].before == PAGEBREAK_RECTO) {
			costs[1] = costs[0] < costs[1] ? costs[0] : costs[1];
			costs[0] = NEVER;
		}
		brute b = { .paper = d, .first = first, .end = end, .best = { NEVER, NEVER } };
		for (; b.pass < PASSES && b.best[0] == NEVER && b.best[1] == NEVER; b.pass++)
			for (int side = 0; side < 2; side++)
				if (costs[side] < NEVER)
					try_block(&b, &(brute_page){ .verso = side == 0 }, first, costs[side]);
		passes[b.pass - 1]++;
		memcpy(costs, b.best, sizeof costs);
	}
	return costs[0] < costs[1] ? costs[0] : costs[1];
}

/* ---- What comes out ---- */

typedef struct check {
	const paper *paper;
	const pagebreak_result *result;
	int note_count, short_pages, splits, floats, carried, pairs;
	int64_t cost;
} check;

static const pagebreak_setting *chosen(const check *c, size_t block)
{
	return &c->paper->blocks[block].settings[c->result->choices[block].setting];
}

static bool ends_chapter(const check *c, const pagebreak_page *p)
{
	return p->last_line == 0 && (p->last == c->paper->count || c->paper->blocks[p->last].before != PAGEBREAK_FREE);
}

static bool has_text(const pagebreak_page *p)
{
	return p->first != p->last || p->first_line != p->last_line;
}

static int height_of_float(const check *c, size_t first)
{
	const pagebreak_block *at = &c->paper->blocks[first];
	int lines = at->settings[0].lines;
	for (int i = 1; i < at->floats; i++)
		lines += at[i].space + at[i].settings[0].lines;
	return lines;
}

/* Lines of the page's floats, with the space below each where text follows. */
static int floats_of(const check *c, const pagebreak_page *p)
{
	int lines = 0;
	for (int i = 0; i < p->float_count; i++)
		lines += height_of_float(c, p->floats[i]) +
			(i + 1 < p->float_count || has_text(p) ? c->paper->blocks[p->floats[i]].below : 0);
	return lines;
}

static bool is_deferred(const check *c, size_t block)
{
	return c->result->choices[block].deferred;
}

static int text_of(const check *c, const pagebreak_page *p)
{
	int lines = 0;
	bool begun = false;
	for (size_t b = p->first; has_text(p) && b < c->paper->count && (b < p->last || (b == p->last && p->last_line)); b++) {
		int from = b == p->first ? p->first_line : 0, to = b == p->last ? p->last_line : chosen(c, b)->lines;
		int space = from ? 0 : c->result->choices[b].space;
		if (is_deferred(c, b))
			continue;
		assert_true(from < to);
		if (!begun && !from && !p->opens)
			assert_int_equal(space, 0);
		begun = true;
		lines += to - from + space;
	}
	return lines;
}

static void check_end(const check *c, const pagebreak_page *p)
{
	bool inside = p->last_line > 0;
	size_t b = inside ? p->last : p->last - 1;
	while (!inside && is_deferred(c, b))
		b--;
	const pagebreak_block *block = &c->paper->blocks[b];
	const pagebreak_setting *s = chosen(c, b);
	int line = inside ? p->last_line : s->lines;
	if (p->is_short || ends_chapter(c, p))
		return;
	assert_false(s->stuck && s->stuck[line - 1]);
	assert_false(s->hyphen && s->hyphen[line - 1]);
	assert_false(inside && block->whole);
	assert_false(!inside && block->keep);
	assert_true(!inside || (line >= block->orphans && s->lines - line >= block->widows));
}

/* Notes of the page's own lines, against what stands at its foot. */
typedef struct note_queue {
	pagebreak_note notes[100000];
	int done[100000];
	size_t count, head;
} note_queue;

static void check_notes(check *c, const pagebreak_page *p, note_queue *q)
{
	size_t own = q->count;
	for (size_t b = p->first; b < c->paper->count && (b < p->last || (b == p->last && p->last_line)); b++) {
		const pagebreak_setting *s = chosen(c, b);
		int from = b == p->first ? p->first_line : 0, to = b == p->last ? p->last_line : s->lines;
		for (size_t i = 0; i < s->note_count; i++)
			if (s->notes[i].line >= from && s->notes[i].line < to && !is_deferred(c, b))
				q->notes[q->count++] = s->notes[i];
	}
	for (size_t i = 0; i < p->note_count; i++) {
		assert_true(q->head < q->count);
		assert_int_equal(p->notes[i].id, q->notes[q->head].id);
		assert_int_equal(p->notes[i].from, q->done[q->head]);
		assert_true(p->notes[i].lines > 0);
		q->done[q->head] += p->notes[i].lines;
		assert_true(q->done[q->head] <= q->notes[q->head].lines);
		if (q->done[q->head] == q->notes[q->head].lines)
			q->head++;
		else
			assert_int_equal(i + 1, p->note_count);
	}
	c->splits += q->head < q->count;
	c->cost += q->head < q->count ? c->paper->prices.note_split : 0;
	for (size_t i = own; i < q->count && !p->is_short; i++)
		assert_true(q->done[i] > 0);
	if (ends_chapter(c, p) && (p + 1 == c->result->pages + c->result->page_count || p[1].first != p[1].last || p[1].blank))
		assert_int_equal(q->head, q->count);
}

static bool is_recto(const check *c, const pagebreak_page *p)
{
	return c->paper->prices.two_sided && p->number % 2;
}

/* True for the last page of a chapter: no page of notes follows. */
static bool is_last(const check *c, const pagebreak_page *p)
{
	const pagebreak_page *end = c->result->pages + c->result->page_count;
	return ends_chapter(c, p) && (p + 1 == end || p[1].blank || p[1].opens || p[1].first != p->last || p[1].last != p->last);
}

static void check_height(check *c, const pagebreak_page *p)
{
	const pagebreak_prices *prices = &c->paper->prices;
	int foot = 0, off = p->height - prices->lines;
	c->short_pages += p->is_short;
	for (size_t i = 0; i < p->note_count; i++)
		foot += p->notes[i].lines;
	int rule = prices->lines < 2 ? 0 : at_most(prices->note_rule, prices->lines - 2);
	assert_int_equal(p->filled, floats_of(c, p) + text_of(c, p) + foot + (foot ? rule : 0));
	assert_true(p->filled <= p->height && p->filled > 0);
	assert_true(off >= -2 * prices->spread_less && off <= 2 * prices->spread_more && p->height > 0);
	bool level = is_recto(c, p) && !p->opens && p > c->result->pages && !p[-1].blank;
	if (level)
		assert_int_equal(p->height, p[-1].height);
	if (is_last(c, p)) {
		assert_true(level || p->height == prices->lines);
		c->cost += (int64_t)prices->end * at_least(0, prices->end_least - p->filled);
		return;
	}
	if (!p->is_short)
		assert_int_equal(p->filled, p->height);
	c->cost += level ? 0 : (int64_t)prices->spread * off * off;
}

/* The spaces above the blocks of a page, but for the first. */
static void check_spaces(check *c, const pagebreak_page *p)
{
	int skipped = 0;
	bool begun = p->first_line > 0;
	for (size_t b = p->first + begun; b < p->last || (b == p->last && p->last_line); b++) {
		const pagebreak_block *block = &c->paper->blocks[b];
		pagebreak_space above = { block->space, block->less, block->more };
		if (is_deferred(c, b)) {
			skipped += block->floats > 0;
			continue;
		}
		if (skipped)
			above = block->past[skipped - 1];
		int off = c->result->choices[b].space - above.lines;
		skipped = 0;
		if (begun) {
			assert_true(off >= -2 * above.less && off <= 2 * above.more);
			c->cost += (int64_t)c->paper->prices.space * off * off;
		}
		begun = true;
	}
}

static void check_choices(check *c)
{
	for (size_t b = 0; b < c->paper->count; b++) {
		assert_true(c->result->choices[b].setting < c->paper->blocks[b].setting_count);
		assert_false(is_deferred(c, b) && c->result->choices[b].setting);
		c->cost += is_deferred(c, b) ? 0 : chosen(c, b)->cost;
	}
	for (size_t i = 0; i < c->result->page_count; i++)
		check_spaces(c, &c->result->pages[i]);
}

/* Does the page end inside a float that could have been deferred? */
static bool splits_float(const check *c, const pagebreak_page *p)
{
	brute b = { .paper = c->paper, .first = p->last, .end = p->last };
	if (p->last_line || ends_chapter(c, p))
		return false;
	do
		b.first--;
	while (b.first && c->paper->blocks[b.first].before == PAGEBREAK_FREE);
	while (b.end < c->paper->count && c->paper->blocks[b.end].before == PAGEBREAK_FREE)
		b.end++;
	return is_inside(&b, p->last);
}

/* Floats that are deferred stand at the heads of later pages of their chapter, in their order, each once; no more than two
 * wait, none waits while a page begins without the first of them, nothing that settles is set meanwhile. */
static void check_floats(check *c)
{
	size_t waiting[2], b = 0;
	int count = 0;
	for (size_t i = 0; i < c->result->page_count; i++) {
		const pagebreak_page *p = &c->result->pages[i];
		assert_true(p->float_count <= count && (count == 0 || p->float_count > 0));
		for (int k = 0; k < p->float_count; k++, count--) {
			assert_int_equal(p->floats[k], waiting[0]);
			assert_true(waiting[0] + c->paper->blocks[waiting[0]].floats <= p->first);
			waiting[0] = waiting[1];
		}
		for (; b < p->last || (b == p->last && p->last_line); b++) {
			const pagebreak_block *block = &c->paper->blocks[b];
			if (is_deferred(c, b) && block->floats) {
				assert_true(count < 2);
				waiting[count++] = b;
				for (int k = 0; k < block->floats; k++)
					assert_true(is_deferred(c, b + (size_t)k) && !chosen(c, b + (size_t)k)->note_count);
				c->floats++;
				b += block->floats - 1u;
			} else {
				assert_false(is_deferred(c, b));
				assert_false(count && b > p->first && (block->settles || block->floats));
			}
			if (b == p->last)
				break;
		}
		c->carried += count;
		c->pairs += count == 2;
		c->cost += splits_float(c, p) ? c->paper->prices.float_split : 0;
		c->cost += (int64_t)count * c->paper->prices.carry;
		assert_false(count && i + 1 < c->result->page_count && (p[1].blank || p[1].opens));
	}
	assert_int_equal(count, 0);
}

static void check_blank(const check *c, const pagebreak_page *p)
{
	assert_true(c->paper->prices.two_sided && p->number % 2 == 0);
	assert_int_equal(c->paper->blocks[p->first].before, PAGEBREAK_RECTO);
	assert_true(p->first == p->last && p->first_line == p->last_line && p->note_count == 0);
}

/* Every rule, on everything that came out; the cost is counted again where all pages are legal. */
static check check_result(const paper *d, const pagebreak_result *result)
{
	static note_queue queue;
	memset(&queue, 0, sizeof queue);
	check c = { .paper = d, .result = result };
	size_t block = 0;
	int line = 0;
	for (size_t i = 0; i < result->page_count; i++) {
		const pagebreak_page *p = &result->pages[i];
		assert_int_equal(p->number, d->prices.first_page + (int)i);
		assert_true(p->first == block && p->first_line == line);
		if (p->blank) {
			check_blank(&c, p);
			continue;
		}
		if (p->opens && d->blocks[p->first].before == PAGEBREAK_RECTO && d->prices.two_sided)
			assert_true(p->number % 2);
		for (size_t b = p->first + 1; b < p->last; b++)
			assert_int_equal(d->blocks[b].before, PAGEBREAK_FREE);
		if (has_text(p))
			check_end(&c, p);
		check_height(&c, p);
		check_notes(&c, p, &queue);
		block = p->last;
		line = p->last_line;
	}
	assert_true(block == d->count && line == 0 && queue.head == queue.count);
	check_choices(&c);
	check_floats(&c);
	if (!c.short_pages)
		assert_int_equal(c.cost, result->cost);
	return c;
}

/* ---- Tests ---- */

static void equals_brute_force(void **state)
{
	(void)state;
	static const shape shapes[] = {
		{ .blocks = 7, .lines = 4, .settings = 2, .keep = 4, .whole = 4, .stuck = 5, .space = 1 },
		{ .blocks = 7, .lines = 4, .settings = 1, .notes = 2, .note_lines = 3, .keep = 6, .whole = 6, .space = 1 },
		{ .blocks = 5, .lines = 4, .settings = 3, .notes = 3, .note_lines = 2, .keep = 6, .stuck = 6, .space = 1 },
		{ .blocks = 9, .lines = 3, .settings = 2, .notes = 4, .note_lines = 3, .opens = 3, .keep = 5, .whole = 5, .space = 1 },
		{ .blocks = 4, .lines = 12, .settings = 2, .notes = 3, .note_lines = 12, .opens = 4, .whole = 4, .space = 2 },
		{ .blocks = 5, .lines = 3, .settings = 1, .notes = 1, .note_lines = 9, .opens = 5, .keep = 3, .whole = 3, .space = 3 },
		{ .blocks = 12, .lines = 3, .settings = 1, .floats = 4, .keep = 9, .space = 1 },
		{ .blocks = 9, .lines = 2, .settings = 2, .floats = 2, .keep = 4, .whole = 4, .opens = 7, .stuck = 9, .space = 2 },
		{ .blocks = 6, .lines = 4, .settings = 1, .floats = 3, .notes = 2, .note_lines = 4, .keep = 6, .space = 1 },
		{ .blocks = 7, .lines = 3, .settings = 2, .floats = 2, .notes = 4, .note_lines = 9, .opens = 6, .space = 1 },
	};
	enum { SHAPES = sizeof shapes / sizeof *shapes };
	int passes[PASSES] = { 0 }, given_up = 0, splits = 0, floats = 0, carried = 0, pairs = 0;
	/* PAGEBREAK_DOCUMENTS=N: try more of them than there is time for in every run. */
	int documents = getenv("PAGEBREAK_DOCUMENTS") ? atoi(getenv("PAGEBREAK_DOCUMENTS")) : 4000;
	for (int i = 0; i < documents; i++) {
		arena *a = arena_new();
		random_state = 77u + (uint64_t)i;
		paper d = random_paper(a, &shapes[i % SHAPES]);
		if (i % 50 == 0)
			d.prices.lines = 1 + i / 50 % 2;
		pagebreak_result result;
		pagebreak(a, d.blocks, d.count, &d.prices, &result);
		tries = 0;
		int64_t cost = brute_cost(&d, passes);
		if (tries > TRIES_MOST) {
			given_up++;
			arena_free(a);
			continue;
		}
		if (cost != result.cost)
			print_message("document %d\n", i);
		assert_int_equal(cost, result.cost);
		check c = check_result(&d, &result);
		splits += c.splits;
		floats += c.floats;
		carried += c.carried;
		pairs += c.pairs;
		arena_free(a);
	}
	print_message("passes %d %d %d %d, split notes %d, floats deferred %d, carried on %d, two waiting %d, given up %d\n", passes[0], passes[1], passes[2], passes[3], splits,
		floats, carried, pairs, given_up);
	assert_true(given_up <= documents / 200);
	for (int i = 0; i < PASSES; i++)
		assert_true(passes[i] > 20);
	assert_true(splits > 100 && floats > 200 && carried > floats && pairs > 20);
}

/* A book as books are: paragraphs, headings, some notes. */
static paper book(arena *a, size_t count, int notes, int chapter, bool two_sided)
{
	paper d = { .count = count, .blocks = ARENA_ARRAY(a, count, pagebreak_block) };
	shape s = { .lines = 9, .settings = 3, .notes = notes, .note_lines = 4, .stuck = 8, .space = 0 };
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
	d.prices = (pagebreak_prices){ .lines = 40, .two_sided = two_sided, .spread_less = 1, .spread_more = 1, .spread = 120,
		.space = 40, .end_least = 5, .end = 400, .note_rule = 1, .note_split = 600, .first_page = 1 };
	return d;
}

/* Make figures with captions of some of a book's blocks, one in `every` of those that may be. */
static void add_figures(paper *d, int every)
{
	for (size_t i = 7; i + 2 < d->count; i += 12) {
		pagebreak_block *b = &d->blocks[i];
		if (!one_in(every))
			continue;
		b[0] = (pagebreak_block){ .setting_count = 1, .settings = { { .lines = 4 + random_below(18) } }, .whole = true, .keep = true,
			.space = 1, .floats = 2, .below = 1 };
		b[1] = (pagebreak_block){ .setting_count = 1, .settings = { { .lines = 1 + random_below(2) } }, .whole = true };
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
			uint64_t once = work_of(1000, notes, figures), ten = work_of(10000, notes, figures);
			print_message("work: %lu for 1000 blocks, %lu for 10000\n", (unsigned long)once, (unsigned long)ten);
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
	paper d = { .count = count, .blocks = ARENA_ARRAY(a, count, pagebreak_block) };
	for (size_t i = 0; i < count; i++)
		d.blocks[i] = (pagebreak_block){ .setting_count = 1, .settings = { { .lines = lines } }, .orphans = 2, .widows = 2 };
	d.prices = (pagebreak_prices){ .lines = page, .two_sided = true, .spread_less = 1, .spread_more = 1, .spread = 120,
		.space = 40, .end_least = 5, .end = 400, .note_rule = 1, .note_split = 600, .first_page = 1 };
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

static void a_page_of_one_line(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 20, 3, 1);
	d.prices.spread_less = d.prices.spread_more = 0;
	pagebreak_note note = { .line = 1, .lines = 4, .id = 9 };
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
	assert_int_equal(set(a, &d).page_count, 7440); /* where no break is allowed, the fewest are best */
	arena_free(a);
}

static void twenty_notes_in_a_line(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 30, 5, 30);
	pagebreak_note notes[20];
	for (int i = 0; i < 20; i++)
		notes[i] = (pagebreak_note){ .line = 2, .lines = 2, .id = (uint32_t)i };
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
		notes[i] = (pagebreak_note){ .line = 0, .lines = 2 + i % 3, .id = 100000 + (uint32_t)i };
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
	pagebreak_note note = { .line = 2, .lines = 1000, .id = 1 };
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

static void say_place(FILE *out, const void *context, size_t block, int setting, int line, bool begins)
{
	fprintf(out, "%s%s %zu.%d/%d", (const char *)context, begins ? "from" : "before", block, line, setting);
}

/* Paragraphs of five lines with a figure of ten and its caption of two behind the sixth. */
static paper paper_with_figure(arena *a)
{
	paper d = plain_paper(a, 30, 5, 40);
	d.blocks[6] = (pagebreak_block){ .setting_count = 1, .settings = { { .lines = 10 } }, .whole = true, .keep = true, .space = 1,
		.floats = 2, .below = 1 };
	d.blocks[7] = (pagebreak_block){ .setting_count = 1, .settings = { { .lines = 2 } }, .whole = true };
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
	assert_true(result.choices[6].deferred && result.choices[7].deferred && !result.choices[8].deferred);
	assert_int_equal(result.choices[8].space, 0);
	static const pagebreak_part expected[] = { { 6, 0, 10, 0, 1, true }, { 7, 0, 2, 10, 1, true }, { 10, 0, 5, 13, 1, false } };
	pagebreak_part part = { 0 };
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		assert_true(pagebreak_next(d.blocks, result.choices, &result.pages[1], &part));
		assert_true(part.block == expected[i].block && part.from == expected[i].from && part.to == expected[i].to);
		assert_true(part.row == expected[i].row && part.floats == expected[i].floats && part.floated == expected[i].floated);
	}
	arena_free(a);
}

static void a_figure_stays_where_it_has_notes_or_opens(void **state)
{
	(void)state;
	arena *a = arena_new();
	for (int i = 0; i < 3; i++) {
		paper d = paper_with_figure(a);
		pagebreak_note note = { .line = 0, .lines = 2, .id = 1 };
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

/* Two figures of twenty lines behind the first paragraph: one heads the next page, the other the one behind that. */
static void figures_keep_their_order(void **state)
{
	(void)state;
	arena *a = arena_new();
	paper d = plain_paper(a, 40, 5, 40);
	for (size_t i = 6; i < 8; i++)
		d.blocks[i] = (pagebreak_block){ .setting_count = 1, .settings = { { .lines = 22 } }, .whole = true, .space = 1, .floats = 1,
			.below = 1 };
	pagebreak_result result = set(a, &d);
	assert_int_equal(result.pages[1].floats[0], 6);
	assert_int_equal(result.pages[2].floats[0], 7);
	assert_int_equal(check_result(&d, &result).pairs, 1);
	arena_free(a);
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
	pagebreak_trace trace = { .out = open_memstream(&text, &length), .place = say_place, .context = "" };
	for (size_t i = 0; i < d.count; i++)
		d.blocks[i].orphans = d.blocks[i].widows = 1;
	d.prices.trace = &trace;
	set(a, &d);
	fclose(trace.out);
	assert_non_null(strstr(text, "from 0.0/0\n  legal pages: 0 in all"));
	assert_non_null(strstr(text, "    its page 1, recto\n    * ends at before 8.0/0, 40 lines high: 0\n"));
	assert_non_null(strstr(text, "      ends at before 7.4/0, 39 lines high: 120 = spread's height 120; the chapter is dearer by 120\n"));
	assert_non_null(strstr(text, "    its page 3, recto\n    * ends at before 20.0/0, with the chapter: 0\n"));
	assert_non_null(strstr(text, "page 1: from 0.0/0 to before 8.0/0, 40 of 40 lines\n"));
	free(text);
	d = paper_with_figure(a);
	trace.out = open_memstream(&text, &length);
	d.prices.trace = &trace;
	set(a, &d);
	fclose(trace.out);
	assert_non_null(strstr(text, "    * ends at before 10.0/0, 40 lines high: 100 = figures carried over 100\n"));
	assert_non_null(strstr(text, "40 of 40 lines, at its head what is from 6.0/0\n"));
	free(text);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equals_brute_force),
		cmocka_unit_test(books_keep_every_rule),
		cmocka_unit_test(work_is_linear),
		cmocka_unit_test(nothing_is_no_page),
		cmocka_unit_test(a_page_of_one_line),
		cmocka_unit_test(a_block_of_many_lines),
		cmocka_unit_test(twenty_notes_in_a_line),
		cmocka_unit_test(twenty_notes_in_a_book),
		cmocka_unit_test(a_note_longer_than_pages),
		cmocka_unit_test(whole_blocks_taller_than_a_page),
		cmocka_unit_test(a_recto_opening_leaves_a_blank),
		cmocka_unit_test(facing_pages_are_level),
		cmocka_unit_test(a_figure_heads_the_next_page),
		cmocka_unit_test(a_figure_stays_where_it_has_notes_or_opens),
		cmocka_unit_test(figures_keep_their_order),
		cmocka_unit_test(a_figure_ends_the_chapter),
		cmocka_unit_test(the_trace_tells_the_pages),
	};
	return cmocka_run_group_tests_name("pagebreak", tests, NULL, NULL);
}
