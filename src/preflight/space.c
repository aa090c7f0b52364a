/* space: each colour space is read once and kept by the address of its object. */
#include "preflight/space.h"

#include "base/arena.h"
#include "base/hash.h"
#include "pdf/pdf_convert.h"

#include <math.h>
#include <string.h>

enum {
	DEPTH_MOST = 8,
	PROFILE_HEAD = 128,
	PROFILE_MOST = 128 << 20,
	TABLE_MOST = 1 << 20,
	WAYS_MOST = 16 /* each takes lcms2 a twentieth of a second */
};

typedef struct known {
	const void *key;
	const void *value;
} known;

/* From one profile of CMYK to the output's. */
typedef struct plate_way {
	const space_profile *from;
	pdf_convert_pixels *by; /* NULL: lcms2 can't */
} plate_way;

struct space_list {
	arena *arena;
	objects *objects;
	hash_table spaces, profiles;
	const space_profile *output;
	pdf_convert *convert; /* to the output; NULL: nothing was to be converted yet */
	plate_way ways[WAYS_MOST];
	size_t way_count;
};

static const space device_spaces[] = {
	[SPACE_BAD] = {.kind = SPACE_BAD, .count = 0, .object = &object_null},
	[SPACE_GRAY] = {.kind = SPACE_GRAY, .count = 1, .object = &object_null},
	[SPACE_RGB] = {.kind = SPACE_RGB, .count = 3, .object = &object_null},
	[SPACE_CMYK] = {.kind = SPACE_CMYK, .count = 4, .object = &object_null},
	[SPACE_PATTERN] = {.kind = SPACE_PATTERN, .count = 0, .object = &object_null},
};

space_list *space_list_new(arena *a, objects *o)
{
	space_list *s = ARENA_NEW(a, space_list);

	*s = (space_list){
		.arena = a, .objects = o, .spaces = hash_new(a, 64), .profiles = hash_new(a, 16)};
	return s;
}

void space_list_free(space_list *s)
{
	for (size_t i = 0; i < s->way_count; i++)
		if (s->ways[i].by)
			pdf_convert_pixels_free(s->ways[i].by);
	if (s->convert)
		pdf_convert_free(s->convert);
}

void space_list_print(space_list *s, const space_profile *output)
{
	s->output = output;
}

static bool same_key(const void *item, const void *key)
{
	return ((const known *)item)->key == key;
}

static const void *recall(const hash_table *t, const void *key)
{
	const known *k = hash_find(t, hash_address(key), same_key, key);

	return k ? k->value : NULL;
}

static void keep(arena *a, hash_table *t, const void *key, const void *value)
{
	known *k = ARENA_NEW(a, known);

	*k = (known){key, value};
	hash_add(a, t, hash_address(key), k);
}

const char *space_words(space_kind kind)
{
	static const char *const words[] = {[SPACE_BAD] = "no colour space",
					    [SPACE_GRAY] = "DeviceGray",
					    [SPACE_RGB] = "DeviceRGB",
					    [SPACE_CMYK] = "DeviceCMYK",
					    [SPACE_CALGRAY] = "CalGray",
					    [SPACE_CALRGB] = "CalRGB",
					    [SPACE_LAB] = "Lab",
					    [SPACE_ICC] = "ICCBased",
					    [SPACE_INDEXED] = "Indexed",
					    [SPACE_SEPARATION] = "Separation",
					    [SPACE_DEVICEN] = "DeviceN",
					    [SPACE_PATTERN] = "Pattern"};

	return words[kind];
}

int space_channels(const char *signature)
{
	return strcmp(signature, "GRAY") == 0                                     ? 1
	       : strcmp(signature, "RGB ") == 0 || strcmp(signature, "Lab ") == 0 ? 3
	       : strcmp(signature, "CMYK") == 0                                   ? 4
										  : 0;
}

/* --- profiles ------------------------------------------------------------------------------- */

static uint32_t number_at(const char *data)
{
	const unsigned char *d = (const unsigned char *)data;

	return (uint32_t)d[0] << 24 | (uint32_t)d[1] << 16 | (uint32_t)d[2] << 8 | d[3];
}

static void read_head(space_profile *p)
{
	if (p->length < PROFILE_HEAD)
		return;
	p->major = (unsigned char)p->data[8];
	memcpy(p->kind, p->data + 12, 4);
	memcpy(p->channels, p->data + 16, 4);
	p->sound = memcmp(p->data + 36, "acsp", 4) == 0 && number_at(p->data) == p->length;
	p->digest = hash_bytes(1, p->data, p->length);
}

const space_profile *space_profile_of(space_list *s, const object *stream)
{
	const space_profile *found = recall(&s->profiles, stream);
	reader_bytes data = {"", 0};

	if (found)
		return found;
	space_profile *p = ARENA_NEW(s->arena, space_profile);
	p->stream = stream;
	p->declared = (int)object_number(object_get(s->objects, stream, "N"), 0);
	if (object_data(s->objects, s->arena, stream, PROFILE_MOST, &data) == READER_OK) {
		p->data = data.data;
		p->length = data.length;
		read_head(p);
	}
	keep(s->arena, &s->profiles, stream, p);
	return p;
}

