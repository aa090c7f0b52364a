/* pdf_convert: colours by lcms2, in floating point and without its tables, which would be coarser
 * and take longer to make than a style's inks to convert. What comes out is rounded to a thousandth
 * of each colorant: the eye sees no less, and machines whose floating point differs agree.
 *
 * Grays are printed in black ink alone, so that they stay neutral and no plate can be out of
 * register. Relative to paper white and the condition's black point, black ink is lighter than
 * black: FOGRA39's has a lightness (L*) of 7.7. Grays down to 1.25 times that have their own
 * lightness on paper; below, they are drawn together so that black is full black ink and none is
 * lost. Grays that are no darker than black ink stay within a difference (CIEDE2000) of 1.5. */
#include "pdf/pdf_convert.h"

#include "base/arena.h"
#include "pdf/pdf_grid.h"

#include <lcms2.h>
#include <math.h>
#include <string.h>

enum { FULL = 10000, GRAY_FULL = 65535 };

/* Below so many times the lightness of black ink, grays are drawn together. */
#define KNEE 1.25
/* The lightest black ink that is one. */
#define BLACK_MOST 45

typedef struct convert_kept convert_kept;

struct pdf_convert {
	const char *data;
	size_t length;
	cmsUInt32Number intent;
	unsigned ready;
	cmsHPROFILE press, srgb, lab;
	cmsHTRANSFORM to_press, to_screen, lab_to_press, lab_to_screen;
	uint16_t grays[CONVERT_STEPS];
	convert_kept *kept;
};

pdf_convert *pdf_convert_new(arena *a, const char *data, size_t length, rendering intent)
{
	static const cmsUInt32Number intents[] = {
		[RENDER_RELATIVE] = INTENT_RELATIVE_COLORIMETRIC,
		[RENDER_PERCEPTUAL] = INTENT_PERCEPTUAL,
		[RENDER_SATURATION] = INTENT_SATURATION,
		[RENDER_ABSOLUTE] = INTENT_ABSOLUTE_COLORIMETRIC,
	};
	pdf_convert *c = ARENA_NEW(a, pdf_convert);

	c->data = data;
	c->length = length;
	c->intent = intents[intent];
	return c;
}

void pdf_convert_free(pdf_convert *c)
{
	cmsHPROFILE profiles[] = {c->press, c->srgb, c->lab};
	cmsHTRANSFORM transforms[] = {c->to_press, c->to_screen, c->lab_to_press, c->lab_to_screen};

	for (size_t i = 0; i < sizeof transforms / sizeof *transforms; i++)
		if (transforms[i])
			cmsDeleteTransform(transforms[i]);
	for (size_t i = 0; i < sizeof profiles / sizeof *profiles; i++)
		if (profiles[i])
			cmsCloseProfile(profiles[i]);
}

/* --- ways ----------------------------------------------------------------------------------- */

static cmsHTRANSFORM way(cmsHPROFILE from, cmsUInt32Number from_type, cmsHPROFILE to,
			 cmsUInt32Number to_type, cmsUInt32Number intent)
{
	return cmsCreateTransform(from, from_type, to, to_type, intent,
				  cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOOPTIMIZE |
					  cmsFLAGS_NOCACHE);
}

/* The lightness on a screen of what has this one on paper, in which full black has `black`. */
static double drawn_apart(double lightness, double black)
{
	return lightness >= KNEE * black ? lightness
					 : fmax(lightness - black, 0) * KNEE / (KNEE - 1);
}

/* A lightness as sRGB's gray: CIE 15, IEC 61966-2-1. */
static double gray_of(double lightness)
{
	const double part = (lightness + 16) / 116,
		     light = lightness > 8 ? part * part * part : lightness * 27 / 24389;

	return light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055;
}

