/* paragraph_relax: text that may break nowhere and that no line can hold (words glued by no-break
 * spaces, dashes in a row). Nothing may leave the page, so such a stretch, and it alone, may break
 * at any of its joints, at the price of cutting a word. Contract: items without such a stretch stay
 * as they are; time is linear. */
#include "lines/paragraph_private.h"

#include "base/arena.h"

enum { COST_RELAXED = 20000 };

static bool is_box(const paragraph *p, size_t i)
{
	return i < p->count && p->items[i].kind == ITEM_BOX;
}

static bool may_break(const paragraph *p, size_t i)
{
	const item *it = &p->items[i];

	return it->kind == ITEM_PENALTY ? it->cost < ITEM_FORBIDDEN
					: it->kind == ITEM_GLUE && i > 0 && is_box(p, i - 1);
}

/* Where the stretch that begins at item i ends, and whether it is wider than the measure. */
static size_t stretch_end(const paragraph *p, size_t i, bool *wide)
{
	length width = 0;

	for (; i < p->count && !may_break(p, i); i++)
		if (p->items[i].kind != ITEM_PENALTY)
			width += p->items[i].width;
	*wide = width > p->shape.measure;
	return i;
}

static bool any_wide(const paragraph *p)
{
	bool wide = false;

	for (size_t i = 0; i < p->count && !wide; i++)
		i = stretch_end(p, i, &wide);
	return wide;
}

typedef struct relaxing {
	arena *arena;
	const paragraph *from;
	item *items;
	atom *atoms;
	uint32_t *notes;
	size_t count, note;
} relaxing;

static void put(relaxing *r, const item *it, const atom *shown)
{
	r->items[r->count] = *it;
	r->atoms[r->count++] = *shown;
}

/* Copy item i; in a stretch too wide a line may end before or at it. */
static void copy(relaxing *r, size_t i, bool wide)
{
	const paragraph *p = r->from;
	const item joint = {.kind = ITEM_PENALTY, .cost = COST_RELAXED};
	bool ends = i + 1 < p->count && (p->items[i + 1].flags & ITEM_FINAL) &&
		    p->items[i + 1].kind == ITEM_GLUE;

	if (r->note < p->note_count && p->notes[r->note] == i)
		r->notes[r->note++] = (uint32_t)(r->count + (wide && i > 0 && is_box(p, i - 1)));
	if (wide && is_box(p, i) && i > 0 && is_box(p, i - 1))
		put(r, &joint, &(atom){.span = p->atoms[i].span});
	put(r, wide && p->items[i].kind == ITEM_PENALTY && !ends ? &joint : &p->items[i],
	    &p->atoms[i]);
}

void paragraph_relax(const setter *s, paragraph *p)
{
	size_t capacity = 0;

	p->glued = NULL;
	p->glued_count = 0;
	if (!any_wide(p))
		return;
	relaxing r = {s->arena,
		      p,
		      ARENA_ARRAY(s->scratch, 2 * p->count, item),
		      ARENA_ARRAY(s->scratch, 2 * p->count, atom),
		      ARENA_ARRAY(s->arena, p->note_count, uint32_t),
		      0,
		      0};
	for (size_t i = 0, end; i < p->count; i = end) {
		bool wide;
		end = stretch_end(p, i, &wide);
		if (wide && end > i + 1)
			*ARENA_APPEND(s->arena, p->glued, p->glued_count, capacity) =
				(uint32_t)r.count;
		for (; i < end; i++)
			copy(&r, i, wide);
		if (end < p->count)
			copy(&r, end++, false);
	}
	p->items = r.items;
	p->atoms = r.atoms;
	p->notes = r.notes;
	p->count = r.count;
}
