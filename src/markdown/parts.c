/* parts: the parts of a book as texts mark them: LaTeX's \frontmatter, \mainmatter, \appendix and
 * \backmatter, \tableofcontents and its kin, and the places for the contents that other programs
 * know, "[TOC]" and "{{toc}}". A paragraph may have several such commands, on a line each. */
#include "markdown/manuscript_private.h"

/* What a line of a paragraph says; NODE_KINDS: nothing of that kind. */
typedef struct part_command {
	const char *text;
	node_kind kind;
	int what; /* a matter or a contents_list; of a page break: whether it goes to a recto */
} part_command;

static const part_command commands[] = {
	{"\\frontmatter", NODE_MATTER, MATTER_FRONT},
	{"\\mainmatter", NODE_MATTER, MATTER_MAIN},
	{"\\appendix", NODE_MATTER, MATTER_APPENDIX},
	{"\\backmatter", NODE_MATTER, MATTER_BACK},
	{"\\tableofcontents", NODE_CONTENTS, CONTENTS_HEADINGS},
	{"\\listoffigures", NODE_CONTENTS, CONTENTS_FIGURES},
	{"\\listoftables", NODE_CONTENTS, CONTENTS_TABLES},
	{"\\newpage", NODE_PAGE_BREAK, false},
	{"\\pagebreak", NODE_PAGE_BREAK, false},
	{"\\clearpage", NODE_PAGE_BREAK, false},
	{"\\cleardoublepage", NODE_PAGE_BREAK, true},
	{"--- back", NODE_MATTER, MATTER_APPENDIX}, /* of Internet-Drafts */
	{"[TOC]", NODE_CONTENTS, CONTENTS_HEADINGS},
	{"[toc]", NODE_CONTENTS, CONTENTS_HEADINGS},
	{"[Toc]", NODE_CONTENTS, CONTENTS_HEADINGS},
	{"[[TOC]]", NODE_CONTENTS, CONTENTS_HEADINGS},
	{"[[toc]]", NODE_CONTENTS, CONTENTS_HEADINGS},
	{"[[_TOC_]]", NODE_CONTENTS, CONTENTS_HEADINGS},
	{"{{toc}}", NODE_CONTENTS, CONTENTS_HEADINGS},
	{"{{ toc }}", NODE_CONTENTS, CONTENTS_HEADINGS},
};

enum { LINE_MOST = 120, MADE_MOST = 32 }; /* bytes of a line, commands of a paragraph */

static node *make(manuscript *m, const part_command *c, place where)
{
	node *n = node_new(m->arena, c->kind, where);

	if (c->kind == NODE_MATTER)
		n->as.matter.begins = (matter)c->what;
	else if (c->kind == NODE_PAGE_BREAK)
		n->as.page_break.recto = c->what;
	else
		n->as.contents.of = (contents_list)c->what;
	return n;
}

/* The words of a line, from its first inline up to `end`; false: it is no command. */
static bool line_of(const node *first, const node *end, char line[LINE_MOST + 1])
{
	size_t size = 0;

	for (const node *n = first; n != end; n = n->next) {
		/* "_TOC_" is stressed in cmark's eyes */
		const node *text = n->kind == NODE_EMPHASIS && n->first == n->last ? n->first : n;
		const bool stressed = text != n;
		if (!text || text->kind != NODE_TEXT || size + text->as.text.length + 2 > LINE_MOST)
			return false;
		if (stressed)
			line[size++] = '_';
		memcpy(line + size, text->as.text.data, text->as.text.length);
		size += text->as.text.length;
		if (stressed)
			line[size++] = '_';
	}
	line[size] = '\0';
	return true;
}

/* The command that a text begins with, the longest of them; NULL: none. */
static const part_command *find(const char *text)
{
	const part_command *found = NULL;

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strncmp(commands[i].text, text, strlen(commands[i].text)) == 0 &&
		    (!found || strlen(commands[i].text) > strlen(found->text)))
			found = &commands[i];
	return found;
}

/* The nodes that a paragraph makes. */
typedef struct parts_made {
	node *nodes[MADE_MOST];
	size_t count;
} parts_made;

/* Make what the commands of a line mean, one after the other: "\\newpage\\listoftables". */
static bool make_line(manuscript *m, const node *first, const node *end, const node *to,
		      parts_made *made)
{
	char line[LINE_MOST + 1];

	if (!line_of(first, end, line))
		return false;
	for (const char *at = line; *(at += strspn(at, " "));) {
		const part_command *c = find(at);
		if (!c || made->count == MADE_MOST ||
		    (c->kind == NODE_MATTER && to->kind != NODE_DOCUMENT))
			return false;
		made->nodes[made->count++] = make(m, c, first->place);
		at += strlen(c->text);
		if (*at && *at != ' ' && *at != '\\')
			return false;
	}
	return true;
}

bool parts_paragraph(manuscript *m, const node *paragraph, node *to)
{
	parts_made made = {.count = 0};
	const node *first = paragraph->first;

	if (!first || first->kind != NODE_TEXT || first->as.text.length == 0 ||
	    !strchr(m->is_draft ? "\\[{-" : "\\[{", first->as.text.data[0]) ||
	    (to->kind != NODE_DOCUMENT && to->kind != NODE_DIVISION))
		return false;
	while (first) {
		const node *end = first;
		while (end && end->kind != NODE_SOFT_BREAK)
			end = end->next;
		if (!make_line(m, first, end, to, &made))
			return false;
		first = end ? end->next : NULL;
	}
	for (size_t i = 0; i < made.count; i++)
		node_append(to, made.nodes[i]);
	return made.count > 0;
}

/* Has a list of entries anything to say? */
static bool has_entries(const document *d, contents_list of)
{
	if (of == CONTENTS_HEADINGS)
		return true;
	for (const node *n = d->root->first; n; n = node_after(n, d->root, false))
		if (of == CONTENTS_FIGURES ? n->kind == NODE_FIGURE && n->as.figure.number
					   : n->kind == NODE_TABLE && n->as.table.number)
			return true;
	return false;
}

/* Where the text says that the contents are to be, there they are, and nowhere else; a list without
 * entries is left out. */
static void settle_contents(manuscript *m)
{
	node *kept[CONTENTS_LISTS] = {NULL};

	for (node *n = m->document->root->first, *next; n; n = next) {
		next = node_after(n, m->document->root, false);
		if (n->kind != NODE_CONTENTS)
			continue;
		node **first = &kept[n->as.contents.of];
		if (*first && *first == m->contents[n->as.contents.of]) {
			node_unlink(*first);
			*first = NULL;
		}
		if (*first || !has_entries(m->document, n->as.contents.of))
			node_unlink(n);
		else
			*first = n;
	}
}

/* Where the main matter begins: where a text or the list of chapters says so, or else after what
 * front matter makes. */
static const node *find_main(const manuscript *m)
{
	const node *root = m->document->root;

	for (const node *n = root->first; n; n = n->next)
		if (n->kind == NODE_MATTER && n->as.matter.begins == MATTER_MAIN)
			return n;
	return m->front_last ? m->front_last->next : root->first;
}

void parts_settle(manuscript *m)
{
	m->document->main = find_main(m);
	settle_contents(m);
}
