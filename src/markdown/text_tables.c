/* text_tables: what a table of pandoc's looks like. Simple ones have a line of dashes below the
 * head, or dashes above and below the rows; a row of several lines needs a line of dashes above the
 * head, one below the last row, and blank lines between rows; a grid has its cells in boxes.
 * Columns are counted in characters. Whatever does not fit wholly is no table. */
#include "markdown/text_tables.h"

#include "base/unicode.h"
#include "markdown/syntax.h"

enum {
	COLUMNS_MOST = 60,
	LINES_MOST = 1000,
	MEASURE = 72 /* characters, as pandoc has it */
};

/* Columns of characters, from one to before another. */
typedef struct text_span {
	size_t from, to;
} text_span;

typedef struct table_drawing {
	manuscript *m;
	const passage *p;
	size_t line, offset; /* where it begins */
	size_t further;      /* the offset of its other lines */
	int quotes;          /* the quotations that it is in */
	bool free;           /* its lines may be further in than that */
	text_span columns[COLUMNS_MOST];
	size_t count;
	text_table *table;
} table_drawing;

/* The bytes of a line before the table: spaces, and the marks of quotations. SIZE_MAX: something
 * else is there. */
static size_t margin(const table_drawing *d, const char *at, const char *end)
{
	size_t n = 0;
	int quotes = 0;

	while (at + n < end && strchr(" >", at[n]) && (d->free || n < d->further))
		quotes += at[n++] == '>';
	return (n < d->further && !d->free && at + n < end) || quotes != d->quotes ? SIZE_MAX : n;
}

/* A line without the marks of what it is in; false: there is none, or something else is there, or
 * it ends a division. */
static bool read_line(const table_drawing *d, size_t number, const char **text, size_t *length)
{
	const passage *p = d->p;

	if (number >= p->lines || number > d->line + LINES_MOST)
		return false;
	const char *at = p->text + p->starts[number], *end = p->text + p->starts[number + 1];
	while (end > at && strchr("\r\n", end[-1]))
		end--;
	size_t offset = number > d->line ? margin(d, at, end) : d->offset;
	if (offset == SIZE_MAX)
		return false;
	at = at + offset < end ? at + offset : end;
	while (d->free && number == d->line && at < end && *at == ' ')
		at++;
	while (end > at && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	*text = at;
	*length = (size_t)(end - at);
	return !memchr(at, '\t', *length) && !memchr(at, SYNTAX_DRAWN_MARK, *length) &&
	       !(*length >= 3 && memcmp(at, ":::", 3) == 0);
}

/* The byte of a character column; the length where the line is shorter. */
static size_t byte_of(const char *text, size_t length, size_t column)
{
	size_t at = 0;

	for (; column > 0 && at < length; column--)
		for (at++; at < length && unicode_is_inside(text[at]);)
			at++;
	return at;
}

static bool is_blank(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] != ' ')
			return false;
	return true;
}

/* The groups of dashes of a line, into `groups`; 0: it is no such line. */
static size_t read_dashes(const char *text, size_t length, text_span *groups)
{
	size_t count = 0;

	for (size_t at = 0; at < length;) {
		if (text[at] == ' ') {
			at++;
			continue;
		}
		size_t n = 0;
		while (at + n < length && text[at + n] == '-')
			n++;
		if (n < 2 || count == COLUMNS_MOST)
			return 0;
		groups[count++] = (text_span){at, at + n};
		at += n;
		if (at < length && text[at] != ' ')
			return 0;
	}
	return count;
}

static text_row *add_row(table_drawing *d, bool head)
{
	text_table *t = d->table;
	text_row *row = ARENA_APPEND(d->m->arena, t->rows, t->count, t->capacity);

	*row = (text_row){.cells = ARENA_ARRAY(d->m->arena, d->count, text_cell), .head = head};
	return row;
}

/* The piece of a line between two columns, without the spaces around it. */
static const char *piece(const char *text, size_t length, text_span s, size_t *size)
{
	size_t from = byte_of(text, length, s.from), to = byte_of(text, length, s.to);

	while (from < to && text[from] == ' ')
		from++;
	while (to > from && text[to - 1] == ' ')
		to--;
	*size = to - from;
	return text + from;
}

