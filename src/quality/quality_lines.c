/* quality_lines: the lines of all pages, with their edges, spaces and facts. A page says which
 * lines are on it; each is made again as it was painted. */
#include "quality/quality_private.h"

#include "base/arena.h"

static bool is_in_note(const node *n)
{
	while (n && n->kind != NODE_NOTE)
		n = n->parent;
	return n != NULL;
}

static quality_kind kind_of(const galley_block *block)
{
	if (block->kind == GALLEY_ROW)
		return QUALITY_CELL;
	if (block->kind == GALLEY_ENTRY)
		return QUALITY_ENTRY;
	if (block->in_margin || is_in_note(block->node))
		return QUALITY_NOTE;
	switch (block->node->kind) {
	case NODE_PARAGRAPH: return QUALITY_RUNNING;
	case NODE_CODE_BLOCK:
	case NODE_VERBATIM: return QUALITY_CODE;
	default: return QUALITY_DISPLAY;
	}
}

/* The word spaces between pieces, of lines that read from left to right. */
static void take_gaps(arena *a, const text_line *set, length x, quality_line *line)
{
	quality_gap *gaps = set->count ? ARENA_ARRAY(a, set->count, quality_gap) : NULL;

	for (size_t i = 0; i + 1 < set->count; i++) {
		const piece *p = &set->pieces[i];
		if (p->space && p[1].x > p->x + p->width)
			gaps[line->gap_count++] = (quality_gap){x + p->x + p->width, x + p[1].x};
	}
	line->gaps = gaps;
}

static length last_glyph_width(const text_line *set)
{
	const piece *p = set->count ? &set->pieces[set->count - 1] : NULL;

	return p && p->run ? p->run->glyphs[p->first + p->count - 1].advance : 0;
}

static void take_line(quality_builder *b, size_t page, const page_words *text)
{
	const setter *s = b->setter;
	quality_line *line = ARENA_APPEND(s->arena, b->lines, b->line_count, b->line_capacity);
	text_line set;

	paragraph_line(s, text->text, text->setting, text->line, &set);
	*line = (quality_line){.text = text,
			       .kind = kind_of(text->block),
			       .page = page,
			       .left = text->x + set.left,
			       .right = text->x + set.right,
			       .end_width = last_glyph_width(&set)};
	line->count = paragraph_lines(text->text, text->setting);
	paragraph_facts(text->text, text->setting, text->line, &set, &line->facts);
	take_gaps(s->arena, &set, text->x, line);
}

void quality_collect(quality_builder *b)
{
	const pages *all = b->layout->pages;

	for (size_t i = 0; i < all->count; i++)
		for (size_t k = 0; k < all->items[i]->text_count; k++)
			take_line(b, i, &all->items[i]->texts[k]);
}

quality_area quality_line_area(const quality_line *line)
{
	const length size = line->text->block->look->size, top = line->text->y - size * 3 / 4,
		     width = line->right - line->left;

	if (line->text->turned)
		return (quality_area){top, line->text->turned - line->right, size, width};
	return (quality_area){line->left, top, width, size};
}

bool quality_follows(const quality_line *above, const quality_line *line)
{
	return above->text->text == line->text->text && above->text->line + 1 == line->text->line;
}
