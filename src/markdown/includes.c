/* includes: other texts that a line of a text includes: mdBook's `{{#include file:2:10}}`, the
 * snippets of MkDocs, `--8<-- "file:section"`, and Quarto's `{{< include file >}}`, HonKit's `{%
 * include "file" %}`. They are inserted before the text is parsed, and each line of the result
 * keeps its own file and line, for messages. What comes before a directive on its line (spaces, the
 * marks of a quotation) is put before each included line.
 *
 * A file is looked for from the folder of the text that includes it, then from the chapter's, a
 * site's and the publication's. Nothing outside the publication is read. */
#include "base/file.h"
#include "base/find.h"
#include "markdown/manuscript_private.h"
#include "markdown/path.h"

#include <glib.h>
#include <limits.h>
#include <stdlib.h>

enum { FILES_MOST = 10000, LEVELS_MOST = 32 };
#define BYTES_MOST ((size_t)64 << 20)

/* A text that lines are taken from, and the texts that include it. */
typedef struct included {
	const struct included *outer;
	const source *source;
	const char *place, *folder;
	int level;
} included;

typedef struct expansion {
	manuscript *m;
	manuscript_file *file;
	arena_text text;
	line_origin *origins;
	size_t lines, origin_capacity;
	size_t files;
	bool any;
	bool full; /* a limit was reached, and reported */
} expansion;

/* A directive. */
typedef struct directive {
	size_t start, end; /* of the line */
	const char *name;
	long first, last;    /* lines, from 1; 0: not stated */
	const char *section; /* or NULL */
	bool playground;     /* set as code */
	bool nothing;        /* it is removed */
} directive;

/* --- directives ----------------------------------------------------------------------------- */

/* "file:2:10", "file:2", "file::10", "file:section". */
static void read_target(arena *a, directive *d, const char *text, size_t size)
{
	const char *colon = memchr(text, ':', size);
	size_t name = colon ? (size_t)(colon - text) : size;
	d->name = arena_copy(a, text, name);
	if (!colon)
		return;
	const char *range = arena_copy(a, colon + 1, size - name - 1);
	char *end;
	if (!g_ascii_isdigit(*range) && *range != ':') {
		d->section = arena_copy(a, range, strcspn(range, ":"));
		return;
	}
	d->first = strtol(range, &end, 10);
	if (*end == ':')
		d->last = end[1] ? strtol(end + 1, NULL, 10) : LONG_MAX;
	else
		d->last = d->first;
	d->first = d->first > 0 ? d->first : 1;
}

/* The bytes of a word that is at the start of a text, or 0. */
static size_t begins(const char *text, size_t size, const char *word)
{
	size_t n = strlen(word);
	return size >= n && memcmp(text, word, n) == 0 ? n : 0;
}

/* "{{#include file}}" and mdBook's similar directives. */
static bool read_mdbook(arena *a, directive *d, const char *line, size_t size, size_t at)
{
	const char *close = memmem(line + at, size - at, "}}", 2);
	size_t which, n = close ? directives_name(line + at, size - at, &which) : 0;
	if (!n)
		return false;
	const char *from = line + at + n + strspn(line + at + n, " ");
	size_t length = (size_t)(close - from);
	if (which == DIRECTIVE_PLAYGROUND ||
	    which == DIRECTIVE_PLAYPEN) /* words after the file's name say how it is run */
		length = strcspn(from, " }");
	while (length > 0 && from[length - 1] == ' ')
		length--;
	d->start = at;
	d->end = (size_t)(close - line) + 2;
	d->playground = which == DIRECTIVE_PLAYGROUND || which == DIRECTIVE_PLAYPEN;
	d->nothing = which == DIRECTIVE_TITLE;
	read_target(a, d, from, length);
	return *d->name || d->nothing;
}

