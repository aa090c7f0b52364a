/* content_box: matrices, boxes and the box of the path under construction. */
#include "preflight/content_private.h"

#include <math.h>

/* So much of a box is all of it: corners may be rounded. */
#define FILLED 0.98
#define FAR    1e7 /* points: numbers beyond are cut, so that no sum overflows */

content_matrix content_multiply(content_matrix first, content_matrix then)
{
	return (content_matrix){first.a * then.a + first.b * then.c,
				first.a * then.b + first.b * then.d,
				first.c * then.a + first.d * then.c,
				first.c * then.b + first.d * then.d,
				first.e * then.a + first.f * then.c + then.e,
				first.e * then.b + first.f * then.d + then.f};
}

static double near(double value)
{
	return value > FAR ? FAR : value > -FAR ? value : -FAR; /* NaN, too */
}

static void take_point(content_box *b, bool first, double x, double y)
{
	x = near(x);
	y = near(y);
	b->x0 = first || x < b->x0 ? x : b->x0;
	b->y0 = first || y < b->y0 ? y : b->y0;
	b->x1 = first || x > b->x1 ? x : b->x1;
	b->y1 = first || y > b->y1 ? y : b->y1;
}

content_box content_moved(content_matrix m, content_box b)
{
	content_box moved = {0};
	const double x[] = {b.x0, b.x1, b.x0, b.x1}, y[] = {b.y0, b.y0, b.y1, b.y1};

	for (int i = 0; i < 4; i++)
		take_point(&moved, i == 0, m.a * x[i] + m.c * y[i] + m.e,
			   m.b * x[i] + m.d * y[i] + m.f);
	return moved;
}

content_box content_common(content_box a, content_box b)
{
	return (content_box){fmax(a.x0, b.x0), fmax(a.y0, b.y0), fmin(a.x1, b.x1),
			     fmin(a.y1, b.y1)};
}

bool content_is_empty(content_box b)
{
	return !(b.x0 <= b.x1 && b.y0 <= b.y1);
}

content_box content_box_of(objects *s, const object *rectangle)
{
	content_box b = {0};
	double v[4];

	for (size_t i = 0; i < 4; i++)
		v[i] = object_number(object_item(s, rectangle, i), 0);
	take_point(&b, true, v[0], v[1]);
	take_point(&b, false, v[2], v[3]);
	return b;
}

bool content_is_upright(content_matrix m)
{
	return (m.b == 0 && m.c == 0) || (m.a == 0 && m.d == 0);
}

void content_part_begin(content *c)
{
	c->outline.parts++;
}

static void take_outline(content *c, double x, double y)
{
	content_outline *o = &c->outline;

	if (!c->path_open) {
		*o = (content_outline){.parts = 1, .first_x = x, .first_y = y};
	} else {
		o->doubled += (o->last_x - o->first_x) * (y - o->first_y) -
			      (x - o->first_x) * (o->last_y - o->first_y);
	}
	o->last_x = x;
	o->last_y = y;
}

bool content_fills_box(const content *c)
{
	const content_box *b = &c->path;

	return c->outline.parts == 1 &&
	       fabs(c->outline.doubled) / 2 > FILLED * (b->x1 - b->x0) * (b->y1 - b->y0);
}

void content_point(content *c, double x, double y)
{
	const content_matrix *m = &c->state.matrix;

	double on_x = near(m->a * x + m->c * y + m->e), on_y = near(m->b * x + m->d * y + m->f);
	take_outline(c, on_x, on_y);
	take_point(&c->path, !c->path_open, on_x, on_y);
	c->path_open = true;
	c->at_x = x;
	c->at_y = y;
}

void content_path_new(content *c)
{
	if (c->clips) {
		c->state.clip_has_shape |= !content_fills_box(c);
		c->state.clip = c->path_open ? content_common(c->state.clip, c->path)
					     : (content_box){1, 1, 0, 0};
	}
	c->clips = c->path_open = false;
}

/* The lesser of a matrix' two stretches. */
double content_scale(content_matrix m)
{
	double sum = m.a * m.a + m.b * m.b + m.c * m.c + m.d * m.d, area = m.a * m.d - m.b * m.c,
	       root = sqrt(fmax(0, sum * sum - 4 * area * area));

	return sqrt(fmax(0, (sum - root) / 2));
}
