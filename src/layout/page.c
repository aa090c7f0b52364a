/* page: composes the pages that the breaker chose. Every block is painted from its own grid line
 * on; if it leaves the grid inside (a heading's own leading, an image), it still takes whole grid
 * lines. */
#include "layout/page_private.h"

#include "base/arena.h"
#include "layout/folio.h"
#include "lines/picture.h"
#include "lines/workers.h"
#include "type/segment.h"

#include <string.h>

length page_top_of(const page_builder *b, int row)
{
	const sheet *s = &b->setter->style->sheet;

	return s->top + s->grid * row + b->shift;
}

length page_side(const page_builder *b, length offset, length width)
{
	length measure = b->setter->style->sheet.measure;

	return b->left + (b->mirrored ? measure - offset - width : offset);
}

/* The same for a paragraph. */
length page_side_of(const page_builder *b, const paragraph *p, length offset)
{
	return page_side(b, offset, paragraph_shape_of(p)->measure);
}

void page_label(page_builder *b, const galley_block *block, length y)
{
	text_line line;

	if (!block->label)
		return;
	paragraph_line(b->setter, block->label, 0, 0, &line);
	const node *owner = block->label_owner;
	length x = page_side_of(b, block->label, block->label_left);
	page_line(b, &line, x, y, PART_LABEL, owner);
	if (owner->kind == NODE_NOTE && owner->as.note.first_mark) {
		length size = block->look->size;
		page_link_area(b, (page_link){.owner = owner,
					      .x = x + line.left,
					      .y = y - size * 3 / 4,
					      .width = line.right - line.left,
					      .height = size,
					      .target = owner->as.note.first_mark});
	}
}

/* How many visible characters of the text the marks from `first` on show. A mark is a whole run; an
 * added hyphen does not count. */
static uint32_t visible_in(const page *p, size_t first)
{
	uint32_t count = 0;

	for (size_t i = first; i < p->mark_count; i++)
		if (p->marks[i].kind == MARK_GLYPHS && p->marks[i].part != PART_ARTIFACT)
			count += p->marks[i].as.glyphs.run->visible - p->marks[i].soft_hyphen;
	return count;
}

length page_block_line(page_builder *b, const galley_block *block, const paragraph *text,
		       size_t setting, size_t i, length x, length y)
{
	page *p = b->page;
	size_t before = p->mark_count;
	text_line line;

	paragraph_line(b->setter, text, setting, i, &line);
	if (block->kind == GALLEY_ENTRY)
		page_entry_line(b, &line, x, y, PART_ENTRY, block->node);
	else
		page_line(b, &line, x, y, PART_CONTENT, NULL);
	if (block->spaced && i + 1 == paragraph_lines(text, setting) && p->mark_count > before)
		p->marks[p->mark_count - 1].space = true;
	*ARENA_APPEND(b->setter->arena, p->texts, p->text_count, p->text_capacity) =
		(page_words){.block = block,
			     .text = text,
			     .setting = (uint32_t)setting,
			     .line = (uint32_t)i,
			     .visible = visible_in(p, before),
			     .x = x,
			     .y = y};
	return line.right;
}

/* The first line of a block's text on its part of the page. A block may be as long as a book, and
 * each of its pages asks: rows are ascending, so a binary search finds it. */