/* "{{< include file >}}". */
static bool read_quarto(arena *a, directive *d, const char *line, size_t size, size_t at)
{
	size_t n = begins(line + at, size - at, "{{< include ");
	const char *close = n ? memmem(line + at, size - at, ">}}", 3) : NULL;
	if (!close || (at > 0 && line[at - 1] == '{'))
		return false;
	const char *from = line + at + n;
	from += strspn(from, " \"'");
	size_t length = (size_t)(close - from);
	while (length > 0 && strchr(" \"'", from[length - 1]))
		length--;
	d->start = at;
	d->end = (size_t)(close - line) + 3;
	d->name = arena_copy(a, from, length);
	return length > 0;
}

/* HonKit's "{% include "file" %}", Hugo's "{{% include "file" %}}" and Jekyll's "{%
 * include_relative file %}". */
static bool read_liquid(arena *a, directive *d, const char *line, size_t size, size_t at)
{
	size_t n = begins(line + at, size - at, "{% include \"");
	n = n ? n : begins(line + at, size - at, "{% include_relative ");
	const char *close = n ? memmem(line + at, size - at, "%}", 2) : NULL;
	if (!close)
		return false;
	const char *from = line + at + n;
	size_t length = strcspn(from, "\" %");
	d->start = at;
	d->end = (size_t)(close - line) + 2;
	if (at > 0 && line[at - 1] == '{' && d->end < size && line[d->end] == '}') {
		d->start--; /* Hugo's */
		d->end++;
	}
	d->name = arena_copy(a, from, length);
	const char *dot = strrchr(d->name, '.');
	return dot && strcmp(dot, ".html") != 0; /* a page's furniture, with variables */
}

/* The bytes of the scissors "--8<--", with any number of dashes, or 0. */
static size_t scissors(const char *line, size_t size)
{
	size_t left = strspn(line, "-"), right;
	if (left == 0 || left + 2 >= size || memcmp(line + left, "8<", 2) != 0)
		return 0;
	right = strspn(line + left + 2, "-");
	return right > 0 ? left + 2 + right : 0;
}

/* `--8<-- "file"`. */
static bool read_snippet(arena *a, directive *d, const char *line, size_t size, size_t at)
{
	size_t n = scissors(line + at, size - at);
	const char *from = line + at + n;
	if (!n || (at > 0 && (line[at - 1] == '-' || line[at - 1] == ';')))
		return false;
	from += strspn(from, " \t");
	const char *close = *from == '"' || *from == '\''
				    ? memchr(from + 1, *from, (size_t)(line + size - from - 1))
				    : NULL;
	if (!close)
		return false;
	d->start = at;
	d->end = (size_t)(close - line) + 1;
	read_target(a, d, from + 1, (size_t)(close - from - 1));
	return *d->name;
}

/* Bytes of a line up to the end of the last directive that there may be. */
static size_t last_close(const char *line, size_t size)
{
	while (size > 1 && !(line[size - 1] == '}' && strchr("}%", line[size - 2])))
		size--;
	return size > 1 ? size : 0;
}

/* The first directive of a line, from a byte on. A backslash before it makes it plain text. */
static bool find_directive(arena *a, directive *d, const char *line, size_t size, size_t from)
{
	const size_t close = last_close(line, size);
	for (size_t at = from; at < size; at++) {
		bool escaped = at > 0 && line[at - 1] == '\\';
		*d = (directive){0};
		if (line[at] == '{' && !escaped && at < close &&
		    (read_mdbook(a, d, line, size, at) || read_quarto(a, d, line, size, at) ||
		     read_liquid(a, d, line, size, at)))
			return true;
		if (line[at] == '-' && !escaped && read_snippet(a, d, line, size, at))
			return true;
	}
	return false;
}

/* --- output --------------------------------------------------------------------------------- */

static void add(expansion *e, const char *bytes, size_t n)
{
	arena_add(e->m->arena, &e->text, bytes, n);
}

static bool is_line_start(const expansion *e)
{
	return e->text.length == 0 || e->text.bytes[e->text.length - 1] == '\n' ||
	       e->text.bytes[e->text.length - 1] == '\r';
}

