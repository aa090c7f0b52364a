/* html: inside a line, comments and the tags that people write in Markdown have their HTML meaning.
 * What only a screen can show (scripts, style sheets, players, forms) is left out with a warning;
 * words between its tags are kept, except in scripts and style sheets. Any other raw HTML is set as
 * it is written, with a warning that says what to write instead. */
#include "markdown/html.h"

#include "base/unicode.h"
#include "markdown/tags.h"

#include <glib.h>

enum { SHOWN_MOST = 40 }; /* bytes of a tag in messages */

typedef enum tag_kind {
	TAG_OTHER,
	TAG_COMMENT,
	TAG_BREAK,
	TAG_NOTHING, /* means nothing on paper */
	TAG_SCREEN,  /* without words, and only a screen can show it */
	TAG_IMAGE,
	TAG_OPEN,
	TAG_CLOSE
} tag_kind;

typedef struct tag {
	tag_kind kind;
	size_t pair; /* of TAG_OPEN and TAG_CLOSE: which of the pairs */
} tag;

/* Tags around words, and what they mean. */
static const struct {
	const char *name;
	node_kind means;
	const char *adds; /* a class; or NULL */
	bool is_screens;  /* the tags are left out, and only the words between them are set */
} pairs[] = {
	{"sub", NODE_SUB, NULL, false},
	{"sup", NODE_SUP, NULL, false},
	{"kbd", NODE_KBD, NULL, false},
	{"b", NODE_STRONG, NULL, false},
	{"strong", NODE_STRONG, NULL, false},
	{"i", NODE_EMPHASIS, NULL, false},
	{"em", NODE_EMPHASIS, NULL, false},
	{"cite", NODE_EMPHASIS, NULL, false},
	{"var", NODE_EMPHASIS, NULL, false},
	{"dfn", NODE_EMPHASIS, NULL, false},
	{"mark", NODE_EMPHASIS, "{.mark}", false},
	{"s", NODE_STRIKE, NULL, false},
	{"del", NODE_STRIKE, NULL, false},
	{"strike", NODE_STRIKE, NULL, false},
	{"code", NODE_CODE, NULL, false},
	{"tt", NODE_CODE, NULL, false},
	{"samp", NODE_CODE, NULL, false},
	{"u", NODE_SPAN, "{.underline}", false},
	{"ins", NODE_SPAN, "{.underline}", false},
	{"small", NODE_SPAN, "{.small}", false},
	{"big", NODE_SPAN, NULL, false},
	{"abbr", NODE_SPAN, NULL, false},
	{"acronym", NODE_SPAN, NULL, false},
	{"q", NODE_SPAN, NULL, false},
	{"span", NODE_SPAN, NULL, false},
	{"font", NODE_SPAN, NULL, false},
	{"time", NODE_SPAN, NULL, false},
	{"bdi", NODE_SPAN, NULL, false},
	{"label", NODE_SPAN, NULL, false},
	{"picture", NODE_SPAN, NULL, false},
	{"a", NODE_LINK, NULL, false},
	{"iframe", NODE_SPAN, NULL, true},
	{"video", NODE_SPAN, NULL, true},
	{"audio", NODE_SPAN, NULL, true},
	{"object", NODE_SPAN, NULL, true},
	{"canvas", NODE_SPAN, NULL, true},
	{"noscript", NODE_SPAN, NULL, true},
	{"form", NODE_SPAN, NULL, true},
	{"fieldset", NODE_SPAN, NULL, true},
	{"legend", NODE_SPAN, NULL, true},
	{"button", NODE_SPAN, NULL, true},
	{"select", NODE_SPAN, NULL, true},
	{"option", NODE_SPAN, NULL, true},
};
enum { PAIRS = sizeof pairs / sizeof *pairs };

/* The kind of a tag. A self-closing tag of a pair of words is not recognized, and neither is what
 * may stand for the author's own word, such as "<link>" and "<input>" without attributes. As in
 * browsers, "</br>" is a break. */
