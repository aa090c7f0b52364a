/* table: widths by content. Each column asks for two widths, that of its longest word and that of
 * its longest cell on one line (as CSS 2.1 17.5.2.2 does for automatic tables). A column that wants
 * no more than an even share of the room gets what it wants, so that short cells stay whole; what
 * is left beyond the sum of the least is shared among the others in proportion to what each would
 * still like. Where even the least don't fit, columns shrink in proportion and words are cut. */
#include "layout/table.h"

#include "base/arena.h"
#include "lines/picture.h"

static const appearance *cell_look(const setter *s, const node *row, const appearance *around)
{
	const appearance *look =
		style_for(s->style, s->arena, row->as.row.head ? ROLE_TABLE_HEAD : ROLE_TABLE, row);

	return around ? style_within(s->style, look, around) : look;
}

static void ask_columns(const setter *s, const table_rows *t, table_column *columns)
{
	for (size_t i = 0; i < t->node->as.table.columns; i++)
		columns[i] = (table_column){0};
	for (size_t i = 0; i < t->count; i++)
		for (size_t k = 0; k < t->rows[i].count; k++) {
			length least, most;
			paragraph_widths(s, t->rows[i].cells[k].text, &least, &most);
			columns[k].least = least > columns[k].least ? least : columns[k].least;
			columns[k].most = most > columns[k].most ? most : columns[k].most;
		}
}

/* What all columns need at least that have no width yet. */
static length least_of(const table_column *columns, size_t count)
{
	length sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += columns[i].width ? 0 : columns[i].least;
	return sum;
}

/* Give modest columns what they want: as long as one wants no more than an even share of what is
 * left, and the others keep their least. Returns what is left. */
static length please_modest(table_column *columns, size_t count, length room)
{
	size_t left = count;

	for (bool again = true; again && left;) {
		again = false;
		for (size_t i = 0; i < count; i++) {
			table_column *c = &columns[i];
			bool modest = !c->width && c->most <= room / (length)left &&
				      room - c->most >= least_of(columns, count) - c->least;
			if (!modest)
				continue;
			c->width = c->most > 0 ? c->most : 1;
			room -= c->width;
			left--;
			again = left > 0;
		}
	}
	return room;
}

/* Share `room` among the columns; false: they do not fit. */
static bool share_widths(table_column *columns, size_t count, length room)
{
	length least = least_of(columns, count), wish = 0;

	if (least > room) {
		for (size_t i = 0; i < count; i++)
			columns[i].width = length_scale(columns[i].least, room, least);
		return false;
	}
	room = please_modest(columns, count, room);
	least = least_of(columns, count);
	for (size_t i = 0; i < count; i++)
		wish += columns[i].width ? 0 : columns[i].most - columns[i].least;
	for (size_t i = 0; i < count; i++) {
		table_column *c = &columns[i];
		if (!c->width)
			c->width = least + wish <= room
					   ? c->most
					   : c->least + length_scale(c->most - c->least,
								     room - least, wish);
	}
	return true;
}

static align cell_alignment(cell_align a)
{
	return a == CELL_RIGHT ? ALIGN_RIGHT : a == CELL_CENTER ? ALIGN_CENTER : ALIGN_LEFT;
}

/* Widths and places of the columns; returns the width of the whole. */
static length place_columns(const setter *s, const node *table, length measure,
			    table_column *columns, bool *too_wide)
{
	size_t count = table->as.table.columns;
	length gutter = count > 1 ? s->style->table_gutter : 0, x = 0;

	if (gutter * (length)(count - 1) > measure / 2)
		gutter = measure / 2 / (length)(count - 1);
	*too_wide = !share_widths(columns, count, measure - gutter * (length)(count - 1));
	if (*too_wide)
		report_at(s->report, REPORT_TABLE_TOO_WIDE, table->place,
			  "the table's longest words don't fit the width of the text side by side, "
			  "so they were divided: shorten them, or give the table fewer columns");
	for (size_t i = 0; i < count; i++) {
		columns[i].x = x;
		columns[i].align = cell_alignment(table->as.table.aligns[i]);
		x += columns[i].width + gutter;
	}
	return x - gutter;
}