static size_t first_line(const setter *setter, const stretch *s, size_t count)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (galley_row(setter, s->block, s->numbers, s->setting, middle) < s->from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void paint_text(page_builder *b, const stretch *s)
{
	const galley_block *block = s->block;
	if (block->divided_code) {
		page_code(b, s);
		return;
	}
	length grid = b->setter->style->sheet.grid, top = page_top_of(b, s->row) - grid * s->from;
	size_t count = paragraph_lines(block->text, s->setting);

	if (count == 0) /* a label's own line */
		page_label(b, block,
			   top + b->setter->style->sheet.first_baseline -
				   b->setter->style->sheet.top);
	for (size_t i = first_line(b->setter, s, count); i < count; i++) {
		length y = top + galley_baseline(b->setter, block, s->numbers, s->setting, i);
		if (galley_row(b->setter, block, s->numbers, s->setting, i) >= s->to)
			break;
		if (i == 0)
			page_label(b, block, y);
		if (block->code)
			page_code_line(b, block, i, y);
		page_block_line(b, block, block->text, s->setting, i,
				page_side_of(b, block->text, block->left), y);
	}
}

/* The foot of an image is on a baseline. */
static void paint_image(page_builder *b, const stretch *s)
{
	const galley_block *block = s->block;
	const sheet *sheet = &b->setter->style->sheet;
	length foot = sheet->grid * (s->to - s->from - 1) + sheet->first_baseline - sheet->top;

	page_label(b, block, page_top_of(b, s->row) + sheet->first_baseline - sheet->top);
	length x = page_side(b, block->left, block->width), bottom = page_top_of(b, s->row) + foot;
	page_area area = {x, bottom - block->height, x + block->width, bottom};
	if (block->bleed == BLEED_NONE) {
		page_mark(b, (mark){.kind = MARK_IMAGE,
				    .part = PART_CONTENT,
				    .owner = block->node,
				    .ink = block->look->ink,
				    .x = area.left,
				    .y = area.top,
				    .as.image = {block->image, block->width, block->height, NULL}});
		return;
	}
	if (block->bleed == BLEED_OUTER) { /* from where the text begins at the inner margin */
		area.left = b->left;
		area.right = b->left + sheet->measure;
	}
	page_bleed(b, block->bleed, s->row == 0, s->row + s->to - s->from >= sheet->lines, &area);
	page_picture(b, block->node, block->image, block->look->ink, area.left, area.top,
		     area.right - area.left, area.bottom - area.top);
}

/* It was painted below all else on its page. */
static void paint_plate(page_builder *b, const stretch *s)
{
	const sheet *sheet = &b->setter->style->sheet;

	page_label(b, s->block, page_top_of(b, s->row) + sheet->first_baseline - sheet->top);
}

/* A break in thought: three asterisks an em and a half apart, lowered from the height of capitals
 * to the middle of the line. */
static void paint_rule(page_builder *b, const stretch *s)
{
	const galley_block *block = s->block;
	const sheet *sheet = &b->setter->style->sheet;
	const appearance *look = block->look;
	const word *star = shape_word(b->setter->shaper, "*", 1, look, block->node->lang,
				      HB_SCRIPT_LATIN, 0, (place){0});
	length y = page_top_of(b, s->row) + sheet->first_baseline - sheet->top,
	       step = look->size * 3 / 2;
	length x =
		page_side(b, block->left, block->width) + (block->width - star->width) / 2 - step;

	page_label(b, block, y);
	for (int i = 0; star->count && i < 3; i++)
		page_mark(b, (mark){.kind = MARK_GLYPHS,
				    .part = PART_ARTIFACT,
				    .ink = look->ink,
				    .x = x + step * i,
				    .y = y + look->size / 4,
				    .as.glyphs = {.run = star->runs[0],
						  .count = (uint32_t)star->runs[0]->count,
						  .width = star->width}});
}

/* A stretch without the grid lines that are padding of boxes, for blocks without text (a text's
 * lines know their rows). */
static stretch within_padding(const stretch *s, pagebreak_block *numbers)
{
	const int above = s->block->rows_above;
	int *lines = &numbers->settings[s->setting].lines;
	stretch inner = *s;

	*lines -= above + s->block->rows_below;
	inner.numbers = numbers;
	inner.from = s->from > above ? s->from - above : 0;
	inner.to = s->to - above < *lines ? s->to - above : *lines;
	inner.row = s->row + inner.from + above - s->from;
	return inner;
}

void page_block(page_builder *b, const stretch *s)
{
	static void (*const painters[])(page_builder *, const stretch *) = {
		[GALLEY_TEXT] = paint_text,      [GALLEY_IMAGE] = paint_image,
		[GALLEY_RULE] = paint_rule,      [GALLEY_ROW] = page_row,
		[GALLEY_ENTRY] = page_entry,     [GALLEY_PLATE] = paint_plate,
		[GALLEY_COLUMNS] = page_columns, [GALLEY_TURNED] = page_turned,
	};

	if (s->from == 0 && s->block->kind != GALLEY_ENTRY)
		for (const node *n = s->block->node; n; n = n->parent)
			page_anchor_at(b, n, b->left + s->block->left, page_top_of(b, s->row));
	if (s->block->text || s->block->rows_above + s->block->rows_below == 0) {
		painters[s->block->kind](b, s);
		return;
	}
	pagebreak_block numbers = *s->numbers;
	const stretch inner = within_padding(s, &numbers);
	painters[s->block->kind](b, &inner);
}

static stretch stretch_of(const page_builder *b, const pagebreak_choice *choices,
			  const pagebreak_part *part)
{
	return (stretch){.block = &b->galley->blocks[part->block],
			 .numbers = &b->galley->breaks[part->block],
			 .setting = choices[part->block].setting,
			 .from = part->from,
			 .to = part->to,
			 .row = part->row};
}

static void paint_boxes(page_builder *b, const pagebreak_page *at, const pagebreak_choice *choices)
{
	pagebreak_part part = {0};
	stretch *parts = NULL;
	size_t count = 0, capacity = 0;

	while (pagebreak_next(b->galley->breaks, choices, at, &part))
		*ARENA_APPEND(b->setter->arena, parts, count, capacity) =
			stretch_of(b, choices, &part);
	page_boxes(b, b->galley->blocks, parts, count);
}

/* Is a part the last of its page? */
static bool is_last(const page_builder *b, const pagebreak_choice *choices,
		    const pagebreak_page *at, pagebreak_part part)
{
	return !pagebreak_next(b->galley->breaks, choices, at, &part);
}

int page_blocks(page_builder *b, const pagebreak_page *at, const pagebreak_choice *choices)
{
	pagebreak_part part = {0};
	bool begun = false;
	int rows = 0;

	while (pagebreak_next(b->galley->breaks, choices, at, &part)) {
		const pagebreak_block *numbers = &b->galley->breaks[part.block];
		if (!begun && !part.floated && numbers->again && part.block == at->first)
			page_table_again(b, &b->galley->blocks[part.block],
					 part.row - numbers->again);
		begun |= !part.floated;
		stretch s = stretch_of(b, choices, &part);
		s.foot = is_last(b, choices, at, part);
		page_block(b, &s);
		rows = part.row + part.to - part.from;
	}
	return rows;
}

/* The lines of a note that are on a page: from … to-1. A line belongs to the grid line that its
 * foot is in. */
typedef struct note_lines {
	int from, to;
} note_lines;

/* How many of a note's lines have their feet above one of its grid lines. */
static int lines_above(const page_builder *b, const galley_note *note, int row)
{
	length lines = b->setter->style->sheet.grid * row / note->leading;
	return lines < note->lines ? (int)lines : note->lines;
}

static note_lines lines_on_page(const page_builder *b, const galley_note *note,
				const pagebreak_note_piece *piece)
{
	return (note_lines){lines_above(b, note, piece->from),
			    lines_above(b, note, piece->from + piece->lines)};
}

/* Paint a block of a note that is not text (a table's row, an image), its first baseline at y. */
static void paint_note_block(page_builder *b, const galley_block *block, length y)
{
	const sheet *sheet = &b->setter->style->sheet;
	const pagebreak_block numbers = {.setting_count = 1, .whole = true};
	stretch s = {.block = block,
		     .numbers = &numbers,
		     .to = block->row ? (int)block->row->lines
				      : picture_rows(block->height, sheet->grid)};

	b->shift = y - sheet->first_baseline;
	b->among_notes = true;
	page_block(b, &s);
	b->among_notes = false;
	b->shift = 0;
}

/* The line of its note that a line of a text is, below tall images. */
static int line_of_note(const galley_note *note, size_t block, size_t line)
{
	const int32_t *rows = note->blocks[block].rows[0];
	return note->starts[block] + (rows ? rows[line] : (int32_t)line);
}

/* The first line of a block of a note that is not above a line of the note. */
static size_t line_from(const galley_note *note, size_t block, size_t lines, int from)
{
	size_t low = 0, high = lines;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (line_of_note(note, block, middle) < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The block of a note that a line of it is in, or is above. */
static size_t block_from(const galley_note *note, int line)
{
	size_t low = 0, high = note->count;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (note->starts[middle] <= line)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* The lines of a note that are on the page, the first of them on a baseline at `top`. */
static void paint_note(page_builder *b, const galley_note *note, note_lines on, length top)
{
	for (size_t i = block_from(note, on.from); i < note->count && note->starts[i] < on.to;
	     i++) {
		const galley_block *block = &note->blocks[i];
		size_t written = block->text ? paragraph_lines(block->text, 0) : 0,
		       lines = written ? written : 1; /* a label's own line, or a picture's */
		for (size_t k = written ? line_from(note, i, lines, on.from) : 0; k < lines; k++) {
			int line = written ? line_of_note(note, i, k) : note->starts[i];
			length y = top + note->leading * (line - on.from);
			if (line >= on.to)
				break;
			if (line < on.from)
				continue;
			if (i == 0 && k == 0)
				page_anchor_at(b, note->node, b->left, y - block->look->size);
			if (k == 0 && block->text)
				page_label(b, block, y);
			if (written)
				page_block_line(b, block, block->text, 0, k,
						page_side_of(b, block->text, block->left), y);
			else if (!block->text)
				paint_note_block(b, block, y);
		}
	}
}

/* Notes have their own leading. The last line is on the page's last grid line; the space that is
 * left in their grid lines is put between the notes, at most a grid line from note to note; the
 * rest is left above their rule. */
void page_notes(page_builder *b, const pagebreak_page *at, int filled)
{
	const sheet *sheet = &b->setter->style->sheet;
	const galley_note *notes = b->galley->notes;
	length height = 0, gap;
	int rows = 0;

	for (size_t i = 0; i < at->note_count; i++) {
		rows += at->notes[i].lines;
		note_lines on = lines_on_page(b, &notes[at->notes[i].id], &at->notes[i]);
		height += notes[at->notes[i].id].leading * (on.to - on.from);
	}
	rows += galley_note_rule(b->setter->style);
	int end = at->height > filled + rows ? at->height : filled + rows;
	length leading = notes[at->notes[0].id].leading;
	rows -= galley_note_rule(b->setter->style);
	gap = (sheet->grid * rows - height) / (length)at->note_count;
	gap = gap > sheet->grid - leading ? sheet->grid - leading : gap > 0 ? gap : 0;
	height += gap * (length)(at->note_count - 1);
	length y = page_top_of(b, end - 1) + sheet->first_baseline - sheet->top - height + leading;
	length rule = y - (sheet->first_baseline - sheet->top) - sheet->grid * 2 / 5,
	       highest = page_top_of(b, end - rows - 1) + sheet->grid / 10;
	page_rule(b, style_of(b->setter->style, ROLE_NOTE)->ink,
		  page_side(b, 0, sheet->measure / 5), rule > highest ? rule : highest,
		  sheet->measure / 5, b->setter->style->rule_width);
	for (size_t i = 0; i < at->note_count; i++) {
		const galley_note *note = &notes[at->notes[i].id];
		note_lines on = lines_on_page(b, note, &at->notes[i]);
		paint_note(b, note, on, y);
		y += note->leading * (on.to - on.from) + gap;
	}
}

bool page_is_recto(const setter *s, const pagebreak_page *at)
{
	return at->number % 2 == 1 || !s->style->sheet.two_sided;
}

static page *begin_page(page_builder *b, const pagebreak_page *at, const char *label)
{
	const sheet *sheet = &b->setter->style->sheet;
	page *p = ARENA_NEW(b->setter->arena, page);

	p->number = at->number;
	p->label = label;
	p->recto = page_is_recto(b->setter, at);
	p->marks = b->marks;
	p->mark_capacity = b->mark_capacity;
	b->page = p;
	b->left = p->recto ? sheet->inner : sheet->outer;
	return p;
}

static void end_page(page_builder *b)
{
	page *p = b->page;

	b->marks = p->marks;
	b->mark_capacity = p->mark_capacity;
	p->marks = ARENA_ARRAY(b->setter->arena, p->mark_count, mark);
	p->mark_capacity = p->mark_count;
	if (p->mark_count)
		memcpy(p->marks, b->marks, p->mark_count * sizeof *p->marks);
}

/* All pages being composed. A page depends on no other, except for the chapter in its head, so they
 * are composed in parts. */
typedef struct composing {
	const galley *galley;
	const pagebreak_result *breaks;
	const references *references;
	const char *const *labels;     /* by page */
	const page_margins *margins;   /* by page; NULL: there are none */
	const paragraph *const *heads; /* by page; NULL: none */
	page **pages;
	size_t a_part; /* pages in a part */
} composing;

static void compose_pages(const setter *s, const composing *c, size_t from, size_t to)
{
	page_builder b = {.setter = s,
			  .galley = c->galley,
			  .references = c->references,
			  .mirrored = segment_is_right_to_left(s->document->lang)};

	for (size_t i = from; i < to; i++) {
		const pagebreak_page *at = &c->breaks->pages[i];
		c->pages[i] = begin_page(&b, at, c->labels[i]);
		page_ground(&b, at);
		if (!at->blank) {
			if (c->galley->boxed)
				paint_boxes(&b, at, c->breaks->choices);
			int filled = page_blocks(&b, at, c->breaks->choices);
			if (c->margins)
				page_margins_paint(&b, &c->margins[i]);
			if (at->note_count)
				page_notes(&b, at, filled);
			if (!page_plate(&b, at))
				page_furniture(&b, at, c->heads[i]);
		}
		end_page(&b);
	}
}

/* Fewer pages are not worth parts. Each part leaves an array of marks, so there are only as many as
 * even out the work of the slots. */
enum { PAGES_A_PART = 16, PAGES_LEAST = 40, PARTS_MOST = 32 };

static void compose_part(const setter *s, size_t part, void *context)
{
	const composing *c = context;
	size_t from = part * c->a_part, to = from + c->a_part;

	compose_pages(s, c, from, to < c->breaks->page_count ? to : c->breaks->page_count);
}

static void compose_all(const setter *s, composing *c)
{
	size_t count = c->breaks->page_count;

	if (count < PAGES_LEAST) {
		compose_pages(s, c, 0, count);
		return;
	}
	page_meet_furniture(s);
	c->a_part = count / PARTS_MOST > PAGES_A_PART ? count / PARTS_MOST : PAGES_A_PART;
	workers_do(s, (count + c->a_part - 1) / c->a_part, compose_part, c);
}

const pages *page_compose(const setter *s, const galley *g, const pagebreak_result *breaks,
			  const references *r)
{
	pages *all = ARENA_NEW(s->arena, pages);
	composing c = {.galley = g,
		       .breaks = breaks,
		       .references = r,
		       .pages = ARENA_ARRAY(s->arena, breaks->page_count + 1, page *)};

	c.heads = page_heads(s, g, breaks);
	c.labels = folio_labels(s, g, breaks);
	if (g->margins)
		c.margins = page_margins_place(s, g, breaks);
	compose_all(s, &c);
	*all = (pages){s->document, s->style, (const page *const *)c.pages, breaks->page_count};
	return all;
}
