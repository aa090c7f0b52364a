/* linebreak, price: how a line is filled, and what it costs by itself and next to its neighbour.
 *
 * Filling. What is missing (or too much) is shared between the letters and the word spaces in
 * proportion to what either can give, the spaces counted at a thirty-second; beyond the letters'
 * limit the spaces take the rest. On a 375 pt line of 10.5 pt, 2 % of the letters and 0.5 % of an
 * em between them are 9.5 pt, a third of all spaces, so most lines keep their spaces within two per
 * cent of natural. (Tried on a novel with expansion alone, share / standard deviation of the spaces
 * / mean step between lines: 1 in 1 .16 .14; 1 in 4 .113 .090; 1 in 8 .108 .081; 1 in 32 .108 .076;
 * none .108 .074. The less the spaces' share, the more lines use all that their letters give.
 * Tracking brought .108 to .083 and .076 to .061, with fewer hyphens.)
 *
 * Spaces are judged together: by how much a line's spaces are wider than natural, relative to their
 * natural width. If spaces after punctuation could stretch more at no price, sums would be good and
 * the page full of holes.
 *
 * Prices. A line costs (10 + 100 r^3)^2 / 100 demerits (Knuth and Plass 1981), r being 1 where the
 * word space reaches the loosest or tightest that is wanted. Beyond that it costs more: 1200 if
 * it is tight, 2000 if it is loose, which the eye sees sooner. The cube is flat near natural, so
 * evenness is priced as well, by the square of the deviation: that is what keeps spaces even when a
 * hyphen costs as much as it should. */
#include "lines/linebreak_private.h"

enum {
	/* how much the spaces' stretch counts beside the letters' */
	SPACE_SHARE = UNIT / 32,
	/* badness of full expansion, so that less is better where all else is equal */
	EXPANSION_BADNESS = 4,
	/* full expansion beside none is a step like an eighth of a word space */
	EXPANSION_STEP = 8,
	STEP_MOST = 2 * UNIT,
	PRICED_OUT = 1200, /* demerits * r for a line tighter than wanted */
	LOOSE_OUT = 2000,  /* for one that is looser */
	OVERFULL = 1000000,
	THIRD_HYPHEN = 100000, /* only an overfull line is worse */
	RAGGED_LINE = 1000,    /* demerits * (shortfall / measure)^2 */
	RAGGED_HYPHEN = 4,     /* times a hyphen's price */
	/* times a runt's price, for a last line that holds nothing but part of a word */
	PART_RUNT = 40
};

static bool is_ladder(const breakpoint *b)
{
	return b->flags & (ITEM_HYPHEN | ITEM_EXPLICIT);
}

static int64_t at_most(int64_t value, int64_t most)
{
	return value < most ? value : most;
}

int64_t linebreak_hyphen_price(const linebreak_prices *prices)
{
	return (int64_t)prices->hyphen * (prices->ragged ? RAGGED_HYPHEN : 1);
}

length linebreak_stretch_at(const linebreak_prices *prices, const line_sums *sums, int32_t r)
{
	if (prices->loose > 1000)
		return (length)((__int128)sums->blank * (prices->loose - 1000) * (r + 1) /
				(1000 * UNIT));
	return (length)((__int128)sums->stretch * r / UNIT);
}

length linebreak_line_width(const line_task *task, size_t number)
{
	if (!task->width_count)
		return 0;
	return task->widths[number < task->width_count ? number : task->width_count - 1];
}

length linebreak_line_space(const item *glue, int32_t ratio)
{
	return glue->width + (length)(ratio < 0 ? glue->shrink : glue->stretch) * ratio / UNIT;
}

/* What can give in a line, in one direction. */
typedef struct line_give {
	length glyphs, glue;
	length blank; /* the word spaces' natural width */
	int limit;    /* how much of that, per mille, makes r = 1; 0: all that the glue gives */
} line_give;

static line_give stretch_of(const linebreak_prices *prices, const line_sums *from,
			    const line_sums *to)
{
	return (line_give){.glyphs = to->grow - from->grow,
			   .glue = to->stretch - from->stretch,
			   .blank = to->blank - from->blank,
			   .limit = prices->loose - 1000};
}

static line_give shrink_of(const linebreak_prices *prices, const line_sums *from,
			   const line_sums *to)
{
	return (line_give){.glyphs = to->narrow - from->narrow,
			   .glue = to->shrink - from->shrink,
			   .blank = to->blank - from->blank,
			   .limit = prices->tight ? 1000 - prices->tight : 0};
}

/* Fill a line that is `missing` (not negative) short, or too long; the caller turns the signs.
 * Returns r, UNIT being 1. */
