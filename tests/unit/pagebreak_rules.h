/* Every rule of pages, checked on what comes out of the page breaker. */
#ifndef PLATEN_PAGEBREAK_RULES_H
#define PLATEN_PAGEBREAK_RULES_H

#include "pagebreak_brute.h"

typedef struct check {
	const paper *paper;
	const pagebreak_result *result;
	int note_count, short_pages, splits, floats, carried, pairs;
	int64_t cost;
	bool changed; /* a space of the spread could change */
	int change;   /* how the last one did */
} check;

static inline const pagebreak_setting *chosen(const check *c, size_t block)
{
	return &c->paper->blocks[block].settings[c->result->choices[block].setting];
}

static inline bool ends_chapter(const check *c, const pagebreak_page *p)
{
	return p->last_line == 0 &&
	       (p->last == c->paper->count || c->paper->blocks[p->last].before != PAGEBREAK_FREE);
}

static inline bool has_text(const pagebreak_page *p)
{
	return p->first != p->last || p->first_line != p->last_line;
}

static inline int height_of_float(const check *c, size_t first)
{
	const pagebreak_block *at = &c->paper->blocks[first];
	int lines = at->settings[0].lines;
	for (int i = 1; i < at->floats; i++)
		lines += at[i].space + at[i].settings[0].lines;
	return lines;
}

/* Lines of the page's floats, with the space below each where text follows. */
static inline int floats_of(const check *c, const pagebreak_page *p)
{
	int lines = 0;
	for (int i = 0; i < p->float_count; i++)
		lines += height_of_float(c, p->floats[i]) +
			 (i + 1 < p->float_count || has_text(p)
				  ? c->paper->blocks[p->floats[i]].below
				  : 0);
	return lines;
}

static inline bool is_deferred(const check *c, size_t block)
{
	return c->result->choices[block].deferred;
}

static inline int text_of(const check *c, const pagebreak_page *p)
{
	int lines = 0;
	bool begun = false;
	for (size_t b = p->first;
	     has_text(p) && b < c->paper->count && (b < p->last || (b == p->last && p->last_line));
	     b++) {
		int from = b == p->first ? p->first_line : 0,
		    to = b == p->last ? p->last_line : chosen(c, b)->lines;
		int space = from ? 0 : c->result->choices[b].space;
		if (is_deferred(c, b))
			continue;
		assert_true(from < to);
		if (!begun && !from && !p->opens)
			assert_int_equal(space, 0);
		lines += begun ? 0 : c->paper->blocks[b].again * (b == p->first);
		begun = true;
		lines += to - from + space;
	}
	return lines;
}

static inline void check_end(const check *c, const pagebreak_page *p)
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

/* Notes of the page's own lines, against what is at its foot. */
typedef struct note_queue {
	pagebreak_note notes[100000];
	int done[100000];
	size_t count, head;
} note_queue;

static inline void check_notes(check *c, const pagebreak_page *p, note_queue *q)
{
	size_t own = q->count;
	for (size_t b = p->first;
	     b < c->paper->count && (b < p->last || (b == p->last && p->last_line)); b++) {
		const pagebreak_setting *s = chosen(c, b);
		int from = b == p->first ? p->first_line : 0,
		    to = b == p->last ? p->last_line : s->lines;
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
	if (ends_chapter(c, p) && (p + 1 == c->result->pages + c->result->page_count ||
				   p[1].first != p[1].last || p[1].blank))
		assert_int_equal(q->head, q->count);
}

static inline bool is_recto(const check *c, const pagebreak_page *p)
{
	return c->paper->prices.two_sided && p->number % 2;
}

/* True for the last page of a chapter: no page of notes follows. */
static inline bool is_last(const check *c, const pagebreak_page *p)
{
	const pagebreak_page *end = c->result->pages + c->result->page_count;
	return ends_chapter(c, p) && (p + 1 == end || p[1].blank || p[1].opens ||
				      p[1].first != p->last || p[1].last != p->last);
}

static inline void check_height(check *c, const pagebreak_page *p)
{
	const pagebreak_prices *prices = &c->paper->prices;
	int foot = 0, off = p->height - prices->lines;
	c->short_pages += p->is_short;
	for (size_t i = 0; i < p->note_count; i++)
		foot += p->notes[i].lines;
	int rule = prices->lines < 2 ? 0 : at_most(prices->note_rule, prices->lines - 2);
	assert_int_equal(p->filled, floats_of(c, p) + text_of(c, p) + foot + (foot ? rule : 0));
	assert_true(p->filled <= p->height && p->filled > 0);
	assert_true(off >= -2 * prices->spread_less && off <= 2 * prices->spread_more &&
		    p->height > 0);
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
static inline void check_spaces(check *c, const pagebreak_page *p)
{
	int skipped = 0;
	bool begun = p->first_line > 0;
	c->changed &= is_recto(c, p) && !p->opens && p > c->result->pages && !p[-1].blank;
	for (size_t b = p->first + begun; b < p->last || (b == p->last && p->last_line); b++) {
		const pagebreak_block *block = &c->paper->blocks[b];
		pagebreak_space above = {block->space, block->less, block->more};
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
		if (begun && (above.less || above.more)) {
			c->cost += c->changed && c->change != off ? c->paper->prices.unlike : 0;
			c->changed = true;
			c->change = off;
		}
		begun = true;
	}
}

static inline void check_choices(check *c)
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
static inline bool splits_float(const check *c, const pagebreak_page *p)
{
	brute b = {.paper = c->paper, .first = p->last, .end = p->last};
	if (p->last_line || ends_chapter(c, p))
		return false;
	do
		b.first--;
	while (b.first && c->paper->blocks[b.first].before == PAGEBREAK_FREE);
	while (b.end < c->paper->count && c->paper->blocks[b.end].before == PAGEBREAK_FREE)
		b.end++;
	return is_inside(&b, p->last);
}

/* Floats that are deferred are at the heads of later pages of their chapter, in their order,
 * each once; no more than two wait, none waits while a page begins without the first of them,
 * nothing that settles is set meanwhile. */
static inline void check_floats(check *c)
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
					assert_true(is_deferred(c, b + (size_t)k) &&
						    !chosen(c, b + (size_t)k)->note_count);
				c->floats++;
				b += block->floats - 1u;
			} else {
				assert_false(is_deferred(c, b));
				assert_false(count && b > p->first &&
					     (block->settles || block->floats));
			}
			if (b == p->last)
				break;
		}
		c->carried += count;
		c->pairs += count == 2;
		c->cost += splits_float(c, p) ? c->paper->prices.float_split : 0;
		c->cost += (int64_t)count *
			   (c->paper->prices.carry +
			    (p->last_line ? c->paper->blocks[p->last].float_inside : 0));
		assert_false(count && i + 1 < c->result->page_count && (p[1].blank || p[1].opens));
	}
	assert_int_equal(count, 0);
}

static inline void check_blank(const check *c, const pagebreak_page *p)
{
	assert_true(c->paper->prices.two_sided && p->number % 2 == 0);
	assert_int_equal(c->paper->blocks[p->first].before, PAGEBREAK_RECTO);
	assert_true(p->first == p->last && p->first_line == p->last_line && p->note_count == 0);
}

/* Every rule, on everything that came out; the cost is counted again where all pages are legal. */
static inline check check_result(const paper *d, const pagebreak_result *result)
{
	static note_queue queue;
	memset(&queue, 0, sizeof queue);
	check c = {.paper = d, .result = result};
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
		if (p->opens && d->blocks[p->first].before == PAGEBREAK_RECTO &&
		    d->prices.two_sided)
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

#endif
