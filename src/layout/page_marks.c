/* page_marks: lines as marks on a page, with their links and the anchors that links lead to. */
#include "layout/page_private.h"

#include "base/arena.h"

mark *page_mark(page_builder *b, mark m)
{
	page *p = b->page;
	mark *at = ARENA_APPEND(b->setter->arena, p->marks, p->mark_count, p->mark_capacity);

	*at = m;
	p->has_images |= m.kind == MARK_IMAGE;
	return at;
}

void page_rule(page_builder *b, const ink *ink, length x, length y, length width, length height)
{
	page_mark(b, (mark){.kind = MARK_RULE,
			    .part = PART_ARTIFACT,
			    .ink = ink,
			    .x = x,
			    .y = y,
			    .as.rule = {width, height}});
}

void page_link_area(page_builder *b, page_link link)
{
	page *p = b->page;

	*ARENA_APPEND(b->setter->arena, p->links, p->link_count, p->link_capacity) = link;
}

void page_anchor_at(page_builder *b, const node *n, length x, length y)
{
	page *p = b->page;

	for (size_t i = p->anchor_count; i-- > 0;)
		if (p->anchors[i].node == n)
			return;
	*ARENA_APPEND(b->setter->arena, p->anchors, p->anchor_count, p->anchor_capacity) =
		(page_anchor){n, x, y};
}

/* The link area over pieces first … last-1 of a line, which are one link's. */
static void link_over(page_builder *b, const piece *pieces, size_t first, size_t last, length x,
		      length y)
{
	const node *n = pieces[first].link;
	length left = pieces[first].x, right = pieces[first].x + pieces[first].width,
	       size = pieces[first].look->size;
	page_link area = {.owner = n, .y = y - size * 3 / 4, .height = size};

	for (size_t i = first; i < last; i++) {
		left = pieces[i].x < left ? pieces[i].x : left;
		right = pieces[i].x + pieces[i].width > right ? pieces[i].x + pieces[i].width
							      : right;
	}
	area.x = x + left;
	area.width = right - left;
	if (n->kind == NODE_LINK) {
		area.target = n->as.link.target;
		area.url = area.target ? NULL : n->as.link.url;
	} else {
		area.target = n->kind == NODE_REFERENCE ? n->as.reference.target : n->as.mark.note;
		area.says = n->kind == NODE_REFERENCE
				    ? reference_words(b->references, b->setter->arena, n)
				    : NULL;
	}
	if ((area.url && *area.url) || area.target)
		page_link_area(b, area);
}

static void links(page_builder *b, const text_line *line, length x, length y)
{
	for (size_t i = 0; i < line->count;) {
		size_t end = i + 1;
		while (end < line->count && line->pieces[end].link == line->pieces[i].link)
			end++;
		if (line->pieces[i].link)
			link_over(b, line->pieces, i, end, x, y);
		i = end;
	}
}

/* Spans with an id, and note marks, are places that something may lead to. */
static void anchors(page_builder *b, const piece *p, length x, length y)
{
	for (const node *n = p->owner; n && !node_is_block(n); n = n->parent)
		if (n->id || n->kind == NODE_NOTE_MARK)
			page_anchor_at(b, n, x + p->x, y - p->look->size);
}

static bool is_decorated(const appearance *look)
{
	return look->underline || look->strike;
}

/* Lines under and through words continue across the spaces between them. `over`: the space after
 * the piece, or 0. */
static void decorate(page_builder *b, const piece *p, length x, length y, length over)
{
	const font_metrics *m = font_metrics_of(p->run->font);
	length thick = length_scale(
		p->look->size, m->underline_thickness > 0 ? m->underline_thickness : 50, m->units);
	length width = p->width + over;

	if (p->look->underline)
		page_rule(b, p->look->ink, x,
			  y - length_scale(p->look->size, m->underline_position, m->units), width,
			  thick);
	if (p->look->strike)
		page_rule(b, p->look->ink, x,
			  y - length_scale(p->look->size, m->x_height, 2 * m->units) - thick / 2,
			  width, thick);
}

/* The space between a piece and the one to its right, if both are in the same span. */
static length space_after(const text_line *line, size_t i)
{
	const piece *p = &line->pieces[i], *next = i + 1 < line->count ? p + 1 : NULL;
	length over = next && next->look == p->look ? next->x - p->x - p->width : 0;

	return over > 0 ? over : 0;
}