static int32_t fill(const line_give *give, length missing, line_figures *f)
{
	length flexible = give->glyphs + give->glue * SPACE_SHARE / UNIT;
	if (missing < flexible)
		f->expansion = (int32_t)(missing * UNIT / flexible);
	else
		f->expansion = give->glyphs ? UNIT : 0;
	length rest = missing - give->glyphs * f->expansion / UNIT;
	if (give->glue <= 0) {
		/* Only the rounding is left, or something that nothing can fill. */
		f->ratio = 0;
		return missing <= give->glyphs ? 0 : RATIO_MOST;
	}
	f->ratio = (int32_t)at_most(rest * UNIT / give->glue, UNIT * UNIT);
	f->space = give->blank > 0 ? (int32_t)at_most(rest * UNIT / give->blank, RATIO_MOST) : 0;
	if (give->limit <= 0 || give->blank <= 0)
		return (int32_t)at_most(f->ratio, RATIO_MOST);
	return (int32_t)at_most((int64_t)f->space * 1000 / give->limit, RATIO_MOST);
}

static int fitness_of(int32_t r, bool stretched)
{
	if (!stretched)
		return r > UNIT / 2 ? 0 : 1;
	return r <= UNIT / 2 ? 1 : r <= UNIT ? 2 : 3;
}

/* Demerits of a line filled at r: by stretching, or by shrinking. */
static int64_t fill_price(const linebreak_prices *prices, int32_t r, bool stretched, length missing,
			  length width, line_figures *f)
{
	f->badness = (int32_t)(100 * ((int64_t)r * r / UNIT * r / UNIT));
	int64_t sum = 10 * UNIT + f->badness +
		      EXPANSION_BADNESS * (int64_t)f->expansion * f->expansion / UNIT;
	int64_t cost = sum * sum / 100 / UNIT;
	cost += prices->evenness * ((int64_t)f->space * f->space / UNIT);
	if (r > UNIT)
		cost += (int64_t)(stretched ? LOOSE_OUT : PRICED_OUT) * r;
	if (r == RATIO_MOST && width > 0)
		cost += at_most(missing * UNIT / width, STEP_MOST) * PRICED_OUT * UNIT;
	return cost;
}

static void price_overfull(length excess, length width, line_figures *f)
{
	f->overfull = true;
	f->ratio = f->expansion = -UNIT;
	length scale = width > LENGTH_PT ? width : LENGTH_PT;
	f->cost += (int64_t)OVERFULL * UNIT +
		   at_most(at_most(excess, LENGTH_MAX) * UNIT / scale, (int64_t)UNIT * UNIT) * UNIT;
}

static void price_justified(const line_task *task, const breakpoint *a, const breakpoint *b,
			    length width, line_figures *f)
{
	const linebreak_prices *prices = task->prices;
	length missing = width - f->natural;
	f->fitness = 1;
	if (missing >= 0 && b->end.endless > a->begin.endless) {
		f->cost += UNIT;
	} else if (missing >= 0) {
		line_give give = stretch_of(prices, &a->begin, &b->end);
		int32_t r = fill(&give, missing, f);
		f->fitness = fitness_of(r, true);
		f->cost += fill_price(prices, r, true, missing, width, f);
	} else {
		line_give give = shrink_of(prices, &a->begin, &b->end);
		length most = give.glyphs + give.glue;
		if (-missing > most) {
			price_overfull(-missing - most, width, f);
			return;
		}
		int32_t r = fill(&give, -missing, f);
		f->fitness = fitness_of(r, false);
		f->cost += fill_price(prices, r, false, -missing, width, f);
		f->ratio = -f->ratio;
		f->expansion = -f->expansion;
		f->space = -f->space;
	}
}

/* Ragged lines pay for what they fall short, squared, which also balances them: of equal sums,
 * equal lines are the cheapest. */
static void price_ragged(const line_task *task, const breakpoint *b, size_t number, length width,
			 line_figures *f)
{
	length missing = width - f->natural;
	if (missing < 0) {
		price_overfull(-missing, width, f);
		f->ratio = f->expansion = 0;
		return;
	}
	f->cost += UNIT;
	if (width <= 0 || (b->forced && !b->last) ||
	    (b->last && (task->prices->free_last || number >= BALANCED_MOST)))
		return;
	int64_t share = at_most(missing * UNIT / width, STEP_MOST);
	f->cost += RAGGED_LINE * share * share / UNIT;
	/* A third of the measure is as bad as r = 1. */
	int64_t r = at_most(3 * share, RATIO_MOST);
	if (!b->last)
		f->badness = (int32_t)(100 * (r * r / UNIT * r / UNIT));
}

bool linebreak_is_runt(bool part_alone, int64_t letters, length natural, length runt_width)
{
	return part_alone || letters < LINEBREAK_RUNT_LETTERS || natural < runt_width;
}

