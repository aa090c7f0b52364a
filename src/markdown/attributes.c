/* attributes: {#id .class key=value}, as pandoc writes them.
 *   attributes = "{" { "#" id | "." class | key "=" ( word | quoted ) | "-" } "}", at least one,
 * white space between
 * "-" is short for .unnumbered; in quotes a backslash makes the next character plain. */
#include "markdown/manuscript_private.h"

#include "base/nearest.h"

#include <glib.h>

const char attributes_mark[] = "attributes";

typedef struct reading {
	const char *text;
	size_t at, length;
	const char *why;
} reading;

/* One token: its sign ('#', '.', '=', '-') and, as bytes of the text, its key and value. */
typedef struct token {
	char sign;
	size_t key, key_length, value, value_length;
	bool quoted;
} token;

static bool is_name(char c)
{
	return g_ascii_isalnum(c) || c == '_' || c == '-' || c == ':' || c == '.' ||
	       (unsigned char)c >= 0x80;
}

static bool fail(reading *in, const char *why)
{
	in->why = why;
	return false;
}

static size_t name_length(const reading *in, bool with_dots)
{
	size_t n = 0;
	while (in->at + n < in->length && is_name(in->text[in->at + n]) &&
	       (with_dots || in->text[in->at + n] != '.'))
		n++;
	return n;
}

static bool read_quoted(reading *in, token *t)
{
	char quote = in->text[in->at++];
	t->quoted = true;
	t->value = in->at;
	while (in->at < in->length && in->text[in->at] != quote)
		in->at += in->text[in->at] == '\\' && in->at + 1 < in->length ? 2 : 1;
	if (in->at >= in->length)
		return fail(in, "a quotation mark is missing");
	t->value_length = in->at++ - t->value;
	return true;
}

static bool read_value(reading *in, token *t)
{
	if (in->at < in->length && (in->text[in->at] == '"' || in->text[in->at] == '\''))
		return read_quoted(in, t);
	t->value = in->at;
	while (in->at < in->length && !g_ascii_isspace(in->text[in->at]) &&
	       !strchr("\"'=<>`{}", in->text[in->at]))
		in->at++;
	t->value_length = in->at - t->value;
	return t->value_length > 0 ||
	       fail(in, "a key has no value; write key=value or key=\"two words\"");
}

static bool read_token(reading *in, token *t)
{
	*t = (token){.sign = in->text[in->at]};
	if (t->sign == '#' || t->sign == '.') {
		in->at++;
		t->value = in->at;
		t->value_length = name_length(in, t->sign == '#');
		in->at += t->value_length;
		return t->value_length > 0 ||
		       fail(in, t->sign == '#' ? "an id is missing after #"
					       : "a class is missing after .");
	}
	if (t->sign == '-' && in->at + 1 < in->length &&
	    (g_ascii_isspace(in->text[in->at + 1]) || in->text[in->at + 1] == '}')) {
		in->at++;
		return true;
	}
	t->sign = '=';
	t->key = in->at;
	t->key_length = name_length(in, true);
	in->at += t->key_length;
	if (t->key_length == 0)
		return fail(in, "write {#id .class key=value}");
	if (in->at >= in->length || in->text[in->at] != '=')
		return fail(in, "a word is alone; write .word for a class, #word for an id, or "
				"word=value");
	in->at++;
	return read_value(in, t);
}

/* kramdown puts a colon after the brace. */
static size_t opening(const char *text, size_t length)
{
	return length > 1 && text[1] == ':' ? 2 : 1;
}

/* Step to the next token. False at the closing brace and at an error, which in->why tells apart. */
static bool next_token(reading *in, token *t)
{
	size_t before = in->at;
	while (in->at < in->length && g_ascii_isspace(in->text[in->at]))
		in->at++;
	if (in->at >= in->length)
		return fail(in, "the closing } is missing");
	if (in->text[in->at] == '}')
		return false;
	if (in->at == before && before > opening(in->text, in->length) && in->text[in->at] != '.' &&
	    in->text[in->at] != '#')
		return fail(in, "white space is missing between two of them");
	return read_token(in, t);
}

