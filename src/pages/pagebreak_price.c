/* pagebreak_price: which pages are allowed and what they cost. Prices come from the style; the
 * prices of the further passes, for chapters without a legal way, are here. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pages/pagebreak.h"
#include "pages/pagebreak_price.h"

enum {
	SHORT_PRICE = 4000,
	SHORT_LINE_PRICE = 1500,
	LINES_MOST = 30000,
	SPREAD_MOST = 100,
	WIDER_MOST = 10,
	TORN_TIMES = 64
};

static int between(int least, int value, int most)
{
	return value < least ? least : value > most ? most : value;
}

void pagebreak_rules_set(pagebreak_rules *rules, const pagebreak_prices *prices)
{
	int full = between(1, prices->lines, LINES_MOST);
	rules->prices = prices;
	rules->full = full;
	pagebreak_rules_pass(rules, PASS_WIDE);
	rules->widest = rules->most;
	pagebreak_rules_pass(rules, PASS_LEGAL);
	rules->note_rule = full < 2 ? 0 : between(0, prices->note_rule, full - 2);
	/* A stranded heading is worse than any one short page, so four of the shortest
	 * pages cost less. */
	rules->forbidden = 4 * (SHORT_PRICE + (int64_t)SHORT_LINE_PRICE * full * full);
}

/* How far a spread may differ in a pass. 0 stays 0: then the style keeps spreads at full height, or
 * the paper has no room for longer ones. */
static int spread(const pagebreak_rules *rules, int asked)
{
	int wider = asked > 0 && rules->pass >= PASS_WIDE ? rules->prices->wider : 0;
	return between(0, asked, SPREAD_MOST) + between(0, wider, WIDER_MOST);
}

void pagebreak_rules_pass(pagebreak_rules *rules, pagebreak_pass pass)
{
	rules->pass = pass;
	rules->least =
		between(1, rules->full - spread(rules, rules->prices->spread_less), rules->full);
	rules->most = rules->full + spread(rules, rules->prices->spread_more);
	rules->positions = POSITION_RECTO + rules->most - rules->least + 1;
}

int pagebreak_most_given(const pagebreak_rules *rules, int most)
{
	return most > 0 && rules->pass >= PASS_WIDE
		       ? most + between(0, rules->prices->wider, WIDER_MOST)
		       : most;
}

bool pagebreak_offers(const pagebreak_rules *rules, const pagebreak_setting *setting)
{
	return rules->pass >= PASS_WIDE || rules->prices->setting_most <= 0 ||
	       setting->cost <= rules->prices->setting_most;
}

int64_t pagebreak_inside_price(const pagebreak_rules *rules, const pagebreak_block *block,
			       const pagebreak_setting *setting, int line)
{
	bool whole = block->whole && (rules->pass < PASS_SHORT || setting->lines <= rules->full);
	bool allowed = !whole && line >= block->orphans && setting->lines - line >= block->widows &&
		       !(setting->stuck && setting->stuck[line - 1]) &&
		       !(setting->hyphen && setting->hyphen[line - 1]);
	if (allowed)
		return 0;
	if (rules->pass < PASS_FORBIDDEN)
		return -1;
	return setting->stuck && setting->stuck[line - 1] == PAGEBREAK_TORN
		       ? rules->forbidden * TORN_TIMES
		       : rules->forbidden;
}

bool pagebreak_is_closed(const pagebreak_block *block, const pagebreak_setting *setting)
{
	int last = setting->lines - 1;
	return block->keep || (setting->stuck && setting->stuck[last]) ||
	       (setting->hyphen && setting->hyphen[last]);
}