bool space_same_profile(const space_profile *a, const space_profile *b)
{
	return a->sound && b->sound && a->digest == b->digest && a->length == b->length;
}

static bool is_cmyk(const space_profile *p)
{
	return p->sound && p->declared == 4 && strcmp(p->channels, "CMYK") == 0;
}

/* NULL: the amounts of ink are what the colour says. So they are too where nothing says what it is
 * printed on, where lcms2 can't convert it, and of what has more profiles than anybody needs. */
static const pdf_convert_pixels *way_to_plates(space_list *s, const space_profile *from)
{
	const space_profile *to = s->output;

	if (!to || !is_cmyk(to) || !is_cmyk(from) || space_same_profile(from, to))
		return NULL;
	for (size_t i = 0; i < s->way_count; i++)
		if (space_same_profile(from, s->ways[i].from))
			return s->ways[i].by;
	if (s->way_count == WAYS_MOST)
		return NULL;
	if (!s->convert) {
		s->convert = pdf_convert_new(s->arena, to->data, to->length, RENDER_RELATIVE);
		pdf_convert_ready(s->convert, 0);
	}
	plate_way *w = &s->ways[s->way_count++];
	*w = (plate_way){from,
			 pdf_convert_pixels_new(s->convert, s->arena, 4, from->data, from->length)};
	return w->by;
}

/* --- spaces --------------------------------------------------------------------------------- */

static const space *find(space_list *s, const object *o, const object *resources, int depth);

static space_kind kind_named(const char *name)
{
	static const struct {
		const char *name;
		space_kind kind;
	} names[] = {{"DeviceGray", SPACE_GRAY},
		     {"G", SPACE_GRAY},
		     {"DeviceRGB", SPACE_RGB},
		     {"RGB", SPACE_RGB},
		     {"DeviceCMYK", SPACE_CMYK},
		     {"CMYK", SPACE_CMYK},
		     {"CalGray", SPACE_CALGRAY},
		     {"CalRGB", SPACE_CALRGB},
		     {"Lab", SPACE_LAB},
		     {"ICCBased", SPACE_ICC},
		     {"Indexed", SPACE_INDEXED},
		     {"I", SPACE_INDEXED},
		     {"Separation", SPACE_SEPARATION},
		     {"DeviceN", SPACE_DEVICEN},
		     {"Pattern", SPACE_PATTERN}};

	for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i].name) == 0)
			return names[i].kind;
	return SPACE_BAD;
}

static void read_table(space_list *s, space *result, const object *o)
{
	reader_bytes data = {"", 0};

	if (o->kind == OBJECT_STRING)
		result->table = (reader_bytes){o->as.text, o->count};
	else if (object_data(s->objects, s->arena, o, TABLE_MOST, &data) == READER_OK)
		result->table = data;
}

static void read_names(space_list *s, space *result, const object *names)
{
	size_t count = names->kind == OBJECT_ARRAY ? names->count : 1;

	count = count > SPACE_MOST ? SPACE_MOST : count;
	result->names = ARENA_ARRAY(s->arena, count, const char *);
	for (size_t i = 0; i < count; i++) {
		const object *name =
			names->kind == OBJECT_ARRAY ? object_item(s->objects, names, i) : names;
		result->names[i] = object_name(name) ? object_name(name) : "";
	}
	result->count = (int)count;
}

static void read_array(space_list *s, space *result, const object *o, const object *resources,
		       int depth)
{
	const object *second = object_item(s->objects, o, 1);

	switch (result->kind) {
	case SPACE_CALRGB:
	case SPACE_LAB: result->count = 3; break;
	case SPACE_ICC:
		result->profile = space_profile_of(s, second);
		result->count = result->profile->declared;
		if (result->count != 1 && result->count != 3 && result->count != 4)
			result->count = 0;
		result->to_plates = way_to_plates(s, result->profile);
		break;
	case SPACE_INDEXED:
		result->count = 1;
		result->base = find(s, second, resources, depth + 1);
		read_table(s, result, object_item(s->objects, o, 3));
		break;
	case SPACE_PATTERN:
		result->base = o->count > 1 ? find(s, second, resources, depth + 1) : NULL;
		result->count = result->base ? result->base->count : 0;
		break;
	case SPACE_SEPARATION:
	case SPACE_DEVICEN:
		read_names(s, result, second);
		result->base = find(s, object_item(s->objects, o, 2), resources, depth + 1);
		break;
	default: result->count = 1; break;
	}
}