static tag tag_of(const char *text, size_t length)
{
	static const struct {
		const char *name;
		tag_kind kind;
	} alone[] = {
		{"br", TAG_BREAK},       {"img", TAG_IMAGE},     {"wbr", TAG_NOTHING},
		{"source", TAG_NOTHING}, {"track", TAG_NOTHING}, {"param", TAG_NOTHING},
		{"area", TAG_NOTHING},   {"link", TAG_SCREEN},   {"meta", TAG_SCREEN},
		{"base", TAG_SCREEN},    {"embed", TAG_SCREEN},  {"input", TAG_SCREEN},
	};
	char name[12];
	bool closes;
	if (length >= 4 && memcmp(text, "<!--", 4) == 0)
		return (tag){.kind = TAG_COMMENT};
	if (!tags_name(text, length, name, &closes))
		return (tag){.kind = TAG_OTHER};
	for (size_t i = 0; i < sizeof alone / sizeof *alone; i++)
		if (strcmp(name, alone[i].name) == 0 && (alone[i].kind == TAG_BREAK || !closes) &&
		    (alone[i].kind != TAG_SCREEN || memchr(text, '=', length)))
			return (tag){.kind = alone[i].kind};
	for (size_t i = 0; i < PAIRS; i++)
		if (strcmp(name, pairs[i].name) != 0)
			continue;
		else if (closes || text[length - 2] != '/')
			return (tag){closes ? TAG_CLOSE : TAG_OPEN, i};
		else if (pairs[i].is_screens)
			return (tag){.kind = TAG_SCREEN};
	return (tag){.kind = TAG_OTHER};
}

bool html_is_inline(const char *text, size_t length)
{
	return tag_of(text, length).kind != TAG_OTHER;
}

static const char *instead(const char *text, size_t length)
{
	static const char *const hints[][2] = {
		{"b", "**words**"},
		{"strong", "**words**"},
		{"i", "*words*"},
		{"em", "*words*"},
		{"a", "[words](address)"},
		{"img", "![description](file.png)"},
		{"hr", "a line '---'"},
		{"p", "a blank line between paragraphs"},
		{"div", "'::: {.class}' and ':::' on lines of their own"},
		{"span", "[words]{.class}"},
		{"s", "~~words~~"},
		{"del", "~~words~~"},
		{"strike", "~~words~~"},
		{"code", "`words`"},
		{"tt", "`words`"},
		{"pre", "a code block between lines ```"},
		{"blockquote", "'> ' before each line"},
		{"ul", "'- ' before each item"},
		{"ol", "'1. ' before each item"},
		{"li", "'- ' or '1. ' before each item"},
		{"table", "a table of | cells |"},
		{"u", "[words]{.underline}"},
		{"small", "[words]{.small}"},
		{"mark", "**words**"},
		{"section", "'::: {.class}' and ':::' on lines of their own"},
		{"br", "a backslash at the line's end"},
		{"figure", "![caption](file.png) in a paragraph of its own"},
		{"dl", "the term, then ': definition' on the next line"},
		{"h1", "'# ' before the heading"},
		{"h2", "'## ' before the heading"},
		{"h3", "'### ' before the heading"},
		{"center", "'::: {.center}' and ':::' on lines of their own"},
		{"sub", "<sub>words</sub>, in one paragraph and without attributes,"},
		{"sup", "<sup>words</sup>, in one paragraph and without attributes,"},
		{"kbd", "<kbd>words</kbd>, in one paragraph and without attributes,"},
	};
	char name[12];
	bool closes;
	tags_name(text, length, name, &closes);
	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
		if (strcmp(name, hints[i][0]) == 0)
			return hints[i][1];
	return NULL;
}

/* Bytes of a tag that a message shows: some of its first line. */
static int shown_of(const char *text, size_t length)
{
	size_t shown = 0;

	while (shown < length && shown <= SHOWN_MOST && text[shown] != '\r' && text[shown] != '\n')
		shown++;
	return (int)(shown > SHOWN_MOST ? unicode_cut(text, SHOWN_MOST) : shown);
}

void html_warn(manuscript *m, const char *text, size_t length, place where)
{
	const char *hint = instead(text, length);
	int shown = shown_of(text, length);

	if (hint)
		report_at(m->report, REPORT_HTML_VERBATIM, where,
			  "raw HTML '%.*s' is set as it is written; write %s instead", shown, text,
			  hint);
	else
		report_at(m->report, REPORT_HTML_VERBATIM, where,
			  "raw HTML '%.*s' is set as it is written; write it in Markdown, or leave "
			  "it "
			  "out",
			  shown, text);
}

bool html_is_script(const char *text, size_t length, char name[12])
{
	bool closes;

	return tags_name(text, length, name, &closes) && !closes && text[length - 2] != '/' &&
	       (strcmp(name, "script") == 0 || strcmp(name, "style") == 0);
}

