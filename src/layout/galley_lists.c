/* galley_lists: lists, definitions and tables as blocks of the galley. */
#include "layout/galley_private.h"

#include "base/arena.h"
#include "document/list_label.h"

#include <string.h>

const paragraph *galley_label(const galley_builder *b, const node *owner, const char *text,
			      const appearance *look, length width, align how)
{
	paragraph_shape shape = {
		.look = look, .measure = width + PARAGRAPH_HAIR, .align = how, .owner = owner};

	return galley_words(b, owner, text, owner->lang, &shape);
}

length galley_label_width(const setter *s, const node *owner, const char *text,
			  const appearance *look)
{
	return shape_word(s->shaper, text, strlen(text), look, owner->lang, HB_SCRIPT_LATIN, 0,
			  owner->place)
		->width;
}

static const char *label_of(const setter *s, const node *list, const node *item, long number,
			    int depth)
{
	static const char *const bullets[] = {"•", "–", "·"};

	const char *box = item->as.item.task < 0 ? NULL : item->as.item.task ? "☑" : "☐";
	if (!list->as.list.ordered)
		return box ? box : bullets[depth < 2 ? depth : 2];
	const char *label = list_label(s->arena, list, number);
	return box ? arena_print(s->arena, "%s %s", label, box) : label;
}

static int bullet_depth(const node *list)
{
	int depth = 0;

	for (const node *up = list->parent; up; up = up->parent)
		depth += up->kind == NODE_LIST && !up->as.list.ordered;
	return depth;
}

/* How far a list's items are indented: the style's indent, or what its widest label needs. */
static length list_indent(const galley_builder *b, const node *list, const appearance *look,
			  length gap)
{
	const setter *s = b->setter;
	length indent = s->style->list_indent;
	long number = list->as.list.start;
	int depth = bullet_depth(list);

	for (const node *item = list->first; item; item = item->next, number++) {
		length width =
			galley_label_width(s, list, label_of(s, list, item, number, depth), look) +
			gap;
		indent = width > indent ? width : indent;
	}
	return indent;
}

void galley_lone_label(galley_builder *b, const node *n, context *in)
{
	paragraph_shape shape = {.look = in->look,
				 .measure = galley_measure(b, in),
				 .align = ALIGN_LEFT,
				 .owner = n};

	if (in->label)
		galley_add_text(b, n, in->look, galley_words(b, n, "", n->lang, &shape), in)->keep =
			n->first != NULL;
}

static void add_item(galley_builder *b, const node *list, const node *n, long number, length indent,
		     length gap, const context *in)
{
	const setter *s = b->setter;
	context own = *in;

	own.label = galley_label(b, n, label_of(s, list, n, number, bullet_depth(list)), in->look,
				 indent - gap, ALIGN_RIGHT);
	own.label_owner = n;
	own.label_left = in->left;
	galley_narrow(b, &own, indent, 0);
	own.in_list = true;
	own.tight = list->as.list.tight;
	for (const node *block = n->first; block; block = block->next) {
		if (block != n->first && !own.tight)
			galley_space(b, 1);
		galley_block_of(b, block, &own);
	}
	galley_lone_label(b, n, &own);
}

/* The look of paragraphs in a tight list: however far paragraphs are apart, its items are not. */
static const appearance *tight_look(const setter *s, const appearance *look)
{
	if (look->space_before == 0 && look->space_after == 0)
		return look;
	appearance *tight = ARENA_NEW(s->arena, appearance);
	*tight = *look;
	tight->space_before = tight->space_after = 0;
	tight->space_less = tight->space_more = 0;
	return tight;
}

void galley_list(galley_builder *b, const node *n, context *in)
{
	const appearance *style = galley_look(b, ROLE_LIST, n);
	context own = *in;
	length gap = in->look->size / 2, indent;
	long number = n->as.list.start;
	bool loose = !n->as.list.tight;

	own.label = NULL;
	if (!loose)
		own.look = tight_look(b->setter, in->look);
	if (!in->in_list) {
		galley_space(b, loose && style->space_before < 1 ? 1 : style->space_before);
		galley_flex(b, style);
	}
	galley_lone_label(b, n->parent, in);
	galley_narrow(b, &own, in->in_list ? 0 : style->left, 0);
	indent = list_indent(b, n, in->look, gap);
	for (const node *i = n->first; i; i = i->next, number++) {
		if (i != n->first && !n->as.list.tight)
			galley_space(b, 1);
		add_item(b, n, i, number, indent, gap, &own);
	}
	if (!in->in_list) {
		galley_space(b, loose && style->space_after < 1 ? 1 : style->space_after);
		galley_flex(b, style);
	}
}

