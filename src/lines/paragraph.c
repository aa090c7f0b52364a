/* paragraph: from inlines to settings. The text is collected, made items and broken by total fit;
 * first without hyphens, which are looked up only where the paragraph has no good way without
 * them. */
#include "lines/paragraph_facts.h"
#include "lines/paragraph_private.h"

#include "base/arena.h"

/* How many times dearer than the style likes a setting may be. It is kept for chapters that have no
 * legal way without it. */
enum { DEARER_VARIANTS = 3 };

static linebreak_prices prices_of(const setter *s, const paragraph *p)
{
	const line_style *l = &s->style->lines;
	const appearance *look = p->shape.look;
	linebreak_prices prices = linebreak_house_prices();

	prices.ragged = p->shape.align != ALIGN_JUSTIFY;
	prices.free_last = !p->shape.balanced;
	prices.expansion = prices.ragged ? 0 : l->expansion;
	prices.tracking = prices.ragged ? 0 : l->tracking;
	prices.hyphen = l->hyphen_price;
	prices.fitness = l->fitness_price;
	prices.step = l->step_price;
	prices.runt = l->runt_price;
	prices.runt_width = paragraph_runt_width(look);
	prices.variant_most = s->style->pages.variant_most * DEARER_VARIANTS;
	prices.variants = p->shape.variants && s->style->pages.variants > 0;
	prices.flow = p->shape.variants || prices.ragged ? s->flow : NULL;
	prices.scratch = s->breaking;
	paragraph_trace(s, p, &prices);
	return prices;
}

/* An initial's width and the room after it, without what hangs into the margin. */
static length initial_width(const setter *s, const paragraph *p)
{
	const word *first = p->count && p->shape.initial > 1 ? p->atoms[0].word : NULL;

	if (!first || !first->count || !p->spans[p->atoms[0].span].initial)
		return 0;
	return first->width - (p->has_levels ? 0 : shape_hang(s->style, first->runs[0], 0, true));
}

static void break_lines(const setter *s, paragraph *p, linebreak_prices *prices, bool hyphens)
{
	enum { LINES_MOST = 8 };
	length widths[LINES_MOST] = {p->shape.measure - p->shape.first_indent};
	size_t count = 1;

	paragraph_items(s, p, hyphens);
	p->beside_initial = initial_width(s, p);
	for (; (int)count < p->shape.initial && count + 1 < LINES_MOST; count++)
		widths[count] = p->shape.measure - p->beside_initial;
	widths[count++] = p->shape.measure;
	prices->hyphens_given = hyphens || !(p->shape.look->hyphenate || p->wants_hyphens);
	paragraph_relax(s, p);
	linebreak(s->lines, p->items, p->count, widths, count, prices, &p->breaks);
}

static void choose(const setter *s, paragraph *p)
{
	linebreak_prices prices = prices_of(s, p);
	linebreak_flow above;

	if (prices.flow)
		linebreak_flow_copy(&above, prices.flow);
	break_lines(s, p, &prices, false);
	if (p->breaks.wants_hyphens) {
		if (prices.flow)
			linebreak_flow_copy(prices.flow, &above);
		prices.told = true;
		break_lines(s, p, &prices, true);
	}
	paragraph_keep(s, p);
}

/* Its faces and languages are met at once, in the order of the texts. */
static void meet_looks(const setter *s, const paragraph *p)
{
	for (size_t i = 0; i < p->span_count; i++)
		shape_prepare(s->shaper, p->spans[i].look, p->spans[i].lang, p->spans[i].place);
	arena_reset(s->scratch);
}

paragraph *paragraph_begin(const setter *s, const node *parent, const paragraph_shape *shape)
{
	paragraph *p = ARENA_NEW(s->arena, paragraph);

	p->parent = parent;
	p->shape = *shape;
	if (!p->shape.owner)
		p->shape.owner = parent;
	paragraph_collect(s, parent, p);
	meet_looks(s, p);
	return p;
}

paragraph *paragraph_begin_text(const setter *s, const char *text, const char *lang,
				const paragraph_shape *shape)
{
	paragraph *p = ARENA_NEW(s->arena, paragraph);

	p->shape = *shape;
	paragraph_collect_text(s, text, lang, p);
	meet_looks(s, p);
	return p;
}

void paragraph_break(const setter *s, paragraph *p)
{
	p->wants_hyphens = false;
	choose(s, p);
	p->set = true;
	arena_reset(s->scratch);
}

paragraph *paragraph_set_text(const setter *s, const char *text, const char *lang,
			      const paragraph_shape *shape)
{
	paragraph *p = paragraph_begin_text(s, text, lang, shape);

	const hyphen_missing *missing;

	paragraph_meet(s, p);
	shape_finish(s->shaper, shape_pending(s->shaper));
	paragraph_break(s, p);
	size_t count = hyphen_take_missing(s->hyphens, &missing);
	if (s->report)
		hyphen_report(s->hyphens, missing, count);
	return p;
}

void paragraph_renew(const setter *s, paragraph *p)
{
	if (p->parent)
		*p = *paragraph_begin(s, p->parent, &p->shape);
	p->set = false;
}

