/* style_overlay: appearances laid over appearances, each made once.
 * Invariant: `made` maps (what was laid over, patch, bound) to its result, so that the same
 * question gets the same pointer; `all` holds each distinct appearance once, so that an emphasis in
 * an emphasis in an emphasis comes round to the first. Hashes choose slots and nothing else. */
#include "style/style_private.h"

#include "base/arena.h"

#include <string.h>

typedef struct overlay {
	const appearance *around, *result; /* result NULL: a free slot */
	const patch *over;
	size_t bound;
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

/* Do two appearances shape a text alike? */
static bool shape_alike(const appearance *a, const appearance *b)
{
	return a->size == b->size && a->weight == b->weight && a->italic == b->italic &&
	       a->caps == b->caps && a->lining_by_capitals == b->lining_by_capitals &&
	       a->tracking == b->tracking && strcmp(a->family, b->family) == 0 &&
	       strcmp(a->features, b->features) == 0;
}

static bool look_alike(const appearance *a, const appearance *b)
{
	return shape_alike(a, b) && a->leading == b->leading && a->ink == b->ink &&
	       a->rise == b->rise && a->underline == b->underline && a->strike == b->strike &&
	       a->hyphenate == b->hyphenate && a->align == b->align && a->indent == b->indent &&
	       a->left == b->left && a->right == b->right && a->space_before == b->space_before &&
	       a->space_after == b->space_after && a->space_less == b->space_less &&
	       a->space_more == b->space_more && a->keep == b->keep && a->opens == b->opens &&
	       a->sink == b->sink && a->orphans == b->orphans && a->widows == b->widows;
}

static uint32_t key_of(style_private *p, const appearance *look)
{
	overlay_cache *c = p->cache;
	for (size_t i = 0; i < c->shape_count; i++)
		if (shape_alike(c->shapes[i], look))
			return (uint32_t)i + 1;
	*ARENA_APPEND(p->arena, c->shapes, c->shape_count, c->shape_capacity) = look;
	return (uint32_t)c->shape_count;
}

/* The one appearance that looks so. A sheet has a few dozen, so a list serves. */
static const appearance *intern(style_private *p, const appearance *look)
{
	overlay_cache *c = p->cache;
	for (size_t i = 0; i < c->all_count; i++)
		if (look_alike(c->all[i], look))
			return c->all[i];
	appearance *kept = ARENA_NEW(p->arena, appearance);
	*kept = *look;
	kept->key = key_of(p, kept);
	*ARENA_APPEND(p->arena, c->all, c->all_count, c->all_capacity) = kept;
	return kept;
}

static overlay *find_slot(overlay *made, size_t size, const appearance *around, const patch *over,
			  size_t bound)
{
	size_t slot =
		((uintptr_t)around / 16 * 31 + (uintptr_t)over / 16 * 17 + bound) & (size - 1);
	while (made[slot].result && (made[slot].around != around || made[slot].over != over ||
				     made[slot].bound != bound))
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
			*find_slot(made, size, o->around, o->over, o->bound) = *o;
	}
	c->made = made;
	c->made_size = size;
}

/* Size and rise go by the type around, what is left by the type's own size; a rise starts from
 * where the type around stands. */
static void lay(appearance *look, const appearance *around, const patch *over, size_t bound,
		length grid)
{
	const length_base outside = {around->size, grid};
	for (int own = 0; own < 2; own++) {
		const length_base inside = {look->size, grid};
		for (size_t i = 0; i < over->count; i++) {
			const setting *s = &over->items[i];
			const size_t offset = s->property->offset;
			bool by_surrounding = offset == offsetof(appearance, size) ||
					      offset == offsetof(appearance, rise);
			if ((size_t)(s->property - style_appearance_keys.items) >= bound ||
			    by_surrounding == (own == 1))
				continue;
			/* toggled once, however many layers say so */
			if (s->property->kind == KIND_ITALIC)
				look->italic = around->italic;
			style_apply(s, look, by_surrounding ? &outside : &inside);
			if (offset == offsetof(appearance, rise))
				look->rise += around->rise;
		}
	}
}

const appearance *style_lay(style_private *p, const appearance *around, const patch *over,
			    size_t bound)
{
	if (over->count == 0)
		return around;
	if (!p->cache)
		p->cache = ARENA_NEW(p->arena, overlay_cache);
	make_room(p);
	overlay *o = find_slot(p->cache->made, p->cache->made_size, around, over, bound);
	if (o->result)
		return o->result;
	appearance look = *around;
	lay(&look, around, over, bound, p->grid);
	*o = (overlay){around, intern(p, &look), over, bound};
	p->cache->made_count++;
	return o->result;
}

const appearance *style_of(const style *s, role which)
{
	return &s->roles[which];
}

static const appearance *lay_classes(style_private *p, const appearance *look, const node *n,
				     size_t bound)
{
	for (const char *const *name = n->classes; *name; name++) {
		const named_class *class = style_class(p, *name);
		if (class)
			look = style_lay(p, look, &class->patch, bound);
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
		look = lay_classes(p, look, divisions[--count], PROPERTIES_HANDED_ON);
	return look;
}

const appearance *style_for(const style *s, arena *a, role which, const node *n)
{
	(void)a;
	return lay_classes(s->private, lay_divisions(s->private, &s->roles[which], n), n,
			   PROPERTIES_ALL);
}

const appearance *style_over(const style *s, arena *a, const appearance *around, role which)
{
	(void)a;
	return style_lay(s->private, around, &s->private->roles[which], PROPERTIES_INLINE);
}

const appearance *style_over_classes(const style *s, arena *a, const appearance *around,
				     const node *span)
{
	(void)a;
	return lay_classes(s->private, around, span, PROPERTIES_INLINE);
}
