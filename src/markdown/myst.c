/* myst: what MyST writes into fences "```{name} words", with options ":key: value" on the
 * first lines. Figures and images are read as Markdown's, list-table and csv-table become tables,
 * code-block and its kin code with its options as attributes. What only asks Sphinx for something
 * (a tree of contents, an index, sources) is left out, with a warning. containers.c finds those
 * around blocks. */
#include "markdown/myst.h"

#include "markdown/blocks_names.h"
#include "markdown/containers.h"
#include "markdown/foreign.h"

#include <glib.h>

enum { DEEPEST = 8, OPTIONS_MOST = 64 };

typedef enum request_kind {
	DIRECTIVE_CODE,
	DIRECTIVE_FIGURE,
	DIRECTIVE_LIST_TABLE,
	DIRECTIVE_CSV_TABLE,
	DIRECTIVE_GLOSSARY,
	DIRECTIVE_CONTENTS,
	DIRECTIVE_DIAGRAM,
	DIRECTIVE_NOTHING, /* it is left out */
	DIRECTIVE_VERBATIM /* it is code, and warned of */
} request_kind;

static const struct {
	const char *name;
	request_kind kind;
} directives[] = {
	{"code", DIRECTIVE_CODE},
	{"code-block", DIRECTIVE_CODE},
	{"sourcecode", DIRECTIVE_CODE},
	{"code-cell", DIRECTIVE_CODE},
	{"figure", DIRECTIVE_FIGURE},
	{"image", DIRECTIVE_FIGURE},
	{"list-table", DIRECTIVE_LIST_TABLE},
	{"csv-table", DIRECTIVE_CSV_TABLE},
	{"glossary", DIRECTIVE_GLOSSARY},
	{"contents", DIRECTIVE_CONTENTS},
	{"tableofcontents", DIRECTIVE_CONTENTS},
	{"mermaid", DIRECTIVE_DIAGRAM},
	{"toctree", DIRECTIVE_NOTHING},
	{"index", DIRECTIVE_NOTHING},
	{"genindex", DIRECTIVE_NOTHING},
	{"bibliography", DIRECTIVE_NOTHING},
	{"math", DIRECTIVE_VERBATIM},
	{"raw", DIRECTIVE_VERBATIM},
	{"eval-rst", DIRECTIVE_VERBATIM},
	{"literalinclude", DIRECTIVE_VERBATIM},
	{"include", DIRECTIVE_VERBATIM},
};

enum { DIRECTIVES = sizeof directives / sizeof *directives };

static size_t find(const char *name, size_t size)
{
	size_t i = 0;
	while (i < DIRECTIVES &&
	       (strlen(directives[i].name) != size || memcmp(directives[i].name, name, size) != 0))
		i++;
	return i;
}

bool myst_know(const char *name, size_t size)
{
	return find(name, size) < DIRECTIVES;
}

/* Give a node the classes that a text names. */
static void add_classes(manuscript *m, node *n, const char *names)
{
	const char *why;
	for (const char *at = names; *(at += strspn(at, " "));) {
		size_t size = strcspn(at, " ");
		const char *written = arena_print(m->arena, "{.%.*s}", (int)size, at);
		if (attributes_measure(written, strlen(written), &why) > 0)
			attributes_apply(m, n, written, strlen(written), n->place);
		at += size;
	}
}

/* --- options -------------------------------------------------------------------------------- */

typedef struct option {
	const char *key, *value;
	bool read;
} option;

typedef struct request {
	const char *words; /* after the name */
	option options[OPTIONS_MOST];
	size_t count;
	const char *body; /* what is below the options */
} request;

static const char *option_of(request *d, const char *key)
{
	for (size_t i = 0; i < d->count; i++)
		if (strcmp(d->options[i].key, key) == 0) {
			d->options[i].read = true;
			return d->options[i].value;
		}
	return NULL;
}

