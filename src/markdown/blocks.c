/* blocks: cmark's blocks as ours. Recursion is bounded by DEPTH_MOST; a text that cmark would parse
 * far slower than its length allows is refused before cmark sees it. */
#include "markdown/foreign.h"
#include "markdown/inlines.h"
#include "markdown/limits.h"
#include "markdown/math.h"
#include "markdown/tables.h"
#include "markdown/taken.h"

#include <glib.h>
#include <stdlib.h>

typedef struct nest {
	int depth, quotes;
} nest;

static void read_blocks(reader *m, passage *p, cmark_node *from, node *to, nest at);

/* Places */

static place place_of(passage *p, cmark_node *n)
{
	inline_block b = inlines_block(p, n, 0);
	return inlines_place(p, &b);
}

static void see_lines(passage *p, cmark_node *n)
{
	int first = cmark_node_get_start_line(n) - p->prelude - 1,
	    last = cmark_node_get_end_line(n) - p->prelude - 1;
	if (p->label_count > 0 && first >= 0)
		labels_see(p, (size_t)first, (size_t)(last > first ? last : first));
}

/* Leaves */

static void read_paragraph(reader *m, passage *p, cmark_node *from, node *to, nest at)
{
	node *n = node_new(m->arena, NODE_PARAGRAPH, place_of(p, from));
	inlines_read_block(m, p, from, n, at.quotes);
	n = captions_paragraph(m, n);
	if (n)
		node_append(to, n);
}

/* What looks like attributes at a heading's end, and can't be read. */
static void warn_of_heading(reader *m, const node *heading)
{
	const node *last = heading->last;
	if (!last || last->kind != NODE_TEXT || last->as.text.length < 3 ||
	    last->as.text.data[last->as.text.length - 1] != '}')
		return;
	const char *start = memrchr(last->as.text.data, '{', last->as.text.length), *why;
	if (!start || (start > last->as.text.data && start[-1] == ESCAPED))
		return;
	size_t size = last->as.text.length - (size_t)(start - last->as.text.data);
	if (attributes_begin(start, size)) {
		size_t taken = attributes_measure(start, size, &why);
		report_at(m->report, REPORT_ATTRIBUTE_BAD, last->place,
			  "the heading's attributes can't be read: %s",
			  why ? why : attributes_left(taken, "they must be at its end"));
	}
}

static void read_heading(reader *m, passage *p, cmark_node *from, node *to, nest at)
{
	node *n = node_new(m->arena, NODE_HEADING, place_of(p, from));
	n->as.heading.level = cmark_node_get_heading_level(from);
	inlines_read_block(m, p, from, n, at.quotes);
	attributes_take_last(m, n, n);
	warn_of_heading(m, n);
	attributes_settle(m, n);
	n->as.heading.opens_recto = node_has_class(n, "recto");
	n->as.heading.opens_page = n->as.heading.opens_recto || node_has_class(n, "newpage");
	node_append(to, n);
}

/* A fence's info: "language", "language {…}" or "{.language …}". */
static void read_info(reader *m, node *n, const char *info)
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
		foreign_see(m, FOREIGN_CHUNK, n->place, info, strlen(info));
	if (word == 0 && *n->classes)
		n->as.text.info = *n->classes;
}

static void read_code(reader *m, passage *p, cmark_node *from, node *to)
{
	node *n = node_new(m->arena, NODE_CODE_BLOCK, place_of(p, from));
	const char *text = cmark_node_get_literal(from), *info = cmark_node_get_fence_info(from);
	taken_mark(from);
	size_t size = strlen(text);
	if (size > 0 && text[size - 1] == '\n')
		size--;
	n->as.text.data = arena_copy(m->arena, text, size);
	n->as.text.length = size;
	if (info && *info)
		read_info(m, n, info);
	see_lines(p, from);
	node_append(to, n);
}

static void read_html(reader *m, passage *p, cmark_node *from, node *to)
{
	const char *text = cmark_node_get_literal(from);
	taken_mark(from);
	see_lines(p, from);
	html_block(m, p, to, text, strlen(text), inlines_block(p, from, 0).first_line);
	arena_reset(m->scratch);
}

/* Containers */

static void read_list(reader *m, passage *p, cmark_node *from, node *to, nest at)
{
	node *n = node_new(m->arena, NODE_LIST, place_of(p, from));
	n->as.list.ordered = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
	n->as.list.tight = cmark_node_get_list_tight(from);
	n->as.list.start = n->as.list.ordered ? cmark_node_get_list_start(from) : 0;
	n->as.list.delimiter = cmark_node_get_list_delim(from) == CMARK_PAREN_DELIM ? ')' : '.';
	node_append(to, n);
	read_blocks(m, p, from, n, at);
}

static void read_item(reader *m, passage *p, cmark_node *from, node *to, nest at, bool task)
{
	node *n = node_new(m->arena, NODE_ITEM, place_of(p, from));
	n->as.item.task = task ? cmark_gfm_extensions_get_tasklist_item_checked(from) : -1;
	node_append(to, n);
	read_blocks(m, p, from, n, at);
}