void paragraph_reshape(const setter *s, paragraph *p, const paragraph_shape *shape)
{
	const bool resized = p->has_images && p->shape.measure != shape->measure;
	const node *owner = shape->owner ? shape->owner : p->parent;

	p->shape = *shape;
	p->shape.owner = owner;
	if (resized) {
		paragraph_renew(s, p);
		paragraph_meet(s, p);
	}
}

const paragraph_shape *paragraph_shape_of(const paragraph *p)
{
	return &p->shape;
}

bool paragraph_is_set(const paragraph *p)
{
	return p && p->set;
}

void paragraph_know_languages(const setter *s, const paragraph *p)
{
	for (size_t i = 0; i < p->span_count; i++)
		hyphen_know(s->hyphens, p->spans[i].lang);
}

enum { WILLING = 100 }; /* a break dearer than this does not make a column narrower */

/* A column is as wide as its widest word, also where no line has room for that. */
static length whole_width(const paragraph *p, size_t i)
{
	const item *it = &p->items[i];

	return it->width == ITEM_WIDEST && p->atoms[i].word ? p->atoms[i].word->width : it->width;
}

static bool is_token(const paragraph *p, size_t i)
{
	const span *in = &p->spans[p->atoms[i].span];

	return p->atoms[i].word && in->owner &&
	       (in->owner->kind == NODE_CODE || in->owner->kind == NODE_RAW);
}

void paragraph_widths(const setter *s, paragraph *p, paragraph_needs *needs)
{
	const length measure = p->shape.measure;
	length word = 0, line = 0;
	bool token = false;

	*needs = (paragraph_needs){0};
	p->shape.measure = s->style->sheet.measure;
	paragraph_items(s, p, false);
	p->shape.measure = measure;
	for (size_t i = 0; i < p->count; i++) {
		const item *it = &p->items[i];
		bool ends = it->kind == ITEM_PENALTY && it->cost <= -ITEM_FORBIDDEN;
		if (it->kind == ITEM_BOX) {
			word += whole_width(p, i);
			token |= is_token(p, i);
		}
		if (it->kind != ITEM_PENALTY)
			line += whole_width(p, i);
		if (it->kind == ITEM_GLUE || (it->kind == ITEM_PENALTY && it->cost < WILLING)) {
			length *longest = token ? &needs->token : &needs->word;
			*longest = word > *longest ? word : *longest;
			word = 0;
			token = false;
		}
		if (ends) {
			needs->most = line > needs->most ? line : needs->most;
			line = 0;
		}
	}
	arena_reset(s->scratch);
}

size_t paragraph_bytes(const paragraph *p)
{
	return p->length;
}

size_t paragraph_settings(const paragraph *p)
{
	return p->code ? 1 : p->breaks.count;
}

size_t paragraph_lines(const paragraph *p, size_t setting)
{
	return p->code ? p->code_count : p->breaks.settings[setting].count;
}

int64_t paragraph_cost(const paragraph *p, size_t setting)
{
	return p->code ? 0 : p->breaks.settings[setting].cost - p->breaks.settings[0].cost;
}

bool paragraph_hyphen(const paragraph *p, size_t setting, size_t line)
{
	if (p->code)
		return false;
	const linebreak_line *l = &p->breaks.settings[setting].lines[line];
	return l->hyphen || l->explicit_hyphen;
}

bool paragraph_hyphens(const paragraph *p, size_t setting)
{
	return !p->code && p->breaks.settings[setting].hyphens;
}

bool paragraph_has_images(const paragraph *p)
{
	return p->has_images && !p->code;
}

length paragraph_image_height(const paragraph *p, size_t setting, size_t line)
{
	length tallest = 0;

	if (!p->has_images || p->code)
		return 0;
	const linebreak_line *l = &p->breaks.settings[setting].lines[line];
	for (uint32_t i = l->first; i < l->last; i++) {
		const span *in = &p->spans[p->kept[i].span];
		if ((p->kinds[i] & KEPT_BOX) && in->image && in->height > tallest)
			tallest = in->height;
	}
	return tallest;
}

const node *paragraph_note_mark(const paragraph *p, size_t setting, size_t i, size_t *line)
{
	if (p->code || i >= p->note_count)
		return NULL;
	const linebreak_setting *chosen = &p->breaks.settings[setting];
	for (*line = 0; *line + 1 < chosen->count && chosen->lines[*line].last <= p->notes[i];)
		++*line;
	return p->spans[p->kept[p->notes[i]].span].owner;
}

place paragraph_place(const paragraph *p)
{
	const node *owner = p->shape.owner;

	return p->span_count && p->spans[0].place.line ? p->spans[0].place
	       : owner                                 ? owner->place
						       : (place){0};
}

/* The place of the first word or image of some items; of the paragraph where it has none. */
static place place_of_items(locator *l, uint32_t first, uint32_t last)
{
	const paragraph *p = l->paragraph;

	for (uint32_t i = first; i < last; i++)
		if (p->kinds[i] & KEPT_BOX)
			return paragraph_locate(l, p->kept[i].word
							   ? p->kept[i].start + p->kept[i].from
							   : p->spans[p->kept[i].span].start);
	return paragraph_place(p);
}

