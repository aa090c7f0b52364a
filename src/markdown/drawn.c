/* drawn: pandoc's tables in a passage, made into blocks that cmark knows. Only cmark can say what a
 * line is in: code, a list's item, a note. So a text that may have such tables is read by cmark,
 * they are looked for in its tree, their lines are replaced, and cmark reads the text once more.
 * Then the words of their cells are words of the text as any others: they can call notes and follow
 * definitions of links that are elsewhere.
 *
 * The lines that replace a table have what was before it on its lines (spaces, the marks of
 * quotations and lists), then
 *
 *   SYNTAX_DRAWN_MARK level 't'   where it begins
 *   SYNTAX_DRAWN_MARK level 'c'   before each cell
 *   SYNTAX_DRAWN_MARK level 'e'   where it ends
 *
 * A cell's lines follow its mark; those of a cell that holds words alone become one, a heading, in
 * which nothing begins a block. Tables in cells are found when the text is read again, one level
 * deeper each time.
 *
 * Invariant: each line of the new text has the place of the line that its words were on, and all
 * letters of a table are in its cells, or it is TEXT_LOST. */
#include "markdown/drawn.h"

#include "markdown/inlines.h"

#include <glib.h>

typedef struct found_table {
	text_table_place at;
	drawn_table drawn;
} found_table;

typedef struct table_search {
	manuscript *m;
	const passage *p;
	found_table *tables;
	size_t count, capacity;
	/* lines that begin no table: those of one, or of what was not one */
	size_t from, to;
} table_search;

bool drawn_may_be(const passage *p)
{
	return memmem(p->text, p->length, "+-", 2) || memmem(p->text, p->length, "+:", 2) ||
	       memmem(p->text, p->length, "-- ", 3);
}

