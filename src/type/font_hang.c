/* font_hang: how far a glyph may hang into the margin so that the margin looks straight.
 *
 * What counts is how much of a glyph's side is white. The zone between the baseline and the
 * x-height (the cap height for taller glyphs) is cut into scanlines; on each the outermost edge of
 * the ink is found. White counts up to 22 % of an em from the edge: what is further in no longer
 * looks like part of the side. There are three cases:
 *   - a scanline without ink counts in full where there are so many of them that they make the
 * glyph: stops, hyphens and quotes are mostly white, while the dot of an i, or a t that ends below
 * the capitals, leaves only a little white;
 *   - where the ink recedes from the glyph's outermost edge, a share of what exceeds the length of
 * a serif counts (A, T, V, o);
 *   - a straight stem, with or without serifs, counts nothing.
 *
 * The hang is the mean over the scanlines. The weights are fitted so that Pagella comes near to
 * microtype's tables for Palatino. Slanted faces are first set upright, by their italic angle. All
 * arithmetic is in integers, so all machines agree. */
#include "type/font_private.h"

#include <hb-ot.h>

#define SCANLINES   48
#define WINDOW      220 /* per mille of the em */
#define SERIF       55  /* per mille of the em: ink that recedes by this much is still a stem */
#define RECEDING    280 /* per mille of receding ink that counts */
#define BLANK_LEAST 20  /* per cent of scanlines without ink up to which they do not count */
#define BLANK_FULL  30  /* from here on they count in full */
#define STEPS       8   /* chords of a curve */

typedef struct point {
	int64_t x, y;
} point;

/* The outline's edges on each scanline. Invariant: left <= right where `inked`. */
typedef struct silhouette {
	int64_t slant; /* of the face, per 65536 of height */
	int64_t pivot; /* the height that does not move when the slant is removed */
	int64_t zone;  /* from the baseline up to here */
	int64_t left[SCANLINES], right[SCANLINES];
	bool inked[SCANLINES];
	point pen, begin;
} silhouette;

/* --- the outline ---------------------------------------------------------------------------- */

static int64_t whole(float value)
{
	return (int64_t)(value < 0 ? value - 0.5f : value + 0.5f);
}

static point upright(const silhouette *p, float x, float y)
{
	point result = {whole(x), whole(y)};
	result.x -= (result.y - p->pivot) * p->slant / 65536;
	return result;
}

static void widen(silhouette *p, int line, int64_t x)
{
	if (!p->inked[line] || x < p->left[line])
		p->left[line] = x;
	if (!p->inked[line] || x > p->right[line])
		p->right[line] = x;
	p->inked[line] = true;
}

/* The height of a scanline, doubled and times SCANLINES, so that it is a whole number and never
 * equals a point's height by rounding. */
static int64_t doubled_height(const silhouette *p, int line)
{
	return p->zone * (2 * line + 1);
}

static void edge(silhouette *p, point a, point b)
{
	const int64_t scale = 2 * SCANLINES;
	if (a.y > b.y) {
		point swap = a;
		a = b;
		b = swap;
	}
	if (b.y <= 0 || a.y >= p->zone)
		return;
	int64_t bottom = a.y * scale,
		first = bottom <= p->zone ? 0
					  : (bottom - p->zone + 2 * p->zone - 1) / (2 * p->zone);
	for (int line = (int)first; line < SCANLINES; line++) {
		int64_t y = doubled_height(p, line);
		if (y >= b.y * scale)
			break;
		widen(p, line, a.x + (b.x - a.x) * (y - bottom) / ((b.y - a.y) * scale));
	}
}

static void edge_to(silhouette *p, point to)
{
	edge(p, p->pen, to);
	p->pen = to;
}

static void on_move(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float x, float y,
		    void *user)
{
	silhouette *p = data;
	(void)f, (void)st, (void)user;
	p->pen = p->begin = upright(p, x, y);
}

static void on_line(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float x, float y,
		    void *user)
{
	(void)f, (void)st, (void)user;
	edge_to(data, upright(data, x, y));
}

static void on_quadratic(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float cx, float cy,
			 float x, float y, void *user)
{
	silhouette *p = data;
	point a = p->pen, b = upright(p, cx, cy), c = upright(p, x, y);
	(void)f, (void)st, (void)user;
	for (int64_t t = 1, s = STEPS - 1; t <= STEPS; t++, s--) {
		point at = {(s * s * a.x + 2 * s * t * b.x + t * t * c.x) / (STEPS * STEPS),
			    (s * s * a.y + 2 * s * t * b.y + t * t * c.y) / (STEPS * STEPS)};
		edge_to(p, at);
	}
}

static void on_cubic(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float bx, float by,
		     float cx, float cy, float x, float y, void *user)
{
	silhouette *p = data;
	point a = p->pen, b = upright(p, bx, by), c = upright(p, cx, cy), d = upright(p, x, y);
	(void)f, (void)st, (void)user;
	for (int64_t t = 1, s = STEPS - 1; t <= STEPS; t++, s--) {
		int64_t wa = s * s * s, wb = 3 * s * s * t, wc = 3 * s * t * t, wd = t * t * t;
		point at = {(wa * a.x + wb * b.x + wc * c.x + wd * d.x) / (STEPS * STEPS * STEPS),
			    (wa * a.y + wb * b.y + wc * c.y + wd * d.y) / (STEPS * STEPS * STEPS)};
		edge_to(p, at);
	}
}

