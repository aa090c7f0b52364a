/* svg_path: path data (SVG 1.1, chapter 8). Quadratic curves become cubic ones, and arcs become
 * cubics of at most a quarter turn each, by the centre's parametrization (F.6). */
#include "image/svg_path.h"

#include "image/svg_value.h"

#include <math.h>
#include <string.h>

#define HALF_TURN 3.14159265358979323846
/* control points of a quarter circle, in radii */
#define QUARTER 0.5522847498307936

static drawing_segment *append(arena *a, drawing_path *p, drawing_verb verb, double x, double y)
{
	drawing_segment *s = ARENA_APPEND(a, p->segments, p->count, p->capacity);
	*s = (drawing_segment){.verb = verb, .x = x, .y = y};
	return s;
}

void svg_path_move(arena *a, drawing_path *p, double x, double y)
{
	append(a, p, DRAWING_MOVE, x, y);
}

void svg_path_line(arena *a, drawing_path *p, double x, double y)
{
	append(a, p, DRAWING_LINE, x, y);
}

static void add_curve(arena *a, drawing_path *p, double x1, double y1, double x2, double y2,
		      double x, double y)
{
	drawing_segment *s = append(a, p, DRAWING_CURVE, x, y);
	s->x1 = x1;
	s->y1 = y1;
	s->x2 = x2;
	s->y2 = y2;
}

void svg_path_close(arena *a, drawing_path *p)
{
	append(a, p, DRAWING_CLOSE, 0, 0);
}

/* --- arcs ----------------------------------------------------------------------------------- */

typedef struct svg_arc {
	double rx, ry, turn; /* radii, and the turn of the x axis in radians */
	bool large, sweep;
} svg_arc;

static double angle_of(double x, double y)
{
	return atan2(y, x);
}

/* A piece of an ellipse from one angle to another, which are at most a quarter turn apart. */
static void add_arc_piece(arena *a, drawing_path *p, const svg_arc *arc, double cx, double cy,
			  double from, double to)
{
	const double k = 4.0 / 3 * tan((to - from) / 4), c = cos(arc->turn), s = sin(arc->turn);
	const double points[3][2] = {{cos(from) - k * sin(from), sin(from) + k * cos(from)},
				     {cos(to) + k * sin(to), sin(to) - k * cos(to)},
				     {cos(to), sin(to)}};
	double at[6];
	for (int i = 0; i < 3; i++) {
		const double x = points[i][0] * arc->rx, y = points[i][1] * arc->ry;
		at[2 * i] = c * x - s * y + cx;
		at[2 * i + 1] = s * x + c * y + cy;
	}
	add_curve(a, p, at[0], at[1], at[2], at[3], at[4], at[5]);
}

static void add_arc(arena *a, drawing_path *p, svg_arc arc, double x0, double y0, double x,
		    double y)
{
	arc.rx = fabs(arc.rx);
	arc.ry = fabs(arc.ry);
	if (arc.rx == 0 || arc.ry == 0 || (x0 == x && y0 == y)) {
		svg_path_line(a, p, x, y);
		return;
	}
	const double c = cos(arc.turn), s = sin(arc.turn), dx = (x0 - x) / 2, dy = (y0 - y) / 2;
	const double x1 = c * dx + s * dy, y1 = -s * dx + c * dy;
	const double over = x1 * x1 / (arc.rx * arc.rx) + y1 * y1 / (arc.ry * arc.ry);
	if (over > 1) {
		arc.rx *= sqrt(over);
		arc.ry *= sqrt(over);
	}
	const double below = arc.rx * arc.rx * y1 * y1 + arc.ry * arc.ry * x1 * x1;
	const double part = fmax(0, (arc.rx * arc.rx * arc.ry * arc.ry - below) / below);
	const double by = (arc.large == arc.sweep ? -1 : 1) * sqrt(part);
	const double cx1 = by * arc.rx * y1 / arc.ry, cy1 = -by * arc.ry * x1 / arc.rx;
	const double cx = c * cx1 - s * cy1 + (x0 + x) / 2, cy = s * cx1 + c * cy1 + (y0 + y) / 2;
	const double from = angle_of((x1 - cx1) / arc.rx, (y1 - cy1) / arc.ry);
	double turn = angle_of((-x1 - cx1) / arc.rx, (-y1 - cy1) / arc.ry) - from;
	if (arc.sweep && turn < 0)
		turn += 2 * HALF_TURN;
	else if (!arc.sweep && turn > 0)
		turn -= 2 * HALF_TURN;
	const int pieces = (int)ceil(fabs(turn) / (HALF_TURN / 2) - 1e-9);
	for (int i = 0; i < pieces; i++)
		add_arc_piece(a, p, &arc, cx, cy, from + turn * i / pieces,
			      from + turn * (i + 1) / pieces);
	if (pieces) { /* the end is exact */
		p->segments[p->count - 1].x = x;
		p->segments[p->count - 1].y = y;
	}
}

