/* table_begin: a table's cells as texts. A cell of inlines is one text. A cell of blocks has a text
 * for each paragraph and block of code in it, with the indents and labels of the lists that these
 * are in; quotations and divisions around them indent them as well. A table in a cell is set cell
 * by cell, one below the other. */
#include "layout/table.h"

#include "base/arena.h"

enum { DEPTH_MOST = 16 /* levels of blocks in a cell whose indents are added */ };

/* A cell that is being read. */
typedef struct cell_reader {
	const setter *setter;
	const table_rows *table;
	table_row *row;
	uint32_t cell;
	length left;
	int depth;
	size_t space;           /* lines above the next text */
	const node *item;       /* an item whose label waits for a text, */
	const char *list_label; /* and the label */
	length item_left;
} cell_reader;

static const appearance *scaled(const setter *s, const table_rows *t, const appearance *look)
{
	return t->scale == 1000 ? look : style_scaled(s->style, look, t->scale);
}

static const appearance *cell_look(const setter *s, const table_rows *t, const node *row)
{
	const appearance *look =
		style_for(s->style, row->as.row.head ? ROLE_TABLE_HEAD : ROLE_TABLE, row);

	return scaled(s, t, t->around ? style_within(s->style, look, t->around) : look);
}

/* The shape before columns have a width: only the words' widths matter. */
static paragraph_shape first_shape(const setter *s, const appearance *look, const node *owner)
{
	return (paragraph_shape){.look = look,
				 .measure = s->style->sheet.measure,
				 .align = ALIGN_LEFT,
				 .owner = owner};
}

static table_text *add(cell_reader *r)
{
	table_row *row = r->row;
	table_text *t =
		ARENA_APPEND(r->setter->arena, row->texts, row->text_count, row->text_capacity);

	*t = (table_text){.cell = r->cell,
			  .left = r->left,
			  .space = r->space,
			  .label_words = r->list_label,
			  .label_owner = r->item,
			  .label_left = r->item_left};
	row->cells[r->cell].count++;
	r->list_label = NULL;
	r->space = 0;
	return t;
}

static void add_inlines(cell_reader *r, const node *n)
{
	const paragraph_shape shape = first_shape(r->setter, r->row->look, n);

	add(r)->text = paragraph_begin(r->setter, n, &shape);
}

/* A figure's image is in a text of its own: a copy of the figure that ends with it. */
static void add_image(cell_reader *r, const node *n)
{
	node *image = ARENA_NEW(r->setter->arena, node),
	     *figure = ARENA_NEW(r->setter->arena, node);

	*image = *n;
	*figure = *n->parent;
	image->next = image->previous = NULL;
	image->parent = figure;
	figure->first = figure->last = image;
	add_inlines(r, figure);
}

static void read_blocks(cell_reader *r, const node *parent);

static void read_in(cell_reader *r, const node *n, length indent)
{
	length left = r->left;

	r->left += r->depth < DEPTH_MOST ? indent : 0;
	r->depth++;
	read_blocks(r, n);
	r->depth--;
	r->left = left;
}

static const char *label_of(const setter *s, const node *list, const node *item, long number)
{
	const char *box = item->as.item.task < 0 ? NULL : item->as.item.task ? "☑" : "☐";

	if (!list->as.list.ordered)
		return box ? box : "•";
	return arena_print(s->arena, "%ld%c", number,
			   list->as.list.delimiter ? list->as.list.delimiter : '.');
}

static void read_list(cell_reader *r, const node *list)
{
	long number = list->as.list.start;
	length indent = r->row->look->size * (list->as.list.ordered ? 3 : 2) / 2;

	for (const node *item = list->first; item; item = item->next, number++) {
		r->item = item;
		r->list_label = label_of(r->setter, list, item, number);
		r->item_left = r->left;
		read_in(r, item, indent);
		if (r->list_label) { /* an item without text has a label all the same */
			const paragraph_shape shape = first_shape(r->setter, r->row->look, item);
			add(r)->text = paragraph_begin_text(r->setter, "", item->lang, &shape);
		}
	}
}