/* Warn of the options that nothing asked for. */
static void warn_of_options(manuscript *m, const request *d, place where)
{
	for (size_t i = 0; i < d->count; i++) {
		const option *o = &d->options[i];
		const char *text = arena_print(m->arena, ":%s: %s", o->key, o->value);
		if (!o->read)
			foreign_see(m, FOREIGN_OPTION, where, text, strlen(text));
	}
}

bool myst_option_read(const char *line, const char *end, bool yaml, myst_option *o)
{
	const char *at = line;
	if (!yaml && (at == end || *at++ != ':'))
		return false;
	*o = (myst_option){.name = at};
	while (at < end && (g_ascii_isalnum(*at) || *at == '-' || *at == '_'))
		at++;
	o->size = (size_t)(at - o->name);
	if (o->size == 0 || at == end || *at != ':' || (at + 1 < end && at[1] != ' '))
		return false;
	for (at++; at < end && *at == ' ';)
		at++;
	o->value = at;
	o->length = (size_t)(end - at);
	return true;
}

bool myst_option_is(const myst_option *o, const char *name)
{
	return strlen(name) == o->size && memcmp(o->name, name, o->size) == 0;
}

/* A line of code without the white space around it; *next is the line after it. */
static const char *trimmed(const char *text, const char **end, const char **next)
{
	*end = *next = text + strcspn(text, "\n");
	*next += **next == '\n';
	text += strspn(text, " ");
	while (*end > text && g_ascii_isspace((*end)[-1]))
		(*end)--;
	return text;
}

bool myst_is_yaml_mark(const char *line, const char *end)
{
	return end - line == 3 && memcmp(line, "---", 3) == 0;
}

/* Is the text a YAML block of options, up to "---"? */
static bool is_yaml(const char *text)
{
	const char *end, *next, *line = trimmed(text, &end, &next);
	myst_option o;
	if (!myst_is_yaml_mark(line, end))
		return false;
	do
		line = trimmed(next, &end, &next);
	while (myst_option_read(line, end, true, &o));
	return myst_is_yaml_mark(line, end);
}

/* The options on the first lines: ":name: value", or YAML between "---". */
static void read_options(arena *a, request *d, const char *text)
{
	const char *end, *next, *line = trimmed(text, &end, &next);
	const bool yaml = is_yaml(text);
	myst_option o;
	for (text = yaml ? next : text; d->count < OPTIONS_MOST; text = next) {
		line = trimmed(text, &end, &next);
		if (!myst_option_read(line, end, yaml, &o))
			break;
		d->options[d->count++] = (option){arena_copy(a, o.name, o.size),
						  arena_copy(a, o.value, o.length), false};
	}
	text = yaml ? next : text;
	while (*text == '\n')
		text++;
	d->body = text;
}

/* A value as it is written between quotation marks. */
static const char *escaped(arena *a, const char *value)
{
	char *text = arena_room(a, 2 * strlen(value) + 1, 1), *to = text;
	for (; *value; value++) {
		if (strchr("\"\\", *value))
			*to++ = '\\';
		*to++ = *value;
	}
	*to = '\0';
	return text;
}

static void add_attribute(manuscript *m, node *n, const char *key, const char *value)
{
	const char *written, *why;
	if (!value || !*value)
		return;
	written = arena_print(m->arena, "{%s=\"%s\"}", key, escaped(m->arena, value));
	if (attributes_measure(written, strlen(written), &why) > 0)
		attributes_apply(m, n, written, strlen(written), n->place);
}

/* --- code ----------------------------------------------------------------------------------- */

static void read_code(manuscript *m, node *code, request *d)
{
	size_t size = strlen(d->body), word = strcspn(d->words, " ");
	code->as.text.data = arena_copy(m->arena, d->body, size);
	code->as.text.length = size;
	if (word > 0)
		code->as.text.info = arena_copy(m->arena, d->words, word);
	code->id = option_of(d, "name") ? option_of(d, "name") : code->id;
	if (option_of(d, "linenos") || option_of(d, "number-lines") || option_of(d, "lineno-start"))
		add_classes(m, code, "number-lines");
	add_attribute(m, code, "title", option_of(d, "caption"));
	add_attribute(m, code, "hl_lines", option_of(d, "emphasize-lines"));
	add_attribute(m, code, "startFrom", option_of(d, "lineno-start"));
}

