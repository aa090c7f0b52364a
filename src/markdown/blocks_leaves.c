/* blocks_leaves: cmark's blocks without children, as the document's. */
#include "markdown/blocks_leaves.h"

#include "markdown/foreign.h"
#include "markdown/inlines.h"
#include "markdown/myst.h"
#include "markdown/taken.h"

#include <glib.h>

/* Places */

place blocks_place(passage *p, cmark_node *n)
{
	inline_block b = inlines_block(p, n, 0);
	return inlines_place(p, &b);
}

/* Record which lines a block is on. */
static void see(passage *p, cmark_node *n)
{
	int first = cmark_node_get_start_line(n) - p->prelude - 1,
	    last = cmark_node_get_end_line(n) - p->prelude - 1;
	if (p->label_count > 0 && first >= 0)
		labels_see(p, (size_t)first, (size_t)(last > first ? last : first));
}

/* Leaves */

void blocks_paragraph(manuscript *m, passage *p, cmark_node *from, node *to, int quotes)
{
	node *n = node_new(m->arena, NODE_PARAGRAPH, blocks_place(p, from));
	inlines_read_block(m, p, from, n, quotes);
	if (to->kind == NODE_QUOTE && !to->first)
		alerts_quote(m, to, n);
	if (parts_paragraph(m, n, to))
		return;
	n = captions_paragraph(m, n);
	if (n)
		node_append(to, n);
}

/* Warn of text at a heading's end that looks like attributes but cannot be read. */
static void warn_of_heading(manuscript *m, const node *heading)
{
	const node *last = heading->last;
	if (!last || last->kind != NODE_TEXT || last->as.text.length < 3)
		return;
	const char *start = memrchr(last->as.text.data, '{', last->as.text.length), *why;
	if (!start || (start > last->as.text.data && start[-1] == ESCAPED))
		return;
	size_t size = last->as.text.length - (size_t)(start - last->as.text.data);
	bool closed = start[size - 1] == '}', plain = start[1] == '#' || start[1] == '.';
	if (attributes_begin(start, size) && (closed || (plain && !memchr(start, '}', size)))) {
		size_t taken = attributes_measure(start, size, &why);
		report_at(m->report, REPORT_ATTRIBUTE_BAD, last->place,
			  "the heading's attributes can't be read: %s",
			  why ? why : attributes_left(taken, "they must be at its end"));
	}
}

void blocks_heading(manuscript *m, passage *p, cmark_node *from, node *to, int quotes)
{
	node *n = node_new(m->arena, NODE_HEADING, blocks_place(p, from));
	n->as.heading.level = cmark_node_get_heading_level(from);
	inlines_read_block(m, p, from, n, quotes);
	if (to->kind == NODE_QUOTE && !to->first)
		alerts_quote(m, to, n);
	attributes_take_last(m, n, n);
	warn_of_heading(m, n);
	attributes_settle(m, n);
	n->as.heading.opens_recto = node_has_class(n, "recto");
	n->as.heading.opens_page = n->as.heading.opens_recto || node_has_class(n, "newpage");
	node_append(to, n);
}

/* A fence's info: "language", "language {…}" or "{.language …}". */
/* Is "{name …}" code for a program to run (knitr, Jupyter)? Otherwise it is a directive of MyST. */
static bool is_engine(const char *brace)
{
	static const char *const names[] = {
		"r",    "python", "py",    "julia", "bash", "sh",   "shell",  "sql", "ojs",
		"js",   "stan",   "rcpp",  "node",  "perl", "ruby", "dot",    "c",   "fortran",
		"go",   "rust",   "scala", "sas",   "css",  "tikz", "lua",    "awk", "haskell",
		"asis", "groovy", "php",   "zsh",   "java", "cat",  "mermaid"};
	size_t size = strcspn(brace + 1, " ,}");

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == size && g_ascii_strncasecmp(brace + 1, names[i], size) == 0)
			return true;
	return memchr(brace, '=', strcspn(brace, "}")); /* options */
}

static void read_info(manuscript *m, node *n, const char *info)
{
	size_t word = strcspn(info, " \t{");
	const char *rest = strchr(info, '{'), *why;
	if (word > 0)
		n->as.text.info = arena_copy(m->arena, info, word);
	if (!rest || (rest != info && rest[-1] != ' ' && rest[-1] != '\t' && rest != info + word))
		return;
	if (attributes_measure(rest, strlen(rest), &why) > 0)
		attributes_apply(m, n, rest, strlen(rest), n->place);
	else if (attributes_begin(rest, strlen(rest)))
		report_at(m->report, REPORT_ATTRIBUTE_BAD, n->place,
			  "the code block's attributes can't be read: %s", why);
	else if (g_ascii_isalpha(rest[1]) && strchr(rest, '}')) /* {r, echo=FALSE}, {note} */
		foreign_see(m, is_engine(rest) ? FOREIGN_CHUNK : FOREIGN_CODE_DIRECTIVE, n->place,
			    info, strlen(info));
	if (word == 0 && *n->classes)
		n->as.text.info = *n->classes;
}