static void read_block(cell_reader *r, const node *n)
{
	switch (n->kind) {
	case NODE_CODE_BLOCK:
	case NODE_VERBATIM: add(r)->code = n; break;
	case NODE_LIST: read_list(r, n); break;
	case NODE_QUOTE:
	case NODE_DEFINITION: read_in(r, n, r->row->look->size); break;
	case NODE_DIVISION:
	case NODE_DEFINITIONS:
	case NODE_ITEM:
	case NODE_TABLE:
	case NODE_FIGURE:
	case NODE_ROW: read_in(r, n, 0); break;
	case NODE_IMAGE: add_image(r, n); break;
	case NODE_RULE:
	case NODE_PAGE_BREAK: break;
	case NODE_CELL:
		if (n->first && node_is_block(n->first)) {
			read_in(r, n, 0);
			break;
		}
		/* fall through */
	default: add_inlines(r, n);
	}
}

/* Are two blocks parted by a line? Paragraphs are. */
static bool is_apart(const node *above, const node *n)
{
	return above->kind == NODE_PARAGRAPH && n->kind == NODE_PARAGRAPH &&
	       n->parent->kind != NODE_ITEM;
}

static void read_blocks(cell_reader *r, const node *parent)
{
	for (const node *n = parent->first; n; n = n->next) {
		if (n->previous && is_apart(n->previous, n))
			r->space = 1;
		read_block(r, n);
	}
}

static void read_cell(const setter *s, const table_rows *t, table_row *row, const node *n)
{
	uint32_t index = (uint32_t)row->count++;
	cell_reader r = {.setter = s, .table = t, .row = row, .cell = index};

	row->cells[index] = (table_cell){.node = n,
					 .column = n->as.cell.column,
					 .across = (uint32_t)node_cell_across(n),
					 .down = (uint32_t)node_cell_down(n),
					 .first = (uint32_t)row->text_count,
					 .fraction = -1};
	row->spanned |= row->cells[index].down > 1;
	if (n->first && node_is_block(n->first))
		read_blocks(&r, n);
	else
		add_inlines(&r, n);
}

static void set_looks(const setter *s, const table_rows *t, table_row *row)
{
	const length grid = s->style->sheet.grid;

	row->look = cell_look(s, t, row->node);
	const length leading = table_leading(s, row->look);
	row->above = leading % grid ? 0 : leading - grid;
}

static void begin_row(const setter *s, const table_rows *t, const node *n, table_row *row)
{
	size_t cells = 0, room = 0;

	for (const node *cell = n->first; cell; cell = cell->next)
		cells++;
	*row = (table_row){.node = n,
			   .cells = ARENA_ARRAY(s->arena, cells, table_cell),
			   .head = n->as.row.head,
			   .lines = 1};
	row->texts = arena_grow(s->arena, NULL, 0, &room, cells, sizeof *row->texts);
	row->text_capacity = room;
	set_looks(s, t, row);
	for (const node *cell = n->first; cell; cell = cell->next)
		read_cell(s, t, row, cell);
}

table_rows *table_begin(const setter *s, const node *table, length measure,
			const appearance *around)
{
	table_rows *t = ARENA_NEW(s->arena, table_rows);
	size_t count = 0;

	*t = (table_rows){.node = table,
			  .around = around,
			  .measure = measure,
			  .scale = 1000,
			  .columns = ARENA_ARRAY(s->arena, table->as.table.columns, table_column)};
	for (const node *n = table->first; n; n = n->next)
		count += n->kind == NODE_ROW;
	t->rows = ARENA_ARRAY(s->arena, count, table_row);
	for (const node *n = table->first; n; n = n->next)
		if (n->kind == NODE_ROW)
			begin_row(s, t, n, &t->rows[t->count++]);
	while (t->heads < t->count && t->rows[t->heads].head)
		t->heads++;
	return t;
}

void table_rescale(const setter *s, table_rows *t, int scale)
{
	t->scale = scale;
	for (size_t i = 0; i < t->count; i++) {
		table_row *row = &t->rows[i];
		set_looks(s, t, row);
		for (size_t k = 0; k < row->text_count; k++) {
			table_text *text = &row->texts[k];
			if (text->code)
				continue;
			paragraph_shape shape = *paragraph_shape_of(text->text);
			shape.look = row->look;
			paragraph_reshape(s, text->text, &shape);
			paragraph_renew(s, text->text);
			paragraph_meet(s, text->text);
		}
	}
	shape_finish(s->shaper, shape_pending(s->shaper));
}
