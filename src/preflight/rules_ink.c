/* rules_ink: tests of how much ink is printed, on which plates, and over what. */
#include "preflight/pixels.h"
#include "preflight/rules_private.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#define SOLID 0.999
/* Half a per cent is nothing that anybody sees. */
#define INK_SLACK 0.005
/* The most plates that a picture may have. */
#define PLATES_MOST 32
/* Of all looks at pictures that may be met again and again, and of one at least: see pixels.h. */
#define LOOKS_MOST 5e8
#define LOOK_LEAST 4096

static const content_box *at(const preflight *p)
{
	return &p->paint->box;
}

/* As a part of full ink. A limit of 0 is none. */
static double ink_most(const preflight *p)
{
	return p->demands->ink_most ? p->demands->ink_most / 100.0 : INFINITY;
}

static void say_ink(preflight *p, double ink)
{
	preflight_found_at(p, at(p), "%.0f %%, and the limit is %d %%", ink * 100,
			   p->demands->ink_most);
}

void rules_ink_total(preflight *p)
{
	if (!preflight_prints(p))
		return;
	const inks i = preflight_area_ink(p);
	if (i.known && !i.all && i.total > ink_most(p) + INK_SLACK)
		say_ink(p, i.total);
}

void rules_ink_registration(preflight *p)
{
	if (preflight_prints(p) && p->inks.known && p->inks.all &&
	    preflight_meet(at(p), &p->boxes.trim))
		preflight_found(p, NULL, at(p));
}

/* --- overprint ------------------------------------------------------------------------------ */

static space_kind kind_of(const preflight *p)
{
	return p->paint->colour && !p->paint->colour->pattern ? p->paint->colour->space->kind
							      : SPACE_BAD;
}

void rules_ink_white(preflight *p)
{
	space_kind kind = kind_of(p);
	bool vanishes = kind == SPACE_SEPARATION || kind == SPACE_DEVICEN ||
			(kind == SPACE_CMYK && p->paint->state->overprint_mode == 1);

	if (preflight_prints(p) && vanishes && preflight_overprints(p) && p->inks.total <= 0)
		preflight_found(p, NULL, at(p));
}

void rules_ink_mode(preflight *p)
{
	const double *process = p->inks.process;

	if (preflight_prints(p) && kind_of(p) == SPACE_CMYK && preflight_overprints(p) &&
	    p->paint->state->overprint_mode == 0 && p->inks.total > 0 &&
	    (process[0] <= 0 || process[1] <= 0 || process[2] <= 0 || process[3] <= 0))
		preflight_found(p, NULL, at(p));
}

void rules_ink_gray(preflight *p)
{
	if (preflight_prints(p) && kind_of(p) == SPACE_GRAY && preflight_overprints(p))
		preflight_found(p, NULL, at(p));
}

/* --- spots ---------------------------------------------------------------------------------- */

static void about(preflight *p, size_t page, int holder)
{
	p->page = page;
	p->holder = holder;
}

void rules_ink_spot_differs(preflight *p)
{
	for (size_t i = 0; i < p->gathered.spot_count; i++) {
		const preflight_spot *s = &p->gathered.spots[i];
		if (!s->other)
			continue;
		about(p, s->other_page, s->other_holder);
		preflight_found(p, s->name, NULL);
	}
	about(p, 0, 0);
}

void rules_ink_spot_unused(preflight *p)
{
	for (size_t i = 0; i < p->gathered.spot_count; i++) {
		const preflight_spot *s = &p->gathered.spots[i];
		if (s->painted || !s->space)
			continue;
		about(p, s->page, s->holder);
		preflight_found(p, s->name, NULL);
	}
	about(p, 0, 0);
}

static const char *doubt_of(const char *name)
{
	static const char *const process[] = {"cyan", "magenta", "yellow", "black", "all", "none"};
	static const char *const nameless[] = {"spot",  "unnamed", "untitled", "new color",
					       "color", "colour",  "ink",      "swatch"};

	for (size_t i = 0; i < sizeof process / sizeof *process; i++)
		if (strcasecmp(name, process[i]) == 0)
			return "would be a plate beside that of the process ink";
	for (size_t i = 0; i < sizeof nameless / sizeof *nameless; i++)
		if (strncasecmp(name, nameless[i], strlen(nameless[i])) == 0)
			return "is no ink's name";
	if (isspace((unsigned char)name[0]) || isspace((unsigned char)name[strlen(name) - 1]))
		return "begins or ends with a space";
	for (; *name; name++)
		if ((unsigned char)*name < ' ' || (unsigned char)*name == 127)
			return "has a control character";
	return NULL;
}

