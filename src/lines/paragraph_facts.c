/* paragraph_facts: facts about chosen lines, from their items and from the pieces that were made of
 * them. */
#include "lines/paragraph_facts.h"

#include "base/unicode.h"
#include "lines/paragraph_private.h"

static bool ends_by_force(const paragraph *p, const linebreak_line *l)
{
	return (p->kinds[l->last] & KEPT_FORCED) != 0;
}

/* The line's items from its first box to its last. False: it has no box. */
static bool boxes_of(const paragraph *p, const linebreak_line *l, uint32_t *first, uint32_t *last)
{
	bool found = false;

	for (uint32_t i = l->first; i < l->last; i++) {
		if (!(p->kinds[i] & KEPT_BOX))
			continue;
		if (!found)
			*first = i;
		*last = i;
		found = true;
	}
	return found;
}

/* Word spaces of a kind, natural and as set. */
typedef struct spaces {
	length natural, set;
	uint32_t count;
} spaces;

static void add_space(spaces *to, length natural, length set)
{
	to->natural += natural;
	to->set += set;
	to->count++;
}

static int32_t ratio_of(const spaces *of)
{
	return (int32_t)length_scale(of->set, 10000, of->natural);
}

/* The free space after a piece, up to the next that reads on; 0 at the line's end. */
static length free_after(const text_line *set, size_t i)
{
	return i + 1 < set->count ? set->pieces[i + 1].x - set->pieces[i].x - set->pieces[i].width
				  : 0;
}

/* What the pieces leave free between the line's edges is all its word spaces. */
static length free_in(const text_line *set)
{
	length free = set->right - set->left;

	for (size_t i = 0; i < set->count; i++)
		free -= set->pieces[i].width;
	return free;
}

/* The piece before the next word space. */
static size_t next_space(const text_line *set, size_t i)
{
	while (i + 1 < set->count && !set->pieces[i].space)
		i++;
	return i;
}

/* What a reader takes for a word: all that is between a line's end and the next space, in
 * however many boxes ("title" in one face and its comma in another). The boxes of one shaped word
 * count once. */
static uint32_t word_from(const paragraph *p, uint32_t at, uint32_t end, int step)
{
	const word *seen = NULL;
	uint32_t hash = 0;

	for (uint32_t i = at; !(p->kinds[i] & KEPT_GLUE) || p->kept[i].width == 0;
	     i += (uint32_t)step) {
		if ((p->kinds[i] & KEPT_BOX) && p->kept[i].word && p->kept[i].word != seen) {
			seen = p->kept[i].word;
			hash = (hash ^ seen->hash) * 0x01000193u;
		}
		if (i == end)
			break;
	}
	return hash;
}

static void count_space(line_facts *f, int32_t ratio)
{
	f->least = f->spaces == 0 || ratio < f->least ? ratio : f->least;
	f->most = ratio > f->most ? ratio : f->most;
	f->squares += (int64_t)ratio * ratio;
	f->spaces++;
}

/* Which piece a space follows is plain where all reads from left to right; elsewhere all spaces of
 * a line count as alike. */
static void count_items(const paragraph *p, uint32_t first, uint32_t last, const text_line *set,
			line_facts *f)
{
	spaces all = {0}, plain = {0};
	int32_t pause = 0;
	size_t at = 0;

	for (uint32_t i = first; i <= last; i++) {
		const kept_item *it = &p->kept[i];
		if (p->kinds[i] & KEPT_BOX)
			f->letters += paragraph_letters(p, i);
		if (!(p->kinds[i] & KEPT_GLUE) || it->width == 0)
			continue;
		at = next_space(set, at);
		spaces this = {it->width, free_after(set, at++), 1};
		add_space(&all, it->width, this.set);
		if (!p->has_levels)
			count_space(f, ratio_of(&this));
		if (!(p->kinds[i] & KEPT_PAUSE))
			add_space(&plain, it->width, this.set);
		else if (ratio_of(&this) > pause)
			pause = ratio_of(&this);
	}
	f->first_word = word_from(p, first, last, 1);
	f->last_word = word_from(p, last, first, -1);
	if (all.count == 0)
		return;
	all.set = free_in(set);
	f->natural = all.natural / all.count;
	f->space = ratio_of(&all);
	while (f->spaces < all.count)
		count_space(f, f->space);
	if (plain.count && plain.set > 0 && !p->has_levels)
		f->pause = (int32_t)length_scale(pause, 10000, ratio_of(&plain));
}

void paragraph_facts(const paragraph *p, size_t setting, size_t line, const text_line *set,
		     line_facts *f)
{
	uint32_t first = 0, last = 0;

	*f = (line_facts){.space = 10000, .right = p->shape.measure};
	if (p->code)
		return;
	const linebreak_line *l = &p->breaks.settings[setting].lines[line];
	f->left = paragraph_indent(p, line);
	f->hyphen = l->hyphen && !l->explicit_hyphen;
	f->written_hyphen = l->explicit_hyphen;
	f->overfull = l->overfull && l->natural > l->width;
	f->unfilled = l->unfilled;
	f->gapes = l->emergency && p->shape.align == ALIGN_JUSTIFY;
	f->ends = ends_by_force(p, l);
	f->justified = p->shape.align == ALIGN_JUSTIFY && !f->ends && !l->overfull && !l->unfilled;
	if (boxes_of(p, l, &first, &last))
		count_items(p, first, last, set, f);
	for (size_t i = 0; i < set->count; i++)
		if (set->pieces[i].run)
			f->expansion = set->pieces[i].expansion;
}

const node *paragraph_source(const paragraph *p)
{
	return p->code ? p->code_span->owner : p->parent;
}

size_t paragraph_visible(const paragraph *p)
{
	const node *code = p->code ? p->code_span->owner : NULL;

	return code ? unicode_visible(code->as.text.data, code->as.text.length)
		    : unicode_visible(p->text, p->length);
}

const node *paragraph_inline(const paragraph *p, size_t i)
{
	return i < p->origin_count ? p->origins[i].node : NULL;
}

length paragraph_runt_width(const appearance *look)
{
	const length most = (look->size > LENGTH_PT ? 4 : 2) * look->size, width = 2 * look->indent;

	return width < 2 * look->size ? 2 * look->size : width > most ? most : width;
}

bool paragraph_ends_in_runt(const paragraph *p, size_t setting)
{
	const linebreak_setting *chosen = p->code ? NULL : &p->breaks.settings[setting];
	uint32_t letters = 0;
	bool spaces = false;

	if (!chosen || chosen->count < 2)
		return false;
	const linebreak_line *last = &chosen->lines[chosen->count - 1], *above = last - 1;
	for (uint32_t i = last->first; i < last->last; i++) {
		letters += p->kinds[i] & KEPT_BOX ? paragraph_letters(p, i) : 0;
		spaces |= (p->kinds[i] & KEPT_GLUE) && p->kept[i].width > 0;
	}
	bool part = above->hyphen && !above->explicit_hyphen && !spaces;
	return linebreak_is_runt(part, letters, last->natural, paragraph_runt_width(p->shape.look));
}

bool paragraph_is_cut(const paragraph *p)
{
	return p->cut;
}
