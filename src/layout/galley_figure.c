/* galley_figure: figures and captions as blocks of the galley. A picture is as wide as its column
 * allows, runs over the edges of its page (`bleed`), or is a plate: one that fills a whole page,
 * its own or that of a heading which it lies under. Text and grid never give way to what runs over
 * an edge: it takes the grid lines that its height asks for, as any picture does. */
#include "layout/galley_private.h"

#include "base/arena.h"
#include "lines/picture.h"

/* What surrounds a caption's words. */
context galley_caption_context(const galley_builder *b, const node *n, const context *in)
{
	context own = *in;

	own.look = galley_look(b, ROLE_CAPTION, n);
	galley_narrow(b, &own, own.look->left, own.look->right);
	return own;
}

const paragraph *galley_caption_text(const galley_builder *b, const node *n, const context *in)
{
	const context own = galley_caption_context(b, n, in);
	const paragraph_shape shape = {.look = own.look,
				       .measure = galley_measure(b, &own),
				       .align = own.look->align,
				       .balanced = true,
				       .owner = n,
				       .prefix = reference_caption(b->references, n->parent)};

	return galley_text(b, n, &shape);
}

void galley_caption(galley_builder *b, const node *n, const paragraph *text, context *in,
		    bool above)
{
	context own = galley_caption_context(b, n, in);
	pagebreak_block *numbers = galley_add_text(b, n, own.look, text, &own);

	in->label = NULL;
	numbers->whole = true;
	numbers->keep = above;
	if (!above) {
		numbers->space = own.look->space_before;
		numbers->less = numbers->more = 0;
	}
}

/* Grid lines that a picture must leave on its page for its caption and the caption's notes. */
static int caption_lines(const galley_builder *b, const node *n, const paragraph *text)
{
	int lines = 1 + galley_look(b, ROLE_CAPTION, n)->space_before, notes = 0;
	const node *mark;
	size_t line;

	if (!paragraph_is_set(text))
		return 0;
	lines += (int)paragraph_lines(text, 0);
	for (size_t i = 0; b->notes && (mark = paragraph_note_mark(text, 0, i, &line)); i++)
		if (mark->as.mark.note->as.note.first_mark == mark)
			notes += b->notes[mark->as.mark.note->as.note.number - 1].rows;
	return lines + (notes ? notes + galley_note_rule(b->setter->style) : 0);
}
static bleed own_bleed(const galley_builder *b, const node *n)
{
	return n->classes[0] && !b->in_note && !b->in_columns ? galley_look(b, ROLE_BODY, n)->bleed
							      : BLEED_NONE;
}

static bool is_alone(const node *n)
{
	return !n->previous && !n->next && n->parent && n->parent->kind == NODE_DIVISION;
}

/* A division may say it of the one figure in it. */
bleed galley_bleed_of(const galley_builder *b, const node *n)
{
	bleed how = own_bleed(b, n);

	for (; how == BLEED_NONE && is_alone(n); n = n->parent)
		how = own_bleed(b, n->parent);
	return how;
}

void galley_check_bleed(const galley_builder *b, const node *n)
{
	const node *inner = n;

	if (own_bleed(b, n) == BLEED_NONE)
		return;
	while (inner->kind == NODE_DIVISION && inner->first && is_alone(inner->first))
		inner = inner->first;
	if (inner->kind != NODE_FIGURE)
		report_at(b->setter->report, REPORT_ATTRIBUTE_BAD, n->place,
			  "there is nothing here that could run over the page's edges: pictures "
			  "can that are alone in their paragraph, and boxes with a `background` or "
			  "`border`");
}

static int millimetres(length size)
{
	return (int)(size * 127 / (360 * LENGTH_PT));
}

/* How wide a picture is that runs over the sides of the page, or over the outer one. */
static length bleeding_width(const sheet *s, bleed how)
{
	return how == BLEED_OUTER ? s->measure + s->outer + s->bleed : s->width + 2 * s->bleed;
}

