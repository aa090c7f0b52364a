/* rules_colour: tests of colour spaces, profiles, graphics states and transparency groups. */
#include "preflight/rules_private.h"

#include <string.h>

enum { COLORANTS_MOST = 32 };

/* --- spaces --------------------------------------------------------------------------------- */

/* Does the output intent cover a device's space? Gray is a part of CMYK and of RGB. */
static bool covered(const preflight *p, space_kind kind)
{
	const char *channels = p->output ? p->output->channels : "";

	return kind == SPACE_GRAY   ? *channels != '\0'
	       : kind == SPACE_RGB  ? strcmp(channels, "RGB ") == 0
	       : kind == SPACE_CMYK ? strcmp(channels, "CMYK") == 0
				    : true;
}

/* The space of a device on which a space rests and which nothing covers, or SPACE_BAD. */
static space_kind uncovered(const preflight *p, const space *s)
{
	for (; s; s = s->base) {
		if (s->kind == SPACE_SEPARATION || s->kind == SPACE_DEVICEN) {
			const space *alternate = s->base;
			bool device = alternate->kind <= SPACE_CMYK && alternate->kind > SPACE_BAD;
			return device && !covered(p, alternate->kind) ? alternate->kind : SPACE_BAD;
		}
		if (s->kind > SPACE_BAD && s->kind <= SPACE_CMYK && !s->is_default &&
		    !covered(p, s->kind))
			return s->kind;
	}
	return SPACE_BAD;
}

static void say_uncovered(preflight *p, space_kind kind, const content_box *at)
{
	preflight_found_at(p, at, "%s", space_words(kind));
}

void rules_colour_device(preflight *p)
{
	space_kind kind = uncovered(p, p->space);

	if (kind != SPACE_BAD)
		say_uncovered(p, kind, NULL);
}

void rules_colour_painted(preflight *p)
{
	const content_colour *colour = p->paint->colour;
	space_kind kind = colour ? uncovered(p, colour->space) : SPACE_BAD;

	/* spaces of resources are looked at for themselves */
	if (kind != SPACE_BAD && colour->space->object->kind == OBJECT_NULL)
		say_uncovered(p, kind, &p->paint->box);
}

void rules_colour_known(preflight *p)
{
	for (const space *s = p->space; s; s = s->base)
		if (s->kind == SPACE_BAD)
			preflight_found(p, NULL, NULL);
}

void rules_colour_default(preflight *p)
{
	static const char *const keys[] = {"DefaultGray", "DefaultRGB", "DefaultCMYK"};
	const object *list = preflight_get(p, p->resources, "ColorSpace");

	for (int i = 0; i < 3; i++) {
		if (p->object == preflight_get(p, list, keys[i]) && p->space->kind <= SPACE_CMYK)
			preflight_found(p, keys[i], NULL);
	}
}

static const space_profile *profile_of(const preflight *p)
{
	for (const space *s = p->space; s; s = s->base)
		if (s->kind == SPACE_ICC)
			return s->profile;
	return NULL;
}

void rules_colour_profile(preflight *p)
{
	static const char *const kinds[] = {"prtr", "mntr", "scnr", "spac"};
	const space_profile *o = profile_of(p);
	bool known = false;

	if (!o)
		return;
	for (int i = 0; i < 4; i++)
		known |= strcmp(o->kind, kinds[i]) == 0;
	if (!o->sound)
		preflight_found(p, "is damaged", NULL);
	else if (!known)
		preflight_found_at(p, NULL, "is of class '%s'", o->kind);
	else if (o->major > 4)
		preflight_found_at(p, NULL, "is of ICC version %d", o->major);
}

void rules_colour_channels(preflight *p)
{
	const space_profile *o = profile_of(p);

	if (o && o->sound && space_channels(o->channels) != o->declared)
		preflight_found_at(p, NULL, "N is %d, and the profile is for '%s'", o->declared,
				   o->channels);
}

/* CMYK by the output's own profile would be converted for nothing. */
void rules_colour_same(preflight *p)
{
	const space_profile *o = profile_of(p);

	if (o && p->output && o->declared == 4 && space_same_profile(o, p->output))
		preflight_found(p, NULL, NULL);
}

/* --- spots ---------------------------------------------------------------------------------- */

static const space *named(const preflight *p)
{
	const space *s = p->space;

	while (s && s->kind != SPACE_SEPARATION && s->kind != SPACE_DEVICEN)
		s = s->base;
	return s;
}