/* Has a definition a paragraph below another block? Then the list is loose, like a list of
 * items. */
static bool is_loose(const node *definitions)
{
	for (const node *n = definitions->first; n; n = n->next)
		for (const node *block = n->first; n->kind == NODE_DEFINITION && block;
		     block = block->next)
			if (block->kind == NODE_PARAGRAPH && block->previous)
				return true;
	return false;
}

static void add_definition(galley_builder *b, const node *n, context *in)
{
	in->in_list = true;
	for (const node *block = n->first; block; block = block->next) {
		if (block != n->first)
			galley_space(b, 1);
		galley_block_of(b, block, in);
	}
}

void galley_definitions(galley_builder *b, const node *n, context *in)
{
	const setter *s = b->setter;
	const appearance *list = galley_look_in_note(b, style_of(s->style, ROLE_LIST));
	bool loose = is_loose(n);

	if (!in->in_list)
		galley_space(b, list->space_before);
	for (const node *child = n->first; child; child = child->next) {
		bool term = child->kind == NODE_TERM,
		     first = !child->previous || child->previous->kind == NODE_TERM;
		role role = term ? ROLE_TERM : ROLE_DEFINITION;
		const appearance *look = galley_look(b, role, child);
		context own = *in;
		own.role = role;
		own.look = galley_inner(s, look);
		galley_space(b, loose && !first && look->space_before < 1 ? 1 : look->space_before);
		galley_narrow(b, &own, look->left, look->right);
		if (term)
			galley_block_of(b, child, &own);
		else
			add_definition(b, child, &own);
		if (term && b->count)
			b->breaks[b->count - 1].keep = true;
		in->label = own.label;
		galley_space(b, look->space_after);
	}
	if (!in->in_list)
		galley_space(b, list->space_after);
}

/* The marks of a text that are on grid line `at` of a row, or all of them. */
static void text_notes(galley_builder *b, const table_row *row, const table_text *text,
		       length leading, int at, bool all, owed_notes *owed)
{
	const sheet *sheet = &b->setter->style->sheet;
	const node *mark;
	size_t line;

	for (size_t k = 0; (mark = paragraph_note_mark(text->text, 0, k, &line)); k++) {
		length below = table_baseline(row, text, line, leading);
		length down = sheet->first_baseline - sheet->top + below;
		if (all || down / sheet->grid == at)
			galley_owe(b, mark, at, owed);
	}
}

/* A row's note marks, from the top down: a row taller than a page is broken, and a note belongs to
 * the page of its mark. */
static void row_notes(galley_builder *b, const table_row *row, length leading,
		      pagebreak_setting *result)
{
	const bool tall = result->lines > b->setter->style->sheet.lines;
	owed_notes owed = {0};

	for (int at = 0; at < (tall ? result->lines : 1); at++)
		for (size_t i = 0; i < row->text_count; i++)
			if (!row->texts[i].code)
				text_notes(b, row, &row->texts[i], leading, at, !tall, &owed);
	result->notes = owed.items;
	result->note_count = owed.count;
}

/* The images in a row's cells take several grid lines, and no page ends inside one. */
static void keep_images_whole(galley_builder *b, const table_row *row, pagebreak_block *numbers)
{
	for (size_t i = 0; i < row->text_count; i++) {
		const table_text *t = &row->texts[i];
		for (size_t k = 0; t->lines && k < paragraph_lines(t->text, 0); k++)
			galley_never_tear(b, numbers,
					  (int)(t->first + (k ? t->lines[k - 1] + 1 : 0)),
					  (int)(t->first + t->lines[k]));
	}
}

/* Grid lines at the head of each further page of a table: for its caption's number and its head. A
 * head that would take much of the page is not repeated, nor is one above rows of half a page that
 * may not be divided: these need all the room. */
static int lines_again(const galley_builder *b, const table_rows *table, bool captioned)
{
	int lines = captioned ? 2 : 0;

	for (size_t i = 0; i < table->heads; i++)
		lines += table->rows[i].rows;
	for (size_t i = table->heads; i < table->count; i++)
		if (table->rows[i].rows > b->setter->style->sheet.lines / 2 &&
		    !table_row_breaks(b->setter, &table->rows[i]))
			return 0;
	return table->heads == 0 || table->heads == table->count || b->in_note ||
			       lines > b->setter->style->sheet.lines / 4
		       ? 0
		       : lines;
}

