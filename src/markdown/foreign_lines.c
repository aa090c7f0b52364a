/* foreign_lines: foreign syntax that shows at the beginning of lines and blocks. */
#include "markdown/foreign.h"

#include <glib.h>

/* The first text of a line of a paragraph. */
static bool is_line(const node *n)
{
	return n && n->kind == NODE_TEXT &&
	       (!n->previous || n->previous->kind == NODE_SOFT_BREAK ||
		n->previous->kind == NODE_HARD_BREAK);
}

static bool begins(const node *n, const char *words)
{
	size_t size = strlen(words);
	return n->as.text.length >= size && memcmp(n->as.text.data, words, size) == 0;
}

static bool has(const node *n, const char *words)
{
	return memmem(n->as.text.data, n->as.text.length, words, strlen(words));
}

static void see(manuscript *m, foreign_kind kind, const node *n)
{
	foreign_see(m, kind, n->place, n->as.text.data, n->as.text.length);
}

static size_t letters(const node *n, size_t from)
{
	size_t at = from;
	while (at < n->as.text.length && g_ascii_isalpha(n->as.text.data[at]))
		at++;
	return at - from;
}

/* Lists that count in letters or Roman numbers, or that are numbered by the program. */

/* What a line begins with: "(a) ", "a. ", "a) ", "A.  ". The marks around it, and its letters. */
typedef struct list_label {
	bool parenthesis;
	char close;
	const char *word;
	size_t length;
} list_label;

static bool read_label(const node *n, list_label *l)
{
	if (!is_line(n) || n->as.text.length < 4)
		return false;
	const char *data = n->as.text.data;
	l->parenthesis = data[0] == '(';
	l->word = data + l->parenthesis;
	l->length = letters(n, l->parenthesis);
	size_t end = l->parenthesis + l->length;
	if (l->length == 0 || l->length > 2 || end + 1 >= n->as.text.length || data[end + 1] != ' ')
		return false;
	l->close = data[end];
	bool capital = g_ascii_isupper(*l->word) && l->close == '.';
	return (l->close == ')' || (l->close == '.' && !l->parenthesis)) &&
	       (!capital || (end + 2 < n->as.text.length && data[end + 2] == ' '));
}

static bool is_word(const list_label *l, const char *word)
{
	return l->length == strlen(word) && memcmp(l->word, word, l->length) == 0;
}

/* Are two labels the first two of a list, such as a. and b.? */
static bool counts_on(const list_label *first, const list_label *second)
{
	static const char *const counts[][2] = {{"a", "b"}, {"i", "ii"}, {"A", "B"}, {"I", "II"}};
	if (first->parenthesis != second->parenthesis || first->close != second->close)
		return false;
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		if (is_word(first, counts[i][0]) && is_word(second, counts[i][1]))
			return true;
	return false;
}

/* The first text of the next line, or of the next paragraph. */
static const node *next_line(const node *n)
{
	const node *paragraph = n->parent;
	while (n && n->kind != NODE_SOFT_BREAK && n->kind != NODE_HARD_BREAK)
		n = n->next;
	if (n)
		return n->next;
	paragraph = paragraph->next;
	return paragraph && paragraph->kind == NODE_PARAGRAPH ? paragraph->first : NULL;
}

static bool is_list(const node *n)
{
	list_label one, two;
	if (begins(n, "#. ") || begins(n, "(@) ") || (begins(n, "(@") && has(n, ") ")))
		return true;
	return read_label(n, &one) && read_label(next_line(n), &two) && counts_on(&one, &two);
}

/* Tables of dashes */

/* +-----+-----+ */
static bool is_grid(const node *n)
{
	size_t corners = 0, size = n->as.text.length;
	for (size_t i = 0; i < size; i++) {
		if (!strchr("+-=:", n->as.text.data[i]))
			return false;
		corners += n->as.text.data[i] == '+';
	}
	return size >= 5 && corners >= 2 && n->as.text.data[0] == '+' &&
	       n->as.text.data[size - 1] == '+';
}