const char *attributes_left(size_t size, const char *otherwise)
{
	return size > ATTRIBUTES_MOST ? "they are longer than 2048 bytes; shorten them" : otherwise;
}

size_t attributes_measure(const char *text, size_t length, const char **why)
{
	reading in = {text, opening(text, length), length, NULL};
	token t;
	size_t count = 0;
	while (next_token(&in, &t))
		count++;
	if (length == 0 || text[0] != '{')
		in.why = "they begin with {";
	else if (!in.why && count == 0)
		in.why = "there is nothing between the braces";
	*why = in.why;
	return in.why ? 0 : in.at + 1;
}

bool attributes_begin(const char *text, size_t length)
{
	size_t n = 1;
	if (length < 3 || text[0] != '{')
		return false;
	n = opening(text, length);
	if (n < length - 1 && (text[n] == '#' || text[n] == '.'))
		return is_name(text[n + 1]) || text[n + 1] == ' ' || text[n + 1] == '}';
	size_t start = n;
	while (n < length && is_name(text[n]))
		n++;
	return n > start && n < length && text[n] == '=';
}

/* Applying */

static const char *value_text(manuscript *m, const char *text, const token *t)
{
	char *copy = arena_copy(m->arena, text + t->value, t->value_length);
	if (!t->quoted)
		return copy;
	char *to = copy;
	for (const char *from = copy; *from; from++) {
		if (*from == '\\' && from[1])
			from++;
		*to++ = g_ascii_isspace(*from) ? ' ' : *from;
	}
	*to = '\0';
	return copy;
}

static void add_class(manuscript *m, node *n, const char *name)
{
	static const char *const others[][2] = {
		{"smallcaps", "small-caps"}, {"ul", "underline"}, {"no_toc", "unlisted"}};
	size_t count = 0;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(name, others[i][0]) == 0) /* pandoc's other names */
			name = others[i][1];
	if (node_has_class(n, name))
		return;
	while (n->classes[count])
		count++;
	const char **classes = ARENA_ARRAY(m->arena, count + 2, const char *);
	memcpy(classes, n->classes, count * sizeof *classes);
	classes[count] = name;
	n->classes = classes;
}

static void add_classes(manuscript *m, node *n, const char *names)
{
	while (*(names += strspn(names, " "))) {
		size_t length = strcspn(names, " ");
		add_class(m, n, arena_copy(m->arena, names, length));
		names += length;
	}
}

static void add_pair(manuscript *m, node *n, const char *key, const char *value, place where)
{
	size_t count = 0;
	while (n->attributes[count].key)
		count++;
	attribute *pairs = ARENA_ARRAY(m->arena, count + 2, attribute);
	memcpy(pairs, n->attributes, count * sizeof *pairs);
	pairs[count] = (attribute){key, value, where};
	n->attributes = pairs;
}

/* A key for browsers only, without a meaning on paper? */
static bool is_for_browsers(const char *key)
{
	static const char *const keys[] = {"target", "rel",  "loading",  "decoding", "download",
					   "style",  "role", "markdown", "tabindex", "onclick"};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(key, keys[i]) == 0)
			return true;
	return strncmp(key, "data-", 5) == 0 || strncmp(key, "aria-", 5) == 0;
}

static void apply_pair(manuscript *m, node *n, const char *key, const char *value, place where)
{
	if (is_for_browsers(key))
		return;
	if (strcmp(key, "id") == 0 && *value)
		n->id = value;
	else if (strcmp(key, "class") == 0)
		add_classes(m, n, value);
	else if (strcmp(key, "lang") == 0)
		n->lang = language_check(m, value, where) ? value : NULL;
	else if (node_attribute(n, key))
		report_at(m->report, REPORT_ATTRIBUTE_BAD, where,
			  "'%s' is given twice; take one out", key);
	else
		add_pair(m, n, key, value, where);
}