size_t pagebreak_note_from(const pagebreak_setting *setting, int line)
{
	size_t low = 0, high = setting->note_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (setting->notes[middle].line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The lines of a split note that its page must take; a page of one line has room only for its
 * text. */
static int note_piece(const pagebreak_rules *rules)
{
	return rules->full > 1;
}

/* A line's notes are on its page, at least the beginning of the last. If not even an empty page has
 * room for that, they count as one note, which may be split wherever the page ends. */
void pagebreak_put_line(const pagebreak_rules *rules, const pagebreak_setting *setting, int line,
			size_t *next, pagebreak_fill *fill)
{
	int sum = 0, last = 0;
	fill->used++;
	for (; *next < setting->note_count && setting->notes[*next].line <= line; ++*next) {
		last = setting->notes[*next].lines;
		sum += last;
	}
	if (!sum)
		return;
	if (1 + rules->again + rules->note_rule + sum - last + note_piece(rules) > rules->full)
		last = sum;
	fill->used += (fill->last ? fill->last : rules->note_rule) + sum - last;
	fill->last = last;
}

bool pagebreak_fits(const pagebreak_rules *rules, pagebreak_fill fill, int height)
{
	return fill.used + (fill.last ? note_piece(rules) : 0) <= height;
}

int pagebreak_settle(const pagebreak_rules *rules, pagebreak_fill fill, int height, int *owed)
{
	int room = height - fill.used;
	*owed = 0;
	if (room >= fill.last)
		return room - fill.last;
	*owed = fill.last - room;
	return fill.last && room >= note_piece(rules) ? 0 : -1;
}

int64_t pagebreak_page_price(const pagebreak_rules *rules, int lacking, int owed)
{
	int64_t price = 0;
	if (lacking)
		price += SHORT_PRICE + (int64_t)SHORT_LINE_PRICE * lacking * lacking;
	if (owed)
		price += rules->prices->note_split;
	return price;
}

int64_t pagebreak_height_price(const pagebreak_rules *rules, int position, int height)
{
	int64_t off = rules->full - height;
	return position >= POSITION_RECTO ? 0 : rules->prices->spread * off * off;
}

int64_t pagebreak_carry_price(const pagebreak_rules *rules, const pagebreak_block *block, int line)
{
	return rules->prices->carry + (line ? (int64_t)block->float_inside : 0);
}

int64_t pagebreak_end_price(const pagebreak_rules *rules, int filled)
{
	int lacking = rules->prices->end_least - filled;
	return lacking > 0 ? (int64_t)rules->prices->end * lacking : 0;
}

int pagebreak_lowest(const pagebreak_rules *rules, int position)
{
	return position >= POSITION_RECTO ? rules->least + position - POSITION_RECTO : rules->least;
}

int pagebreak_highest(const pagebreak_rules *rules, int position)
{
	return position >= POSITION_RECTO ? rules->least + position - POSITION_RECTO : rules->most;
}

int pagebreak_plain_height(const pagebreak_rules *rules, int position)
{
	return position >= POSITION_RECTO ? rules->least + position - POSITION_RECTO : rules->full;
}

int pagebreak_next_position(const pagebreak_rules *rules, int position, int height)
{
	if (!rules->prices->two_sided || position != POSITION_VERSO)
		return POSITION_VERSO;
	return POSITION_RECTO + height - rules->least;
}

static bool may_change(pagebreak_space space)
{
	return space.less > 0 || space.more > 0;
}

int pagebreak_taken(pagebreak_space space, int lines, int before)
{
	const int change = lines - space.lines, most = UINT8_MAX / 2;
	if (!may_change(space))
		return before;
	return 1 + most + (change > most ? most : change < -most ? -most : change);
}

int64_t pagebreak_space_price(const pagebreak_rules *rules, pagebreak_space space, int lines,
			      int before)
{
	const int64_t change = lines - space.lines;
	const bool unlike = before && pagebreak_taken(space, lines, before) != before;
	return rules->prices->space * change * change + (unlike ? rules->prices->unlike : 0);
}

int pagebreak_taken_at(int position, int taken)
{
	return position >= POSITION_RECTO ? taken : 0;
}
