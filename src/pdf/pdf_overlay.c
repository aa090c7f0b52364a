/* pdf_overlay: shapes in sRGB and remarks in the style's inks, as content streams before and after
 * a page's own. */
#include "pdf/pdf_overlay.h"

#define CORNER (LENGTH_PT * 3)

typedef struct painter {
	pdf_buffer *out;
	length height; /* of the trim: user space goes upwards */
} painter;

static void append_numbers(painter *p, const length *numbers, size_t count, const char *operator)
{
	for (size_t i = 0; i < count; i++) {
		pdf_append_length(p->out, numbers[i], 3);
		pdf_append(p->out, " ", 1);
	}
	pdf_append_text(p->out, operator);
}

static void append_color(painter *p, const overlay_shape *s)
{
	for (int i = 0; i < 3; i++) {
		pdf_append_fraction(p->out, s->color[i], 3);
		pdf_append(p->out, " ", 1);
	}
	pdf_append_text(p->out, s->kind == OVERLAY_BOX ? "rg " : "RG ");
}

/* A corner by a Bézier arc from (x, y), turning at the corner point. */
static void append_corner(painter *p, const length from[2], const length corner[2],
			  const length to[2])
{
	length handles[6];

	for (int i = 0; i < 2; i++) {
		handles[i] = from[i] + length_scale(corner[i] - from[i], 5523, 10000);
		handles[2 + i] = to[i] + length_scale(corner[i] - to[i], 5523, 10000);
		handles[4 + i] = to[i];
	}
	append_numbers(p, handles, 6, "c\n");
}

/* Anticlockwise from the lower left, above its corner. */
static void append_frame(painter *p, const overlay_shape *s)
{
	length left = s->x, right = s->x + s->width, top = p->height - s->y,
	       bottom = top - s->height;
	length r = s->height < 2 * CORNER ? s->height / 2 : CORNER;
	r = s->width < 2 * r ? s->width / 2 : r;
	const length corners[4][2] = {{left, bottom}, {right, bottom}, {right, top}, {left, top}};
	const length before[4][2] = {
		{left, bottom + r}, {right - r, bottom}, {right, top - r}, {left + r, top}};
	const length after[4][2] = {
		{left + r, bottom}, {right, bottom + r}, {right - r, top}, {left, top - r}};

	append_numbers(p, before[0], 2, "m\n");
	for (int i = 0; i < 4; i++) {
		if (i)
			append_numbers(p, before[i], 2, "l\n");
		append_corner(p, before[i], corners[i], after[i]);
	}
	pdf_append_text(p->out, "s\n");
}

static void append_shape(painter *p, const overlay_shape *s)
{
	append_color(p, s);
	if (s->kind == OVERLAY_BOX) {
		append_numbers(
			p,
			(const length[]){s->x, p->height - s->y - s->height, s->width, s->height},
			4, "re f\n");
		return;
	}
	append_numbers(p, &s->stroke, 1, "w ");
	if (s->kind == OVERLAY_FRAME) {
		append_frame(p, s);
		return;
	}
	append_numbers(p, (const length[]){s->x, p->height - s->y}, 2, "m ");
	append_numbers(p, (const length[]){s->x + s->width, p->height - s->y - s->height}, 2,
		       "l S\n");
}

void pdf_append_overlay(pdf_buffer *out, const pdf_overlay *o, const pdf_content *c, bool under)
{
	painter p = {out, c->pages->style->sheet.height};
	bool any = !under && o->mark_count;

	for (size_t i = 0; i < o->shape_count && !any; i++)
		any = o->shapes[i].under == under;
	if (!any)
		return;
	pdf_append_text(out, "/Artifact <</Type/Layout>> BDC\nq 100 Tz 0 Ts 0 Tc\n");
	for (size_t i = 0; i < o->shape_count; i++)
		if (o->shapes[i].under == under)
			append_shape(&p, &o->shapes[i]);
	if (!under)
		pdf_append_marks(out, c, o->marks, o->mark_count);
	pdf_append_text(out, "Q\nEMC\n");
}
