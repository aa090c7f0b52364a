/* preflight_listen: what the content interpreter meets, and what resources list, is put to the
 * rules. Each resource is looked at once, on the first page that has it. */
#include "preflight/preflight_private.h"

#include <string.h>

/* Kinds of what is looked at once. */
enum { FIRST_RESOURCES = 1, FIRST_STATE, FIRST_SPACE, FIRST_IMAGE, FIRST_GROUP, FIRST_OBJECT };

static int holder_of(const object *o, int otherwise)
{
	return o->id ? o->id : otherwise;
}

static void look_at_space(preflight *p, const object *o, int holder)
{
	if (o->kind == OBJECT_NULL || !preflight_first(p, o, FIRST_SPACE))
		return;
	p->object = o;
	p->space = space_find(p->spaces, o, p->resources);
	p->holder = holder_of(o, holder);
	preflight_gather_space(p);
	preflight_test(p, ABOUT_SPACE);
}

static void look_at_state(preflight *p, const object *o, int holder)
{
	if (!object_is_dict(o) || !preflight_first(p, o, FIRST_STATE))
		return;
	p->object = o;
	p->holder = holder_of(o, holder);
	preflight_test(p, ABOUT_STATE);
}

static void look_at_image(preflight *p, const object *o, int holder)
{
	if (!object_is_name(preflight_get(p, o, "Subtype"), "Image") ||
	    !preflight_first(p, o, FIRST_IMAGE))
		return;
	p->object = o;
	p->holder = holder_of(o, holder);
	preflight_test(p, ABOUT_IMAGE);
	look_at_space(p, preflight_get(p, o, "ColorSpace"), p->holder);
}

static void look_at_pattern(preflight *p, const object *o, int holder)
{
	holder = holder_of(o, holder);
	look_at_space(p, preflight_get(p, preflight_get(p, o, "Shading"), "ColorSpace"), holder);
	look_at_state(p, preflight_get(p, o, "ExtGState"), holder);
}

static void look_at_shading(preflight *p, const object *o, int holder)
{
	look_at_space(p, preflight_get(p, o, "ColorSpace"), holder_of(o, holder));
}

static void each_of(preflight *p, const object *resources, const char *kind, int holder,
		    void (*look)(preflight *, const object *, int))
{
	const object *list = preflight_get(p, resources, kind);

	for (size_t i = 0; object_is_dict(list) && i < list->count; i++)
		look(p, object_resolve(p->objects, &list->as.entries[i].value),
		     holder_of(list, holder));
}

static void on_resources(void *context, const object *resources, const object *owner)
{
	preflight *p = context;

	p->resources = resources;
	if (!preflight_first(p, resources, FIRST_RESOURCES))
		return;
	const int holder = holder_of(resources, owner->id);
	each_of(p, resources, "ExtGState", holder, look_at_state);
	each_of(p, resources, "ColorSpace", holder, look_at_space);
	each_of(p, resources, "Shading", holder, look_at_shading);
	each_of(p, resources, "Pattern", holder, look_at_pattern);
	each_of(p, resources, "XObject", holder, look_at_image);
}

/* An inline image is in no resources, and may abbreviate. */
static void look_at_inline_space(preflight *p, const content_paint *paint)
{
	const object *o = preflight_get(p, paint->image, "CS");

	if (o->kind == OBJECT_NULL)
		o = preflight_get(p, paint->image, "ColorSpace");
	p->resources = paint->image_resources;
	look_at_space(p, o, paint->owner);
}

static void on_paint(void *context, const content_paint *paint)
{
	preflight *p = context;
	const content_colour *colour = paint->colour;

	p->paint = paint;
	p->holder = paint->owner;
	if (paint->data)
		look_at_inline_space(p, paint);
	p->holder = paint->image && paint->image->id ? paint->image->id : paint->owner;
	p->inks = colour && !colour->pattern ? space_inks(colour->space, colour->values)
					     : (inks){.known = false};
	preflight_test(p, ABOUT_PAINT);
	preflight_gather_paint(p);
}