void attributes_apply(manuscript *m, node *n, const char *text, size_t length, place where)
{
	reading in = {text, opening(text, length), length, NULL};
	token t;
	while (next_token(&in, &t)) {
		const char *value = value_text(m, text, &t);
		if (t.sign == '#' && n->id && strcmp(n->id, value) != 0)
			report_at(m->report, REPORT_ATTRIBUTE_BAD, where,
				  "two ids, '%s' and '%s'; keep one", n->id, value);
		else if (t.sign == '#')
			n->id = value;
		else if (t.sign == '.')
			add_class(m, n, value);
		else if (t.sign == '-')
			add_class(m, n, "unnumbered");
		else
			apply_pair(m, n, arena_copy(m->arena, text + t.key, t.key_length), value,
				   where);
	}
	if (in.why)
		report_at(m->report, REPORT_ATTRIBUTE_BAD, where,
			  "these attributes can't be read: %s", in.why);
}

/* Checking */

static const char *kind_in_words(const node *n)
{
	switch (n->kind) {
	case NODE_HEADING: return "a heading";
	case NODE_DIVISION: return "a division";
	case NODE_CODE_BLOCK: return "a code block";
	case NODE_TABLE: return "a table";
	case NODE_IMAGE: return "an image";
	case NODE_LINK: return "a link";
	case NODE_CODE: return "code";
	default: return "a span";
	}
}

/* Keys that only one kind of node has. Keys with fields of their own (id, class, lang) are never
 * among a node's attributes. */
static const struct {
	const char *key;
	node_kind kind;
} own_keys[] = {
	{"alt", NODE_IMAGE},
	{"width", NODE_IMAGE},
	{"height", NODE_IMAGE},
	{"page", NODE_IMAGE},  /* of a PDF */
	{"expand", NODE_SPAN}, /* an abbreviation's expansion */
	{"title", NODE_DIVISION},
	{"column-count", NODE_DIVISION},
	{"layout-ncol", NODE_DIVISION},
	{"width", NODE_DIVISION}, /* of a column */
	{"colspan", NODE_CELL},
	{"title", NODE_CODE_BLOCK},
	{"filename", NODE_CODE_BLOCK},
	{"hl_lines", NODE_CODE_BLOCK},
	{"emphasize-lines", NODE_CODE_BLOCK},
	{"startFrom", NODE_CODE_BLOCK},
	{"start", NODE_CODE_BLOCK},

	{"rowspan", NODE_CELL},
	{"short-caption", NODE_IMAGE}, /* what the list of figures says */
	{"fig-scap", NODE_IMAGE},
	{"short-caption", NODE_TABLE},
	{"tbl-scap", NODE_TABLE},
	{"row-heads", NODE_TABLE}, /* how many columns head their rows */
};
enum { OWN_KEYS = sizeof own_keys / sizeof *own_keys, SHARED_KEYS = 3 };

/* The keys that a node may have; returns, for messages, those of its kind ("alt, width, height,
 * "). */
static size_t keys_of(manuscript *m, const node *n, const char *keys[OWN_KEYS + SHARED_KEYS],
		      const char **own)
{
	static const char *const shared[SHARED_KEYS] = {"id", "class", "lang"};
	size_t count = 0;

	*own = "";
	for (size_t i = 0; i < OWN_KEYS; i++)
		if (own_keys[i].kind == n->kind) {
			keys[count++] = own_keys[i].key;
			*own = arena_print(m->scratch, "%s%s, ", *own, own_keys[i].key);
		}
	memcpy(keys + count, shared, sizeof shared);
	return count;
}

/* A column's width: a part of the measure, or a length. */
static bool is_width(const char *value)
{
	const length_base base = {LENGTH_PT, LENGTH_PT};
	length given;
	char *end;
	double percent = strtod(value, &end);
	if (end > value && strcmp(end, "%") == 0)
		return percent >= 1 && percent <= 100;
	return length_parse(value, &base, &given) && given > 0;
}

