/* containers: MyST's directives around blocks ("```{note}", ":::{tip} Title"), the boxes that Hugo
 * and GitBook make by shortcodes ("{{< hint info >}}", "{% hint style="info" %}"), and the parts
 * that kramdown-rfc separates ("--- abstract"). Before a text is parsed, the lines that open and
 * close them are changed into ":::"; all lines keep their lengths.
 *
 * One pass over the lines, with a stack of the fences that are open: what is inside code stays as
 * it is. MyST's directives that hold no blocks (myst.c) are code: where ":::" is around them, it
 * becomes "~~~". */
#include "markdown/containers.h"

#include "markdown/foreign.h"
#include "markdown/myst.h"
#include "markdown/shortcodes.h"

#include <glib.h>

/* MyST's directives around blocks: a box of a kind, a division of a class, or neither: then only
 * its title, if it may have one, is set. */
static const struct {
	const char *name, *kind, *class;
	const char *before; /* words before the title */
	bool bare;          /* what follows the name is no title */
} directives[] = {
	{.name = "note", .kind = "note"},
	{.name = "tip", .kind = "tip"},
	{.name = "important", .kind = "important"},
	{.name = "warning", .kind = "warning"},
	{.name = "caution", .kind = "caution"},
	{.name = "attention", .kind = "attention"},
	{.name = "danger", .kind = "danger"},
	{.name = "error", .kind = "error"},
	{.name = "hint", .kind = "hint"},
	{.name = "seealso", .kind = "seealso"},
	{.name = "todo", .kind = "todo"},
	{.name = "admonition", .kind = "note"},
	{.name = "topic", .kind = "note"},
	{.name = "sidebar", .kind = "note"},
	{.name = "dropdown", .kind = "note"},
	{.name = "details", .kind = "note"},
	{.name = "exercise", .kind = "exercise"},
	{.name = "solution", .kind = "solution"},
	{.name = "versionadded", .kind = "note", .before = "New in version"},
	{.name = "versionchanged", .kind = "note", .before = "Changed in version"},
	{.name = "deprecated", .kind = "note", .before = "Deprecated since version"},
	{.name = "epigraph", .class = "epigraph"},
	{.name = "highlights", .class = "epigraph"},
	{.name = "pull-quote", .class = "pullquote"},
	{.name = "margin", .class = "margin"},
	{.name = "aside", .class = "aside"},
	{.name = "table"},
	{.name = "card"},
	{.name = "grid", .bare = true},
	{.name = "grid-item", .bare = true},
	{.name = "grid-item-card"},
	{.name = "tab-set", .bare = true},
	{.name = "tab-item"},
	{.name = "container", .bare = true},
	{.name = "div", .bare = true},
};

typedef struct fence {
	char mark; /* '`', '~', ':', or '%' of a shortcode */
	size_t count;
	bool literal;     /* what is inside is code */
	const char *name; /* a shortcode's */
} fence;

/* Columns before the words of an item or a note. */
typedef struct indent {
	size_t column;
	bool quoted; /* they count from a quotation's mark */
} indent;

typedef struct rewriting {
	manuscript *m;
	passage *p;
	char *text; /* the passage's, which may be changed; NULL: nothing is changed yet */
	fence open[DEPTH_MOST];
	size_t depth;
	indent indent[DEPTH_MOST]; /* of items, notes and the like that may go on */
	size_t indents;
	bool drafts;                /* it has the parts of an Internet-Draft */
	size_t closing[SHORTCODES]; /* the next line that closes each */
	size_t capacity;
} rewriting;

/* A line without the spaces and marks of quotations before it, and the white space after it. */
typedef struct fenced_line {
	size_t number, at, end, column;
	size_t outer; /* columns before its first mark of a quotation, or before its words */
	bool quoted;
} fenced_line;

static char *writable(rewriting *w)
{
	if (!w->text) {
		w->text = arena_copy(w->m->arena, w->p->text, w->p->length);
		w->p->text = w->text;
	}
	return w->text;
}