/* Bytes of one line or a part of it. */
static void add_part(expansion *e, const char *prefix, const char *bytes, size_t n, const source *s,
		     int line)
{
	if (is_line_start(e)) {
		*ARENA_APPEND(e->m->arena, e->origins, e->lines, e->origin_capacity) =
			(line_origin){s, line, (int)strlen(prefix)};
		add(e, prefix, strlen(prefix));
	}
	add(e, bytes, n);
}

static size_t line_bytes(const char *text, size_t length)
{
	size_t n = 0;
	while (n < length && text[n] != '\n' && text[n] != '\r')
		n++;
	n += n + 1 < length && text[n] == '\r' && text[n + 1] == '\n';
	return n < length ? n + 1 : n;
}

static size_t without_end(const char *line, size_t n)
{
	while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
		n--;
	return n;
}

/* --- files ---------------------------------------------------------------------------------- */

static bool is_circle(const included *in, const char *place)
{
	for (; in; in = in->outer)
		if (strcmp(in->place, place) == 0)
			return true;
	return false;
}

static const char *find_file(const expansion *e, const included *in, const char *name)
{
	const manuscript *m = e->m;
	const char *publication = m->document->publication ? m->document->publication : m->root;
	const char *const folders[] = {in->folder, e->file->folder, m->site ? m->site : publication,
				       publication};
	const char *path;
	bool rooted = *name == '/';
	name += strspn(name, "/");
	for (size_t i = rooted ? 2 : 0; i < 4; i++)
		if (file_within(m->arena, m->root, folders[i], name, &path) && path_exists(path)) {
			const char *plain = file_normal(m->arena, path);
			return file_same(m->arena, plain, path) ? plain : path;
		}
	return NULL;
}

/* Each chapter reads a file once. */
static source *read_file(manuscript *m, manuscript_file *file, const char *path)
{
	const char *key = arena_print(m->arena, "%zu %s", file->number, path);
	m->included = m->included ? m->included : map_new(m->arena);
	source *s = map_get(m->included, key);
	if (s)
		return s;
	s = ARENA_NEW(m->arena, source);
	s->name = path;
	if (file_read_within(m->arena, m->root, path, BYTES_MOST, &s->text, &s->length) != FILE_OK)
		return NULL;
	if (s->length > 0 && !text_check(m->report, s))
		return NULL;
	map_put(m->included, key, s);
	*ARENA_APPEND(m->arena, m->includes, m->include_count, m->include_capacity) =
		(included_text){s, file};
	files_input(m, path);
	return s;
}

/* --- sections ------------------------------------------------------------------------------- */

/* A line that marks a section: "ANCHOR: name" and "ANCHOR_END: name" (mdBook), or
 * "--8<-- [start:name]" and "[end:name]" (MkDocs). 1: it begins; -1: it ends; 0: neither, or
 * another's. *any says that it is some mark. */
static int section_mark(const char *line, size_t n, const char *name, bool *any)
{
	static const struct {
		const char *words, *close;
		int sign;
	} marks[] = {{"ANCHOR: ", "", 1},
		     {"ANCHOR_END: ", "", -1},
		     {"[start:", "]", 1},
		     {"[end:", "]", -1}};
	size_t size = strlen(name);
	*any = false;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const char *at = memmem(line, n, marks[i].words, strlen(marks[i].words));
		if (!at || (*marks[i].close && !memmem(line, n, "8<-", 3)))
			continue;
		*any = true;
		at += strlen(marks[i].words);
		size_t rest = (size_t)(line + n - at);
		if (rest >= size && memcmp(at, name, size) == 0 &&
		    (rest == size || !(g_ascii_isalnum(at[size]) || strchr("_-", at[size]))))
			return marks[i].sign;
		return 0;
	}
	return 0;
}

/* --- expansion ------------------------------------------------------------------------------ */

static void expand_line(expansion *e, const included *in, const char *prefix, const char *line,
			size_t n, int number);

