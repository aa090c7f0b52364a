/* All ways to break a small document into pages, tried one after the other by code that shares
 * nothing with the page breaker. */
#ifndef PLATEN_PAGEBREAK_BRUTE_H
#define PLATEN_PAGEBREAK_BRUTE_H

#include "pagebreak_papers.h"

enum { PASSES = 4, NO_STAND = -1 };
static const int64_t NEVER = INT64_MAX / 4;

/* A page on the way: what is on it, note by note. */
typedef struct brute_page {
	bool verso, level;    /* level: a recto that must be as high as its verso */
	int height;           /* then */
	int text;             /* lines and spaces */
	bool changed;         /* a space of the spread could change */
	int change;           /* how the last one did */
	bool begun;           /* a line of text is on it */
	int notes[64], count; /* lines of each, what was carried here first */
	int loose;            /* lines of the last that may be split */
	size_t owed[2];       /* floats: the first block of each */
	int owed_count;
	int skipped; /* floats that were deferred since a block was set on this page */
	size_t done; /* the last block that was set, when one was */
	int done_setting;
} brute_page;

typedef struct brute {
	const paper *paper;
	size_t first, end;
	int pass;
	int64_t best[2]; /* by the side of the page after: verso, recto */
} brute;

static inline int at_least(int a, int b)
{
	return a > b ? a : b;
}
static inline int at_most(int a, int b)
{
	return a < b ? a : b;
}

static inline int rule_of(const brute *b)
{
	int n = b->paper->prices.lines;
	return n < 2 ? 0 : at_most(b->paper->prices.note_rule, n - 2);
}

/* The most lines that a page of the chapter has at its head again. */
static inline int again_most(const brute *b)
{
	int most = 0;
	for (size_t i = b->first; i < b->end; i++)
		most = at_least(most, b->paper->blocks[i].again);
	return most;
}

static inline int sum_of(const brute_page *p)
{
	int sum = 0;
	for (int i = 0; i < p->count; i++)
		sum += p->notes[i];
	return sum;
}

static inline int64_t short_price(int d)
{
	return d ? 4000 + 1500 * (int64_t)d * d : 0;
}

static inline int64_t forbidden_price(const brute *b)
{
	return 4 * (4000 + 1500 * (int64_t)b->paper->prices.lines * b->paper->prices.lines);
}

/* What ending a page after a line that forbids it costs: 64 times as much where it would tear
 * something. */
static inline int64_t price_after(const brute *b, const pagebreak_setting *s, int setting,
				  int after)
{
	bool torn = setting != NO_STAND && s->stuck && s->stuck[after - 1] == PAGEBREAK_TORN;
	return forbidden_price(b) * (torn ? 64 : 1);
}

static inline int64_t split_price(const brute *b, int owed)
{
	return owed ? b->paper->prices.note_split : 0;
}

static inline int wider(const brute *b, int most)
{
	return most && b->pass >= 1 ? most + b->paper->prices.wider : most;
}

static inline int least_height(const brute *b)
{
	return at_least(1, b->paper->prices.lines - wider(b, b->paper->prices.spread_less));
}

static inline int lowest(const brute *b, const brute_page *p)
{
	return p->level ? p->height : least_height(b);
}

static inline int highest(const brute *b, const brute_page *p)
{
	return p->level ? p->height
			: b->paper->prices.lines + wider(b, b->paper->prices.spread_more);
}

static inline int plain(const brute *b, const brute_page *p)
{
	return p->level ? p->height : b->paper->prices.lines;
}

static inline bool next_is_recto(const brute *b, const brute_page *p)
{
	return b->paper->prices.two_sided && p->verso;
}

/* The page after one of this height, that carries the last `owed` lines of its notes. */
static inline brute_page page_after(const brute *b, const brute_page *p, int height, int owed)
{
	brute_page q = {.verso = !next_is_recto(b, p),
			.level = next_is_recto(b, p),
			.height = height,
			.changed = next_is_recto(b, p) && p->changed,
			.change = p->change,
			.loose = owed};
	for (int i = p->count - 1; i >= 0 && owed > 0; i--) {
		int take = at_most(owed, p->notes[i]);
		memmove(q.notes + 1, q.notes, sizeof q.notes - sizeof *q.notes);
		q.notes[0] = take;
		q.count++;
		owed -= take;
	}
	return q;
}

