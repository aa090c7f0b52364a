/* page: composes the pages that the breaker chose. Every block is painted from the grid line that it was given; what it leaves of
 * the grid inside it (a heading's own leading, an image) it has given back in whole lines. */
#include "layout/page_private.h"

#include "ground/arena.h"

/* The part of a block that stands on a page: grid lines from … to-1, painted from grid line `row` of the page. */
typedef struct stretch {
	const galley_block *block;
	const pagebreak_block *numbers;
	size_t setting;
	int from, to, row;
} stretch;

static length top_of(const page_builder *b, int row)
{
	const sheet *s = &b->setter->style->sheet;

	return s->top + s->grid * row;
}

static void paint_label(page_builder *b, const galley_block *block, length y)
{
	text_line line;

	if (!block->label)
		return;
	paragraph_line(b->setter, block->label, 0, 0, &line);
	const node *owner = block->label_owner;
	page_line(b, &line, b->left + block->label_left, y, PART_LABEL, owner);
	if (owner->kind == NODE_NOTE && owner->as.note.first_mark) {
		length size = block->look->size;
		page_link_area(b, (page_link){.owner = owner, .x = b->left + block->label_left + line.left, .y = y - size * 3 / 4,
					      .width = line.right - line.left, .height = size, .target = owner->as.note.first_mark});
	}
}

/* The grid line that a line of text stands on, or off the grid, in. */
static int row_of(const stretch *s, length baseline, length grid, size_t line)
{
	const uint16_t *rows = s->block->rows[s->setting];

	return s->block->leading != grid ? (int)(baseline / grid) : rows ? rows[line] : (int)line;
}

static void paint_text(page_builder *b, const stretch *s)
{
	const galley_block *block = s->block;
	length grid = b->setter->style->sheet.grid, top = top_of(b, s->row) - grid * s->from;
	size_t count = paragraph_lines(block->text, s->setting);
	text_line line;

	for (size_t i = 0; i < count; i++) {
		length baseline = galley_baseline(b->setter, block, s->numbers, s->setting, i), y = top + baseline;
		int row = row_of(s, baseline, grid, i);
		if (row < s->from || row >= s->to)
			continue;
		if (i == 0)
			paint_label(b, block, y);
		paragraph_line(b->setter, block->text, s->setting, i, &line);
		page_line(b, &line, b->left + block->left, y, PART_CONTENT, NULL);
	}
}

/* A row taller than the page is broken: what stands on its grid lines from … to - 1 is painted. */
static void paint_row(page_builder *b, const stretch *s)
{
	const galley_block *block = s->block;
	const table_row *row = block->row;
	const sheet *sheet = &b->setter->style->sheet;
	length top = top_of(b, s->row), bottom = top_of(b, s->row + s->to - s->from), rule = b->setter->style->rule_width;
	length first = sheet->first_baseline - sheet->top, x = b->left + block->left, grid = sheet->grid;
	const ink *ink = block->look->ink;
	text_line line;

	if (row == block->table->rows && s->from == 0)
		page_rule(b, ink, x + block->table->x, top, block->table->width, 2 * rule);
	for (size_t i = 0; i < row->count; i++)
		for (size_t k = 0; k < paragraph_lines(row->cells[i].text, 0); k++) {
			length down = first + block->leading * (length)k;
			if (down < grid * s->from || down >= grid * s->to)
				continue;
			paragraph_line(b->setter, row->cells[i].text, 0, k, &line);
			page_line(b, &line, x + row->cells[i].x, top + down - grid * s->from, PART_CONTENT, NULL);
		}
	if (s->to < s->numbers->settings[s->setting].lines)
		return;
	bool last = row + 1 == block->table->rows + block->table->count;
	if (last || (row->head && !row[1].head))
		page_rule(b, ink, x + block->table->x, bottom, block->table->width, last ? 2 * rule : rule);
}

