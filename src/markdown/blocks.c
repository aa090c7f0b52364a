/* blocks: from cmark's blocks to the document's. Recursion is bounded by DEPTH_MOST; a text on
 * which cmark would take more than linear time is refused before it is parsed. */
#include "base/find.h"
#include "markdown/blocks_leaves.h"
#include "markdown/blocks_names.h"
#include "markdown/containers.h"
#include "markdown/drawn.h"
#include "markdown/foreign.h"
#include "markdown/inlines.h"
#include "markdown/limits.h"
#include "markdown/math.h"
#include "markdown/myst.h"
#include "markdown/tables.h"
#include "markdown/taken.h"

#include <glib.h>
#include <stdlib.h>

typedef struct nest {
	int depth, quotes;
} nest;

static void read_blocks(manuscript *m, passage *p, cmark_node *from, node *to, nest at);

static bool is_kind(cmark_node *n, syntax_kind kind)
{
	return n && syntax_kind_of(n) == kind;
}

/* Containers */

static void read_list(manuscript *m, passage *p, cmark_node *from, node *to, nest at)
{
	node *n = node_new(m->arena, NODE_LIST, blocks_place(p, from));
	n->as.list.ordered = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
	n->as.list.tight = cmark_node_get_list_tight(from);
	n->as.list.start = n->as.list.ordered ? cmark_node_get_list_start(from) : 0;
	n->as.list.delimiter = cmark_node_get_list_delim(from) == CMARK_PAREN_DELIM ? ')' : '.';
	node_append(to, n);
	read_blocks(m, p, from, n, at);
}

static void read_item(manuscript *m, passage *p, cmark_node *from, node *to, nest at, bool task)
{
	node *n = node_new(m->arena, NODE_ITEM, blocks_place(p, from));
	n->as.item.task = task ? cmark_gfm_extensions_get_tasklist_item_checked(from) : -1;
	node_append(to, n);
	read_blocks(m, p, from, n, at);
	if (!task)
		n->as.item.task = labelled_take_box(n);
}

/* "::: package.module.Class" asks mkdocstrings to insert documentation. */
static bool is_request(const syntax_block *block)
{
	return !block->closed && strchr(block->words, '.') && !strpbrk(block->words, " \t{}[]");
}

static void read_request(manuscript *m, passage *p, cmark_node *from, node *to, nest at)
{
	node *n = node_new(m->arena, NODE_PARAGRAPH, blocks_place(p, from));
	const char *text = arena_print(m->arena, "::: %s", syntax_block_of(from)->words);
	node_append(n, node_text(m->arena, text, strlen(text), n->place));
	foreign_see(m, FOREIGN_DIRECTIVE, n->place, text, strlen(text));
	node_append(to, n);
	read_blocks(m, p, from, to, at);
}

/* The parser moves notes that are defined in a division out of it, but they have the division's
 * language. Inner divisions are read later, so theirs wins. */
static void hand_language_to_notes(manuscript *m, const passage *p, cmark_node *from,
				   const char *lang)
{
	int first = cmark_node_get_start_line(from), last = cmark_node_get_end_line(from);
	for (size_t i = p->notes_from; lang && i < m->note_count; i++) {
		int line = m->notes[i].line;
		if (m->notes[i].label && line > first && line <= last)
			m->notes[i].note->lang = lang;
	}
}

static void read_container(manuscript *m, passage *p, cmark_node *from, node *to, nest at,
			   const container *c)
{
	node *n = node_new(m->arena, NODE_DIVISION, blocks_place(p, from)),
	     *title = myst_begin(m, p, c, syntax_block_of(from)->words, n);
	node_append(to, n);
	hand_language_to_notes(m, p, from, n->lang);
	read_blocks(m, p, from, n, at);
	myst_end(m, c, n, title);
}

