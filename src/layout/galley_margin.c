/* galley_margin: remarks in the margin. A division of the class `margin` is set in the column that
 * the style has there, as a galley of its own, and waits for the next block, beside whose first
 * line it is put when pages are composed. It takes no lines of the page; one with notes, which
 * would, is set in the text. */
#include "layout/galley_private.h"

#include "base/arena.h"

static bool has_notes(const node *n)
{
	for (const node *at = n; at; at = node_after(at, n, false))
		if (at->kind == NODE_NOTE_MARK)
			return true;
	return false;
}

bool galley_is_marginal(const galley_builder *b, const node *n)
{
	return b->setter->style->sheet.margin_column > 0 && !b->in_note && !b->in_columns &&
	       !b->box && n->kind == NODE_DIVISION &&
	       (node_has_class(n, "margin") || node_has_class(n, "column-margin") ||
		node_has_class(n, "aside")) &&
	       !has_notes(n);
}

static bool is_before(place a, place b)
{
	return a.line < b.line || (a.line == b.line && a.column < b.column);
}

/* Remarks are in the order of the lines, so one pass goes over both. */
const int *galley_margin_rows(const setter *s, const galley_block *b,
			      const pagebreak_block *numbers, size_t setting)
{
	const size_t lines = b->text ? paragraph_lines(b->text, setting) : 0;
	place *places = NULL;
	size_t count = 0, line = 0;

	for (const galley_margin *m = b->margin; m; m = m->next)
		count++;
	int *rows = ARENA_ARRAY(s->arena, count + 1, int);
	count = 0;
	for (const galley_margin *m = b->margin; m; m = m->next) {
		const place written = m->node->place;
		int *row = &rows[count++];
		*row = b->rows_above;
		if (!lines || written.source != b->node->place.source ||
		    !is_before(b->node->place, written))
			continue;
		if (!places) {
			places = ARENA_ARRAY(s->arena, lines, place);
			paragraph_line_places(s, b->text, setting, places);
		}
		while (line > 0 && is_before(written, places[line]))
			line--;
		while (line + 1 < lines && !is_before(written, places[line + 1]))
			line++;
		*row = galley_row(s, b, numbers, setting, line);
	}
	return rows;
}

/* Grid lines that its blocks take one below the other. */
static int rows_of(const galley_builder *b)
{
	int rows = 0;

	for (size_t i = 0; i < b->count; i++)
		rows += b->breaks[i].settings[0].lines + (i ? b->breaks[i].space : 0);
	return rows;
}

/* A remark that is too tall for a page is set in the text. */
bool galley_margin_set(galley_builder *outer, const node *n)
{
	const setter *s = outer->setter;
	const sheet *sheet = &s->style->sheet;
	galley_builder b = {.setter = s,
			    .references = outer->references,
			    .cache = outer->cache,
			    .in_columns = true,
			    .column_width = sheet->margin_column};
	const appearance *look = galley_look(&b, ROLE_BODY, n);
	context in = {.role = ROLE_BODY,
		      .look = galley_inner(s, look),
		      .right = sheet->measure - sheet->margin_column};
	galley_margin *margin = ARENA_NEW(s->arena, galley_margin), **last = &outer->margins;

	galley_children(&b, n, &in);
	galley_lone_label(&b, n, &in);
	*margin = (galley_margin){
		.node = n, .blocks = b.blocks, .breaks = b.breaks, .count = b.count};
	margin->rows = rows_of(&b);
	if (b.count == 0 || margin->rows > sheet->lines)
		return false;
	for (size_t i = 0; i < b.count; i++)
		b.blocks[i].in_margin = true;
	while (*last)
		last = &(*last)->next;
	*last = margin;
	outer->cache->floats[n->serial] = true;
	return true;
}