/* False: the profile's full black is not black. */
static bool measure_black(pdf_convert *c)
{
	double lightness[CONVERT_STEPS];
	cmsHTRANSFORM seen =
		way(c->press, TYPE_CMYK_DBL, c->lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC);
	if (!seen)
		return false;
	for (int i = 0; i < CONVERT_STEPS; i++) {
		const double cmyk[4] = {0, 0, 0, i};
		double lab[3];
		cmsDoTransform(seen, cmyk, lab, 1);
		lightness[i] = fmin(fmax(lab[0], 0), 100);
	}
	cmsDeleteTransform(seen);
	const double black = fmax(lightness[CONVERT_STEPS - 1], 0.01);
	if (black > BLACK_MOST)
		return false;
	/* more ink is never lighter, although the profile's noise may say so: then there is one way
	 * back */
	c->grays[0] = GRAY_FULL;
	for (int i = 1; i < CONVERT_STEPS; i++) {
		const int least = CONVERT_STEPS - 1 - i, most = c->grays[i - 1] - 1;
		const int gray = (int)lround(gray_of(drawn_apart(lightness[i], black)) * GRAY_FULL);
		c->grays[i] = (uint16_t)(gray > most ? most : gray < least ? least : gray);
	}
	c->grays[CONVERT_STEPS - 1] = 0;
	return true;
}

static bool make(pdf_convert *c, unsigned which)
{
	switch (which) {
	case CONVERT_BLACK: return measure_black(c);
	case CONVERT_TO_PRESS:
		c->to_press = way(c->srgb, TYPE_RGB_DBL, c->press, TYPE_CMYK_DBL, c->intent);
		return c->to_press;
	case CONVERT_TO_SCREEN:
		c->to_screen = way(c->press, TYPE_CMYK_DBL, c->srgb, TYPE_RGB_DBL,
				   INTENT_RELATIVE_COLORIMETRIC);
		return c->to_screen;
	case CONVERT_LAB:
		c->lab_to_press = way(c->lab, TYPE_Lab_DBL, c->press, TYPE_CMYK_DBL, c->intent);
		c->lab_to_screen = way(c->lab, TYPE_Lab_DBL, c->srgb, TYPE_RGB_DBL,
				       INTENT_RELATIVE_COLORIMETRIC);
		return c->lab_to_press && c->lab_to_screen;
	}
	return false;
}

bool pdf_convert_ready(pdf_convert *c, unsigned ways)
{
	if (!c->press) {
		c->press = cmsOpenProfileFromMem(c->data, (cmsUInt32Number)c->length);
		c->srgb = cmsCreate_sRGBProfile();
		c->lab = cmsCreateLab4Profile(NULL);
	}
	if (!c->press || !c->srgb || !c->lab)
		return false;
	for (unsigned which = CONVERT_BLACK; which <= CONVERT_LAB; which <<= 1)
		if ((ways & which) && !(c->ready & which) && make(c, which))
			c->ready |= which;
	return (c->ready & ways) == ways;
}

/* --- colours -------------------------------------------------------------------------------- */

/* Of a whole (1 or 100), to a thousandth. */
static uint16_t part_of(double value, double whole)
{
	return (uint16_t)(lround(fmin(fmax(value / whole, 0), 1) * 1000) * 10);
}

static void take(uint16_t *to, const double *from, int count, double whole)
{
	for (int i = 0; i < count; i++)
		to[i] = part_of(from[i], whole);
}

void pdf_convert_to_press(const pdf_convert *c, const uint16_t rgb[3], uint16_t cmyk[4])
{
	double from[3], to[4];

	for (int i = 0; i < 3; i++)
		from[i] = rgb[i] / (double)FULL;
	cmsDoTransform(c->to_press, from, to, 1);
	take(cmyk, to, 4, 100);
}

void pdf_convert_to_screen(const pdf_convert *c, const uint16_t cmyk[4], uint16_t rgb[3])
{
	double from[4], to[3];

	for (int i = 0; i < 4; i++)
		from[i] = cmyk[i] / (FULL / 100.0);
	cmsDoTransform(c->to_screen, from, to, 1);
	take(rgb, to, 3, 1);
}

void pdf_convert_lab(const pdf_convert *c, const int16_t lab[3], uint16_t cmyk[4], uint16_t rgb[3])
{
	double from[3], press[4], screen[3];

	for (int i = 0; i < 3; i++)
		from[i] = lab[i] / 100.0;
	cmsDoTransform(c->lab_to_press, from, press, 1);
	cmsDoTransform(c->lab_to_screen, from, screen, 1);
	take(cmyk, press, 4, 100);
	take(rgb, screen, 3, 1);
}

const uint16_t *pdf_convert_grays(const pdf_convert *c)
{
	return c->grays;
}

