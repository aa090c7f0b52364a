/* drawing: the geometry that vector pictures need. */
#include "image/drawing.h"

#include <math.h>

const drawing_matrix drawing_identity = {1, 0, 0, 1, 0, 0};

drawing_matrix drawing_combine(const drawing_matrix *inner, const drawing_matrix *outer)
{
	return (drawing_matrix){
		.a = inner->a * outer->a + inner->b * outer->c,
		.b = inner->a * outer->b + inner->b * outer->d,
		.c = inner->c * outer->a + inner->d * outer->c,
		.d = inner->c * outer->b + inner->d * outer->d,
		.e = inner->e * outer->a + inner->f * outer->c + outer->e,
		.f = inner->e * outer->b + inner->f * outer->d + outer->f,
	};
}

void drawing_apply(const drawing_matrix *m, double *x, double *y)
{
	const double before = *x;
	*x = m->a * before + m->c * *y + m->e;
	*y = m->b * before + m->d * *y + m->f;
}

double drawing_scale_of(const drawing_matrix *m)
{
	double scale = fabs(m->a * m->d - m->b * m->c);
	return isfinite(scale) ? scale : 0;
}

bool drawing_invert(const drawing_matrix *m, drawing_matrix *result)
{
	const double by = m->a * m->d - m->b * m->c;
	if (by == 0 || !isfinite(by))
		return false;
	*result = (drawing_matrix){
		.a = m->d / by,
		.b = -m->b / by,
		.c = -m->c / by,
		.d = m->a / by,
		.e = (m->c * m->f - m->d * m->e) / by,
		.f = (m->b * m->e - m->a * m->f) / by,
	};
	return true;
}

static void widen(drawing_box *box, double x, double y)
{
	const drawing_box point = {x, y, x, y};
	drawing_box_join(box, &point);
}

void drawing_box_join(drawing_box *into, const drawing_box *with)
{
	if (with->right < with->left)
		return;
	if (into->right < into->left) {
		*into = *with;
		return;
	}
	into->left = fmin(into->left, with->left);
	into->top = fmin(into->top, with->top);
	into->right = fmax(into->right, with->right);
	into->bottom = fmax(into->bottom, with->bottom);
}

static double curve_at(double from, double first, double second, double to, double t)
{
	const double s = 1 - t;
	return s * s * s * from + 3 * s * s * t * first + 3 * s * t * t * second + t * t * t * to;
}

/* Where a cubic's derivative is 0 along one axis: at most twice inside it. */
static int extremes(double from, double first, double second, double to, double *at)
{
	const double a = -from + 3 * first - 3 * second + to, b = 2 * (from - 2 * first + second),
		     c = first - from;
	int count = 0;
	if (fabs(a) < 1e-12) {
		if (fabs(b) > 1e-12)
			at[count++] = -c / b;
		return count;
	}
	const double under = b * b - 4 * a * c;
	if (under < 0)
		return 0;
	at[count++] = (-b + sqrt(under)) / (2 * a);
	at[count++] = (-b - sqrt(under)) / (2 * a);
	return count;
}

static void widen_by_curve(drawing_box *box, double x, double y, const drawing_segment *s)
{
	double at[4];
	int count = extremes(x, s->x1, s->x2, s->x, at);
	count += extremes(y, s->y1, s->y2, s->y, at + count);
	for (int i = 0; i < count; i++)
		if (at[i] > 0 && at[i] < 1)
			widen(box, curve_at(x, s->x1, s->x2, s->x, at[i]),
			      curve_at(y, s->y1, s->y2, s->y, at[i]));
}

drawing_box drawing_path_box(const drawing_path *p)
{
	drawing_box box = {0, 0, -1, -1};
	double x = 0, y = 0;
	for (size_t i = 0; i < p->count; i++) {
		const drawing_segment *s = &p->segments[i];
		if (s->verb == DRAWING_CLOSE)
			continue;
		if (s->verb == DRAWING_CURVE)
			widen_by_curve(&box, x, y, s);
		if (s->verb != DRAWING_MOVE || (i + 1 < p->count && s[1].verb != DRAWING_MOVE))
			widen(&box, s->x, s->y);
		x = s->x;
		y = s->y;
	}
	return box.right < box.left ? (drawing_box){0} : box;
}

drawing_box drawing_box_after(const drawing_box *box, const drawing_matrix *m)
{
	drawing_box result = {0, 0, -1, -1};
	for (int i = 0; i < 4; i++) {
		double x = i & 1 ? box->right : box->left, y = i & 2 ? box->bottom : box->top;
		drawing_apply(m, &x, &y);
		widen(&result, x, y);
	}
	return result;
}