/* Lines owed if the page ends at a height with `least` of it taken by text and rule; -1: it cannot.
 * *lacks: lines empty. */
static inline int owed_at(const brute *b, const brute_page *p, int height, int *lacks)
{
	int sum = sum_of(p), room = height - p->text - (sum ? rule_of(b) : 0),
	    owed = at_least(0, sum - room);
	*lacks = at_least(0, room - sum);
	if (room < 0)
		return -1;
	return owed && owed >= p->loose + (b->paper->prices.lines == 1) ? -1 : owed;
}

static inline void try_block(brute *b, const brute_page *p, size_t block, int64_t cost);
static inline void try_place(brute *b, const brute_page *p, size_t block, int64_t cost);
static inline void try_line(brute *b, brute_page *p, size_t block, int setting, int line,
			    int64_t cost);

/* A few random documents have more ways than there is time to try; they are not compared, and
 * counted. */
enum { TRIES_MOST = 5000000 };
static int tries;

static inline bool pointless(const brute *b, int64_t cost)
{
	return ++tries > TRIES_MOST || (cost >= b->best[0] && cost >= b->best[1]);
}

static inline void notes_alone(brute *b, brute_page *p, int64_t *cost)
{
	int height = plain(b, p), over = sum_of(p) - (height - rule_of(b)),
	    owed = at_least(0, over);
	*cost += split_price(b, owed) + short_price(owed - over);
	*p = page_after(b, p, height, owed);
}

static inline void ended(brute *b, const brute_page *p, int64_t cost)
{
	int filled = p->text + sum_of(p) + (p->count ? rule_of(b) : 0);
	cost += (int64_t)b->paper->prices.end * at_least(0, b->paper->prices.end_least - filled);
	int side = next_is_recto(b, p);
	b->best[side] = cost < b->best[side] ? cost : b->best[side];
}

static inline int float_lines(const brute *b, size_t first)
{
	const pagebreak_block *at = &b->paper->blocks[first];
	int lines = at[0].settings[0].lines;
	return at->floats > 1 ? lines + at[1].space + at[1].settings[0].lines : lines;
}

static inline bool can_defer(const brute *b, size_t block)
{
	const pagebreak_block *at = &b->paper->blocks[block];
	int least = least_height(b);
	if (!at->floats || block == b->first || block + at->floats > b->end ||
	    at[0].settings[0].note_count || (at->floats > 1 && at[1].settings[0].note_count))
		return false;
	return float_lines(b, block) + at->below + again_most(b) + 1 +
		       (b->paper->prices.lines > 1 ? rule_of(b) + 1 : 0) <=
	       least;
}

/* Is the place before a block inside a float that could have been deferred? */
static inline bool is_inside(const brute *b, size_t block)
{
	size_t first = block - 1;
	while (first > b->first && !b->paper->blocks[first].floats)
		first--;
	return can_defer(b, first) && block < first + b->paper->blocks[first].floats;
}

/* Put the first `count` of the floats that `p` owes at the head of q, which follows it. */
static inline void put_floats(const brute *b, const brute_page *p, int count, brute_page *q)
{
	for (int i = 0; i < count; i++)
		q->text += float_lines(b, p->owed[i]) + b->paper->blocks[p->owed[i]].below;
	for (int i = count; i < p->owed_count; i++)
		q->owed[q->owed_count++] = p->owed[i];
}

/* Does what was set last on the page forbid that it ends there? */
static inline bool stays_open(const brute *b, const brute_page *p)
{
	const pagebreak_block *at = &b->paper->blocks[p->done];
	const pagebreak_setting *s = &at->settings[p->done_setting];
	return !(s->stuck && s->stuck[s->lines - 1]) && !(s->hyphen && s->hyphen[s->lines - 1]) &&
	       !at->keep;
}

/* The chapter's floats that are owed are on a page of their own. */
static inline void end_with_floats(brute *b, const brute_page *p, int64_t cost)
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
			ended(b, &q,
			      cost + split_price(b, owed) + short_price(lacks) +
				      p->owed_count * b->paper->prices.carry +
				      (p->level ? 0
						: (int64_t)b->paper->prices.spread * off * off));
	}
}

