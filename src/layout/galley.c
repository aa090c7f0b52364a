/* galley: walks the document's blocks and sets each in its role's appearance, in the measure that
 * its surroundings leave. The space between two blocks is the larger of the upper one's space below
 * and the lower one's space above, in whole grid lines. */
#include "layout/galley_private.h"

#include "base/arena.h"
#include "type/segment.h"

#include <string.h>

galley_cache *galley_cache_new(const setter *s)
{
	galley_cache *c = ARENA_NEW(s->arena, galley_cache);

	c->plan = plan_new(s);
	c->floats = ARENA_FULL_ARRAY(s->arena, s->document->nodes + 1, bool);
	return c;
}

const paragraph *galley_text(const galley_builder *b, const node *n, const paragraph_shape *shape)
{
	return plan_text(b->cache->plan, n, NULL, NULL, shape, b->in_float);
}

const paragraph *galley_words(const galley_builder *b, const node *n, const char *words,
			      const char *lang, const paragraph_shape *shape)
{
	return plan_text(b->cache->plan, n, words, lang, shape, b->in_float);
}

const appearance *galley_look_in_note(const galley_builder *b, const appearance *look)
{
	return b->note_look ? style_within(b->setter->style, look, b->note_look) : look;
}

const appearance *galley_look(const galley_builder *b, role role, const node *n)
{
	return galley_look_in_note(b, style_for(b->setter->style, role, n));
}

/* The width that blocks have before they are indented. */
static length whole_measure(const galley_builder *b)
{
	return b->in_columns ? b->column_width : b->setter->style->sheet.measure;
}

/* The least measure: however deep the nesting, a word must fit, but never over what is beside it.
 */
static length least_measure(const galley_builder *b, const appearance *look)
{
	const length whole = whole_measure(b);

	return look->size * 4 < whole ? look->size * 4 : whole;
}

length galley_measure(const galley_builder *b, const context *in)
{
	length measure = b->setter->style->sheet.measure - in->left - in->right,
	       least = least_measure(b, in->look);

	return measure > least ? measure : least;
}

void galley_narrow(const galley_builder *b, context *in, length left, length right)
{
	const length most = b->column_left + whole_measure(b) - least_measure(b, in->look);

	in->left += left;
	in->right += right;
	if (in->left > most)
		in->left = most;
}

static int more_of(int a, int b)
{
	return a > b ? a : b;
}

static void flex(galley_gap *gap, const appearance *look)
{
	gap->less = more_of(gap->less, look->space_less);
	gap->more = more_of(gap->more, look->space_more);
}

void galley_flex(galley_builder *b, const appearance *look)
{
	flex(&b->gap, look);
	for (int i = 0; i < PAGEBREAK_OWED; i++)
		flex(&b->past[i], look);
}

static void stiffen(galley_builder *b)
{
	b->gap.less = b->gap.more = 0;
	for (int i = 0; i < PAGEBREAK_OWED; i++)
		b->past[i].less = b->past[i].more = 0;
}

void galley_space(galley_builder *b, int lines)
{
	b->gap.lines = more_of(b->gap.lines, lines);
	for (int i = 0; i < PAGEBREAK_OWED; i++)
		b->past[i].lines = more_of(b->past[i].lines, lines);
}

void galley_space_at_least(pagebreak_block *numbers, int lines)
{
	numbers->space = more_of(numbers->space, lines);
	for (int i = 0; i < PAGEBREAK_OWED; i++)
		numbers->past[i].lines = more_of(numbers->past[i].lines, lines);
}

void galley_take_label(galley_block *block, context *in)
{
	block->label = in->label;
	block->label_owner = in->label_owner;
	block->label_left = in->label_left;
	in->label = NULL;
}

/* The space above a block that has this look. */
static pagebreak_space space_of(const galley_gap *gap, const appearance *look)
{
	int lines = more_of(gap->lines, look->space_before);

	return (pagebreak_space){lines, gap->less < lines ? gap->less : lines, gap->more};
}