/* --- figures -------------------------------------------------------------------------------- */

static char *on_one_line(arena *a, const char *text)
{
	char *line = arena_copy(a, text, strlen(text));
	for (char *c = line; *c; c++)
		if (*c == '\n' || *c == '\r')
			*c = ' ';
	return line;
}

static bool is_size(const char *value)
{
	return value && g_ascii_isdigit(*value) && !strpbrk(value, "\"{} ");
}

/* As the Markdown "![caption](<file>){…}". */
static void read_figure(manuscript *m, passage *p, const node *code, request *d, node *to)
{
	arena *a = m->arena;
	const char *name = option_of(d, "name"), *alt = option_of(d, "alt"),
		   *width = option_of(d, "width");
	char *caption = on_one_line(a, d->body);
	size_t size = strlen(caption);
	while (size > 0 && caption[size - 1] == ' ')
		caption[--size] = '\0';
	const char *text = arena_print(a, "![%s](<%s>){alt=\"%s\"%s%s%s%s%s}", caption, d->words,
				       alt ? escaped(a, alt) : "", is_size(width) ? " width=" : "",
				       is_size(width) ? width : "", name ? " #" : "",
				       name ? name : "", is_size(width) || name ? " " : "");
	if (!alt) /* without a description, that is to be warned of */
		text = arena_print(a, "![%s](<%s>)%s%s%s", caption, d->words, name ? "{#" : "",
				   name ? name : "", name ? "}" : "");
	blocks_text(m, p->file, text, code->place, to);
}

/* --- tables --------------------------------------------------------------------------------- */

static node *add_table(manuscript *m, passage *p, const node *code, request *d)
{
	node *table = node_new(m->arena, NODE_TABLE, code->place);
	table->id = option_of(d, "name");
	if (*d->words) {
		node *caption = node_new(m->arena, NODE_CAPTION, code->place);
		blocks_words(m, p->file, d->words, code->place, caption);
		node_append(table, caption);
	}
	m->has_tables = true;
	return table;
}

static void add_row(manuscript *m, node *table, size_t number, size_t heads)
{
	node *row = node_new(m->arena, NODE_ROW, table->place);
	row->as.row.head = number < heads;
	node_append(table, row);
}

static size_t heads_of(request *d)
{
	const char *rows = option_of(d, "header-rows");
	return rows ? strtoul(rows, NULL, 10) : option_of(d, "header") ? 1 : 0;
}

static void set_columns(manuscript *m, node *table, size_t columns)
{
	table->as.table.columns = columns;
	table->as.table.aligns = ARENA_ARRAY(m->arena, columns ? columns : 1, cell_align);
}

/* Cells of one paragraph hold its words. */
static void settle_cell(node *cell)
{
	node *only = cell->first;
	if (!only || only->next || only->kind != NODE_PARAGRAPH)
		return;
	node_unlink(only);
	node_move(only, NULL, NULL, cell);
}

/* A list whose items are lists of cells. False: it is none. */
static bool read_list_table(manuscript *m, passage *p, const node *code, request *d, node *to)
{
	node *read = node_new(m->arena, NODE_DIVISION, code->place);
	blocks_text(m, p->file, d->body, code->place, read);
	node *list = read->first;
	if (!list || list->next || list->kind != NODE_LIST)
		return false;
	size_t columns = 0, number = 0;
	for (const node *item = list->first; item; item = item->next) {
		size_t cells = 0;
		if (!item->first || item->first->next || item->first->kind != NODE_LIST)
			return false;
		for (const node *cell = item->first->first; cell; cell = cell->next)
			cells++;
		columns = cells > columns ? cells : columns;
	}
	node *table = add_table(m, p, code, d);
	set_columns(m, table, columns);
	for (node *item = list->first; item; item = item->next) {
		add_row(m, table, number++, heads_of(d));
		size_t cells = 0;
		for (node *from = item->first->first; from || cells < columns;
		     from = from ? from->next : NULL, cells++) {
			node *cell = node_new(m->arena, NODE_CELL, code->place);
			node_append(table->last, cell);
			if (from)
				node_move(from, NULL, NULL, cell);
			settle_cell(cell);
		}
	}
	node_append(to, table);
	return true;
}