static void read_division(manuscript *m, passage *p, cmark_node *from, node *to, nest at)
{
	const container *c = containers_on(p, inlines_block(p, from, 0).first_line);
	if (c) {
		read_container(m, p, from, to, at, c);
		return;
	}
	const syntax_block *block = syntax_block_of(from);
	node *n = node_new(m->arena, NODE_DIVISION, blocks_place(p, from)), *title = NULL;
	const char *name = NULL;
	if (is_request(block)) {
		read_request(m, p, from, to, at);
		return;
	}
	blocks_name_division(m, p, n, block->words, &name, &title);
	if (!block->closed)
		report_at(
			m->report, REPORT_DIVISION_OPEN, n->place,
			"the division ':::' is not closed, so it goes on to the end of what it is "
			"in; end it with a line ':::'");
	node_append(to, n);
	hand_language_to_notes(m, p, from, n->lang);
	read_blocks(m, p, from, n, at);
	if (name && alerts_know(name, title != NULL))
		alerts_box(m, n, name, title);
	else if (title)
		alerts_tab(m, n, title);
	else
		alerts_division(m, n);
	beside_division(m, n);
}

/* "!!! note "Title"", "??? tip", "=== "Tab"" */
static void read_admonition(manuscript *m, passage *p, cmark_node *from, node *to, nest at)
{
	const char *words = syntax_block_of(from)->words, *quote = strchr(words, '"');
	node *n = node_new(m->arena, NODE_DIVISION, blocks_place(p, from)), *title = NULL;
	const char *name = words + strspn(words, "!?+= ");
	name = arena_copy(m->arena, name, strcspn(name, " \""));
	node_append(to, n);
	read_blocks(m, p, from, n, at);
	if (quote)
		title = blocks_title(m, p, quote + 1, strlen(quote) - 2, n->place);
	if (*name)
		alerts_box(m, n, name, title);
	else
		alerts_tab(m, n, title);
}

/* Lists with labels */

/* Is there a blank line right above a block? */
static bool has_space_above(const passage *p, cmark_node *n)
{
	size_t line = inlines_block(p, n, 0).first_line;
	if (line == 0 || line > p->lines)
		return false;
	size_t at = p->starts[line - 1];
	return at + strspn(p->text + at, " \t\r\n>") >= p->starts[line];
}

static bool is_loose_item(const passage *p, cmark_node *item)
{
	cmark_node *child = cmark_node_first_child(item);
	for (child = child ? cmark_node_next(child) : NULL; child; child = cmark_node_next(child))
		if (has_space_above(p, child))
			return true;
	return false;
}

/* "(@name)": its number counts through the whole document; references use its name. */
static void number_example(manuscript *m, const list_mark *label)
{
	m->examples++;
	if (label->name_length == 0)
		return;
	if (!m->example_names)
		m->example_names = map_new(m->arena);
	const char *name = arena_copy(m->arena, label->name, label->name_length);
	map_put(m->example_names, name, (void *)arena_print(m->arena, "%ld", m->examples));
}

/* Returns the last of the items. */
static cmark_node *read_labelled(manuscript *m, passage *p, cmark_node *from, node *to, nest at)
{
	const list_mark *first = &syntax_block_of(from)->label;
	node *list = node_new(m->arena, NODE_LIST, blocks_place(p, from));
	list->as.list.ordered = true;
	list->as.list.tight = !is_loose_item(p, from);
	list->as.list.start = first->example ? m->examples + 1 : first->number;
	list->as.list.delimiter = first->delimiter;
	list->as.list.style = first->style;
	node_append(to, list);
	for (;;) {
		const list_mark *label = &syntax_block_of(from)->label;
		node *item = node_new(m->arena, NODE_ITEM, blocks_place(p, from));
		item->as.item.task = -1;
		if (label->example)
			number_example(m, label);
		node_append(list, item);
		read_blocks(m, p, from, item, at);
		cmark_node *next = cmark_node_next(from);
		if (!is_kind(next, SYNTAX_LABELLED) ||
		    !labelled_follows(label, &syntax_block_of(next)->label))
			return from;
		from = next;
		if (has_space_above(p, from) || is_loose_item(p, from))
			list->as.list.tight = false;
	}
}