static pagebreak_block *append(galley_builder *b, const galley_block *block)
{
	arena *a = b->setter->arena;
	size_t breaks = b->count;
	const bool after_float = b->count && b->count == b->float_end;
	const appearance *look = block->look;
	pagebreak_block *numbers = ARENA_APPEND(a, b->breaks, breaks, b->break_capacity);

	*ARENA_APPEND(a, b->blocks, b->count, b->block_capacity) = *block;
	b->blocks[b->count - 1].box = b->box;
	b->blocks[b->count - 1].bare = b->bare && b->before != PAGEBREAK_FREE;
	b->blocks[b->count - 1].on_page = (uint8_t)b->on_page;
	b->placed |= b->on_page != PLACE_TOP;
	b->blocks[b->count - 1].in_columns = b->in_columns;
	b->blocks[b->count - 1].margin = b->margins;
	b->has_margins |= b->margins != NULL;
	b->margins = NULL;
	b->blocks[b->count - 1].remarks = block->text && paragraph_has_remarks(block->text);
	galley_flex(b, look);
	pagebreak_space space = space_of(&b->gap, look);
	*numbers = (pagebreak_block){.orphans = (uint8_t)look->orphans,
				     .widows = (uint8_t)look->widows,
				     .before = b->before,
				     .space = space.lines,
				     .less = space.less,
				     .more = space.more};
	for (int i = 0; after_float && i < PAGEBREAK_OWED; i++)
		numbers->past[i] = space_of(&b->past[i], look);
	b->before = PAGEBREAK_FREE;
	b->bare = false;
	b->on_page = PLACE_TOP;
	b->gap = (galley_gap){0};
	return numbers;
}

pagebreak_block *galley_add(galley_builder *b, galley_block block, int rows)
{
	pagebreak_block *numbers = append(b, &block);

	numbers->setting_count = 1;
	numbers->settings[0].lines = rows > 0 ? rows : 1;
	numbers->whole = true;
	return numbers;
}

void galley_never_tear(galley_builder *b, pagebreak_block *numbers, int first, int last)
{
	pagebreak_setting *setting = &numbers->settings[0];
	uint8_t *stuck = (uint8_t *)setting->stuck;

	if (!stuck)
		setting->stuck = stuck =
			ARENA_ARRAY(b->setter->arena, (size_t)setting->lines, uint8_t);
	for (int i = first; i < last && i < setting->lines; i++)
		stuck[i] = PAGEBREAK_TORN;
}

/* No page ends after a setting's last line. */
static void keep_last_line(const galley_builder *b, pagebreak_setting *setting)
{
	uint8_t *stuck = ARENA_ARRAY(b->setter->arena, (size_t)setting->lines, uint8_t);

	if (setting->stuck)
		memcpy(stuck, setting->stuck, (size_t)setting->lines);
	stuck[setting->lines - 1] = PAGEBREAK_STUCK;
	setting->stuck = stuck;
}

/* Does what is kept with the next block head it? Not the image above a caption, nor the title of a
 * box: one line below it is all that many boxes have, and their edge closes it. */
static bool is_heading(const galley_block *block)
{
	return block->node->kind != NODE_IMAGE &&
	       !(block->box && block->node->kind == NODE_PARAGRAPH);
}

/* A heading with only one line after it looks stranded: the text below it on the page must have as
 * many lines as the style asks for. Floats between them may be deferred. */
static void keep_lines_below_heading(galley_builder *b, pagebreak_block *numbers)
{
	int least = b->needed;
	size_t below = b->count > 1 && b->count - 1 == b->float_end ? b->float_start : b->count - 1;

	if (below > 0 && b->breaks[below - 1].keep && is_heading(&b->blocks[below - 1]))
		least = b->setter->style->pages.heading_lines;
	b->needed = 0;
	if (least < 1 || numbers->before != PAGEBREAK_FREE)
		return;
	numbers->orphans = least > numbers->orphans ? (uint8_t)least : numbers->orphans;
	for (size_t i = 0; i < numbers->setting_count; i++)
		if (numbers->settings[i].lines < least)
			keep_last_line(b, &numbers->settings[i]);
	b->needed = least - numbers->settings[0].lines;
}

pagebreak_block *galley_add_text(galley_builder *b, const node *n, const appearance *look,
				 const paragraph *p, context *in)
{
	galley_block block = {
		.kind = GALLEY_TEXT, .node = n, .look = look, .left = in->left, .text = p};

	galley_take_label(&block, in);
	pagebreak_block *numbers = append(b, &block);
	galley_add_settings(b, look, p, &b->blocks[b->count - 1], numbers);
	keep_lines_below_heading(b, numbers);
	numbers->keep = look->keep;
	b->gap.lines = look->space_after;
	if (look->space_after > 0 && !look->keep)
		galley_flex(b, look);
	return numbers;
}