const text_table *drawn_on(const passage *p, size_t line)
{
	size_t low = 0, high = p->drawn_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (p->drawn[middle].line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low < p->drawn_count && p->drawn[low].line == line ? &p->drawn[low].table : NULL;
}

/* --- where they are ------------------------------------------------------------------------- */

/* Is a block in nothing but divisions, which do not move its lines in? */
static bool is_outermost(cmark_node *from)
{
	do
		from = cmark_node_parent(from);
	while (from && syntax_kind_of(from) == SYNTAX_DIVISION);
	return from && !cmark_node_parent(from);
}

/* How far in the lines of a block are after its first, which may follow the mark of a note: these
 * are four bytes further in than that mark. */
static size_t further_in(const passage *p, cmark_node *from, size_t line, size_t offset)
{
	enum { INDENT = 4 };
	const char *text = p->text + p->starts[line];
	cmark_node *n = from;

	do
		n = cmark_node_parent(n);
	while (n && syntax_kind_of(n) != SYNTAX_NOTE);
	if (!n || cmark_node_get_start_line(n) - p->prelude - 1 != (int)line)
		return offset;
	const char *mark = memmem(text, offset, "[^", 2),
		   *end = mark ? memmem(mark, (size_t)(text + offset - mark), "]:", 2) : NULL;
	if (!end)
		return offset;
	end += 2 + strspn(end + 2, " \t");
	return (size_t)(mark - text) + INDENT +
	       (end < text + offset ? offset - (size_t)(end - text) : 0);
}

/* Do this block and those after it in what they are in reach to a line, and the last of them no
 * further, unless it is a paragraph, which can be parted? */
static bool covers(const passage *p, cmark_node *from, size_t line)
{
	cmark_node *last = from, *next = cmark_node_next(from);

	while (next && inlines_block(p, next, 0).first_line <= line) {
		last = next;
		next = cmark_node_next(last);
	}
	size_t end = inlines_block(p, last, 0).last_line;
	if (end == line || (end > line && syntax_kind_of(last) == SYNTAX_PARAGRAPH))
		return true;
	if (end < line)
		return false;
	for (size_t i = line + 1; i <= end && i < p->lines; i++) {
		size_t at = p->starts[i] + strspn(p->text + p->starts[i], " \t\r\n>");
		if (at < p->starts[i + 1] && strncmp(p->text + at, ":::", 3) != 0)
			return false;
	}
	return true;
}

/* Is there a table on a line of a block? `grids`: no other. */
static bool look_at(table_search *s, cmark_node *from, const text_table_place *at, bool grids)
{
	text_table table;

	if (!text_tables_find(s->m, s->p, at, grids, &table)) {
		if (s->p->text[s->p->starts[at->line] + at->offset] == '+' &&
		    table.last_line > at->line)
			s->from = at->line, s->to = table.last_line;
		return false;
	}
	if (!covers(s->p, from, table.last_line))
		return false;
	s->from = at->line;
	s->to = table.last_line + 1;
	*ARENA_APPEND(s->m->arena, s->tables, s->count, s->capacity) =
		(found_table){*at, {.table = table}};
	return true;
}

/* May a text table begin with the first line of such a block: dashes, a head over dashes, or a
 * grid? */
static bool may_begin(const passage *p, cmark_node *from, size_t line, size_t at)
{
	cmark_node *next = cmark_node_next(from);

	if (syntax_kind_of(from) == SYNTAX_RULE)
		return p->text[at] == '-';
	return p->text[at] == '+' || (next && syntax_kind_of(next) == SYNTAX_RULE &&
				      inlines_block(p, next, 0).first_line == line + 1);
}

/* Does a paragraph's first line say that a quotation is an alert? What is below it may be
 * anything. */
static bool is_alert(const passage *p, cmark_node *from, const inline_block *b)
{
	const char *text = p->text + p->starts[b->first_line] + b->offset,
		   *end = p->text + p->starts[b->first_line + 1];

	while (end > text && g_ascii_isspace(end[-1]))
		end--;
	return syntax_kind_of(cmark_node_parent(from)) == SYNTAX_QUOTE && end - text > 3 &&
	       memcmp(text, "[!", 2) == 0 && end[-1] == ']';
}

static void look_in(table_search *s, cmark_node *from, int quotes)
{
	const passage *p = s->p;
	inline_block b = inlines_block(p, from, quotes);

	if (p->lines == 0 || p->starts[b.first_line] + b.offset >= p->length)
		return;
	const bool alert = is_alert(p, from, &b);
	for (size_t line = b.first_line; line <= b.last_line && line < p->lines; line++) {
		size_t at = p->starts[line] + b.offset;
		if (line > b.first_line) {
			at = p->starts[line] + strspn(p->text + p->starts[line], " >");
			at = at < p->starts[line] + b.offset || p->text[at] == '+'
				     ? at
				     : p->starts[line] + b.offset;
		}
		bool begins = line == b.first_line || (alert && line == b.first_line + 1);
		if ((line >= s->from && line < s->to) || at >= p->length ||
		    !(begins ? may_begin(p, from, line, at) : p->text[at] == '+'))
			continue;
		size_t offset = at - p->starts[line];
		/* a head may be indented in its line */
		if (is_outermost(from) && p->text[at] != '+')
			offset = 0;
		text_table_place place = {
			line, offset,
			line == b.first_line ? further_in(p, from, line, offset) : offset, quotes};
		look_at(s, from, &place, !begins);
	}
}

static void look(table_search *s, cmark_node *root)
{
	cmark_iter *at = cmark_iter_new(root);
	int quotes = 0;

	for (cmark_event_type e; (e = cmark_iter_next(at)) != CMARK_EVENT_DONE;) {
		cmark_node *n = cmark_iter_get_node(at);
		syntax_kind kind = syntax_kind_of(n);
		if (kind == SYNTAX_QUOTE)
			quotes += e == CMARK_EVENT_ENTER ? 1 : -1;
		else if (e == CMARK_EVENT_ENTER && cmark_node_get_start_line(n) > s->p->prelude &&
			 (kind == SYNTAX_PARAGRAPH || kind == SYNTAX_RULE))
			look_in(s, n, quotes);
	}
	cmark_iter_free(at);
}

static int by_line(const void *a, const void *b)
{
	const found_table *one = a, *two = b;

	return (one->at.line > two->at.line) - (one->at.line < two->at.line);
}

/* --- the text that cmark reads -------------------------------------------------------------- */

typedef struct table_writing {
	manuscript *m;
	const passage *p; /* what was written */
	int level;
	arena_text text;
	line_origin *origins;
	size_t lines, origin_capacity;
	drawn_table *drawn; /* of this level and those above it */
	size_t count, capacity;
} table_writing;

static void put(table_writing *w, const char *text, size_t size)
{
	arena_add(w->m->arena, &w->text, text, size);
}

/* Begin a line that has a line's place, `shift` characters further right. */
static void begin(table_writing *w, size_t line, int shift)
{
	const passage *p = w->p;
	line_origin origin = {p->source, p->lines_before + (int)line + 1, 0};

	if (p->origins && line < p->origin_count)
		origin = p->origins[line];
	origin.shift += shift;
	*ARENA_APPEND(w->m->arena, w->origins, w->lines, w->origin_capacity) = origin;
}

static int characters(const char *text, size_t size)
{
	int count = 0;

	for (size_t i = 0; i < size; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

/* What is before a table's lines. */
typedef struct table_margin {
	const char *first, *text;
	size_t first_size, size;
} table_margin;

static void put_mark(table_writing *w, size_t line, const char *before, size_t size, char what)
{
	const char mark[] = {SYNTAX_DRAWN_MARK, (char)('0' + w->level), what, '\n'};

	begin(w, line, 0);
	put(w, before, size);
	put(w, mark, sizeof mark);
}

/* Begin a line with a piece's place. */
static void begin_piece(table_writing *w, const table_margin *before, const text_piece *piece,
			size_t more)
{
	size_t line = text_line(w->p, piece->at), start = w->p->starts[line];

	begin(w, line,
	      (int)(before->size + more) - characters(w->p->text + start, piece->at - start));
	put(w, before->text, before->size);
}

static void put_cell(table_writing *w, const table_margin *before, const text_cell *cell,
		     bool blocks)
{
	for (size_t i = 0; i < cell->count && blocks; i++) {
		begin_piece(w, before, &cell->pieces[i], 0);
		put(w, w->p->text + cell->pieces[i].at, cell->pieces[i].size);
		put(w, "\n", 1);
	}
	if (blocks || cell->count == 0)
		return;
	begin_piece(w, before, cell->pieces, 2);
	put(w, "#", 1);
	for (size_t i = 0; i < cell->count; i++) {
		put(w, " ", 1);
		put(w, w->p->text + cell->pieces[i].at, cell->pieces[i].size);
	}
	put(w, " #\n", 3);
}

/* Bytes of letters, digits and signs that no border has. */
static size_t count_letters(const char *text, size_t size)
{
	size_t count = 0;

	for (size_t i = 0; i < size; i++)
		count += (unsigned char)text[i] >= 0x80 || g_ascii_isalnum(text[i]);
	return count;
}

static void check(table_writing *w, const found_table *t)
{
	const passage *p = w->p;
	size_t from = p->starts[t->at.line] + t->at.offset,
	       letters = count_letters(p->text + from,
				       p->starts[t->drawn.table.last_line + 1] - from);

	for (size_t i = 0; i < t->drawn.table.count; i++)
		for (size_t k = 0; k < t->drawn.table.rows[i].count; k++) {
			const text_cell *cell = &t->drawn.table.rows[i].cells[k];
			for (size_t n = 0; n < cell->count; n++)
				letters -= count_letters(p->text + cell->pieces[n].at,
							 cell->pieces[n].size);
		}
	if (letters != 0) {
		passage place = *p;
		report_at(w->m->report, REPORT_TEXT_LOST, text_place(&place, from),
			  "words of the table that begins here were not read; the fault is "
			  "Platen's, please report it with the manuscript");
	}
}

static void put_table(table_writing *w, const found_table *t)
{
	const passage *p = w->p;
	const text_table *table = &t->drawn.table;
	const char *first = p->text + p->starts[t->at.line],
		   *second = p->text + p->starts[t->at.line + 1];
	size_t size = t->drawn.table.blocks ? strspn(second, " >") : t->at.further;
	const table_margin before = {
		.first = first, .first_size = t->at.offset, .text = second, .size = size};

	check(w, t);
	*ARENA_APPEND(w->m->arena, w->drawn, w->count, w->capacity) =
		(drawn_table){w->lines, *table};
	put_mark(w, t->at.line, before.first, before.first_size, 't');
	for (size_t i = 0; i < table->count; i++)
		for (size_t k = 0; k < table->rows[i].count; k++) {
			const text_cell *cell = &table->rows[i].cells[k];
			size_t line = cell->count ? text_line(p, cell->pieces->at) : t->at.line;
			put_mark(w, line, before.text, before.size, 'c');
			put_cell(w, &before, cell, table->blocks);
		}
	put_mark(w, table->last_line, before.text, before.size, 'e');
}

static void put_line(table_writing *w, size_t line, size_t *above)
{
	const passage *p = w->p;

	if (*above < p->drawn_count && p->drawn[*above].line == line)
		*ARENA_APPEND(w->m->arena, w->drawn, w->count, w->capacity) =
			(drawn_table){w->lines, p->drawn[(*above)++].table};
	begin(w, line, 0);
	put(w, p->text + p->starts[line], p->starts[line + 1] - p->starts[line]);
}

bool drawn_rewrite(manuscript *m, passage *p, const passage *plain, cmark_node *root, int level)
{
	table_search s = {.m = m, .p = p};
	table_writing w = {.m = m, .p = plain, .level = level};

	look(&s, root);
	if (s.count == 0)
		return false;
	qsort(s.tables, s.count, sizeof *s.tables, by_line);
	for (size_t line = 0, next = 0, above = 0; line < plain->lines; line++) {
		if (next < s.count && s.tables[next].at.line == line) {
			put_table(&w, &s.tables[next]);
			line = s.tables[next++].drawn.table.last_line;
		} else {
			put_line(&w, line, &above);
		}
	}
	source *all = ARENA_NEW(m->arena, source);
	put(&w, "", 0);
	*all = (source){plain->source->name, w.text.bytes, w.text.length};
	const place *fixed = plain->fixed;
	const manuscript_file *file = plain->file;
	text_passage(m, p, file, all, 0);
	p->fixed = fixed;
	p->origins = w.origins;
	p->origin_count = w.lines;
	p->drawn = w.drawn;
	p->drawn_count = w.count;
	return true;
}
