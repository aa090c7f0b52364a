/* columns: see columns.h. A column is filled from its head; a height is found by trying. */
#include "pages/columns.h"

#include "base/arena.h"

static bool is_before(columns_place a, columns_place b)
{
	return a.block != b.block ? a.block < b.block : a.line < b.line;
}

static bool is_same(columns_place a, columns_place b)
{
	return a.block == b.block && a.line == b.line;
}

static columns_place end_of(const columns_stream *s)
{
	return (columns_place){s->count, 0};
}

static int lines_of(const pagebreak_block *b)
{
	return b->settings[0].lines;
}

/* May a column end inside a block, before this line? */
static bool ends_inside(const pagebreak_block *b, int line)
{
	const uint8_t *stuck = b->settings[0].stuck;

	return !b->whole && line >= b->orphans && lines_of(b) - line >= b->widows &&
	       !(stuck && stuck[line - 1]);
}

static bool ends_after(const columns_stream *s, size_t block)
{
	const pagebreak_block *b = &s->blocks[block];
	const uint8_t *stuck = b->settings[0].stuck;

	return block + 1 == s->count || (!b->keep && !(stuck && stuck[lines_of(b) - 1]));
}

/* One column under way. */
typedef struct filling {
	columns_place at;    /* up to which it is filled */
	columns_place legal; /* the last place at which it may end */
	int used;
} filling;

/* Lines of the block at a place that come before `until`. */
static int lines_until(const columns_stream *s, columns_place at, columns_place until)
{
	return (at.block == until.block ? until.line : lines_of(&s->blocks[at.block])) - at.line;
}

static int space_above(const columns_stream *s, const filling *f)
{
	return f->used ? s->blocks[f->at.block].space : 0;
}

/* Take whole blocks as long as there is room. */
static void take_blocks(const columns_stream *s, columns_place until, int height, filling *f)
{
	while (is_before(f->at, until)) {
		int lines = lines_until(s, f->at, until), space = space_above(s, f);
		if (f->used + space + lines > height)
			return;
		f->used += space + lines;
		if (f->at.block == until.block) {
			f->at = f->legal = until;
			return;
		}
		if (ends_after(s, f->at.block))
			f->legal = (columns_place){f->at.block + 1, 0};
		f->at = (columns_place){f->at.block + 1, 0};
	}
}

/* Where a column of this height ends that begins at a place; the same place: nothing fits. */
static columns_place fill_column(const columns_stream *s, columns_place from, columns_place until,
				 int height)
{
	filling f = {from, from, 0};

	take_blocks(s, until, height, &f);
	if (!is_before(f.at, until))
		return until;
	for (int room = height - f.used - space_above(s, &f); room > 0; room--)
		if (ends_inside(&s->blocks[f.at.block], f.at.line + room))
			return (columns_place){f.at.block, f.at.line + room};
	return f.legal;
}

/* The same for a column that must take something, so that it ends where it should not. */
static columns_place force_column(const columns_stream *s, columns_place from, int height)
{
	filling f = {from, from, 0};

	take_blocks(s, end_of(s), height, &f);
	if (is_before(from, f.at))
		return f.at;
	return (columns_place){from.block, from.line + (height > 0 ? height : 1)};
}

static columns_place fill(const columns_stream *s, columns_place from, columns_place until,
			  int height)
{
	for (int i = 0; i < s->columns && is_before(from, until); i++)
		from = fill_column(s, from, until, height);
	return from;
}

static int space_of(const columns_stream *s, size_t block)
{
	return block ? s->blocks[block].space : 0;
}

int columns_height(const columns_stream *s, columns_place from, columns_place until)
{
	int lines = 0, tallest = 0, height;

	for (columns_place at = from; is_before(at, until); at = (columns_place){at.block + 1, 0}) {
		int more = lines_until(s, at, until);
		lines += more;
		tallest += more + space_of(s, at.block);
	}
	height = (lines + s->columns - 1) / s->columns;
	while (height < tallest && is_before(fill(s, from, until, height), until))
		height++;
	return height;
}

/* The parts of one column, from a place to where it ends. */
static void list_column(arena *a, const columns_stream *s, columns_place from, columns_place end,
			int column, columns_parts *parts)
{
	int row = 0;

	while (is_before(from, end)) {
		int lines = lines_until(s, from, end);
		row += row ? s->blocks[from.block].space : 0;
		*ARENA_APPEND(a, parts->items, parts->count, parts->capacity) =
			(columns_part){from.block, from.line, from.line + lines, column, row};
		row += lines;
		from = (columns_place){from.block + 1, 0};
	}
}

void columns_list(arena *a, const columns_stream *s, columns_place from, columns_place until,
		  columns_parts *parts)
{
	const int height = columns_height(s, from, until);

	parts->count = 0;
	for (int i = 0; i < s->columns; i++) {
		columns_place end =
			i + 1 < s->columns ? fill_column(s, from, until, height) : until;
		list_column(a, s, from, end, i, parts);
		from = end;
	}
}

/* --- The rows of a region ------------------------------------------------------------------- */

/* A region under way: rows are settled one after the other. */
typedef struct division {
	columns *columns;
	columns_place **at; /* by stream and row */
	bool *ends;
	int **natural; /* by stream and block: rows in one column up to it, spaces too */
	int lines, most, slack;
	int limit; /* rows that all must fit in; 0: as many as it takes */
	int last;  /* the last row that a page may end after */
} division;