length galley_baseline(const setter *s, const galley_block *b, const pagebreak_block *numbers,
		       size_t setting, size_t line)
{
	length grid = s->style->sheet.grid;
	length first = s->style->sheet.first_baseline - s->style->sheet.top;

	if (b->leading == grid || !b->text)
		return first + grid * (b->rows[setting] ? b->rows[setting][line] : (length)line);
	size_t lines = paragraph_lines(b->text, setting);
	return first + grid * (numbers->settings[setting].lines - b->rows_below - 1) -
	       b->leading * (length)(lines - 1 - line);
}

int galley_row(const setter *s, const galley_block *b, const pagebreak_block *numbers,
	       size_t setting, size_t line)
{
	length grid = s->style->sheet.grid;

	if (b->divided_code)
		return galley_code_row(s, b, line) + b->rows_above;
	if (b->leading != grid)
		return (int)(galley_baseline(s, b, numbers, setting, line) / grid);
	return b->rows[setting] ? b->rows[setting][line] : (int)line;
}

static role heading_role(const node *n)
{
	int level = n->as.heading.level < 1 ? 1 : n->as.heading.level > 6 ? 6 : n->as.heading.level;

	return (role)(ROLE_HEADING1 + level - 1);
}

/* The height in lines of a paragraph's initial: its own, that of the division which begins with it,
 * or that of the heading above. */
static int initial_of(const galley_builder *b, const node *n, const appearance *look)
{
	const node *above = galley_above(b, n), *around = n->parent;

	if (b->in_note || look->leading % b->setter->style->sheet.grid != 0 ||
	    segment_is_right_to_left(n->lang))
		return 1;
	if (n->classes[0] && look->initial > 1)
		return look->initial;
	if (!above && around && around->kind == NODE_DIVISION)
		return galley_look(b, ROLE_BODY, around)->initial;
	if (above && above->kind == NODE_HEADING)
		return galley_look(b, heading_role(above), above)->initial;
	return 1;
}

void galley_paragraph(galley_builder *b, const node *n, const appearance *look, context *in,
		      length indent, const char *prefix)
{
	const int initial = n->kind == NODE_PARAGRAPH ? initial_of(b, n, look) : 1;
	const length measure = galley_measure(b, in);
	const paragraph_shape shape = {
		.look = look,
		.measure = measure,
		.first_indent = initial < 2 && indent < measure / 2 ? indent : 0,
		.initial = initial,
		.align = look->align,
		.variants = look->align == ALIGN_JUSTIFY && !b->in_note && !b->in_columns,
		.balanced = n->kind != NODE_PARAGRAPH,
		.owner = n,
		.prefix = prefix};

	galley_add_text(b, n, look, galley_text(b, n, &shape), in);
}

/* Does the block come right after a paragraph? Divisions do not count, nor do floats, which may be
 * deferred. */
static bool follows_paragraph(const galley_builder *b, const node *n)
{
	const node *above = galley_above(b, n);

	while (!above && n->parent && n->parent->kind == NODE_DIVISION) {
		n = n->parent;
		above = galley_above(b, n);
	}
	while (above && above->kind == NODE_DIVISION)
		above = above->last;
	return above && above->kind == NODE_PARAGRAPH;
}

bool galley_announces(const node *n)
{
	while (n->last)
		n = n->last;
	return n->kind == NODE_TEXT && n->as.text.length &&
	       n->as.text.data[n->as.text.length - 1] == ':';
}

/* Does a paragraph end in a colon, with a block other than running text after it? Then they stay
 * together. */
static bool introduces_next(const node *n)
{
	const node *next = n->next;

	return next && galley_announces(n) &&
	       (next->kind == NODE_CODE_BLOCK || next->kind == NODE_LIST ||
		next->kind == NODE_QUOTE || next->kind == NODE_TABLE);
}

/* A paragraph's first line is indented to separate it from the paragraph above: after another kind
 * of block, or after space, it is not indented. */
static void plain_paragraph(galley_builder *b, const node *n, context *in)
{
	const appearance *look = n->classes[0] ? galley_look(b, in->role, n) : in->look;
	bool introduces = introduces_next(n);
	bool heads = b->in_columns && b->count == 0;
	bool follows = !in->in_list && !heads && !galley_has_space(b) &&
		       b->before == PAGEBREAK_FREE && look->space_before == 0 &&
		       follows_paragraph(b, n);

	galley_paragraph(b, n, look, in, follows ? look->indent : 0, NULL);
	b->breaks[b->count - 1].keep |= introduces;
}

