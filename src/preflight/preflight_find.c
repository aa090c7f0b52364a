/* preflight_find: what rules find is gathered: the same of one page and object is one finding with
 * several places. */
#include "preflight/preflight_private.h"

#include <string.h>

enum { FINDINGS_MOST = 20000 };

typedef struct finding_key {
	const preflight_rule *rule;
	size_t page;
	int object;
	const char *what;
} finding_key;

/* By its number in the list, which moves as it grows. */
typedef struct finding_slot {
	finding_key key;
	size_t index;
} finding_slot;

static bool same_finding(const void *item, const void *key)
{
	const finding_key *a = &((const finding_slot *)item)->key, *b = key;

	return a->rule == b->rule && a->page == b->page && a->object == b->object &&
	       strcmp(a->what, b->what) == 0;
}

static uint64_t hash_finding(const finding_key *k)
{
	uint64_t hash = hash_bytes((uint64_t)k->page, &k->rule, sizeof k->rule);

	hash = hash_bytes(hash, &k->object, sizeof k->object);
	return hash_bytes(hash, k->what, strlen(k->what));
}

/* The rule's message with the detail in it. */
static const char *fill(arena *a, const char *message, const char *detail)
{
	const char *at = strstr(message, "%s");

	if (!at)
		return message;
	return arena_print(a, "%.*s%s%s", (int)(at - message), message, detail ? detail : "",
			   at + 2);
}

static preflight_finding *finding_of(preflight *p, const char *what)
{
	finding_key key = {p->rule, p->page, p->holder, what};
	uint64_t hash = hash_finding(&key);
	const finding_slot *known = hash_find(&p->met, hash, same_finding, &key);

	if (known)
		return &p->findings[known->index];
	if (p->finding_count >= FINDINGS_MOST)
		return NULL;
	finding_slot *slot = ARENA_NEW(p->arena, finding_slot);
	key.what = arena_copy(p->arena, what, strlen(what));
	*slot = (finding_slot){key, p->finding_count};
	hash_add(p->arena, &p->met, hash, slot);
	preflight_finding *f =
		ARENA_APPEND(p->arena, p->findings, p->finding_count, p->finding_capacity);
	*f = (preflight_finding){
		.rule = p->rule, .page = p->page, .object = p->holder, .what = key.what};
	return f;
}

void preflight_found(preflight *p, const char *detail, const content_box *at)
{
	preflight_finding *f = finding_of(p, fill(p->scratch, p->rule->message, detail));

	if (!f)
		return;
	f->count++;
	if (!at || f->place_count >= PREFLIGHT_PLACES)
		return;
	size_t room = f->place_count;
	if ((room & (room - 1)) == 0) {
		content_box *grown = ARENA_ARRAY(p->arena, room ? room * 2 : 1, content_box);
		if (room)
			memcpy(grown, f->places, room * sizeof *grown);
		f->places = grown;
	}
	f->places[f->place_count++] = *at;
}

void preflight_found_at(preflight *p, const content_box *at, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	const char *detail = arena_vprint(p->scratch, format, arguments);
	va_end(arguments);
	preflight_found(p, detail, at);
}

void preflight_test(preflight *p, rules_about about)
{
	for (size_t i = 0; i < p->active_count[about]; i++) {
		p->rule = p->active[about][i];
		p->rule->test(p);
	}
}

typedef struct first_key {
	const object *object;
	int kind;
} first_key;

static bool same_first(const void *item, const void *key)
{
	const first_key *a = item, *b = key;

	return a->object == b->object && a->kind == b->kind;
}

bool preflight_first(preflight *p, const object *o, int kind)
{
	first_key key = {o, kind};
	uint64_t hash = hash_address(o) + (uint64_t)kind;

	if (hash_find(&p->seen, hash, same_first, &key))
		return false;
	first_key *kept = ARENA_NEW(p->arena, first_key);
	*kept = key;
	hash_add(p->arena, &p->seen, hash, kept);
	return true;
}

const object *preflight_get(preflight *p, const object *o, const char *key)
{
	return object_get(p->objects, o, key);
}

/* --- the paint at hand ---------------------------------------------------------------------- */

bool preflight_prints(const preflight *p)
{
	const content_paint *t = p->paint;

	if (t->kind == CONTENT_TEXT && (t->state->render == 3 || t->state->render == 7))
		return false;
	return !t->masking && content_alpha(t) > 0;
}

bool preflight_overprints(const preflight *p)
{
	return p->paint->stroked ? p->paint->state->stroke_overprints
				 : p->paint->state->fill_overprints;
}

size_t preflight_lights(const space *s)
{
	if (s->kind == SPACE_ICC)
		return s->count == 1 || s->count == 3 ? s->count : 0;
	return s->kind == SPACE_RGB || s->kind == SPACE_CALRGB ? 3
	       : s->kind == SPACE_CALGRAY                      ? 1
							       : 0;
}

bool preflight_is_white(const preflight *p)
{
	const content_colour *c = p->paint->colour;

	if (!c || c->pattern)
		return false;
	if (p->inks.known)
		return p->inks.total <= 0;
	const size_t lights = preflight_lights(c->space);
	for (size_t i = 0; i < lights; i++)
		if (c->values[i] < 1)
			return false;
	return lights;
}

bool preflight_meet(const content_box *a, const content_box *b)
{
	content_box common = content_common(*a, *b);

	return common.x1 - common.x0 > PREFLIGHT_NEAR && common.y1 - common.y0 > PREFLIGHT_NEAR;
}

const space *preflight_picture_space(preflight *p)
{
	const content_paint *t = p->paint;
	const object *o = preflight_get(p, t->image, "ColorSpace");

	if (o->kind == OBJECT_NULL)
		o = preflight_get(p, t->image, "CS");
	return space_find(p->spaces, o, t->image_resources);
}

bool preflight_is_transparent(preflight *p)
{
	const content_paint *t = p->paint;
	const content_state *s = t->state;

	return content_alpha(t) < 1 || s->mask || s->group_blends || !content_is_normal(s->blend) ||
	       (t->kind == CONTENT_IMAGE && object_is_dict(preflight_get(p, t->image, "SMask")));
}
