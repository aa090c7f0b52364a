/* rules_paint: tests of lines, pictures, bleed and what else is painted. */
#include "preflight/pixels.h"
#include "preflight/rules_private.h"

#include <math.h>
#include <string.h>

#define HAIRLINE   0.25 /* points */
#define TONE_LEAST 150  /* dots to the inch */
#define TONE_GOOD  225
#define LINE_LEAST 550
#define BLEED      (3 * PREFLIGHT_MM)
/* What is so close to an edge touches it; cutting is no more exact. */
#define TOUCH (0.25 * PREFLIGHT_MM)
/* Pictures of fewer pixels on a side are flat tints or gradients. */
#define PIXELS_LEAST 16

static bool on_page(const preflight *p)
{
	return preflight_prints(p) && preflight_meet(&p->paint->box, &p->boxes.trim);
}

void rules_paint_hairline(preflight *p)
{
	const content_paint *t = p->paint;

	if (t->kind == CONTENT_STROKE && !t->in_glyph && on_page(p) && t->width < HAIRLINE - 0.005)
		preflight_found_at(p, &t->box, "%.2f", t->width);
}

void rules_paint_sliver(preflight *p)
{
	const content_paint *t = p->paint;
	double width = t->whole.x1 - t->whole.x0, height = t->whole.y1 - t->whole.y0;

	if (t->kind == CONTENT_FILL && !t->in_glyph && !t->in_pattern && preflight_prints(p) &&
	    fmin(width, height) < HAIRLINE - 0.005 && fmax(width, height) > 1 &&
	    !content_is_empty(content_common(t->box, p->boxes.trim)))
		preflight_found_at(p, &t->box, "%.2f", fmin(width, height));
}

/* --- pictures ------------------------------------------------------------------------------- */

static double entry(preflight *p, const char *key, const char *abbreviation)
{
	double value = object_number(preflight_get(p, p->paint->image, key), 0);

	return value > 0 ? value
			 : object_number(preflight_get(p, p->paint->image, abbreviation), 0);
}

static bool is_line_art(preflight *p)
{
	return object_is_true(preflight_get(p, p->paint->image, "ImageMask")) ||
	       object_is_true(preflight_get(p, p->paint->image, "IM")) ||
	       entry(p, "BitsPerComponent", "BPC") == 1;
}

/* Dots to the inch at the size it is placed in; 0: not to be judged. */
static double resolution(preflight *p)
{
	const content_paint *t = p->paint;
	double x = hypot(t->matrix.a, t->matrix.b), y = hypot(t->matrix.c, t->matrix.d);

	if (t->kind != CONTENT_IMAGE || !on_page(p) || x <= 0 || y <= 0 || t->in_glyph)
		return 0;
	double width = entry(p, "Width", "W"), height = entry(p, "Height", "H");
	if (width < PIXELS_LEAST || height < PIXELS_LEAST)
		return 0;
	const double unit = p->pages[p->page - 1].unit;
	return fmin(width * 72 / (x * unit), height * 72 / (y * unit));
}

static void judge_tone(preflight *p, double from, double to)
{
	double dots = resolution(p);

	/* a dot less, for sizes that were rounded */
	if (dots > 0 && !is_line_art(p) && dots >= from - 0.5 && dots < to - 0.5)
		preflight_found_at(p, &p->paint->box, "%.0f", floor(dots + 0.5));
}

void rules_paint_coarse(preflight *p)
{
	judge_tone(p, 0, TONE_LEAST);
}

void rules_paint_soft(preflight *p)
{
	judge_tone(p, TONE_LEAST, TONE_GOOD);
}

void rules_paint_line_art(preflight *p)
{
	double dots = resolution(p);

	if (dots > 0 && is_line_art(p) && dots < LINE_LEAST - 0.5)
		preflight_found_at(p, &p->paint->box, "%.0f", floor(dots + 0.5));
}

/* --- the edges ------------------------------------------------------------------------------ */

/* By how much something that touches an edge of the trim falls short of the bleed; 0: by
 * nothing. */
static double short_of(double outer, double inner, double depth)
{
	bool touches = outer > -TOUCH && inner < -TOUCH;

	return touches && outer < depth - TOUCH ? depth - fmax(outer, 0) : 0;
}

void rules_paint_bleed(preflight *p)
{
	const content_box *b = &p->paint->box, *t = &p->boxes.trim;
	const double depth = BLEED / p->pages[p->page - 1].unit;

	if (p->paint->kind == CONTENT_TEXT || !on_page(p) || preflight_is_white(p))
		return;
	/* distances beyond the trim */
	double most = fmax(fmax(short_of(t->x0 - b->x0, t->x0 - b->x1, depth),
				short_of(b->x1 - t->x1, b->x0 - t->x1, depth)),
			   fmax(short_of(t->y0 - b->y0, t->y0 - b->y1, depth),
				short_of(b->y1 - t->y1, b->y0 - t->y1, depth)));
	if (most > 0)
		preflight_found_at(p, b, "%.1f", (depth - most) / PREFLIGHT_MM);
}

static bool straddles(double low, double high, double edge)
{
	return low < edge - TOUCH && high > edge + TOUCH;
}

void rules_paint_text_cut(preflight *p)
{
	const content_box *b = &p->paint->box, *t = &p->boxes.trim;

	if (p->paint->kind == CONTENT_TEXT && on_page(p) && !preflight_is_white(p) &&
	    (straddles(b->x0, b->x1, t->x0) || straddles(b->x0, b->x1, t->x1) ||
	     straddles(b->y0, b->y1, t->y0) || straddles(b->y0, b->y1, t->y1)))
		preflight_found(p, NULL, b);
}

/* --- transparency --------------------------------------------------------------------------- */

void rules_paint_transparency(preflight *p)
{
	const preflight_gathered *g = &p->gathered;

	if (!g->transparent || object_has(preflight_get(p, p->page_object, "Group"), "CS"))
		return;
	p->holder = g->transparent_owner;
	preflight_found(p, NULL, &g->transparent_at);
}

/* --- what content has ----------------------------------------------------------------------- */

void rules_paint_unknown(preflight *p)
{
	preflight_found(p, p->word, NULL);
}

void rules_paint_damaged(preflight *p)
{
	preflight_found(p, NULL, NULL);
}

void rules_paint_exhausted(preflight *p)
{
	if (content_exhausted(p->content) || object_exhausted(p->objects))
		preflight_found(p, NULL, NULL);
}

static bool is_lzw(const object *filter)
{
	return object_is_name(filter, "LZW") || object_is_name(filter, "LZWDecode");
}

/* An inline image's dictionary is in the content alone. */
void rules_paint_lzw(preflight *p)
{
	if (p->paint->kind != CONTENT_IMAGE || !p->paint->data)
		return;
	const object *filter = preflight_get(p, p->paint->image, "F");
	if (filter->kind == OBJECT_NULL)
		filter = preflight_get(p, p->paint->image, "Filter");
	bool found = is_lzw(filter);
	for (size_t i = 0; filter->kind == OBJECT_ARRAY && i < filter->count; i++)
		found |= is_lzw(object_item(p->objects, filter, i));
	if (found)
		preflight_found(p, "LZW", &p->paint->box);
}

void rules_paint_jpx(preflight *p)
{
	const int channels = pixels_jpx_channels(p->objects, p->scratch, p->object);

	if (channels >= 0 && channels != 1 && channels != 3 && channels != 4)
		preflight_found_at(p, NULL, "%d", channels);
}
