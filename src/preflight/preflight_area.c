/* preflight_area: what lies below what. Large things that were painted are kept as boxes, the last
 * on top: enough for white text on a tint, for ink that overprints other ink, and for what lets
 * other ink through. A thing whose ink is not known hides what is below it, so that nothing is
 * counted that may not be there. */
#include "preflight/preflight_private.h"

#include <math.h>
#include <string.h>

/* An area is at least this wide and high, in points. */
#define AREA_LEAST 4
/* Ink below a thing is looked up at so many places across and down. */
#define PLACES 3
/* A part of full ink: closer amounts are the same. */
#define SAME 0.001

void preflight_area_page(preflight *p)
{
	p->gathered.area_count = 0;
}

static const preflight_area *below(const preflight *p, double x, double y)
{
	const preflight_gathered *g = &p->gathered;

	for (size_t i = 0; i < g->area_count && i < PREFLIGHT_AREAS; i++) {
		const preflight_area *a = &g->areas[(g->area_count - 1 - i) % PREFLIGHT_AREAS];
		if (x >= a->box.x0 && x <= a->box.x1 && y >= a->box.y0 && y <= a->box.y1)
			return a;
	}
	return NULL;
}

int preflight_area_plates(const preflight *p, double x, double y)
{
	const preflight_area *a = below(p, x, y);

	return a ? a->plates : -1;
}

/* --- gradients ------------------------------------------------------------------------------ */

typedef struct kept_gradient {
	const object *shading;
	const gradient *gradient;
} kept_gradient;

static bool is_of(const void *item, const void *key)
{
	return ((const kept_gradient *)item)->shading == key;
}

static const gradient *gradient_known(preflight *p, const object *shading)
{
	uint64_t hash = hash_address(shading);
	const kept_gradient *known = hash_find(&p->gathered.gradients, hash, is_of, shading);

	if (known)
		return known->gradient;
	kept_gradient *k = ARENA_NEW(p->arena, kept_gradient);
	*k = (kept_gradient){
		shading, gradient_read(p->arena, p->objects, p->spaces, shading,
				       p->paint->image ? p->paint->image_resources : p->resources)};
	hash_add(p->arena, &p->gathered.gradients, hash, k);
	return k->gradient;
}

/* Of what is at hand, or NULL; `matrix` says where it is. */
static const gradient *gradient_of(preflight *p, content_matrix *matrix)
{
	const content_paint *t = p->paint;
	const object *pattern = t->colour ? t->colour->pattern : NULL;

	*matrix = t->matrix;
	if (t->kind == CONTENT_SHADING)
		return gradient_known(p, t->image);
	if (!pattern || !object_is_dict(preflight_get(p, pattern, "Shading")))
		return NULL;
	*matrix = content_multiply(content_matrix_of(p->objects, pattern, "Matrix"), t->base);
	return gradient_known(p, preflight_get(p, pattern, "Shading"));
}

static inks ink_at(const preflight_area *a, double x, double y)
{
	const content_matrix *m = &a->matrix;
	double area = m->a * m->d - m->b * m->c;

	if (!a->gradient || area == 0)
		return a->inks;
	x -= m->e;
	y -= m->f;
	return gradient_at(a->gradient, (m->d * x - m->c * y) / area, (m->a * y - m->b * x) / area);
}

/* --- ink over ink --------------------------------------------------------------------------- */

/* Do process inks of which a colour has none stay as they are below it? (ISO 32000-1, table 149) */
static bool leaves_process(const preflight *p)
{
	const content_colour *c = p->paint->colour;
	space_kind kind = c ? c->space->kind : SPACE_BAD;

	return kind == SPACE_SEPARATION || kind == SPACE_DEVICEN ||
	       (kind == SPACE_CMYK && p->paint->state->overprint_mode == 1);
}

static void sum_up(inks *i)
{
	i->total = i->spots;
	for (int k = 0; k < 4; k++)
		i->total += i->process[k];
}

static double sum_of_spots(const inks *high, const inks *low)
{
	return (high->names & low->names) == 0 ? high->spots + low->spots
					       : fmax(high->spots, low->spots);
}

static inks over(const preflight *p, const inks *high, const inks *low)
{
	inks i = *high;

	for (int k = 0; k < 4; k++)
		if (i.process[k] <= 0 && leaves_process(p))
			i.process[k] = low->process[k];
	i.spots = sum_of_spots(high, low);
	return i;
}

/* How two amounts of one ink make a third. */
typedef enum mixing {
	MIX_NORMAL,
	MIX_MULTIPLY,
	MIX_SCREEN,
	MIX_DARKEN,
	MIX_LIGHTEN,
	MIX_NOT
} mixing;

/* Is the page mixed as light, and becomes ink as a whole? */
static bool is_mixed_as_light(preflight *p)
{
	const object *group = preflight_get(p, p->page_object, "Group");

	return object_is_dict(group) &&
	       space_find(p->spaces, preflight_get(p, group, "CS"), p->resources)->count == 3;
}

/* MIX_NOT: nothing is known of it. In an isolated group a mode meets what the group has alone. */
static mixing mixing_of(preflight *p)
{
	static const char *const names[] = {[MIX_MULTIPLY] = "Multiply",
					    [MIX_SCREEN] = "Screen",
					    [MIX_DARKEN] = "Darken",
					    [MIX_LIGHTEN] = "Lighten"};
	const content_state *s = p->paint->state;

	if (s->group_blends || (preflight_is_transparent(p) && is_mixed_as_light(p)))
		return MIX_NOT;
	if (content_is_normal(s->blend))
		return MIX_NORMAL;
	for (mixing m = MIX_MULTIPLY; m < MIX_NOT && !s->isolated; m++)
		if (strcmp(s->blend, names[m]) == 0)
			return m;
	return MIX_NOT;
}

