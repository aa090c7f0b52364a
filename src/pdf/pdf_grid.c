/* pdf_grid: see pdf_grid.h. Between the grid's colours a pixel lies in a cube, and there in one of
 * six tetrahedra, whose four corners it is a mixture of (Kasson, Nin, Plouffe and Hafner,
 * "Performing color space conversions with three-dimensional linear interpolation", 1995). A grid
 * of 33 steps is what lcms2 uses, and its bytes differ by 1 at most from these, but 24 megapixels
 * take it .62 s of one core, and .22 s here. The whole build of such a PNG takes 1.05 s with this
 * and 1.37 s with lcms2 alone, both on a busy machine; one second is the goal. Mixtures are sums of
 * whole numbers below 2^24, which floats hold exactly, so all machines agree; and of loops over
 * four floats compilers make vector instructions for any processor. */
#include "pdf/pdf_grid.h"

#include "base/arena.h"

enum { NODES = 33, RGB = 3, CMYK = 4, FULL = 255 };

struct pdf_grid {
	/* Of each value of a byte: the grid's step below it, and what is left, of 255 */
	uint8_t step[FULL + 1], rest[FULL + 1];
	float nodes[NODES * NODES * NODES][CMYK];
};

pdf_grid *pdf_grid_new(arena *a, pdf_grid_convert *convert, void *context)
{
	pdf_grid *g = ARENA_NEW(a, pdf_grid);
	uint16_t rgb[NODES * RGB], cmyk[NODES * CMYK];

	for (int v = 0; v <= FULL; v++) {
		const int step = v == FULL ? NODES - 2 : v * (NODES - 1) / FULL;
		g->step[v] = (uint8_t)step;
		g->rest[v] = (uint8_t)(v * (NODES - 1) - step * FULL);
	}
	for (unsigned n = 0; n < NODES * NODES; n++) {
		for (unsigned k = 0; k < NODES; k++) {
			const unsigned at[RGB] = {n / NODES, n % NODES, k};
			for (unsigned c = 0; c < RGB; c++)
				rgb[k * RGB + c] = (uint16_t)(at[c] * 65535 / (NODES - 1));
		}
		convert(context, rgb, cmyk, NODES);
		for (unsigned k = 0; k < NODES * CMYK; k++)
			g->nodes[n * NODES + k / CMYK][k % CMYK] = cmyk[k];
	}
	return g;
}

/* A way to the next corner, and how far the pixel is along it. Both are in one number, so that ways
 * are put in order without a branch that a processor could only guess. */
enum { REST_UNIT = 1 << 16 };

static inline void order(uint32_t *one, uint32_t *other)
{
	const uint32_t a = *one, b = *other;

	*one = a > b ? a : b;
	*other = a > b ? b : a;
}

static inline void mix(const pdf_grid *g, const uint8_t *rgb, uint8_t *cmyk)
{
	uint32_t first = g->rest[rgb[0]] * REST_UNIT + NODES * NODES,
		 second = g->rest[rgb[1]] * REST_UNIT + NODES,
		 third = g->rest[rgb[2]] * REST_UNIT + 1;
	const size_t at =
		(size_t)(g->step[rgb[0]] * NODES + g->step[rgb[1]]) * NODES + g->step[rgb[2]];

	order(&first, &second);
	order(&second, &third);
	order(&first, &second);
	const float *corner = g->nodes[at], *next = corner + first % REST_UNIT * CMYK,
		    *after = next + second % REST_UNIT * CMYK,
		    *last = after + third % REST_UNIT * CMYK;
	const float from_corner = (float)(int)(FULL - first / REST_UNIT),
		    from_next = (float)(int)(first / REST_UNIT - second / REST_UNIT),
		    from_after = (float)(int)(second / REST_UNIT - third / REST_UNIT),
		    from_last = (float)(int)(third / REST_UNIT);
	int32_t sums[CMYK];
	for (int c = 0; c < CMYK; c++) {
		/* of 255 times 65535, rounded */
		const int32_t sum = (int32_t)(corner[c] * from_corner + next[c] * from_next +
					      after[c] * from_after + last[c] * from_last) +
				    32768;
		sums[c] = (sum + (sum >> 16)) >> 16;
	}
	for (int c = 0; c < CMYK; c++)
		cmyk[c] = (uint8_t)sums[c];
}

/* Pixels in a row are often alike. */
void pdf_grid_row(const pdf_grid *g, const uint8_t *rgb, uint8_t *cmyk, size_t count)
{
	for (size_t i = 0; i < count; i++, rgb += RGB, cmyk += CMYK) {
		if (i && rgb[0] == rgb[-3] && rgb[1] == rgb[-2] && rgb[2] == rgb[-1])
			for (int c = 0; c < CMYK; c++)
				cmyk[c] = cmyk[c - CMYK];
		else
			mix(g, rgb, cmyk);
	}
}
