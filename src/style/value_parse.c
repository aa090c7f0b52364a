/* value_parse: libyaml's events to values. libyaml counts characters from the start of what it is
 * given; places in the source (lines and columns, ended by LF, CR LF or CR as everywhere in Platen)
 * are found by a cursor that moves along with it. */
#include "style/value.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/unicode.h"

#include <string.h>
#include <yaml.h>

enum { DEPTH_MOST = 32, ENTRIES_MOST = 10000 };

typedef struct cursor {
	size_t byte, character; /* of the part that is parsed */
	int line, column;       /* of the source */
} cursor;

typedef struct value_parser {
	yaml_parser_t yaml;
	arena *arena;
	report *report;
	const source *source;
	const char *text; /* the part that is parsed, without a byte-order mark */
	size_t size;
	cursor start, now;
	bool foreign; /* another program's: what it does with anchors and tags is left to it */
	bool failed;  /* nothing more can be read */
} value_parser;

/* Move over one character of the text. */
static void advance(cursor *c, const char *text, size_t size)
{
	char byte = text[c->byte++];
	if (byte == '\n' || (byte == '\r' && !(c->byte < size && text[c->byte] == '\n'))) {
		c->line++;
		c->column = 1;
	} else {
		c->column++;
	}
	while (c->byte < size && unicode_is_inside(text[c->byte]))
		c->byte++;
	c->character++;
}

static place place_at(const value_parser *p, const cursor *c)
{
	return (place){p->source, c->line, c->column};
}

static place place_of(value_parser *p, yaml_mark_t mark)
{
	if (mark.index < p->now.character)
		p->now = p->start;
	while (p->now.character < mark.index && p->now.byte < p->size)
		advance(&p->now, p->text, p->size);
	return place_at(p, &p->now);
}

static place place_of_byte(const value_parser *p, size_t byte)
{
	cursor c = p->start;
	while (c.byte < byte && c.byte < p->size)
		advance(&c, p->text, p->size);
	return place_at(p, &c);
}

/* What libyaml says, and what an author can do with it. */
static const char *plain_words(const value_parser *p, const char *problem)
{
	static const struct {
		const char *problem, *words;
	} known[] = {
		{"mapping values are not allowed",
		 "a second ': ' in one entry; put the text in quotes, or begin a new line as far "
		 "in as the keys above"},
		{"could not find expected ':'",
		 "there is no ':' after this key; write 'key: value'"},
		{"did not find expected key",
		 "a key was expected here; check the indentation and the quotes"},
		{"did not find expected '-' indicator",
		 "a list entry '- ' was expected here; check the indentation"},
		{"did not find expected ',' or ']'",
		 "the list is not closed; put ',' between its entries and ']' at its end"},
		{"did not find expected ',' or '}'",
		 "the map is not closed; put ',' between its entries and '}' at its end"},
		{"did not find expected <document start>",
		 "this does not fit the lines before it; check the indentation"},
		{"did not find expected node content", "a value was expected here"},
		{"block sequence entries are not allowed",
		 "a list entry '- ' cannot begin here; begin it on a line of its own"},
		{"block mapping", "a key cannot begin here; check the indentation"},
		{"found unexpected end of stream",
		 "the text in quotes that begins here is not closed; put the closing quote"},
		{"found unexpected document indicator",
		 "the text in quotes that begins here is not closed; put the closing quote"},
		{"found unknown escape character",
		 "unknown escape after '\\' in double quotes; write '\\\\', or use single quotes"},
		{"control characters are not allowed",
		 "there is a control character in the text; take it out"},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strncmp(problem, known[i].problem, strlen(known[i].problem)) == 0)
			return known[i].words;
	return arena_print(p->arena, "this cannot be read as YAML: %s", problem);
}

static void fail_at(value_parser *p, place where, const char *words)
{
	report_at(p->report, REPORT_YAML_SYNTAX, where, "%s", words);
	p->failed = true;
}

/* Does a list or map run on from the line that it begins on? Then its end is missing there. */
static bool runs_on(const yaml_parser_t *y)
{
	return y->context_mark.line < y->problem_mark.line;
}

static void fail_syntax(value_parser *p)
{
	const yaml_parser_t *y = &p->yaml;
	const char *problem = y->problem ? y->problem : "unknown problem";
	if (y->error == YAML_MEMORY_ERROR)
		report_die(1, "out of memory");
	if (y->error == YAML_READER_ERROR) {
		place where = place_of_byte(p, y->problem_offset);
		if (strstr(problem, "UTF")) {
			report_at(p->report, REPORT_TEXT_ENCODING, where,
				  "this is not UTF-8; save the file as UTF-8");
			p->failed = true;
		} else {
			fail_at(p, where, plain_words(p, problem));
		}
		return;
	}
	place where = place_of(p, y->problem_mark);
	size_t at = p->now.byte;
	if (strstr(problem, "found unexpected") || (strstr(problem, "',' or") && runs_on(y))) {
		fail_at(p, place_of(p, y->context_mark), plain_words(p, problem));
		return;
	}
	if (at < p->size && p->text[at] == '\t')
		fail_at(p, where, "a tab cannot indent in YAML; use spaces");
	else if (strstr(problem, "cannot start any token"))
		fail_at(p, where,
			"a value cannot begin with this character; put the value in quotes");
	else
		fail_at(p, where, plain_words(p, problem));
}