void galley_judge_cover(const setter *s, const node *n, const image *i, length width, length height,
			bool asked)
{
	enum { CUT_MOST = 10 /* per cent that nobody misses */ };
	length wide, tall;

	picture_cover(i, width, height, &wide, &tall);
	image_judge(s->images, i, wide, s->style->sheet.resolution_least, n->place);
	bool across = wide > width;
	int cut = across ? (int)(100 - width * 100 / wide) : (int)(100 - height * 100 / tall);
	if (cut > CUT_MOST && !asked)
		report_at(s->report, REPORT_IMAGE_CUT, n->place,
			  "the image '%s' covers %d by %d mm here, a shape that it does not have, "
			  "so %d%% of its %s is cut off; crop it to that shape%s",
			  i->path, millimetres(width), millimetres(height), cut,
			  across ? "width" : "height",
			  across ? ""
				 : ", or say which height it should have (`height=\"12 lines\"`)");
}

/* The tallest picture that leaves room on its page for so many other lines. */
static length tallest_beside(const galley_builder *b, int others)
{
	const sheet *s = &b->setter->style->sheet;
	int lines = s->lines;
	length tallest = b->in_note ? s->grid * PICTURE_ROWS_IN_NOTE
				    : s->grid * (lines > 2 * others ? lines - others
								    : (lines + 1) / 2),
	       most = picture_tallest(lines, s->grid);

	return tallest < most ? tallest : most;
}

/* The size of a picture that is set in the column, or runs over its page's edges. */
static void size_image(galley_builder *b, const node *n, const image *i, length measure,
		       length tallest, galley_block *block)
{
	const setter *s = b->setter;
	const sheet *sheet = &s->style->sheet;
	const length em = style_of(s->style, ROLE_BODY)->size;

	if (block->bleed == BLEED_NONE) {
		const picture_room room = {measure, tallest, em};
		picture_size(s, n, i, &room, &block->width, &block->height);
		image_judge(s->images, i, block->width, sheet->resolution_least, n->place);
		return;
	}
	const picture_room room = {bleeding_width(sheet, block->bleed), tallest, em};
	block->width = room.measure;
	block->height = picture_height_across(s, n, i, &room);
	galley_judge_cover(s, n, i, block->width, block->height,
			   node_attribute(n, "height") || node_attribute(n->parent, "height"));
	b->bleeds = b->bleeds ? b->bleeds : n;
}

static void add_image(galley_builder *b, const node *n, const image *i, context *in, bool captioned,
		      int caption_lines)
{
	const setter *s = b->setter;
	length measure = galley_measure(b, in), grid = s->style->sheet.grid;
	int others = captioned ? 4 : 1;
	galley_block block = {.kind = GALLEY_IMAGE,
			      .node = n,
			      .look = in->look,
			      .image = i,
			      .bleed = galley_bleed_of(b, n->parent),
			      .leading = grid};

	others = caption_lines > others ? caption_lines : others;
	size_image(b, n, i, measure, tallest_beside(b, others), &block);
	block.left =
		in->left +
		(block.bleed ? 0
			     : table_indent(style_of(s->style, node_has_class(n->parent, "logo")
								       ? ROLE_TITLE
								       : ROLE_CAPTION)
						    ->align,
					    measure - block.width));
	galley_take_label(&block, in);
	pagebreak_block *numbers = galley_add(b, block, picture_rows(block.height, grid));
	galley_never_tear(b, numbers, 0, numbers->settings[0].lines - 1);
	galley_space_at_least(numbers, 1);
	numbers->keep = captioned;
	b->gap.lines = 1;
}

/* --- plates --------------------------------------------------------------------------------- */

static bool is_display(const node *n)
{
	return n->kind == NODE_HEADING || n->kind == NODE_TITLE || n->kind == NODE_SUBTITLE ||
	       n->kind == NODE_AUTHOR || n->kind == NODE_DATE;
}

/* Does a figure come right after the last block? Then a break that is due is what this block asks
 * for after itself. */
static bool follows_last(const galley_builder *b, const node *figure)
{
	while (is_alone(figure))
		figure = figure->parent;
	return b->count && figure->previous == b->blocks[b->count - 1].node;
}

/* The block that opened the page that headings alone are on so far, or the number of blocks. */
static size_t opening(const galley_builder *b, const node *figure)
{
	if (b->before != PAGEBREAK_FREE && !follows_last(b, figure))
		return b->count;
	for (size_t i = b->count; i-- > 0;) {
		if (!is_display(b->blocks[i].node))
			break;
		if (b->breaks[i].before != PAGEBREAK_FREE)
			return i;
	}
	return b->count;
}

