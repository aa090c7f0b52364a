/* table: widths by content. Each column asks for two widths, that of its longest word and that of
 * its longest cell on one line (as CSS 2.1 17.5.2.2 does for automatic tables). A column that wants
 * no more than an even share of the room gets what it wants, so that short cells stay whole; what
 * is left beyond the sum of the least is shared among the others in proportion to what each would
 * still like. Where even the least don't fit, columns shrink in proportion and words are cut. */
#include "layout/table.h"

#include "base/arena.h"

typedef struct column {
	length least, most, width, x;
	align align;
} column;

static const appearance *cell_look(const setter *s, const node *row)
{
	return style_for(s->style, s->arena, row->as.row.head ? ROLE_TABLE_HEAD : ROLE_TABLE, row);
}

static void ask_columns(const setter *s, const node *table, column *columns)
{
	for (const node *row = table->first; row; row = row->next) {
		if (row->kind != NODE_ROW)
			continue;
		size_t i = 0;
		for (const node *cell = row->first; cell && i < table->as.table.columns;
		     cell = cell->next, i++) {
			length least, most;
			paragraph_widths(s, cell, cell_look(s, row), &least, &most);
			columns[i].least = least > columns[i].least ? least : columns[i].least;
			columns[i].most = most > columns[i].most ? most : columns[i].most;
		}
	}
}

/* What all columns need at least that have no width yet. */
static length least_of(const column *columns, size_t count)
{
	length sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += columns[i].width ? 0 : columns[i].least;
	return sum;
}

/* Give modest columns what they want: as long as one wants no more than an even share of what is
 * left, and the others keep their least. Returns what is left. */
static length please_modest(column *columns, size_t count, length room)
{
	size_t left = count;

	for (bool again = true; again && left;) {
		again = false;
		for (size_t i = 0; i < count; i++) {
			column *c = &columns[i];
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
static bool share_widths(column *columns, size_t count, length room)
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
		column *c = &columns[i];
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
static length place_columns(const setter *s, const node *table, length measure, column *columns,
			    bool *too_wide)
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

/* The lines that come to stand in a row's leading: one with a tall image takes several. NULL where
 * each takes one. */
static const size_t *lines_of_cell(const setter *s, const paragraph *text, length leading,
				   size_t *total)
{
	size_t count = paragraph_lines(text, 0), *lines = ARENA_ARRAY(s->arena, count, size_t);

	*total = 0;
	for (size_t i = 0; i < count; i++) {
		length tall = paragraph_image_height(text, 0, i);
		*total +=
			tall > leading ? (size_t)((tall + leading / 4 + leading - 1) / leading) : 1;
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

static void set_row(const setter *s, const node *table, const node *n, const column *columns,
		    length left, table_row *row)
{
	table_cell *cells = ARENA_ARRAY(s->arena, table->as.table.columns, table_cell);
	const length leading = table_leading(s, cell_look(s, n)), grid = s->style->sheet.grid;

	*row = (table_row){.node = n,
			   .cells = cells,
			   .head = n->as.row.head,
			   .lines = 1,
			   .above = leading % grid ? 0 : leading - grid};
	for (const node *cell = n->first; cell && row->count < table->as.table.columns;
	     cell = cell->next) {
		const column *c = &columns[row->count];
		/* a cell is set in a hair more than it asked for, so that rounding breaks no line
		 */
		paragraph_shape shape = {.look = cell_look(s, n),
					 .measure = c->width + LENGTH_PT / 16,
					 .align = c->align,
					 .owner = cell};
		const paragraph *text = paragraph_set(s, cell, &shape);
		size_t total;
		const size_t *lines = lines_of_cell(s, text, leading, &total);
		cells[row->count++] = (table_cell){text, left + c->x, c->width, lines};
		row->lines = total > row->lines ? total : row->lines;
	}
}

length table_indent(align how, length free)
{
	return how == ALIGN_CENTER ? free / 2 : how == ALIGN_RIGHT ? free : 0;
}

void table_set(const setter *s, const node *table, length measure, table_rows *result)
{
	column *columns = ARENA_ARRAY(s->arena, table->as.table.columns, column);
	size_t capacity = 0;
	table_row *rows = NULL;

	*result = (table_rows){0};
	ask_columns(s, table, columns);
	result->width = place_columns(s, table, measure, columns, &result->too_wide);
	result->x = table_indent(style_of(s->style, ROLE_TABLE)->align, measure - result->width);
	for (const node *n = table->first; n; n = n->next)
		if (n->kind == NODE_ROW)
			set_row(s, table, n, columns, result->x,
				ARENA_APPEND(s->arena, rows, result->count, capacity));
	result->rows = rows;
}
