/* preflight_area: what lies below what. Large things that were painted are kept as boxes, the last
 * on top: enough for white text on a tint, and for ink that overprints other ink. A thing whose ink
 * is not known hides what is below it, so that nothing is counted that may not be there. */
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
	space_kind kind = p->paint->colour->space->kind;

	return kind == SPACE_SEPARATION || kind == SPACE_DEVICEN ||
	       (kind == SPACE_CMYK && p->paint->state->overprint_mode == 1);
}

static inks over(const preflight *p, const inks *low)
{
	inks i = p->inks;

	if (!low->known)
		return (inks){0};
	i.total = 0;
	for (int k = 0; k < 4; k++) {
		if (i.process[k] <= 0 && leaves_process(p))
			i.process[k] = low->process[k];
		i.total += i.process[k];
	}
	i.spots = (i.names & low->names) == 0 ? i.spots + low->spots : fmax(i.spots, low->spots);
	i.names |= low->names;
	i.total += i.spots;
	i.all |= low->all;
	return i;
}

/* What is known of the ink at each of some places on the paint at hand. */
static size_t look_below(const preflight *p, inks found[PLACES * PLACES])
{
	const content_box *b = &p->paint->box;
	size_t count = 0;

	for (int i = 0; i < PLACES * PLACES; i++) {
		double x = b->x0 + (b->x1 - b->x0) * (i % PLACES + 0.5) / PLACES,
		       y = b->y0 + (b->y1 - b->y0) * (i / PLACES + 0.5) / PLACES;
		const preflight_area *a = below(p, x, y);
		const inks bare = {.known = true}, low = a ? ink_at(a, x, y) : bare;
		found[count] = over(p, &low);
		count += found[count].known;
	}
	return count;
}

/* Does it add to what is below it? */
static bool adds(preflight *p)
{
	return p->gathered.area_count && p->inks.known && p->inks.total > 0 &&
	       preflight_overprints(p) && !preflight_is_transparent(p);
}

inks preflight_area_ink(preflight *p)
{
	content_matrix matrix;
	const gradient *g = p->inks.known ? NULL : gradient_of(p, &matrix);
	inks most = g ? gradient_most(g) : p->inks, found[PLACES * PLACES];

	if (!adds(p))
		return most;
	for (size_t i = look_below(p, found); i--;)
		if (found[i].total > most.total)
			most = found[i];
	return most;
}

/* The same at all places, or not known. */
static inks even_ink(preflight *p)
{
	inks found[PLACES * PLACES];

	if (preflight_is_transparent(p) || !p->paint->fills_box || !p->inks.known)
		return (inks){0};
	if (!adds(p))
		return p->inks;
	if (look_below(p, found) < PLACES * PLACES)
		return (inks){0};
	for (int i = 1; i < PLACES * PLACES; i++)
		if (fabs(found[i].total - found[0].total) > SAME)
			return (inks){0};
	return found[0];
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
	if (t->fills_box && t->kind != CONTENT_IMAGE) {
		a.inks = even_ink(p);
		if (!p->inks.known && !preflight_is_transparent(p) && !preflight_overprints(p))
			a.gradient = gradient_of(p, &a.matrix);
	}
	g->areas[g->area_count++ % PREFLIGHT_AREAS] = a;
}