/* Grid lines that the page has used from the block that opened it on. */
static int rows_from(const galley_builder *b, size_t first)
{
	int rows = 0;

	for (size_t i = first; i < b->count; i++) {
		const pagebreak_block *numbers = &b->breaks[i];
		rows += numbers->settings[0].lines + (i > first ? numbers->space : numbers->sink);
	}
	return rows;
}

static int at_least_one(int rows)
{
	return rows > 0 ? rows : 1;
}

/* A plate with a page of its own: it takes the page's grid lines down to its caption. */
static void add_plate(galley_builder *b, const galley_plate *plate, context *in, bool captioned)
{
	const sheet *s = &b->setter->style->sheet;
	galley_block block = {.kind = GALLEY_PLATE,
			      .node = plate->node,
			      .look = in->look,
			      .leading = s->grid,
			      .width = s->measure,
			      .plate = plate};

	if (b->before == PAGEBREAK_FREE)
		b->before = PAGEBREAK_PAGE;
	galley_take_label(&block, in);
	galley_add(b, block, captioned ? plate->rows : s->lines)->keep = captioned;
}

/* What the caption, or nothing, leaves of the page for a plate. */
static length plate_height(const sheet *s, int rows)
{
	return s->bleed + (rows ? s->first_baseline + s->grid * (rows - 1) : s->height + s->bleed);
}

/* A picture that fills a page. After headings which have opened a page it lies under them, and the
 * text goes on overleaf; otherwise it has a page to itself. Its caption is at the page's foot,
 * below the picture, where it can be read. */
static void plate(galley_builder *b, const node *picture, const image *i, const node *words,
		  const paragraph *text, context *in)
{
	const sheet *s = &b->setter->style->sheet;
	const size_t opener = opening(b, picture->parent);
	const bool lies_under = opener < b->count;
	const int foot = words ? at_least_one(caption_lines(b, words, text)) : 0;
	galley_plate *plate = ARENA_NEW(b->setter->arena, galley_plate);

	*plate = (galley_plate){.node = picture, .look = in->look, .image = i};
	if (words)
		plate->rows = at_least_one(s->lines - foot);
	if (!words || paragraph_is_set(text))
		galley_judge_cover(b->setter, picture, i, s->width + 2 * s->bleed,
				   plate_height(s, plate->rows), false);
	b->bleeds = b->bleeds ? b->bleeds : picture;
	const pagebreak_before due = b->before > PAGEBREAK_PAGE ? b->before : PAGEBREAK_PAGE;
	if (lies_under) {
		b->before = PAGEBREAK_FREE; /* until the caption is there, too */
		b->blocks[opener].plate = plate;
		b->breaks[b->count - 1].keep = false;
		b->needed = 0;
	} else {
		add_plate(b, plate, in, words != NULL);
	}
	if (words) {
		const int used = rows_from(b, lies_under ? opener : b->count - 1);
		galley_caption(b, words, text, in, false);
		pagebreak_block *numbers = &b->breaks[b->count - 1];
		numbers->space = at_least_one(s->lines - used - numbers->settings[0].lines);
	}
	b->gap = (galley_gap){0};
	b->before = lies_under ? due : PAGEBREAK_PAGE;
}

void galley_figure(galley_builder *b, const node *n, context *in)
{
	const setter *s = b->setter;
	const node *picture = n->first, *words = picture ? picture->next : NULL;
	bool frame = picture && picture->kind == NODE_DIVISION;
	const image *i = picture && !frame ? image_load(s->images, picture->as.image.path,
							picture->as.image.page, picture->place)
					   : NULL;

	const paragraph *text = words ? galley_caption_text(b, words, in) : NULL;

	if (i && galley_bleed_of(b, n) == BLEED_PAGE) {
		plate(b, picture, i, words, text, in);
		return;
	}
	if (frame) {
		galley_block_of(b, picture, in);
		b->breaks[b->count - 1].keep = words != NULL;
		b->gap.lines = 1;
	}
	if (i)
		add_image(b, picture, i, in, words != NULL,
			  words ? caption_lines(b, words, text) : 0);
	if (words) {
		galley_caption(b, words, text, in, false);
		if (frame) /* of figures that have captions of their own */
			b->breaks[b->count - 1].space +=
				b->blocks[b->count - 2].kind == GALLEY_COLUMNS;
		galley_space(b, 1);
	}
}