/* Definition lists */

/* Each line of a paragraph is a term. */
static void read_terms(manuscript *m, passage *p, cmark_node *from, node *list, nest at)
{
	node *words = node_new(m->arena, NODE_TERM, blocks_place(p, from));
	inlines_read_block(m, p, from, words, at.quotes);
	attributes_settle(m, words);
	if (list->parent->kind == NODE_QUOTE && !list->previous && !list->first)
		alerts_quote(m, list->parent, words);
	while (words->first) {
		node *term = node_new(m->arena, NODE_TERM, words->first->place),
		     *stop = words->first;
		while (stop && stop->kind != NODE_SOFT_BREAK)
			stop = stop->next;
		node_move(words, NULL, stop, term);
		if (stop)
			node_unlink(stop);
		if (term->first)
			node_append(list, term);
	}
}

static bool is_image_alone(cmark_node *paragraph)
{
	cmark_node *image = cmark_node_first_child(paragraph), *next = cmark_node_next(image);

	return is_kind(image, SYNTAX_IMAGE) && (!next || is_kind(next, SYNTAX_ATTRIBUTES)) &&
	       !cmark_node_next(next);
}

/* A caption between a paragraph and a table looks like a definition. Only a caption has a blank
 * line on both sides, and words and nothing else. */
static bool is_caption(cmark_node *n)
{
	cmark_node *words = cmark_node_first_child(n);

	return is_kind(n, SYNTAX_DEFINITION) && !syntax_block_of(n)->adjacent &&
	       is_kind(cmark_node_next(n), SYNTAX_TABLE) && is_kind(words, SYNTAX_PARAGRAPH) &&
	       !cmark_node_next(words) && !is_image_alone(words);
}

static bool is_term(cmark_node *n)
{
	return is_kind(n, SYNTAX_PARAGRAPH) && is_kind(cmark_node_next(n), SYNTAX_DEFINITION) &&
	       !is_caption(cmark_node_next(n));
}

/* A definition without a term is a paragraph that begins with a colon: a table's caption,
 * perhaps. */
static void read_colon(manuscript *m, passage *p, cmark_node *from, node *to, nest at)
{
	cmark_node *first = cmark_node_first_child(from);
	node *n = node_new(m->arena, NODE_PARAGRAPH, blocks_place(p, from));
	if (is_kind(first, SYNTAX_PARAGRAPH)) {
		inlines_read_block(m, p, first, n, at.quotes);
		cmark_node_unlink(first);
		cmark_node_free(first);
	}
	const node *words = n->first && n->first->kind == NODE_TEXT ? n->first : NULL;
	const char *text = arena_print(m->arena, ": %.*s", words ? (int)words->as.text.length : 0,
				       words ? words->as.text.data : "");
	if (words)
		node_unlink(n->first);
	node_put_first(n, node_text(m->arena, text, strlen(text), n->place));
	node_append(to, n);
	read_blocks(m, p, from, to, at); /* the rest of it */
}

/* Returns the last block that was read. */
static cmark_node *read_definitions(manuscript *m, passage *p, cmark_node *from, node *to, nest at)
{
	node *list = node_new(m->arena, NODE_DEFINITIONS, blocks_place(p, from));
	node_append(to, list);
	for (;;) {
		read_terms(m, p, from, list, at);
		while (is_kind(cmark_node_next(from), SYNTAX_DEFINITION)) {
			from = cmark_node_next(from);
			node *definition =
				node_new(m->arena, NODE_DEFINITION, blocks_place(p, from));
			node_append(list, definition);
			read_blocks(m, p, from, definition, at);
		}
		if (!is_term(cmark_node_next(from)))
			return from;
		from = cmark_node_next(from);
	}
}

/* All blocks */

static void read_quote(manuscript *m, passage *p, cmark_node *from, node *to, nest at)
{
	node *n = node_new(m->arena, NODE_QUOTE, blocks_place(p, from));
	node_append(to, n);
	at.quotes++;
	read_blocks(m, p, from, n, at);
}

