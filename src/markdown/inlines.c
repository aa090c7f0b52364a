/* inlines: from cmark's inlines to the document's. cmark counts places from the block's start,
 * without the container's marks and white space on each line, and its tree does not distinguish an
 * escaped character from a plain one. So every text is found again in the manuscript, near cmark's
 * place, and compared with it: that gives the exact byte and the escapes. */
#include "markdown/inlines.h"

#include "base/unicode.h"
#include "markdown/foreign.h"
#include "markdown/taken.h"

#include <glib.h>
#include <stdlib.h>

enum { MATCH_LEAST = 16, SEARCH_MOST = 256 };

size_t inlines_offset(const passage *p, int line, int column)
{
	int at = line - p->prelude - 1;
	if (at < 0 || (size_t)at >= p->lines)
		return at < 0 ? 0 : p->length;
	size_t offset = p->starts[at] + (size_t)(column > 0 ? column - 1 : 0);
	return offset < p->length ? offset : p->length;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Where a further line's words begin, after white space and quotes' marks. */
static size_t line_words(const passage *p, size_t line, int quotes)
{
	size_t at = p->starts[line], end = p->starts[line + 1];
	while (at < end && is_blank(p->text[at]))
		at++;
	for (int i = 0; i < quotes && at < end && p->text[at] == '>'; i++)
		for (at++; at < end && is_blank(p->text[at]); at++)
			;
	return at;
}

/* The byte where an inline begins according to cmark; the cursor, if cmark does not say. */
static size_t predicted(const passage *p, const inline_block *b, int line, int column)
{
	long at = (long)b->first_line + line - b->line + (long)b->shift;
	if ((line <= 0 && b->line > 0) || at < 0 || (size_t)at >= p->lines)
		return p->cursor;
	long along = (long)column - b->column;
	long start = (size_t)at == b->first_line ? (long)(p->starts[at] + b->offset)
						 : (long)line_words(p, (size_t)at, b->quotes);
	long offset = start + along;
	return offset < 0 ? 0 : offset < (long)p->length ? (size_t)offset : p->length;
}

/* Bytes of "&name;" or "&#123;" at text, 0 where there is none. */
static size_t entity_bytes(const char *text, size_t left)
{
	size_t n = 1;
	while (n < left && n < 34 && (text[n] == '#' || g_ascii_isalnum(text[n])))
		n++;
	return n > 1 && n < left && text[n] == ';' ? n + 1 : 0;
}

/* cmark reads a number with too many digits as an invalid character; by newer versions of the
 * specification it is plain text. */
static bool is_overlong(const char *entity, size_t bytes)
{
	bool hexadecimal = bytes > 3 && (entity[2] == 'x' || entity[2] == 'X');
	return bytes > 3 && entity[1] == '#' &&
	       bytes - (hexadecimal ? 4 : 3) > (hexadecimal ? 6 : 7);
}

static bool is_ampersand(const char *entity, size_t bytes)
{
	return (bytes == 5 && memcmp(entity, "&amp;", 5) == 0) ||
	       (bytes == 5 && memcmp(entity, "&#38;", 5) == 0);
}

/* One character of the tree's text, compared with the manuscript. */
typedef struct step {
	/* bytes of the manuscript, of the text; from is 0 where they differ */
	size_t from, to;
	bool escaped;
	bool as_written; /* take the manuscript's bytes, not the text's */
} step;

static step read_step(const char *from, size_t left, const char *to, size_t size)
{
	if (left > 1 && from[0] == '\\' && g_ascii_ispunct(from[1]))
		return (step){to[0] == from[1] ? 2 : 0, 1, true, false};
	size_t entity = left > 2 && from[0] == '&' ? entity_bytes(from, left) : 0;
	if (entity &&
	    (is_ampersand(from, entity) || size < entity || memcmp(from, to, entity) != 0)) {
		size_t bytes = 1;
		while (bytes < size && unicode_is_inside(to[bytes]))
			bytes++;
		return (step){entity, bytes, g_ascii_ispunct(to[0]), is_overlong(from, entity)};
	}
	return (step){left > 0 && from[0] == to[0], 1, false, false};
}

/* Is a text at this byte? Its first characters decide. */
static bool is_at(const passage *p, size_t at, const char *text, size_t size)
{
	size_t first = size < MATCH_LEAST ? size : MATCH_LEAST;
	if (first <= p->length - at && memcmp(p->text + at, text, first) == 0 &&
	    !memchr(text, '\\', first) && !memchr(text, '&', first))
		return true;
	for (size_t i = 0; i < size && i < MATCH_LEAST;) {
		step s = read_step(p->text + at, p->length - at, text + i, size - i);
		if (s.from == 0)
			return false;
		at += s.from;
		i += s.to;
	}
	return true;
}

/* Where a text is: as predicted, or some lines later (after link definitions), or a little later in
 * the line. */
static size_t find_text(passage *p, inline_block *b, size_t at, const char *text, size_t size)
{
	bool first = !b->found;
	b->found = true;
	if (is_at(p, at, text, size))
		return at;
	for (size_t line = b->first_line + 1; first && line <= b->last_line && line < p->lines;
	     line++)
		if (is_at(p, line_words(p, line, b->quotes), text, size)) {
			b->shift = line - b->first_line;
			return line_words(p, line, b->quotes);
		}
	for (size_t i = p->cursor; i < p->length && i < p->cursor + SEARCH_MOST; i++)
		if (is_at(p, i, text, size))
			return i;
	return p->cursor;
}

/* The text with a mark before each escaped character; the cursor ends after it. */
static node *read_escapes(manuscript *m, passage *p, size_t at, const char *text, size_t size)
{
	place where = text_place(p, at);
	bool plain = at + size <= p->length && memcmp(p->text + at, text, size) == 0;
	p->cursor = at + size < p->length ? at + size : p->length;
	if (plain && !memchr(text, '\\', size) && !memchr(text, '&', size))
		return node_text(m->arena, text, size, where);
	/* an entity as written is 35 bytes for 3 at most */
	char *bytes = arena_alloc(m->arena, size * 12 + 1);
	size_t n = 0, i = 0;
	while (i < size) {
		step s = read_step(p->text + at, p->length - at, text + i, size - i);
		if (s.from == 0)
			break;
		if (s.escaped)
			bytes[n++] = ESCAPED;
		memcpy(bytes + n, s.as_written ? p->text + at : text + i,
		       s.as_written ? s.from : s.to);
		n += s.as_written ? s.from : s.to;
		i += s.to;
		at += s.from;
	}
	memcpy(bytes + n, text + i, size - i);
	p->cursor = at;
	node *result = node_new(m->arena, NODE_TEXT, where);
	result->as.text.data = bytes;
	result->as.text.length = n + size - i;
	return result;
}

/* A [^x] that is left names no note. */
static void warn_of_notes(manuscript *m, const node *n)
{
	const char *data = n->as.text.data, *end = data + n->as.text.length, *counted = data;
	place where = n->place;
	for (const char *at = data; (at = memchr(at, '[', (size_t)(end - at))) && end - at > 3;
	     at++) {
		size_t label = strcspn(at + 2, " \t\xff[]");
		if (at[1] != '^' || label == 0 || at[2 + label] != ']' ||
		    (at > data && at[-1] == ESCAPED))
			continue;
		for (; where.column > 0 && counted < at; counted++)
			where.column += !unicode_is_inside(*counted);
		report_at(m->report, REPORT_NOTE_UNKNOWN, where,
			  "no note '[^%.*s]' is defined; write '[^%.*s]: …' in a paragraph of its "
			  "own, or '\\[' if none is meant",
			  (int)label, at + 2, (int)label, at + 2);
	}
}

static void read_text(manuscript *m, passage *p, inline_block *b, cmark_node *from, node *to)
{
	const char *text = cmark_node_get_literal(from);
	size_t size = text ? strlen(text) : 0;
	if (size == 0)
		return;
	taken_mark(from);
	size_t at =
		predicted(p, b, cmark_node_get_start_line(from), cmark_node_get_start_column(from));
	node *n = read_escapes(m, p, find_text(p, b, at, text, size), text, size);
	warn_of_notes(m, n);
	node_append(to, n);
}

static node *read_note_mark(manuscript *m, passage *p, cmark_node *from, place where)
{
	const char *name = cmark_node_get_literal(from);
	size_t number = (size_t)strtoul(name, NULL, 10) - 1, at = 0;
	if (number < p->mark_count && strcmp(p->marks[number], name) == 0)
		at = number;
	else
		while (at < p->mark_count && strcmp(p->marks[at], name) != 0)
			at++;
	if (at == p->mark_count)
		return node_text(m->arena, name, strlen(name), where);
	node *n = node_new(m->arena, NODE_NOTE_MARK, where);
	n->as.mark.note = m->notes[p->notes_from + at].note;
	return n;
}

static node *read_literal(manuscript *m, node_kind kind, cmark_node *from, place where)
{
	node *n = node_new(m->arena, kind, where);
	const char *text = cmark_node_get_literal(from);
	char *copy = arena_copy(m->arena, text, strlen(text));
	n->as.text.length = directives_unescape(copy, strlen(text));
	n->as.text.data = copy;
	return n;
}

/* Attributes, or mathematics. */
static node *read_ours(manuscript *m, passage *p, inline_block *b, cmark_node *from)
{
	const syntax_inline *found = syntax_inline_of(from);
	size_t at = predicted(p, b, found->line, found->column);
	node *n = node_new(m->arena, NODE_RAW, text_place(p, at));
	n->as.text.data = found->text;
	n->as.text.length = found->length;
	n->as.text.info = found->is_math ? "math" : attributes_mark;
	if (found->is_math) {
		char *text = arena_copy(m->arena, found->text, found->length);
		for (char *c = text; *c; c++)
			*c = *c == '\n' || *c == '\r' ? ' ' : *c;
		n->as.text.data = text;
		foreign_see(m, FOREIGN_MATH, n->place, found->text, found->length);
	} else {
		m->has_marks = true;
	}
	p->cursor = at + found->length < p->length ? at + found->length : p->length;
	return n;
}

static const char *copy_or_null(manuscript *m, const char *text)
{
	return text && *text ? arena_copy(m->arena, text, strlen(text)) : NULL;
}

static node *read_link(manuscript *m, cmark_node *from, place where)
{
	node *n = node_new(m->arena, NODE_LINK, where);
	const char *url = cmark_node_get_url(from);
	n->as.link.url = arena_copy(m->arena, url ? url : "", url ? strlen(url) : 0);
	n->as.link.title = copy_or_null(m, cmark_node_get_title(from));
	return n;
}

/* The path is as written until images_check resolves it; the words become the caption or the
 * description. */
static node *read_image(manuscript *m, cmark_node *from, place where)
{
	node *n = node_new(m->arena, NODE_IMAGE, where);
	const char *url = cmark_node_get_url(from);
	n->as.image.path = arena_copy(m->arena, url ? url : "", url ? strlen(url) : 0);
	n->as.image.title = copy_or_null(m, cmark_node_get_title(from));
	return n;
}

/* The words begin right after the tildes, whose number cmark does not keep. */
static node *read_strike(manuscript *m, cmark_node *from, place where)
{
	node *n = node_new(m->arena, NODE_STRIKE, where);
	cmark_node *words = cmark_node_first_child(from);
	n->as.strike.single =
		words &&
		cmark_node_get_start_column(words) - cmark_node_get_start_column(from) == 1;
	return n;
}

static node *read_one(manuscript *m, passage *p, inline_block *b, cmark_node *from, place where)
{
	switch (syntax_kind_of(from)) {
	case SYNTAX_SOFT_BREAK: return node_new(m->arena, NODE_SOFT_BREAK, where);
	case SYNTAX_HARD_BREAK: return node_new(m->arena, NODE_HARD_BREAK, where);
	case SYNTAX_CODE: taken_mark(from); return read_literal(m, NODE_CODE, from, where);
	case SYNTAX_HTML: return read_literal(m, NODE_RAW, from, where);
	case SYNTAX_EMPHASIS: return node_new(m->arena, NODE_EMPHASIS, where);
	case SYNTAX_STRONG: return node_new(m->arena, NODE_STRONG, where);
	case SYNTAX_STRIKE: return read_strike(m, from, where);
	case SYNTAX_LINK: return read_link(m, from, where);
	case SYNTAX_IMAGE: return read_image(m, from, where);
	case SYNTAX_NOTE_MARK: return read_note_mark(m, p, from, where);
	case SYNTAX_ATTRIBUTES:
	case SYNTAX_MATH: return read_ours(m, p, b, from);
	default: return node_new(m->arena, NODE_SPAN, where);
	}
}

/* After a line break the next line's words begin; code and links have ends of their own. */
static void move_cursor(passage *p, const inline_block *b, cmark_node *from, const node *to)
{
	if (to->kind == NODE_SOFT_BREAK || to->kind == NODE_HARD_BREAK) {
		size_t line = text_line(p, p->cursor) + 1;
		if (line < p->lines)
			p->cursor = line_words(p, line, b->quotes);
		return;
	}
	size_t end =
		predicted(p, b, cmark_node_get_end_line(from), cmark_node_get_end_column(from));
	if ((cmark_node_get_end_line(from) > 0 || b->line == 0) && end + 1 > p->cursor &&
	    end < p->length)
		p->cursor = end + 1;
}

/* Bounded by DEPTH_MOST. */
static void read_children(manuscript *m, passage *p, inline_block *b, cmark_node *from, node *to,
			  int depth)
{
	if (depth > DEPTH_MOST) {
		report_at(
			m->report, REPORT_NESTING_TOO_DEEP, to->place,
			"emphases, links and the like are nested more than %d deep; nest them less",
			DEPTH_MOST);
		return;
	}
	for (cmark_node *child = cmark_node_first_child(from); child;
	     child = cmark_node_next(child)) {
		if (syntax_kind_of(child) == SYNTAX_TEXT) {
			read_text(m, p, b, child, to);
			continue;
		}
		size_t at = predicted(p, b, cmark_node_get_start_line(child),
				      cmark_node_get_start_column(child));
		while (syntax_kind_of(child) == SYNTAX_CODE && at > 0 && p->text[at - 1] == '`')
			at--; /* cmark's column is that of the words inside */
		node *n = read_one(m, p, b, child, text_place(p, at));
		node_append(to, n);
		if (cmark_node_first_child(child))
			read_children(m, p, b, child, n, depth + 1);
		if (syntax_kind_of(child) != SYNTAX_ATTRIBUTES &&
		    syntax_kind_of(child) != SYNTAX_MATH)
			move_cursor(p, b, child, n);
	}
	html_inlines(m, to);
	spans_read(m, to);
}

static bool is_placeless(cmark_node *n)
{
	return cmark_node_get_start_line(n) == 0 && cmark_node_next(n) &&
	       syntax_kind_of(cmark_node_next(n)) == SYNTAX_TABLE;
}

inline_block inlines_block(const passage *p, cmark_node *n, int quotes)
{
	cmark_node *placed = is_placeless(n) ? cmark_node_next(n) : n;
	int first = cmark_node_get_start_line(placed) - p->prelude - 1,
	    last = cmark_node_get_end_line(placed) - p->prelude - 1;
	int column = cmark_node_get_start_column(placed);
	inline_block b = {.first_line = first < 0 ? 0 : (size_t)first,
			  .last_line = last < first ? (size_t)first : (size_t)last,
			  .offset = column > 0 ? (size_t)column - 1 : 0,
			  .line = cmark_node_get_start_line(n),
			  .column = cmark_node_get_start_column(n),
			  .quotes = quotes};
	if (b.first_line >= p->lines && p->lines > 0)
		b.first_line = p->lines - 1;
	return b;
}

place inlines_place(passage *p, const inline_block *b)
{
	size_t at = p->lines > 0 ? p->starts[b->first_line] + b->offset : 0;
	return text_place(p, at);
}

void inlines_read_block(manuscript *m, passage *p, cmark_node *from, node *to, int quotes)
{
	inline_block b = inlines_block(p, from, quotes);
	if (p->label_count > 0)
		labels_see(p, b.first_line, b.last_line);
	inlines_read(m, p, &b, from, to);
	arena_reset(m->scratch);
}

void inlines_read(manuscript *m, passage *p, inline_block *b, cmark_node *from, node *to)
{
	p->cursor = b->first_line < p->lines ? p->starts[b->first_line] + b->offset : p->length;
	read_children(m, p, b, from, to, 1);
}