void rules_colour_all(preflight *p)
{
	const space *s = named(p);

	for (int i = 0; s && s->kind == SPACE_DEVICEN && i < s->count; i++)
		if (strcmp(s->names[i], "All") == 0)
			preflight_found(p, NULL, NULL);
}

void rules_colour_many(preflight *p)
{
	const space *s = named(p);
	const object *names = s ? object_item(p->objects, s->object, 1) : &object_null;

	if (s && names->kind == OBJECT_ARRAY && names->count > COLORANTS_MOST)
		preflight_found_at(p, NULL, "%zu", names->count);
}

void rules_colour_alternate(preflight *p)
{
	const space *s = named(p);

	if (s && (s->base->kind >= SPACE_INDEXED || s->base->kind == SPACE_BAD))
		preflight_found(p, space_words(s->base->kind), NULL);
}

/* --- graphics states ------------------------------------------------------------------------ */

static const object *own(preflight *p, const char *key)
{
	return preflight_get(p, p->object, key);
}

void rules_colour_transfer(preflight *p)
{
	if (object_has(p->object, "TR"))
		preflight_found(p, "TR", NULL);
	if (object_has(p->object, "TR2") && !object_is_name(own(p, "TR2"), "Default"))
		preflight_found(p, "TR2", NULL);
}

void rules_colour_phase(preflight *p)
{
	if (object_has(p->object, "HTP"))
		preflight_found(p, NULL, NULL);
}

static bool has_halftone(preflight *p)
{
	return object_has(p->object, "HT") && !object_is_name(own(p, "HT"), "Default");
}

void rules_colour_halftone(preflight *p)
{
	double type = object_number(preflight_get(p, own(p, "HT"), "HalftoneType"), 0);

	if (has_halftone(p) && type != 1 && type != 5)
		preflight_found(p, NULL, NULL);
}

void rules_colour_halftone_name(preflight *p)
{
	if (has_halftone(p) && object_has(own(p, "HT"), "HalftoneName"))
		preflight_found(p, NULL, NULL);
}

static bool is_blend(const char *name)
{
	static const char *const names[] = {
		"Normal",    "Compatible", "Multiply",  "Screen",     "Overlay",   "Darken",
		"Lighten",   "ColorDodge", "ColorBurn", "HardLight",  "SoftLight", "Difference",
		"Exclusion", "Hue",        "Color",     "Saturation", "Luminosity"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

void rules_colour_blend(preflight *p)
{
	const object *modes = own(p, "BM");
	size_t count = modes->kind == OBJECT_ARRAY ? modes->count : object_has(p->object, "BM");

	for (size_t i = 0; i < count; i++) {
		const object *mode =
			modes->kind == OBJECT_ARRAY ? object_item(p->objects, modes, i) : modes;
		const char *name = object_name(mode);
		if (!name || !is_blend(name))
			preflight_found(p, name ? name : "no name", NULL);
	}
}

static bool is_intent(const char *name)
{
	return strcmp(name, "AbsoluteColorimetric") == 0 ||
	       strcmp(name, "RelativeColorimetric") == 0 || strcmp(name, "Saturation") == 0 ||
	       strcmp(name, "Perceptual") == 0;
}

void rules_colour_intent_set(preflight *p)
{
	const char *name = object_name(own(p, "RI"));

	if (name && !is_intent(name))
		preflight_found(p, name, NULL);
}

void rules_colour_intent_image(preflight *p)
{
	const char *name = object_name(own(p, "Intent"));

	if (name && !is_intent(name))
		preflight_found(p, name, NULL);
}

void rules_colour_intent(preflight *p)
{
	if (!is_intent(p->word))
		preflight_found(p, p->word, NULL);
}

/* --- groups --------------------------------------------------------------------------------- */

static const space *blend_space(preflight *p)
{
	const object *cs = own(p, "CS");

	return cs->kind == OBJECT_NULL ? NULL : space_find(p->spaces, cs, p->resources);
}

void rules_colour_group(preflight *p)
{
	const space *s = blend_space(p);

	if (s && (s->kind == SPACE_BAD || s->kind > SPACE_ICC || s->kind == SPACE_LAB))
		preflight_found(p, space_words(s->kind), NULL);
}

void rules_colour_group_device(preflight *p)
{
	const space *s = blend_space(p);
	space_kind kind = s ? uncovered(p, s) : SPACE_BAD;

	if (kind != SPACE_BAD)
		say_uncovered(p, kind, NULL);
}