/* Is there nothing in a line but the marks of quotations that it is in, and the end of a division?
 * (Elsewhere these begin a block.) */
static bool is_blank_line(const passage *p, size_t line)
{
	size_t at = p->starts[line] + strspn(p->text + p->starts[line], " \t\r\n>");
	return at >= p->starts[line + 1] || strncmp(p->text + at, ":::", 3) == 0;
}

/* The last of the blocks from one on that begin on or before a line; NULL: it goes on after that
 * line. */
static cmark_node *last_block(const passage *p, cmark_node *from, size_t line)
{
	cmark_node *next = cmark_node_next(from);
	while (next && inlines_block(p, next, 0).first_line <= line) {
		from = next;
		next = cmark_node_next(from);
	}
	size_t end = next ? inlines_block(p, next, 0).first_line
			  : inlines_block(p, from, 0).last_line + 1;
	for (size_t i = line + 1; i < end && i < p->lines; i++)
		if (!is_blank_line(p, i))
			return NULL;
	return from;
}

/* Read the lines of a formula or LaTeX environment as they are written, and skip the blocks that
 * cmark made of them. Returns the last of these; NULL: no formula begins here, or it would end
 * inside a block. */
static cmark_node *read_formula(manuscript *m, passage *p, cmark_node *from, node *to, nest at)
{
	inline_block b = inlines_block(p, from, at.quotes);
	size_t start = p->lines > 0 ? p->starts[b.first_line] + b.offset : 0;
	if (at.quotes > 0 || b.offset > 0 || !is_kind(from, SYNTAX_PARAGRAPH) || p->fixed ||
	    start >= p->length || (p->text[start] != '$' && p->text[start] != '\\'))
		return NULL;
	size_t size = math_measure_block(p->text + start, p->length - start);
	if (size == 0)
		return NULL;
	cmark_node *until = last_block(p, from, text_line(p, start + size - 1));
	if (!until)
		return NULL;
	for (cmark_node *each = from; each != cmark_node_next(until); each = cmark_node_next(each))
		taken_mark_below(each);
	node *n = node_new(m->arena, NODE_VERBATIM, text_place(p, start));
	n->as.text.data = arena_copy(m->arena, p->text + start, size);
	n->as.text.length = size;
	node_append(to, n);
	foreign_see(m, p->text[start] == '$' ? FOREIGN_MATH : FOREIGN_LATEX, n->place,
		    n->as.text.data, size);
	return until;
}

/* Read a cell of a drawn table: words, which are a heading for cmark, or blocks. */
static void read_cell(manuscript *m, passage *p, cmark_node *from, node *row,
		      const text_cell *drawn, bool blocks, nest at)
{
	cmark_node *first = cmark_node_first_child(from);
	node *cell = node_new(m->arena, NODE_CELL, first ? blocks_place(p, first) : row->place);
	cell->as.cell.across = drawn->across;
	node_append(row, cell);
	if (!blocks && first) {
		inlines_read_block(m, p, first, cell, at.quotes);
		attributes_settle(m, cell);
		html_cell_blocks(m, cell);
		return;
	}
	read_blocks(m, p, from, cell, at);
	node *only = cell->first && !cell->first->next ? cell->first : NULL;
	if (only && only->kind == NODE_PARAGRAPH) {
		node_unlink(only);
		node_move(only, NULL, NULL, cell);
	}
}

static void read_drawn(manuscript *m, passage *p, cmark_node *from, node *to, nest at)
{
	const text_table *table = drawn_on(p, inlines_block(p, from, 0).first_line);
	cmark_node *cell = cmark_node_first_child(from);
	node *n = node_new(m->arena, NODE_TABLE, blocks_place(p, from));
	n->as.table.columns = table->columns;
	n->as.table.aligns = table->aligns;
	n->as.table.widths = table->widths;
	m->has_tables = true;
	for (size_t i = 0; i < table->count; i++) {
		const text_row *drawn = &table->rows[i];
		node *row = node_new(m->arena, NODE_ROW, n->place);
		row->as.row.head = drawn->head;
		row->as.row.foot = drawn->foot;
		node_append(n, row);
		for (size_t k = 0; k < drawn->count; k++, cell = cmark_node_next(cell))
			read_cell(m, p, cell, row, &drawn->cells[k], table->blocks, at);
	}
	node_append(to, n);
}