static void paint_piece(page_builder *b, const piece *p, length x, length y, mark_part part,
			const node *owner, length over)
{
	mark m = {.part = (uint8_t)part,
		  .space = p->space,
		  .soft_hyphen = p->soft_hyphen,
		  .goes_on = p->goes_on,
		  .breaks = p->breaks,
		  .owner = part == PART_CONTENT || part == PART_ENTRY || part == PART_HEAD
				   ? p->owner
				   : owner,
		  .ink = p->look->ink,
		  .x = x + p->x,
		  .y = y - p->rise};

	if (p->run) {
		m.kind = MARK_GLYPHS;
		m.as.glyphs.run = p->run;
		m.as.glyphs.first = p->first;
		m.as.glyphs.count = p->count;
		m.as.glyphs.expansion = p->expansion;
		m.as.glyphs.tracking = p->tracking;
		m.as.glyphs.width = p->width;
	} else {
		m.kind = MARK_IMAGE;
		m.y = y - p->image_height;
		m.as.image.image = p->image;
		m.as.image.width = p->width;
		m.as.image.height = p->image_height;
	}
	if (p->run && p->look->highlight) /* as high as a line of its type, below the words */
		page_rule(b, p->look->highlight, m.x, m.y - p->look->size * 4 / 5, p->width + over,
			  p->look->size * 21 / 20);
	page_mark(b, m);
	if (p->run && is_decorated(p->look))
		decorate(b, p, m.x, m.y, over);
}

static void note_visual(page_builder *b, size_t first)
{
	page *p = b->page;

	*ARENA_APPEND(b->setter->arena, p->visuals, p->visual_count, p->visual_capacity) =
		(page_visual){(uint32_t)first, (uint32_t)(p->mark_count - first)};
}

static bool is_plain(const piece *p)
{
	return p->run && p->run->level == 0 && !p->look->underline && !p->look->strike &&
	       !p->look->highlight;
}

/* Does an initial belong to the word that is the next piece? */
static bool heads_word(const piece *initial, const piece *next)
{
	return !initial->space && is_plain(initial) && is_plain(next) && !next->soft_hyphen &&
	       next->owner == initial->owner;
}

void page_line(page_builder *b, const text_line *line, length x, length y, mark_part part,
	       const node *owner)
{
	bool linked = false, leftwards = false;
	size_t first = b->page->mark_count;

	for (size_t i = 0; i < line->count; i++) {
		const piece *p = &line->pieces[i];
		leftwards |= p->run && p->run->level % 2;
		paint_piece(b, p, x, y, part, owner, space_after(line, i));
		if (p->initial && i + 1 < line->count)
			b->page->marks[b->page->mark_count - 1].initial = heads_word(p, p + 1);
		if (part != PART_CONTENT)
			continue;
		linked |= p->link != NULL;
		if (p->owner && !node_is_block(p->owner))
			anchors(b, p, x, y);
	}
	if (leftwards)
		note_visual(b, first);
	if (linked)
		links(b, line, x, y);
}

void page_paragraph(page_builder *b, const paragraph *p, length x, length y, mark_part part,
		    const node *owner)
{
	text_line line;

	paragraph_line(b->setter, p, 0, 0, &line);
	page_line(b, &line, x, y, part, owner);
}

void page_text(page_builder *b, const char *text, const char *lang, const appearance *look,
	       align align, length x, length width, length y, mark_part part, const node *owner)
{
	paragraph_shape shape = {.look = look, .measure = width, .align = align, .owner = owner};

	page_paragraph(b, paragraph_set_text(b->setter, text, lang, &shape), x, y, part, owner);
}

void page_loose_line(const setter *s, const paragraph *p, size_t line, length x, length y,
		     mark **marks, size_t *count, size_t *capacity)
{
	text_line set;

	paragraph_line(s, p, 0, line, &set);
	for (size_t i = 0; i < set.count; i++) {
		const piece *at = &set.pieces[i];
		if (!at->run)
			continue;
		mark *m = ARENA_APPEND(s->arena, *marks, *count, *capacity);
		*m = (mark){.kind = MARK_GLYPHS,
			    .part = PART_ARTIFACT,
			    .space = at->space,
			    .soft_hyphen = at->soft_hyphen,
			    .ink = at->look->ink,
			    .x = x + at->x,
			    .y = y - at->rise};
		m->as.glyphs.run = at->run;
		m->as.glyphs.first = at->first;
		m->as.glyphs.count = at->count;
		m->as.glyphs.expansion = at->expansion;
		m->as.glyphs.tracking = at->tracking;
		m->as.glyphs.width = at->width;
	}
}
