/* layout: the one loop of the pipeline. A round sets texts whose references changed, breaks pages
 * and updates the references. The pages are composed once, when a round changes nothing (the page
 * numbers in the contents are known then and move no line). */
#include "layout/layout.h"

#include "base/arena.h"
#include "layout/folio.h"
#include "layout/layout_trace.h"
#include "layout/note_order.h"
#include "pages/pagebreak_trace.h"

#include <string.h>

enum { ROUNDS = 4 };

/* How much more it costs if two headings of a spread differ in white than if the white of one has
 * changed. */
enum { UNLIKE_TIMES = 4 };

/* How far down text may reach, from the trim's top: not over the paper's edge, and not so near to
 * the folio that both would be read as one text. So half a line above the folio's baseline stays
 * free, besides the last line's own space. */
static length lowest_foot(const sheet *page)
{
	const length clear = page->folio_baseline - page->grid / 2;

	return page->folio && clear > page->top ? clear : page->height;
}

/* How many lines longer a spread may be, as far as the page has room. */
static int spread_more(const style *s)
{
	const sheet *page = &s->sheet;
	const length room = lowest_foot(page) - page->top - page->grid * page->lines;

	if (room < 0)
		return 0;
	return s->pages.spread_more * page->grid <= room ? s->pages.spread_more
							 : (int)(room / page->grid);
}

/* How many lines more it may be where nothing else helps: one, if the page has room. */
static int wider(const style *s)
{
	const sheet *page = &s->sheet;

	return page->top + page->grid * (page->lines + spread_more(s) + 1) <= lowest_foot(page);
}

static pagebreak_prices prices_of(const style *s, pagebreak_trace *trace)
{
	return (pagebreak_prices){
		.lines = s->sheet.lines,
		.two_sided = s->sheet.two_sided,
		.spread_less = s->pages.spread_less,
		.spread_more = spread_more(s),
		.spread = s->pages.spread_price,
		.space = s->pages.heading_price,
		.unlike = UNLIKE_TIMES * s->pages.heading_price,
		.wider = wider(s),
		.setting_most = s->pages.variant_most,
		.end_least = style_end_least(s),
		.end = s->pages.end_price,
		.note_rule = galley_note_rule(s),
		.note_split = 2000,
		.carry = s->pages.float_price,
		.float_split = 2000,
		.first_page = 1,
		.trace = trace,
	};
}

/* And the picture that lies under it. */
static void block_found(references *r, const galley_block *block, const char *label)
{
	reference_found(r, block->node, label);
	if (block->plate)
		reference_found(r, block->plate->node, label);
}

static void tell_block(const setter *s, const galley_block *block, size_t setting, int from, int to,
		       const char *label, references *r);

static void tell_turned(const setter *s, const galley_block *block, const char *label,
			references *r)
{
	const galley_turned *t = block->turned;
	const pagebreak_page *at = &t->breaks.pages[block->turned_page];
	pagebreak_part part = {0};

	while (pagebreak_next(t->galley.breaks, t->breaks.choices, at, &part))
		tell_block(s, &t->galley.blocks[part.block], 0, part.from, part.to, label, r);
}

static void tell_block(const setter *s, const galley_block *block, size_t setting, int from, int to,
		       const char *label, references *r)
{
	const galley_columns *c = block->columns;
	columns_parts parts = {0};

	if (block->kind != GALLEY_ENTRY && from == 0)
		block_found(r, block, label);
	if (block->turned)
		tell_turned(s, block, label, r);
	for (size_t i = 0; c && i < c->flows[0].count; i++) {
		const columns *flows = &c->flows[setting];
		const columns_stream *flow = &flows->streams[i];
		/* rows that are padding of a box are before the first and after the last */
		int first = from - block->rows_above, last = to - block->rows_above;
		first = first < 0 ? 0 : first;
		last = last > flows->rows ? flows->rows : last;
		if (first >= last)
			continue;
		columns_list(s->arena, flow, flow->at[first], flow->at[last], &parts);
		for (size_t k = 0; k < parts.count; k++)
			tell_block(s, &c->streams[i].blocks[parts.items[k].block], 0,
				   parts.items[k].from, parts.items[k].to, label, r);
	}
}

