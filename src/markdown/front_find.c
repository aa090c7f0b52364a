/* front_find: where a file's front matter is, and its keys: YAML between lines "---", TOML between
 * lines "+++" (as Hugo and Zola have it), Hugo's JSON, which is YAML too, or the title block of
 * pandoc. */
#include "markdown/front_keys.h"
#include "style/value_toml.h"

/* The bytes of a line with its end. */
static size_t line_bytes(const char *text, size_t at, size_t length)
{
	size_t n = 0;
	while (at + n < length && text[at + n] != '\n' && text[at + n] != '\r')
		n++;
	if (at + n + 1 < length && text[at + n] == '\r' && text[at + n + 1] == '\n')
		n++;
	return at + n < length ? n + 1 : n;
}

/* "--- abstract": kramdown-rfc's front matter ends where a part of the text begins. */
static bool begins_part(const char *line, size_t bytes)
{
	static const char *const parts[] = {"--- abstract", "--- middle", "--- note_"};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (bytes > strlen(parts[i]) && memcmp(line, parts[i], strlen(parts[i])) == 0)
			return true;
	return false;
}

static bool is_fence(const char *line, size_t bytes, const char *fence)
{
	return bytes >= 3 && memcmp(line, fence, 3) == 0 &&
	       strspn(line + 3, " \t\r\n") >= bytes - 3;
}

/* Can YAML's keys begin with this line? Otherwise "---" is a rule, and Markdown follows. */
static bool begins_keys(const char *line, size_t bytes)
{
	return bytes > 1 &&
	       (line[0] == '#' || (memchr(line, ':', bytes) && !strchr(" \t\r\n:-", line[0])));
}

/* The end of a comment that begins at a byte and ends its line; 0: there is none. */
static size_t after_comment(const source *s, size_t at)
{
	if (s->length - at < 7 || memcmp(s->text + at, "<!--", 4) != 0)
		return 0;
	const char *close = memmem(s->text + at + 4, s->length - at - 4, "-->", 3);
	if (!close)
		return 0;
	size_t end = (size_t)(close + 3 - s->text), n = line_bytes(s->text, end, s->length);
	return strspn(s->text + end, " \t\r\n") >= n ? end + n : 0;
}

/* Bytes of the blank lines and comments that a text begins with. */
static size_t lines_before(const source *s)
{
	for (size_t at = 0;;) {
		size_t n = line_bytes(s->text, at, s->length), end = after_comment(s, at);
		if (end > 0)
			at = end;
		else if (n > 0 && strspn(s->text + at, " \t\r\n") >= n)
			at += n;
		else
			return at;
	}
}

/* The line after the next fence, from a byte on; 0: there is none. */
static size_t after_fence(const source *s, size_t at, const char *fence, const char *other)
{
	for (size_t n; at < s->length; at += n) {
		n = line_bytes(s->text, at, s->length);
		if (is_fence(s->text + at, n, fence) || is_fence(s->text + at, n, other))
			return at + n;
		if (*fence == '-' && begins_part(s->text + at, n))
			return at;
	}
	return 0;
}

/* The bytes between lines of `fence`, from the first line on that is neither blank nor a comment;
 * `end` is after all of it. False: there is none. */
static bool fenced(const source *s, const char *fence, const char *other, size_t *start,
		   size_t *length, size_t *end)
{
	size_t first = lines_before(s), at = first + line_bytes(s->text, first, s->length);
	if (!is_fence(s->text + first, at - first, fence))
		return false;
	*start = at;
	*length = 0;
	*end = after_fence(s, at, fence, other);
	if (*end > 0 && begins_part(s->text + *end, s->length - *end)) {
		*length = *end - *start;
		return true;
	}
	for (size_t n; at < *end; at += n) {
		n = line_bytes(s->text, at, s->length);
		*length = at - *start;
	}
	return *end > 0;
}

static bool begins_yaml(const source *s)
{
	size_t first = lines_before(s), at = first + line_bytes(s->text, first, s->length);
	return is_fence(s->text + first, at - first, "---") &&
	       begins_keys(s->text + at, line_bytes(s->text, at, s->length));
}

static void report_open(report *r, const source *s, size_t at, place where)
{
	for (size_t i = 0; i < FRONT_KEYS; i++) {
		size_t size = strlen(front_keys_own[i]);
		if (s->length - at > size && memcmp(s->text + at, front_keys_own[i], size) == 0 &&
		    s->text[at + size] == ':')
			report_at(r, REPORT_YAML_SYNTAX, where,
				  "the front matter that begins here is not closed; put a line "
				  "'---' after its last key");
	}
}

/* A list between fences, without a blank line. */
static size_t measure_list(const source *s, size_t at)
{
	size_t end = after_fence(s, at, "---", "...");
	bool list = end > 0 && s->length - at > 2 && memcmp(s->text + at, "- ", 2) == 0;
	for (size_t n; list && at < end; at += n) {
		n = line_bytes(s->text, at, s->length);
		list = strspn(s->text + at, " \t\r\n") < n;
	}
	return list ? end : 0;
}