static void on_font(void *context, typeface *f)
{
	preflight *p = context;

	p->font = f;
	p->holder = f->object->id;
	preflight_test(p, ABOUT_FONT);
}

static void on_group(void *context, const object *group, const object *owner)
{
	preflight *p = context;

	if (!preflight_first(p, group, FIRST_GROUP))
		return;
	p->object = group;
	p->holder = holder_of(group, owner->id);
	preflight_test(p, ABOUT_GROUP);
}

static void about_word(preflight *p, const char *word, int holder, rules_about about)
{
	p->word = word;
	p->holder = holder;
	preflight_test(p, about);
}

static void on_unknown(void *context, const char *name, const object *owner)
{
	about_word(context, name, owner->id, ABOUT_UNKNOWN);
}

static void on_intent(void *context, const char *name, const object *owner)
{
	about_word(context, name, owner->id, ABOUT_INTENT);
}

static void on_damage(void *context, const object *stream)
{
	about_word(context, NULL, stream->id, ABOUT_DAMAGE);
}

content *preflight_listen_begin(preflight *p)
{
	const content_listener listener = {.context = p,
					   .painted = on_paint,
					   .resources = on_resources,
					   .font = on_font,
					   .group = on_group,
					   .unknown = on_unknown,
					   .intent = on_intent,
					   .damaged = on_damage};

	return content_new(p->arena, p->objects, p->spaces, &listener);
}

/* --- all objects ---------------------------------------------------------------------------- */

typedef struct waiting {
	const object *object;
	int holder;
} waiting;

typedef struct object_walk {
	waiting *items;
	size_t count, capacity;
} object_walk;

static void wait_for(preflight *p, object_walk *w, const object *o, int holder)
{
	if (o->kind == OBJECT_REFERENCE)
		o = object_resolve(p->objects, o);
	if (o->kind != OBJECT_ARRAY && !object_is_dict(o))
		return;
	if (o->id && !preflight_first(p, o, FIRST_OBJECT))
		return;
	*ARENA_APPEND_ROOM(p->arena, w->items, w->count, w->capacity) =
		(waiting){o, holder_of(o, holder)};
}

/* Other pages are met for themselves; the structure is another walk's. */
static bool is_skipped(preflight *p, const object *from, const object_entry *e)
{
	static const char *const keys[] = {"StructTreeRoot", "Parent", "P", "ParentTree", "Pg"};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(e->key, keys[i]) == 0)
			return true;
	return from != p->page_object &&
	       object_is_name(preflight_get(p, object_resolve(p->objects, &e->value), "Type"),
			      "Page");
}

static void wait_for_parts(preflight *p, object_walk *w, const waiting *from)
{
	const object *o = from->object;

	if (o->kind == OBJECT_ARRAY) {
		for (size_t i = 0; i < o->count; i++) {
			const object *item = object_resolve(p->objects, &o->as.items[i]);
			if (!object_is_name(preflight_get(p, item, "Type"), "Page"))
				wait_for(p, w, item, from->holder);
		}
		return;
	}
	for (size_t i = 0; i < o->count; i++)
		if (!is_skipped(p, o, &o->as.entries[i]))
			wait_for(p, w, &o->as.entries[i].value, from->holder);
}

void preflight_listen_objects(preflight *p, const object *root)
{
	object_walk w = {0};

	if (p->active_count[ABOUT_OBJECT] == 0)
		return;
	wait_for(p, &w, root, 0);
	while (w.count) {
		const waiting next = w.items[--w.count];
		if (object_is_dict(next.object)) {
			p->object = next.object;
			p->holder = next.holder;
			preflight_test(p, ABOUT_OBJECT);
		}
		wait_for_parts(p, &w, &next);
	}
}