void html_leave_out(manuscript *m, const char *text, size_t length, place where)
{
	char name[12];
	int shown = shown_of(text, length);
	const char *address = tags_attribute(m->scratch, text, length, "src");

	if (!address)
		address = tags_attribute(m->scratch, text, length, "data");
	if (html_is_script(text, length, name))
		report_at(m->report, REPORT_HTML_LEFT_OUT, where,
			  "'%.*s' and what it holds is left out, since it is no text for readers; "
			  "take it out, or write it as code to show it",
			  shown, text);
	else if (address && *address)
		report_at(m->report, REPORT_HTML_LEFT_OUT, where,
			  "'%.*s' is left out, since only a screen can show it; write a link "
			  "instead, [words](%s)",
			  shown, text, address);
	else
		report_at(m->report, REPORT_HTML_LEFT_OUT, where,
			  "'%.*s' is left out, since only a screen can show it; take it out, or "
			  "write in words what it is for",
			  shown, text);
}

/* Inlines */

typedef struct open_tag {
	node *node;
	size_t pair;
	int height; /* how deep the pairs within it nest */
} open_tag;

typedef struct pairing {
	open_tag *open;
	size_t count, capacity;
	size_t waiting[PAIRS]; /* open tags of each pair, so that a search always ends at one */
} pairing;

static void push(manuscript *m, pairing *p, node *n, size_t pair)
{
	*ARENA_APPEND(m->scratch, p->open, p->count, p->capacity) = (open_tag){n, pair, 0};
	p->waiting[pair]++;
}

static open_tag pop(pairing *p)
{
	open_tag top = p->open[--p->count];
	p->waiting[top.pair]--;
	return top;
}

/* <a href> is a link; <a id> and <a name> are anchors. */
static void be_link(manuscript *m, node *n, const char *text, size_t length)
{
	const char *url = tags_attribute(m->arena, text, length, "href"),
		   *name = tags_attribute(m->arena, text, length, "name");
	if (!n->id && name && *name)
		n->id = name;
	n->kind = url ? NODE_LINK : NODE_SPAN;
	if (url) {
		n->as.link.url = url;
		n->as.link.title = tags_attribute(m->arena, text, length, "title");
	}
}

/* Code holds a text; with anything else in it, it is words like others. */
static void be_code(node *n)
{
	const node *only = n->first && n->first == n->last ? n->first : NULL;
	if (!only || only->kind != NODE_TEXT ||
	    memchr(only->as.text.data, ESCAPED, only->as.text.length)) {
		n->kind = NODE_SPAN;
		return;
	}
	n->as.text = only->as.text;
	node_unlink(n->first);
}

/* What an abbreviation stands for. */
static void expand(manuscript *m, node *n, const char *text, size_t length)
{
	const char *words = tags_attribute(m->arena, text, length, "title");

	if (!words || !*words || strpbrk(words, "\"\\"))
		return;
	words = arena_print(m->arena, "{expand=\"%s\"}", words);
	attributes_apply(m, n, words, strlen(words), n->place);
}

/* Words in <q> get the quotation marks of their language; nested quotes are read first, and get the
 * inner marks. */
static void quote(manuscript *m, node *n)
{
	static const char outer[] = "\"", inner[] = "'";
	node *first = node_text(m->arena, outer, 1, n->first ? n->first->place : n->place),
	     *last = node_text(m->arena, outer, 1, n->last ? n->last->place : n->place);

	for (node *at = n->first; at; at = node_after(at, n, false))
		if (at->kind == NODE_TEXT && at->as.text.data == outer)
			at->as.text.data = inner;
		else if (at->kind == NODE_TEXT && at->as.text.data == inner)
			at->as.text.data = outer;
	first->as.text.data = last->as.text.data = outer;
	node_put_first(n, first);
	node_append(n, last);
}

/* The opening tag becomes the node that holds everything up to the closing one. */
static void wrap(manuscript *m, open_tag top, node *close)
{
	node *parent = close->parent, *n = top.node;
	const char *text = n->as.text.data;
	size_t length = n->as.text.length;
	if (pairs[top.pair].is_screens) {
		html_leave_out(m, text, length, n->place);
		node_unlink(n);
		node_unlink(close);
		return;
	}
	n->kind = pairs[top.pair].means;
	memset(&n->as, 0, sizeof n->as);
	html_attributes(m, n, text, length, false);
	if (pairs[top.pair].adds)
		attributes_apply(m, n, pairs[top.pair].adds, strlen(pairs[top.pair].adds),
				 n->place);
	node_move(parent, n, close, n);
	node_unlink(close);
	if (n->kind == NODE_LINK)
		be_link(m, n, text, length);
	if (n->kind == NODE_CODE)
		be_code(n);
	if (strncmp(pairs[top.pair].name, "a", 1) == 0 && n->kind == NODE_SPAN)
		expand(m, n, text, length);
	spans_read(m, n);
	if (strcmp(pairs[top.pair].name, "q") == 0)
		quote(m, n);
}