/* What is in the margin beside a part of a block; rows: see galley_margin_rows. */
static void tell_margins(const setter *s, const galley_block *block, const pagebreak_part *part,
			 const int *row, const char *label, references *r)
{
	for (const galley_margin *m = block->margin; m; m = m->next, row++)
		for (size_t i = 0; *row >= part->from && *row < part->to && i < m->count; i++)
			tell_block(s, &m->blocks[i], 0, 0, m->breaks[i].settings[0].lines, label,
				   r);
}

static void tell_references(const setter *s, const galley *g, const pagebreak_result *breaks,
			    references *r)
{
	const char *const *labels = folio_labels(s, g, breaks);
	const int *rows = NULL;
	const galley_block *before = NULL; /* the block that rows are of */

	for (size_t i = 0; i < breaks->page_count; i++) {
		const pagebreak_page *at = &breaks->pages[i];
		pagebreak_part part = {0};
		while (pagebreak_next(g->breaks, breaks->choices, at, &part)) {
			const galley_block *block = &g->blocks[part.block];
			const size_t setting = breaks->choices[part.block].setting;
			tell_block(s, block, setting, part.from, part.to, labels[i], r);
			if (block->margin && block != before)
				rows = galley_margin_rows(s, block, &g->breaks[part.block],
							  setting);
			before = block->margin ? block : before;
			tell_margins(s, block, &part, rows, labels[i], r);
		}
	}
}

static void report_lines(const setter *s, const galley_block *block, size_t setting);

static void report_columns(const setter *s, const galley_columns *c)
{
	if (c->narrow)
		report_at(s->report, REPORT_COLUMNS_NARROW, c->narrow->place,
			  "so many columns would be too narrow for words, so there are fewer "
			  "beside each other: ask for fewer, or widen the text");
	for (size_t i = 0; i < c->flows[0].count; i++)
		for (size_t k = 0; k < c->flows[0].streams[i].count; k++)
			report_lines(s, &c->streams[i].blocks[k], 0);
}

static void report_too_wide(const setter *s, const table_rows *t)
{
	report_at(s->report, REPORT_TABLE_TOO_WIDE, t->node->place,
		  "the table's longest words don't fit the %s side by side, so they were divided: "
		  "shorten them, or give the table fewer columns",
		  t->turned ? "height of a page" : "width of the text");
}

static void report_turned(const setter *s, const galley *inner)
{
	for (size_t i = 0; i < inner->count; i++)
		report_lines(s, &inner->blocks[i], 0);
}

static void report_lines(const setter *s, const galley_block *block, size_t setting)
{
	if (block->remarks)
		paragraph_report(s, block->text, setting);
	if (block->row == (block->table ? block->table->rows : NULL) && block->row &&
	    block->table->too_wide)
		report_too_wide(s, block->table);
	if (block->turned && block->turned_page == 0)
		report_turned(s, &block->turned->galley);
	for (size_t i = 0; block->row && !block->table->too_wide && i < block->row->text_count; i++)
		if (!table_text_is_divided(block->row, &block->row->texts[i]))
			paragraph_report(s, block->row->texts[i].text, 0);
	if (block->columns)
		report_columns(s, block->columns);
	for (const galley_margin *m = block->margin; m; m = m->next)
		for (size_t i = 0; i < m->count; i++)
			report_lines(s, &m->blocks[i], 0);
}

/* Where a page begins in the manuscript. */
static place place_of_page(const setter *s, const galley *g, const pagebreak_result *breaks,
			   const pagebreak_page *at)
{
	pagebreak_part part = {.block = at->first, .from = at->first_line};
	size_t line = 0;

	pagebreak_next(g->breaks, breaks->choices, at, &part);
	const galley_block *block = &g->blocks[part.block];
	size_t setting = breaks->choices[part.block].setting;
	if (block->kind != GALLEY_TEXT || part.from == 0)
		return block->node->place;
	while (line + 1 < paragraph_lines(block->text, setting) &&
	       (block->rows[setting] ? block->rows[setting][line] : (int)line) < part.from)
		line++;
	return paragraph_line_place(s, block->text, setting, line);
}

static void report_tall(const setter *s, const galley_block *block, int lines)
{
	const char *what =
		block->kind == GALLEY_ROW ? "row of a table" : node_kind_name(block->node->kind);

	report_at(s->report, REPORT_BLOCK_TOO_TALL, block->node->place,
		  "this %s is %d lines tall and a page has %d, so it was broken where it should "
		  "not be: shorten it, or divide it",
		  what, lines, s->style->sheet.lines);
}

