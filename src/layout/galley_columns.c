/* galley_columns: blocks side by side. A division has its blocks in columns that they flow through,
 * or its divisions (the class `column`) beside each other; each stream is a galley of its own, in a
 * narrower measure. To the pages all of it is one block, whose rows pages/columns.c finds. */
#include "layout/galley_private.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/* EMS_LEAST of a column that text flows through, EMS_LEAST_BESIDE of one with words of its own. */
enum { COLUMNS_MOST = 8, EMS_LEAST = 6, EMS_LEAST_BESIDE = 4 };

static bool is_column(const node *n)
{
	return n->kind == NODE_DIVISION && node_has_class(n, "column");
}

/* Are divisions of the class `column` all that is in it? */
static bool is_side_by_side(const node *n)
{
	for (const node *child = n->first; child; child = child->next)
		if (!is_column(child))
			return false;
	return n->first && node_has_class(n, "columns");
}

/* An attribute's value as a number, or 0. */
static int number_of(const node *n, const char *key)
{
	const char *said = node_attribute(n, key);
	long number = said ? strtol(said, NULL, 10) : 0;

	return number < 0 ? 0 : number > COLUMNS_MOST ? COLUMNS_MOST : (int)number;
}

static int count_of(const node *n, const appearance *look)
{
	int said = number_of(n, "column-count");

	return said ? said : look->column_count;
}

/* In a note there is no room for columns. */
bool galley_has_columns(const galley_builder *b, const node *n, const appearance *look)
{
	return !b->in_note && n->kind == NODE_DIVISION && n->first &&
	       (is_side_by_side(n) || count_of(n, look) > 1);
}

/* What is set side by side: children of the division from `first` to before `end`. */
typedef struct stream_source {
	const node *first, *end;
	bool inside; /* set `first` as a division that holds the rest */
	length width;
	int columns;
} stream_source;

/* One row of streams. */
typedef struct columns_builder {
	galley_builder *outer;
	const node *node;
	const appearance *look;
	stream_source sources[COLUMNS_MOST];
	size_t count;
	length measure, gap;
	bool narrow;
} columns_builder;

static length least_width(const columns_builder *c)
{
	return style_of(c->outer->setter->style, ROLE_BODY)->size * EMS_LEAST;
}

/* How many of the columns that are wanted have room. */
static int fitting(columns_builder *c, int wanted)
{
	int count = wanted < COLUMNS_MOST ? wanted : COLUMNS_MOST;

	while (count > 1 && (c->measure - c->gap * (count - 1)) / count < least_width(c))
		count--;
	c->narrow |= count < wanted;
	return count;
}

/* The blocks of one stream, in a galley of their own. */
static void set_stream(columns_builder *c, const stream_source *from, length left,
		       galley_stream *stream, columns_stream *flow, const context *in)
{
	const galley_builder *outer = c->outer;
	galley_builder b = {.setter = outer->setter,
			    .references = outer->references,
			    .cache = outer->cache,
			    .notes = outer->notes,
			    .note_look = outer->note_look,
			    .in_columns = true,
			    .column_left = left,
			    .column_width = from->width,
			    .in_float = outer->in_float};
	context own = *in;

	own.left = left;
	own.right = b.setter->style->sheet.measure - left - from->width;
	for (const node *n = from->first; n != from->end; n = n->next)
		galley_block_of(&b, n, &own);
	galley_lone_label(&b, c->node, &own);
	*stream = (galley_stream){b.blocks, left, from->width};
	*flow = (columns_stream){.blocks = b.breaks, .count = b.count, .columns = from->columns};
}

/* The notes that a stream's blocks owe, at the rows that end after their marks. */
static void owe_notes(columns_builder *c, const columns *flow, size_t stream, owed_notes *owed)
{
	const columns_stream *s = &flow->streams[stream];

	for (size_t i = 0; i < s->count; i++)
		for (size_t k = 0; k < s->blocks[i].settings[0].note_count; k++) {
			pagebreak_note note = s->blocks[i].settings[0].notes[k];
			note.line = columns_row(flow, stream, (columns_place){i, note.line}) - 1;
			*ARENA_APPEND(c->outer->setter->arena, owed->items, owed->count,
				      owed->capacity) = note;
		}
}