static pagebreak_before before_of(page_opening opens)
{
	return opens == OPENS_RECTO  ? PAGEBREAK_RECTO
	       : opens == OPENS_PAGE ? PAGEBREAK_PAGE
				     : PAGEBREAK_FREE;
}

void galley_break(galley_builder *b, page_opening opens)
{
	if (before_of(opens) > b->before)
		b->before = before_of(opens);
}

void galley_open(galley_builder *b, const appearance *look)
{
	galley_break(b, look->opens);
	b->bare |= look->bare;
	b->on_page = look->on_page != PLACE_TOP ? look->on_page : b->on_page;
}

const appearance *galley_inner(const setter *s, const appearance *outer)
{
	const appearance *body = style_of(s->style, ROLE_BODY);
	appearance *look = ARENA_NEW(s->arena, appearance);

	*look = *outer;
	look->space_before = body->space_before;
	look->space_after = body->space_after;
	look->space_less = body->space_less;
	look->space_more = body->space_more;
	look->opens = look->closes = OPENS_ANYWHERE;
	look->on_page = PLACE_TOP;
	look->bare = false;
	look->keep = false;
	return look;
}

/* Is it a quotation right after another, like a stanza of a poem? Readers would notice if the
 * spaces between them differed. */
static bool goes_on(const node *n)
{
	return n->kind == NODE_QUOTE && n->previous && n->previous->kind == NODE_QUOTE;
}

/* A block that holds others: a quote, a division. */
static void container(galley_builder *b, const node *n, role role, context *in)
{
	const appearance *look = galley_look(b, role, n);
	context own = *in;

	own.role = role;
	own.look = galley_inner(b->setter, look);
	galley_narrow(b, &own, look->left, look->right);
	galley_space(b, look->space_before);
	if (goes_on(n))
		stiffen(b);
	else
		galley_flex(b, look);
	galley_box *box = galley_box_begin(b, n, look, &own);
	if (!box)
		galley_check_bleed(b, n);
	galley_open(b, look);
	const size_t first = b->count;
	const bool opens = before_of(look->opens) != PAGEBREAK_FREE;
	if (galley_has_columns(b, n, look))
		galley_columns_set(b, n, look, &own);
	else
		galley_children(b, n, &own);
	if (opens && first < b->count)
		b->breaks[first].sink += look->sink;
	in->label = own.label;
	galley_box_end(b, box);
	galley_space(b, look->space_after);
	if (look->space_after > 0)
		galley_flex(b, look);
	galley_break(b, look->closes);
}

/* A break in thought: three asterisks with a line above and below. */
static void rule(galley_builder *b, const node *n, context *in)
{
	galley_block block = {.kind = GALLEY_RULE,
			      .node = n,
			      .look = in->look,
			      .left = in->left,
			      .width = galley_measure(b, in),
			      .leading = b->setter->style->sheet.grid};

	galley_take_label(&block, in);
	/* met now, since pages are painted in parts */
	shape_word(b->setter->shaper, "*", 1, block.look, n->lang, HB_SCRIPT_LATIN, 0, n->place);
	pagebreak_block *numbers = galley_add(b, block, 1);
	galley_space_at_least(numbers, 1);
	numbers->keep = true;
	b->gap.lines = 1;
}

static void page_break(galley_builder *b, const node *n)
{
	galley_break(b, n->as.page_break.recto ? OPENS_RECTO : OPENS_PAGE);
}

/* Page 1 is a right page, whatever its chapter asks for. */
static void begin_main(galley_builder *b)
{
	if (!b->setter->style->roman_folios || b->count == 0)
		return;
	galley_break(b, b->setter->style->sheet.two_sided ? OPENS_RECTO : OPENS_PAGE);
	b->main = b->count;
}

/* What comes before a child of the document may ask for a new page. */
static void settle_place(galley_builder *b, const node *n)
{
	galley_after_title(b, n);
	if (n == b->setter->document->main)
		begin_main(b);
}