/* Is a value one that the key may have, for this kind of node? */
static void check_value(manuscript *m, const node *n, const attribute *at)
{
	bool digit = *at->value >= '0' && *at->value <= '9' && !at->value[1];

	if (n->kind == NODE_CODE_BLOCK &&
	    (strcmp(at->key, "hl_lines") == 0 || strcmp(at->key, "emphasize-lines") == 0) &&
	    at->value[strspn(at->value, "0123456789,- ")])
		report_at(m->report, REPORT_ATTRIBUTE_BAD, at->place,
			  "%s names the lines to highlight, such as '2,4-5', not '%.60s'", at->key,
			  at->value);
	bool counts = strcmp(at->key, "column-count") == 0 || strcmp(at->key, "layout-ncol") == 0;
	if (n->kind == NODE_DIVISION && counts && (!digit || *at->value < '1' || *at->value > '8'))
		report_at(m->report, REPORT_ATTRIBUTE_BAD, at->place,
			  "%s says how many columns there are, 1 to 8, not '%.60s'", at->key,
			  at->value);
	bool starts = strcmp(at->key, "startFrom") == 0 || strcmp(at->key, "start") == 0;
	if (n->kind == NODE_CODE_BLOCK && starts &&
	    (!*at->value || at->value[strspn(at->value, "0123456789")]))
		report_at(m->report, REPORT_ATTRIBUTE_BAD, at->place,
			  "%s is the number of the first line, such as 10, not '%.60s'", at->key,
			  at->value);
	if (n->kind == NODE_DIVISION && strcmp(at->key, "width") == 0 && !is_width(at->value))
		report_at(m->report, REPORT_ATTRIBUTE_BAD, at->place,
			  "a column's width is a part of the measure, 1%% to 100%%, or a length, "
			  "such as 60mm, not '%.60s'",
			  at->value);
	if (n->kind == NODE_TABLE && strcmp(at->key, "row-heads") == 0 && !digit)
		report_at(m->report, REPORT_ATTRIBUTE_BAD, at->place,
			  "row-heads is the number of columns that are heads of their rows, 0 to "
			  "9, not '%.60s'",
			  at->value);
}

/* Is a key one that this kind of node has? */
static void check_key(manuscript *m, const node *n, const attribute *at)
{
	enum { LINES_SEARCHED = 3 };
	const char *keys[OWN_KEYS + SHARED_KEYS], *own;
	size_t count = keys_of(m, n, keys, &own);

	for (size_t i = 0; i < count; i++)
		if (strcmp(keys[i], at->key) == 0) {
			check_value(m, n, at);
			return;
		}
	const char *near = nearest_word(at->key, keys, count + SHARED_KEYS),
		   *what = kind_in_words(n);
	const char *written = arena_print(m->scratch, "%s=", at->key);
	place where = report_find(m->report, at->place, written, strlen(written), LINES_SEARCHED);
	if (near)
		report_at(m->report, REPORT_ATTRIBUTE_UNKNOWN, where,
			  "%s has no attribute '%.60s'; did you mean '%s'?", what, at->key, near);
	else
		report_at(m->report, REPORT_ATTRIBUTE_UNKNOWN, where,
			  "%s has no attribute '%.60s', so it changes nothing; take it out (it may "
			  "have %sid, class and lang)",
			  what, at->key, own);
	arena_reset(m->scratch);
}

/* A figure's attributes are its image's, and are checked there. At most a hundred unknown ones are
 * reported. */
void attributes_check(manuscript *m)
{
	int left = 100;
	for (const node *n = m->document->root; n; n = node_after(n, m->document->root, false))
		for (const attribute *at = n->attributes;
		     n->kind != NODE_FIGURE && at->key && left > 0; at++, left--)
			check_key(m, n, at);
}

/* Marks */

bool attributes_is_mark(const node *n)
{
	return n && n->kind == NODE_RAW && n->as.text.info == attributes_mark;
}

void attributes_take_last(manuscript *m, node *from, node *to)
{
	node *mark = from->last;
	if (!attributes_is_mark(mark))
		return;
	attributes_apply(m, to, mark->as.text.data, mark->as.text.length, mark->place);
	node_unlink(mark);
}

void attributes_settle(manuscript *m, node *parent)
{
	for (node *n = m->has_marks ? parent->first : NULL; n; n = n->next)
		if (attributes_is_mark(n)) {
			n->kind = NODE_TEXT;
			n->as.text.info = NULL;
		}
}