static void read_block(manuscript *m, passage *p, cmark_node *from, node *to, nest at)
{
	switch (syntax_kind_of(from)) {
	case SYNTAX_QUOTE: read_quote(m, p, from, to, at); break;
	case SYNTAX_LIST: read_list(m, p, from, to, at); break;
	case SYNTAX_ITEM: read_item(m, p, from, to, at, false); break;
	case SYNTAX_TASK: read_item(m, p, from, to, at, true); break;
	case SYNTAX_CODE_BLOCK: blocks_code(m, p, from, to); break;
	case SYNTAX_HTML_BLOCK: blocks_html(m, p, from, to); break;
	case SYNTAX_PARAGRAPH: blocks_paragraph(m, p, from, to, at.quotes); break;
	case SYNTAX_HEADING: blocks_heading(m, p, from, to, at.quotes); break;
	case SYNTAX_RULE:
		node_append(to, node_new(m->arena, NODE_RULE, blocks_place(p, from)));
		break;
	case SYNTAX_TABLE: tables_read(m, p, from, to, at.quotes); break;
	case SYNTAX_DRAWN: read_drawn(m, p, from, to, at); break;
	case SYNTAX_DIVISION: read_division(m, p, from, to, at); break;
	case SYNTAX_ADMONITION: read_admonition(m, p, from, to, at); break;
	case SYNTAX_DEFINITION: read_colon(m, p, from, to, at); break;
	default: break; /* notes, which are read separately */
	}
}

/* Is a block from the lines that cmark was given before the text? (A paragraph right above a table
 * has no line.) */
static bool is_prelude(const passage *p, cmark_node *n)
{
	int line = cmark_node_get_start_line(n);
	return line > 0 && line <= p->prelude;
}

static void read_blocks(manuscript *m, passage *p, cmark_node *from, node *to, nest at)
{
	node *before = to->last;
	/* a list and its item are one level for the author */
	at.depth += to->kind != NODE_ITEM && to->kind != NODE_DEFINITION;
	if (at.depth > DEPTH_MOST) {
		report_at(m->report, REPORT_NESTING_TOO_DEEP, to->place,
			  "quotes, lists and divisions are nested more than %d levels deep; nest "
			  "them less",
			  DEPTH_MOST);
		return;
	}
	for (cmark_node *child = cmark_node_first_child(from); child;
	     child = cmark_node_next(child)) {
		if (is_prelude(p, child))
			continue;
		cmark_node *whole = read_formula(m, p, child, to, at);
		if (whole)
			child = whole;
		else if (is_term(child))
			child = read_definitions(m, p, child, to, at);
		else if (is_kind(child, SYNTAX_LABELLED))
			child = read_labelled(m, p, child, to, at);
		else
			read_block(m, p, child, to, at);
	}
	if (m->has_html)
		html_nest(m, to, before);
	if (m->has_attribute_lists)
		attribute_lists_attach(m, to, before);
	captions_attach(m, to, before);
}

/* Notes */

static void read_marks(manuscript *m, passage *p, cmark_node *root)
{
	size_t capacity = 0;
	for (cmark_node *n = cmark_node_first_child(root);
	     n && cmark_node_get_start_line(n) <= p->prelude; n = cmark_node_next(n))
		for (cmark_node *mark = cmark_node_first_child(n); mark;
		     mark = cmark_node_next(mark)) {
			if (!is_kind(mark, SYNTAX_NOTE_MARK))
				continue;
			const char *name = cmark_node_get_literal(mark);
			bool known = p->mark_count > 0 &&
				     strtoul(name, NULL, 10) <= p->mark_count &&
				     strtoul(name, NULL, 10) > 0;
			if (!known)
				*ARENA_APPEND(m->arena, p->marks, p->mark_count, capacity) =
					arena_copy(m->arena, name, strlen(name));
		}
}

