/* preflight_gather: what only several things together show: which spots are painted, where a page
 * is transparent. */
#include "preflight/preflight_private.h"

#include <string.h>

enum { SPOTS_MOST = 1000, COMPARE_DEPTH = 12, FUNCTION_MOST = 1 << 20 };

void preflight_gather_page(preflight *p)
{
	preflight_area_page(p);
	p->gathered.painted = 0;
	p->gathered.transparent = false;
}

/* --- spots ---------------------------------------------------------------------------------- */

static bool is_process(const char *name)
{
	static const char *const names[] = {"Cyan", "Magenta", "Yellow", "Black",
					    "All",  "None",    ""};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static bool same_value(preflight *p, const object *a, const object *b, int depth);

static bool same_entries(preflight *p, const object *a, const object *b, int depth)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->as.entries[i].key, b->as.entries[i].key) != 0 ||
		    !same_value(p, &a->as.entries[i].value, &b->as.entries[i].value, depth))
			return false;
	return true;
}

static bool same_data(preflight *p, const object *a, const object *b)
{
	reader_bytes one, other;

	return object_data(p->objects, p->scratch, a, FUNCTION_MOST, &one) == READER_OK &&
	       object_data(p->objects, p->scratch, b, FUNCTION_MOST, &other) == READER_OK &&
	       one.length == other.length && memcmp(one.data, other.data, one.length) == 0;
}

/* Do two objects say the same, whatever their numbers? */
static bool same_value(preflight *p, const object *a, const object *b, int depth)
{
	a = object_resolve(p->objects, a);
	b = object_resolve(p->objects, b);
	if (a == b)
		return true;
	if (a->kind != b->kind || depth > COMPARE_DEPTH)
		return false;
	switch (a->kind) {
	case OBJECT_NUMBER:
	case OBJECT_BOOLEAN: return a->as.number == b->as.number;
	case OBJECT_NAME:
	case OBJECT_STRING:
		return a->count == b->count && memcmp(a->as.text, b->as.text, a->count) == 0;
	case OBJECT_ARRAY:
		for (size_t i = 0; i < a->count && a->count == b->count; i++)
			if (!same_value(p, &a->as.items[i], &b->as.items[i], depth + 1))
				return false;
		return a->count == b->count;
	case OBJECT_DICT: return same_entries(p, a, b, depth + 1);
	case OBJECT_STREAM: return same_data(p, a, b);
	default: return true;
	}
}

static preflight_spot *spot_named(preflight *p, const char *name)
{
	preflight_gathered *g = &p->gathered;

	for (size_t i = 0; i < g->spot_count; i++)
		if (strcmp(g->spots[i].name, name) == 0)
			return &g->spots[i];
	if (g->spot_count >= SPOTS_MOST)
		return NULL;
	preflight_spot *s = ARENA_APPEND(p->arena, g->spots, g->spot_count, g->spot_capacity);
	s->name = name;
	return s;
}

static void take_separation(preflight *p, preflight_spot *spot, const space *s)
{
	if (!spot->space) {
		spot->space = s;
		spot->page = p->page;
		spot->holder = p->holder;
		return;
	}
	if (spot->other || spot->space == s || spot->space->kind != SPACE_SEPARATION ||
	    s->kind != SPACE_SEPARATION)
		return;
	for (size_t i = 2; i < 4; i++)
		if (!same_value(p, object_item(p->objects, spot->space->object, i),
				object_item(p->objects, s->object, i), 0)) {
			spot->other = s;
			spot->other_page = p->page;
			spot->other_holder = p->holder;
			return;
		}
}

void preflight_gather_space(preflight *p)
{
	for (const space *s = p->space; s; s = s->base) {
		if (s->kind != SPACE_SEPARATION && s->kind != SPACE_DEVICEN)
			continue;
		for (int i = 0; i < s->count; i++) {
			preflight_spot *spot =
				is_process(s->names[i]) ? NULL : spot_named(p, s->names[i]);
			if (spot)
				take_separation(p, spot, s);
		}
	}
}

static void mark_painted(preflight *p, const space *s, const float *values)
{
	for (; s; s = s->base) {
		if (s->kind != SPACE_SEPARATION && s->kind != SPACE_DEVICEN)
			continue;
		for (int i = 0; i < s->count; i++) {
			if (is_process(s->names[i]) || (values && !(values[i] > 0)))
				continue;
			preflight_spot *spot = spot_named(p, s->names[i]);
			if (spot)
				spot->painted = true;
		}
	}
}

/* --- paints --------------------------------------------------------------------------------- */

void preflight_gather_paint(preflight *p)
{
	const content_paint *t = p->paint;
	preflight_gathered *g = &p->gathered;

	if (!preflight_prints(p))
		return;
	g->painted++;
	if (t->colour && !t->colour->pattern)
		mark_painted(p, t->colour->space, t->colour->values);
	else if (t->image)
		mark_painted(p, preflight_picture_space(p), NULL);
	else if (t->colour)
		mark_painted(
			p,
			space_find(p->spaces,
				   preflight_get(p, preflight_get(p, t->colour->pattern, "Shading"),
						 "ColorSpace"),
				   p->resources),
			NULL);
	if (!g->transparent && preflight_is_transparent(p)) {
		g->transparent = true;
		g->transparent_owner = t->owner;
		g->transparent_at = t->box;
	}
	preflight_area_add(p);
}