/* A division's words: "name", "{…}" or "name {…}". */
static void name_division(reader *m, node *n, const char *words)
{
	static const char wrong[] = "a division's first line can't be read: %s";
	const char *rest = words + strcspn(words, " \t{"),
		   *why = "write '::: name' or '::: {.class #id key=value}'";
	if (rest > words) {
		const char *name = arena_print(m->arena, "{.%.*s}", (int)(rest - words), words),
			   *ignored;
		if (attributes_measure(name, strlen(name), &ignored) == 0) {
			report_at(m->report, REPORT_ATTRIBUTE_BAD, n->place, wrong, why);
			return;
		}
		attributes_apply(m, n, name, strlen(name), n->place);
	}
	rest += strspn(rest, " \t");
	size_t size = *rest == '{' ? attributes_measure(rest, strlen(rest), &why) : 0;
	if (size > 0 && rest[size] == '\0')
		attributes_apply(m, n, rest, size, n->place);
	else if (*rest)
		report_at(m->report, REPORT_ATTRIBUTE_BAD, n->place, wrong, why);
}

/* The parser takes notes that are defined in a division out of it; they speak its language all the
 * same. Inner divisions are read later, so theirs holds. */
static void hand_language_to_notes(reader *m, const passage *p, cmark_node *from, const char *lang)
{
	int first = cmark_node_get_start_line(from), last = cmark_node_get_end_line(from);
	for (size_t i = p->notes_from; lang && i < m->note_count; i++) {
		int line = m->notes[i].line;
		if (m->notes[i].label && line > first && line <= last)
			m->notes[i].note->lang = lang;
	}
}

static void read_division(reader *m, passage *p, cmark_node *from, node *to, nest at)
{
	const syntax_block *block = syntax_block_of(from);
	node *n = node_new(m->arena, NODE_DIVISION, place_of(p, from));
	name_division(m, n, block->words);
	if (!block->closed)
		report_at(m->report, REPORT_DIVISION_OPEN, n->place,
			  "the division ':::' is not closed; end it with a line ':::'");
	node_append(to, n);
	hand_language_to_notes(m, p, from, n->lang);
	read_blocks(m, p, from, n, at);
	alerts_division(m, n);
}

/* Definition lists */

