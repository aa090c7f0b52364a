/* style_overlay: appearances laid over appearances, each made once. Invariant: `made` has an
 * overlay for each question asked (appearance, patch, reach), so that the same question gets the
 * same pointer; `all` has each distinct appearance once, so that an emphasis in an emphasis in an
 * emphasis is the same as a single one; `shapes` has one appearance for each key. */
#include "style/style_private.h"

#include "base/arena.h"
#include "base/hash.h"

typedef struct overlay {
	const appearance *around;
	const patch *over;
	property_reach reach;
	const appearance *result;
} overlay;

struct overlay_cache {
	hash_table made, all, shapes;
};

static overlay_cache *cache_of(style_private *p)
{
	enum { MADE_AT_FIRST = 256, APPEARANCES_AT_FIRST = 128 };
	if (p->cache)
		return p->cache;
	p->cache = ARENA_NEW(p->arena, overlay_cache);
	p->cache->made = hash_new(p->arena, MADE_AT_FIRST);
	p->cache->all = hash_new(p->arena, APPEARANCES_AT_FIRST);
	p->cache->shapes = hash_new(p->arena, APPEARANCES_AT_FIRST);
	return p->cache;
}

/* Are two appearances equal in all properties that have these traits? */
static bool alike(const appearance *a, const appearance *b, int traits)
{
	const property_table *table = &style_tables[SECTION_APPEARANCE];
	for (size_t i = 0; i < table->count; i++)
		if ((table->items[i].traits & traits) == traits &&
		    !style_same(&table->items[i], a, b))
			return false;
	return true;
}

static bool look_alike(const void *a, const void *b)
{
	return alike(a, b, 0);
}

static bool shape_alike(const void *a, const void *b)
{
	return alike(a, b, SHAPES);
}

static uint64_t hash_of(const appearance *look, int traits)
{
	const property_table *table = &style_tables[SECTION_APPEARANCE];
	uint64_t hash = 0;
	for (size_t i = 0; i < table->count; i++)
		if ((table->items[i].traits & traits) == traits)
			hash = style_hash(&table->items[i], look, hash);
	return hash;
}

/* The key of an appearance, from 1 on: those that give a text the same glyphs share it. */
static uint32_t key_of(style_private *p, const appearance *look)
{
	hash_table *shapes = &p->cache->shapes;
	uint64_t hash = hash_of(look, SHAPES);
	const appearance *same = hash_find(shapes, hash, shape_alike, look);
	if (same)
		return same->key;
	hash_add(p->arena, shapes, hash, look);
	return (uint32_t)shapes->used;
}

/* The kept appearance that is equal to this one. */
static const appearance *intern(style_private *p, const appearance *look)
{
	uint64_t hash = hash_of(look, 0);
	const appearance *same = hash_find(&p->cache->all, hash, look_alike, look);
	if (same)
		return same;
	appearance *kept = ARENA_NEW(p->arena, appearance);
	*kept = *look;
	kept->key = key_of(p, kept);
	hash_add(p->arena, &p->cache->all, hash, kept);
	return kept;
}

/* Properties relative to the surrounding type come first; then the type's own size is known, to
 * which the others are relative. */
static void lay(appearance *look, const overlay *o, length grid)
{
	const length_base outside = {o->around->size, grid};
	for (int own = 0; own < 2; own++) {
		const length_base inside = {look->size, grid};
		for (size_t i = 0; i < o->over->count; i++) {
			const setting *s = &o->over->items[i];
			const property *of = s->property;
			bool by_own = !(of->traits & BY_AROUND);
			if (of->reach > o->reach || by_own != (own == 1))
				continue;
			/* toggled once, however many layers do it */
			if (of->kind == KIND_ITALIC)
				look->italic = o->around->italic;
			style_apply(s, look, own ? &inside : &outside);
			if (of->traits & ADDS)
				*(length *)((char *)look + of->offset) +=
					*(const length *)((const char *)o->around + of->offset);
		}
	}
}

static bool is_same_question(const void *made, const void *asked)
{
	const overlay *a = made, *b = asked;
	return a->around == b->around && a->over == b->over && a->reach == b->reach;
}

const appearance *style_lay(style_private *p, const appearance *around, const patch *over,
			    property_reach reach)
{
	if (over->count == 0)
		return around;
	hash_table *made = &cache_of(p)->made;
	const overlay asked = {around, over, reach, NULL};
	uint64_t hash = hash_bytes((uint64_t)reach, &around, sizeof around);
	hash = hash_bytes(hash, &over, sizeof over);
	const overlay *there = hash_find(made, hash, is_same_question, &asked);
	if (there)
		return there->result;
	appearance look = *around;
	lay(&look, &asked, p->grid);
	overlay *o = ARENA_NEW(p->arena, overlay);
	*o = (overlay){around, over, reach, intern(p, &look)};
	hash_add(p->arena, made, hash, o);
	return o->result;
}

int style_end_least(const style *s)
{
	const int most = s->sheet.lines / 2;

	return s->pages.end_least < most ? s->pages.end_least : most;
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

/* Lay the divisions from the outermost inwards, each over the ones around it. */
static const appearance *lay_divisions(style_private *p, const appearance *look, const node *n)
{
	/* deeper divisions hand nothing on: nobody could tell them apart on a page */
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

const appearance *style_for(const style *s, role which, const node *n)
{
	return lay_classes(s->private, lay_divisions(s->private, &s->roles[which], n), n,
			   REACH_OWN);
}

const appearance *style_over(const style *s, const appearance *around, role which)
{
	return style_lay(s->private, around, &s->private->roles[which], REACH_INLINE);
}

const appearance *style_made(const style *s, const appearance *look)
{
	cache_of(s->private);
	return intern(s->private, look);
}

const appearance *style_within(const style *s, const appearance *look, const appearance *around)
{
	appearance smaller = *look;
	length size = length_scale(look->size, around->size, s->roles[ROLE_BODY].size);
	smaller.size = size < around->size ? size : around->size;
	smaller.leading = around->leading;
	smaller.space_before = smaller.space_after = 0;
	smaller.space_less = smaller.space_more = 0;
	smaller.sink = 0;
	smaller.opens = OPENS_ANYWHERE;
	return style_made(s, &smaller);
}

const appearance *style_scaled(const style *s, const appearance *look, int scale)
{
	appearance other = *look;
	other.size = length_scale(look->size, scale, 1000);
	cache_of(s->private);
	return intern(s->private, &other);
}

const appearance *style_over_classes(const style *s, const appearance *around, const node *span)
{
	return lay_classes(s->private, around, span, REACH_INLINE);
}