/* Modes are defined for light, of which there is as much less as there is more ink (ISO 32000-1,
 * 11.3.5.2). */
static double mix(mixing m, double low, double high)
{
	switch (m) {
	case MIX_MULTIPLY: return low + high - low * high;
	case MIX_SCREEN: return low * high;
	case MIX_DARKEN: return fmax(low, high);
	case MIX_LIGHTEN: return fmin(low, high);
	default: return high;
	}
}

/* Above what is below it, as opaque as it is. */
static void let_through(inks *high, const inks *low, mixing m, double alpha)
{
	for (int k = 0; k < 4; k++)
		high->process[k] =
			low->process[k] +
			alpha * (mix(m, low->process[k], high->process[k]) - low->process[k]);
	if (m == MIX_MULTIPLY || m == MIX_DARKEN)
		high->spots = sum_of_spots(high, low);
	high->spots = low->spots + alpha * (high->spots - low->spots);
	high->names |= low->names;
	high->all &= alpha >= 1;
}

/* The paint at hand, of so much ink, on what is below it. Through a soft mask it is less. */
static inks on(preflight *p, const inks *high, const inks *low)
{
	const mixing m = mixing_of(p);
	const bool overprints = preflight_overprints(p) && m == MIX_NORMAL;

	if (!high->known || !low->known || m == MIX_NOT)
		return (inks){0};
	inks i = overprints ? over(p, high, low) : *high;
	if (preflight_is_transparent(p))
		let_through(&i, low, m, content_alpha(p->paint));
	if (overprints || preflight_is_transparent(p)) {
		i.names |= low->names;
		i.all |= low->all;
		sum_up(&i);
	}
	return i;
}

/* What is known of the ink at each of some places on the paint at hand: `found`, and what was
 * there before it. */
typedef struct places {
	inks found[PLACES * PLACES], before[PLACES * PLACES];
	size_t count;
} places;

static void look_below(preflight *p, const preflight_area *own, places *to)
{
	const content_box *b = &p->paint->box;

	to->count = 0;
	for (int i = 0; i < PLACES * PLACES; i++) {
		double x = b->x0 + (b->x1 - b->x0) * (i % PLACES + 0.5) / PLACES,
		       y = b->y0 + (b->y1 - b->y0) * (i / PLACES + 0.5) / PLACES;
		const preflight_area *a = below(p, x, y);
		const inks bare = {.known = true}, low = a ? ink_at(a, x, y) : bare,
			   high = ink_at(own, x, y);
		to->before[to->count] = low;
		to->found[to->count] = on(p, &high, &low);
		to->count += to->found[to->count].known;
	}
}

/* Does what is below it count? */
static bool mixes(preflight *p)
{
	return preflight_is_transparent(p) || (p->gathered.area_count && preflight_overprints(p) &&
					       (!p->inks.known || p->inks.total > 0));
}

/* What the paint at hand has of itself: one colour, or a gradient. */
static preflight_area own_ink(preflight *p)
{
	preflight_area own = {.inks = p->inks};

	if (!p->inks.known && (own.gradient = gradient_of(p, &own.matrix)) != NULL)
		own.inks = gradient_most(own.gradient);
	return own;
}

inks preflight_area_ink(preflight *p)
{
	const preflight_area own = own_ink(p);
	inks most = {0};
	places at;

	if (!mixes(p) || !own.inks.known)
		return own.inks;
	if (!preflight_is_transparent(p))
		most = own.inks;
	look_below(p, &own, &at);
	for (size_t i = at.count; i--;)
		if (at.found[i].total > fmax(most.total, at.before[i].total + SAME))
			most = at.found[i];
	return most;
}

/* What is there now: the same at all places, or a gradient, or not known. */
static void keep_ink(preflight *p, preflight_area *a)
{
	const preflight_area own = own_ink(p);
	places at;

	if (p->paint->state->mask)
		return;
	if (!mixes(p)) {
		a->inks = p->inks;
		a->gradient = own.gradient;
		a->matrix = own.matrix;
		return;
	}
	look_below(p, &own, &at);
	if (at.count < PLACES * PLACES)
		return;
	for (int i = 1; i < PLACES * PLACES; i++)
		if (fabs(at.found[i].total - at.found[0].total) > SAME)
			return;
	a->inks = at.found[0];
}

void preflight_area_add(preflight *p)
{
	preflight_gathered *g = &p->gathered;
	const content_paint *t = p->paint;
	preflight_area a = {.box = t->box,
			    .plates = p->inks.known           ? p->inks.plates
				      : preflight_is_white(p) ? 0
							      : 2};

	if (t->kind == CONTENT_TEXT || t->kind == CONTENT_STROKE ||
	    t->box.x1 - t->box.x0 < AREA_LEAST || t->box.y1 - t->box.y0 < AREA_LEAST)
		return;
	if (t->kind == CONTENT_IMAGE && !t->colour && preflight_picture_space(p)->count == 1)
		a.plates = 1;
	if (t->fills_box && t->kind != CONTENT_IMAGE)
		keep_ink(p, &a);
	g->areas[g->area_count++ % PREFLIGHT_AREAS] = a;
}
