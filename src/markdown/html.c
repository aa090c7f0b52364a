/* html: comments, <br>, <sub>, <sup> and <kbd> mean what they say; any other raw HTML is
 * warned of, with what to write instead, and set as it is written. */
#include "markdown/manuscript_private.h"

#include "base/unicode.h"

#include <glib.h>

typedef enum tag_kind { TAG_OTHER, TAG_COMMENT, TAG_BREAK, TAG_OPEN, TAG_CLOSE } tag_kind;

typedef struct tag {
	tag_kind kind;
	node_kind means; /* of TAG_OPEN and TAG_CLOSE */
} tag;

/* Is text "<name>", "</name>" or (a tag without content) "<name/>" and "<name />"? */
static bool is_tag(const char *text, size_t length, const char *start, const char *name)
{
	size_t a = strlen(start), n = strlen(name);
	if (length < a + n + 1 || memcmp(text, start, a) != 0)
		return false;
	for (size_t i = 0; i < n; i++)
		if ((text[a + i] | 0x20) != name[i])
			return false;
	for (a += n; a < length && (text[a] == ' ' || text[a] == '/'); a++)
		;
	return a + 1 == length && text[a] == '>';
}

static tag tag_of(const char *text, size_t length)
{
	static const struct {
		const char *name;
		node_kind means;
	} known[] = {
		{"sub", NODE_SUB},
		{"sup", NODE_SUP},
		{"kbd", NODE_KBD},
	};
	if (length >= 4 && memcmp(text, "<!--", 4) == 0)
		return (tag){.kind = TAG_COMMENT};
	if (is_tag(text, length, "<", "br"))
		return (tag){.kind = TAG_BREAK};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (is_tag(text, length, "</", known[i].name))
			return (tag){TAG_CLOSE, known[i].means};
		if (text[length - 2] != '/' && is_tag(text, length, "<", known[i].name))
			return (tag){TAG_OPEN, known[i].means};
	}
	return (tag){.kind = TAG_OTHER};
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
		{"q", "\"words\""},
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
	char name[12] = "";
	size_t at = length > 1 && text[1] == '/' ? 2 : 1, n = 0;
	for (; at < length && n + 1 < sizeof name; at++, n++) {
		if (!g_ascii_isalnum(text[at]))
			break;
		name[n] = g_ascii_tolower(text[at]);
	}
	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
		if (strcmp(name, hints[i][0]) == 0)
			return hints[i][1];
	return NULL;
}