/* May a cell begin or end there: is no word cut? */
static bool is_gap(const char *text, size_t length, size_t column)
{
	size_t at = byte_of(text, length, column);

	return at == 0 || at >= length || text[at] == ' ' || text[at - 1] == ' ';
}

/* What a column holds on a line is up to where the next one begins. */
static text_span reach(const table_drawing *d, size_t column)
{
	return (text_span){column ? d->columns[column].from : 0,
			   column + 1 < d->count ? d->columns[column + 1].from : SIZE_MAX};
}

static void add_piece(table_drawing *d, text_cell *cell, const char *words, size_t size)
{
	*ARENA_APPEND(d->m->arena, cell->pieces, cell->count, cell->capacity) =
		(text_piece){(size_t)(words - d->p->text), size};
}

/* Add a line's pieces to a row's cells. */
static bool add_line(table_drawing *d, text_row *row, const char *text, size_t length)
{
	for (size_t i = 0; i < d->count; i++) {
		size_t size;
		text_span s = reach(d, i);
		if (i > 0 && !is_gap(text, length, s.from))
			return false;
		const char *words = piece(text, length, s, &size);
		if (size > 0)
			add_piece(d, &row->cells[i], words, size);
	}
	row->count = d->count;
	return true;
}

/* How a line's words are in the columns that dashes draw. */
static void align_by(table_drawing *d, const char *text, size_t length)
{
	for (size_t i = 0; i < d->count; i++) {
		text_span s = reach(d, i);
		size_t size;
		const char *words = piece(text, length, s, &size);
		size_t from = 0, to;
		for (const char *c = text; c < words; c++)
			from += !unicode_is_inside(*c);
		to = from;
		for (const char *c = words; c < words + size; c++)
			to += !unicode_is_inside(*c);
		bool left = from <= d->columns[i].from, right = to >= d->columns[i].to;
		if (size > 0)
			d->table->aligns[i] = left && right ? CELL_NONE
					      : left        ? CELL_LEFT
					      : right       ? CELL_RIGHT
							    : CELL_CENTER;
	}
}

static void begin(table_drawing *d)
{
	d->table->columns = d->count;
	d->table->aligns = ARENA_ARRAY(d->m->arena, d->count, cell_align);
}

static void take_widths(table_drawing *d)
{
	size_t sum = 0;

	for (size_t i = 0; i < d->count; i++)
		sum += d->columns[i].to - d->columns[i].from + 1;
	sum = sum > MEASURE ? sum : MEASURE;
	d->table->widths = ARENA_ARRAY(d->m->arena, d->count, uint16_t);
	for (size_t i = 0; i < d->count; i++)
		d->table->widths[i] =
			(uint16_t)((d->columns[i].to - d->columns[i].from + 1) * 1000 / sum);
}

/* Rows of a line each, to a blank line or to `closed`: dashes again. */
static bool simple_rows(table_drawing *d, size_t line, bool closed)
{
	const char *text;
	size_t length, rows = 0;
	text_span again[COLUMNS_MOST];

	for (; read_line(d, line, &text, &length) && !is_blank(text, length); line++, rows++) {
		if (read_dashes(text, length, again) > 0) {
			d->table->last_line = line;
			if (read_line(d, line + 1, &text, &length) && !is_blank(text, length))
				return false;
			return rows > 0;
		}
		if (closed && rows == 0)
			align_by(d, text, length);
		if (!add_line(d, add_row(d, false), text, length))
			return false;
		d->table->last_line = line;
	}
	return !closed && rows > 0;
}

static bool simple(table_drawing *d)
{
	const char *text, *head;
	size_t length, head_length;

	if (!read_line(d, d->line, &head, &head_length))
		return false;
	d->count = read_dashes(head, head_length, d->columns);
	if (d->count > 1) {
		begin(d);
		return simple_rows(d, d->line + 1, true);
	}
	if (!read_line(d, d->line + 1, &text, &length) ||
	    (d->count = read_dashes(text, length, d->columns)) < 2)
		return false;
	begin(d);
	align_by(d, head, head_length);
	return add_line(d, add_row(d, true), head, head_length) &&
	       simple_rows(d, d->line + 2, false);
}