static void on_close(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, void *user)
{
	silhouette *p = data;
	(void)f, (void)st, (void)user;
	edge_to(p, p->begin);
}

static void draw(const font *f, uint32_t glyph, silhouette *p)
{
	hb_draw_funcs_t *pen = hb_draw_funcs_create();
	hb_draw_funcs_set_move_to_func(pen, on_move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(pen, on_line, NULL, NULL);
	hb_draw_funcs_set_quadratic_to_func(pen, on_quadratic, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(pen, on_cubic, NULL, NULL);
	hb_draw_funcs_set_close_path_func(pen, on_close, NULL, NULL);
#if HB_VERSION_ATLEAST(7, 0, 0)
	hb_font_draw_glyph(f->shaper, glyph, pen, p);
#else
	hb_font_get_glyph_shape(f->shaper, glyph, pen, p);
#endif
	hb_draw_funcs_destroy(pen);
}

/* --- the hang ------------------------------------------------------------------------------- */

/* The tangent of an angle in 1/65536 degree, times 65536: the series up to the third power,
 * accurate to 1 % up to 30 degrees. */
static int64_t tangent(int64_t angle)
{
	int64_t radians = angle * 71 / 4068; /* pi / 180, to a millionth */
	return radians + (radians * radians / 65536) * radians / 65536 / 3;
}

static int64_t at_most(int64_t value, int64_t limit)
{
	return value > limit ? limit : value < 0 ? 0 : value;
}

/* How much all scanlines without ink count, per mille of the zone. */
static int64_t blankness(const silhouette *p)
{
	int64_t blank = 0;
	for (int i = 0; i < SCANLINES; i++)
		blank += !p->inked[i];
	int64_t share = blank * 1000 / SCANLINES;
	return share * at_most(share - BLANK_LEAST * 10, (BLANK_FULL - BLANK_LEAST) * 10) /
	       ((BLANK_FULL - BLANK_LEAST) * 10);
}

/* How white a side is, in font units: depth[i] is how far scanline i recedes from the ink's
 * outermost edge. */
static int64_t whiteness(const silhouette *p, const int64_t depth[SCANLINES], int64_t window,
			 int64_t serif)
{
	int64_t receding = 0;
	for (int i = 0; i < SCANLINES; i++)
		receding += p->inked[i] ? at_most(depth[i] - serif, window) : 0;
	return (receding * RECEDING / SCANLINES + blankness(p) * window) / 1000;
}

bool font_serifed(const font *f)
{
	const int foot = 0, middle = SCANLINES / 2;
	hb_codepoint_t glyph;
	silhouette p = {.zone = f->metrics.cap_height};
	if (!hb_font_get_nominal_glyph(f->shaper, 'I', &glyph))
		return false;
	draw(f, glyph, &p);
	return p.inked[foot] && p.inked[middle] &&
	       (p.right[foot] - p.left[foot]) * 2 > (p.right[middle] - p.left[middle]) * 3;
}

static void find_hang(const font *f, uint32_t glyph, glyph_facts *facts)
{
	const font_metrics *m = &f->metrics;
	int64_t left_depth[SCANLINES], right_depth[SCANLINES], leftmost = 0, rightmost = 0;
	int64_t window = at_most((int64_t)m->units * WINDOW / 1000, font_advance(f, glyph));
	int64_t serif = (int64_t)m->units * SERIF / 1000;
	hb_glyph_extents_t ink;
	silhouette p = {0};
	bool any = false;
	if (!hb_font_get_glyph_extents(f->shaper, glyph, &ink) || ink.width == 0 || window == 0)
		return;
	p.slant = m->italic ? tangent(-(int64_t)m->italic_angle) : 0;
	p.pivot = m->x_height / 2;
	p.zone = ink.y_bearing > m->x_height * 9 / 8 ? m->cap_height : m->x_height;
	draw(f, glyph, &p);
	for (int i = 0; i < SCANLINES; i++) {
		if (!p.inked[i])
			continue;
		leftmost = !any || p.left[i] < leftmost ? p.left[i] : leftmost;
		rightmost = !any || p.right[i] > rightmost ? p.right[i] : rightmost;
		any = true;
	}
	for (int i = 0; i < SCANLINES; i++) {
		left_depth[i] = p.left[i] - leftmost;
		right_depth[i] = rightmost - p.right[i];
	}
	if (!any)
		return; /* all of it is below the baseline or above the capitals */
	facts->hang_left = (int16_t)(whiteness(&p, left_depth, window, serif) * 1000 / m->units);
	facts->hang_right = (int16_t)(whiteness(&p, right_depth, window, serif) * 1000 / m->units);
}

static void learn_hang(const font *f, uint32_t glyph, glyph_facts *facts)
{
	pthread_mutex_lock(&font_facts_lock);
	if (!atomic_load_explicit(&facts->hang_known, memory_order_relaxed))
		find_hang(f, glyph, facts);
	atomic_store_explicit(&facts->hang_known, true, memory_order_release);
	pthread_mutex_unlock(&font_facts_lock);
}

void font_hang(const font *f, uint32_t glyph, int *left, int *right)
{
	glyph_facts *facts = font_facts(f, glyph);
	*left = *right = 0;
	if (!facts)
		return;
	if (!atomic_load_explicit(&facts->hang_known, memory_order_acquire))
		learn_hang(f, glyph, facts);
	*left = facts->hang_left;
	*right = facts->hang_right;
}