static inline void try_end(brute *b, const brute_page *p, int64_t cost)
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
		int64_t c = cost + split_price(b, owed) +
			    (p->level ? 0 : (int64_t)b->paper->prices.spread * off * off);
		brute_page q = page_after(b, p, h, owed);
		while (sum_of(&q) + rule_of(b) > plain(b, &q))
			notes_alone(b, &q, &c);
		ended(b, &q, c);
	}
}

static inline void add_line(const brute *b, brute_page *p, const pagebreak_setting *s, int line)
{
	int first = p->count, sum = 0;
	p->text++;
	p->begun = true;
	for (size_t i = 0; i < s->note_count; i++)
		if (s->notes[i].line == line) {
			sum += s->notes[i].lines;
			p->notes[p->count++] = p->loose = s->notes[i].lines;
		}
	bool alone_fits = b->paper->prices.lines == 1
				  ? p->count <= first + 1
				  : 1 + again_most(b) + rule_of(b) + sum - p->loose + 1 <=
					    b->paper->prices.lines;
	if (p->count > first && !alone_fits)
		p->loose = sum;
}

static inline bool room_for_next(const brute *b, const brute_page *p, int height, size_t block,
				 int setting, int line)
{
	brute_page q = *p;
	const pagebreak_setting *s = &b->paper->blocks[block].settings[setting];
	add_line(b, &q, s, line);
	int least = q.count ? rule_of(b) + sum_of(&q) - q.loose + (b->paper->prices.lines > 1) : 0;
	return q.text + least <= height;
}

static inline bool needs_notes_alone(const brute *b, const brute_page *q)
{
	return q->count && sum_of(q) >= b->paper->prices.lines +
						wider(b, b->paper->prices.spread_more) - rule_of(b);
}

/* A page begins with the lines that this block has at the head of each of its pages. */
static inline void begin(brute *b, const brute_page *page, size_t block, int setting, int line,
			 int64_t cost)
{
	brute_page q = *page;
	q.text += b->paper->blocks[block].again;
	if (setting == NO_STAND)
		try_place(b, &q, block, cost);
	else
		try_line(b, &q, block, setting, line, cost);
}

/* A page may be short where the next line would cut through something, or has notes without room.
 */
static inline bool may_lack_inside(const brute *b, const brute_page *p, int h, size_t block,
				   int setting, int line)
{
	const pagebreak_setting *s = &b->paper->blocks[block].settings[setting];
	bool torn = s->stuck && !s->stuck[line - 1] && s->stuck[line] == PAGEBREAK_TORN;
	return (b->pass >= 2 && torn) ||
	       (b->pass >= 3 && !room_for_next(b, p, h, block, setting, line));
}

