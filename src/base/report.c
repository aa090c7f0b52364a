/* report: messages are kept, each once, and printed when a stage ends, sorted by place, similar
 * ones folded; report_print.c knows what they look like. Invariant: `seen` is an open-addressed
 * table of all messages ever given, at most half full; the first `printed` of them are printed. */
#include "base/report.h"

#include "base/arena.h"
#include "base/end.h"
#include "base/report_print.h"
#include "base/unicode.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct kept {
	message message;
	uint64_t hash;
	size_t source_order; /* the source's number, in the order of first mention */
	size_t sequence;
	int64_t badness;
	bool rated;
	bool hidden; /* folded */
	size_t more; /* how many are folded; their number is printed after this one */
} kept;

/* Of similar messages this many are printed. */
enum { FOLD_KEPT = 5 };

struct report {
	arena *arena;
	FILE *out;
	report_options options;
	kept *items;
	size_t count, capacity, printed;
	const source **sources;
	const source **firsts; /* for each source, the first that has the same name and text */
	size_t source_count, source_capacity, first_capacity;
	/* index + 1 into items; 0 is free. Valid until report_flush sorts the items */
	uint32_t *seen;
	size_t seen_size;
	size_t errors, late;
	/* report_line's last question: the source, the line, and the bytes where it begins and
	 * ends; report_rest's: the column, and the byte where it begins */
	const source *read;
	int read_line, read_column;
	size_t read_at, read_end, read_from;
};

static const struct {
	const char *name;
	report_level level;
} codes[] = {
#define X(code, name, level) {name, level},
	REPORT_LIST(X)
#undef X
};

static report *current; /* the last one made: report_exceeded uses its format */

report *report_new(arena *a, FILE *out, const report_options *options)
{
	report *r = ARENA_NEW(a, report);
	r->arena = a;
	r->out = out;
	if (options)
		r->options = *options;
	current = r;
	return r;
}

static uint64_t hash_bytes(uint64_t hash, const void *data, size_t size)
{
	const unsigned char *bytes = data;
	for (size_t i = 0; i < size; i++)
		hash = (hash ^ bytes[i]) * 0x100000001b3u;
	return hash;
}

/* The hash only chooses a slot: no order of output comes from it. */
static uint64_t hash_message(const message *m)
{
	uint64_t hash = hash_bytes(0xcbf29ce484222325u, m->text, strlen(m->text));
	hash = hash_bytes(hash, &m->where.source, sizeof m->where.source);
	hash = hash_bytes(hash, &m->where.line, sizeof m->where.line);
	return hash_bytes(hash, &m->where.column, sizeof m->where.column);
}

static bool same_message(const message *a, const message *b)
{
	return a->where.source == b->where.source && a->where.line == b->where.line &&
	       a->where.column == b->where.column && strcmp(a->code, b->code) == 0 &&
	       strcmp(a->text, b->text) == 0;
}

static void fill_slots(report *r)
{
	memset(r->seen, 0, r->seen_size * sizeof *r->seen);
	for (size_t i = 0; i < r->count; i++) {
		size_t slot = r->items[i].hash % r->seen_size;
		while (r->seen[slot])
			slot = (slot + 1) % r->seen_size;
		r->seen[slot] = (uint32_t)i + 1;
	}
}

/* The slot of an equal message, or a free one. */
static size_t find_slot(report *r, const message *m, uint64_t hash)
{
	if ((r->count + 1) * 2 > r->seen_size) {
		r->seen_size = r->seen_size ? r->seen_size * 2 : 64;
		r->seen = ARENA_ARRAY(r->arena, r->seen_size, uint32_t);
		fill_slots(r);
	}
	size_t slot = hash % r->seen_size;
	while (r->seen[slot] && !same_message(&r->items[r->seen[slot] - 1].message, m))
		slot = (slot + 1) % r->seen_size;
	return slot;
}

/* A file that several others include is a source several times: a message about it is printed
 * once. */
static const source *first_like(const report *r, const source *s)
{
	for (size_t i = 0; s && s->text && i < r->source_count; i++) {
		const source *other = r->sources[i];
		if (other && other->text && other->length == s->length &&
		    strcmp(other->name, s->name) == 0 &&
		    memcmp(other->text, s->text, s->length) == 0)
			return other;
	}
	return s;
}

static size_t order_of(report *r, const source *s)
{
	for (size_t i = 0; i < r->source_count; i++)
		if (r->sources[i] == s)
			return i;
	size_t count = r->source_count;
	*ARENA_APPEND(r->arena, r->firsts, count, r->first_capacity) = first_like(r, s);
	*ARENA_APPEND(r->arena, r->sources, r->source_count, r->source_capacity) = s;
	return r->source_count - 1;
}

void report_source(report *r, const source *s)
{
	order_of(r, s);
}

bool report_is_raised(const report *r, report_code code)
{
	return r->options.error[code];
}

void report_be_draft(report *r)
{
	r->options.draft = true;
}