static int by_line(const void *a, const void *b)
{
	const pagebreak_note *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* A setting of the region's block. */
static void add_setting(columns_builder *c, const columns *flow, pagebreak_setting *setting)
{
	arena *a = c->outer->setter->arena;
	owed_notes owed = {0};

	setting->lines = flow->rows;
	uint8_t *stuck = ARENA_ARRAY(a, (size_t)flow->rows, uint8_t);
	for (int i = 1; i < flow->rows; i++)
		stuck[i - 1] = flow->ends[i] ? 0 : PAGEBREAK_TORN;
	for (size_t i = 0; i < flow->count; i++)
		owe_notes(c, flow, i, &owed);
	if (owed.count)
		qsort(owed.items, owed.count, sizeof *owed.items, by_line);
	setting->stuck = stuck;
	setting->notes = owed.items;
	setting->note_count = owed.count;
}

/* With rows to spare, pages find more of them to end after; where none ends in it, they are
 * empty. */
static void add_region(columns_builder *c, galley_columns *region, const context *in)
{
	static const struct {
		int slack, cost;
	} settings[] = {{0, 0}, {1, 150}, {3, 290}};
	galley_builder *b = c->outer;
	const setter *s = b->setter;
	galley_block block = {.kind = GALLEY_COLUMNS,
			      .node = c->node,
			      .look = galley_inner(s, c->look),
			      .left = in->left,
			      .width = c->measure,
			      .leading = s->style->sheet.grid,
			      .columns = region};
	const int lines = s->style->sheet.lines;
	pagebreak_block *numbers = galley_add(b, block, 1);
	numbers->setting_count = b->in_columns ? 1 : sizeof settings / sizeof *settings;
	numbers->whole = false;
	numbers->orphans = numbers->widows = 1;
	for (int i = 0; i < numbers->setting_count; i++) {
		columns *flow = &region->flows[i];
		if (i > 0) {
			*flow = region->flows[0];
			flow->streams = ARENA_ARRAY(s->arena, flow->count, columns_stream);
			memcpy(flow->streams, region->flows[0].streams,
			       flow->count * sizeof *flow->streams);
		}
		/* spreads may be longer, and one line more where nothing else helps */
		columns_divide(s->arena, flow, lines, lines + s->style->pages.spread_more + 1,
			       settings[i].slack);
		add_setting(c, flow, &numbers->settings[i]);
		numbers->settings[i].cost = settings[i].cost;
	}
}

/* Set what the sources name side by side, and add it as one block. */
static void set_region(columns_builder *c, context *in)
{
	galley_builder *b = c->outer;
	arena *a = b->setter->arena;
	galley_columns *region = ARENA_NEW(a, galley_columns);
	galley_stream *streams = ARENA_ARRAY(a, c->count, galley_stream);
	length left = in->left;
	size_t blocks = 0;

	*region = (galley_columns){.streams = streams,
				   .gap = c->gap,
				   .rule = c->look->column_rule,
				   .narrow = c->narrow ? c->node : NULL};
	region->flows[0].streams = ARENA_ARRAY(a, c->count, columns_stream);
	region->flows[0].count = c->count;
	for (size_t i = 0; i < c->count; i++) {
		columns_stream *flow = &region->flows[0].streams[i];
		set_stream(c, &c->sources[i], left, &streams[i], flow, in);
		in->label = NULL;
		left += (c->sources[i].width + c->gap) * c->sources[i].columns;
		blocks += flow->count;
		if (flow->count && flow->blocks[0].before > b->before)
			b->before = flow->blocks[0].before;
	}
	if (blocks)
		add_region(c, region, in);
}

/* A column's width in the measure, as its attribute says; 0: it says none, or nonsense. */
static length width_of(const columns_builder *c, const node *n)
{
	const char *said = node_attribute(n, "width");
	const sheet *sheet = &c->outer->setter->style->sheet;
	const length_base base = {c->look->size, sheet->grid};
	length given = 0;
	char *end;

	if (!said)
		return 0;
	double percent = strtod(said, &end);
	if (end > said && strcmp(end, "%") == 0)
		return percent >= 1 && percent <= 100 ? c->measure * (long)percent / 100 : 0;
	return length_parse(said, &base, &given) && given > 0 ? given : 0;
}

/* The widths that are given are scaled to the room; the other columns share the rest. */
static void share_widths(columns_builder *c)
{
	const length room = c->measure - c->gap * (length)(c->count - 1);
	length said = 0;
	size_t unsaid = 0;

	for (size_t i = 0; i < c->count; i++) {
		c->sources[i].width = width_of(c, c->sources[i].first);
		said += c->sources[i].width;
		unsaid += c->sources[i].width == 0;
	}
	const length least = room / (length)c->count / 2;
	length rest = unsaid ? room - said : 0, each = unsaid ? rest / (length)unsaid : 0;
	if (unsaid && each < least) {
		each = least;
		rest = least * (length)unsaid;
	}
	for (size_t i = 0; i < c->count; i++) {
		length *width = &c->sources[i].width;
		if (*width == 0)
			*width = each;
		else if (said > room - rest)
			*width = length_scale(*width, room - rest, said);
	}
}

/* Are there words in a column? What is said of a picture is not on the page. */
static bool has_words(const node *column)
{
	for (const node *n = column; n; n = node_after(n, column, n->kind == NODE_IMAGE))
		if (n->kind == NODE_TEXT || n->kind == NODE_CODE || n->kind == NODE_CODE_BLOCK)
			return true;
	return false;
}

static bool have_room(const columns_builder *c)
{
	const length least = c->look->size * EMS_LEAST_BESIDE;

	for (size_t i = 0; i < c->count; i++)
		if (c->sources[i].width < least && has_words(c->sources[i].first))
			return false;
	return true;
}

/* Columns that have no room for words beside each other go on below. */
static void set_side_by_side(columns_builder *c, context *in)
{
	const node *n = c->node->first;

	while (n) {
		c->count = 0;
		for (; n && c->count < (size_t)COLUMNS_MOST; n = n->next)
			c->sources[c->count++] = (stream_source){n, n->next, true, 0, 1};
		share_widths(c);
		while (c->count > 1 && !have_room(c)) {
			n = c->sources[--c->count].first;
			c->narrow = true;
			share_widths(c);
		}
		set_region(c, in);
		c->narrow = false;
	}
}

void galley_columns_set(galley_builder *b, const node *n, const appearance *look, context *in)
{
	columns_builder c = {.outer = b,
			     .node = n,
			     .look = look,
			     .measure = galley_measure(b, in),
			     .gap = look->column_gap};

	if (is_side_by_side(n)) {
		set_side_by_side(&c, in);
		return;
	}
	const int count = fitting(&c, count_of(n, look));
	const length room = c.measure - c.gap * (count - 1);
	c.sources[0] = (stream_source){n->first, NULL, false, room / count, count};
	c.count = 1;
	set_region(&c, in);
}
