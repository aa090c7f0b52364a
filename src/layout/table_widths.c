/* table_widths: the widths by which a table is lowest.
 *
 * Where all cells have room on one line, each column is as wide as its longest cell. Otherwise a
 * first sharing is made as CSS 2.1 17.5.2.2 does for automatic tables: each column gets its least
 * (its longest word; of names in code, which may be divided, some letters), a column that wants no
 * more than an even share gets all it wants, and what is left is shared in proportion to what each
 * of the others would still like. That sharing knows only each column's longest cell, so one long
 * name in one cell takes room from prose in every row. So it is bettered: as long as moving a
 * little width from one column to another makes the table cheaper, the move that gains most is
 * made, first with large steps and then with smaller ones. A row is as tall as its tallest cell,
 * and a cell of length l in a column of width w takes l/w lines and, where it is broken, half a
 * line more for what its lines leave empty. A long name that has to be divided costs a line and a
 * half, a short one, in which nobody expects that, four; and each broken cell an eighth, so that
 * cells stay whole where the row is as tall anyway.
 *
 * Contract: integers alone, no column below its least, the sum never above the room. Rows are
 * looked at one by one, so the caller gives a sample of a long table; the work is at most rows
 * times columns cubed times STEPS times MOVES_MOST. */
#include "layout/table_widths.h"

enum {
	LINE = 64,              /* units of cost in a line */
	BROKEN = LINE / 2,      /* what a broken cell's lines leave empty */
	DIVIDED = LINE * 3 / 2, /* the price of a divided token */
	DIVIDED_SHORT = LINE * 4,
	STEPS = 5,         /* step sizes, each half of the one before */
	FIRST_STEP = 8,    /* of the room */
	MOVES_MOST = 48,   /* for each step size */
	COLUMNS_MOST = 24, /* of tables that are bettered */
	ROWS_MOST = 128,
	WORK = 1 << 21 /* what bounds the sample */
};

size_t table_widths_rows(size_t columns)
{
	size_t cube = columns * columns * columns;

	if (columns == 0 || columns > COLUMNS_MOST)
		return 0;
	return WORK / cube < ROWS_MOST ? WORK / cube : ROWS_MOST;
}

length table_widths_least(const table_wants *w, size_t column)
{
	const table_need *need = &w->whole[column];
	length token = need->token < w->token_least ? need->token : w->token_least;

	return need->word > token ? need->word : token;
}

/* What the columns without a width need at least. */
static length least_of(const table_wants *w, const length *widths)
{
	length sum = 0;

	for (size_t i = 0; i < w->columns; i++)
		sum += widths[i] ? 0 : table_widths_least(w, i);
	return sum;
}

/* Give modest columns what they want: as long as one wants no more than an even share of what is
 * left, and the others keep their least. Returns what is left. */
static length please_modest(const table_wants *w, length *widths)
{
	length room = w->room;
	size_t left = w->columns;

	for (bool again = true; again && left;) {
		again = false;
		for (size_t i = 0; i < w->columns; i++) {
			length most = w->whole[i].most;
			if (widths[i] || most > room / (length)left ||
			    room - most < least_of(w, widths) - table_widths_least(w, i))
				continue;
			widths[i] = most > 0 ? most : 1;
			room -= widths[i];
			left--;
			again = left > 0;
		}
	}
	return room;
}

/* The first sharing. */
static void share(const table_wants *w, length *widths)
{
	length room = please_modest(w, widths), least = least_of(w, widths), wish = 0;

	for (size_t i = 0; i < w->columns; i++)
		wish += widths[i] ? 0 : w->whole[i].most - table_widths_least(w, i);
	for (size_t i = 0; i < w->columns; i++) {
		length own = table_widths_least(w, i), more = w->whole[i].most - own;
		if (!widths[i])
			widths[i] = least + wish <= room
					    ? own + more
					    : own + length_scale(more, room - least, wish);
	}
}

static int64_t lines_of(const table_need *n, length width)
{
	return width < 1 ? LINE * LINE : n->most <= width ? LINE : LINE * n->most / width + BROKEN;
}

/* What the rows of the sample come to. */
static int64_t price_of(const table_wants *w, const length *widths)
{
	int64_t sum = 0;

	for (size_t i = 0; i < w->rows; i++) {
		int64_t tallest = 0, divided = 0;
		for (size_t k = 0; k < w->columns; k++) {
			const table_need *n = &w->needs[i * w->columns + k];
			int64_t lines = lines_of(n, widths[k]);
			divided += n->token <= widths[k]       ? 0
				   : n->token > w->token_short ? DIVIDED
							       : DIVIDED_SHORT;
			tallest = lines > tallest ? lines : tallest;
			divided += lines > LINE ? LINE / 8 : 0;
		}
		sum += tallest + divided;
	}
	return sum;
}

/* Make the best move of a step; false: none gains. */
static bool move(const table_wants *w, length *widths, length step, int64_t *cost)
{
	int64_t best = *cost;
	size_t from = 0, to = 0;

	for (size_t a = 0; a < w->columns; a++) {
		if (widths[a] - step < table_widths_least(w, a) || widths[a] <= step)
			continue;
		for (size_t b = 0; b < w->columns; b++) {
			if (a == b || widths[b] >= w->whole[b].most)
				continue;
			widths[a] -= step;
			widths[b] += step;
			int64_t price = price_of(w, widths);
			widths[a] += step;
			widths[b] -= step;
			if (price < best) {
				best = price;
				from = a;
				to = b;
			}
		}
	}
	if (best == *cost)
		return false;
	widths[from] -= step;
	widths[to] += step;
	*cost = best;
	return true;
}

static void better(const table_wants *w, length *widths)
{
	int64_t cost = price_of(w, widths);
	length step = w->room / FIRST_STEP;

	for (int i = 0; i < STEPS && step > 0; i++, step /= 2)
		for (int moves = 0; moves < MOVES_MOST && move(w, widths, step, &cost); moves++)
			;
}

bool table_widths(const table_wants *w, length *widths)
{
	length most = 0, least = 0;

	for (size_t i = 0; i < w->columns; i++) {
		widths[i] = 0;
		most += w->whole[i].most;
		least += table_widths_least(w, i);
	}
	for (size_t i = 0; i < w->columns && least > w->room; i++)
		widths[i] = length_scale(table_widths_least(w, i), w->room, least);
	if (least > w->room)
		return false;
	share(w, widths);
	if (most > w->room && w->columns > 1 && w->rows)
		better(w, widths);
	return true;
}