double pdf_convert_gray(const pdf_convert *c, double black)
{
	const double at = fmin(fmax(black, 0), 1) * (CONVERT_STEPS - 1);
	const int below = at >= CONVERT_STEPS - 1 ? CONVERT_STEPS - 2 : (int)at;

	return (c->grays[below] + (at - below) * (c->grays[below + 1] - c->grays[below])) /
	       GRAY_FULL;
}

double pdf_convert_black(const pdf_convert *c, double gray)
{
	const double wanted = fmin(fmax(gray, 0), 1) * GRAY_FULL;
	int low = 0, high = CONVERT_STEPS - 1;

	while (high - low > 1) {
		const int middle = (low + high) / 2;
		*(c->grays[middle] >= wanted ? &low : &high) = middle;
	}
	return (low + (c->grays[low] - wanted) / (c->grays[low] - c->grays[high])) /
	       (CONVERT_STEPS - 1);
}

/* --- images --------------------------------------------------------------------------------- */

void pdf_convert_image_grays(const pdf_convert *c, const char *profile, size_t length,
			     uint8_t grays[256])
{
	cmsHPROFILE own = profile ? cmsOpenProfileFromMem(profile, (cmsUInt32Number)length) : NULL;
	cmsHTRANSFORM seen =
		own ? way(own, TYPE_GRAY_DBL, c->lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC)
		    : NULL;

	for (int i = 0; i < 256; i++) {
		double gray = i / 255.0;
		if (seen) {
			double lab[3];
			cmsDoTransform(seen, &gray, lab, 1);
			gray = gray_of(fmin(fmax(lab[0], 0), 100));
		}
		grays[i] = (uint8_t)lround(255 * (1 - pdf_convert_black(c, gray)));
	}
	if (seen)
		cmsDeleteTransform(seen);
	if (own)
		cmsCloseProfile(own);
}

struct pdf_convert_pixels {
	cmsHTRANSFORM transform; /* or NULL: by the grid */
	const pdf_grid *grid;
	int most;      /* of four bytes' sum after it; 0: any */
	bool only_wet; /* pixels of no more stay as they are */
};

/* A profile's pixels of RGB, for which a grid was made. */
struct convert_kept {
	convert_kept *next;
	const char *profile; /* NULL: sRGB */
	size_t length;
	pdf_convert_pixels pixels;
};

static void convert_nodes(void *context, const uint16_t *rgb, uint16_t *cmyk, size_t count)
{
	cmsDoTransform(context, rgb, cmyk, (cmsUInt32Number)count);
}

static pdf_grid *new_grid(const pdf_convert *c, arena *a, cmsHPROFILE from)
{
	cmsHTRANSFORM by = way(from, TYPE_RGB_16, c->press, TYPE_CMYK_16, c->intent);
	pdf_grid *g = by ? pdf_grid_new(a, convert_nodes, by) : NULL;

	if (by)
		cmsDeleteTransform(by);
	return g;
}

static bool is_of(const convert_kept *k, const char *profile, size_t length)
{
	if (!profile || !k->profile)
		return profile == k->profile;
	return k->length == length && !memcmp(k->profile, profile, length);
}

/* Many pictures have one profile, and a grid takes longer to make than a small one to convert. */
static pdf_convert_pixels *pixels_of_rgb(pdf_convert *c, arena *a, const char *profile,
					 size_t length, cmsHPROFILE from)
{
	convert_kept *k = c->kept;

	while (k && !is_of(k, profile, length))
		k = k->next;
	if (k)
		return &k->pixels;
	pdf_grid *grid = new_grid(c, a, from);
	if (!grid)
		return NULL;
	k = ARENA_NEW(a, convert_kept);
	*k = (convert_kept){c->kept, profile, length, {.grid = grid}};
	return &(c->kept = k)->pixels;
}

static pdf_convert_pixels *pixels_of_cmyk(const pdf_convert *c, arena *a, cmsHPROFILE from)
{
	pdf_convert_pixels *p = ARENA_NEW(a, pdf_convert_pixels);

	p->transform = cmsCreateTransform(from, TYPE_CMYK_8, c->press, TYPE_CMYK_8, c->intent,
					  cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE);
	return p->transform ? p : NULL;
}