/* The lines that a cell's text takes in the row's leading: one with a tall image takes several.
 * NULL where each takes one. */
static const size_t *lines_of_cell(const setter *s, const paragraph *text, length leading,
				   size_t *total)
{
	size_t count = paragraph_lines(text, 0), *lines = ARENA_ARRAY(s->arena, count, size_t);

	*total = 0;
	for (size_t i = 0; i < count; i++) {
		*total += (size_t)picture_rows_in_line(paragraph_image_height(text, 0, i), leading);
		lines[i] = *total - 1;
	}
	return *total > count ? lines : NULL;
}

length table_leading(const setter *s, const appearance *look)
{
	length grid = s->style->sheet.grid;

	return look->leading       ? look->leading
	       : look->size > grid ? (look->size + grid - 1) / grid * grid
				   : grid;
}

length table_baseline(const table_row *row, const table_cell *cell, size_t line, length leading)
{
	return row->above + leading * (length)(cell->lines ? cell->lines[line] : line);
}

length table_indent(align how, length free)
{
	return how == ALIGN_CENTER ? free / 2 : how == ALIGN_RIGHT ? free : 0;
}

/* A cell's columns have no width yet: its words are asked for theirs. */
static void begin_cell(const setter *s, const node *cell, const appearance *look,
		       table_cell *result)
{
	const paragraph_shape shape = {.look = look,
				       .measure = s->style->sheet.measure,
				       .align = ALIGN_LEFT,
				       .owner = cell};

	result->text = paragraph_begin(s, cell, &shape);
}

static void begin_row(const setter *s, const node *table, const node *n, const appearance *around,
		      table_row *row)
{
	const appearance *look = cell_look(s, n, around);
	const length leading = table_leading(s, look), grid = s->style->sheet.grid;

	*row = (table_row){.node = n,
			   .look = look,
			   .cells = ARENA_ARRAY(s->arena, table->as.table.columns, table_cell),
			   .head = n->as.row.head,
			   .lines = 1,
			   .above = leading % grid ? 0 : leading - grid};
	for (const node *cell = n->first; cell && row->count < table->as.table.columns;
	     cell = cell->next)
		begin_cell(s, cell, look, &row->cells[row->count++]);
}

table_rows *table_begin(const setter *s, const node *table, length measure,
			const appearance *around)
{
	table_rows *t = ARENA_NEW(s->arena, table_rows);
	size_t capacity = 0;

	*t = (table_rows){.node = table,
			  .measure = measure,
			  .columns = ARENA_ARRAY(s->arena, table->as.table.columns, table_column)};
	for (const node *n = table->first; n; n = n->next)
		if (n->kind == NODE_ROW)
			begin_row(s, table, n, around,
				  ARENA_APPEND(s->arena, t->rows, t->count, capacity));
	return t;
}

void table_measure(const setter *worker, table_rows *t)
{
	ask_columns(worker, t, t->columns);
}

void table_fit(const setter *s, table_rows *t)
{
	table_column *columns = t->columns;

	t->width = place_columns(s, t->node, t->measure, columns, &t->too_wide);
	t->x = table_indent(style_of(s->style, ROLE_TABLE)->align, t->measure - t->width);
	for (size_t i = 0; i < t->count; i++)
		for (size_t k = 0; k < t->rows[i].count; k++) {
			table_cell *cell = &t->rows[i].cells[k];
			paragraph_shape shape = *paragraph_shape_of(cell->text);
			/* a cell is set in a hair more than it asked for, so that rounding breaks
			 * no line */
			shape.measure = columns[k].width + LENGTH_PT / 16;
			shape.align = columns[k].align;
			paragraph_reshape(s, cell->text, &shape);
			cell->x = t->x + columns[k].x;
			cell->width = columns[k].width;
		}
}

void table_finish(const setter *s, table_rows *t)
{
	for (size_t i = 0; i < t->count; i++) {
		table_row *row = &t->rows[i];
		const length leading = table_leading(s, row->look);
		for (size_t k = 0; k < row->count; k++) {
			size_t total;
			row->cells[k].lines = lines_of_cell(s, row->cells[k].text, leading, &total);
			row->lines = total > row->lines ? total : row->lines;
		}
	}
}