static bool is_wanted(const directive *d, const char *line, size_t n, long number, int *inside,
		      bool *found)
{
	bool mark;
	if (!d->section)
		return d->first == 0 || (number >= d->first && number <= d->last);
	int sign = section_mark(line, n, d->section, &mark);
	*inside += sign;
	*found |= sign > 0;
	return *inside > 0 && !mark;
}

/* The lines that a directive asks for; `where` is its own place. */
static void take_lines(expansion *e, const included *in, const directive *d, const char *prefix,
		       place where)
{
	const source *s = in->source;
	int number = 1, inside = 0;
	bool found = !d->section;
	size_t body = 0;
	arena *scratch = arena_new();
	if (!d->section && !d->first && s->length > 3 && memcmp(s->text, "---", 3) == 0)
		front_find(scratch, report_new(scratch, stderr, NULL), s, true, &body);
	arena_free(scratch);
	for (size_t at = 0, n; at < s->length && e->text.length < BYTES_MOST; at += n, number++) {
		n = line_bytes(s->text + at, s->length - at);
		if (at >= body && is_wanted(d, s->text + at, without_end(s->text + at, n), number,
					    &inside, &found))
			expand_line(e, in, prefix, s->text + at, n, number);
	}
	if (!found)
		report_at(e->m->report, REPORT_INCLUDE_MISSING, where,
			  "'%.80s' has no section '%.60s'; mark its lines with 'ANCHOR: %.60s' "
			  "and 'ANCHOR_END: %.60s'",
			  d->name, d->section, d->section, d->section);
}

/* Why a file is not included, or NULL. */
static const char *refuse(expansion *e, const included *in, const char *path, report_code *code)
{
	*code = REPORT_INCLUDE_MISSING;
	if (!path)
		return "there is no such file in the publication; check its name and folder";
	if (is_circle(in, file_normal(e->m->arena, path))) {
		*code = REPORT_INCLUDE_CIRCULAR;
		return "it is being included itself, so this would never end; take one of the two "
		       "out";
	}
	*code = REPORT_LIMIT_EXCEEDED;
	if (in->level == LEVELS_MOST)
		return "texts are included in each other deeper than 32 levels";
	if (e->files++ >= FILES_MOST || e->text.length >= BYTES_MOST)
		return "this text includes more than 10,000 files, or 64 MB; split it into "
		       "chapters";
	return NULL;
}

static void warn(expansion *e, report_code code, place where, const char *name, const char *why)
{
	report_at(e->m->report, code, where, "'%.80s' is not included: %s", name, why);
}

/* Insert a directive's lines. False: it stays as it is written. */
static bool include(expansion *e, const included *in, const directive *d, const char *prefix,
		    place where)
{
	manuscript *m = e->m;
	report_code code;
	if (d->nothing || e->full)
		return d->nothing;
	const char *path = find_file(e, in, d->name), *why = refuse(e, in, path, &code);
	if (why) {
		warn(e, code, where, d->name, why);
		e->full = code == REPORT_LIMIT_EXCEEDED;
		return false;
	}
	const source *s = read_file(m, e->file, path);
	if (!s) {
		warn(e, REPORT_INCLUDE_MISSING, where, d->name,
		     "it can't be read as text in UTF-8");
		return false;
	}
	const included next = {.outer = in,
			       .source = s,
			       .place = file_normal(m->arena, path),
			       .folder = file_folder(m->arena, path),
			       .level = in->level + 1};
	if (d->playground)
		add_part(e, prefix, "```rust\n", 8, where.source, where.line);
	take_lines(e, &next, d, prefix, where);
	if (d->playground) {
		if (!is_line_start(e))
			add(e, "\n", 1);
		add_part(e, prefix, "```\n", 4, where.source, where.line);
	}
	return true;
}

static place place_at(const included *in, const char *line, size_t at, int number)
{
	int column = 1;
	for (size_t i = 0; i < at; i++)
		column += ((unsigned char)line[i] & 0xc0) != 0x80;
	return (place){in->source, number, column};
}

