/* svg_painter: what the files that draw elements share: what has been made, how much work that was,
 * and how deep references have led. */
#include "image/svg_painter.h"

#include "image/svg_value.h"

#include <math.h>
#include <string.h>

/* elements visited and steps of paths, each a part of the work that one drawing may ask for */
#define WORK_MOST    1000000
#define STEPS_A_UNIT 2
#define DEPTH_MOST   32

void svg_painter_work(svg_painter *p, size_t steps)
{
	p->work += steps / STEPS_A_UNIT + 1;
	p->crowded |= p->work > WORK_MOST;
}

void svg_painter_link(svg_list *to, drawing_item *item)
{
	if (to->last)
		to->last->next = item;
	else
		to->first = item;
	to->last = item;
}

drawing_item *svg_painter_append(svg_painter *p, svg_list *to, drawing_kind kind,
				 const drawing_matrix *m)
{
	svg_painter_work(p, STEPS_A_UNIT);
	if (p->crowded)
		return NULL;
	drawing_item *item = ARENA_NEW(p->arena, drawing_item);
	item->kind = kind;
	item->matrix = *m;
	svg_painter_link(to, item);
	return item;
}

void svg_painter_leave_out(svg_painter *p, const char *what)
{
	for (size_t i = 0; i < p->unpainted_count; i++)
		if (!strcmp(p->unpainted[i], what))
			return;
	*ARENA_APPEND(p->arena, p->unpainted, p->unpainted_count, p->unpainted_capacity) = what;
}

bool svg_painter_enter(svg_painter *p, svg_element *e)
{
	if (e->busy || p->depth >= DEPTH_MOST) {
		svg_painter_leave_out(p, "a reference that leads back to itself or too deep");
		return false;
	}
	e->busy = true;
	p->depth++;
	return true;
}

void svg_painter_leave(svg_painter *p, svg_element *e)
{
	e->busy = false;
	p->depth--;
}

void svg_painter_children(svg_painter *p, svg_list *to, svg_element *e, const svg_look *look)
{
	for (svg_element *i = e->first; i && !p->crowded; i = i->next)
		p->draw(p, to, i, look);
}

double svg_painter_place(const char *align, const char *axis, double room, double extent)
{
	const char *at = strstr(align, axis);
	if (at && !strncmp(at + 1, "Min", 3))
		return 0;
	return at && !strncmp(at + 1, "Max", 3) ? room - extent : (room - extent) / 2;
}

static bool read_view_box(const svg_element *e, drawing_box *box)
{
	const char *text = svg_tree_attribute(e, "viewBox");
	double n[4];
	for (int i = 0; i < 4; i++)
		if (!text || !svg_value_number(&text, &n[i]))
			return false;
	*box = (drawing_box){n[0], n[1], n[0] + n[2], n[1] + n[3]};
	return n[2] > 0 && n[3] > 0;
}

bool svg_painter_view(const svg_element *e, double width, double height, drawing_matrix *m,
		      drawing_box *box)
{
	const char *align = svg_tree_attribute(e, "preserveAspectRatio");
	if (!read_view_box(e, box))
		return false;
	const double wide = box->right - box->left, tall = box->bottom - box->top;
	double x = width / wide, y = height / tall;
	align = align ? align : "xMidYMid";
	if (!strstr(align, "none"))
		x = y = strstr(align, "slice") ? fmax(x, y) : fmin(x, y);
	*m = (drawing_matrix){x,
			      0,
			      0,
			      y,
			      svg_painter_place(align, "x", width, wide * x) - box->left * x,
			      svg_painter_place(align, "Y", height, tall * y) - box->top * y};
	return true;
}

const drawing_clip *svg_painter_clip_box(svg_painter *p, double x, double y, double width,
					 double height)
{
	drawing_clip *clip = ARENA_NEW(p->arena, drawing_clip);
	svg_path_move(p->arena, &clip->path, x, y);
	svg_path_line(p->arena, &clip->path, x + width, y);
	svg_path_line(p->arena, &clip->path, x + width, y + height);
	svg_path_line(p->arena, &clip->path, x, y + height);
	svg_path_close(p->arena, &clip->path);
	return clip;
}
