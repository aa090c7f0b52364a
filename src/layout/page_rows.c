/* page_rows: rows of tables on a page, with the table's rules, and its head repeated on further
 * pages. Rules are few, as in books: thick ones above and below the table, a thin one below its
 * head, and a thin one below a head that spans columns, as wide as these. */
#include "layout/page_private.h"

/* The distance between lines of a row: the grid, or among notes their leading. */
static length row_step(const page_builder *b, const galley_block *block)
{
	const length grid = b->setter->style->sheet.grid;

	return b->among_notes && block->leading < grid ? block->leading : grid;
}

/* How far a table's head is raised above its grid lines, to make room for the rule below it. */
static length head_lift(const page_builder *b, const galley_block *block, const table_row *row)
{
	bool heads = row->head && !block->table->rows[block->table->count - 1].head;

	return heads ? row_step(b, block) / 4 : 0;
}

/* The place of the rule below a head: halfway between its descenders and the ascenders of the row
 * below. */
static length below_head(const page_builder *b, const galley_block *block, const table_row *row)
{
	const length rule = b->setter->style->rule_width, size = row->look->size;
	length white = row_step(b, block) + head_lift(b, block, row) - size / 4 -
		       block->table->rows[block->table->count - 1].look->size * 3 / 4 - rule;

	return size / 4 + white / 2;
}

static void rule_above(page_builder *b, const galley_block *block, const table_row *row,
		       length baseline)
{
	const table_rows *t = block->table;
	const length rule = b->setter->style->rule_width, size = row->look->size;

	page_rule(b, block->look->ink, page_side(b, block->left + t->x, t->width),
		  baseline - size * 7 / 10 - size / 2, t->width, 2 * rule);
}

/* A head over several columns, with more heads below it, has a rule as wide as they are. */
static void rules_below_spans(page_builder *b, const galley_block *block, const table_row *row,
			      length y)
{
	for (size_t i = 0; i < row->count; i++) {
		const table_cell *cell = &row->cells[i];
		if (cell->across > 1 && cell->node->first)
			page_rule(b, block->look->ink,
				  page_side(b, block->left + cell->x, cell->width), y, cell->width,
				  b->setter->style->rule_width);
	}
}

static void rule_below(page_builder *b, const galley_block *block, const table_row *row,
		       length baseline)
{
	const table_rows *t = block->table;
	const table_row *end = t->rows + t->count;
	const length rule = b->setter->style->rule_width, size = row->look->size,
		     x = page_side(b, block->left + t->x, t->width);

	if (row + 1 == end)
		page_rule(b, block->look->ink, x, baseline + size / 4 + size / 3, t->width,
			  2 * rule);
	else if (row->head && !row[1].head)
		page_rule(b, block->look->ink, x, baseline + below_head(b, block, row), t->width,
			  rule);
	else if (row->head)
		rules_below_spans(b, block, row,
				  baseline + size / 4 + (row_step(b, block) - size - rule) / 2);
}

/* The part of a row that is painted: lines on its grid lines from … to - 1, the first of them
 * `baseline` from the page's top. */
typedef struct row_part {
	const galley_block *block;
	const table_row *row;
	length baseline;
	int from, to;
	bool again;
} row_part;

static void paint_words(page_builder *b, const row_part *p, const table_text *t, size_t line,
			length y)
{
	const length x = page_side_of(b, t->text, p->block->left + t->x);
	text_line made;

	if (!p->again) {
		page_block_line(b, p->block, t->text, 0, line, x, y);
		return;
	}
	paragraph_line(b->setter, t->text, 0, line, &made);
	page_line(b, &made, x, y, PART_ARTIFACT, NULL);
}

static void paint_own_label(page_builder *b, const row_part *p, const table_text *t, length y)
{
	if (!t->label)
		return;
	page_paragraph(b, t->label, page_side_of(b, t->label, p->block->left + t->label_x), y,
		       p->again ? PART_ARTIFACT : PART_LABEL, p->again ? NULL : t->label_owner);
}