static void warn(reader *m, const char *text, size_t length, place where)
{
	const char *hint = instead(text, length);
	int shown = (int)strcspn(text, "\r\n");
	if (shown > 40)
		for (shown = 40; unicode_is_inside(text[shown]);)
			shown--;
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

/* Inlines */

typedef struct open_tag {
	node *node;
	node_kind means;
	int height; /* how deep the pairs within it nest */
} open_tag;

typedef struct pairing {
	open_tag *open;
	size_t count, capacity;
	size_t waiting[3]; /* open tags of each kind, so that a search always ends at one */
} pairing;

static size_t *waiting(pairing *p, node_kind kind)
{
	return &p->waiting[kind == NODE_SUB ? 0 : kind == NODE_SUP ? 1 : 2];
}

static void push(reader *m, pairing *p, node *n, node_kind means)
{
	*ARENA_APPEND(m->scratch, p->open, p->count, p->capacity) = (open_tag){n, means, 0};
	++*waiting(p, means);
}

static open_tag pop(pairing *p)
{
	open_tag top = p->open[--p->count];
	--*waiting(p, top.means);
	return top;
}

/* The opening tag becomes the node that holds everything up to the closing one. */
static void wrap(reader *m, open_tag top, node *close)
{
	node *parent = close->parent, *n = top.node;
	n->kind = top.means;
	memset(&n->as, 0, sizeof n->as);
	node_move(parent, n, close, n);
	node_unlink(close);
	spans_read(m, n);
}

static void close_tag(reader *m, pairing *p, node *n, node_kind means)
{
	if (*waiting(p, means) == 0) {
		warn(m, n->as.text.data, n->as.text.length, n->place);
		return;
	}
	open_tag top = pop(p);
	while (top.means != means) {
		warn(m, top.node->as.text.data, top.node->as.text.length, top.node->place);
		top = pop(p);
	}
	if (p->count > 0 && p->open[p->count - 1].height <= top.height)
		p->open[p->count - 1].height = top.height + 1;
	if (top.height < DEPTH_MOST)
		wrap(m, top, n);
	else if (top.height == DEPTH_MOST) /* those around it need no message of their own */
		report_at(m->report, REPORT_NESTING_TOO_DEEP, top.node->place,
			  "tags are nested more than %d deep; nest them less", DEPTH_MOST);
}

static void read_tag(reader *m, pairing *p, node *n)
{
	tag t = tag_of(n->as.text.data, n->as.text.length);
	switch (t.kind) {
	case TAG_COMMENT: node_unlink(n); break;
	case TAG_BREAK:
		n->kind = NODE_HARD_BREAK;
		memset(&n->as, 0, sizeof n->as);
		break;
	case TAG_OPEN: push(m, p, n, t.means); break;
	case TAG_CLOSE: close_tag(m, p, n, t.means); break;
	case TAG_OTHER: warn(m, n->as.text.data, n->as.text.length, n->place);
	}
}

void html_inlines(reader *m, node *parent)
{
	pairing p = {0};
	node *next;
	for (node *n = parent->first; n; n = next) {
		next = n->next;
		if (n->kind == NODE_RAW && !n->as.text.info)
			read_tag(m, &p, n);
	}
	while (p.count > 0) {
		open_tag top = pop(&p);
		warn(m, top.node->as.text.data, top.node->as.text.length, top.node->place);
	}
}

/* Blocks */

/* The length of the tag or comment at text, 0 where its end is missing. */
static size_t tag_length(const char *text, const char *end)
{
	bool comment = end - text >= 4 && memcmp(text, "<!--", 4) == 0;
	const char *stop = comment ? memmem(text + 4, (size_t)(end - text - 4), "-->", 3)
				   : memchr(text, '>', (size_t)(end - text));
	return stop ? (size_t)(stop - text) + (comment ? 3 : 1) : 0;
}

/* Are all tags of a block among those that mean something? */
static bool means_something(const char *text, const char *end)
{
	for (const char *at = text; (at = memchr(at, '<', (size_t)(end - at)));) {
		size_t n = tag_length(at, end);
		if (n == 0 || tag_of(at, n).kind == TAG_OTHER)
			return false;
		at += n;
	}
	return true;
}

/* Words between tags; each line's end is a soft break. */
static void add_words(reader *m, node *to, const char *text, const char *end, place where)
{
	while (text < end) {
		size_t n = strcspn(text, "\r\n");
		if (n > (size_t)(end - text))
			n = (size_t)(end - text);
		if (strspn(text, " \t") < n)
			node_append(to, node_text(m->arena, text, n, where));
		text += n;
		if (text < end) {
			if (to->last)
				node_append(to, node_new(m->arena, NODE_SOFT_BREAK, where));
			text += text[0] == '\r' && text[1] == '\n' ? 2 : 1;
		}
	}
}

static void read_block(reader *m, node *parent, const char *text, const char *end, place where)
{
	node *paragraph = node_new(m->arena, NODE_PARAGRAPH, where);
	while (text < end) {
		const char *at = memchr(text, '<', (size_t)(end - text));
		add_words(m, paragraph, text, at ? at : end, where);
		if (!at)
			break;
		size_t n = tag_length(at, end);
		node *raw = node_new(m->arena, NODE_RAW, where);
		raw->as.text.data = arena_copy(m->arena, at, n);
		raw->as.text.length = n;
		node_append(paragraph, raw);
		text = at + n;
	}
	html_inlines(m, paragraph);
	while (paragraph->last && (paragraph->last->kind == NODE_SOFT_BREAK ||
				   paragraph->last->kind == NODE_HARD_BREAK))
		node_unlink(paragraph->last);
	if (paragraph->first)
		node_append(parent, paragraph);
}

void html_block(reader *m, node *parent, const char *text, size_t length, place where)
{
	while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
		length--;
	if (means_something(text, text + length)) {
		read_block(m, parent, text, text + length, where);
		return;
	}
	node *n = node_new(m->arena, NODE_VERBATIM, where);
	n->as.text.data = arena_copy(m->arena, text, length);
	n->as.text.length = length;
	node_append(parent, n);
	const char *first = text + strspn(text, " \t");
	warn(m, first, length - (size_t)(first - text), where);
}