const space *space_device(space_list *s, space_kind kind, const object *resources)
{
	static const char *const defaults[] = {[SPACE_GRAY] = "DefaultGray",
					       [SPACE_RGB] = "DefaultRGB",
					       [SPACE_CMYK] = "DefaultCMYK"};
	const object *list = object_get(s->objects, resources, "ColorSpace");

	if (kind < SPACE_GRAY || kind > SPACE_CMYK || !object_has(list, defaults[kind]))
		return &device_spaces[kind];
	const object *o = object_get(s->objects, list, defaults[kind]);
	const space *own = find(s, o, &object_null, 1);
	if (own->count != device_spaces[kind].count)
		return &device_spaces[kind];
	const space *marked = recall(&s->spaces, &own->is_default);
	if (!marked) {
		space *copy = ARENA_NEW(s->arena, space);
		*copy = *own;
		copy->is_default = true;
		keep(s->arena, &s->spaces, &own->is_default, copy);
		marked = copy;
	}
	return marked;
}

static const space *find_named(space_list *s, const object *o, const object *resources, int depth)
{
	space_kind kind = kind_named(o->as.text);
	const object *own =
		object_get(s->objects, object_get(s->objects, resources, "ColorSpace"), o->as.text);

	if (kind >= SPACE_GRAY && kind <= SPACE_CMYK)
		return space_device(s, kind, resources);
	if (kind == SPACE_PATTERN)
		return &device_spaces[SPACE_PATTERN];
	return own->kind == OBJECT_NULL ? &device_spaces[SPACE_BAD]
					: find(s, own, resources, depth + 1);
}

static const space *find(space_list *s, const object *o, const object *resources, int depth)
{
	if (depth > DEPTH_MOST)
		return &device_spaces[SPACE_BAD];
	if (o->kind == OBJECT_NAME)
		return find_named(s, o, resources, depth);
	if (o->kind != OBJECT_ARRAY || o->count == 0)
		return &device_spaces[SPACE_BAD];
	space_kind kind = kind_named(object_name(object_item(s->objects, o, 0)));
	if (o->count == 1)
		return find(s, object_item(s->objects, o, 0), resources, depth + 1);
	const space *known = recall(&s->spaces, o);
	if (known)
		return known;
	space *result = ARENA_NEW(s->arena, space);
	*result = (space){.kind = kind, .object = o};
	read_array(s, result, o, resources, depth);
	keep(s->arena, &s->spaces, o, result);
	return result;
}

const space *space_find(space_list *s, const object *o, const object *resources)
{
	return find(s, o, resources, 0);
}

/* --- inks ----------------------------------------------------------------------------------- */

static void add_ink(inks *i, const char *name, double amount)
{
	static const char *const process[] = {"Cyan", "Magenta", "Yellow", "Black"};

	if (strcmp(name, "None") == 0 || !(amount > 0))
		return;
	if (strcmp(name, "All") == 0) {
		i->all = true;
		for (int p = 0; p < 4; p++)
			i->process[p] = fmax(i->process[p], amount);
		return;
	}
	for (int p = 0; p < 4; p++)
		if (strcmp(name, process[p]) == 0) {
			i->process[p] = fmax(i->process[p], amount);
			return;
		}
	i->spots += amount;
	i->names |= (uint64_t)1 << hash_bytes(1, name, strlen(name)) % 64;
	i->plates++;
}

static double within(double value)
{
	return value > 1 ? 1 : value > 0 ? value : 0;
}

static inks indexed(const space *s, double value)
{
	float values[SPACE_MOST] = {0};
	size_t size = (size_t)s->base->count, at = value > 0 ? (size_t)fmin(value, 255) : 0;

	if (s->base->kind == SPACE_INDEXED || s->base->kind == SPACE_PATTERN || size == 0 ||
	    size > SPACE_MOST || (at + 1) * size > s->table.length)
		return (inks){0};
	for (size_t i = 0; i < size; i++)
		values[i] = (float)((unsigned char)s->table.data[at * size + i] / 255.0);
	return space_inks(s->base, values);
}

/* Of CMYK, tagged or not. */
static void amounts(const space *s, const float *values, double process[4])
{
	uint8_t own[4], plates[4];

	for (int p = 0; p < 4; p++) {
		process[p] = within(values[p]);
		own[p] = (uint8_t)lround(process[p] * 255);
	}
	if (!s->to_plates)
		return;
	pdf_convert_row(s->to_plates, own, plates, 1);
	for (int p = 0; p < 4; p++)
		process[p] = plates[p] / 255.0;
}

inks space_inks(const space *s, const float *values)
{
	inks i = {.known = true};

	switch (s->kind) {
	case SPACE_GRAY: i.process[3] = 1 - within(values[0]); break;
	case SPACE_CMYK:
	case SPACE_ICC:
		if (s->count != 4)
			return (inks){0};
		amounts(s, values, i.process);
		i.all = values[0] >= 1 && values[1] >= 1 && values[2] >= 1 && values[3] >= 1;
		break;
	case SPACE_SEPARATION:
	case SPACE_DEVICEN:
		for (int n = 0; n < s->count; n++)
			add_ink(&i, s->names[n], within(values[n]));
		break;
	case SPACE_INDEXED: return indexed(s, values[0]);
	default: return (inks){0};
	}
	i.total = i.spots;
	for (int p = 0; p < 4; p++) {
		i.total += i.process[p];
		i.plates += i.process[p] > 0;
	}
	return i;
}
