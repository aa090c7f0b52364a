/* gradient: a shading's colours are those of one number, which its functions (ISO 32000-1, 7.10)
 * make colours of. They are taken at equal steps once. */
#include "preflight/gradient.h"

#include "base/arena.h"

#include <math.h>

enum {
	STEPS = 129,
	OUTPUTS_MOST = 8,
	FUNCTION_DEPTH = 4,
	SAMPLES_MOST = 1 << 20, /* bytes */
	AXIAL = 2,
	RADIAL = 3
};

typedef double outputs[OUTPUTS_MOST];

struct gradient {
	double x0, y0, r0, x1, y1, r1; /* circles; an axis' have no radius */
	bool radial, before, after;    /* it goes on before its start, after its end */
	size_t most;
	inks steps[STEPS];
};

/* --- functions of one number ---------------------------------------------------------------- */

typedef struct function_input {
	arena *arena;
	objects *objects;
	int depth;
} function_input;

static double item(const function_input *r, const object *array, size_t at, double otherwise)
{
	return object_number(object_item(r->objects, array, at), otherwise);
}

static double between(double value, double least, double most)
{
	return value > most ? most : value > least ? value : least;
}

static double mapped(double value, double from, double to, double low, double high)
{
	return to > from ? low + (value - from) * (high - low) / (to - from) : low;
}

/* C0 + x^N (C1 - C0). */
static int exponential(const function_input *r, const object *f, const double *x, size_t n,
		       outputs *out)
{
	const object *c0 = object_get(r->objects, f, "C0"), *c1 = object_get(r->objects, f, "C1");
	double power = object_number(object_get(r->objects, f, "N"), 1);
	size_t count = c0->kind == OBJECT_ARRAY   ? c0->count
		       : c1->kind == OBJECT_ARRAY ? c1->count
						  : 1;

	if (count > OUTPUTS_MOST)
		return 0;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < count; k++) {
			double from = item(r, c0, k, 0), to = item(r, c1, k, 1);
			out[i][k] = from + pow(x[i], power) * (to - from);
		}
	return (int)count;
}

/* Samples of `bits` each, as parts of 1. */
static double sample(const reader_bytes *data, size_t at, unsigned bits)
{
	double value = 0;

	for (size_t bit = at * bits; bit < (at + 1) * bits; bit++)
		value = value * 2 + ((unsigned char)data->data[bit / 8] >> (7 - bit % 8) & 1);
	return value / (exp2(bits) - 1);
}

static int sampled(const function_input *r, const object *f, const double *x, size_t n,
		   outputs *out)
{
	const object *range = object_get(r->objects, f, "Range"),
		     *encode = object_get(r->objects, f, "Encode"),
		     *decode = object_get(r->objects, f, "Decode"),
		     *domain = object_get(r->objects, f, "Domain");
	double size = item(r, object_get(r->objects, f, "Size"), 0, 0),
	       bits = object_number(object_get(r->objects, f, "BitsPerSample"), 0);
	size_t count = range->count / 2;
	reader_bytes data;

	if (range->kind != OBJECT_ARRAY || count == 0 || count > OUTPUTS_MOST ||
	    domain->count != 2 || !(size >= 1 && size <= SAMPLES_MOST) ||
	    !(bits >= 1 && bits <= 32) ||
	    object_data(r->objects, r->arena, f, SAMPLES_MOST, &data) != READER_OK ||
	    size * bits * (double)count > (double)data.length * 8)
		return 0;
	for (size_t i = 0; i < n; i++) {
		double at = between(mapped(x[i], item(r, domain, 0, 0), item(r, domain, 1, 1),
					   item(r, encode, 0, 0), item(r, encode, 1, size - 1)),
				    0, size - 1);
		size_t below = (size_t)at, above = at > (double)below ? below + 1 : below;
		for (size_t k = 0; k < count; k++) {
			double low = sample(&data, below * count + k, (unsigned)bits),
			       high = sample(&data, above * count + k, (unsigned)bits),
			       from = item(r, decode, 2 * k, item(r, range, 2 * k, 0)),
			       to = item(r, decode, 2 * k + 1, item(r, range, 2 * k + 1, 1));
			out[i][k] =
				from + (low + (high - low) * (at - (double)below)) * (to - from);
		}
	}
	return (int)count;
}

static int evaluate(const function_input *r, const object *f, const double *given, size_t n,
		    outputs *out);

/* Which of the stitched functions a number is for. */
static size_t part_of(const function_input *r, const object *bounds, double x)
{
	size_t k = 0;

	while (k < bounds->count && x >= item(r, bounds, k, 0))
		k++;
	return k;
}

static int stitched(const function_input *r, const object *f, const double *x, size_t n,
		    outputs *out)
{
	const function_input deeper = {r->arena, r->objects, r->depth + 1};
	const object *parts = object_get(r->objects, f, "Functions"),
		     *bounds = object_get(r->objects, f, "Bounds"),
		     *encode = object_get(r->objects, f, "Encode"),
		     *domain = object_get(r->objects, f, "Domain");
	double inner[STEPS];
	int count = 0;

	if (parts->kind != OBJECT_ARRAY || parts->count == 0 || parts->count > STEPS ||
	    bounds->kind != OBJECT_ARRAY || bounds->count + 1 != parts->count)
		return 0;
	for (size_t i = 0; i < n;) {
		size_t k = part_of(r, bounds, x[i]), end = i;
		double low = k ? item(r, bounds, k - 1, 0) : item(r, domain, 0, 0),
		       high = k < bounds->count ? item(r, bounds, k, 0) : item(r, domain, 1, 1);
		for (; end < n && part_of(r, bounds, x[end]) == k; end++)
			inner[end] = mapped(x[end], low, high, item(r, encode, 2 * k, 0),
					    item(r, encode, 2 * k + 1, 1));
		count = evaluate(&deeper, object_item(r->objects, parts, k), inner + i, end - i,
				 out + i);
		if (count == 0)
			return 0;
		i = end;
	}
	return count;
}