/* A line of dashes alone, below which a head and its columns come. */
static bool multiline_head(table_drawing *d, size_t *line)
{
	const char *text;
	size_t length, start = d->line + 1;

	for (*line = start; read_line(d, *line, &text, &length) && !is_blank(text, length);
	     ++*line) {
		d->count = read_dashes(text, length, d->columns);
		if (d->count == 0)
			continue;
		if (d->count == 1 || *line == start)
			return false;
		begin(d);
		text_row *row = add_row(d, true);
		for (size_t i = start; i < *line; i++) {
			read_line(d, i, &text, &length);
			if (i == start)
				align_by(d, text, length);
			if (!add_line(d, row, text, length))
				return false;
		}
		return true;
	}
	return false;
}

static bool multiline(table_drawing *d)
{
	const char *text;
	size_t length, line;
	text_span groups[COLUMNS_MOST];
	text_row *row = NULL;

	if (!read_line(d, d->line, &text, &length) || read_dashes(text, length, groups) != 1 ||
	    !multiline_head(d, &line))
		return false;
	size_t rows = 0;
	for (line++; read_line(d, line, &text, &length); line++) {
		if (is_blank(text, length)) {
			row = NULL;
		} else if (read_dashes(text, length, groups) == 1) {
			d->table->last_line = line;
			take_widths(d);
			return rows > 0;
		} else {
			rows += !row;
			row = row ? row : add_row(d, false);
			if (!add_line(d, row, text, length))
				return false;
		}
	}
	return false;
}

/* Grids */

/* The columns of a line such as "+---+:==:+"; how they are aligned, if it says so. */
static size_t read_border(const char *text, size_t length, text_span *columns, cell_align *aligns,
			  bool *head)
{
	size_t count = 0, from = 1;

	*head = false;
	if (length < 3 || text[0] != '+' || text[length - 1] != '+')
		return 0;
	for (size_t at = 1; at < length; at++) {
		if (text[at] == '+') {
			if (at == from || count == COLUMNS_MOST)
				return 0;
			bool left = text[from] == ':', right = text[at - 1] == ':';
			aligns[count] = left && right ? CELL_CENTER
					: left        ? CELL_LEFT
					: right       ? CELL_RIGHT
						      : CELL_NONE;
			columns[count++] = (text_span){from, at};
			from = at + 1;
		} else if (!strchr("-=:", text[at])) {
			return 0;
		}
		*head = *head || text[at] == '=';
	}
	return count;
}

/* Is there a bar on each of a row's lines, right of a column? */
static bool is_parted(const table_drawing *d, size_t from, size_t to, size_t column)
{
	const char *text;
	size_t length;

	for (size_t line = from; line < to; line++) {
		read_line(d, line, &text, &length);
		size_t at = byte_of(text, length, d->columns[column].to);
		if (at >= length || text[at] != '|')
			return false;
	}
	return true;
}

/* The lines of a cell, without the indent that all of them have. */
static void fill_cell(table_drawing *d, text_cell *cell, size_t from, size_t to, text_span s)
{
	size_t indent = SIZE_MAX, length;
	const char *text;

	for (int pass = 0; pass < 2; pass++)
		for (size_t line = from; line < to; line++) {
			read_line(d, line, &text, &length);
			size_t start = byte_of(text, length, s.from),
			       end = byte_of(text, length, s.to), space = 0;
			while (end > start && text[end - 1] == ' ')
				end--;
			while (start + space < end && text[start + space] == ' ')
				space++;
			if (pass == 0) {
				indent = start + space < end && space < indent ? space : indent;
				continue;
			}
			if (indent == SIZE_MAX)
				return;
			start = start + indent < end ? start + indent : end;
			add_piece(d, cell, text + start, end - start);
		}
}