/* End the page before a line; setting NO_STAND: before the block. */
static inline void try_turn(brute *b, const brute_page *p, size_t block, int setting, int line,
			    int64_t cost)
{
	const pagebreak_block *at = &b->paper->blocks[setting == NO_STAND ? p->done : block];
	const pagebreak_setting *s = &at->settings[setting == NO_STAND ? p->done_setting : setting];
	bool tall = b->pass > 1 && s->lines > b->paper->prices.lines, legal;
	if (setting == NO_STAND)
		legal = stays_open(b, p);
	else
		legal = !(s->stuck && s->stuck[line - 1]) && !(s->hyphen && s->hyphen[line - 1]) &&
			(!at->whole || tall) && line >= at->orphans &&
			s->lines - line >= at->widows;
	if (!legal && b->pass < 3)
		return;
	for (int h = lowest(b, p); h <= highest(b, p); h++) {
		int lacks, owed = owed_at(b, p, h, &lacks), off = h - b->paper->prices.lines;
		bool may_lack = setting == NO_STAND
					? b->pass >= 2
					: may_lack_inside(b, p, h, block, setting, line);
		if (owed < 0 || (lacks && !may_lack))
			continue;
		int64_t c = cost + split_price(b, owed) + short_price(lacks) +
			    (legal ? 0 : price_after(b, s, setting, line)) +
			    (p->level ? 0 : (int64_t)b->paper->prices.spread * off * off) +
			    p->owed_count * (b->paper->prices.carry +
					     (setting == NO_STAND ? 0 : at->float_inside));
		brute_page q = page_after(b, p, h, owed);
		if (setting == NO_STAND && is_inside(b, block))
			c += b->paper->prices.float_split;
		if (p->owed_count) {
			for (int count = 1; count <= p->owed_count && !needs_notes_alone(b, &q);
			     count++) {
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

static inline void try_line(brute *b, brute_page *p, size_t block, int setting, int line,
			    int64_t cost)
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

/* A block is done, or a page begins: end the page before the next block, if there is one, or go
 * on. */
static inline void try_place(brute *b, const brute_page *p, size_t block, int64_t cost)
{
	if (block == b->end) {
		try_end(b, p, cost);
		return;
	}
	if (p->begun)
		try_turn(b, p, block, NO_STAND, 0, cost);
	try_block(b, p, block, cost);
}

static inline void try_space(brute *b, const brute_page *p, size_t block, int space, int64_t cost)
{
	for (int setting = 0; setting < b->paper->blocks[block].setting_count; setting++) {
		if (b->pass < 1 && b->paper->prices.setting_most &&
		    b->paper->blocks[block].settings[setting].cost > b->paper->prices.setting_most)
			continue;
		brute_page q = *p;
		q.text += space;
		q.skipped = 0;
		try_line(b, &q, block, setting, 0,
			 cost + b->paper->blocks[block].settings[setting].cost);
	}
}

static inline void try_deferring(brute *b, const brute_page *p, size_t block, int64_t cost)
{
	brute_page q = *p;
	q.owed[q.owed_count++] = block;
	q.skipped++;
	try_place(b, &q, block + b->paper->blocks[block].floats, cost);
}

static inline void try_block(brute *b, const brute_page *p, size_t block, int64_t cost)
{
	const pagebreak_block *at = &b->paper->blocks[block];
	pagebreak_space above = {at->space, at->less, at->more};
	if (p->owed_count < 2 && can_defer(b, block))
		try_deferring(b, p, block, cost);
	if (p->owed_count && (at->settles || at->floats))
		return;
	if (p->skipped)
		above = at->past[p->skipped - 1];
	if (p->begun) {
		for (int d = -wider(b, above.less); d <= wider(b, above.more); d++) {
			brute_page q = *p;
			bool unlike = (above.less || above.more) && p->changed && p->change != d;
			if (above.less || above.more) {
				q.changed = true;
				q.change = d;
			}
			if (above.lines + d >= 0)
				try_space(b, &q, block, above.lines + d,
					  cost + (int64_t)b->paper->prices.space * d * d +
						  (unlike ? b->paper->prices.unlike : 0));
		}
	} else {
		int sink = block == b->first && at->before != PAGEBREAK_FREE
				   ? at_most(at->sink, b->paper->prices.lines - 1)
				   : 0;
		try_space(b, p, block, sink, cost);
		if (sink && b->pass >= 3)
			try_space(b, p, block, 0, cost + forbidden_price(b));
	}
}

/* The best cost over the whole paper, chapter after chapter; counts the passes that were needed. */
static inline int64_t brute_cost(const paper *d, int *passes)
{
	int64_t costs[2] = {NEVER, NEVER};
	costs[d->prices.two_sided && d->prices.first_page % 2] = 0;
	for (size_t first = 0, end; first < d->count; first = end) {
		for (end = first + 1; end < d->count && d->blocks[end].before == PAGEBREAK_FREE;
		     end++)
			;
		if (d->prices.two_sided && d->blocks[first].before == PAGEBREAK_RECTO) {
			costs[1] = costs[0] < costs[1] ? costs[0] : costs[1];
			costs[0] = NEVER;
		}
		brute b = {.paper = d, .first = first, .end = end, .best = {NEVER, NEVER}};
		for (; b.pass < PASSES && b.best[0] == NEVER && b.best[1] == NEVER; b.pass++)
			for (int side = 0; side < 2; side++)
				if (costs[side] < NEVER)
					try_block(&b, &(brute_page){.verso = side == 0}, first,
						  costs[side]);
		passes[b.pass - 1]++;
		memcpy(costs, b.best, sizeof costs);
	}
	return costs[0] < costs[1] ? costs[0] : costs[1];
}

#endif
