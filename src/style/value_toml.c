/* value_toml: a reader of TOML (version 1.0) in one pass, by recursive descent. Debian has no
 * library of it for C. It reads what the language has and refuses what can't be read; of numbers
 * and dates it takes the text, since the caller that asks for a value checks it. A table is a value
 * whose entries grow while lines are read: `open` is the one that keys belong to now. */
#include "style/value_toml.h"

#include "base/arena.h"
#include "base/unicode.h"

#include <glib.h>
#include <string.h>

enum { DEPTH_MOST = 32, ENTRIES_MOST = 10000 };

/* A map or list that can grow; `value` comes first, so that a pointer to one is one to the
 * other. */
typedef struct table {
	value value;
	size_t capacity;
} table;

typedef struct toml {
	arena *arena;
	report *report;
	const source *source;
	const char *text;
	size_t at, end;
	size_t line_start;
	int line;
	table *root, *open;
	bool failed;
} toml;

static place here(const toml *t)
{
	int column = 1;
	for (size_t i = t->line_start; i < t->at; i++)
		column += !unicode_is_inside(t->text[i]);
	return (place){t->source, t->line, column};
}

static bool fail(toml *t, const char *words)
{
	if (!t->failed)
		report_at(t->report, REPORT_TOML_SYNTAX, here(t), "%s", words);
	t->failed = true;
	return false;
}

static char peek(const toml *t)
{
	return t->at < t->end ? t->text[t->at] : '\0';
}

static bool is_next(const toml *t, const char *words)
{
	size_t n = strlen(words);
	return t->end - t->at >= n && memcmp(t->text + t->at, words, n) == 0;
}

static void step(toml *t)
{
	if (t->text[t->at++] == '\n') {
		t->line++;
		t->line_start = t->at;
	}
}

static void skip_blanks(toml *t)
{
	while (peek(t) == ' ' || peek(t) == '\t')
		step(t);
}

/* Blanks, ends of lines and comments. */
static void skip_space(toml *t)
{
	for (;;) {
		if (peek(t) == '#')
			while (t->at < t->end && peek(t) != '\n')
				step(t);
		else if (peek(t) && strchr(" \t\r\n", peek(t)))
			step(t);
		else
			return;
	}
}

/* Only a comment may follow on the line. */
static void end_line(toml *t)
{
	skip_blanks(t);
	if (t->at < t->end && !strchr("#\r\n", peek(t)))
		fail(t, "the line ends before this in TOML; begin a new line, or put the text in "
			"quotes");
}

/* --- tables --------------------------------------------------------------------------------- */

static table *new_table(toml *t, value_kind kind, place where)
{
	table *result = ARENA_NEW(t->arena, table);
	result->value = (value){.kind = kind, .place = where, .text = ""};
	return result;
}

static void append(toml *t, table *to, const char *key, place where, const value *v)
{
	value_entry *items = (value_entry *)to->value.entries;
	if (to->value.count == ENTRIES_MOST) {
		fail(t, "there are more than 10000 entries here; no list or table needs so many");
		return;
	}
	*ARENA_APPEND(t->arena, items, to->value.count, to->capacity) =
		(value_entry){key, where, v};
	to->value.entries = items;
}

/* The table under a key, made where there is none; of a list of tables the last one. NULL after
 * reporting that something else is there. */
static table *table_below(toml *t, table *in, const char *key, place where)
{
	const value *v = value_of(&in->value, key);
	if (!v) {
		table *made = new_table(t, VALUE_MAP, where);
		append(t, in, key, where, &made->value);
		return made;
	}
	if (v->kind == VALUE_LIST && v->count > 0)
		v = v->entries[v->count - 1].value;
	if (v->kind == VALUE_MAP)
		return (table *)v;
	fail(t, "this key has a value already, so it cannot have keys of its own");
	return NULL;
}

/* --- strings -------------------------------------------------------------------------------- */

