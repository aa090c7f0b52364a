/* html_blocks: a block of HTML as a row of nodes: tags of blocks, and between them paragraphs of
 * words and inline tags. Words follow HTML's rules: white space is one space, entities are
 * characters, and Markdown is not read. */
#include "markdown/html.h"
#include "markdown/inlines.h"
#include "markdown/tags.h"

#include <glib.h>

typedef struct html_reading {
	manuscript *m;
	passage *p;
	node *to, *paragraph; /* paragraph: what it has so far, or NULL */
	const char *at, *end;
	/* for places: the line that was looked at last, in the block (feed: its end, NULL in the
	 * last line) and in the passage */
	const char *line, *feed;
	size_t number;
} html_reading;

/* A line of the block is the end of a line of the manuscript, without the marks of the blocks
 * around it. */
static place place_at(html_reading *r, const char *at)
{
	passage *p = r->p;

	while (r->feed && r->feed < at) {
		r->line = r->feed + 1;
		r->feed = memchr(r->line, '\n', (size_t)(r->end - r->line));
		r->number++;
	}
	if (r->number >= p->lines)
		return text_place(p, p->length);
	size_t ours = (size_t)((r->feed ? r->feed : r->end) - r->line),
	       start = p->starts[r->number], theirs = p->starts[r->number + 1] - start;
	while (theirs > 0 && strchr("\r\n", p->text[start + theirs - 1]))
		theirs--;
	while (ours > 0 && r->line[ours - 1] == '\r')
		ours--;
	size_t taken = theirs > ours ? theirs - ours : 0;
	return text_place(p, start + taken + (size_t)(at - r->line));
}

/* The length of the tag or comment at text, 0 where its end is missing. */
static size_t tag_length(const char *text, const char *end)
{
	bool comment = end - text >= 4 && memcmp(text, "<!--", 4) == 0;
	if (comment) {
		const char *stop = memmem(text + 2, (size_t)(end - text - 2), "-->", 3);
		return stop ? (size_t)(stop - text) + 3 : 0;
	}
	char quote = '\0';
	for (const char *at = text + 1; at < end; at++) {
		if (quote) {
			quote = *at == quote ? '\0' : quote;
		} else if (*at == '>') {
			return (size_t)(at - text) + 1;
		} else if ((*at == '"' || *at == '\'') && at[-1] == '=') {
			quote = *at;
		}
	}
	return 0;
}

/* Is a "<" the beginning of a tag or comment, and not a sign? */
static bool begins_tag(const char *at, const char *end)
{
	return end - at > 2 && (g_ascii_isalpha(at[1]) || at[1] == '/' || at[1] == '!');
}

/* Is the tag known, as a block's or inside a line? */
static bool is_known(const char *text, size_t length)
{
	char name[12];
	bool closes;

	return html_is_inline(text, length) || html_is_script(text, length, name) ||
	       html_element(text, length, name, &closes);
}

/* Words */

static node *paragraph(html_reading *r, place where)
{
	if (!r->paragraph) {
		r->paragraph = node_new(r->m->arena, NODE_PARAGRAPH, where);
		r->paragraph->as.text.info = html_mark;
	}
	return r->paragraph;
}

static void add_stretch(html_reading *r, const char *from, const char *end)
{
	size_t length;
	const char *text = syntax_unescape(r->m->arena, from, (size_t)(end - from), true, &length);
	place where = place_at(r, from);
	node *n = node_new(r->m->arena, NODE_TEXT, where);

	n->as.text.data = text;
	n->as.text.length = length;
	node_append(paragraph(r, where), n);
}

static bool ends_in_break(const node *paragraph)
{
	return !paragraph || !paragraph->last || paragraph->last->kind == NODE_SOFT_BREAK;
}

/* Each line's end is a soft break; indentation is ignored. */
static void add_words(html_reading *r, const char *text, const char *end)
{
	while (text < end) {
		size_t n = 0;
		while (text + n < end && text[n] != '\r' && text[n] != '\n')
			n++;
		size_t indent = ends_in_break(r->paragraph) ? strspn(text, " \t") : 0;
		if (indent < n)
			add_stretch(r, text + indent, text + n);
		text += n;
		if (text < end) {
			if (r->paragraph && !ends_in_break(r->paragraph))
				node_append(r->paragraph, node_new(r->m->arena, NODE_SOFT_BREAK,
								   place_at(r, text)));
			text += text[0] == '\r' && text + 1 < end && text[1] == '\n' ? 2 : 1;
		}
	}
}

static bool is_break(const node *n)
{
	return n && (n->kind == NODE_SOFT_BREAK || n->kind == NODE_HARD_BREAK);
}

static void end_paragraph(html_reading *r)
{
	node *n = r->paragraph;

	r->paragraph = NULL;
	if (!n)
		return;
	html_inlines(r->m, n);
	while (is_break(n->last))
		node_unlink(n->last);
	while (is_break(n->first))
		node_unlink(n->first);
	if (n->first)
		node_append(r->to, n);
	r->m->has_html = true;
}

/* Code, and what is no text */

static void add_raw(html_reading *r, node *to, const char *text, size_t length, const char *info)
{
	node *n = node_new(r->m->arena, NODE_RAW, place_at(r, text));

	n->as.text.data = arena_copy(r->m->arena, text, length);
	n->as.text.length = length;
	n->as.text.info = info;
	node_append(to, n);
}