/* --- path data ------------------------------------------------------------------------------ */

typedef struct path_reader {
	arena *arena;
	drawing_path *path;
	const char *at;
	double x, y, start_x, start_y;
	/* the last control point, which a smooth curve mirrors, and of which kind that curve was */
	double control_x, control_y;
	char last;
} path_reader;

static bool read_numbers(path_reader *r, double *n, int count)
{
	for (int i = 0; i < count; i++)
		if (!svg_value_number(&r->at, &n[i]))
			return false;
	return true;
}

static bool read_arc(path_reader *r, double *n, svg_arc *arc)
{
	if (!read_numbers(r, n, 3) || !svg_value_flag(&r->at, &arc->large) ||
	    !svg_value_flag(&r->at, &arc->sweep) || !read_numbers(r, n + 3, 2))
		return false;
	arc->rx = n[0];
	arc->ry = n[1];
	arc->turn = n[2] * HALF_TURN / 180;
	return true;
}

/* The control point that goes on as the last curve ended, where that was of the same kind. */
static void mirror(const path_reader *r, const char *kind, double *x, double *y)
{
	const bool same = strchr(kind, r->last) && r->last;
	*x = same ? 2 * r->x - r->control_x : r->x;
	*y = same ? 2 * r->y - r->control_y : r->y;
}

static void go(path_reader *r, double x, double y)
{
	r->x = x;
	r->y = y;
}

static void cubic(path_reader *r, double x1, double y1, double x2, double y2, double x, double y)
{
	add_curve(r->arena, r->path, x1, y1, x2, y2, x, y);
	r->control_x = x2;
	r->control_y = y2;
	go(r, x, y);
}

static void quadratic(path_reader *r, double qx, double qy, double x, double y)
{
	add_curve(r->arena, r->path, r->x + (qx - r->x) * 2 / 3, r->y + (qy - r->y) * 2 / 3,
		  x + (qx - x) * 2 / 3, y + (qy - y) * 2 / 3, x, y);
	r->control_x = qx;
	r->control_y = qy;
	go(r, x, y);
}