static void read_escape(toml *t, arena_text *w)
{
	static const char letters[] = "btnfre\"\\", meant[] = "\b\t\n\f\r\x1b\"\\";
	char c = peek(t), written[UNICODE_BYTES];
	const char *found = c ? strchr(letters, c) : NULL;
	if (found) {
		step(t);
		arena_add(t->arena, w, meant + (found - letters), 1);
		return;
	}
	uint32_t code = 0;
	int digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
	for (int i = 1; i <= digits; i++) {
		size_t at = t->at + (size_t)i;
		int digit = at < t->end ? g_ascii_xdigit_value(t->text[at]) : -1;
		if (digit < 0)
			digits = 0;
		else
			code = code << 4 | (uint32_t)digit;
	}
	if (digits == 0 || code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) {
		fail(t, "unknown escape after '\\' in TOML; write '\\\\', or use single quotes");
		return;
	}
	t->at += 1 + (size_t)digits;
	arena_add(t->arena, w, written, unicode_write(code, written));
}

/* A '\' at a line's end in three quotes: the words go on at the next word. */
static bool joins_lines(const toml *t)
{
	size_t at = t->at;
	while (at < t->end && (t->text[at] == ' ' || t->text[at] == '\t' || t->text[at] == '\r'))
		at++;
	return at < t->end && t->text[at] == '\n';
}

/* What follows a '\' in double quotes. */
static void read_backslash(toml *t, arena_text *w, bool several)
{
	step(t);
	if (!several || !joins_lines(t)) {
		read_escape(t, w);
		return;
	}
	while (peek(t) && strchr(" \t\r\n", peek(t)))
		step(t);
}

/* A string in quotes, single (taken as it is) or double, one or three. */
static const char *read_string(toml *t)
{
	arena_text w = {0};
	char quote = peek(t), three[4] = {quote, quote, quote, '\0'};
	bool several = is_next(t, three);
	t->at += several ? 3 : 1;
	if (several && peek(t) == '\r')
		step(t);
	if (several && peek(t) == '\n')
		step(t);
	arena_add(t->arena, &w, "", 0);
	while (!t->failed) {
		if (t->at >= t->end || (!several && peek(t) == '\n')) {
			fail(t, "the text in quotes is not closed; put the closing quote");
		} else if (several ? is_next(t, three) : peek(t) == quote) {
			t->at += several ? 3 : 1;
			for (; several && peek(t) == quote; step(t)) /* they may end the text */
				arena_add(t->arena, &w, &quote, 1);
			break;
		} else if (quote == '"' && peek(t) == '\\') {
			read_backslash(t, &w, several);
		} else {
			arena_add(t->arena, &w, t->text + t->at, 1);
			step(t);
		}
	}
	return w.bytes;
}

/* --- keys and values ------------------------------------------------------------------------ */

static const char *read_key(toml *t)
{
	size_t n = 0;
	if (peek(t) == '"' || peek(t) == '\'')
		return read_string(t);
	while (t->at + n < t->end && (g_ascii_isalnum(t->text[t->at + n]) ||
				      t->text[t->at + n] == '-' || t->text[t->at + n] == '_'))
		n++;
	if (n == 0) {
		fail(t, "a key was expected here; write 'key = \"text\"'");
		return "";
	}
	t->at += n;
	return arena_copy(t->arena, t->text + t->at - n, n);
}

/* A key in parts, "a.b.c": the table that its last part belongs to. */
static table *read_path(toml *t, table *in, const char **last, place *where)
{
	for (;;) {
		skip_blanks(t);
		*where = here(t);
		*last = read_key(t);
		skip_blanks(t);
		if (t->failed || peek(t) != '.')
			return in;
		step(t);
		in = table_below(t, in, *last, *where);
		if (!in)
			return NULL;
	}
}

static const value *read_value(toml *t, int depth);

static void read_pair(toml *t, table *in, int depth)
{
	const char *key;
	place where;
	table *to = read_path(t, in, &key, &where);
	if (t->failed)
		return;
	if (peek(t) != '=') {
		fail(t, "there is no '=' after this key; write 'key = \"text\"'");
		return;
	}
	step(t);
	skip_blanks(t);
	const value *twice = value_of(&to->value, key), *v = read_value(t, depth);
	if (twice)
		report_at(t->report, REPORT_KEY_TWICE, where,
			  "the key '%s' is given twice, first in line %d; keep one of them", key,
			  twice->place.line);
	if (!t->failed)
		append(t, to, key, where, v);
}