static bool next_event(value_parser *p, yaml_event_t *event)
{
	if (p->failed)
		return false;
	if (yaml_parser_parse(&p->yaml, event))
		return true;
	fail_syntax(p);
	return false;
}

static void refuse_extras(value_parser *p, place where, const yaml_char_t *anchor,
			  const yaml_char_t *tag)
{
	if (p->foreign)
		return;
	if (anchor)
		report_at(p->report, REPORT_YAML_SYNTAX, where,
			  "anchors ('&%s') are not understood; write the value out, or put it in "
			  "quotes",
			  (const char *)anchor);
	if (tag)
		report_at(
			p->report, REPORT_YAML_SYNTAX, where,
			"tags ('!') are not understood; leave it out, or put the value in quotes");
}

static bool means_null(const char *text)
{
	static const char *const words[] = {"", "~", "null", "Null", "NULL"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(text, words[i]) == 0)
			return true;
	return false;
}

static void read_scalar(value_parser *p, const yaml_event_t *event, value *v)
{
	const char *text = (const char *)event->data.scalar.value;
	size_t size = event->data.scalar.length;
	refuse_extras(p, v->place, event->data.scalar.anchor, event->data.scalar.tag);
	if (memchr(text, '\0', size))
		report_at(p->report, REPORT_VALUE_BAD, v->place,
			  "a text cannot have a NUL character; take '\\0' out");
	v->text = arena_copy(p->arena, text, size);
	v->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	v->kind = !v->quoted && means_null(v->text) ? VALUE_NULL : VALUE_SCALAR;
}

static const value *read_value(value_parser *p, const yaml_event_t *event, int depth);

/* The entries of a list or map that has begun, up to its end. */
typedef struct entries {
	value_entry *items;
	size_t count, capacity;
	map *by_key; /* of a map with many keys; NULL: a search of the entries is faster */
} entries;

enum { ENTRIES_SEARCHED = 16 };

static const value_entry *entry_of(const entries *e, const char *key)
{
	if (e->by_key)
		return map_get(e->by_key, key);
	for (size_t i = 0; i < e->count; i++)
		if (strcmp(e->items[i].key, key) == 0)
			return &e->items[i];
	return NULL;
}

/* Entries move as their array grows, so the map has copies. */
static void index_entry(arena *a, entries *e, const value_entry *entry)
{
	if (entry_of(e, entry->key))
		return;
	value_entry *copy = ARENA_NEW(a, value_entry);
	*copy = *entry;
	map_put(e->by_key, entry->key, copy);
}

static void index_entries(arena *a, entries *e)
{
	if (e->by_key) {
		index_entry(a, e, &e->items[e->count - 1]);
	} else if (e->count > ENTRIES_SEARCHED) {
		e->by_key = map_new(a);
		for (size_t i = 0; i < e->count; i++)
			index_entry(a, e, &e->items[i]);
	}
}

static bool add_entry(value_parser *p, entries *e, place where, value_entry **entry)
{
	if (e->count == ENTRIES_MOST) {
		fail_at(p, where,
			"there are more than 10000 entries here; no list or map needs so many");
		return false;
	}
	*entry = ARENA_APPEND(p->arena, e->items, e->count, e->capacity);
	return true;
}

static void read_list(value_parser *p, value *v, int depth)
{
	entries e = {0};
	yaml_event_t event;
	value_entry *entry;
	while (next_event(p, &event)) {
		bool end = event.type == YAML_SEQUENCE_END_EVENT;
		if (!end && add_entry(p, &e, place_of(p, event.start_mark), &entry))
			entry->value = read_value(p, &event, depth);
		yaml_event_delete(&event);
		if (end)
			break;
	}
	v->entries = e.items;
	v->count = e.count;
}

static const char *read_key(value_parser *p, const yaml_event_t *event, place where,
			    const entries *before)
{
	if (event->type != YAML_SCALAR_EVENT) {
		fail_at(p, where, "a key must be a word; a list, a map or an alias cannot be one");
		return "";
	}
	const char *key = arena_copy(p->arena, (const char *)event->data.scalar.value,
				     event->data.scalar.length);
	refuse_extras(p, where, event->data.scalar.anchor, event->data.scalar.tag);
	if (p->foreign)
		return key;
	if (!*key)
		report_at(p->report, REPORT_YAML_SYNTAX, where, "the key is missing before ':'");
	const value_entry *twice = entry_of(before, key);
	if (twice)
		report_at(p->report, REPORT_KEY_TWICE, where,
			  "the key '%s' is given twice, first in line %d; keep one of them", key,
			  twice->key_place.line);
	return key;
}

