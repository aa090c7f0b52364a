/* table: a table from its texts to its rows' lines, in three steps: what the columns need, how wide
 * they are, how tall the rows are.
 *
 * A table whose words do not fit side by side is set in smaller type, only as small as needed and
 * as the style allows. If that is not enough it is turned (galley_turned.c) or words are cut.
 *
 * Rows are read across, so if cells have several lines, rows are separated by a little space
 * (`row-space`). Text outside the table stays on the grid: a row takes whole grid lines, and what
 * it leaves of them counts towards the space below it. */
#include "layout/table.h"

#include "base/arena.h"
#include "lines/picture.h"

enum {
	/* the least width of a column that divides names in code: ems, but at most a share of the
	 * measure */
	TOKEN_EMS = 7,
	TOKEN_EMS_LEAST = 3,
	TOKEN_SHARE = 6
};

static length token_least(const setter *s, const table_rows *t)
{
	length em = style_of(s->style, ROLE_TABLE)->size, share = t->measure / TOKEN_SHARE;

	share = share < em * TOKEN_EMS ? share : em * TOKEN_EMS;
	return share > em * TOKEN_EMS_LEAST ? share : em * TOKEN_EMS_LEAST;
}

length table_indent(align how, length free)
{
	return how == ALIGN_CENTER ? free / 2 : how == ALIGN_RIGHT ? free : 0;
}

length table_leading(const setter *s, const appearance *look)
{
	length grid = s->style->sheet.grid;

	return look->leading       ? look->leading
	       : look->size > grid ? (look->size + grid - 1) / grid * grid
				   : grid;
}

length table_baseline(const table_row *row, const table_text *text, size_t line, length leading)
{
	return row->drop + row->above +
	       leading * (length)(text->first + (text->lines ? text->lines[line] : line));
}

/* --- What the columns need ------------------------------------------------------------------ */

static length larger(length a, length b)
{
	return a > b ? a : b;
}

/* Code is set in an endless measure, to find its width. */
static paragraph_needs needs_of_code(const setter *s, const table_text *text)
{
	const appearance *look = style_of(s->style, ROLE_CODE_BLOCK);
	const paragraph_shape shape = {.look = look,
				       .measure = s->style->sheet.measure,
				       .align = ALIGN_LEFT,
				       .owner = text->code};
	const paragraph *p = paragraph_set_code(s, text->code, &shape);
	paragraph_needs needs = {0};

	for (size_t i = 0; i < paragraph_lines(p, 0); i++) {
		text_line line;
		paragraph_line(s, p, 0, i, &line);
		needs.most = larger(needs.most, line.right);
	}
	needs.token = needs.most;
	return needs;
}

static void measure_text(const setter *s, const table_text *text, table_cell *cell)
{
	paragraph_needs needs;

	if (text->code)
		needs = needs_of_code(s, text);
	else
		paragraph_widths(s, text->text, &needs);
	cell->need.word = larger(cell->need.word, needs.word ? text->left + needs.word : 0);
	cell->need.token = larger(cell->need.token, needs.token ? text->left + needs.token : 0);
	cell->need.most = larger(cell->need.most, needs.most ? text->left + needs.most : 0);
}

void table_measure(const setter *s, table_rows *t)
{
	for (size_t i = 0; i < t->count; i++) {
		table_row *row = &t->rows[i];
		for (size_t k = 0; k < row->count; k++)
			row->cells[k].need = (table_need){0};
		for (size_t k = 0; k < row->text_count; k++)
			if (!row->texts[k].code)
				measure_text(s, &row->texts[k], &row->cells[row->texts[k].cell]);
	}
}

static void measure_code(const setter *s, table_rows *t)
{
	for (size_t i = 0; i < t->count; i++)
		for (size_t k = 0; k < t->rows[i].text_count; k++) {
			const table_text *text = &t->rows[i].texts[k];
			if (text->code)
				measure_text(s, text, &t->rows[i].cells[text->cell]);
		}
}

/* If a cell over several columns needs more than they have, the columns share the rest. */
static void widen(table_rows *t, table_cell *cell, length *(*of)(table_need *))
{
	length has = t->gutter * (length)(cell->across - 1), wants = *of(&cell->need);

	for (size_t i = 0; i < cell->across; i++)
		has += *of(&t->columns[cell->column + i].need);
	for (size_t i = 0; has < wants && i < cell->across; i++) {
		length part = (wants - has) / (length)(cell->across - i);
		*of(&t->columns[cell->column + i].need) += part;
		has += part;
	}
}

static length *word_of(table_need *n)
{
	return &n->word;
}