/* Two or more groups of dashes, right above or below words: cmark takes them for a rule. */
static void look_at_rule(manuscript *m, const node *n)
{
	const char *line;
	size_t length, groups = 0, dashes = 0;
	bool below = n->previous && n->previous->kind == NODE_PARAGRAPH,
	     above = n->next && n->next->place.line == n->place.line + 1;
	if ((!below && !above) ||
	    !report_line(m->report, n->place.source, n->place.line, &line, &length))
		return;
	for (size_t i = 0; i <= length; i++) {
		if (i < length && line[i] == '-') {
			dashes++;
			continue;
		}
		if (dashes > 0 && dashes < 3)
			return;
		groups += dashes > 0;
		dashes = 0;
	}
	if (groups > 1)
		foreign_see(m, FOREIGN_SIMPLE_TABLE, n->place, line, length);
}

/* Lines */

/* #set text(…), #let x = …, #figure(…) */
static bool is_typst(const node *n)
{
	static const char *const rules[] = {"#set ", "#let ", "#show ", "#import \"",
					    "#include \""};
	static const char *const calls[] = {
		"figure", "image", "table",   "align", "grid", "link",  "cite",        "pagebreak",
		"v",      "h",     "outline", "text",  "box",  "block", "bibliography"};
	size_t name = letters(n, 1);
	if (!begins(n, "#"))
		return false;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (begins(n, rules[i]))
			return i > 2 || has(n, "(") || has(n, "=") || has(n, ":");
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		if (name == strlen(calls[i]) && memcmp(n->as.text.data + 1, calls[i], name) == 0)
			return name + 1 < n->as.text.length && n->as.text.data[name + 1] == '(';
	return false;
}

static bool is_admonition(const node *n)
{
	static const char *const marks[] = {"!!! ", "??? ", "???+ "};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (begins(n, marks[i]) && letters(n, strlen(marks[i])) > 2)
			return true;
	return false;
}

static bool is_module(const node *n)
{
	return (begins(n, "import ") && (has(n, " from '") || has(n, " from \""))) ||
	       begins(n, "export default ") || begins(n, "export const ");
}

/* .. note:: */
static bool is_directive(const node *n)
{
	size_t name = letters(n, 3);
	return begins(n, ".. ") && name > 2 && n->as.text.length >= name + 5 &&
	       memcmp(n->as.text.data + 3 + name, "::", 2) == 0;
}

/* "##Heading", or "####### Heading". One '#' begins a heading only where it is alone in a
 * paragraph: others are words with a mark before them. */
static bool is_heading(const node *n)
{
	size_t count = strspn(n->as.text.data, "#"), size = n->as.text.length;
	if (count >= size)
		return false;
	const char after = n->as.text.data[count];
	bool word = g_ascii_isalpha(after) || (after & 0x80);
	bool alone = !n->previous && !n->next && !memchr(n->as.text.data + 1, '#', size - 1);
	return count == 1 ? alone && g_ascii_isupper(after) : word || (count > 6 && after == ' ');
}

/* "%%" alone: Obsidian's comment of several lines. */
static bool is_comment(const node *n)
{
	return n->as.text.length == 2 && begins(n, "%%");
}

/* "key:: value" */
static bool is_field(const node *n)
{
	const char *data = n->as.text.data;
	size_t at = 0, length = n->as.text.length;
	while (at < length && (g_ascii_isalnum(data[at]) || strchr("-_ ", data[at])))
		at++;
	return at > 1 && at + 3 < length && data[at - 1] != ' ' && memcmp(data + at, ":: ", 3) == 0;
}

static void look_at_line(manuscript *m, const node *n)
{
	switch (n->as.text.data[0]) {
	case '+':
		if (is_grid(n))
			see(m, FOREIGN_GRID_TABLE, n);
		break;
	case '#':
		if (is_typst(n))
			see(m, FOREIGN_TYPST, n);
		else if (is_heading(n))
			see(m, FOREIGN_HEADING, n);
		break;
	case '!':
	case '?':
		if (is_admonition(n))
			see(m, FOREIGN_ADMONITION, n);
		break;
	case '~':
		if (begins(n, "~ ") && (n->previous || n->parent->previous))
			see(m, FOREIGN_DEFINITION, n);
		break;
	case '*':
		if (begins(n, "*[") && has(n, "]: "))
			see(m, FOREIGN_ABBREVIATION, n);
		break;
	case '.':
		if (is_directive(n))
			see(m, FOREIGN_DIRECTIVE, n);
		break;
	default:
		if (is_module(n))
			see(m, FOREIGN_MODULE, n);
		else if (is_comment(n))
			see(m, FOREIGN_COMMENT, n);
		else if (is_field(n))
			see(m, FOREIGN_FIELD, n);
	}
	if (is_list(n))
		see(m, FOREIGN_LIST, n);
}

