/* blocks_names: words that are parsed separately: titles, and a division's first line. */
#include "markdown/blocks_names.h"

#include "markdown/inlines.h"
#include "markdown/limits.h"
#include "markdown/taken.h"

#include <glib.h>

void blocks_words(manuscript *m, const manuscript_file *file, const char *text, place where,
		  node *parent)
{
	char *line = arena_print(m->arena, "# %s #\n", text);
	for (char *c = line; c[1]; c++)
		if (*c == '\n' || *c == '\r')
			*c = ' ';
	source *s = ARENA_NEW(m->arena, source);
	*s = (source){file->source->name, line, strlen(line)};
	passage p;
	text_passage(m, &p, file, s, 0);
	p.fixed = &where;
	syntax *syntax = syntax_parse(
		m->arena, p.text, p.length,
		&(syntax_options){.autolinks = limits_has_addresses(&p), .prelude = ""});
	cmark_node *heading = cmark_node_first_child(syntax_root(syntax));
	if (heading && syntax_kind_of(heading) == SYNTAX_HEADING)
		inlines_read_block(m, &p, heading, parent, 0);
	attributes_settle(m, parent);
	taken_check(m, &p, syntax_root(syntax));
	syntax_free(syntax);
}

/* A title's words, which may be marked, as inlines of a node. */
node *blocks_title(manuscript *m, passage *p, const char *text, size_t length, place where)
{
	node *words = node_new(m->arena, NODE_SPAN, where);
	if (length > 0)
		blocks_words(m, p->file, arena_copy(m->arena, text, length), where, words);
	return words;
}

static void report_division(manuscript *m, const node *n, const char *why)
{
	report_at(m->report, REPORT_ATTRIBUTE_BAD, n->place,
		  "a division's first line can't be read: %s", why);
}

/* What follows a division's name: "[title]", "title", and "{…}". Returns the title, or NULL. */
static node *read_after_name(manuscript *m, passage *p, node *n, const char *rest)
{
	const char *why = "write '::: name' or '::: {.class #id key=value}'";
	const char *brace = strrchr(rest, '{');
	size_t size = brace ? attributes_measure(brace, strlen(brace), &why) : 0;
	size_t length = size > 0 && !brace[size] ? (size_t)(brace - rest) : strlen(rest);
	if (size > 0 && !brace[size])
		attributes_apply(m, n, brace, size, n->place);
	else if (rest[0] == '{')
		report_division(m, n, why);
	while (length > 0 && g_ascii_isspace(rest[length - 1]))
		length--;
	bool bracketed = length > 1 && rest[0] == '[' && rest[length - 1] == ']';
	if (length == 0 || rest[0] == '{')
		return NULL;
	return blocks_title(m, p, rest + bracketed, length - 2 * (size_t)bracketed, n->place);
}

/* A division's words: "{…}", "name", "name {…}", "name Title", "name[Title]", "{name} Title". The
 * name's box is made later, when the blocks are read. */
void blocks_name_division(manuscript *m, passage *p, node *n, const char *words, const char **name,
			  node **title)
{
	const char *why, *rest = words + strcspn(words, " \t{[");
	size_t braced = words[0] == '{' ? attributes_measure(words, strlen(words), &why) : 0;
	if (braced > 0 && !words[braced]) {
		attributes_apply(m, n, words, braced, n->place);
		return;
	}
	if (words[0] == '{') {
		size_t size = strcspn(words + 1, "} .#=\"");
		if (!g_ascii_isalpha(words[1]) || words[1 + size] != '}') {
			report_division(m, n, why);
			return;
		}
		words++; /* MyST's */
		rest = words + size;
	}
	const char *written = arena_print(m->arena, "{.%.*s}", (int)(rest - words), words);
	if (rest == words || attributes_measure(written, strlen(written), &why) == 0) {
		report_division(m, n, "write '::: name' or '::: {.class #id key=value}'");
		return;
	}
	*name = arena_copy(m->arena, words, (size_t)(rest - words));
	*title = read_after_name(m, p, n, rest + strspn(rest, "} \t"));
	if (!alerts_know(*name, *title != NULL))
		attributes_apply(m, n, written, strlen(written), n->place);
}