/* Can the text before a directive on its line be put before every line? */
static bool is_prefix(const char *line, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strchr(" \t>", line[i]))
			return false;
	return true;
}

static void expand_line(expansion *e, const included *in, const char *prefix, const char *line,
			size_t n, int number)
{
	arena *a = e->m->arena;
	size_t size = without_end(line, n), at = 0;
	directive d;
	bool brought = false; /* it included lines, the last of which has a line end */
	while (at < size && find_directive(a, &d, line, size, at)) {
		const char *all = is_prefix(line, d.start) && at == 0
					  ? arena_print(a, "%s%.*s", prefix, (int)d.start, line)
					  : prefix;
		bool whole = all != prefix && strspn(line + d.end, " \t") >= size - d.end;
		if (!whole)
			add_part(e, prefix, line + at, d.start - at, in->source, number);
		size_t before = e->text.length;
		e->any = true;
		if (!include(e, in, &d, whole ? all : prefix, place_at(in, line, d.start, number)))
			add_part(e, whole ? all : prefix, line + d.start, d.end - d.start,
				 in->source, number);
		else if (!whole || e->text.length > before)
			brought = whole;
		if (!whole && e->text.length > before)
			e->text.length = without_end(e->text.bytes, e->text.length);
		at = d.end;
	}
	if (brought && is_line_start(e))
		return;
	add_part(e, prefix, line + at, n - at, in->source, number);
}

/* Scissors alone on a line, the names of files, and scissors again. Bytes, or 0. */
static size_t expand_block(expansion *e, const included *in, const char *text, size_t length,
			   int *number)
{
	size_t at = line_bytes(text, length), n = scissors(text, at);
	int line = *number + 1;
	if (!n || strspn(text + n, " \t\r\n") < at - n)
		return 0;
	size_t end = at;
	while (end < length && !scissors(text + end, length - end))
		end += line_bytes(text + end, length - end);
	if (end >= length)
		return 0;
	e->any = true;
	for (size_t step; at < end; at += step, line++) {
		step = line_bytes(text + at, length - at);
		size_t from = strspn(text + at, " \t"), to = without_end(text + at, step);
		while (to > from && strchr(" \t", text[at + to - 1]))
			to--;
		directive d = {.name = ""};
		if (from >= to || text[at + from] == ';')
			continue;
		read_target(e->m->arena, &d, text + at + from, to - from);
		include(e, in, &d, "", (place){in->source, line, 1 + (int)from});
		if (!is_line_start(e))
			add(e, "\n", 1);
	}
	*number = line + 1;
	return end + line_bytes(text + end, length - end);
}

static bool may_include(const char *text, size_t length)
{
	return find_rare(text, length, "{{#") || find_rare(text, length, "{% include") ||
	       find_rare(text, length, "{{< include ") || find_rare(text, length, "-8<-");
}

bool includes_passage(manuscript *m, passage *p, manuscript_file *file)
{
	const source *s = file->source;
	const char *text = s->text + file->body;
	size_t length = s->length - file->body;
	if (!may_include(text, length))
		return false;
	expansion e = {.m = m, .file = file};
	const included in = {.source = s, .place = file->place, .folder = file->folder};
	int number = 1;
	for (size_t at = 0; at < file->body; number++)
		at += line_bytes(s->text + at, s->length - at);
	for (size_t at = 0, n; at < length; at += n) {
		n = expand_block(&e, &in, text + at, length - at, &number);
		if (n)
			continue;
		n = line_bytes(text + at, length - at);
		expand_line(&e, &in, "", text + at, n, number++);
	}
	if (!e.any)
		return false;
	source *all = ARENA_NEW(m->arena, source);
	add(&e, "", 0);
	*all = (source){s->name, e.text.bytes, e.text.length};
	text_passage(m, p, file, all, 0);
	p->origins = e.origins;
	p->origin_count = e.lines;
	return true;
}