/* A paragraph's lines are a term each. */
static void read_terms(reader *m, passage *p, cmark_node *from, node *list, nest at)
{
	node *words = node_new(m->arena, NODE_PARAGRAPH, place_of(p, from));
	inlines_read_block(m, p, from, words, at.quotes);
	attributes_settle(m, words);
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

static bool is_kind(cmark_node *n, syntax_kind kind)
{
	return n && syntax_kind_of(n) == kind;
}

/* A caption between a paragraph and a table looks like a definition. Only a caption has a blank
 * line on both sides. */
static bool is_caption(cmark_node *n)
{
	return is_kind(n, SYNTAX_DEFINITION) && !syntax_block_of(n)->adjacent &&
	       is_kind(cmark_node_next(n), SYNTAX_TABLE);
}

static bool is_term(cmark_node *n)
{
	return is_kind(n, SYNTAX_PARAGRAPH) && is_kind(cmark_node_next(n), SYNTAX_DEFINITION) &&
	       !is_caption(cmark_node_next(n));
}

/* A definition without a term is a paragraph that begins with a colon: a table's caption, perhaps.
 */
static void read_colon(reader *m, passage *p, cmark_node *from, node *to, nest at)
{
	cmark_node *first = cmark_node_first_child(from);
	node *n = node_new(m->arena, NODE_PARAGRAPH, place_of(p, from));
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
	read_blocks(m, p, from, to, at); /* what else is in it */
}

/* Returns the last block that was read. */
static cmark_node *read_definitions(reader *m, passage *p, cmark_node *from, node *to, nest at)
{
	node *list = node_new(m->arena, NODE_DEFINITIONS, place_of(p, from));
	node_append(to, list);
	for (;;) {
		read_terms(m, p, from, list, at);
		while (is_kind(cmark_node_next(from), SYNTAX_DEFINITION)) {
			from = cmark_node_next(from);
			node *definition = node_new(m->arena, NODE_DEFINITION, place_of(p, from));
			node_append(list, definition);
			read_blocks(m, p, from, definition, at);
		}
		if (!is_term(cmark_node_next(from)))
			return from;
		from = cmark_node_next(from);
	}
}

/* All blocks */

static void read_quote(reader *m, passage *p, cmark_node *from, node *to, nest at)
{
	node *n = node_new(m->arena, NODE_QUOTE, place_of(p, from));
	node_append(to, n);
	at.quotes++;
	read_blocks(m, p, from, n, at);
	alerts_quote(m, n);
}

static bool is_blank_line(const passage *p, size_t line)
{
	size_t at = p->starts[line];
	return at + strspn(p->text + at, " \t\r\n") >= p->starts[line + 1];
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

/* A formula's lines, or a LaTeX environment's, as they are written: the blocks that cmark made of
 * them are passed over. Returns the last of these, or NULL where no formula begins, or it would end
 * within a block. */
static cmark_node *read_formula(reader *m, passage *p, cmark_node *from, node *to, nest at)
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

static void read_block(reader *m, passage *p, cmark_node *from, node *to, nest at)
{
	switch (syntax_kind_of(from)) {
	case SYNTAX_QUOTE: read_quote(m, p, from, to, at); break;
	case SYNTAX_LIST: read_list(m, p, from, to, at); break;
	case SYNTAX_ITEM: read_item(m, p, from, to, at, false); break;
	case SYNTAX_TASK: read_item(m, p, from, to, at, true); break;
	case SYNTAX_CODE_BLOCK: read_code(m, p, from, to); break;
	case SYNTAX_HTML_BLOCK: read_html(m, p, from, to); break;
	case SYNTAX_PARAGRAPH: read_paragraph(m, p, from, to, at); break;
	case SYNTAX_HEADING: read_heading(m, p, from, to, at); break;
	case SYNTAX_RULE: node_append(to, node_new(m->arena, NODE_RULE, place_of(p, from))); break;
	case SYNTAX_TABLE: tables_read(m, p, from, to, at.quotes); break;
	case SYNTAX_DIVISION: read_division(m, p, from, to, at); break;
	case SYNTAX_DEFINITION: read_colon(m, p, from, to, at); break;
	default: break; /* notes, which are read apart */
	}
}

/* Is a block from the lines that cmark was given before the text? (A paragraph right above a table
 * has no line.) */
static bool is_prelude(const passage *p, cmark_node *n)
{
	int line = cmark_node_get_start_line(n);
	return line > 0 && line <= p->prelude;
}

static void read_blocks(reader *m, passage *p, cmark_node *from, node *to, nest at)
{
	node *before = to->last;
	/* a list and its item are one level to their author */
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
		cmark_node *formula = read_formula(m, p, child, to, at);
		if (formula)
			child = formula;
		else if (is_term(child))
			child = read_definitions(m, p, child, to, at);
		else
			read_block(m, p, child, to, at);
	}
	if (m->has_html)
		html_nest(m, to, before);
	captions_attach(m, to, before);
}

/* Notes */

static void read_marks(reader *m, passage *p, cmark_node *root)
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
		return place_of(p, n);
	found->seen = true;
	return text_place(p, found->at);
}

static cmark_node *next_note(cmark_node *n)
{
	while (n && syntax_kind_of(n) != SYNTAX_NOTE)
		n = cmark_node_next(n);
	return n;
}

static void announce_notes(reader *m, passage *p, cmark_node *root)
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

static void read_notes(reader *m, passage *p, cmark_node *root)
{
	size_t at = p->notes_from;
	for (cmark_node *n = next_note(cmark_node_first_child(root)); n;
	     n = next_note(cmark_node_next(n)))
		read_blocks(m, p, n, m->notes[at++].note, (nest){1, 0});
}

/* Texts */

void blocks_read(reader *m, passage *p, node *parent)
{
	syntax_options options = {.tables = true, .autolinks = limits_has_addresses(p)};
	if (!limits_look(m, p, &options))
		return;
	options.prelude = labels_prelude(m, p, &options.prelude_length);
	syntax *s = syntax_parse(m->arena, p->text, p->length, &options);
	if (syntax_too_deep(s) > 0) { /* what it left open makes no sense of the rest */
		report_at(m->report, REPORT_NESTING_TOO_DEEP,
			  text_place(p, inlines_offset(p, syntax_too_deep(s), 1)),
			  "divisions are nested more than %d deep; nest them less", DEPTH_MOST);
		syntax_free(s);
		return;
	}
	read_marks(m, p, syntax_root(s));
	announce_notes(m, p, syntax_root(s));
	read_blocks(m, p, syntax_root(s), parent, (nest){0, 0});
	read_notes(m, p, syntax_root(s));
	labels_report(m, p);
	taken_check(m, p, syntax_root(s));
	syntax_free(s);
}

void blocks_words(reader *m, const manuscript_file *file, const char *text, place where,
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
	if (is_kind(heading, SYNTAX_HEADING))
		inlines_read_block(m, &p, heading, parent, 0);
	attributes_settle(m, parent);
	taken_check(m, &p, syntax_root(syntax));
	syntax_free(syntax);
}

void blocks_text(reader *m, const manuscript_file *file, const char *text, place where,
		 node *parent)
{
	source *s = ARENA_NEW(m->arena, source);
	*s = (source){file->source->name, text, strlen(text)};
	passage p;
	text_passage(m, &p, file, s, 0);
	p.fixed = &where;
	blocks_read(m, &p, parent);
}