pdf_convert_pixels *pdf_convert_pixels_new(pdf_convert *c, arena *a, int components,
					   const char *profile, size_t length)
{
	cmsHPROFILE own = profile ? cmsOpenProfileFromMem(profile, (cmsUInt32Number)length) : NULL;
	pdf_convert_pixels *p = NULL;

	if (c->press && (own || !profile))
		p = components == 4 ? pixels_of_cmyk(c, a, own ? own : c->srgb)
				    : pixels_of_rgb(c, a, profile, length, own ? own : c->srgb);
	if (own)
		cmsCloseProfile(own);
	return p;
}

pdf_convert_pixels *pdf_convert_pixels_to_screen(arena *a, const char *profile, size_t length)
{
	pdf_convert_pixels *p = ARENA_NEW(a, pdf_convert_pixels);
	cmsHPROFILE from = cmsOpenProfileFromMem(profile, (cmsUInt32Number)length),
		    to = cmsCreate_sRGBProfile();

	if (from && to)
		p->transform = cmsCreateTransform(
			from, TYPE_CMYK_8, to, TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC,
			cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE);
	if (from)
		cmsCloseProfile(from);
	if (to)
		cmsCloseProfile(to);
	return p->transform ? p : NULL;
}

pdf_convert_pixels *pdf_convert_pixels_with_less_ink(pdf_convert *c, arena *a, const char *profile,
						     size_t length, int most)
{
	pdf_convert_pixels *p = ARENA_NEW(a, pdf_convert_pixels);
	cmsHPROFILE own = profile ? cmsOpenProfileFromMem(profile, (cmsUInt32Number)length) : NULL;

	/* colours of black alone stay so */
	const cmsUInt32Number intents[] = {
		INTENT_PRESERVE_K_ONLY_PERCEPTUAL, INTENT_PRESERVE_K_ONLY_RELATIVE_COLORIMETRIC,
		INTENT_PRESERVE_K_ONLY_SATURATION, INTENT_ABSOLUTE_COLORIMETRIC};

	p->most = most * 255 / 100;
	p->only_wet = !profile;
	if (c->press && (own || !profile))
		p->transform =
			cmsCreateTransform(own ? own : c->press, TYPE_CMYK_8, c->press, TYPE_CMYK_8,
					   own ? intents[c->intent] : c->intent,
					   cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE);
	if (own)
		cmsCloseProfile(own);
	return p->transform ? p : NULL;
}

void pdf_convert_pixels_free(pdf_convert_pixels *p)
{
	if (p->transform)
		cmsDeleteTransform(p->transform);
}

static int ink_of(const uint8_t cmyk[4])
{
	return cmyk[0] + cmyk[1] + cmyk[2] + cmyk[3];
}

static void give_way(const pdf_convert_pixels *p, uint8_t *cmyk, size_t count)
{
	for (size_t i = 0; i < count; i++, cmyk += 4) {
		const int colours = ink_of(cmyk) - cmyk[3], room = p->most - cmyk[3];
		if (colours <= room)
			continue;
		for (int k = 0; k < 3; k++)
			cmyk[k] = (uint8_t)(room > 0 ? cmyk[k] * room / colours : 0);
	}
}

static bool is_wet(const pdf_convert_pixels *p, const uint8_t *cmyk)
{
	return !p->only_wet || ink_of(cmyk) > p->most;
}

/* Pixels of one kind are converted together, because each call of lcms2 costs time. */
static void convert_wet(const pdf_convert_pixels *p, const uint8_t *from, uint8_t *to, size_t count)
{
	for (size_t i = 0, end; i < count; i = end) {
		const bool wet = is_wet(p, from + i * 4);
		for (end = i + 1; end < count && is_wet(p, from + end * 4) == wet;)
			end++;
		if (wet) {
			cmsDoTransform(p->transform, from + i * 4, to + i * 4,
				       (cmsUInt32Number)(end - i));
			give_way(p, to + i * 4, end - i);
		} else if (from != to) {
			memcpy(to + i * 4, from + i * 4, (end - i) * 4);
		}
	}
}

void pdf_convert_row(const pdf_convert_pixels *p, const uint8_t *from, uint8_t *to, size_t count)
{
	if (p->grid)
		pdf_grid_row(p->grid, from, to, count);
	else if (p->most)
		convert_wet(p, from, to, count);
	else
		cmsDoTransform(p->transform, from, to, (cmsUInt32Number)count);
}