static bool add_grid_row(table_drawing *d, size_t from, size_t to)
{
	const char *text;
	size_t length;

	for (size_t line = from; line < to; line++)
		if (!read_line(d, line, &text, &length) || length < 2 || text[0] != '|' ||
		    byte_of(text, length, d->columns[d->count - 1].to) != length - 1 ||
		    text[length - 1] != '|')
			return false;
	if (from == to)
		return false;
	text_row *row = add_row(d, false);
	for (size_t i = 0, first = 0; i < d->count; i++) {
		if (i + 1 < d->count && !is_parted(d, from, to, i))
			continue;
		text_cell *cell = &row->cells[row->count++];
		cell->across = (uint16_t)(i - first + 1);
		fill_cell(d, cell, from, to, (text_span){d->columns[first].from, d->columns[i].to});
		first = i + 1;
	}
	return true;
}

/* How many rows are above each of the borders of equals signs: the first, the last, and the one
 * before the last. */
typedef struct equals {
	size_t first, before, last;
} equals;

/* The rows above the first border of equals signs are the head. Those between the last two are the
 * foot if they are the table's last. */
static void part_grid(text_table *table, const equals *e)
{
	const bool foot = e->last == table->count && e->before > e->first;

	for (size_t i = 0; e->first < table->count && i < e->first; i++)
		table->rows[i].head = true;
	for (size_t i = e->before; foot && i < table->count; i++)
		table->rows[i].foot = true;
}

/* The line where rows or borders end that go on from a line: none of them is in a table, if one
 * can't be read or is too far down. */
static size_t end_of_drawing(const table_drawing *d, size_t line)
{
	for (; line < d->p->lines; line++) {
		const char *at = d->p->text + d->p->starts[line],
			   *end = d->p->text + d->p->starts[line + 1];
		size_t offset = margin(d, at, end);
		if (offset == SIZE_MAX || at + offset >= end ||
		    !(at[offset] == '|' || (at[offset] == '+' && at + offset + 1 < end &&
					    strchr("-=:", at[offset + 1]))))
			break;
	}
	return line;
}

/* Borders may leave out the corners of cells that span; between them all columns are as first. */
static bool grid(table_drawing *d)
{
	const char *text;
	size_t length, start;
	text_span columns[COLUMNS_MOST];
	cell_align aligns[COLUMNS_MOST];
	bool head;
	equals e = {0};

	if (!read_line(d, d->line, &text, &length))
		return false;
	d->count = read_border(text, length, d->columns, aligns, &head);
	if (d->count == 0 || head)
		return false;
	begin(d);
	memcpy(d->table->aligns, aligns, d->count * sizeof *aligns);
	start = d->line + 1;
	for (size_t line = start; read_line(d, line, &text, &length) && length > 0; line++) {
		if (text[0] == '|')
			continue;
		if (start == line && !(text[0] == '+' && length > 1 && strchr("-=:", text[1])))
			break; /* other words or the next item, right below it */
		d->table->last_line = line;
		size_t count = read_border(text, length, columns, aligns, &head);
		if (count != d->count ||
		    memcmp(columns, d->columns, count * sizeof *columns) != 0 ||
		    !add_grid_row(d, start, line))
			return false;
		if (head && !e.first)
			memcpy(d->table->aligns, aligns, d->count * sizeof *aligns);
		if (head)
			e = (equals){e.first ? e.first : d->table->count, e.last, d->table->count};
		start = line + 1;
	}
	size_t end = end_of_drawing(d, start);
	if (d->table->count == 0 || start != d->table->last_line + 1 || end != start) {
		d->table->last_line = end;
		return false;
	}
	take_widths(d);
	part_grid(d->table, &e);
	d->table->blocks = true;
	return true;
}

bool text_tables_find(manuscript *m, const passage *p, const text_table_place *where, bool grids,
		      text_table *table)
{
	static bool (*const kinds[])(table_drawing *) = {grid, simple, multiline};

	for (size_t i = 0; i < (grids ? 1 : sizeof kinds / sizeof *kinds); i++) {
		table_drawing d = {.m = m,
				   .p = p,
				   .line = where->line,
				   .offset = where->offset,
				   .further = where->further,
				   .quotes = where->quotes,
				   .free = i == 0,
				   .table = table};
		*table = (text_table){0};
		if (kinds[i](&d))
			return true;
		if (i == 0 && table->last_line > where->line)
			return false; /* it began as a grid */
	}
	return false;
}