/* Is it an error that lets the build go on, since a frame takes a picture's place? */
static bool is_late(report_code code)
{
	return code == REPORT_IMAGE_MISSING || code == REPORT_IMAGE_OUTSIDE ||
	       code == REPORT_IMAGE_BAD || code == REPORT_INCLUDE_MISSING;
}

report_level report_level_of(const report *r, report_code code)
{
	bool raised = r->options.error[code] ||
		      (codes[code].level == REPORT_WARNING && r->options.all_errors);
	if (!raised && r->options.draft && is_late(code))
		return r->options.all_errors ? REPORT_ERROR : REPORT_WARNING;
	return raised ? REPORT_ERROR : codes[code].level;
}

/* Keep a message; NULL where the same one was kept before. */
static kept *keep_message(report *r, message m, bool late)
{
	size_t order = order_of(r, m.where.source);
	m.where.source = r->firsts[order];
	uint64_t hash = hash_message(&m);
	size_t slot = find_slot(r, &m, hash);
	if (r->seen[slot])
		return NULL;
	kept *k = ARENA_APPEND(r->arena, r->items, r->count, r->capacity);
	*k = (kept){.message = m,
		    .hash = hash,
		    .source_order = order_of(r, m.where.source),
		    .sequence = r->count - 1};
	r->seen[slot] = (uint32_t)r->count;
	r->errors += m.level == REPORT_ERROR && !late;
	r->late += m.level == REPORT_ERROR && late;
	return k;
}

static kept *keep(report *r, report_code code, place where, const char *format, va_list arguments)
{
	const message m = {.level = report_level_of(r, code),
			   .code = codes[code].name,
			   .where = where,
			   .text = arena_vprint(r->arena, format, arguments)};
	return keep_message(r, m, is_late(code));
}

static bool is_raised_rule(const report_options *o, const char *name)
{
	for (size_t i = 0; i < o->error_rule_count; i++)
		if (strcmp(o->error_rules[i], name) == 0)
			return true;
	return false;
}

void report_rule(report *r, const char *name, report_level level, place where, const char *format,
		 ...)
{
	va_list arguments;
	va_start(arguments, format);
	message m = {.level = level,
		     .code = name,
		     .where = where,
		     .text = arena_vprint(r->arena, format, arguments)};
	va_end(arguments);
	if ((level == REPORT_WARNING && r->options.all_errors) || is_raised_rule(&r->options, name))
		m.level = REPORT_ERROR;
	kept *k = keep_message(r, m, false);
	if (k)
		k->rated = true;
}

void report_at(report *r, report_code code, place where, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	keep(r, code, where, format, arguments);
	va_end(arguments);
}

void report_rated(report *r, report_code code, place where, int64_t badness, const char *format,
		  ...)
{
	va_list arguments;
	va_start(arguments, format);
	kept *k = keep(r, code, where, format, arguments);
	va_end(arguments);
	if (k) {
		k->rated = true;
		k->badness = badness;
	}
}

size_t report_errors(const report *r)
{
	return r->errors;
}

size_t report_late_errors(const report *r)
{
	return r->late;
}

static int compare(const void *left, const void *right)
{
	const kept *a = left, *b = right;
	if (a->source_order != b->source_order)
		return a->source_order < b->source_order ? -1 : 1;
	if (a->message.where.line != b->message.where.line)
		return a->message.where.line < b->message.where.line ? -1 : 1;
	if (a->message.where.column != b->message.where.column)
		return a->message.where.column < b->message.where.column ? -1 : 1;
	return a->sequence < b->sequence ? -1 : 1;
}

/* A line ends at LF, CR LF or CR. */
static size_t line_end(const source *s, size_t at)
{
	while (at < s->length && s->text[at] != '\n' && s->text[at] != '\r')
		at++;
	return at;
}

static void begin_line(report *r, size_t at)
{
	r->read_at = at;
	r->read_end = line_end(r->read, at);
	r->read_column = 1;
	r->read_from = 0;
}

bool report_line(report *r, const source *s, int line, const char **text, size_t *length)
{
	if (!s || !s->text || line < 1)
		return false;
	if (r->read != s || r->read_line > line) {
		r->read = s;
		r->read_line = 1;
		begin_line(r, 0);
	}
	while (r->read_line < line) {
		size_t end = r->read_end;
		if (end == s->length)
			return false;
		bool two = s->text[end] == '\r' && end + 1 < s->length && s->text[end + 1] == '\n';
		r->read_line++;
		begin_line(r, end + (two ? 2 : 1));
	}
	*text = s->text + r->read_at;
	*length = r->read_end - r->read_at;
	return true;
}

bool report_rest(report *r, place from, const char **text, size_t *length)
{
	const char *line;
	size_t size;

	if (!report_line(r, from.source, from.line, &line, &size))
		return false;
	if (from.column < r->read_column) {
		r->read_column = 1;
		r->read_from = 0;
	}
	for (; r->read_column < from.column && r->read_from < size; r->read_column++) {
		r->read_from++;
		while (r->read_from < size && unicode_is_inside(line[r->read_from]))
			r->read_from++;
	}
	*text = line + r->read_from;
	*length = size - r->read_from;
	return true;
}