/* The place of the label, not of the words after it. */
static place note_place(passage *p, cmark_node *n, const char **label)
{
	int line = cmark_node_get_start_line(n) - p->prelude - 1;
	note_label *found = line >= 0 ? labels_on(p, (size_t)line) : NULL;
	*label = found ? found->name : "";
	if (!found)
		return blocks_place(p, n);
	found->seen = true;
	return text_place(p, found->at);
}

static cmark_node *next_note(cmark_node *n)
{
	while (n && syntax_kind_of(n) != SYNTAX_NOTE)
		n = cmark_node_next(n);
	return n;
}

static void announce_notes(manuscript *m, passage *p, cmark_node *root)
{
	p->notes_from = m->note_count;
	for (cmark_node *n = next_note(cmark_node_first_child(root)); n;
	     n = next_note(cmark_node_next(n))) {
		const char *label;
		node *note = node_new(m->arena, NODE_NOTE, note_place(p, n, &label));
		note->lang = p->file->lang;
		*ARENA_APPEND(m->arena, m->notes, m->note_count, m->note_capacity) =
			(written_note){note, label, cmark_node_get_start_line(n)};
	}
}

static void read_notes(manuscript *m, passage *p, cmark_node *root)
{
	size_t at = p->notes_from;
	for (cmark_node *n = next_note(cmark_node_first_child(root)); n;
	     n = next_note(cmark_node_next(n)))
		read_blocks(m, p, n, m->notes[at++].note, (nest){1, 0});
}

/* Texts */

static syntax *parse(manuscript *m, passage *p, syntax_options *options)
{
	containers_read(m, p);
	options->prelude = labels_prelude(m, p, &options->prelude_length);
	return syntax_parse(m->arena, p->text, p->length, options);
}

/* Parse a text; with drawn tables, until all of them were found. */
static syntax *parse_all(manuscript *m, passage *p, syntax_options *options)
{
	enum { LEVELS_MOST = 8 };
	passage plain = *p;
	syntax *s = parse(m, p, options);
	for (int level = 1; level <= LEVELS_MOST && syntax_too_deep(s) == 0 && drawn_may_be(p) &&
			    drawn_rewrite(m, p, &plain, syntax_root(s), level);
	     level++) {
		syntax_free(s);
		plain = *p;
		s = parse(m, p, options);
	}
	return s;
}

void blocks_read(manuscript *m, passage *p, node *parent)
{
	syntax_options options = {.tables = true, .autolinks = limits_has_addresses(p)};
	if (!limits_look(m, p, &options))
		return;
	if (find_rare(p->text, p->length, "{:"))
		m->has_attribute_lists = true;
	syntax *s = parse_all(m, p, &options);
	if (syntax_too_deep(s) > 0) { /* after what it left open, the rest cannot be understood */
		report_at(m->report, REPORT_NESTING_TOO_DEEP,
			  text_place(p, inlines_offset(p, syntax_too_deep(s), 1)),
			  "divisions are nested more than %d deep; nest them less", DEPTH_MOST);
		syntax_free(s);
		return;
	}
	read_marks(m, p, syntax_root(s));
	announce_notes(m, p, syntax_root(s));
	containers_report(m, p);
	read_blocks(m, p, syntax_root(s), parent, (nest){0, 0});
	read_notes(m, p, syntax_root(s));
	labels_report(m, p);
	taken_check(m, p, syntax_root(s));
	syntax_free(s);
}

void blocks_text(manuscript *m, const manuscript_file *file, const char *text, place where,
		 node *parent)
{
	source *s = ARENA_NEW(m->arena, source);
	*s = (source){file->source->name, text, strlen(text)};
	passage p;
	text_passage(m, &p, file, s, 0);
	p.fixed = &where;
	blocks_read(m, &p, parent);
}