static fenced_line row_of(const passage *p, size_t number)
{
	fenced_line r = {.number = number, .at = p->starts[number], .end = p->starts[number + 1]};
	while (r.end > r.at && g_ascii_isspace(p->text[r.end - 1]))
		r.end--;
	while (r.at < r.end && (p->text[r.at] == ' ' || p->text[r.at] == '>')) {
		r.quoted = r.quoted || p->text[r.at] == '>';
		r.outer += !r.quoted;
		r.column = p->text[r.at] == '>' ? 0 : r.column + 1;
		r.at++;
	}
	return r;
}

/* The bytes of what begins an item, a definition or a note on a line, up to its words, and the
 * columns by which the lines below are indented; 0: nothing. */
static size_t read_mark(const char *text, const char *end, size_t *columns)
{
	size_t mark = 0, spaces = 0;
	while (text + mark < end && g_ascii_isdigit(text[mark]))
		mark++;
	if (mark > 0)
		mark = text + mark < end && strchr(".)", text[mark]) ? mark + 1 : 0;
	else if (text < end && strchr("-*+:", *text))
		mark = 1;
	else if (end - text > 4 && text[0] == '[' && text[1] == '^') {
		const char *close = memchr(text, ']', (size_t)(end - text));
		mark = close && end - close > 1 && close[1] == ':' ? (size_t)(close + 2 - text) : 0;
	}
	while (mark > 0 && text + mark + spaces < end && text[mark + spaces] == ' ')
		spaces++;
	if (spaces == 0)
		return 0;
	*columns = *text == '[' ? 4 : mark + spaces;
	return mark + spaces;
}

static bool is_admonition(const char *text, const char *end)
{
	return end - text > 4 && text[3] == ' ' &&
	       (memcmp(text, "!!!", 3) == 0 || memcmp(text, "???", 3) == 0 ||
		memcmp(text, "===", 3) == 0);
}

static void push_indent(rewriting *w, size_t column, bool quoted)
{
	if (w->indents < DEPTH_MOST)
		w->indent[w->indents++] = (indent){column, quoted};
}

/* Forget the indents of what a line does not go on with. Those in quotations count from their
 * marks. */
static void pop_indents(rewriting *w, const fenced_line *r)
{
	while (w->indents > 0) {
		const indent *last = &w->indent[w->indents - 1];
		if (last->quoted && r->quoted ? r->column >= last->column
					      : !last->quoted && r->outer >= last->column)
			return;
		w->indents--;
	}
}

/* Is it indented so far that it is code? Words of items, definitions and notes begin further in.
 * The marks before them are passed. */
static bool is_indented(rewriting *w, fenced_line *r)
{
	const char *text = w->p->text, *end = text + r->end;
	size_t columns, base = 0;
	pop_indents(w, r);
	if (w->indents > 0 && w->indent[w->indents - 1].quoted == r->quoted)
		base = w->indent[w->indents - 1].column;
	while (r->column < base + 4) {
		size_t bytes = read_mark(text + r->at, end, &columns);
		if (bytes > 0) {
			r->at += bytes;
			base = r->column += columns;
			push_indent(w, base, r->quoted);
		} else if (r->at < r->end && text[r->at] == '>') {
			r->at++;
			while (r->at < r->end && text[r->at] == ' ')
				r->at++;
			r->quoted = true;
			base = r->column = 0;
		} else {
			if (is_admonition(text + r->at, end))
				push_indent(w, r->column + 4, r->quoted);
			return false;
		}
	}
	return true;
}

static size_t count_marks(const passage *p, const fenced_line *r, char mark)
{
	size_t n = 0;
	while (r->at + n < r->end && p->text[r->at + n] == mark)
		n++;
	return n;
}

static void push(rewriting *w, fence f)
{
	if (w->depth < DEPTH_MOST)
		w->open[w->depth++] = f;
}

