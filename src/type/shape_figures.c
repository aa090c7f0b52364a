/* shape_figures: figures beside capitals. Old-style figures have ascenders and descenders like
 * small letters and look wrong among capitals: so figures are lining in 3D, A4, WGA/3D and
 * COVID-19, but not in Mp3 and 2nd. Contract: a figure is marked if a capital or a marked figure is
 * next to it, directly or across one of "-/."; across such a sign, a capital that only begins a
 * word (1968-Revolution) does not count. Three passes over the word, so linear. */
#include "type/shape_figures.h"

#include "base/unicode.h"

static bool is_figure(const letter *l)
{
	return l->character >= '0' && l->character <= '9';
}

static bool is_capital(const letter *l)
{
	uint32_t c = l->character;

	return !l->small && unicode_is_upper(c);
}

static bool is_joint(const letter *l)
{
	return l->character == '-' || l->character == '/' || l->character == '.' ||
	       l->character == 0x2010 || l->character == 0x2011;
}

/* Is the character `step` away from a figure (twice that, across a joining sign) a capital or a
 * figure already marked as lining? */
static bool beside(const letters *word, size_t i, int step)
{
	const letter *items = word->items, *end = items + word->count, *at = items + i;
	bool joined = (step < 0 ? i > 1 : at + 2 < end) && is_joint(at + step);

	if (step < 0 ? i == 0 : at + 1 == end)
		return false;
	at += joined ? 2 * step : step;
	bool begins_word = joined && step > 0 && at + 1 < end && unicode_is_lower(at[1].character);
	return at->lining || (is_capital(at) && !begins_word);
}

void shape_figures_find(letters *word)
{
	for (size_t i = 0; i < word->count; i++)
		word->items[i].lining = is_figure(&word->items[i]) && beside(word, i, -1);
	for (size_t i = word->count; i-- > 0;)
		if (is_figure(&word->items[i]) && beside(word, i, 1))
			word->items[i].lining = true;
	/* what the second pass marked counts forwards as well: 7-2D-7 */
	for (size_t i = 0; i < word->count; i++)
		if (is_figure(&word->items[i]) && !word->items[i].lining)
			word->items[i].lining = beside(word, i, -1);
}

bool shape_figures_are_old_style(const hb_feature_t *features, unsigned count)
{
	bool old = false;

	for (unsigned i = 0; i < count; i++) {
		if (features[i].tag == HB_TAG('o', 'n', 'u', 'm'))
			old = features[i].value != 0;
		else if (features[i].tag == HB_TAG('l', 'n', 'u', 'm') && features[i].value)
			old = false;
	}
	return old;
}

/* One feature range spans several marked figures and the letters between, which it does not affect;
 * it ends before a figure that stays old-style. */
unsigned shape_figures_features(const letter *from, const letter *end, hb_feature_t *into,
				unsigned room)
{
	unsigned count = 0;

	for (const letter *at = from; at < end; at++) {
		const uint32_t start = at->cluster;
		uint32_t stop = start;
		if (!at->lining || count + 2 > room)
			continue;
		for (; at < end && (at->lining || !is_figure(at)); at++)
			stop = at->lining ? at->cluster + 1 : stop;
		into[count++] = (hb_feature_t){HB_TAG('o', 'n', 'u', 'm'), 0, start, stop};
		into[count++] = (hb_feature_t){HB_TAG('l', 'n', 'u', 'm'), 1, start, stop};
	}
	return count;
}