/* <img src alt width height title>; plain numbers are CSS's pixels, of which 96 make an inch. */
static void be_image(manuscript *m, node *n)
{
	const char *text = n->as.text.data, *value;
	size_t length = n->as.text.length;
	static const char *const sizes[] = {"width", "height"};
	const char *written = "{";
	n->kind = NODE_IMAGE;
	memset(&n->as, 0, sizeof n->as);
	value = tags_attribute(m->arena, text, length, "src");
	n->as.image.path = value ? value : "";
	n->as.image.title = tags_attribute(m->arena, text, length, "title");
	if ((value = tags_attribute(m->arena, text, length, "alt")) && !strpbrk(value, "\"\\"))
		written = arena_print(m->arena, "%s alt=\"%s\"", written, value);
	for (size_t i = 0; i < 2; i++) {
		value = tags_attribute(m->arena, text, length, sizes[i]);
		size_t digits = value ? strspn(value, "0123456789.") : 0;
		if (digits > 0 && digits < 6 &&
		    (!value[digits] || strcmp(value + digits, "px") == 0))
			written = arena_print(m->arena, "%s %s=%gpt", written, sizes[i],
					      g_ascii_strtod(value, NULL) * 0.75);
		else if (digits > 0 && strcmp(value + digits, "%") == 0)
			written = arena_print(m->arena, "%s %s=%s", written, sizes[i], value);
	}
	html_attributes(m, n, text, length, false);
	if (written[1]) {
		written = arena_print(m->arena, "%s }", written);
		attributes_apply(m, n, written, strlen(written), n->place);
	}
}

static void close_tag(manuscript *m, pairing *p, node *n, size_t pair)
{
	if (p->waiting[pair] == 0) {
		html_warn(m, n->as.text.data, n->as.text.length, n->place);
		return;
	}
	open_tag top = pop(p);
	while (top.pair != pair) {
		html_warn(m, top.node->as.text.data, top.node->as.text.length, top.node->place);
		top = pop(p);
	}
	if (p->count > 0 && p->open[p->count - 1].height <= top.height)
		p->open[p->count - 1].height = top.height + 1;
	if (top.height < DEPTH_MOST)
		wrap(m, top, n);
	else if (top.height == DEPTH_MOST) /* the pairs around it need no further message */
		report_at(m->report, REPORT_NESTING_TOO_DEEP, top.node->place,
			  "tags are nested more than %d deep; nest them less", DEPTH_MOST);
}

/* What a tag that nothing closes becomes. */
static void leave_open(manuscript *m, node *n);

/* A cell is one line in Markdown, so people write its lists and paragraphs as tags. They end what
 * is open inside a line, and are paired when the cell is read. */
static bool begins_block(const node *n)
{
	char name[12];
	bool closes;

	if (n->parent->kind != NODE_CELL)
		return false;
	switch (html_element(n->as.text.data, n->as.text.length, name, &closes)) {
	case ELEMENT_DIVISION:
	case ELEMENT_CENTER:
	case ELEMENT_PARAGRAPH:
	case ELEMENT_LIST:
	case ELEMENT_ITEM:
	case ELEMENT_QUOTE: return true;
	default: return false;
	}
}

static void read_tag(manuscript *m, pairing *p, node *n)
{
	tag t = tag_of(n->as.text.data, n->as.text.length);
	switch (t.kind) {
	case TAG_COMMENT:
	case TAG_NOTHING: node_unlink(n); break;
	case TAG_SCREEN:
		html_leave_out(m, n->as.text.data, n->as.text.length, n->place);
		node_unlink(n);
		break;
	case TAG_BREAK:
		n->kind = NODE_HARD_BREAK;
		memset(&n->as, 0, sizeof n->as);
		break;
	case TAG_IMAGE: be_image(m, n); break;
	case TAG_OPEN: push(m, p, n, t.pair); break;
	case TAG_CLOSE: close_tag(m, p, n, t.pair); break;
	case TAG_OTHER:
		if (begins_block(n)) {
			while (p->count > 0)
				leave_open(m, pop(p).node);
			n->as.text.info = html_mark;
		} else {
			html_warn(m, n->as.text.data, n->as.text.length, n->place);
		}
	}
}