static void read_map(value_parser *p, value *v, int depth)
{
	entries e = {0};
	yaml_event_t event;
	while (next_event(p, &event)) {
		if (event.type == YAML_MAPPING_END_EVENT) {
			yaml_event_delete(&event);
			break;
		}
		place where = place_of(p, event.start_mark);
		const char *key = read_key(p, &event, where, &e);
		yaml_event_delete(&event);
		value_entry *entry;
		if (!next_event(p, &event))
			break;
		if (add_entry(p, &e, where, &entry)) {
			const value *below = read_value(p, &event, depth);
			*entry = (value_entry){key, where, below};
			index_entries(p->arena, &e);
		}
		yaml_event_delete(&event);
	}
	v->entries = e.items;
	v->count = e.count;
}

/* The value that begins with an event, which stays the caller's. Never NULL. */
static const value *read_value(value_parser *p, const yaml_event_t *event, int depth)
{
	value *v = ARENA_NEW(p->arena, value);
	v->place = place_of(p, event->start_mark);
	v->text = "";
	bool opens =
		event->type == YAML_SEQUENCE_START_EVENT || event->type == YAML_MAPPING_START_EVENT;
	if (opens && depth == DEPTH_MOST) {
		report_at(p->report, REPORT_NESTING_TOO_DEEP, v->place,
			  "lists and maps nest deeper than %d levels here", DEPTH_MOST);
		p->failed = true;
		return v;
	}
	switch (event->type) {
	case YAML_SCALAR_EVENT: read_scalar(p, event, v); break;
	case YAML_SEQUENCE_START_EVENT:
		v->kind = VALUE_LIST;
		refuse_extras(p, v->place, event->data.sequence_start.anchor,
			      event->data.sequence_start.tag);
		read_list(p, v, depth + 1);
		break;
	case YAML_MAPPING_START_EVENT:
		v->kind = VALUE_MAP;
		refuse_extras(p, v->place, event->data.mapping_start.anchor,
			      event->data.mapping_start.tag);
		read_map(p, v, depth + 1);
		break;
	default: /* an alias */
		if (p->foreign)
			break;
		report_at(p->report, REPORT_YAML_SYNTAX, v->place,
			  "aliases ('*…') are not understood; write the value out, or put it in "
			  "quotes");
	}
	return v;
}

/* The one document of the stream, or an empty map. */
static const value *read_stream(value_parser *p)
{
	const value *root = NULL;
	yaml_event_t event;
	for (bool end = false; !end && next_event(p, &event);) {
		switch (event.type) {
		case YAML_STREAM_START_EVENT:
		case YAML_DOCUMENT_END_EVENT: break;
		case YAML_DOCUMENT_START_EVENT:
			if (root && p->foreign)
				end = true;
			else if (root)
				fail_at(p, place_of(p, event.start_mark),
					"a second document begins here; keep all in one");
			break;
		case YAML_STREAM_END_EVENT: end = true; break;
		default: root = read_value(p, &event, 0);
		}
		yaml_event_delete(&event);
	}
	return root;
}

static const value *parse(arena *a, report *r, const source *s, size_t offset, size_t size,
			  bool foreign)
{
	value_parser p = {.arena = a, .report = r, .source = s, .foreign = foreign};
	cursor before = {0, 0, 1, 1};
	while (before.byte < offset)
		advance(&before, s->text, s->length);
	if (size >= 3 && memcmp(s->text + offset, "\357\273\277", 3) == 0) {
		offset += 3;
		size -= 3;
	}
	p.text = s->text + offset;
	p.size = size;
	p.start = p.now = (cursor){0, 0, before.line, before.column};

	if (!yaml_parser_initialize(&p.yaml))
		report_die(1, "out of memory");
	yaml_parser_set_encoding(&p.yaml, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&p.yaml, (const unsigned char *)p.text, size);
	const value *root = read_stream(&p);
	yaml_parser_delete(&p.yaml);
	if (p.failed)
		return NULL;
	if (root && root->kind != VALUE_NULL)
		return root;
	value *empty = ARENA_NEW(a, value);
	*empty = (value){.kind = VALUE_MAP, .place = place_at(&p, &p.start), .text = ""};
	return empty;
}

const value *value_parse(arena *a, report *r, const source *s, size_t offset, size_t size)
{
	return parse(a, r, s, offset, size, false);
}

const value *value_parse_foreign(arena *a, report *r, const source *s, size_t offset, size_t size)
{
	return parse(a, r, s, offset, size, true);
}