/* Is line a … b the last, and nothing but the rest of a word that was divided? */
static bool is_part_alone(const breakpoint *a, const breakpoint *b)
{
	return b->last && (a->flags & ITEM_HYPHEN) && !(a->flags & ITEM_EXPLICIT) &&
	       b->end.spaces == a->begin.spaces;
}

/* What the last line costs where it is a runt, or one word of several balanced lines. */
static int64_t runt_price(const linebreak_prices *prices, const breakpoint *a, const breakpoint *b,
			  length natural)
{
	bool one_word = b->end.spaces == a->begin.spaces;
	bool part = is_part_alone(a, b);
	bool runt = linebreak_is_runt(part, b->end.letters - a->begin.letters, natural,
				      prices->runt_width);
	if (!runt && !(one_word && prices->ragged))
		return 0;
	return (int64_t)prices->runt * (part ? PART_RUNT : 1);
}

/* What the breaks at a line's ends cost, and its last words beside those of the line before. */
static int64_t price_ends(const linebreak_prices *prices, const breakpoint *a, const breakpoint *b,
			  bool first, length natural)
{
	int64_t cost = b->cost;
	if (b->flags & ITEM_EXPLICIT)
		cost += prices->hyphen / 5;
	else if (b->flags & ITEM_HYPHEN)
		cost += linebreak_hyphen_price(prices);
	if (b->flags & ITEM_NAME)
		cost += prices->name;
	if (first)
		return cost;
	if (is_ladder(a) && is_ladder(b))
		cost += prices->hyphen_twice;
	if (b->last && (a->flags & ITEM_HYPHEN))
		cost += prices->hyphen_last;
	return b->last ? cost + runt_price(prices, a, b, natural) : cost;
}

static int64_t price_stacks(const linebreak_prices *prices, const breakpoint *a,
			    const breakpoint *b, bool first)
{
	int64_t cost = 0;
	if (!b->forced && a->word_after && a->word_after == b->word_after)
		cost += prices->stack;
	if (!b->forced && !first && !a->forced && b->word_before &&
	    a->word_before == b->word_before)
		cost += prices->stack;
	return cost;
}

bool linebreak_line_price(const line_task *task, size_t from, size_t to, size_t number,
			  line_figures *f)
{
	const breakpoint *a = &task->breaks[from], *b = &task->breaks[to];
	length width = linebreak_line_width(task, number);
	*f = (line_figures){.fitness = 1};
	if (b->empty)
		return from + 1 == to;
	for (size_t i = 0; i < task->barred_count; i++)
		if (task->barred[i].first == a->start && task->barred[i].last == b->item)
			return false;
	if (!task->pass.desperate && is_part_alone(a, b))
		return false;
	f->natural = b->end.width - a->begin.width;
	if (task->prices->ragged)
		price_ragged(task, b, number, width, f);
	else
		price_justified(task, a, b, width, f);
	if (f->overfull ? !task->pass.overfull || from + 1 != to
			: task->pass.tolerance >= 0 && f->badness > task->pass.tolerance * UNIT)
		return false;
	f->cost += (price_ends(task->prices, a, b, from == 0, f->natural) +
		    price_stacks(task->prices, a, b, from == 0)) *
		   UNIT;
	return true;
}

line_figures linebreak_way_figures(const line_way *way)
{
	return (line_figures){
		.space = way->space, .expansion = way->expansion, .fitness = way->fitness};
}

int64_t linebreak_pair_price(const line_task *task, const line_way *before, const breakpoint *to,
			     const line_figures *f)
{
	const linebreak_prices *prices = task->prices;
	int64_t cost = 0;
	if (before->twice && is_ladder(to)) {
		if (!task->pass.desperate)
			return -1;
		cost = (int64_t)THIRD_HYPHEN * UNIT;
	}
	if (prices->ragged || !before->at)
		return cost;
	int fitness = before->fitness - f->fitness;
	if (fitness > 1 || fitness < -1)
		cost += (int64_t)prices->fitness * UNIT;
	int64_t space = before->space - f->space;
	if (space > STEP_MOST || space < -STEP_MOST)
		space = STEP_MOST;
	int64_t expansion = (before->expansion - f->expansion) / EXPANSION_STEP;
	return cost + prices->step * (space * space + expansion * expansion) / UNIT;
}

int64_t linebreak_pair_price_most(const line_task *task)
{
	int64_t expansion = 2 * UNIT / EXPANSION_STEP;
	int64_t most = task->prices->step *
		       ((int64_t)STEP_MOST * STEP_MOST + expansion * expansion) / UNIT;
	return most + (int64_t)task->prices->fitness * UNIT;
}
