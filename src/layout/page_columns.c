/* page_columns: what is side by side, painted column after column, in the order that it is read. */
#include "layout/page_private.h"

#include "base/arena.h"

/* The blocks of one column; `shift` is its distance from the first column of its stream. */
static void paint_column(page_builder *b, const galley_stream *stream, const columns_stream *flow,
			 const columns_part *parts, size_t count, int row, length shift)
{
	const length left = b->left;
	stretch *stretches = ARENA_ARRAY(b->setter->arena, count + 1, stretch);

	b->left += b->mirrored ? -shift : shift;
	for (size_t i = 0; i < count; i++)
		stretches[i] = (stretch){.block = &stream->blocks[parts[i].block],
					 .numbers = &flow->blocks[parts[i].block],
					 .from = parts[i].from,
					 .to = parts[i].to,
					 .row = row + parts[i].row};
	page_boxes(b, stream->blocks, stretches, count);
	for (size_t i = 0; i < count; i++)
		page_block(b, &stretches[i]);
	b->left = left;
}

static void paint_stream(page_builder *b, const galley_columns *c, size_t nth, const stretch *s,
			 columns_parts *parts)
{
	const columns_stream *flow = &c->flows[s->setting].streams[nth];
	const galley_stream *stream = &c->streams[nth];

	columns_list(b->setter->arena, flow, flow->at[s->from], flow->at[s->to], parts);
	for (size_t i = 0, end; i < parts->count; i = end) {
		for (end = i;
		     end < parts->count && parts->items[end].column == parts->items[i].column;)
			end++;
		paint_column(b, stream, flow, parts->items + i, end - i, s->row,
			     (stream->width + c->gap) * parts->items[i].column);
	}
}

/* Lines in the middle of the gaps, as high as the columns are here. */
static void paint_rules(page_builder *b, const galley_columns *c, const stretch *s)
{
	const border *rule = &c->rule;
	const sheet *sheet = &b->setter->style->sheet;
	int rows = 0;

	for (size_t i = 0; i < c->flows[s->setting].count; i++) {
		const columns_stream *flow = &c->flows[s->setting].streams[i];
		int height = columns_height(flow, flow->at[s->from], flow->at[s->to]);
		rows = height > rows ? height : rows;
	}
	for (size_t i = 0; i < c->flows[s->setting].count; i++)
		for (int k = 0; k < c->flows[s->setting].streams[i].columns; k++) {
			length x = c->streams[i].left +
				   (c->streams[i].width + c->gap) * (length)(k + 1) - c->gap / 2 -
				   rule->width / 2;
			if (i + 1 == c->flows[s->setting].count &&
			    k + 1 == c->flows[s->setting].streams[i].columns)
				break;
			page_rule(b, rule->ink, page_side(b, x, rule->width),
				  page_top_of(b, s->row), rule->width, sheet->grid * rows);
		}
}

void page_columns(page_builder *b, const stretch *s)
{
	const galley_columns *c = s->block->columns;
	columns_parts parts = {0};

	if (c->rule.ink && c->rule.width > 0)
		paint_rules(b, c, s);
	for (size_t i = 0; i < c->flows[s->setting].count; i++)
		paint_stream(b, c, i, s, &parts);
}