static void replace_marks(rewriting *w, const fenced_line *r, size_t count, char mark)
{
	memset(writable(w) + r->at, mark, count);
}

/* Put words into a line, with spaces up to its end. */
static void put(rewriting *w, const fenced_line *r, const char *words)
{
	size_t size = strlen(words), room = r->end - r->at;
	char *text = writable(w);
	memset(text + r->at, ' ', room);
	memcpy(text + r->at, words, size < room ? size : room);
}

/* --- options -------------------------------------------------------------------------------- */

static void take_option(rewriting *w, container *c, const myst_option *o)
{
	const char *value = arena_copy(w->m->arena, o->value, o->length);
	if (myst_option_is(o, "class"))
		c->classes =
			c->classes ? arena_print(w->m->arena, "%s %s", c->classes, value) : value;
	else if (myst_option_is(o, "name") || myst_option_is(o, "label"))
		c->id = value;
	else
		shortcodes_leave_out(w->m, w->p, o->name, (size_t)(o->value + o->length - o->name));
}

/* MyST's options of boxes and divisions. A line with another name is text. */
static bool is_known(const myst_option *o)
{
	static const char *const names[] = {
		"align",    "animate",  "class", "color",      "columns",   "enumerated",
		"gutter",   "icon",     "label", "link",       "link-type", "margin",
		"name",     "nonumber", "open",  "outline",    "padding",   "reverse",
		"selected", "shadow",   "sync",  "text-align", "width",     "widths"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (myst_option_is(o, names[i]))
			return true;
	return false;
}

static bool is_mark_line(const passage *p, size_t number)
{
	const fenced_line r = row_of(p, number);
	return myst_is_yaml_mark(p->text + r.at, p->text + r.end);
}

static bool read_option(const passage *p, const fenced_line *r, bool yaml, myst_option *o)
{
	return myst_option_read(p->text + r->at, p->text + r->end, yaml, o) && is_known(o);
}

/* Lines of a YAML block that begins on a line, up to its end, if all are options; else 0. */
static size_t yaml_lines(const passage *p, size_t first)
{
	myst_option o;
	for (size_t i = first + 1; i < p->lines; i++) {
		if (is_mark_line(p, i))
			return i + 1 - first;
		const fenced_line r = row_of(p, i);
		if (!read_option(p, &r, true, &o))
			return 0;
	}
	return 0;
}

/* The options right below a fence: ":name: value" on lines, or YAML between "---". */
static void read_options(rewriting *w, container *c)
{
	passage *p = w->p;
	const size_t first = c->line + 1;
	const bool yaml = first < p->lines && is_mark_line(p, first);
	const size_t end = yaml ? first + yaml_lines(p, first) : p->lines;
	for (size_t i = first; i < end; i++) {
		const fenced_line r = row_of(p, i);
		myst_option o;
		if (read_option(p, &r, yaml, &o))
			take_option(w, c, &o);
		else if (!yaml)
			return;
		put(w, &r, "");
	}
}

/* --- directives ----------------------------------------------------------------------------- */

/* The name in "{name}" at the start of a text; its bytes, or 0. */
static size_t braced_name(const char *text, const char *end)
{
	size_t n = 1;
	if (end - text < 3 || text[0] != '{' || !g_ascii_isalpha(text[1]))
		return 0;
	while (text + n < end && (g_ascii_isalnum(text[n]) || strchr("-_:", text[n])))
		n++;
	return text + n < end && text[n] == '}' ? n - 1 : 0;
}

static size_t find_directive(const char *name, size_t size)
{
	size_t i = 0, count = sizeof directives / sizeof *directives;
	while (i < count &&
	       (strlen(directives[i].name) != size || memcmp(directives[i].name, name, size) != 0))
		i++;
	return i;
}

static void add_container(rewriting *w, const fenced_line *r, size_t which,
			  const fenced_line *after)
{
	passage *p = w->p;
	const char *name = directives[which].name;
	container c = {.line = r->number,
		       .name = name,
		       .kind = directives[which].kind,
		       .before = directives[which].before,
		       .class = directives[which].class};
	if (directives[which].bare && after->at < after->end) {
		if (strcmp(name, "container") == 0 || strcmp(name, "div") == 0)
			c.classes = arena_copy(w->m->arena, p->text + after->at,
					       after->end - after->at);
		put(w, after, "");
	}
	read_options(w, &c);
	if (strcmp(name, "admonition") == 0 && c.classes) {
		const char *last = strrchr(c.classes, ' ');
		const char *kind = last ? last + 1 : c.classes;
		c.kind = alerts_know(kind, true) ? kind : c.kind;
	}
	*ARENA_APPEND(w->m->arena, p->containers, p->container_count, w->capacity) = c;
}

/* A fence with words after it opens something. */
static void open_fence(rewriting *w, const fenced_line *r, char mark, size_t count)
{
	passage *p = w->p;
	const char *end = p->text + r->end, *rest = p->text + r->at + count;
	while (rest < end && *rest == ' ')
		rest++;
	size_t name = braced_name(rest, end), start = (size_t)(rest - p->text);
	if (mark == '`' && memchr(rest, '`', (size_t)(end - rest)))
		return;
	size_t which = name ? find_directive(rest + 1, name) : SIZE_MAX;
	bool ours = which < sizeof directives / sizeof *directives;
	bool literal = name && myst_know(rest + 1, name);
	if (mark != ':' && !ours) {
		push(w, (fence){mark, count, true, NULL});
	} else if (literal) {
		push(w, (fence){':', count, true, NULL});
		replace_marks(w, r, count, '~');
	} else {
		push(w, (fence){mark, count, false, NULL});
		if (mark != ':')
			replace_marks(w, r, count, ':');
		if (ours) {
			fenced_line after = {
				.number = r->number, .at = start + name + 2, .end = r->end};
			writable(w)[start] = writable(w)[start + name + 1] = ' ';
			while (after.at < after.end && p->text[after.at] == ' ')
				after.at++;
			add_container(w, r, which, &after);
		}
	}
}

/* A fence alone on its line closes the nearest one that it can, or opens code. */
static void bare_fence(rewriting *w, const fenced_line *r, char mark, size_t count)
{
	for (size_t i = w->depth; i > 0; i--) {
		const fence *f = &w->open[i - 1];
		if (f->mark != mark || (mark == ':' ? false : f->count > count))
			continue;
		if (f->literal || mark != ':')
			replace_marks(w, r, count, f->literal && mark == ':' ? '~' : ':');
		w->depth = i - 1;
		return;
	}
	if (mark != ':')
		push(w, (fence){mark, count, true, NULL});
}

/* Inside code, only its own fence means something. */
static void inside_code(rewriting *w, const fenced_line *r)
{
	const fence *f = &w->open[w->depth - 1];
	size_t count = count_marks(w->p, r, f->mark);
	if (count < f->count || count == 0 || r->at + count != r->end)
		return;
	if (f->mark == ':')
		replace_marks(w, r, count, '~');
	w->depth--;
}

/* --- shortcodes ----------------------------------------------------------------------------- */

/* Is a shortcode closed below a line? Lines ask in rising order, and each name's next closing line
 * is remembered, so that all of them take linear time. */
static bool is_closed(rewriting *w, size_t line, const char *name)
{
	passage *p = w->p;
	size_t which = 0;
	while (strcmp(shortcodes_names[which], name) != 0)
		which++;
	size_t at = w->closing[which] > line ? w->closing[which] : line + 1;
	for (; at < p->lines; at++) {
		fenced_line r = row_of(p, at);
		shortcode s;
		if (r.at < r.end && p->text[r.at] == '{' &&
		    shortcodes_read(NULL, p, r.at, r.end, &s) && s.closes &&
		    strcmp(s.name, name) == 0)
			break;
	}
	w->closing[which] = at;
	return at < p->lines;
}

static bool take_shortcode(rewriting *w, const fenced_line *r)
{
	shortcode s;
	const size_t left = w->p->left_out_count;
	if (!shortcodes_read(w->m, w->p, r->at, r->end, &s))
		return false;
	if (!s.closes) {
		const char *words = arena_print(w->m->arena, "::: %s %.*s", s.kind,
						(int)s.title_size, s.title ? s.title : "");
		if (strlen(words) > r->end - r->at || !is_closed(w, r->number, s.name)) {
			w->p->left_out_count = left;
			return false;
		}
		put(w, r, words);
		push(w, (fence){'%', 0, false, s.name});
		return true;
	}
	for (size_t i = w->depth; i > 0; i--)
		if (w->open[i - 1].name && strcmp(w->open[i - 1].name, s.name) == 0) {
			put(w, r, ":::");
			w->depth = i - 1;
			return true;
		}
	return false;
}

/* --- Internet-Drafts ------------------------------------------------------------------------ */

/* kramdown-rfc's parts: the abstract is a division, and "--- back" begins the appendices
 * (parts.c). */
static void take_part(rewriting *w, const fenced_line *r)
{
	const char *text = w->p->text + r->at;
	size_t size = r->end - r->at;
	if (size == 12 && memcmp(text, "--- abstract", size) == 0) {
		put(w, r, "::: abstract");
		push(w, (fence){'%', 0, false, "abstract"});
	} else if (size == 10 && memcmp(text, "--- middle", size) == 0) {
		bool open = w->depth > 0 && w->open[w->depth - 1].name;
		put(w, r, open ? ":::" : "");
		w->depth -= open;
	}
}

/* --- the pass ------------------------------------------------------------------------------- */

static void take_row(rewriting *w, fenced_line r)
{
	const char *text = w->p->text;
	if (w->depth > 0 && w->open[w->depth - 1].literal) {
		inside_code(w, &r);
		return;
	}
	if (r.at >= r.end || is_indented(w, &r))
		return;
	char mark = text[r.at];
	if (mark == '`' || mark == '~' || mark == ':') {
		size_t count = count_marks(w->p, &r, mark);
		if (count < 3)
			return;
		if (r.at + count == r.end)
			bare_fence(w, &r, mark, count);
		else
			open_fence(w, &r, mark, count);
	} else if (mark == '{') {
		take_shortcode(w, &r);
	} else if (mark == '-' && w->drafts) {
		take_part(w, &r);
	}
}

static bool has(const passage *p, const char *words)
{
	return memmem(p->text, p->length, words, strlen(words));
}

void containers_read(manuscript *m, passage *p)
{
	rewriting w = {.m = m, .p = p};
	const char *first = p->text + strspn(p->text, " \r\n");
	w.drafts = strncmp(first, "--- abstract", 12) == 0 || strncmp(first, "--- middle", 10) == 0;
	m->is_draft = m->is_draft || w.drafts;
	if (!w.drafts && !memchr(p->text, '{', p->length))
		return;
	if (!w.drafts && !has(p, "```{") && !has(p, "~~~{") && !has(p, ":::{") &&
	    !has(p, "``` {") && !has(p, "::: {") && !has(p, "{% ") && !has(p, "{{<") &&
	    !has(p, "{{%"))
		return;
	for (size_t i = 0; i < p->lines; i++)
		take_row(&w, row_of(p, i));
}

void containers_report(manuscript *m, passage *p)
{
	for (size_t i = 0; i < p->left_out_count; i++)
		foreign_see(m, FOREIGN_OPTION, text_place(p, p->left_out[i].at),
			    p->left_out[i].text, strlen(p->left_out[i].text));
}

const container *containers_on(const passage *p, size_t line)
{
	size_t low = 0, high = p->container_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (p->containers[middle].line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low < p->container_count && p->containers[low].line == line ? &p->containers[low]
									   : NULL;
}
