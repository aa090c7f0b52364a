/* captions: paragraphs that are a page break, a figure or a table's caption. */
#include "markdown/manuscript_private.h"

static bool is_text(const node *n, const char *text)
{
	return n && n->kind == NODE_TEXT && n->as.text.length == strlen(text) &&
	       memcmp(n->as.text.data, text, n->as.text.length) == 0;
}

static bool consists_of(const node *text, const char *characters)
{
	return strspn(text->as.text.data, characters) >= text->as.text.length;
}

/* Dashes between bars, as below a table's head. */
static bool is_table_rule(const node *text)
{
	return consists_of(text, "|:- \t") && strchr(text->as.text.data, '|') &&
	       strchr(text->as.text.data, '-');
}

/* Warn of lines that were meant to be syntax: colons that close no division, a table's rule without
 * a table. */
static void warn_of_lines(manuscript *m, const node *paragraph)
{
	for (const node *n = paragraph->first; n; n = n->next) {
		if (n->kind != NODE_TEXT || (n->previous && n->previous->kind != NODE_SOFT_BREAK) ||
		    (n->next && n->next->kind != NODE_SOFT_BREAK))
			continue;
		if (n->as.text.length >= 3 && consists_of(n, ":"))
			report_at(m->report, REPORT_DIVISION_OPEN, n->place,
				  "':::' closes no division; open one with '::: {.class}', or take "
				  "it out");
		else if (n->previous && is_table_rule(n))
			report_at(m->report, REPORT_TABLE_BAD, n->place,
				  "these lines are not a table, because this one has not as many "
				  "cells as the "
				  "head above it; give it as many, or write '\\|' for a bar inside "
				  "a cell");
	}
}

/* Is it a page break as LaTeX, pandoc and Quarto write it? */
static bool is_page_break(manuscript *m, const node *paragraph)
{
	static const char *const words[] = {"\\newpage", "\\pagebreak", "\\clearpage",
					    "\\cleardoublepage", "{{< pagebreak >}}"};
	const char *first = paragraph->first->as.text.data;

	if (*first != '\\' && *first != '{')
		return false;
	for (const node *n = paragraph->first; n; n = n->next)
		if (n->kind != NODE_TEXT)
			return false;
	const char *text = node_written_text(m->scratch, paragraph);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(text, words[i]) == 0)
			return true;
	return false;
}

node *captions_paragraph(manuscript *m, node *paragraph)
{
	if (!paragraph->first)
		return NULL;
	if (m->has_attribute_lists)
		attribute_lists_take(m, paragraph);
	node *only = paragraph->first->next ? NULL : paragraph->first;
	if (paragraph->first->kind == NODE_TEXT && is_page_break(m, paragraph)) {
		node *n = node_new(m->arena, NODE_PAGE_BREAK, paragraph->place);
		n->as.page_break.recto = is_text(only, "\\cleardoublepage");
		return n;
	}
	if (only && only->kind == NODE_IMAGE)
		return beside_figure(m, paragraph, only);
	node *row = paragraph->first->kind == NODE_IMAGE ? beside_images(m, paragraph) : NULL;
	if (row)
		return row;
	line_blocks_read(m, paragraph);
	warn_of_lines(m, paragraph);
	return paragraph;
}

/* Tables */

/* Bytes of "Table:" or ": " at a paragraph's start, 0 where it is no caption. */
static size_t caption_mark(const node *n)
{
	if (!n || n->kind != NODE_PARAGRAPH || !n->first || n->first->kind != NODE_TEXT)
		return 0;
	const node *t = n->first;
	if (t->as.text.length > 6 && memcmp(t->as.text.data, "Table:", 6) == 0)
		return 6;
	if (t->as.text.length >= 2 && memcmp(t->as.text.data, ": ", 2) == 0)
		return 2;
	return is_text(t, "Table:") ? 6 : 0;
}

static void give_caption(manuscript *m, node *table, node *paragraph, size_t mark)
{
	node *first = paragraph->first,
	     *caption = node_new(m->arena, NODE_CAPTION, paragraph->place);
	attributes_take_last(m, paragraph, table);
	first->as.text.data =
		arena_copy(m->arena, first->as.text.data + mark, first->as.text.length - mark);
	first->as.text.length -= mark;
	node_move(paragraph, NULL, NULL, caption);
	node_unlink(paragraph);
	node_put_first(table, caption);
}

/* Does a paragraph end on the line right above the next table? Then it is that table's caption. */
static bool is_right_above(const node *paragraph)
{
	const node *table = paragraph->next;
	int line = paragraph->place.line + 1;
	for (const node *n = paragraph->first; n; n = node_after(n, paragraph, false))
		line += n->kind == NODE_SOFT_BREAK || n->kind == NODE_HARD_BREAK;
	return table && table->kind == NODE_TABLE && table->place.line == line;
}

static void find_caption(manuscript *m, node *table)
{
	if (table->first && table->first->kind == NODE_CAPTION) /* HTML's own */
		return;
	size_t before = caption_mark(table->previous), after = caption_mark(table->next);
	if (table->first && table->first->kind == NODE_CAPTION)
		return; /* HTML's own */
	if (after && is_right_above(table->next))
		after = 0;
	if (before)
		give_caption(m, table, table->previous, before);
	else if (after)
		give_caption(m, table, table->next, after);
}

void captions_attach(manuscript *m, node *parent, node *from)
{
	node *start = from ? from->next : parent->first;
	for (node *n = m->has_tables ? start : NULL; n; n = n->next)
		if (n->kind == NODE_TABLE)
			find_caption(m, n);
	for (node *n = m->has_marks ? (from ? from->next : parent->first) : NULL; n; n = n->next)
		if (n->kind == NODE_PARAGRAPH)
			attributes_settle(m, n);
}
