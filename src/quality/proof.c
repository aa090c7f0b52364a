/* proof: an overlay for each page. Tints and lines are painted under the text, so that it stays
 * readable; frames and words over it. */
#include "quality/proof.h"

#include "base/arena.h"
#include "quality/proof_private.h"

#include <stdio.h>

/* word spaces nearer to their natural width are not tinted */
enum { TINT_LEAST = QUALITY_ONE / 50 };
#define HAIRLINE (LENGTH_PT / 4)
#define FRAME    (LENGTH_PT * 3 / 4)

static const uint16_t grid_color[3] = {620, 840, 880}, edge_color[3] = {850, 850, 850},
		      hang_color[3] = {1000, 700, 900}, hyphen_color[3] = {860, 100, 100},
		      frame_color[3] = {820, 0, 160}, warm[3] = {1000, 700, 400},
		      cool[3] = {500, 720, 1000};

static void add_shape(proof_page *p, overlay_shape shape)
{
	pdf_overlay *o = p->overlay;

	*ARENA_APPEND(p->setter->arena, o->shapes, o->shape_count, o->shape_capacity) = shape;
}

static overlay_shape colored(overlay_shape shape, const uint16_t color[3])
{
	for (int i = 0; i < 3; i++)
		shape.color[i] = color[i];
	return shape;
}

static void line_under(proof_page *p, const uint16_t color[3], length x, length y, length width,
		       length height)
{
	add_shape(p, colored((overlay_shape){.kind = OVERLAY_LINE,
					     .under = true,
					     .x = x,
					     .y = y,
					     .width = width,
					     .height = height,
					     .stroke = HAIRLINE},
			     color));
}

static void box_under(proof_page *p, const uint16_t color[3], quality_area area)
{
	if (area.width > 0)
		add_shape(p, colored((overlay_shape){.kind = OVERLAY_BOX,
						     .under = true,
						     .x = area.x,
						     .y = area.y,
						     .width = area.width,
						     .height = area.height},
				     color));
}

/* Words */

size_t proof_words(proof_page *p, const char *text, length x, length y, length measure)
{
	const setter *s = p->setter;
	const appearance *look = style_of(s->style, ROLE_SLUG);
	const paragraph_shape shape = {.look = look, .measure = measure, .align = ALIGN_LEFT};
	const paragraph *words = paragraph_set_text(s, text, "en", &shape);
	size_t lines = paragraph_lines(words, 0);
	pdf_overlay *o = p->overlay;

	for (size_t i = 0; i < lines; i++)
		page_loose_line(s, words, i, x, y + look->size * 5 / 4 * (length)i, &o->marks,
				&o->mark_count, &o->mark_capacity);
	return lines;
}

/* The page */

/* The baselines of the grid, the edges of the text block, and the edge of the trim, where the words
 * begin. */
static void paint_grid(proof_page *p)
{
	const sheet *s = &p->setter->style->sheet;
	length left = p->layout->pages->items[p->page]->recto ? s->inner : s->outer,
	       height = s->grid * s->lines;
	int lines = p->layout->breaks->pages[p->page].height > s->lines
			    ? p->layout->breaks->pages[p->page].height
			    : s->lines;

	for (int i = 0; i < lines; i++)
		line_under(p, grid_color, left, s->first_baseline + s->grid * i, s->measure, 0);
	line_under(p, edge_color, left, s->top, 0, height);
	line_under(p, edge_color, left + s->measure, s->top, 0, height);
	line_under(p, edge_color, left, s->top, s->measure, 0);
	line_under(p, edge_color, left, s->top + height, s->measure, 0);
	line_under(p, edge_color, s->width, 0, 0, s->height);
}

/* The further a line's spaces are from their natural width, the stronger: the colour is full at 1.5
 * times and at 0.75 times that width. */