/* What is between brackets or braces, with commas between. */
static const value *read_entries(toml *t, char close, int depth)
{
	table *result = new_table(t, close == ']' ? VALUE_LIST : VALUE_MAP, here(t));
	if (depth == DEPTH_MOST) {
		fail(t, "lists and tables nest too deep here");
		return &result->value;
	}
	step(t);
	for (skip_space(t); !t->failed && peek(t) != close; skip_space(t)) {
		place where = here(t);
		if (close == '}')
			read_pair(t, result, depth + 1);
		else
			append(t, result, NULL, where, read_value(t, depth + 1));
		skip_space(t);
		if (peek(t) == ',')
			step(t);
		else if (!t->failed && peek(t) != close)
			fail(t, close == ']' ? "the list is not closed; put ',' between its "
					       "entries and ']' at its end"
					     : "the table is not closed; put ',' between its "
					       "entries and '}' at its end");
	}
	if (!t->failed)
		step(t);
	return &result->value;
}

/* A number, a date or a boolean, as it is written. */
static const char *read_bare(toml *t)
{
	size_t n = 0;
	while (t->at + n < t->end &&
	       (g_ascii_isalnum(t->text[t->at + n]) || strchr("+-_.:", t->text[t->at + n])))
		n++;
	/* a date and its time may have a space between */
	if (n == 10 && t->at + 12 < t->end && t->text[t->at + 4] == '-' &&
	    t->text[t->at + 10] == ' ' && g_ascii_isdigit(t->text[t->at + 11]))
		for (n++; t->at + n < t->end && (g_ascii_isalnum(t->text[t->at + n]) ||
						 strchr("+-.:", t->text[t->at + n]));)
			n++;
	t->at += n;
	return arena_copy(t->arena, t->text + t->at - n, n);
}

static const value *read_value(toml *t, int depth)
{
	table *v = new_table(t, VALUE_SCALAR, here(t));
	char c = peek(t);
	if (c == '[' || c == '{')
		return read_entries(t, c == '[' ? ']' : '}', depth);
	v->value.quoted = c == '"' || c == '\'';
	if (v->value.quoted)
		v->value.text = read_string(t);
	else if (g_ascii_isdigit(c) || c == '+' || c == '-' || is_next(t, "true") ||
		 is_next(t, "false") || is_next(t, "inf") || is_next(t, "nan"))
		v->value.text = read_bare(t);
	else
		fail(t, "a value was expected here; put a text in quotes");
	return &v->value;
}

/* "[a.b]" opens a table, "[[a.b]]" a further one of a list. */
static void read_header(toml *t)
{
	const char *key;
	place where;
	bool further = is_next(t, "[[");
	t->at += further ? 2 : 1;
	table *in = read_path(t, t->root, &key, &where);
	if (!t->failed && !is_next(t, further ? "]]" : "]"))
		fail(t, "the table's name is not closed; write '[name]'");
	if (t->failed)
		return;
	t->at += further ? 2 : 1;
	const value *list = value_of(&in->value, key);
	if (further && (!list || list->kind == VALUE_LIST)) {
		table *tables = list ? (table *)list : new_table(t, VALUE_LIST, where);
		if (!list)
			append(t, in, key, where, &tables->value);
		append(t, tables, NULL, where, &new_table(t, VALUE_MAP, where)->value);
	}
	t->open = table_below(t, in, key, where);
}

const value *value_parse_toml(arena *a, report *r, const source *s, size_t offset, size_t length)
{
	toml t = {.arena = a,
		  .report = r,
		  .source = s,
		  .text = s->text,
		  .end = offset + length,
		  .line = 1};
	while (t.at < offset)
		step(&t);
	if (is_next(&t, "\xef\xbb\xbf"))
		t.at += 3;
	t.root = t.open = new_table(&t, VALUE_MAP, here(&t));
	for (skip_space(&t); !t.failed && t.at < t.end; skip_space(&t)) {
		if (peek(&t) == '[')
			read_header(&t);
		else
			read_pair(&t, t.open, 0);
		if (!t.failed)
			end_line(&t);
	}
	return t.failed ? NULL : &t.root->value;
}