void rules_ink_spot_doubtful(preflight *p)
{
	for (size_t i = 0; i < p->gathered.spot_count; i++) {
		const preflight_spot *s = &p->gathered.spots[i];
		const char *doubt = *s->name ? doubt_of(s->name) : "is empty";
		if (!doubt)
			continue;
		about(p, s->page, s->holder);
		preflight_found_at(p, NULL, "'%s' %s", s->name, doubt);
	}
	about(p, 0, 0);
}

/* Without case, spaces, hyphens and underscores. */
static bool alike(const char *a, const char *b)
{
	for (;;) {
		while (*a == ' ' || *a == '-' || *a == '_')
			a++;
		while (*b == ' ' || *b == '-' || *b == '_')
			b++;
		if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
			return false;
		if (!*a)
			return true;
		a++, b++;
	}
}

void rules_ink_spot_similar(preflight *p)
{
	const preflight_gathered *g = &p->gathered;

	for (size_t i = 0; i < g->spot_count; i++)
		for (size_t k = 0; k < i; k++) {
			if (!alike(g->spots[i].name, g->spots[k].name))
				continue;
			about(p, g->spots[i].page, g->spots[i].holder);
			preflight_found_at(p, NULL, "'%s' and '%s'", g->spots[k].name,
					   g->spots[i].name);
			break;
		}
	about(p, 0, 0);
}

/* --- text ----------------------------------------------------------------------------------- */

#define SMALL_INKS     5 /* points */
#define SMALL_REVERSED 8
#define SMALL_BLACK    12

static bool is_text(const preflight *p)
{
	return p->paint->kind == CONTENT_TEXT && preflight_prints(p);
}

static bool has_lights(const preflight *p)
{
	const content_colour *c = p->paint->colour;

	return c && !c->pattern && preflight_lights(c->space);
}

void rules_ink_text_small(preflight *p)
{
	if (!is_text(p) || p->paint->size >= SMALL_INKS - 0.005)
		return;
	if (p->inks.known ? p->inks.plates > 1 : has_lights(p) && !preflight_is_white(p))
		preflight_found_at(p, at(p), "%.1f", p->paint->size);
}

void rules_ink_text_reversed(preflight *p)
{
	const content_box *b = at(p);

	if (is_text(p) && p->paint->size < SMALL_REVERSED - 0.005 && preflight_is_white(p) &&
	    preflight_area_plates(p, (b->x0 + b->x1) / 2, (b->y0 + b->y1) / 2) > 1)
		preflight_found_at(p, b, "%.1f", p->paint->size);
}

void rules_ink_text_rich(preflight *p)
{
	const inks *i = &p->inks;

	if (is_text(p) && i->known && !i->all && i->process[3] >= 0.85 && i->plates > 1 &&
	    i->spots <= 0)
		preflight_found_at(p, at(p), "%.0f/%.0f/%.0f/%.0f", i->process[0] * 100,
				   i->process[1] * 100, i->process[2] * 100, i->process[3] * 100);
}

void rules_ink_text_lights(preflight *p)
{
	const float *v = p->paint->colour ? p->paint->colour->values : NULL;

	if (!is_text(p) || !has_lights(p))
		return;
	const bool gray = preflight_lights(p->paint->colour->space) == 1;
	double most = gray ? v[0] : fmax(v[0], fmax(v[1], v[2])),
	       least = gray ? v[0] : fmin(v[0], fmin(v[1], v[2]));
	if (most < 0.3 && most - least < 0.05)
		preflight_found(p, space_words(p->paint->colour->space->kind), at(p));
}

static bool is_black(const preflight *p)
{
	const inks *i = &p->inks;

	return i->known && i->plates == 1 && i->process[3] >= SOLID;
}

void rules_ink_text_knocks(preflight *p)
{
	if (is_text(p) && is_black(p) && p->paint->size < SMALL_BLACK + 0.005 &&
	    kind_of(p) != SPACE_GRAY && !preflight_overprints(p))
		preflight_found(p, NULL, at(p));
}