static length *token_of(table_need *n)
{
	return &n->token;
}

static length *most_of(table_need *n)
{
	return &n->most;
}

static void widen_for_spans(table_rows *t, table_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		if (row->cells[i].across == 1)
			continue;
		widen(t, &row->cells[i], word_of);
		widen(t, &row->cells[i], token_of);
		widen(t, &row->cells[i], most_of);
	}
}

static void ask_columns(table_rows *t)
{
	for (size_t i = 0; i < t->node->as.table.columns; i++)
		t->columns[i].need = (table_need){0};
	for (size_t i = 0; i < t->count; i++)
		for (size_t k = 0; k < t->rows[i].count; k++) {
			const table_cell *cell = &t->rows[i].cells[k];
			table_need *need = &t->columns[cell->column].need;
			if (cell->across > 1)
				continue;
			need->word = larger(need->word, cell->need.word);
			need->token = larger(need->token, cell->need.token);
			need->most = larger(need->most, cell->need.most);
		}
	for (size_t i = 0; i < t->node->as.table.columns; i++) {
		const table_column *c = &t->columns[i];
		table_need *need = &t->columns[i].need;
		if (!c->numbers)
			continue;
		need->most = larger(need->most, c->whole + c->fraction);
		need->word = larger(need->word, c->whole + c->fraction);
	}
	for (size_t i = 0; i < t->count; i++)
		widen_for_spans(t, &t->rows[i]);
}

/* --- How wide they are ---------------------------------------------------------------------- */

/* The needs of a sample of rows, evenly spread. Returns their number. */
static size_t sample(const setter *s, const table_rows *t, table_need **needs)
{
	const size_t columns = t->node->as.table.columns, most = table_widths_rows(columns),
		     count = t->count < most ? t->count : most;

	*needs = ARENA_ARRAY(s->scratch, count * columns, table_need);
	for (size_t i = 0; i < count; i++) {
		const table_row *row = &t->rows[i * t->count / count];
		for (size_t k = 0; k < row->count; k++)
			if (row->cells[k].across == 1)
				(*needs)[i * columns + row->cells[k].column] = row->cells[k].need;
	}
	return count;
}

static length gutters(const table_rows *t)
{
	size_t columns = t->node->as.table.columns;

	return columns ? t->gutter * (length)(columns - 1) : 0;
}

/* The space between columns: never more than half of the measure. */
static void find_gutter(const setter *s, table_rows *t)
{
	size_t columns = t->node->as.table.columns;

	t->gutter = columns > 1 ? length_scale(s->style->table_gutter, t->scale, 1000) : 0;
	if (columns > 1 && gutters(t) > t->measure / 2)
		t->gutter = t->measure / 2 / (length)(columns - 1);
}

/* The author's widths of the columns, per mille of the measure. */
static void take_widths(const table_rows *t, length room, length *widths)
{
	const uint16_t *said = t->node->as.table.widths;

	for (size_t i = 0; i < t->node->as.table.columns; i++) {
		widths[i] = length_scale(room, said[i] ? said[i] : 1, 1000);
		widths[i] = widths[i] > 0 ? widths[i] : 1;
	}
}

/* Find the widths; false: the words do not fit. */
static bool share(const setter *s, table_rows *t)
{
	const size_t columns = t->node->as.table.columns;
	length *widths = ARENA_ARRAY(s->scratch, columns, length);
	table_need *whole = ARENA_ARRAY(s->scratch, columns, table_need), *needs;
	bool fits = true;

	for (size_t i = 0; i < columns; i++)
		whole[i] = t->columns[i].need;
	table_wants wants = {.columns = columns,
			     .whole = whole,
			     .room = t->measure - gutters(t),
			     .token_least = token_least(s, t),
			     .token_short = style_of(s->style, ROLE_TABLE)->size * TOKEN_EMS};
	wants.rows = sample(s, t, &needs);
	wants.needs = needs;
	if (t->node->as.table.widths)
		take_widths(t, wants.room, widths);
	else
		fits = table_widths(&wants, widths);
	for (size_t i = 0; i < columns; i++)
		t->columns[i].width = widths[i];
	arena_reset(s->scratch);
	return fits;
}

/* How small the type must be for the words to fit, per mille of its current size. */
static int scale_wanted(const setter *s, const table_rows *t)
{
	length least = gutters(t);
	table_wants wants = {.token_least = token_least(s, t)};

	for (size_t i = 0; i < t->node->as.table.columns; i++) {
		wants.whole = &t->columns[i].need;
		least += table_widths_least(&wants, 0);
	}
	return least > t->measure ? (int)length_scale(1000, t->measure, least) - 5 : 1000;
}