/* A field of a line, quoted or not; *at is after the comma. */
static char *read_field(arena *a, const char **at)
{
	const char *from = *at + strspn(*at, " \t");
	GString *field = g_string_new(NULL);
	if (*from == '"') {
		for (from++; *from && (*from != '"' || from[1] == '"'); from++) {
			g_string_append_c(field, *from == '\n' ? ' ' : *from);
			from += *from == '"';
		}
		from += *from == '"';
		from += strcspn(from, ",\n");
	} else {
		size_t size = strcspn(from, ",\n");
		g_string_append_len(field, from, (gssize)size);
		from += size;
	}
	*at = from;
	char *result = arena_copy(a, field->str, field->len);
	g_string_free(field, TRUE);
	return result;
}

static void read_records(manuscript *m, passage *p, node *table, const char *at, size_t heads,
			 size_t *columns)
{
	for (size_t number = 0; *(at += strspn(at, "\n"));) {
		size_t cells = 0;
		add_row(m, table, number++, heads);
		for (;; at++, cells++) {
			node *cell = node_new(m->arena, NODE_CELL, table->place);
			const char *words = read_field(m->arena, &at);
			if (*words)
				blocks_words(m, p->file, words, table->place, cell);
			node_append(table->last, cell);
			if (*at != ',')
				break;
		}
		*columns = cells + 1 > *columns ? cells + 1 : *columns;
	}
}

/* Lines of fields with commas between them. False: there is none. */
static bool read_csv(manuscript *m, passage *p, const node *code, request *d, node *to)
{
	node *table = add_table(m, p, code, d);
	const char *header = option_of(d, "header");
	size_t columns = 0;
	if (header)
		read_records(m, p, table, header, 1, &columns);
	read_records(m, p, table, d->body, header ? 0 : heads_of(d), &columns);
	set_columns(m, table, columns);
	for (node *row = table->first; row; row = row->next) {
		size_t cells = 0;
		for (const node *cell = row->first; cell; cell = cell->next)
			cells++;
		for (; row->kind == NODE_ROW && cells < columns; cells++)
			node_append(row, node_new(m->arena, NODE_CELL, table->place));
	}
	if (columns > 0)
		node_append(to, table);
	return columns > 0;
}

/* --- glossaries ----------------------------------------------------------------------------- */

/* Terms, and below each its definition, indented: as Markdown's definitions. */
static void read_glossary(manuscript *m, passage *p, const node *code, request *d, node *to)
{
	GString *text = g_string_new(NULL);
	bool was_term = false;
	for (const char *at = d->body; *at;) {
		size_t size = strcspn(at, "\n"), indent = strspn(at, " \t");
		bool blank = indent >= size, term = !blank && indent == 0;
		if (term && !was_term)
			g_string_append_c(text, '\n');
		if (!blank && !term)
			g_string_append(text, was_term ? ":   " : "    ");
		g_string_append_len(text, at + indent, (gssize)(size - indent));
		g_string_append_c(text, '\n');
		was_term = term;
		at += size + (at[size] == '\n');
	}
	blocks_text(m, p->file, text->str, code->place, to);
	g_string_free(text, TRUE);
}

/* --- all ------------------------------------------------------------------------------------ */

static bool set(manuscript *m, passage *p, node *code, request *d, request_kind kind, node *to)
{
	switch (kind) {
	case DIRECTIVE_FIGURE: read_figure(m, p, code, d, to); return true;
	case DIRECTIVE_LIST_TABLE: return read_list_table(m, p, code, d, to);
	case DIRECTIVE_CSV_TABLE:
		if (option_of(d, "file") || option_of(d, "url"))
			return false;
		return read_csv(m, p, code, d, to);
	case DIRECTIVE_GLOSSARY: read_glossary(m, p, code, d, to); return true;
	case DIRECTIVE_CONTENTS: {
		node *n = node_new(m->arena, NODE_CONTENTS, code->place);
		n->as.contents.of = CONTENTS_HEADINGS;
		if (!option_of(d, "local"))
			node_append(to, n);
		return true;
	}
	default: return false;
	}
}

