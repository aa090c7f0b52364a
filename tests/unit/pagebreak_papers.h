/* Random documents for the page breaker's tests. Numbers come from a generator of our own, so that
 * every run is the same. */
#ifndef PLATEN_PAGEBREAK_PAPERS_H
#define PLATEN_PAGEBREAK_PAPERS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "pages/pagebreak.h"

static uint64_t random_state;

static inline int random_below(int n)
{
	random_state = random_state * 6364136223846793005u + 1442695040888963407u;
	return (int)((random_state >> 33) % (uint64_t)n);
}

static inline bool one_in(int n)
{
	return random_below(n) == 0;
}

typedef struct shape {
	int blocks, lines;               /* most of each: of lines, in a block */
	int settings, notes, note_lines; /* one block in so many has notes; 0: none */
	int keep, whole, opens, stuck;   /* one in so many; 0: none */
	int space;
	int floats; /* one block in so many begins one; 0: none */
} shape;

typedef struct paper {
	pagebreak_block *blocks;
	size_t count;
	pagebreak_prices prices;
} paper;

static inline bool chance(int n)
{
	return n && one_in(n);
}

static inline const uint8_t *random_marks(arena *a, int lines, int one, int most)
{
	uint8_t *marks = ARENA_ARRAY(a, (size_t)lines, uint8_t);
	for (int i = 0; i < lines; i++)
		marks[i] = one_in(one) ? (uint8_t)(1 + random_below(most)) : 0;
	return marks;
}

static inline void random_notes(arena *a, const shape *s, pagebreak_setting *setting, uint32_t id,
				int count, const int *lengths)
{
	(void)s;
	pagebreak_note *notes = ARENA_ARRAY(a, (size_t)count, pagebreak_note);
	int line = 0;
	for (int i = 0; i < count; i++) {
		line += random_below(setting->lines - line);
		notes[i] =
			(pagebreak_note){.line = line, .lines = lengths[i], .id = id + (uint32_t)i};
	}
	setting->notes = notes;
	setting->note_count = (size_t)count;
}

static inline void random_settings(arena *a, const shape *s, pagebreak_block *block, uint32_t id)
{
	int lines = 1 + random_below(s->lines), count = chance(s->notes) ? 1 + random_below(2) : 0,
	    lengths[2];
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

/* Floats of one or two blocks; in their place some cost what makes deferring them worth its price.
 * Where two follow each other, what comes after them has its space as if both were away; otherwise
 * it has the same for two that are owed as for one. */
static inline void random_floats(const shape *s, paper *d)
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
				b[k].settings[0] = (pagebreak_setting){
					.lines = 1 + random_below(4),
					.cost = one_in(2) ? random_below(600) : 0};
				b[k].setting_count = 1;
			}
			b[k].whole = true;
			b[k].keep = k + 1 < n ? !one_in(5) : one_in(8);
			b[k].before = k ? PAGEBREAK_FREE : b[k].before;
		}
		b->floats = (uint16_t)n;
		b->below = (uint16_t)random_below(2);
		for (int k = 0; k < 2 && i + n < d->count; k++)
			b[n].past[k] = k && !adjacent
					       ? b[n].past[0]
					       : (pagebreak_space){random_below(s->space + 1),
								   one_in(3) ? random_below(2) : 0,
								   one_in(3) ? random_below(2) : 0};
		adjacent = true;
	}
	for (size_t i = 0; i < d->count; i++) {
		d->blocks[i].settles = one_in(20);
		if (!one_in(3))
			d->blocks[i].orphans = d->blocks[i].widows = 1;
	}
}

static inline paper random_paper(arena *a, const shape *s)
{
	paper d = {.count = 1 + (size_t)random_below(s->blocks)};
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
		b->float_inside = one_in(3) ? random_below(900) : 0;
		b->less = one_in(3) ? random_below(2) : 0;
		b->more = one_in(3) ? random_below(2) : 0;
	}
	d.prices = (pagebreak_prices){.lines = 3 + random_below(5),
				      .two_sided = !one_in(4),
				      .spread_less = random_below(2),
				      .spread_more = random_below(2),
				      .spread = 1 + random_below(150),
				      .space = 1 + random_below(40),
				      .unlike = one_in(2) ? random_below(60) : 0,
				      .wider = d.count < 6 ? random_below(2) : 0,
				      .setting_most = one_in(2) ? 200 : 0,
				      .end_least = 3,
				      .end = 1 + random_below(500),
				      .note_rule = random_below(2),
				      .note_split = 1 + random_below(1000),
				      .first_page = 1 + random_below(2)};
	if (s->floats) {
		random_floats(s, &d);
		d.prices.lines = 5 + random_below(5);
		d.prices.carry = random_below(one_in(2) ? 200 : 2);
		d.prices.float_split = random_below(300);
	}
	for (size_t i = 1; d.prices.lines > 4 && one_in(3) && i < d.count; i++)
		if (d.blocks[i].before == PAGEBREAK_FREE && !d.blocks[i].floats)
			d.blocks[i].again = (uint16_t)random_below(3);
	return d;
}

#endif