/* Something runs over an edge, and the style leaves nothing to be cut off. */
static void report_bleed(const setter *s, const galley *g)
{
	const sheet *sheet = &s->style->sheet;

	if (sheet->bleed > 0 || (!g->bleeds && !sheet->background))
		return;
	report_at(s->report, REPORT_BLEED_MISSING, g->bleeds ? g->bleeds->place : sheet->place,
		  "this runs to the trimmed edge, and with `page: {bleed: 0}` not over it: where "
		  "the knife slips, white shows; say `bleed: 3mm`");
}

/* Report what came out worse than the style wants. */
static void report_all(const setter *s, const galley *g, const pagebreak_result *breaks)
{
	report_bleed(s, g);
	for (size_t i = 0; i < g->count; i++) {
		int tall = g->breaks[i].settings[breaks->choices[i].setting].lines;

		report_lines(s, &g->blocks[i], breaks->choices[i].setting);
		if (g->breaks[i].whole && tall > s->style->sheet.lines)
			report_tall(s, &g->blocks[i], tall);
	}
	for (size_t i = 0; i < g->note_count; i++)
		for (size_t k = 0; k < g->notes[i].count; k++)
			report_lines(s, &g->notes[i].blocks[k], 0);
	for (size_t i = 0; i < breaks->page_count; i++) {
		const pagebreak_page *at = &breaks->pages[i];
		if (at->is_short && at->first < g->count)
			report_rated(s->report, REPORT_SHORT_PAGE, place_of_page(s, g, breaks, at),
				     0,
				     "page %d, which begins here, could not be filled or broken as "
				     "the style asks: shorten or lengthen what is on it, or relax "
				     "the style",
				     at->number);
	}
}

/* Blank pages at the end, so that the sheets of the last signature are whole. */
static void fill_signature(const setter *s, const galley *g, pagebreak_result *breaks)
{
	size_t signature = (size_t)s->style->sheet.signature, count = breaks->page_count,
	       all = signature > 1 ? (count + signature - 1) / signature * signature : count;

	if (all == count)
		return;
	report_at(s->report, REPORT_SIGNATURE_FILLED, s->document->root->place,
		  "%zu blank page%s at the end, so that the last signature has %zu pages",
		  all - count, all - count == 1 ? " is" : "s are", signature);
	pagebreak_page *pages = ARENA_ARRAY(s->arena, all, pagebreak_page);
	memcpy(pages, breaks->pages, count * sizeof *pages);
	for (size_t i = count; i < all; i++)
		pages[i] = (pagebreak_page){.first = g->count,
					    .last = g->count,
					    .number = pages[i - 1].number + 1,
					    .blank = true};
	breaks->pages = pages;
	breaks->page_count = all;
}

void layout_make(setter *s, document *d, FILE *trace, layout *result)
{
	references *r = references_new(s->arena, s->report, s->document, s->style);
	galley *g = ARENA_NEW(s->arena, galley);
	pagebreak_result *breaks = ARENA_NEW(s->arena, pagebreak_result);
	layout_trace context = {s, g};
	pagebreak_trace told = {.out = trace, .place = layout_trace_place, .context = &context};
	pagebreak_prices prices = prices_of(s->style, trace ? &told : NULL);
	bool again = true, moved = false;

	s->reference_words = reference_words;
	s->references = r;
	galley_cache *cache = galley_cache_new(s);
	for (int round = 0; again && round < ROUNDS; round++) {
		if (trace && round)
			fputs("again, for references say something else now\n", trace);
		galley_make(s, r, cache, g);
		pagebreak(s->arena, g->breaks, g->count, &prices, breaks);
		tell_references(s, g, breaks, r);
		moved = references_changed(r);
		again = note_order_settle(s->arena, d, g, breaks) || moved;
	}
	if (breaks->page_count == 0)
		report_at(s->report, REPORT_TEXT_EMPTY, s->document->root->place,
			  "there is nothing to set, because the text has no words; write some");
	fill_signature(s, g, breaks);
	if (moved)
		report_at(s->report, REPORT_REFERENCES_UNSETTLED, references_moved(r)->place,
			  "after %d rounds a page number still changed the pages, for example this "
			  "one, so references to it may be a page off; reword something near it",
			  ROUNDS);
	report_all(s, g, breaks);
	*result = (layout){g, breaks, page_compose(s, g, breaks, r), {0}};
	shaper_report_missing(s->shaper);
	if (report_errors(s->report) ==
	    0) /* after errors a text may be missing, if it has no face, for example */
		conserve_check(s, result->pages, &result->text);
}
