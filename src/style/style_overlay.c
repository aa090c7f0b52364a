/* style_overlay: appearances laid over appearances, each made once.
 * Invariant: `made` maps (what was laid over, patch, reach) to its result, so that the same
 * question gets the same pointer; `all` holds each distinct appearance once, so that an emphasis in
 * an emphasis in an emphasis is the first again. Hashes choose slots and nothing else. */
#include "style/style_private.h"

#include "base/arena.h"

#include <string.h>

typedef struct overlay {
	const appearance *around, *result; /* result NULL: a free slot */
	const patch *over;
	property_reach reach;
} overlay;

struct overlay_cache {
	overlay *made;
	size_t made_count, made_size;
	const appearance **all;
	size_t all_count, all_capacity;
	/* the first appearance of each key: key - 1 is the index */
	const appearance **shapes;
	size_t shape_count, shape_capacity;
};

/* Are two appearances the same in all properties that have these traits? */
static bool alike(const appearance *a, const appearance *b, int traits)
{
	const property_table *table = &style_tables[SECTION_APPEARANCE];
	for (size_t i = 0; i < table->count; i++)
		if ((table->items[i].traits & traits) == traits &&
		    !style_same(&table->items[i], a, b))
			return false;
	return true;
}

static uint32_t key_of(style_private *p, const appearance *look)
{
	overlay_cache *c = p->cache;
	for (size_t i = 0; i < c->shape_count; i++)
		if (alike(c->shapes[i], look, SHAPES))
			return (uint32_t)i + 1;
	*ARENA_APPEND(p->arena, c->shapes, c->shape_count, c->shape_capacity) = look;
	return (uint32_t)c->shape_count;
}

/* The one appearance that looks so. A sheet has a few dozen, so a list serves. */
static const appearance *intern(style_private *p, const appearance *look)
{
	overlay_cache *c = p->cache;
	for (size_t i = 0; i < c->all_count; i++)
		if (alike(c->all[i], look, 0))
			return c->all[i];
	appearance *kept = ARENA_NEW(p->arena, appearance);
	*kept = *look;
	kept->key = key_of(p, kept);
	*ARENA_APPEND(p->arena, c->all, c->all_count, c->all_capacity) = kept;
	return kept;
}

static overlay *find_slot(overlay *made, size_t size, const appearance *around, const patch *over,
			  property_reach reach)
{
	size_t slot =
		((uintptr_t)around / 16 * 31 + (uintptr_t)over / 16 * 17 + reach) & (size - 1);
	while (made[slot].result && (made[slot].around != around || made[slot].over != over ||
				     made[slot].reach != reach))
		slot = (slot + 1) & (size - 1);
	return &made[slot];
}

static void make_room(style_private *p)
{
	overlay_cache *c = p->cache;
	if ((c->made_count + 1) * 2 <= c->made_size)
		return;
	size_t size = c->made_size ? c->made_size * 2 : 256;
	overlay *made = ARENA_ARRAY(p->arena, size, overlay);
	for (size_t i = 0; i < c->made_size; i++) {
		const overlay *o = &c->made[i];
		if (o->result)
			*find_slot(made, size, o->around, o->over, o->reach) = *o;
	}
	c->made = made;
	c->made_size = size;
}

/* What is relative to the surrounding type comes first: then the type's own size is known, to which
 * the rest is relative. */
static void lay(appearance *look, const appearance *around, const patch *over, property_reach reach,
		length grid)
{
	const length_base outside = {around->size, grid};
	for (int own = 0; own < 2; own++) {
		const length_base inside = {look->size, grid};
		for (size_t i = 0; i < over->count; i++) {
			const setting *s = &over->items[i];
			const property *of = s->property;
			bool by_own = !(of->traits & BY_AROUND);
			if (of->reach > reach || by_own != (own == 1))
				continue;
			/* toggled once, however many layers say so */
			if (of->kind == KIND_ITALIC)
				look->italic = around->italic;
			style_apply(s, look, own ? &inside : &outside);
			if (of->traits & ADDS)
				*(length *)((char *)look + of->offset) +=
					*(const length *)((const char *)around + of->offset);
		}
	}
}

const appearance *style_lay(style_private *p, const appearance *around, const patch *over,
			    property_reach reach)
{
	if (over->count == 0)
		return around;
	if (!p->cache)
		p->cache = ARENA_NEW(p->arena, overlay_cache);
	make_room(p);
	overlay *o = find_slot(p->cache->made, p->cache->made_size, around, over, reach);
	if (o->result)
		return o->result;
	appearance look = *around;
	lay(&look, around, over, reach, p->grid);
	*o = (overlay){around, intern(p, &look), over, reach};
	p->cache->made_count++;
	return o->result;
}

const appearance *style_of(const style *s, role which)
{
	return &s->roles[which];
}

static const appearance *lay_classes(style_private *p, const appearance *look, const node *n,
				     property_reach reach)
{
	for (const char *const *name = n->classes; *name; name++) {
		const named_class *class = style_class(p, *name);
		if (class)
			look = style_lay(p, look, &class->patch, reach);
	}
	return look;
}

/* The divisions from the outermost inwards: an inner one is laid over what outer ones say. */
static const appearance *lay_divisions(style_private *p, const appearance *look, const node *n)
{
	/* deeper ones, of which no one can see anything, hand nothing on */
	enum { DEPTH_MOST = 64 };
	const node *divisions[DEPTH_MOST];
	size_t count = 0;
	for (const node *at = n->parent; at && count < DEPTH_MOST; at = at->parent)
		if (at->kind == NODE_DIVISION && at->classes[0])
			divisions[count++] = at;
	while (count)
		look = lay_classes(p, look, divisions[--count], REACH_HANDED_ON);
	return look;
}

const appearance *style_for(const style *s, arena *a, role which, const node *n)
{
	(void)a;
	return lay_classes(s->private, lay_divisions(s->private, &s->roles[which], n), n,
			   REACH_OWN);
}

const appearance *style_over(const style *s, arena *a, const appearance *around, role which)
{
	(void)a;
	return style_lay(s->private, around, &s->private->roles[which], REACH_INLINE);
}

const appearance *style_over_classes(const style *s, arena *a, const appearance *around,
				     const node *span)
{
	(void)a;
	return lay_classes(s->private, around, span, REACH_INLINE);
}