/* Blocks */

/* Two or more lines, each of which begins with a bar and ends without one. */
static bool is_line_block(const node *paragraph)
{
	size_t lines = 0;
	for (const node *n = paragraph->first; n; n = n->next) {
		lines += is_line(n);
		if (is_line(n) && !begins(n, "| ") && !(begins(n, "|") && n->as.text.length == 1))
			return false;
		bool breaks = n->kind == NODE_SOFT_BREAK || n->kind == NODE_HARD_BREAK;
		if ((breaks || !n->previous) && !is_line(breaks ? n->next : n))
			return false;
		bool last = !n->next || n->next->kind == NODE_SOFT_BREAK;
		if (last && n->kind == NODE_TEXT && n->as.text.length > 1 &&
		    n->as.text.data[n->as.text.length - 1] == '|')
			return false;
	}
	return lines > 1;
}

static void look_at_paragraph(manuscript *m, const node *paragraph)
{
	const node *first = paragraph->first;
	if (is_line(first) && begins(first, "|") && is_line_block(paragraph)) {
		see(m, FOREIGN_LINE_BLOCK, first);
		return;
	}
	if (is_line(first) && begins(first, "[[") && first->as.text.length == 2 && first->next &&
	    first->next->kind == NODE_EMPHASIS &&
	    strcmp(node_plain_text(m->scratch, paragraph), "[[TOC]]") == 0)
		foreign_see(m, FOREIGN_CONTENTS, first->place, "[[_TOC_]]", sizeof "[[_TOC_]]" - 1);
	for (const node *n = first; n; n = n->next)
		if (is_line(n) && n->as.text.length > 0)
			look_at_line(m, n);
}

/* > [!NOTE] */
static void look_at_quote(manuscript *m, const node *n)
{
	const node *text = n->first && n->first->kind == NODE_PARAGRAPH ? n->first->first : NULL;
	if (!text || text->kind != NODE_TEXT || !begins(text, "[!"))
		return;
	size_t name = letters(text, 2);
	if (name > 2 && name + 2 < text->as.text.length && text->as.text.data[name + 2] == ']')
		see(m, FOREIGN_ALERT, text);
}

/* - [/] half done */
static void look_at_item(manuscript *m, const node *n)
{
	const node *text = n->first && n->first->kind == NODE_PARAGRAPH ? n->first->first : NULL;
	if (text && text->kind == NODE_TEXT && text->as.text.length > 4 && begins(text, "[") &&
	    strchr("/<>!?*~-", text->as.text.data[1]) &&
	    memcmp(text->as.text.data + 2, "] ", 2) == 0)
		foreign_see(m, FOREIGN_TASK, text->place, text->as.text.data, 3);
}

static void look_at_code(manuscript *m, const node *n)
{
	static const char *const diagrams[] = {"mermaid", "plantuml", "vega-lite"};
	for (size_t i = 0; n->as.text.info && i < sizeof diagrams / sizeof *diagrams; i++)
		if (strcmp(n->as.text.info, diagrams[i]) == 0)
			foreign_see(m, FOREIGN_DIAGRAM, n->place, n->as.text.info,
				    strlen(n->as.text.info));
}

void foreign_look_at_block(manuscript *m, const node *n)
{
	switch (n->kind) {
	case NODE_PARAGRAPH: look_at_paragraph(m, n); break;
	case NODE_QUOTE: look_at_quote(m, n); break;
	case NODE_RULE: look_at_rule(m, n); break;
	case NODE_ITEM: look_at_item(m, n); break;
	case NODE_CODE_BLOCK: look_at_code(m, n); break;
	case NODE_LINK:
		if (n->first && !*n->as.link.url && !n->as.link.target)
			foreign_see(m, FOREIGN_LINK_EMPTY, n->place, "[…]()", sizeof "[…]()" - 1);
		break;
	default: break;
	}
}