/* Rows that one cell covers stay together if they take less than half a page. */
static bool is_joined(const galley_builder *b, const table_rows *table, size_t i)
{
	const table_row *row = &table->rows[i];
	size_t lines = 0;

	for (size_t k = 0; k < row->count; k++)
		for (size_t at = 0; at < row->cells[k].down; at++)
			lines = row->cells[k].down > 1 && at == 0 ? 0 : lines + row[at].lines;
	return row->spanned && lines < (size_t)b->setter->style->sheet.lines / 2;
}

/* What the rows of a table share. */
typedef struct row_context {
	const table_rows *table;
	bool captioned;
	int again;
	const paragraph *continued;
	length continued_left;
} row_context;

/* "Table 2 (continued)". */
static const paragraph *continued_text(const galley_builder *b, const node *table, context *in)
{
	const setter *s = b->setter;
	const char *words = arena_print(
		s->arena, "%s %s (%s)", reference_word_in(s->style, table->lang, WORD_TABLE),
		table->as.table.number, reference_word_in(s->style, table->lang, WORD_CONTINUED));
	const context own = galley_caption_context(b, table->first, in);
	const paragraph_shape shape = {.look = own.look,
				       .measure = galley_measure(b, &own),
				       .align = own.look->align == ALIGN_JUSTIFY ? ALIGN_LEFT
										 : own.look->align,
				       .owner = table};

	return galley_words(b, table, words, table->lang, &shape);
}

static void add_row(galley_builder *b, const row_context *c, size_t i, context *in)
{
	const table_rows *table = c->table;
	const table_row *row = &table->rows[i];
	const length leading = table_leading(b->setter, row->look);
	galley_block block = {.kind = GALLEY_ROW,
			      .node = row->node,
			      .look = row->look,
			      .left = in->left,
			      .row = row,
			      .table = table,
			      .continued = c->continued,
			      .continued_left = c->continued_left,
			      .leading = leading};
	const int space = i ? 0 : c->captioned ? 1 : b->gap.lines;
	galley_take_label(&block, in);
	pagebreak_block *numbers = galley_add(b, block, row->rows);
	row_notes(b, row, leading, &numbers->settings[0]);
	keep_images_whole(b, row, numbers);
	if (table_row_breaks(b->setter, row)) {
		numbers->whole = false;
		numbers->orphans = (uint8_t)(row->look->orphans + (row->drop > 0));
		numbers->widows = (uint8_t)row->look->widows;
	}
	numbers->space = space;
	if (i || c->captioned)
		numbers->less = numbers->more = 0;
	if (i >= table->heads)
		numbers->again = (uint16_t)c->again;
	/* the head with two rows, and the last two together, unless they are tall */
	const bool second = i + 1 < table->count &&
			    (i == 0 || row[-1].head || i + 2 == table->count) &&
			    row->rows + row[1].rows < b->setter->style->sheet.lines / 2;
	numbers->keep = (i + 1 < table->count && row->head) || second || is_joined(b, table, i);
}

void galley_table_rows(galley_builder *b, const table_rows *table, context *in, context *caption)
{
	const node *n = table->node;
	row_context c = {.table = table, .captioned = n->first && n->first->kind == NODE_CAPTION};
	const bool numbered = c.captioned && n->as.table.number;

	c.again = lines_again(b, table, numbered);
	if (c.again && numbered) {
		c.continued = continued_text(b, n, caption);
		c.continued_left = caption->left + galley_look(b, ROLE_CAPTION, n->first)->left;
	}
	for (size_t i = 0; i < table->count; i++)
		add_row(b, &c, i, in);
}

/* A table is set apart by its rules and, under a caption, by a line: the rule needs air. */
void galley_table(galley_builder *b, const node *n, context *in)
{
	const setter *s = b->setter;
	const appearance *look = galley_look_in_note(b, style_of(s->style, ROLE_TABLE));

	if (galley_turned_set(b, n, in))
		return;
	galley_space(b, look->space_before);
	galley_flex(b, look);
	if (n->first && n->first->kind == NODE_CAPTION)
		galley_caption(b, n->first, galley_caption_text(b, n->first, in), in, true);
	galley_table_rows(
		b, plan_table(b->cache->plan, n, galley_measure(b, in), b->note_look, b->in_float),
		in, in);
	galley_space(b, look->space_after > 1 ? look->space_after : 1);
	galley_flex(b, look);
}