static int natural_rows(const division *d, size_t stream, columns_place at)
{
	const columns_stream *s = &d->columns->streams[stream];

	return d->natural[stream][at.block] + (at.line ? space_of(s, at.block) + at.line : 0);
}

/* Where row `k` ends a stream: as far as the columns reach from each row that a page may end after.
 * A page in the middle of a region has at least half of its lines, so what pages lose does not add
 * up. */
static columns_place place_at(const division *d, size_t stream, int k, int least)
{
	const columns_stream *s = &d->columns->streams[stream];
	columns_place end = end_of(s);
	bool reached = false;

	for (int i = k > d->most ? k - d->most : 0; i < k; i++)
		if (i == 0 || (d->ends[i] && k - i >= least)) {
			columns_place here = fill(s, d->at[stream][i], end, k - i);
			end = is_before(here, end) ? here : end;
			reached = true;
		}
	return reached ? end : place_at(d, stream, k, 1);
}

/* May a page end after row k? Only if it leaves little empty, has more text than the last such row,
 * and leaves something for the next page. */
static bool is_good_end(const division *d, int k)
{
	bool more = false, rest = false;

	for (size_t i = 0; i < d->columns->count; i++) {
		const columns_stream *s = &d->columns->streams[i];
		columns_place here = d->at[i][k];
		more |= is_before(d->at[i][d->last], here);
		rest |= is_before(here, end_of(s));
		if (is_before(here, d->at[i][d->last]))
			return false;
		if (d->limit ? columns_height(s, here, end_of(s)) > d->limit - k
			     : is_before(here, end_of(s)) &&
				       natural_rows(d, i, here) < (k - d->slack) * s->columns)
			return false;
	}
	return more && rest;
}

/* Blocks that fit no column are divided where they should not be. */
static void force_end(division *d, int k)
{
	for (size_t i = 0; i < d->columns->count; i++) {
		const columns_stream *s = &d->columns->streams[i];
		columns_place here = d->at[i][d->last];
		if (is_same(here, d->at[i][k]) && is_before(here, end_of(s)))
			d->at[i][k] = force_column(s, here, k - d->last);
	}
	/* on a longer page than this, from a row before the last, it might not fit */
	for (int i = k > d->most ? k - d->most : 1; i < d->last; i++)
		d->ends[i] = false;
	d->ends[k] = true;
}

/* Does the text end with row k, from whichever row its last page begins after? */
static bool is_all(const division *d, int k)
{
	for (size_t i = 0; i < d->columns->count; i++) {
		const columns_stream *s = &d->columns->streams[i];
		if (is_before(d->at[i][k], end_of(s)) || is_before(place_at(d, i, k, 1), end_of(s)))
			return false;
	}
	return true;
}

/* Settle all rows, of at most `room`. Returns how many there are. */
static int settle(division *d, int room)
{
	d->last = 0;
	for (int k = 1;; k++) {
		for (size_t i = 0; i < d->columns->count; i++)
			d->at[i][k] = place_at(d, i, k, d->lines / 2);
		d->ends[k] = false;
		if (d->limit ? k == d->limit : is_all(d, k) || k == room)
			return k;
		if (is_good_end(d, k))
			d->ends[k] = true;
		else if (k - d->last >= d->lines)
			force_end(d, k);
		d->last = d->ends[k] ? k : d->last;
	}
}

static void count_natural(arena *a, division *d)
{
	for (size_t i = 0; i < d->columns->count; i++) {
		const columns_stream *s = &d->columns->streams[i];
		int *rows = d->natural[i] = ARENA_ARRAY(a, s->count + 1, int);
		for (size_t k = 0; k < s->count; k++)
			rows[k + 1] = rows[k] + space_of(s, k) + lines_of(&s->blocks[k]);
	}
}

/* So many rows are enough, whatever the slack. */
static int rows_at_most(const division *d)
{
	int rows = 1;

	for (size_t i = 0; i < d->columns->count; i++)
		rows += 2 * d->natural[i][d->columns->streams[i].count] + d->most;
	return rows;
}

/* Rows of a region that no page ends in. */
static int least_rows(const columns *c)
{
	int rows = 1;

	for (size_t i = 0; i < c->count; i++) {
		const columns_stream *s = &c->streams[i];
		int height = columns_height(s, (columns_place){0}, end_of(s));
		rows = height > rows ? height : rows;
	}
	return rows;
}

void columns_divide(arena *a, columns *c, int lines, int most, int slack)
{
	division d = {.columns = c, .lines = lines, .most = most};

	d.at = ARENA_ARRAY(a, c->count, columns_place *);
	d.natural = ARENA_ARRAY(a, c->count, int *);
	count_natural(a, &d);
	const int room = rows_at_most(&d) + slack;
	d.ends = ARENA_ARRAY(a, (size_t)room + 1, bool);
	for (size_t i = 0; i < c->count; i++)
		c->streams[i].at = d.at[i] = ARENA_ARRAY(a, (size_t)room + 1, columns_place);
	const int least = least_rows(c);
	d.limit = least <= lines ? least + slack : 0;
	d.slack = slack + 1;
	c->rows = settle(&d, room);
	for (size_t i = 0; i < c->count; i++) /* no text is lost */
		d.at[i][c->rows] = end_of(&c->streams[i]);
	c->ends = d.ends;
}

int columns_row(const columns *c, size_t stream, columns_place place)
{
	const columns_stream *s = &c->streams[stream];
	int row = 1;

	while (row < c->rows && (!c->ends[row] || !is_before(place, s->at[row])))
		row++;
	return row;
}