static void paint_image(page_builder *b, const stretch *s)
{
	const galley_block *block = s->block;
	length room = b->setter->style->sheet.grid * (s->to - s->from);

	page_mark(b, (mark){.kind = MARK_IMAGE, .part = PART_CONTENT, .owner = block->node, .ink = block->look->ink, .x = b->left + block->left,
			    .y = top_of(b, s->row) + (room - block->height) / 2,
			    .as.image = {block->image, block->width, block->height}});
}

/* A break of thought is three asterisks, spaced, on a line of their own: an ornament of the text's face, and no part of the text. */
static void paint_rule(page_builder *b, const stretch *s)
{
	const galley_block *block = s->block;
	const sheet *sheet = &b->setter->style->sheet;
	length y = top_of(b, s->row) + sheet->first_baseline - sheet->top;

	paint_label(b, block, y);
	page_text(b, "*\u2003*\u2003*", block->node->lang, block->look, ALIGN_CENTER, b->left + block->left, block->width, y, PART_ARTIFACT, NULL);
}

/* Dots between an entry and its page, on places that all entries share. */
static void paint_leader(page_builder *b, const appearance *look, const char *lang, length from, length to, length y)
{
	const word *dot = shape_word(b->setter->shaper, ".", 1, look, lang, HB_SCRIPT_LATIN, 0, (place){0});
	length step = look->size * 2 / 3;

	if (dot->count == 0)
		return;
	for (length x = to - step; x > from + step / 2; x -= step)
		page_mark(b, (mark){.kind = MARK_GLYPHS, .part = PART_ARTIFACT, .ink = look->ink, .x = x, .y = y,
				    .as.glyphs = {dot->runs[0], 0, (uint32_t)dot->runs[0]->count, 0, dot->width}});
}

static void paint_entry(page_builder *b, const stretch *s)
{
	const galley_block *block = s->block;
	const sheet *sheet = &b->setter->style->sheet;
	length x = b->left + block->left, end = b->left + sheet->measure;
	size_t count = paragraph_lines(block->text, 0);
	const char *label = reference_page(b->references, block->node);
	text_line line = {0};
	length y = 0;

	for (size_t i = (size_t)s->from; i < count && i < (size_t)s->to; i++) {
		y = top_of(b, s->row) + galley_baseline(b->setter, block, s->numbers, 0, i) - sheet->grid * s->from;
		paragraph_line(b->setter, block->text, 0, i, &line);
		page_line(b, &line, x, y, PART_ENTRY, block->node);
	}
	if (b->page->mark_count)
		b->page->marks[b->page->mark_count - 1].space = true;
	page_link_area(b, (page_link){.owner = block->node, .x = x, .y = top_of(b, s->row), .width = end - x,
				      .height = sheet->grid * (s->to - s->from), .target = block->node});
	if ((size_t)s->to < count)
		return;
	length right = line.right;
	length number = end - 3 * block->look->size;
	paint_leader(b, block->look, block->node->lang, x + right, end - 2 * block->look->size, y);
	page_text(b, label ? label : "", block->node->lang, block->look, ALIGN_RIGHT, number, end - number, y, PART_ENTRY, block->node);
}

static void paint(page_builder *b, const stretch *s)
{
	static void (*const painters[])(page_builder *, const stretch *) = {
		[GALLEY_TEXT] = paint_text, [GALLEY_IMAGE] = paint_image, [GALLEY_RULE] = paint_rule, [GALLEY_ROW] = paint_row,
		[GALLEY_ENTRY] = paint_entry,
	};

	if (s->from == 0 && s->block->kind != GALLEY_ENTRY)
		for (const node *n = s->block->node; n; n = n->parent)
			page_anchor_at(b, n, b->left + s->block->left, top_of(b, s->row));
	painters[s->block->kind](b, s);
}

/* The blocks of a page, from its first grid line on. Returns how many grid lines they take. */
static int paint_blocks(page_builder *b, const pagebreak_page *at, const pagebreak_choice *choices)
{
	int row = 0;

	for (size_t i = at->first; i <= at->last && i < b->galley->count; i++) {
		const pagebreak_block *numbers = &b->galley->breaks[i];
		stretch s = {.block = &b->galley->blocks[i], .numbers = numbers, .setting = choices[i].setting};
		s.from = i == at->first ? at->first_line : 0;
		s.to = i == at->last ? at->last_line : numbers->settings[s.setting].lines;
		if (s.to <= s.from)
			continue;
		if (s.from == 0)
			row += choices[i].space;
		s.row = row;
		paint(b, &s);
		row += s.to - s.from;
	}
	return row;
}