/* At `n` numbers, at most STEPS. How many outputs there are; 0: it can't be followed. */
static int evaluate(const function_input *r, const object *f, const double *given, size_t n,
		    outputs *out)
{
	const object *domain = object_get(r->objects, f, "Domain");
	double x[STEPS];

	if (r->depth > FUNCTION_DEPTH || !object_is_dict(f))
		return 0;
	for (size_t i = 0; i < n; i++)
		x[i] = between(given[i], item(r, domain, 0, 0), item(r, domain, 1, 1));
	switch ((int)object_number(object_get(r->objects, f, "FunctionType"), -1)) {
	case 0: return sampled(r, f, x, n, out);
	case 2: return exponential(r, f, x, n, out);
	case 3: return stitched(r, f, x, n, out);
	default: return 0;
	}
}

/* One function of all components, or one for each. */
static int colours(const function_input *r, const object *function, const double *x, outputs *out)
{
	outputs one[STEPS];

	if (function->kind != OBJECT_ARRAY)
		return evaluate(r, function, x, STEPS, out);
	if (function->count > OUTPUTS_MOST)
		return 0;
	for (size_t k = 0; k < function->count; k++) {
		if (evaluate(r, object_item(r->objects, function, k), x, STEPS, one) != 1)
			return 0;
		for (size_t i = 0; i < STEPS; i++)
			out[i][k] = one[i][0];
	}
	return (int)function->count;
}

/* --- shadings ------------------------------------------------------------------------------- */

static bool read_colours(gradient *g, const function_input *r, space_list *s, const object *shading,
			 const object *resources)
{
	const space *in = space_find(s, object_get(r->objects, shading, "ColorSpace"), resources);
	const object *domain = object_get(r->objects, shading, "Domain");
	double x[STEPS];
	outputs out[STEPS];

	for (int i = 0; i < STEPS; i++)
		x[i] = mapped(i, 0, STEPS - 1, item(r, domain, 0, 0), item(r, domain, 1, 1));
	if (in->kind == SPACE_INDEXED || in->count > OUTPUTS_MOST ||
	    colours(r, object_get(r->objects, shading, "Function"), x, out) != in->count)
		return false;
	for (size_t i = 0; i < STEPS; i++) {
		float values[SPACE_MOST] = {0};
		for (int k = 0; k < in->count; k++)
			values[k] = (float)out[i][k];
		g->steps[i] = space_inks(in, values);
		if (!g->steps[i].known)
			return false;
		if (g->steps[i].total > g->steps[g->most].total)
			g->most = i;
	}
	return in->count > 0;
}

const gradient *gradient_read(arena *a, objects *o, space_list *s, const object *shading,
			      const object *resources)
{
	int type = (int)object_number(object_get(o, shading, "ShadingType"), 0);
	const object *at = object_get(o, shading, "Coords"),
		     *extend = object_get(o, shading, "Extend");

	if ((type != AXIAL || at->count < 4) && (type != RADIAL || at->count < 6))
		return NULL;
	arena *scratch = arena_new();
	const function_input r = {scratch, o, 0};
	size_t to = type == RADIAL ? 3 : 2;
	gradient *g = ARENA_NEW(a, gradient);
	*g = (gradient){.x0 = item(&r, at, 0, 0),
			.y0 = item(&r, at, 1, 0),
			.x1 = item(&r, at, to, 0),
			.y1 = item(&r, at, to + 1, 0),
			.radial = type == RADIAL,
			.before = object_is_true(object_item(o, extend, 0)),
			.after = object_is_true(object_item(o, extend, 1))};
	if (g->radial) {
		g->r0 = item(&r, at, 2, 0);
		g->r1 = item(&r, at, 5, 0);
	}
	bool read = read_colours(g, &r, s, shading, resources);
	arena_free(scratch);
	return read ? g : NULL;
}

inks gradient_most(const gradient *g)
{
	return g->steps[g->most];
}

static bool paints_at(const gradient *g, double way)
{
	return (way >= 0 || g->before) && (way <= 1 || g->after) &&
	       (!g->radial || g->r0 + way * (g->r1 - g->r0) >= 0);
}

/* How far along the axis a point is, or on which circle, from 0 to 1; NaN: it is not painted. Of
 * two circles the later one lies on top. */
static double way_to(const gradient *g, double x, double y)
{
	double dx = g->x1 - g->x0, dy = g->y1 - g->y0, dr = g->r1 - g->r0,
	       along = (x - g->x0) * dx + (y - g->y0) * dy + g->r0 * dr,
	       square = dx * dx + dy * dy - dr * dr;

	if (!g->radial)
		return paints_at(g, along / square) ? along / square : (double)NAN;
	double rest = (x - g->x0) * (x - g->x0) + (y - g->y0) * (y - g->y0) - g->r0 * g->r0,
	       root = sqrt(along * along - square * rest), first, second;
	if (square == 0) {
		first = second = rest / (2 * along);
	} else {
		first = fmax((along + root) / square, (along - root) / square);
		second = fmin((along + root) / square, (along - root) / square);
	}
	return paints_at(g, first) ? first : paints_at(g, second) ? second : (double)NAN;
}

inks gradient_at(const gradient *g, double x, double y)
{
	double way = way_to(g, x, y);

	if (isnan(way))
		return (inks){0};
	return g->steps[lround(between(way, 0, 1) * (STEPS - 1))];
}