static void tint(proof_page *p, const quality_line *line, quality_area area)
{
	int32_t off = line->facts.space - QUALITY_ONE,
		full = off > 0 ? QUALITY_ONE / 2 : QUALITY_ONE / 4;
	const uint16_t *toward = off > 0 ? warm : cool;
	uint16_t color[3];

	off = off < 0 ? -off : off;
	if (!line->facts.justified || off < TINT_LEAST)
		return;
	off = off > full ? full : off;
	for (int i = 0; i < 3; i++)
		color[i] = (uint16_t)(1000 - (1000 - toward[i]) * off / full);
	box_under(p, color, area);
}

static void paint_hangs(proof_page *p, const quality_line *line, quality_area area)
{
	length left = line->text->x + line->facts.left, right = line->text->x + line->facts.right;
	quality_area out = area;

	out.width = left - line->left;
	box_under(p, hang_color, out);
	out.x = right;
	out.width = line->right - right;
	box_under(p, hang_color, out);
}

static void paint_line(proof_page *p, const quality_line *line)
{
	const sheet *s = &p->setter->style->sheet;
	length up = s->first_baseline - s->top;
	quality_area area = {line->left, line->text->y - up, line->right - line->left, s->grid};

	if (line->text->block->leading < s->grid && line->text->block->leading > 0)
		area.height = line->text->block->leading;
	tint(p, line, area);
	paint_hangs(p, line, area);
	if (line->facts.hyphen || line->facts.written_hyphen)
		add_shape(p, colored((overlay_shape){.kind = OVERLAY_BOX,
						     .x = line->right - line->end_width,
						     .y = line->text->y + LENGTH_PT,
						     .width = line->end_width,
						     .height = FRAME},
				     hyphen_color));
}

/* Numbers are at the right of the text block, at the height of their frames; where frames are at
 * one height, side by side. */
static void paint_number(proof_page *p, const blemish *b, size_t number)
{
	const sheet *s = &p->setter->style->sheet;
	length left = p->layout->pages->items[p->page]->recto ? s->inner : s->outer,
	       size = style_of(p->setter->style, ROLE_SLUG)->size;
	length x = left + s->measure + size;
	char text[24];

	for (size_t i = p->first_blemish; i + 1 < p->first_blemish + number; i++)
		if (p->quality->blemishes[i].area.y + size > b->area.y)
			x += size * 3 / 2;
	snprintf(text, sizeof text, "%zu", number);
	proof_words(p, text, x, b->area.y + size, 4 * size);
}

static void paint_blemish(proof_page *p, const blemish *b, size_t number)
{
	const quality_area *a = &b->area;
	length out = LENGTH_PT * 2;

	add_shape(p, colored((overlay_shape){.kind = OVERLAY_FRAME,
					     .x = a->x - out,
					     .y = a->y - out,
					     .width = a->width + 2 * out,
					     .height = a->height + 2 * out,
					     .stroke = FRAME},
			     frame_color));
	paint_number(p, b, number);
}

static void paint_page(proof_page *p)
{
	for (size_t i = p->first; i < p->end; i++)
		paint_line(p, &p->quality->lines[i]);
	if (!p->layout->breaks->pages[p->page].blank)
		paint_grid(p); /* over the tints */
	for (size_t i = p->first_blemish; i < p->end_blemish; i++)
		paint_blemish(p, &p->quality->blemishes[i], i - p->first_blemish + 1);
	proof_remarks(p);
}

const pdf_overlay *proof_of(const setter *s, const layout *l, const quality *q)
{
	pdf_overlay *overlays = ARENA_ARRAY(s->arena, l->pages->count + 1, pdf_overlay);
	proof_page p = {.setter = s, .layout = l, .quality = q};

	for (p.page = 0; p.page < l->pages->count; p.page++) {
		p.overlay = &overlays[p.page];
		p.full = false;
		for (p.first = p.end; p.end < q->line_count && q->lines[p.end].page == p.page;)
			p.end++;
		for (p.first_blemish = p.end_blemish; p.end_blemish < q->blemish_count &&
						      q->blemishes[p.end_blemish].page == p.page;)
			p.end_blemish++;
		paint_page(&p);
	}
	return overlays;
}