/* Where an element that holds no tags ends: after its closing tag, or with the block. */
static const char *element_end(const char *at, const char *end, const char *name,
			       const char **inside)
{
	size_t size = strlen(name);

	for (; (at = memchr(at, '<', (size_t)(end - at))); at++)
		if ((size_t)(end - at) > size + 2 && at[1] == '/' &&
		    g_ascii_strncasecmp(at + 2, name, size) == 0) {
			size_t n = tag_length(at, end);
			*inside = at;
			return n ? at + n : end;
		}
	*inside = end;
	return end;
}

/* The language in class="language-c" of one of two tags, or NULL. */
static const char *code_language(manuscript *m, const char *text, size_t length)
{
	const char *class = length ? tags_attribute(m->arena, text, length, "class") : NULL;
	const char *name = class ? strstr(class, "language-") : NULL;

	if (!name)
		return NULL;
	name += strlen("language-");
	return arena_copy(m->arena, name, strcspn(name, " "));
}

/* The text without its tags; a line break is one. */
static char *without_tags(manuscript *m, const char *at, const char *end, size_t *size)
{
	char *text = arena_alloc(m->arena, (size_t)(end - at) + 1);
	size_t n = 0;

	while (at < end) {
		size_t tag = *at == '<' && begins_tag(at, end) ? tag_length(at, end) : 0;
		char name[12];
		bool closes;
		if (tag == 0) {
			text[n++] = *at++;
			continue;
		}
		if (tags_name(at, tag, name, &closes) && strcmp(name, "br") == 0)
			text[n++] = '\n';
		at += tag;
	}
	*size = n;
	return text;
}

static void add_code(html_reading *r, size_t tag)
{
	manuscript *m = r->m;
	const char *start = r->at + tag, *inside, *stop;
	node *n = node_new(m->arena, NODE_CODE_BLOCK, place_at(r, r->at));
	size_t size;

	end_paragraph(r);
	html_attributes(m, n, r->at, tag, false);
	const char *language = code_language(m, r->at, tag);
	stop = element_end(start, r->end, "pre", &inside);
	if (inside > start && *start == '<')
		language = language ? language : code_language(m, start, tag_length(start, r->end));
	char *text = without_tags(m, start, inside, &size);
	const char *plain = syntax_unescape(m->arena, text, size, false, &size);
	size_t lead = size > 0 && plain[0] == '\n';
	while (size > lead && plain[size - 1] == '\n')
		size--;
	n->as.text.data = arena_copy(m->arena, plain + lead, size - lead);
	n->as.text.length = size - lead;
	n->as.text.info = language;
	n->classes = node_new(m->arena, NODE_CODE_BLOCK, n->place)->classes;
	if (n->as.text.length > 0)
		node_append(r->to, n);
	r->at = stop;
}

/* Drawings and formulas are not text: they stay as they are written. */
static bool is_foreign(const char *text, size_t length, char name[12])
{
	static const char *const names[] = {"svg", "math", "textarea"};
	bool closes;

	if (!tags_name(text, length, name, &closes) || closes)
		return false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static void add_verbatim(html_reading *r, const char *stop)
{
	const char *end = stop;
	node *n = node_new(r->m->arena, NODE_VERBATIM, place_at(r, r->at));

	end_paragraph(r);
	while (end > r->at && (end[-1] == '\n' || end[-1] == '\r'))
		end--;
	n->as.text.length = (size_t)(end - r->at);
	n->as.text.data = arena_copy(r->m->arena, r->at, n->as.text.length);
	node_append(r->to, n);
	html_warn(r->m, n->as.text.data, n->as.text.length, n->place);
	r->at = stop;
}

static void read_tag(html_reading *r, size_t length)
{
	char name[12];
	bool closes;
	const char *inside;
	html_kind kind = html_element(r->at, length, name, &closes);

	if (kind == ELEMENT_CODE && !closes) {
		add_code(r, length);
		return;
	}
	if (html_is_script(r->at, length, name)) {
		const char *stop = element_end(r->at, r->end, name, &inside);
		if (inside < r->end) {
			html_leave_out(r->m, r->at, length, place_at(r, r->at));
			r->at = stop;
		} else {
			add_verbatim(r, r->end);
		}
		return;
	}
	if (is_foreign(r->at, length, name)) {
		add_verbatim(r, element_end(r->at, r->end, name, &inside));
		return;
	}
	if (kind != ELEMENT_NONE) {
		end_paragraph(r);
		add_raw(r, r->to, r->at, length, html_mark);
		r->m->has_html = true;
	} else if (memcmp(r->at, "<!--", 4 < length ? 4 : length) != 0) {
		place where = place_at(r, r->at);
		add_raw(r, paragraph(r, where), r->at, length, NULL);
	}
	r->at += length;
}

void html_block(manuscript *m, passage *p, node *parent, const char *text, size_t length,
		size_t first_line)
{
	html_reading r = {.m = m,
			  .p = p,
			  .to = parent,
			  .at = text,
			  .end = text + length,
			  .line = text,
			  .feed = memchr(text, '\n', length),
			  .number = first_line};
	const char *first = text + strspn(text, " \t\r\n");
	size_t tag = first < r.end && *first == '<' ? tag_length(first, r.end) : 0;

	if (tag == 0 || !is_known(first, tag)) { /* unknown: all of the block stays as it is */
		r.at = first;
		add_verbatim(&r, r.end);
		return;
	}
	while (r.at < r.end) {
		const char *at = r.at;
		while ((at = memchr(at, '<', (size_t)(r.end - at))) && !begins_tag(at, r.end))
			at++;
		size_t n = at ? tag_length(at, r.end) : 0;
		const char *stop = n ? at : r.end;
		add_words(&r, r.at, stop);
		r.at = stop;
		if (n)
			read_tag(&r, n);
	}
	end_paragraph(&r);
}