/* One set of a command's numbers. `upper`: the command as a capital. False: they can't be read. */
static bool step(path_reader *r, char upper, bool relative)
{
	double n[6], x, y;
	svg_arc arc;
	const double ox = relative ? r->x : 0, oy = relative ? r->y : 0;
	switch (upper) {
	case 'M':
		if (!read_numbers(r, n, 2))
			return false;
		go(r, ox + n[0], oy + n[1]);
		r->start_x = r->x;
		r->start_y = r->y;
		svg_path_move(r->arena, r->path, r->x, r->y);
		return true;
	case 'L':
		if (!read_numbers(r, n, 2))
			return false;
		go(r, ox + n[0], oy + n[1]);
		break;
	case 'H':
		if (!read_numbers(r, n, 1))
			return false;
		go(r, ox + n[0], r->y);
		break;
	case 'V':
		if (!read_numbers(r, n, 1))
			return false;
		go(r, r->x, oy + n[0]);
		break;
	case 'C':
		if (!read_numbers(r, n, 6))
			return false;
		cubic(r, ox + n[0], oy + n[1], ox + n[2], oy + n[3], ox + n[4], oy + n[5]);
		return true;
	case 'S':
		if (!read_numbers(r, n, 4))
			return false;
		mirror(r, "CS", &x, &y);
		cubic(r, x, y, ox + n[0], oy + n[1], ox + n[2], oy + n[3]);
		return true;
	case 'Q':
		if (!read_numbers(r, n, 4))
			return false;
		quadratic(r, ox + n[0], oy + n[1], ox + n[2], oy + n[3]);
		return true;
	case 'T':
		if (!read_numbers(r, n, 2))
			return false;
		mirror(r, "QT", &x, &y);
		quadratic(r, x, y, ox + n[0], oy + n[1]);
		return true;
	case 'A':
		if (!read_arc(r, n, &arc))
			return false;
		add_arc(r->arena, r->path, arc, r->x, r->y, ox + n[3], oy + n[4]);
		go(r, ox + n[3], oy + n[4]);
		return true;
	default: return false;
	}
	svg_path_line(r->arena, r->path, r->x, r->y);
	return true;
}

/* After a closed subpath, what follows without a move begins where that began. */
static void reopen(path_reader *r, char upper)
{
	if (r->last == 'Z' && upper != 'M' && upper != 'Z')
		svg_path_move(r->arena, r->path, r->x, r->y);
}

static bool at_number(const char *text)
{
	double ignored;
	return svg_value_number(&text, &ignored);
}

/* Append what path data says, as far as it can be read: a fault ends the path there (F.2). */
static void read_path(arena *a, const char *data, drawing_path *path)
{
	path_reader r = {.arena = a, .path = path, .at = data};
	for (;;) {
		svg_value_skip(&r.at);
		const char command = *r.at;
		if (!command)
			return;
		const bool relative = command >= 'a';
		char upper = relative ? (char)(command - 'a' + 'A') : command;
		if (!strchr("MLHVCSQTAZ", upper) || (!path->count && upper != 'M'))
			return;
		r.at++;
		reopen(&r, upper);
		if (upper == 'Z') {
			svg_path_close(a, path);
			go(&r, r.start_x, r.start_y);
			r.last = 'Z';
			continue;
		}
		do {
			if (!step(&r, upper, relative))
				return;
			r.last = upper;
			upper = upper == 'M' ? 'L' : upper;
		} while (at_number(r.at));
	}
}

/* --- basic shapes --------------------------------------------------------------------------- */

static double length_of(const svg_element *e, const char *name, double em, double whole)
{
	return svg_value_length(svg_tree_attribute(e, name), em, whole, 0);
}

static void add_ellipse(arena *a, drawing_path *p, double cx, double cy, double rx, double ry)
{
	const double kx = rx * QUARTER, ky = ry * QUARTER;
	if (rx <= 0 || ry <= 0)
		return;
	svg_path_move(a, p, cx + rx, cy);
	add_curve(a, p, cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry);
	add_curve(a, p, cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy);
	add_curve(a, p, cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry);
	add_curve(a, p, cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy);
	svg_path_close(a, p);
}

static void add_round_box(arena *a, drawing_path *p, const drawing_box *b, double rx, double ry)
{
	const double kx = rx * (1 - QUARTER), ky = ry * (1 - QUARTER);
	svg_path_move(a, p, b->left + rx, b->top);
	svg_path_line(a, p, b->right - rx, b->top);
	add_curve(a, p, b->right - kx, b->top, b->right, b->top + ky, b->right, b->top + ry);
	svg_path_line(a, p, b->right, b->bottom - ry);
	add_curve(a, p, b->right, b->bottom - ky, b->right - kx, b->bottom, b->right - rx,
		  b->bottom);
	svg_path_line(a, p, b->left + rx, b->bottom);
	add_curve(a, p, b->left + kx, b->bottom, b->left, b->bottom - ky, b->left, b->bottom - ry);
	svg_path_line(a, p, b->left, b->top + ry);
	add_curve(a, p, b->left, b->top + ky, b->left + kx, b->top, b->left + rx, b->top);
	svg_path_close(a, p);
}

