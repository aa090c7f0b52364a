/* placed_spot: see placed_spot.h. The tint transform's value at full tint is an exponential
 * function's C1, or a sampled one's last sample. */
#include "image/placed_spot.h"

#include "base/arena.h"

#include <math.h>
#include <string.h>

enum { SAMPLES_MOST = 1 << 20 };

/* Closer amounts are the same: makers of PDFs round to per cents, or to 255 steps. */
#define SAME     0.011
#define SAME_LAB 1.5

static const int components[] = {[PLACED_SPOT_GRAY] = 1,
				 [PLACED_SPOT_RGB] = 3,
				 [PLACED_SPOT_CMYK] = 4,
				 [PLACED_SPOT_LAB] = 3};

static placed_spot_space of_channels(double count)
{
	return count == 1   ? PLACED_SPOT_GRAY
	       : count == 3 ? PLACED_SPOT_RGB
	       : count == 4 ? PLACED_SPOT_CMYK
			    : PLACED_SPOT_UNKNOWN;
}

static placed_spot_space space_of(reader_pdf *f, reader_object space)
{
	const char *name = reader_name(f, space),
		   *family = reader_name(f, reader_item(f, space, 0));
	double count = 0;

	if (name)
		return strcmp(name, "DeviceGray") == 0   ? PLACED_SPOT_GRAY
		       : strcmp(name, "DeviceRGB") == 0  ? PLACED_SPOT_RGB
		       : strcmp(name, "DeviceCMYK") == 0 ? PLACED_SPOT_CMYK
							 : PLACED_SPOT_UNKNOWN;
	if (family && strcmp(family, "Lab") == 0)
		return PLACED_SPOT_LAB;
	if (!family || strcmp(family, "ICCBased") != 0)
		return PLACED_SPOT_UNKNOWN;
	reader_number(f, reader_get(f, reader_item(f, space, 1), "N"), &count);
	return of_channels(count);
}

static double number(reader_pdf *f, reader_object array, size_t at, double otherwise)
{
	double value = otherwise;

	return reader_number(f, reader_item(f, array, at), &value) ? value : otherwise;
}

static bool last_sample(reader_pdf *f, arena *a, reader_object function, size_t count, double *full)
{
	reader_object range = reader_get(f, function, "Range"),
		      decode = reader_get(f, function, "Decode");
	double size = number(f, reader_get(f, function, "Size"), 0, 0), bits = 0;
	reader_bytes data;

	if (!reader_number(f, reader_get(f, function, "BitsPerSample"), &bits) ||
	    (bits != 8 && bits != 16) || reader_count(f, range) != 2 * count ||
	    !(size >= 1 && size <= SAMPLES_MOST) ||
	    reader_stream(f, a, function, SAMPLES_MOST, &data) != READER_OK)
		return false;
	size_t width = (size_t)bits / 8, at = ((size_t)size - 1) * count * width;
	if (data.length < at + count * width)
		return false;
	for (size_t k = 0; k < count; k++) {
		const unsigned char *s = (const unsigned char *)data.data + at + k * width;
		double part = width == 1 ? s[0] / 255.0 : (s[0] * 256 + s[1]) / 65535.0,
		       from = number(f, decode, 2 * k, number(f, range, 2 * k, 0)),
		       to = number(f, decode, 2 * k + 1, number(f, range, 2 * k + 1, 1));
		full[k] = from + part * (to - from);
	}
	return true;
}

placed_spot_look placed_spot_read(reader_pdf *f, arena *a, reader_object separation)
{
	reader_object function = reader_item(f, separation, 3), end = reader_get(f, function, "C1");
	placed_spot_look look = {.space = space_of(f, reader_item(f, separation, 2))};
	size_t count = (size_t)components[look.space];
	double type = -1;

	reader_number(f, reader_get(f, function, "FunctionType"), &type);
	bool known = type == 2   ? reader_count(f, end) == count
		     : type == 0 ? last_sample(f, a, function, count, look.full)
				 : false;
	for (size_t k = 0; known && type == 2 && k < count; k++)
		look.full[k] = number(f, end, k, 0);
	return known ? look : (placed_spot_look){.space = PLACED_SPOT_UNKNOWN};
}

bool placed_spot_differ(const placed_spot_look *a, const placed_spot_look *b)
{
	double same = a->space == PLACED_SPOT_LAB ? SAME_LAB : SAME;

	if (a->space == PLACED_SPOT_UNKNOWN || b->space == PLACED_SPOT_UNKNOWN)
		return false;
	for (int k = 0; k < components[a->space] && a->space == b->space; k++)
		if (fabs(a->full[k] - b->full[k]) > same)
			return true;
	return a->space != b->space;
}

const char *placed_spot_words(arena *a, const placed_spot_look *look)
{
	static const char *const keys[] = {[PLACED_SPOT_UNKNOWN] = "by a program",
					   [PLACED_SPOT_GRAY] = "gray",
					   [PLACED_SPOT_RGB] = "rgb",
					   [PLACED_SPOT_CMYK] = "cmyk",
					   [PLACED_SPOT_LAB] = "lab"};
	const char *words = keys[look->space];

	for (int k = 0; k < components[look->space]; k++) {
		double scale = look->space == PLACED_SPOT_LAB   ? 1
			       : look->space == PLACED_SPOT_RGB ? 255
								: 100;
		words = arena_print(a, "%s%s%.0f", words, k ? ", " : ": [",
				    look->full[k] * scale + 0.0);
	}
	return arena_print(a, "%s%s", words, components[look->space] ? "]" : "");
}
