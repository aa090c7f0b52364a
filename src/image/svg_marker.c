/* svg_marker: markers at a path's corners (SVG 1.1, 11.6): arrow heads and dots. A marker is turned
 * halfway between the lines that meet at its corner. */
#include "image/svg_marker.h"

#include "image/svg_value.h"

#include <math.h>
#include <string.h>

#define DEGREES      (180 / 3.14159265358979323846)
#define CORNERS_MOST 10000

/* A corner with the directions in which lines come to it and leave it. */
typedef struct marker_corner {
	double x, y, in_x, in_y, out_x, out_y;
	bool comes, leaves;
} marker_corner;

typedef struct marker_corners {
	marker_corner *items;
	size_t count, capacity;
} marker_corners;

static void set_direction(double *x, double *y, double dx, double dy)
{
	const double size = hypot(dx, dy);
	*x = size > 0 ? dx / size : 0;
	*y = size > 0 ? dy / size : 0;
}

/* A line or curve from the last corner to (s->x, s->y). */
static void add_line(arena *a, marker_corners *c, const drawing_segment *s)
{
	marker_corner *from = &c->items[c->count - 1];
	const double x = from->x, y = from->y;
	const bool curved = s->verb == DRAWING_CURVE, straight_out = s->x1 == x && s->y1 == y,
		   straight_in = s->x2 == s->x && s->y2 == s->y;
	from->leaves = true;
	if (curved && !straight_out)
		set_direction(&from->out_x, &from->out_y, s->x1 - x, s->y1 - y);
	else
		set_direction(&from->out_x, &from->out_y, s->x - x, s->y - y);
	marker_corner *to = ARENA_APPEND(a, c->items, c->count, c->capacity);
	to->x = s->x;
	to->y = s->y;
	to->comes = true;
	if (curved && !straight_in)
		set_direction(&to->in_x, &to->in_y, s->x - s->x2, s->y - s->y2);
	else
		set_direction(&to->in_x, &to->in_y, s->x - x, s->y - y);
}

static marker_corners corners_of(arena *a, const drawing_path *path)
{
	marker_corners c = {0};
	drawing_segment start = {.verb = DRAWING_LINE};
	for (size_t i = 0; i < path->count && c.count < CORNERS_MOST; i++) {
		const drawing_segment *s = &path->segments[i];
		if (s->verb == DRAWING_MOVE) {
			marker_corner *new = ARENA_APPEND(a, c.items, c.count, c.capacity);
			new->x = start.x = s->x;
			new->y = start.y = s->y;
		} else if (c.count) {
			add_line(a, &c, s->verb == DRAWING_CLOSE ? &start : s);
		}
	}
	return c;
}

static double turn_of(const marker_corner *c)
{
	double x = (c->comes ? c->in_x : 0) + (c->leaves ? c->out_x : 0),
	       y = (c->comes ? c->in_y : 0) + (c->leaves ? c->out_y : 0);
	return x == 0 && y == 0 ? 0 : atan2(y, x) * DEGREES;
}

static double length_of(const svg_element *e, const char *name, const svg_look *look,
			double otherwise)
{
	return svg_value_length(svg_tree_attribute(e, name), look->font.size, look->view_width,
				otherwise);
}

/* From the marker's own space to that of the path. */
static drawing_matrix matrix_of(const svg_element *e, const svg_look *look, const marker_corner *c,
				bool start, const drawing_matrix *view)
{
	const char *orient = svg_tree_attribute(e, "orient"),
		   *units = svg_tree_attribute(e, "markerUnits");
	const double by = units && !strcmp(units, "userSpaceOnUse") ? 1 : look->width;
	double degrees = orient && !strncmp(orient, "auto", 4) ? turn_of(c)
			 : orient                              ? svg_value_length(orient, 1, 1, 0)
							       : 0;
	if (orient && start && !strcmp(orient, "auto-start-reverse"))
		degrees += 180;
	double x = length_of(e, "refX", look, 0), y = length_of(e, "refY", look, 0);
	drawing_apply(view, &x, &y);
	drawing_matrix m = *view;
	m.e -= x;
	m.f -= y;
	const drawing_matrix turned = {by * cos(degrees / DEGREES),
				       by * sin(degrees / DEGREES),
				       -by * sin(degrees / DEGREES),
				       by * cos(degrees / DEGREES),
				       c->x,
				       c->y};
	return drawing_combine(&m, &turned);
}

static void draw_marker(svg_painter *p, svg_list *to, svg_element *e, const svg_look *look,
			const marker_corner *c, bool start)
{
	const double width = length_of(e, "markerWidth", look, 3),
		     height = length_of(e, "markerHeight", look, 3);
	drawing_matrix view = drawing_identity;
	drawing_box box = {0, 0, width, height};
	if (width <= 0 || height <= 0)
		return;
	svg_painter_view(e, width, height, &view, &box);
	const drawing_matrix m = matrix_of(e, look, c, start, &view);
	svg_look initial = svg_look_initial(look->view_width, look->view_height);
	initial.context_fill = look->fill;
	initial.context_stroke = look->stroke;
	const svg_look own = svg_look_of(p->arena, e, &initial);
	svg_list inside = {0};
	svg_painter_children(p, &inside, e, &own);
	drawing_item *group = inside.first ? svg_painter_append(p, to, DRAWING_GROUP, &m) : NULL;
	if (!group)
		return;
	group->as.group = (drawing_group){.items = inside.first, .opacity = 1};
	if (!svg_value_is(svg_tree_says(e, SVG_OVERFLOW), "visible"))
		group->as.group.clip = svg_painter_clip_box(
			p, box.left, box.top, box.right - box.left, box.bottom - box.top);
}

void svg_marker_draw(svg_painter *p, svg_list *to, const drawing_path *path, const svg_look *look)
{
	const marker_corners c = corners_of(p->arena, path);
	for (size_t i = 0; i < c.count && !p->crowded; i++) {
		const int kind = i == 0 ? 0 : i + 1 == c.count ? 2 : 1;
		/* a path of one corner has both a start and an end */
		for (int k = kind; k < 3; k += c.count == 1 ? 2 : 3) {
			svg_element *e = svg_tree_find(p->tree, p->arena, look->markers[k]);
			if (!e || strcmp(e->tag, "marker") != 0 || !svg_painter_enter(p, e))
				continue;
			draw_marker(p, to, e, look, &c.items[i], k == 0);
			svg_painter_leave(p, e);
		}
	}
}