/* Paint the lines of a text that are in the part; its first `above` lines are in rows above. */
static void paint_text(page_builder *b, const row_part *p, const table_text *t, size_t above)
{
	const sheet *sheet = &b->setter->style->sheet;
	const length grid = sheet->grid, first = sheet->first_baseline - sheet->top,
		     leading = p->block->leading;
	const size_t written = paragraph_lines(t->text, 0), lines = written ? written : 1;

	for (size_t k = 0; k < lines; k++) {
		length below = table_baseline(p->row, t, written ? k : 0, leading) -
			       leading * (length)above,
		       down = first + below;
		bool within = t->first + (t->lines ? t->lines[k] : k) >= above;
		if (!within || down < grid * p->from || down >= grid * p->to)
			continue;
		length y = p->baseline + below - grid * p->from;
		if (k == 0)
			paint_own_label(b, p, t, y);
		if (written)
			paint_words(b, p, t, k, y);
	}
}

static void paint_texts(page_builder *b, const row_part *p)
{
	const table_row *row = p->row;

	for (size_t i = 0; i < row->carried_count; i++)
		paint_text(b, p, row->carried[i].text, row->carried[i].lines);
	for (size_t i = 0; i < row->text_count; i++)
		paint_text(b, p, &row->texts[i], 0);
}

static void anchor_texts(page_builder *b, const row_part *p)
{
	for (size_t i = 0; i < p->row->text_count; i++) {
		const node *owner = paragraph_shape_of(p->row->texts[i].text)->owner;
		for (; owner && owner != p->row->node; owner = owner->parent)
			if (owner->id)
				page_anchor_at(b, owner, b->left + p->block->left,
					       p->baseline - p->block->look->size);
	}
}

/* A row taller than the page is broken: the lines on its grid lines from … to - 1 are painted. */
void page_row(page_builder *b, const stretch *s)
{
	const galley_block *block = s->block;
	const table_row *row = block->row;
	const sheet *sheet = &b->setter->style->sheet;
	length baseline = page_top_of(b, s->row) + sheet->first_baseline - sheet->top -
			  head_lift(b, block, row);
	const row_part part = {block, row, baseline, s->from, s->to, false};

	if (s->from == 0)
		page_label(b, block, baseline + row->above);
	paint_texts(b, &part);
	if (s->from == 0)
		anchor_texts(b, &part);
	if (row == block->table->rows && s->from == 0)
		rule_above(b, block, row, baseline + row->above);
	if (s->to < s->numbers->settings[s->setting].lines)
		return;
	/* below air, lines are apart by their leading; otherwise the row's foot is on the grid */
	const length step = row_step(b, block),
		     apart = block->leading > step ? block->leading : step;
	length last = row->drop ? apart * ((length)row->lines - 1) - step * s->from
				: step * (s->to - s->from - 1);
	rule_below(b, block, row, baseline + row->drop + last);
}

void page_table_again(page_builder *b, const galley_block *block, int row)
{
	const table_rows *t = block->table;
	const sheet *sheet = &b->setter->style->sheet;

	if (block->continued) {
		page_paragraph(b, block->continued,
			       page_side_of(b, block->continued, block->continued_left),
			       page_top_of(b, row) + sheet->first_baseline - sheet->top,
			       PART_ARTIFACT, NULL);
		row += 2;
	}
	for (size_t i = 0; i < t->heads; i++) {
		const table_row *head = &t->rows[i];
		const length baseline = page_top_of(b, row) + sheet->first_baseline - sheet->top -
					head_lift(b, block, head);
		paint_texts(b, &(row_part){block, head, baseline, 0, head->rows, true});
		if (i == 0)
			rule_above(b, block, head, baseline + head->above);
		rule_below(b, block, head, baseline + row_step(b, block) * (head->rows - 1));
		row += head->rows;
	}
}