/* Where a comment begins in a text, or NULL. */
static const char *comment_start(const node *n)
{
	const char *data = n->as.text.data;
	const char *open = n->kind == NODE_TEXT && memchr(data, '<', n->as.text.length)
				   ? memmem(data, n->as.text.length, "<!--", 4)
				   : NULL;
	return open && (open == data || open[-1] != ESCAPED) ? open : NULL;
}

/* Where it ends, in which text among the next siblings; NULL: it has no end. */
static const char *comment_end(node *n, const char *from, node **last)
{
	for (*last = n; *last; *last = (*last)->next) {
		if ((*last)->kind != NODE_TEXT)
			continue;
		const char *start = *last == n ? from : (*last)->as.text.data;
		const char *end = (*last)->as.text.data + (*last)->as.text.length;
		const char *close = memmem(start, (size_t)(end - start), "-->", 3);
		if (close)
			return close;
	}
	return NULL;
}

/* Since CommonMark 0.31 comments may contain "--". Older cmark leaves such a comment as text,
 * perhaps with other inlines inside. */
static void drop_comments(manuscript *m, node *parent)
{
	for (node *n = parent->first, *next; n; n = next) {
		const char *open = comment_start(n);
		node *last;
		next = n->next;
		if (!open)
			continue;
		const char *close = comment_end(n, open + 2, &last); /* "<!-->" is one */
		if (!close)
			return;
		const char *end = last->as.text.data + last->as.text.length;
		node *rest = node_text(m->arena, close + 3, (size_t)(end - close) - 3, last->place);
		node_insert_after(last, rest);
		while (n->next != rest)
			node_unlink(n->next);
		next = rest->as.text.length > 0 ? rest : rest->next;
		if (next != rest)
			node_unlink(rest);
		n->as.text.length = (size_t)(open - n->as.text.data);
		if (n->as.text.length == 0)
			node_unlink(n);
	}
}

static bool is_raw(const node *n)
{
	return n->kind == NODE_RAW && !n->as.text.info;
}

/* The tag among the next siblings that closes a script or style sheet; NULL: none does. */
static node *script_end(node *n, const char *name)
{
	char other[12];
	bool closes;

	while ((n = n->next))
		if (is_raw(n) && tags_name(n->as.text.data, n->as.text.length, other, &closes) &&
		    closes && strcmp(name, other) == 0)
			return n;
	return NULL;
}

static void drop_scripts(manuscript *m, node *parent)
{
	char name[12];
	bool open[2] = {false}; /* nothing closes a script, or a style sheet, from here on */

	for (node *n = parent->first, *next; n; n = next) {
		next = n->next;
		if (!is_raw(n) || !html_is_script(n->as.text.data, n->as.text.length, name))
			continue;
		bool *is_open = &open[strcmp(name, "style") == 0];
		node *last = *is_open ? NULL : script_end(n, name);
		*is_open = !last;
		if (!last)
			continue;
		html_leave_out(m, n->as.text.data, n->as.text.length, n->place);
		next = last->next;
		while (n->next != next)
			node_unlink(n->next);
		node_unlink(n);
	}
}

/* A tag that nothing closes: an anchor needs no end. */
static void leave_open(manuscript *m, node *n)
{
	const char *text = n->as.text.data;
	size_t length = n->as.text.length;
	char name[12];
	bool closes;

	tags_name(text, length, name, &closes);
	if (strcmp(name, "a") != 0 || tags_attribute(m->arena, text, length, "href")) {
		html_warn(m, text, length, n->place);
		return;
	}
	memset(&n->as, 0, sizeof n->as);
	html_attributes(m, n, text, length, false);
	be_link(m, n, text, length);
}

void html_inlines(manuscript *m, node *parent)
{
	pairing p = {0};
	node *next;
	drop_comments(m, parent);
	drop_scripts(m, parent);
	for (node *n = parent->first; n; n = next) {
		next = n->next;
		if (is_raw(n))
			read_tag(m, &p, n);
	}
	while (p.count > 0)
		leave_open(m, pop(&p).node);
}
