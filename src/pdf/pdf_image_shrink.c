/* pdf_image_shrink: see pdf_image_shrink.h. All is counted in whole numbers: along a line of `from`
 * pixels that become `to`, an old pixel is `to` units long and a new one `from`, so each old pixel
 * shares its length among the new ones that it lies in, and the shares of a new pixel add up to
 * `from`. A sum of 16 bits of light, 8 of alpha and 32 of area (image_load lets no more pixels in)
 * fits in 64. */
#include "pdf/pdf_image_shrink.h"

#include <math.h>
#include <string.h>

enum { LIGHT_FULL = 65535, SAMPLES_MOST = 5 };

struct pdf_image_shrink {
	image_take_row *take;
	void *context;
	size_t components;
	bool alpha;
	uint32_t width, height, new_width, new_height; /* width: of the rows that come */
	uint64_t *across;                              /* the sums of the row at hand */
	uint64_t *sums;                                /* of the new row under way */
	uint64_t due;                                  /* units that the new row still lacks */
	uint8_t *row;                                  /* the new one */
	uint16_t light[256];
	uint8_t *values; /* what has each light */
};

/* sRGB's curve (IEC 61966-2-1). */
static double light_of(double value)
{
	return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static void make_tables(pdf_image_shrink *s, arena *a, bool curved)
{
	uint32_t at = 0;

	s->values = arena_alloc(a, LIGHT_FULL + 1);
	for (int v = 0; v < 256; v++) {
		const double next = (v + 0.5) / 255;
		const uint32_t end =
			v == 255 ? LIGHT_FULL + 1
				 : (uint32_t)lround((curved ? light_of(next) : next) * LIGHT_FULL);
		s->light[v] =
			(uint16_t)lround((curved ? light_of(v / 255.0) : v / 255.0) * LIGHT_FULL);
		memset(s->values + at, v, end - at);
		at = end;
	}
}

pdf_image_shrink *pdf_image_shrink_new(arena *a, const image *i, uint32_t height,
				       uint32_t new_width, uint32_t new_height,
				       image_take_row *take, void *context)
{
	pdf_image_shrink *s = ARENA_NEW(a, pdf_image_shrink);
	const size_t samples = (size_t)image_components(i) + i->alpha;

	*s = (pdf_image_shrink){.take = take,
				.context = context,
				.components = (size_t)image_components(i),
				.alpha = i->alpha,
				.height = height,
				.new_width = new_width,
				.new_height = new_height,
				.due = height};
	s->across = arena_array(a, new_width * samples, sizeof *s->across);
	s->sums = arena_array(a, new_width * samples, sizeof *s->sums);
	s->row = arena_array(a, new_width, samples);
	make_tables(s, a, i->space != IMAGE_CMYK);
	return s;
}

/* One pixel's samples as they are summed: light by alpha, and alpha. */
static void weigh_pixel(const pdf_image_shrink *s, const uint8_t *pixel,
			uint32_t samples[SAMPLES_MOST])
{
	const uint32_t alpha = s->alpha ? pixel[s->components] : 1;

	for (size_t k = 0; k < s->components; k++)
		samples[k] = s->light[pixel[k]] * alpha;
	samples[s->components] = alpha;
}

/* Sum a row's pixels into the new ones that they lie in. */
static void sum_across(pdf_image_shrink *s, const uint8_t *row)
{
	const size_t count = s->components + s->alpha;
	uint64_t *to = s->across;
	uint32_t due = s->width; /* units that the new pixel still lacks */

	memset(to, 0, s->new_width * count * sizeof *to);
	for (uint32_t x = 0; x < s->width; x++, row += count) {
		uint32_t samples[SAMPLES_MOST], left = s->new_width;
		weigh_pixel(s, row, samples);
		while (left) {
			const uint32_t share = left < due ? left : due;
			for (size_t k = 0; k < count; k++)
				to[k] += (uint64_t)samples[k] * share;
			left -= share;
			due -= share;
			if (!due) {
				to += count;
				due = s->width;
			}
		}
	}
}

static void give_row(pdf_image_shrink *s)
{
	const size_t count = s->components + s->alpha;
	const uint64_t area = (uint64_t)s->width * s->height;
	const uint64_t *sum = s->sums;
	uint8_t *to = s->row;

	for (uint32_t x = 0; x < s->new_width; x++, sum += count, to += count) {
		const uint64_t whole = s->alpha ? sum[s->components] : area;
		for (size_t k = 0; k < s->components; k++)
			to[k] = whole ? s->values[(sum[k] + whole / 2) / whole] : 0;
		if (s->alpha)
			to[s->components] = (uint8_t)((whole + area / 2) / area);
	}
	s->take(s->context, s->row, s->new_width);
	memset(s->sums, 0, s->new_width * count * sizeof *s->sums);
}

void pdf_image_shrink_row(void *shrink, const uint8_t *row, uint32_t width)
{
	pdf_image_shrink *s = shrink;
	const size_t sums = s->new_width * (s->components + s->alpha);
	uint64_t left = s->new_height;

	s->width = width;
	sum_across(s, row);
	while (left) {
		const uint64_t share = left < s->due ? left : s->due;
		for (size_t k = 0; k < sums; k++)
			s->sums[k] += s->across[k] * share;
		left -= share;
		s->due -= share;
		if (!s->due) {
			give_row(s);
			s->due = s->height;
		}
	}
}
