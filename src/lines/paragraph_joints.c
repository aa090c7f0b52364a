/* paragraph_joints: where a word may break inside, and what each break costs.
 *
 * An added hyphen costs more the harder it makes the word to read: near an end of the word, in a
 * name (a capital inside a sentence, in languages that write nouns small), and most of all in a
 * compound that has a written hyphen to break at. */
#include "lines/paragraph_private.h"

#include "base/unicode.h"

#include <string.h>

#define SOFT_HYPHEN "\xC2\xAD"

enum {
	/* demerits for a break after a hyphen or dash that the author wrote, beside the price of
	 * such a hyphen */
	COST_WRITTEN_HYPHEN = 10,
	/* and after a slash or another sign: it costs as much, but is no hyphen in a ladder or at a
	 * page's end */
	COST_WRITTEN_SIGN = 130,
	/* and in code, where a reader can't tell whose hyphen it is */
	COST_CODE_HYPHEN = 250,
	/* after a single letter: E-Mail, T-shirt */
	COST_LONE_LETTER = 600,
	COST_SIGN = 40, /* after another sign in code or an address */
	/* for another hyphen in a word that has one of its own: dearer than any line within the
	 * tolerance */
	COST_SECOND_HYPHEN = 4000,
	LONGEST_LETTERS = 1024 /* bytes of a word that are looked at for hyphenation */
};

/* By hyphen_point's quality, beside the hyphen's own price. */
static const int32_t quality_costs[] = {0, 60, 150, 1000};

static bool is_letter(const char *text, size_t i)
{
	unsigned char c = (unsigned char)text[i];

	if (c < 0x80)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
	return !(c == 0xC2 || (c == 0xE2 && ((unsigned char)text[i + 1] == 0x80 ||
					     (unsigned char)text[i + 1] == 0x81)));
}

/* Is byte i a middle dot between letters, as in Catalan col·lega? hyphen_points knows whether it is
 * a letter of the language. */
static bool is_dot_inside(const char *text, size_t i, size_t length)
{
	return i + 2 < length && text[i] == '\xC2' && text[i + 1] == '\xB7' &&
	       is_letter(text, i + 2);
}

static size_t step(const char *text, size_t i, size_t end)
{
	do
		i++;
	while (i < end && unicode_is_inside(text[i]));
	return i;
}

/* Languages that write every noun with a capital, so that one is no sign of a name. */
static bool has_capital_nouns(const char *lang)
{
	static const char *const languages[] = {"de", "lb", "nds", "gsw", "bar", "ksh", "frr"};
	const size_t size = strcspn(lang, "-_");

	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		if (strlen(languages[i]) == size && memcmp(languages[i], lang, size) == 0)
			return true;
	return false;
}

static int32_t quality_cost(uint8_t quality)
{
	enum { WORST = sizeof quality_costs / sizeof *quality_costs - 1 };

	return quality_costs[quality < WORST ? quality : WORST];
}

/* An address is read letter by letter: a hyphen in it would be taken for its own. */
static bool is_address(const char *text, uint32_t length)
{
	return memmem(text, length, "://", 3) || memchr(text, '@', length) ||
	       (length > 4 && memcmp(text, "www.", 4) == 0);
}

static bool is_code(const span *in)
{
	return in->owner && (in->owner->kind == NODE_CODE || in->owner->kind == NODE_RAW);
}

bool paragraph_is_signed(const span *in, const char *text, uint32_t length)
{
	enum { SHORTEST = 8 };

	return length >= SHORTEST &&
	       (is_code(in) || ((memchr(text, '/', length) || memchr(text, '@', length)) &&
				is_address(text, length)));
}

/* May it break before byte i? Only between parts of two characters or more. */
static bool breaks_after_sign(const char *text, uint32_t length, uint32_t i)
{
	unsigned char next = (unsigned char)text[i];
	bool goes_on = next >= 0x80 || (next >= '0' && next <= '9') || is_letter(text, i);

	return i >= 2 && i + 2 <= length && goes_on && strchr("/._:=&?,;@\\|)]}>+~%#", text[i - 1]);
}

bool paragraph_after_dash(const char *text, size_t i)
{
	if (i >= 3 && memcmp(text + i - 3, "\xE2\x80", 2) == 0)
		return text[i - 1] >= '\x90' && text[i - 1] <= '\x95';
	return i >= 1 && text[i - 1] == '-';
}

/* The joint before byte i, where the segment lets a line end. A soft hyphen is shown there, save in
 * code; between two letters that is a script without spaces. */