static void find_widths(const setter *s, table_rows *t)
{
	const int least = s->style->table_least > 50 ? s->style->table_least * 10 : 500;

	for (;;) {
		measure_code(s, t);
		table_numbers(s, t);
		find_gutter(s, t);
		ask_columns(t);
		int scale = scale_wanted(s, t);
		if (scale >= 1000 || t->scale < 1000 || least >= 1000)
			break;
		table_rescale(s, t, scale > least ? scale : least);
		table_measure(s, t);
	}
	t->too_wide = !share(s, t);
}

static align column_alignment(const table_rows *t, size_t column, cell_align own)
{
	cell_align a = own != CELL_NONE ? own : t->node->as.table.aligns[column];

	return a == CELL_RIGHT                                ? ALIGN_RIGHT
	       : a == CELL_CENTER                             ? ALIGN_CENTER
	       : a == CELL_NONE && t->columns[column].numbers ? ALIGN_RIGHT
							      : ALIGN_LEFT;
}

/* A head over several columns is centred. */
static align cell_alignment(const table_rows *t, const table_cell *cell)
{
	cell_align a = cell->node->as.cell.align;

	bool head = cell->node->parent->as.row.head,
	     words = t->columns[cell->column].numbers && !head && cell->fraction < 0;

	/* such as words over several columns of numbers */
	if (a == CELL_NONE && words && t->node->as.table.aligns[cell->column] == CELL_NONE)
		return ALIGN_LEFT;
	return a == CELL_NONE && cell->across > 1 && head ? ALIGN_CENTER
							  : column_alignment(t, cell->column, a);
}

static void place_columns(const setter *s, table_rows *t)
{
	length x = 0;

	for (size_t i = 0; i < t->node->as.table.columns; i++) {
		t->columns[i].x = x;
		t->columns[i].align = column_alignment(t, i, CELL_NONE);
		x += t->columns[i].width + t->gutter;
	}
	t->width = x - t->gutter;
	t->x = table_indent(style_of(s->style, ROLE_TABLE)->align, t->measure - t->width);
}

/* Where a number's cell ends, so that its decimal mark is aligned with the others. */
static length number_edge(const table_column *c, length fraction)
{
	length block = c->whole + c->fraction, free = c->width - block;

	return block + (free > 0 ? table_indent(c->align, free) : 0) - c->fraction + fraction;
}

static void set_label(const setter *s, const table_row *row, table_text *text)
{
	length width = text->left - text->label_left - row->look->size / 2;
	const paragraph_shape shape = {.look = row->look,
				       .measure = larger(width, LENGTH_PT) + PARAGRAPH_HAIR,
				       .align = ALIGN_RIGHT,
				       .owner = text->label_owner};

	text->label = paragraph_set_text(s, text->label_words, text->label_owner->lang, &shape);
}

static void place_text(const setter *s, const table_rows *t, const table_row *row,
		       const table_cell *cell, table_text *text)
{
	const table_column *column = &t->columns[cell->column];
	length left = text->left < cell->width * 2 / 3 ? text->left : cell->width * 2 / 3,
	       width = cell->width - left;
	align how = cell_alignment(t, cell);

	if (cell->fraction >= 0 && column->numbers && how != ALIGN_LEFT) {
		width = number_edge(column, cell->fraction);
		how = ALIGN_RIGHT;
	}
	text->x = cell->x + left;
	text->label_x = cell->x + text->label_left;
	if (text->label_words && !text->label)
		set_label(s, row, text);
	const length measure = width + PARAGRAPH_HAIR;
	if (text->code) {
		const paragraph_shape shape = {.look = style_of(s->style, ROLE_CODE_BLOCK),
					       .measure = measure,
					       .align = ALIGN_LEFT,
					       .owner = text->code};
		text->text = paragraph_set_code(s, text->code, &shape);
		return;
	}
	paragraph_shape shape = *paragraph_shape_of(text->text);
	shape.measure = measure;
	shape.align = how;
	paragraph_reshape(s, text->text, &shape);
}

static void place_row(const setter *s, const table_rows *t, table_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		table_cell *cell = &row->cells[i];
		const table_column *last = &t->columns[cell->column + cell->across - 1];
		cell->x = t->x + t->columns[cell->column].x;
		cell->width = last->x + last->width - t->columns[cell->column].x;
	}
	for (size_t i = 0; i < row->text_count; i++)
		place_text(s, t, row, &row->cells[row->texts[i].cell], &row->texts[i]);
}