/* `{2,4-5}` after the language, as documentation sites have it: highlighted lines. */
static bool read_lines(manuscript *m, node *n, const char *info)
{
	const char *open = strchr(info, '{'), *end = open ? open + 1 : NULL;
	size_t size = end ? strspn(end, "0123456789,- ") : 0;

	if (size == 0 || end[size] != '}')
		return false;
	const char *written = arena_print(m->arena, "{hl_lines=\"%.*s\"}", (int)size, end);
	attributes_apply(m, n, written, strlen(written), n->place);
	return true;
}

/* `title="…"` after the language, without braces. */
static void read_bare_title(manuscript *m, node *n, const char *info)
{
	const char *title = strchr(info, '{') ? NULL : strstr(info, " title=\""),
		   *end = title ? strchr(title + strlen(" title=\""), '"') : NULL;

	if (!end)
		return;
	const char *written = arena_print(m->arena, "{%.*s}", (int)(end - title), title + 1);
	attributes_apply(m, n, written, strlen(written), n->place);
}

/* Add the title of a block of code, as a paragraph above it. */
static void add_title(manuscript *m, const node *code, node *to)
{
	static const char class[] = "{.code-title}";
	const char *title = node_attribute(code, "title");

	title = title ? title : node_attribute(code, "filename");
	if (!title || !*title)
		return;
	node *n = node_new(m->arena, NODE_PARAGRAPH, code->place);
	attributes_apply(m, n, class, strlen(class), code->place);
	n->lang = code->lang;
	node_append(n, node_text(m->arena, title, strlen(title), code->place));
	node_append(to, n);
}

/* Does the block after a node begin on this line? */
static bool is_begun(cmark_node *from, int line)
{
	while (from && !cmark_node_next(from))
		from = cmark_node_parent(from);
	return from && cmark_node_get_start_line(cmark_node_next(from)) == line;
}

/* Does the last line of a block of code close its fence? A fence that nothing closes takes in all
 * that follows in its list or quotation, and cmark then says that it ends on the line after these,
 * which may look like a fence itself. Quotations' and lists' marks may come before the fence. */
static bool is_closed(const passage *p, cmark_node *from, int length, char fence)
{
	size_t last = (size_t)(cmark_node_get_end_line(from) - p->prelude);
	if (cmark_node_get_end_line(from) <= cmark_node_get_start_line(from))
		return false;
	if (p->fixed || last < 1 || last > p->lines)
		return true;
	if (is_begun(from, cmark_node_get_end_line(from)))
		return false;
	const char *text = p->text + p->starts[last - 1], *end = p->text + p->starts[last];
	while (end > text && strchr(" \t\r\n", end[-1]))
		end--;
	const char *at = end;
	while (at > text && at[-1] == fence)
		at--;
	return end - at >= length;
}

static void warn_of_fence(manuscript *m, const passage *p, cmark_node *from, const node *n)
{
	int length, offset;
	char fence;
	if (cmark_node_get_fenced(from, &length, &offset, &fence) && length > 0 &&
	    !is_closed(p, from, length, fence))
		report_at(m->report, REPORT_CODE_OPEN, n->place,
			  "the block of code that begins here is not closed, so it goes on to the "
			  "end of what it is in; end it with a line of %d '%c'",
			  length, fence);
}

void blocks_code(manuscript *m, passage *p, cmark_node *from, node *to)
{
	node *n = node_new(m->arena, NODE_CODE_BLOCK, blocks_place(p, from));
	const char *text = cmark_node_get_literal(from), *info = cmark_node_get_fence_info(from);
	taken_mark(from);
	size_t size = strlen(text);
	if (size > 0 && text[size - 1] == '\n')
		size--;
	char *copy = arena_copy(m->arena, text, size);
	n->as.text.data = copy;
	n->as.text.length = directives_unescape(copy, size);
	if (info && *info) {
		if (read_lines(m, n, info))
			info = arena_print(m->arena, "%.*s", (int)strcspn(info, "{"), info);
		if (myst_code(m, p, n, &info, to)) {
			see(p, from);
			return;
		}
		read_bare_title(m, n, info);
		read_info(m, n, info);
	}
	warn_of_fence(m, p, from, n);
	add_title(m, n, to);
	see(p, from);
	node_append(to, n);
}

void blocks_html(manuscript *m, passage *p, cmark_node *from, node *to)
{
	const char *text = cmark_node_get_literal(from);
	taken_mark(from);
	see(p, from);
	html_block(m, p, to, text, strlen(text), inlines_block(p, from, 0).first_line);
	arena_reset(m->scratch);
}