static joint given_joint(const span *in, const char *text, uint32_t i)
{
	const size_t size = strlen(SOFT_HYPHEN);

	if (i >= size && memcmp(text + i - size, SOFT_HYPHEN, size) == 0)
		return (joint){i, 0, is_code(in) ? 0 : ITEM_HYPHEN, NULL};
	if ((unsigned char)text[i - 1] >= 0x80 && is_letter(text, i - 1))
		return (joint){i, 0, 0, NULL};
	if (!paragraph_after_dash(text, i))
		return (joint){i, COST_WRITTEN_SIGN, 0, NULL};
	if (text[i - 1] != '-')
		return (joint){i, COST_WRITTEN_HYPHEN, ITEM_EXPLICIT, NULL};
	if (is_code(in))
		return (joint){i, COST_CODE_HYPHEN, ITEM_EXPLICIT, NULL};
	bool lone = i == 2 || (i > 2 && !is_letter(text, i - 3));
	return (joint){i, lone ? COST_LONE_LETTER : COST_WRITTEN_HYPHEN, ITEM_EXPLICIT, NULL};
}

bool paragraph_may_hyphenate(const span *in, const char *text, uint32_t length, bool wide)
{
	return (in->look->hyphenate || (wide && !is_code(in))) && length <= LONGEST_LETTERS &&
	       !in->note && !is_address(text, length);
}

/* Does the author's text let a line end inside these bytes after a hyphen or another sign? */
static bool has_own_break(const paragraph *p, uint32_t start, uint32_t length)
{
	const char *breaks = (const char *)p->segment.breaks + start, *at = breaks;

	while (length && (at = memchr(at + 1, SEGMENT_MAY, (size_t)(breaks + length - at - 1)))) {
		unsigned char before = (unsigned char)p->text[start + (at - breaks) - 1];
		if (before < 0x80)
			return true;
	}
	return false;
}

/* The hyphens between the letters from … to of a word at `start`. */
static size_t add_hyphens(const setter *s, const joint_word *w, const char *text, uint32_t from,
			  uint32_t to, bool own, joint *joints, size_t count)
{
	const line_style *l = &s->style->lines;
	const hyphen_point *points;
	bool name = !w->sentence && unicode_is_upper(unicode_at(text + from)) &&
		    !has_capital_nouns(w->in->lang);
	size_t found = hyphen_points(s->hyphens, w->in->lang, text + from, to - from,
				     l->hyphen_left, l->hyphen_right, w->in->place, &points);

	for (size_t i = 0; i < found; i++)
		joints[count++] = (joint){
			from + points[i].offset,
			quality_cost(points[i].quality) + (own ? COST_SECOND_HYPHEN : 0),
			(uint8_t)(ITEM_HYPHEN | (name ? ITEM_NAME : 0)), points[i].respelling};
	return count;
}

size_t paragraph_joints(const setter *s, const paragraph *p, const joint_word *w, joint *joints)
{
	const char *text = p->text + w->start;
	const uint32_t length = w->length;
	bool hyphens = w->hyphens && paragraph_may_hyphenate(w->in, text, length, w->wide) &&
		       !memmem(text, length, SOFT_HYPHEN, strlen(SOFT_HYPHEN)),
	     own = hyphens && has_own_break(p, w->start, length),
	     has_signs = paragraph_is_signed(w->in, text, length);
	size_t count = 0;

	for (uint32_t i = 0; i < length;) {
		uint32_t end = i;
		while (end < length &&
		       (is_letter(text, end) || (end > i && is_dot_inside(text, end, length))) &&
		       (end == i || p->segment.breaks[w->start + end] == SEGMENT_NONE))
			end = (uint32_t)step(text, end, length);
		if (hyphens && end - i >= 4)
			count = add_hyphens(s, w, text, i, end, own, joints, count);
		i = end > i ? end : (uint32_t)step(text, i, length);
		if (i < length && p->segment.breaks[w->start + i] == SEGMENT_MAY) {
			joints[count++] = given_joint(w->in, text, i);
		} else if (i < length && has_signs && breaks_after_sign(text, length, i)) {
			joints[count++] = (joint){i, COST_SIGN, 0, NULL};
		}
	}
	return count;
}

size_t paragraph_cut(paragraph *p, const joint_word *w, const length *before, const joint *own,
		     size_t own_count, joint *joints)
{
	const char *text = p->text + w->start;
	size_t count = 0;
	uint32_t from = 0;

	for (size_t k = 0; k <= own_count; k++) {
		uint32_t to = k < own_count ? own[k].offset : w->length;
		bool cut = before[to] - before[from] > p->shape.measure;
		for (uint32_t i = (uint32_t)step(text, from, to); cut && i < to;
		     i = (uint32_t)step(text, i, to))
			joints[count++] = (joint){i, COST_CUT, 0, NULL};
		p->cut |= cut;
		if (k < own_count)
			joints[count++] = own[k];
		from = to;
	}
	return count;
}