/* DeviceGray knocks out all process inks below it, whatever is said of overprint. */
void rules_ink_text_gray(preflight *p)
{
	const content_box *b = at(p);

	if (is_text(p) && is_black(p) && p->paint->size < SMALL_BLACK + 0.005 &&
	    kind_of(p) == SPACE_GRAY &&
	    preflight_area_plates(p, (b->x0 + b->x1) / 2, (b->y0 + b->y1) / 2) > 0)
		preflight_found(p, NULL, b);
}

/* --- pictures ------------------------------------------------------------------------------- */

/* So much of a picture may have more ink than the paper takes: specks dry. */
#define SPECKS_MOST (15 * PREFLIGHT_MM * PREFLIGHT_MM) /* square points */

typedef struct looked_at {
	const object *image;
	double limit;
	pixels_ink ink;
} looked_at;

static bool is_of(const void *item, const void *key)
{
	const looked_at *one = item, *other = key;

	return one->image == other->image && one->limit == other->limit;
}

/* A picture that lets through has as much less ink: more of its own makes too much. Inline images
 * are met again each time, and so their cost has a limit. */
static pixels_ink look_at(preflight *p)
{
	const content_paint *t = p->paint;
	const reader_bytes data = {t->data, t->data_length};
	const uint64_t hash = hash_address(t->image);
	looked_at wanted = {t->image, (ink_most(p) + INK_SLACK) / content_alpha(t), {0}};
	const looked_at *known = hash_find(&p->gathered.pictures, hash, is_of, &wanted);

	if (known)
		return known->ink;
	const bool again = t->data || content_alpha(t) < 1;
	if (again && p->gathered.looks > LOOKS_MOST)
		return wanted.ink;
	wanted.ink = pixels_look(p->objects, p->spaces, t->image, t->data ? &data : NULL,
				 t->image_resources, wanted.limit);
	p->gathered.looks += again ? wanted.ink.cost + LOOK_LEAST : 0;
	if (!t->data) {
		looked_at *l = ARENA_NEW(p->arena, looked_at);
		*l = wanted;
		hash_add(p->arena, &p->gathered.pictures, hash, l);
	}
	return wanted.ink;
}

void rules_ink_picture(preflight *p)
{
	const content_matrix *m = &p->paint->matrix;

	if (p->paint->kind != CONTENT_IMAGE || p->paint->colour || !p->demands->ink_most ||
	    !preflight_prints(p) || content_alpha(p->paint) * PLATES_MOST < ink_most(p))
		return;
	const pixels_ink ink = look_at(p);
	double area = fabs(m->a * m->d - m->b * m->c);
	if (ink.known && ink.share * area > SPECKS_MOST)
		say_ink(p, ink.most * content_alpha(p->paint));
}

/* Could a colour of the space have more ink than the limit? */
static bool may_be_heavy(const preflight *p, const space *s)
{
	return !preflight_lights(s) && (double)s->count > ink_most(p);
}

/* Is it a gradient other than along a line or between circles (ISO 32000-1, 8.7.4.5)? */
static bool is_other_gradient(preflight *p)
{
	const content_paint *t = p->paint;
	const bool painted = t->kind == CONTENT_SHADING;
	const object *pattern = t->colour ? t->colour->pattern : NULL,
		     *shading = painted   ? t->image
				: pattern ? preflight_get(p, pattern, "Shading")
					  : NULL;

	if (!shading || !object_is_dict(shading))
		return false;
	const double type = object_number(preflight_get(p, shading, "ShadingType"), 0);
	return (type == 1 || type > 3) &&
	       may_be_heavy(p, space_find(p->spaces, preflight_get(p, shading, "ColorSpace"),
					  painted ? t->image_resources : p->resources));
}

/* A picture in JPEG 2000 may leave it to its own head which colours it has. */
static bool is_heavy_jpx(preflight *p)
{
	const content_paint *t = p->paint;

	if (t->kind != CONTENT_IMAGE || t->colour || t->data)
		return false;
	const int channels = pixels_jpx_channels(p->objects, p->scratch, t->image);
	const bool said = preflight_get(p, t->image, "ColorSpace")->kind != OBJECT_NULL;
	return channels >= 0 &&
	       (said ? may_be_heavy(p, preflight_picture_space(p)) : channels > ink_most(p));
}

void rules_ink_unknown(preflight *p)
{
	if (!preflight_prints(p) || !p->demands->ink_most)
		return;
	if (is_other_gradient(p))
		preflight_found(p, "a gradient that is neither axial nor radial", at(p));
	if (is_heavy_jpx(p))
		preflight_found(p, "a picture in JPEG 2000", at(p));
}