/* The lines of a note that stand on its grid lines from … from + lines - 1. */
static void paint_note(page_builder *b, const galley_note *note, const pagebreak_note_piece *piece, int row)
{
	const sheet *sheet = &b->setter->style->sheet;
	length top = top_of(b, row) + sheet->first_baseline - sheet->top - sheet->grid * piece->from;
	text_line line;

	for (size_t i = 0; i < note->count; i++) {
		const galley_block *block = &note->blocks[i];
		for (size_t k = 0; block->text && k < paragraph_lines(block->text, 0); k++) {
			length down = note->leading * (length)(note->starts[i] + k);
			int at = (int)(down / sheet->grid);
			if (at < piece->from || at >= piece->from + piece->lines)
				continue;
			if (i == 0 && k == 0)
				page_anchor_at(b, note->node, b->left, top + down - block->look->size);
			if (k == 0)
				paint_label(b, block, top + down);
			paragraph_line(b->setter, block->text, 0, k, &line);
			page_line(b, &line, b->left + block->left, top + down, PART_CONTENT, NULL);
		}
	}
}

static void paint_notes(page_builder *b, const pagebreak_page *at, int filled)
{
	const sheet *sheet = &b->setter->style->sheet;
	int rows = 0;

	for (size_t i = 0; i < at->note_count; i++)
		rows += at->notes[i].lines;
	int row = (at->height > filled + rows + 1 ? at->height : filled + rows + 1) - rows;
	page_rule(b, style_of(b->setter->style, ROLE_NOTE)->ink, b->left, top_of(b, row - 1) + sheet->grid * 3 / 5, sheet->measure / 5,
		  b->setter->style->rule_width);
	for (size_t i = 0; i < at->note_count; i++) {
		paint_note(b, &b->galley->notes[at->notes[i].id], &at->notes[i], row);
		row += at->notes[i].lines;
	}
}

static page *begin_page(page_builder *b, const pagebreak_page *at)
{
	const sheet *sheet = &b->setter->style->sheet;
	page *p = ARENA_NEW(b->setter->arena, page);

	p->number = at->number;
	p->label = arena_print(b->setter->arena, "%d", at->number);
	p->recto = at->number % 2 == 1 || !sheet->two_sided;
	b->page = p;
	b->left = p->recto ? sheet->inner : sheet->outer;
	return p;
}

const pages *page_compose(const setter *s, const galley *g, const pagebreak_result *breaks, const references *r)
{
	pages *all = ARENA_NEW(s->arena, pages);
	const page **items = ARENA_ARRAY(s->arena, breaks->page_count + 1, const page *);
	page_builder b = {.setter = s, .galley = g, .references = r, .anchored = ARENA_ARRAY(s->arena, s->document->nodes + 1, bool)};
	const node *chapter = NULL;

	for (size_t i = 0; i < breaks->page_count; i++) {
		const pagebreak_page *at = &breaks->pages[i];
		items[i] = begin_page(&b, at);
		if (at->blank)
			continue;
		for (size_t k = at->first; k < g->count && k <= at->last; k++)
			if (g->blocks[k].kind == GALLEY_TEXT && g->blocks[k].node->kind == NODE_HEADING &&
			    g->blocks[k].node->as.heading.level == 1 && (k > at->first || at->first_line == 0) && (k < at->last || at->last_line > 0))
				chapter = g->blocks[k].node;
		int filled = paint_blocks(&b, at, breaks->choices);
		if (at->note_count)
			paint_notes(&b, at, filled);
		page_furniture(&b, at, chapter);
	}
	*all = (pages){s->document, s->style, items, breaks->page_count};
	return all;
}