bool myst_code(manuscript *m, passage *p, node *code, const char **info, node *to)
{
	const char *brace = *info + strspn(*info, " "), *close = strchr(brace, '}');
	size_t which =
		*brace == '{' && close ? find(brace + 1, (size_t)(close - brace) - 1) : DIRECTIVES;
	if (which == DIRECTIVES || directives[which].kind == DIRECTIVE_VERBATIM ||
	    m->literal_depth >= DEEPEST)
		return false;
	request d = {.words = close + 1 + strspn(close + 1, " ")};
	read_options(m->arena, &d, arena_copy(m->arena, code->as.text.data, code->as.text.length));
	switch (directives[which].kind) {
	case DIRECTIVE_CODE:
		read_code(m, code, &d);
		warn_of_options(m, &d, code->place);
		*info = "";
		return false;
	case DIRECTIVE_DIAGRAM: *info = "mermaid"; return false;
	case DIRECTIVE_NOTHING:
		foreign_see(m, FOREIGN_REQUEST, code->place, *info, strlen(*info));
		return true;
	default: break;
	}
	m->literal_depth++;
	bool done = set(m, p, code, &d, directives[which].kind, to);
	m->literal_depth--;
	if (done)
		warn_of_options(m, &d, code->place);
	return done;
}

/* --- around blocks ---------------------------------------------------------------------------- */

node *myst_begin(manuscript *m, passage *p, const container *c, const char *words, node *n)
{
	words += strlen(c->name);
	words += strspn(words, " \t");
	if (c->before && *words)
		words = arena_print(m->arena, "%s %s", c->before, words);
	n->id = c->id;
	if (c->class)
		add_classes(m, n, c->class);
	if (c->classes && !c->kind)
		add_classes(m, n, c->classes);
	return *words ? blocks_title(m, p, words, strlen(words), n->place) : NULL;
}

/* The classes of a box besides its kind and those that say that a web page folds it. */
static void add_box_classes(manuscript *m, node *n, const char *classes, const char *kind)
{
	static const char *const folds[] = {"dropdown", "toggle", "toggle-shown"};
	for (const char *at = classes; *(at += strspn(at, " "));) {
		const char *class = arena_copy(m->arena, at, strcspn(at, " "));
		bool drops = strcmp(class, kind) == 0;
		for (size_t i = 0; i < sizeof folds / sizeof *folds; i++)
			drops |= strcmp(class, folds[i]) == 0;
		if (!drops)
			add_classes(m, n, class);
		at += strlen(class);
	}
}

/* A table's caption is the title of what is around it, and so is its id. */
static void caption_table(manuscript *m, node *division, node *title)
{
	node *table = division->first, *caption;
	while (table && table->kind != NODE_TABLE)
		table = table->next;
	if (!table || (table->first && table->first->kind == NODE_CAPTION))
		return;
	if (title) {
		caption = node_new(m->arena, NODE_CAPTION, title->place);
		node_move(title, NULL, NULL, caption);
		node_put_first(table, caption);
	}
	if (!table->id) {
		table->id = division->id;
		division->id = NULL;
	}
}

void myst_end(manuscript *m, const container *c, node *n, node *title)
{
	if (strcmp(c->name, "table") == 0) {
		caption_table(m, n, title);
		return;
	}
	if (title && !n->first) { /* words with nothing below them are all that it says */
		node *paragraph = node_new(m->arena, NODE_PARAGRAPH, n->place);
		node_move(title, NULL, NULL, paragraph);
		node_append(n, paragraph);
		title = NULL;
	}
	if (c->kind) {
		alerts_box(m, n, c->kind, title);
		add_box_classes(m, n, c->classes ? c->classes : "", c->kind);
	} else if (title)
		alerts_tab(m, n, title);
}