void table_fit(const setter *s, table_rows *t)
{
	find_widths(s, t);
	place_columns(s, t);
	for (size_t i = 0; i < t->count; i++)
		place_row(s, t, &t->rows[i]);
}

/* --- How tall the rows are ------------------------------------------------------------------ */

/* The lines that a text takes in the row's leading: one with a tall image takes several. NULL: each
 * takes one. */
static const size_t *lines_of_text(const setter *s, const paragraph *text, length leading,
				   size_t *total)
{
	size_t count = paragraph_lines(text, 0);

	*total = count;
	if (!paragraph_has_images(text))
		return NULL;
	size_t *lines = ARENA_ARRAY(s->arena, count, size_t);
	*total = 0;
	for (size_t i = 0; i < count; i++) {
		*total += (size_t)picture_rows_in_line(paragraph_image_height(text, 0, i), leading);
		lines[i] = *total - 1;
	}
	return *total > count ? lines : NULL;
}

static void count_lines(const setter *s, table_row *row)
{
	const length leading = table_leading(s, row->look);

	row->lines = 1;
	for (size_t i = 0; i < row->count; i++)
		row->cells[i].lines = 0;
	for (size_t i = 0; i < row->text_count; i++) {
		table_text *text = &row->texts[i];
		table_cell *cell = &row->cells[text->cell];
		size_t total;
		text->lines = lines_of_text(s, text->text, leading, &total);
		text->first = cell->lines ? cell->lines + text->space : 0;
		if (!total && text->label)
			total = 1;
		cell->lines = total ? text->first + total : cell->lines;
		if (cell->down == 1 && cell->lines > row->lines)
			row->lines = cell->lines;
	}
}

/* A cell over several rows makes the last of them as tall as it needs; each row shows its part of
 * the texts. */
static void reach_down(const setter *s, table_rows *t, size_t at, const table_cell *cell)
{
	const table_row *from = &t->rows[at];
	size_t lines = from->lines;

	for (size_t i = 1; i < cell->down && at + i < t->count; i++) {
		table_row *row = &t->rows[at + i];
		bool last = i + 1 == cell->down || at + i + 1 == t->count;
		if (last && lines + row->lines < cell->lines)
			row->lines = cell->lines - lines;
		for (size_t k = 0; k < cell->count && cell->lines > lines; k++)
			*ARENA_APPEND(s->arena, row->carried, row->carried_count,
				      row->carried_capacity) =
				(table_carried){&from->texts[cell->first + k], lines};
		lines += row->lines;
	}
}

static bool has_tall_rows(const table_rows *t)
{
	for (size_t i = t->heads; i < t->count; i++)
		if (t->rows[i].lines > 1)
			return true;
	return false;
}

bool table_text_is_divided(const table_row *row, const table_text *text)
{
	const table_cell *cell = &row->cells[text->cell];

	return cell->need.token > cell->width;
}

bool table_row_breaks(const setter *s, const table_row *row)
{
	const size_t few = 4; /* too few to be divided well */

	for (size_t i = 0; i < row->text_count; i++)
		if (row->texts[i].lines) /* a tall image, inside which no page may end */
			return false;
	return !row->head && row->lines > few && row->lines > (size_t)s->style->sheet.lines / 2;
}

/* The grid lines of each row, and the space due above it. */
static void space_rows(const setter *s, table_rows *t)
{
	const length grid = s->style->sheet.grid,
		     air = t->around || !has_tall_rows(t) ? 0 : s->style->row_space;
	length due = 0;

	for (size_t i = 0; i < t->count; i++) {
		table_row *row = &t->rows[i];
		const length leading = table_leading(s, row->look),
			     height = (leading > grid ? leading : grid) * (length)row->lines;
		row->drop = row->head ? 0 : table_row_breaks(s, row) && due > 0 ? grid : due;
		row->rows = (int)((row->drop + height + grid - 1) / grid);
		length over = grid * row->rows - row->drop - height;
		due = row->head || row->spanned || air < over ? 0 : air - over;
	}
}

void table_finish(const setter *s, table_rows *t)
{
	for (size_t i = 0; i < t->count; i++) {
		count_lines(s, &t->rows[i]);
		t->rows[i].carried_count = 0;
	}
	for (size_t i = 0; i < t->count; i++)
		for (size_t k = 0; t->rows[i].spanned && k < t->rows[i].count; k++)
			if (t->rows[i].cells[k].down > 1)
				reach_down(s, t, i, &t->rows[i].cells[k]);
	space_rows(s, t);
}