static void add_box(arena *a, drawing_path *p, const drawing_box *b)
{
	svg_path_move(a, p, b->left, b->top);
	svg_path_line(a, p, b->right, b->top);
	svg_path_line(a, p, b->right, b->bottom);
	svg_path_line(a, p, b->left, b->bottom);
	svg_path_close(a, p);
}

static void add_rectangle(arena *a, const svg_element *e, const svg_room *room, drawing_path *p)
{
	const double x = length_of(e, "x", room->em, room->width),
		     y = length_of(e, "y", room->em, room->height),
		     width = length_of(e, "width", room->em, room->width),
		     height = length_of(e, "height", room->em, room->height);
	const double unsaid = -1;
	double rx = svg_value_length(svg_tree_attribute(e, "rx"), room->em, room->width, unsaid);
	double ry = svg_value_length(svg_tree_attribute(e, "ry"), room->em, room->height, unsaid);
	if (width <= 0 || height <= 0)
		return;
	const drawing_box box = {x, y, x + width, y + height};
	rx = rx < 0 ? ry : rx;
	ry = ry < 0 ? rx : ry;
	rx = fmin(rx, width / 2);
	ry = fmin(ry, height / 2);
	if (rx > 0 && ry > 0)
		add_round_box(a, p, &box, rx, ry);
	else
		add_box(a, p, &box);
}

static void add_round(arena *a, const svg_element *e, const svg_room *room, drawing_path *p)
{
	const double cx = length_of(e, "cx", room->em, room->width),
		     cy = length_of(e, "cy", room->em, room->height);
	const double diagonal = sqrt((room->width * room->width + room->height * room->height) / 2);
	double rx = length_of(e, "r", room->em, diagonal), ry = rx;
	if (!strcmp(e->tag, "ellipse")) {
		rx = svg_value_length(svg_tree_attribute(e, "rx"), room->em, room->width, -1);
		ry = svg_value_length(svg_tree_attribute(e, "ry"), room->em, room->height, rx);
		rx = rx < 0 ? ry : rx;
	}
	add_ellipse(a, p, cx, cy, rx, ry);
}

/* Pairs of numbers; an odd one is left out. */
static void add_points(arena *a, const svg_element *e, drawing_path *p, bool closed)
{
	const char *text = svg_tree_attribute(e, "points");
	double x, y;
	while (text && svg_value_number(&text, &x) && svg_value_number(&text, &y))
		append(a, p, p->count ? DRAWING_LINE : DRAWING_MOVE, x, y);
	if (closed && p->count)
		svg_path_close(a, p);
}

bool svg_path_shape(arena *a, const svg_element *e, const svg_room *room, drawing_path *path)
{
	const char *tag = e->tag, *data = svg_tree_attribute(e, "d");
	if (!strcmp(tag, "path")) {
		read_path(a, data ? data : "", path);
	} else if (!strcmp(tag, "rect")) {
		add_rectangle(a, e, room, path);
	} else if (!strcmp(tag, "circle") || !strcmp(tag, "ellipse")) {
		add_round(a, e, room, path);
	} else if (!strcmp(tag, "line")) {
		svg_path_move(a, path, length_of(e, "x1", room->em, room->width),
			      length_of(e, "y1", room->em, room->height));
		svg_path_line(a, path, length_of(e, "x2", room->em, room->width),
			      length_of(e, "y2", room->em, room->height));
	} else if (!strcmp(tag, "polyline") || !strcmp(tag, "polygon")) {
		add_points(a, e, path, tag[4] == 'g');
	} else {
		return false;
	}
	return true;
}