/* Report text that looks like front matter but is not valid; returns its end, or 0. */
static size_t report_other(report *r, const source *s)
{
	size_t first = lines_before(s), at = first + line_bytes(s->text, first, s->length);
	place where = {s, 1, 1};
	for (size_t i = 0; i < first; i += line_bytes(s->text, i, s->length))
		where.line++;
	if (!is_fence(s->text + first, at - first, "---"))
		return 0;
	report_open(r, s, at, where);
	size_t end = measure_list(s, at);
	if (end > 0)
		report_at(r, REPORT_VALUE_BAD, where,
			  "front matter must be keys with values, not a list; write "
			  "'title: words' and the like on lines of their own");
	return end;
}

/* Pandoc's title block */

/* The words of a line that begins with "%", and of the lines after it that begin with a space. */
static const value *block_words(arena *a, const source *s, size_t *at, int *line)
{
	value *v = ARENA_NEW(a, value);
	*v = (value){.kind = VALUE_NULL, .place = {s, *line, 1}, .text = ""};
	if (*at >= s->length || s->text[*at] != '%')
		return v;
	for (bool first = true; *at < s->length && (first || s->text[*at] == ' '); first = false) {
		size_t n = line_bytes(s->text, *at, s->length), from = *at + first, to = *at + n;
		while (from < to && strchr(" \t", s->text[from]))
			from++;
		while (to > from && strchr(" \t\r\n", s->text[to - 1]))
			to--;
		v->text = arena_print(a, "%s%s%.*s", v->text, *v->text ? " " : "", (int)(to - from),
				      s->text + from);
		*at += n;
		*line += 1;
	}
	v->kind = *v->text ? VALUE_SCALAR : VALUE_NULL;
	return v;
}

/* Names with semicolons between. */
static const value *names_of(arena *a, const value *all)
{
	value *list = ARENA_NEW(a, value);
	value_entry *entries = NULL;
	size_t count = 0, capacity = 0;
	*list = (value){.kind = VALUE_LIST, .place = all->place, .text = ""};
	for (const char *at = all->text; *at;) {
		value *name = ARENA_NEW(a, value);
		size_t n = strcspn(at, ";");
		*name = (value){.kind = VALUE_SCALAR, .place = all->place};
		name->text = arena_copy(a, at, n);
		*ARENA_APPEND(a, entries, count, capacity) = (value_entry){NULL, all->place, name};
		at += n;
		at += strspn(at, "; ");
	}
	list->entries = entries;
	list->count = count;
	return list;
}

/* "% title", "% authors", "% date" on the first lines (pandoc's manual, extension
 * pandoc_title_block). NULL: the text does not begin so. */
static const value *title_block(arena *a, const source *s, size_t *end)
{
	int line = 1;
	if (s->length < 2 || memcmp(s->text, "% ", 2) != 0)
		return NULL;
	*end = 0;
	const value *title = block_words(a, s, end, &line),
		    *authors = block_words(a, s, end, &line), *date = block_words(a, s, end, &line);
	value_entry *entries = ARENA_ARRAY(a, 3, value_entry);
	entries[0] = (value_entry){"title", title->place, title};
	entries[1] = (value_entry){"author", authors->place, names_of(a, authors)};
	entries[2] = (value_entry){"date", date->place, date};
	value *map = ARENA_NEW(a, value);
	*map = (value){.kind = VALUE_MAP,
		       .place = title->place,
		       .text = "",
		       .count = 3,
		       .entries = entries};
	return map;
}

/* Hugo's JSON: an object that begins the text, whose last brace is a line of its own. */
static bool braced(const source *s, size_t *length)
{
	size_t at = 1 + strspn(s->text + 1, " \t\r\n");
	if (s->length < 2 || s->text[0] != '{' || at >= s->length || s->text[at] != '"')
		return false;
	for (size_t n, from = 0; from < s->length; from += n) {
		n = line_bytes(s->text, from, s->length);
		if (s->text[from] == '}' && strspn(s->text + from + 1, " \t\r\n") >= n - 1) {
			*length = from + n;
			return true;
		}
	}
	return false;
}

const value *front_find(arena *a, report *r, const source *s, bool foreign, size_t *body)
{
	size_t start, length, end;
	*body = 0;
	if (begins_yaml(s) && fenced(s, "---", "...", &start, &length, &end)) {
		*body = end;
		return foreign ? value_parse_foreign(a, r, s, start, length)
			       : value_parse(a, r, s, start, length);
	}
	if (fenced(s, "+++", "+++", &start, &length, &end)) {
		*body = end;
		return value_parse_toml(a, r, s, start, length);
	}
	if (braced(s, &length)) {
		*body = length;
		return foreign ? value_parse_foreign(a, r, s, 0, length)
			       : value_parse(a, r, s, 0, length);
	}
	const value *block = title_block(a, s, body);
	if (!block)
		*body = report_other(r, s);
	return block;
}