void galley_block_of(galley_builder *b, const node *n, context *in)
{
	if (n->parent->kind == NODE_DOCUMENT)
		settle_place(b, n);
	switch (n->kind) {
	case NODE_TITLE:
	case NODE_SUBTITLE:
	case NODE_AUTHOR:
	case NODE_DATE: galley_title_part(b, n, in); break;
	case NODE_HEADING: galley_heading(b, n, in); break;
	case NODE_QUOTE: container(b, n, ROLE_QUOTE, in); break;
	case NODE_DIVISION:
		if (galley_is_marginal(b, n) && galley_margin_set(b, n))
			break;
		container(b, n, node_has_class(n, "abstract") ? ROLE_ABSTRACT : in->role, in);
		break;
	case NODE_LIST: galley_list(b, n, in); break;
	case NODE_DEFINITIONS: galley_definitions(b, n, in); break;
	case NODE_CODE_BLOCK:
	case NODE_VERBATIM: galley_code(b, n, in); break;
	case NODE_RULE: rule(b, n, in); break;
	case NODE_TABLE: galley_float(b, n, in, galley_table); break;
	case NODE_FIGURE:
		if (node_has_class(n, "logo"))
			galley_figure(b, n, in);
		else
			galley_float(b, n, in, galley_figure);
		break;
	case NODE_CONTENTS: galley_contents(b, n, in); break;
	case NODE_PAGE_BREAK: page_break(b, n); break;
	case NODE_MATTER: break;
	case NODE_NOTE: break; /* set at the foot of its page, or at the end */
	default: plain_paragraph(b, n, in);
	}
}

void galley_children(galley_builder *b, const node *parent, context *in)
{
	for (const node *n = parent->first; n; n = n->next)
		galley_block_of(b, n, in);
}

/* About how many blocks the galley gets from some nodes: one for each innermost block, and one for
 * each row. */
static size_t blocks_below(const node *parent)
{
	size_t count = 0;

	for (const node *n = parent->first; n; n = n->next)
		count += n->kind != NODE_ROW && n->first && node_is_block(n->first)
				 ? blocks_below(n)
				 : 1;
	return count;
}

/* Reserving room saves copying the arrays, which are long, whenever they grow. */
static void reserve(const setter *s, galley_cache *c)
{
	const size_t below = blocks_below(s->document->root), count = below + below / 64 + 16;

	c->blocks = ARENA_FULL_ARRAY(s->arena, count, galley_block);
	c->breaks = ARENA_FULL_ARRAY(s->arena, count, pagebreak_block);
	c->block_capacity = c->break_capacity = count;
}

/* Remarks that no block follows are beside the last one. */
static void keep_margins(galley_builder *b)
{
	galley_margin **last = b->count ? (galley_margin **)&b->blocks[b->count - 1].margin : NULL;

	while (last && *last)
		last = &(*last)->next;
	if (last)
		*last = b->margins;
	b->has_margins |= b->margins != NULL;
	b->margins = NULL;
}

static void walk(const setter *s, const references *r, galley_cache *c, galley *result)
{
	galley_builder b = {.setter = s,
			    .references = r,
			    .cache = c,
			    .blocks = c->blocks,
			    .breaks = c->breaks,
			    .block_capacity = c->block_capacity,
			    .break_capacity = c->break_capacity,
			    .before = PAGEBREAK_PAGE,
			    .main = SIZE_MAX};
	context in = {.role = ROLE_BODY, .look = style_of(s->style, ROLE_BODY)};

	*result = (galley){0};
	plan_walk(c->plan);
	if (!s->style->pages.end_notes)
		galley_notes(&b, result);
	b.notes = result->notes;
	galley_children(&b, s->document->root, &in);
	keep_margins(&b);
	if (s->style->pages.end_notes)
		galley_end_notes(&b);
	result->blocks = c->blocks = b.blocks;
	result->breaks = c->breaks = b.breaks;
	result->count = b.count;
	result->boxed = b.boxed;
	result->margins = b.has_margins;
	result->bleeds = b.bleeds;
	result->main = b.main < b.count ? b.main : b.count;
	if (b.placed)
		galley_place(&b);
	c->block_capacity = b.block_capacity;
	c->break_capacity = b.break_capacity;
}

void galley_make(const setter *s, const references *r, galley_cache *cache, galley *result)
{
	if (cache->blocks)
		plan_renew(cache->plan);
	else
		reserve(s, cache);
	do
		walk(s, r, cache, result);
	while (plan_set(cache->plan));
}