place paragraph_line_place(const setter *s, const paragraph *p, size_t setting, size_t line)
{
	locator at = {.paragraph = p, .report = s->report};

	if (p->code || line >= paragraph_lines(p, setting))
		return paragraph_place(p);
	const linebreak_line *l = &p->breaks.settings[setting].lines[line];
	return place_of_items(&at, l->first, l->last);
}

void paragraph_line_places(const setter *s, const paragraph *p, size_t setting, place *places)
{
	locator at = {.paragraph = p, .report = s->report};
	const size_t count = paragraph_lines(p, setting);

	for (size_t i = 0; i < count; i++) {
		const linebreak_line *l = p->code ? NULL : &p->breaks.settings[setting].lines[i];
		places[i] = l ? place_of_items(&at, l->first, l->last) : paragraph_place(p);
	}
}

/* What readers would notice in a line that could not be set well: a word wider than the measure, or
 * gaping spaces. */
static void judge_line(const setter *s, locator *at, const linebreak_line *l)
{
	const length excess = l->natural - l->width;

	if (l->overfull && excess > 0)
		report_rated(s->report, REPORT_OVERFULL, place_of_items(at, l->first, l->last),
			     excess,
			     "the line that begins here is %lld pt wider than the text: reword it, "
			     "allow a break, or widen the text",
			     (long long)((excess + LENGTH_PT - 1) / LENGTH_PT));
	else if (l->unfilled)
		report_rated(s->report, REPORT_LOOSE, place_of_items(at, l->first, l->last),
			     -excess,
			     "the line that begins here was left short, because its words can't be "
			     "divided and it would gape if filled: reword the sentence");
	else if (l->emergency && at->paragraph->shape.align == ALIGN_JUSTIFY)
		report_rated(s->report, REPORT_LOOSE, place_of_items(at, l->first, l->last),
			     -excess,
			     "the line that begins here gapes because its words can't be divided "
			     "better: reword the sentence");
}

/* Letters of a word that a message shows. */
static int shown_bytes(const char *text, uint32_t bytes)
{
	enum { SHOWN = 32 };

	if (bytes <= SHOWN)
		return (int)bytes;
	for (bytes = SHOWN; ((unsigned char)text[bytes] & 0xC0) == 0x80;)
		bytes--;
	return (int)bytes;
}

/* Does item i belong to a word that has begun: a break in it, or its next part? */
static bool goes_on(const paragraph *p, uint32_t i, const word *w)
{
	if (p->kinds[i] & KEPT_BOX)
		return p->kept[i].word == w && p->kept[i].from;
	return !(p->kinds[i] & KEPT_GLUE);
}

static void judge_cuts(const setter *s, locator *at)
{
	const paragraph *p = at->paragraph;

	for (uint32_t i = 0; i < p->count; i++) {
		const kept_item *shown = &p->kept[i];
		if (!(p->kinds[i] & KEPT_BOX) || !shown->word || shown->from ||
		    shown->word->width <= p->shape.measure)
			continue;
		const char *text = p->text + shown->start;
		uint32_t bytes = shown->to;
		bool cut = false;
		for (; i + 1 < p->count && goes_on(p, i + 1, shown->word); i++) {
			bytes = p->kinds[i + 1] & KEPT_BOX ? p->kept[i + 1].to : bytes;
			cut |= (p->kinds[i + 1] & KEPT_CUT) != 0;
		}
		if (!cut)
			continue;
		int letters = shown_bytes(text, bytes);
		report_rated(
			s->report, REPORT_OVERFULL, paragraph_locate(at, shown->start),
			shown->word->width - p->shape.measure,
			"the word '%.*s%s' is wider than the line and was cut: put soft hyphens "
			"(U+00AD) where it may break, or widen the text",
			letters, text, (uint32_t)letters < bytes ? "…" : "");
	}
}

bool paragraph_has_remarks(const paragraph *p)
{
	bool poor = false;

	for (size_t i = 0; !p->code && i < p->breaks.count; i++)
		poor |= p->breaks.settings[i].poor;
	return poor || p->cut || p->glued_count;
}

void paragraph_report(const setter *s, const paragraph *p, size_t setting)
{
	locator at = {.paragraph = p, .report = s->report};

	if (p->code)
		return;
	if (p->cut)
		judge_cuts(s, &at);
	for (size_t i = 0; i < p->glued_count; i++)
		report_at(s->report, REPORT_OVERFULL,
			  place_of_items(&at, p->glued[i], (uint32_t)p->count),
			  "the text that begins here is wider than the line and has no place to "
			  "break, so it was divided where it should not be: put spaces in, or "
			  "reword it");
	const linebreak_setting *chosen = &p->breaks.settings[setting];
	for (size_t i = 0; chosen->poor && i < chosen->count; i++)
		judge_line(s, &at, &chosen->lines[i]);
}