place report_find(report *r, place from, const char *text, size_t size, int lines)
{
	const char *rest;
	size_t length;
	place at = from;
	at.column = at.column < 1 ? 1 : at.column;
	for (; lines > 0 && report_rest(r, at, &rest, &length); lines--, at.line++, at.column = 1) {
		const char *found = memmem(rest, length, text, size);
		if (!found)
			continue;
		at.column += (int)unicode_count(rest, (size_t)(found - rest));
		return at;
	}
	return from;
}

/* --- folding -------------------------------------------------------------------------------- */

/* Messages are similar (0) if they have the same source and code and, unless they are rated, the
 * same text. */
static int compare_kinds(const kept *a, const kept *b)
{
	if (a->source_order != b->source_order)
		return a->source_order < b->source_order ? -1 : 1;
	int order = strcmp(a->message.code, b->message.code);
	if (order == 0)
		order = (int)a->message.level - (int)b->message.level;
	if (order == 0)
		order = (int)a->rated - (int)b->rated;
	return order == 0 && !a->rated ? strcmp(a->message.text, b->message.text) : order;
}

/* Similar ones together, the worst first, and equally bad ones in the order of the text. */
static int compare_to_fold(const void *left, const void *right)
{
	const kept *a = *(kept *const *)left, *b = *(kept *const *)right;
	int order = compare_kinds(a, b);
	if (order == 0 && a->badness != b->badness)
		return a->badness > b->badness ? -1 : 1;
	return order != 0 ? order : a < b ? -1 : a > b;
}

/* Hide all but the worst of some similar messages; the last shown, in the order of the text, gives
 * the number of the others. If only one more would be hidden, it is shown: its line is no longer
 * than the number's. */
static void fold(kept **alike, size_t count)
{
	kept *last = alike[0];
	if (count <= FOLD_KEPT + 1)
		return;
	for (size_t i = 0; i < FOLD_KEPT; i++)
		last = alike[i] > last ? alike[i] : last;
	for (size_t i = FOLD_KEPT; i < count; i++)
		alike[i]->hidden = true;
	last->more = count - FOLD_KEPT;
}

/* Requires: the messages to print are sorted. */
static void fold_all(report *r, kept *items, size_t count)
{
	if (r->options.format == REPORT_JSON || count <= FOLD_KEPT + 1)
		return;
	kept **sorted = ARENA_ARRAY(r->arena, count, kept *);
	for (size_t i = 0; i < count; i++)
		sorted[i] = &items[i];
	qsort(sorted, count, sizeof *sorted, compare_to_fold);
	for (size_t from = 0, to; from < count; from = to) {
		for (to = from + 1; to < count && compare_kinds(sorted[from], sorted[to]) == 0;)
			to++;
		fold(sorted + from, to - from);
	}
}

static void print(report *r, message *m)
{
	bool shown = r->options.excerpt && r->options.format == REPORT_TEXT;
	if (!shown || !report_line(r, m->where.source, m->where.line, &m->line, &m->line_length))
		m->line = NULL;
	report_print(r->out, &r->options, m);
}

static void print_rest(report *r, const kept *k)
{
	message rest = k->message;
	rest.line = NULL;
	rest.where.line = rest.where.column = 0;
	rest.text = arena_print(r->arena,
				k->rated ? "and %zu more, none of them worse; --diagnostics=json "
					   "lists all"
					 : "and %zu more of the same; --diagnostics=json lists all",
				k->more);
	report_print(r->out, &r->options, &rest);
}

void report_flush(report *r)
{
	if (r->printed == r->count)
		return;
	qsort(r->items + r->printed, r->count - r->printed, sizeof *r->items, compare);
	fill_slots(r); /* sorting changed the indices */
	fold_all(r, r->items + r->printed, r->count - r->printed);
	for (; r->printed < r->count; r->printed++) {
		kept *k = &r->items[r->printed];
		if (!k->hidden)
			print(r, &k->message);
		if (k->more)
			print_rest(r, k);
	}
	fflush(r->out);
}

report_code report_named(const char *name)
{
	int code = 0;
	while (code < REPORT_CODES && strcmp(codes[code].name, name) != 0)
		code++;
	return (report_code)code;
}

const char *report_name(report_code code)
{
	return codes[code].name;
}

static _Thread_local place here;

void report_here(place where)
{
	here = where;
}

void report_exceeded(uint64_t most)
{
	char text[200];
	message m = {.level = REPORT_ERROR, .code = "memory-limit", .where = here, .text = text};

	end_begin();
	snprintf(text, sizeof text,
		 "more than %llu MB of memory would be needed here; make it smaller, or allow more "
		 "with --memory",
		 (unsigned long long)(most >> 20));
	report_print(stderr, current ? &current->options : &(report_options){0}, &m);
	fflush(stderr);
	end_now(1);
}

void report_die(int status, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	end_begin();
	fflush(stdout);
	fputs("platen: error: ", stderr);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
	fflush(stderr);
	va_end(arguments);
	end_now(status);
}
