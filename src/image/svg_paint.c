/* svg_paint: gradients and patterns (SVG 1.1, chapter 13). What one of them does not say is taken
 * from the element that it refers to. */
#include "image/svg_paint.h"

#include "image/svg_value.h"

#include <math.h>
#include <string.h>

#define CHAIN_MOST 16

/* An element and those that it takes the rest from. */
typedef struct paint_chain {
	svg_element *elements[CHAIN_MOST];
	int count;
} paint_chain;

static paint_chain chain_of(const svg_painter *p, svg_element *e)
{
	paint_chain c = {.count = 0};
	while (e && c.count < CHAIN_MOST) {
		c.elements[c.count++] = e;
		e = svg_tree_find(p->tree, p->arena, svg_tree_attribute(e, "href"));
	}
	return c;
}

static const char *attribute_of(const paint_chain *c, const char *name)
{
	for (int i = 0; i < c->count; i++) {
		const char *value = svg_tree_attribute(c->elements[i], name);
		if (value)
			return value;
	}
	return NULL;
}

static bool is_boxed(const paint_chain *c, const char *name, bool usual)
{
	const char *units = attribute_of(c, name);
	return units ? strcmp(units, "userSpaceOnUse") != 0 : usual;
}

static drawing_matrix matrix_by(const paint_chain *c, const char *name, const drawing_matrix *units)
{
	drawing_matrix m = drawing_identity;
	const char *text = attribute_of(c, name);
	if (text)
		svg_value_transform(text, &m);
	return drawing_combine(&m, units);
}

/* What a paint's lengths are relative to: the box of what it fills, or the viewport. */
typedef struct paint_space {
	double wide, tall;    /* what 100 % are */
	drawing_matrix units; /* from the unit square to the box */
	bool empty;           /* the box, where that counts, has no extent */
} paint_space;

static paint_space space_of(const drawing_box *box, bool boxed, const svg_look *look)
{
	const double width = box->right - box->left, height = box->bottom - box->top;
	return (paint_space){boxed ? 1 : look->view_width,
			     boxed ? 1 : look->view_height,
			     {width, 0, 0, height, box->left, box->top},
			     boxed && (width <= 0 || height <= 0)};
}

/* --- stops ---------------------------------------------------------------------------------- */

static svg_element *with_children(const paint_chain *c, const char *tag)
{
	for (int i = 0; i < c->count; i++)
		for (svg_element *k = c->elements[i]->first; k; k = k->next)
			if (k->tag && (!tag || !strcmp(k->tag, tag)))
				return c->elements[i];
	return NULL;
}

static drawing_color stop_color(const svg_element *stop, const svg_look *look)
{
	const char *text = svg_tree_says(stop, SVG_STOP_COLOR);
	drawing_color color = {0, 0, 0, 1};
	if (text)
		svg_value_color(text, &look->color, &color);
	color.alpha *= svg_look_share(svg_tree_says(stop, SVG_STOP_OPACITY), 1);
	return color;
}

static void read_stops(svg_painter *p, const svg_element *e, const svg_look *look,
		       drawing_gradient *g)
{
	drawing_stop *stops = NULL;
	size_t count = 0, capacity = 0;
	for (const svg_element *i = e ? e->first : NULL; i; i = i->next) {
		if (!i->tag || strcmp(i->tag, "stop") != 0)
			continue;
		double offset = svg_look_share(svg_tree_attribute(i, "offset"), 0);
		if (count && offset < stops[count - 1].offset)
			offset = stops[count - 1].offset;
		*ARENA_APPEND(p->arena, stops, count, capacity) =
			(drawing_stop){offset, stop_color(i, look)};
	}
	svg_painter_work(p, count);
	g->stops = stops;
	g->stop_count = count;
}

/* --- gradients ------------------------------------------------------------------------------ */

static double coordinate(const paint_chain *c, const char *name, double whole, double otherwise)
{
	return svg_value_length(attribute_of(c, name), 16, whole, otherwise);
}

static void place_linear(const paint_chain *c, double wide, double tall, drawing_gradient *g)
{
	g->x1 = coordinate(c, "x1", wide, 0);
	g->y1 = coordinate(c, "y1", tall, 0);
	g->x2 = coordinate(c, "x2", wide, wide);
	g->y2 = coordinate(c, "y2", tall, 0);
}

/* A focus outside the circle is moved to its edge. */
static void place_radial(const paint_chain *c, double wide, double tall, double diagonal,
			 drawing_gradient *g)
{
	g->radial = true;
	g->x2 = coordinate(c, "cx", wide, wide / 2);
	g->y2 = coordinate(c, "cy", tall, tall / 2);
	g->r2 = coordinate(c, "r", diagonal, diagonal / 2);
	g->x1 = coordinate(c, "fx", wide, g->x2);
	g->y1 = coordinate(c, "fy", tall, g->y2);
	g->r1 = fmax(0, coordinate(c, "fr", diagonal, 0));
	const double away = hypot(g->x1 - g->x2, g->y1 - g->y2), most = g->r2 * 0.999;
	if (away > most && away > 0) {
		g->x1 = g->x2 + (g->x1 - g->x2) * most / away;
		g->y1 = g->y2 + (g->y1 - g->y2) * most / away;
	}
}

static drawing_spread spread_of(const paint_chain *c)
{
	const char *text = attribute_of(c, "spreadMethod");
	if (!text)
		return DRAWING_PAD;
	return !strcmp(text, "reflect")  ? DRAWING_REFLECT
	       : !strcmp(text, "repeat") ? DRAWING_REPEAT
					 : DRAWING_PAD;
}

static drawing_paint plain(const drawing_color *color, double alpha)
{
	drawing_paint paint = {.kind = DRAWING_COLOR, .color = *color};
	paint.color.alpha *= alpha;
	return paint;
}

static drawing_paint gradient_of(svg_painter *p, const paint_chain *c, double alpha,
				 const drawing_box *box, const svg_look *look)
{
	const bool boxed = is_boxed(c, "gradientUnits", true);
	const paint_space in = space_of(box, boxed, look);
	drawing_gradient *g = ARENA_NEW(p->arena, drawing_gradient);
	read_stops(p, with_children(c, "stop"), look, g);
	if (!g->stop_count || in.empty)
		return (drawing_paint){0};
	if (!strcmp(c->elements[0]->tag, "linearGradient"))
		place_linear(c, in.wide, in.tall, g);
	else
		place_radial(c, in.wide, in.tall, sqrt((in.wide * in.wide + in.tall * in.tall) / 2),
			     g);
	const bool empty = g->radial ? g->r2 <= 0 : g->x1 == g->x2 && g->y1 == g->y2;
	g->matrix = matrix_by(c, "gradientTransform", boxed ? &in.units : &drawing_identity);
	if (g->stop_count == 1 || empty || drawing_scale_of(&g->matrix) == 0)
		return plain(&g->stops[g->stop_count - 1].color, alpha);
	g->spread = spread_of(c);
	return (drawing_paint){DRAWING_GRADIENT, {0, 0, 0, alpha}, g, NULL};
}

/* --- patterns ------------------------------------------------------------------------------- */

static drawing_paint pattern_of(svg_painter *p, const paint_chain *c, double alpha,
				const drawing_box *box, const svg_look *look)
{
	const bool boxed = is_boxed(c, "patternUnits", true);
	const paint_space in = space_of(box, boxed, look);
	drawing_tile *tile = ARENA_NEW(p->arena, drawing_tile);
	svg_element *source = with_children(c, NULL);
	drawing_box at = {coordinate(c, "x", in.wide, 0), coordinate(c, "y", in.tall, 0), 0, 0},
		    view;
	at.right = at.left + coordinate(c, "width", in.wide, 0);
	at.bottom = at.top + coordinate(c, "height", in.tall, 0);
	if (boxed)
		at = drawing_box_after(&at, &in.units);
	if (!source || at.right <= at.left || at.bottom <= at.top || in.empty ||
	    !svg_painter_enter(p, source))
		return (drawing_paint){0};
	drawing_matrix inner = drawing_identity;
	const drawing_matrix corner = {1, 0, 0, 1, at.left, at.top};
	if (svg_painter_view(c->elements[0], at.right - at.left, at.bottom - at.top, &inner, &view))
		inner = drawing_combine(&inner, &corner);
	else if (is_boxed(c, "patternContentUnits", false))
		inner = in.units;
	svg_list inside = {0}, outside = {0};
	svg_look initial = svg_look_initial(look->view_width, look->view_height);
	const svg_look own = svg_look_of(p->arena, source, &initial);
	svg_painter_children(p, &inside, source, &own);
	svg_painter_leave(p, source);
	drawing_item *content = svg_painter_append(p, &outside, DRAWING_GROUP, &inner);
	if (content)
		content->as.group = (drawing_group){.items = inside.first, .opacity = 1};
	*tile = (drawing_tile){.x = at.left,
			       .y = at.top,
			       .width = at.right - at.left,
			       .height = at.bottom - at.top,
			       .content = outside.first};
	tile->matrix = matrix_by(c, "patternTransform", &drawing_identity);
	if (drawing_scale_of(&tile->matrix) == 0)
		return (drawing_paint){0};
	return (drawing_paint){DRAWING_TILE, {0, 0, 0, alpha}, NULL, tile};
}

drawing_paint svg_paint_of(svg_painter *p, const svg_ink *ink, double alpha, const drawing_box *box,
			   const svg_look *look)
{
	if (ink->kind != DRAWING_GRADIENT)
		return ink->kind == DRAWING_COLOR ? plain(&ink->color, alpha) : (drawing_paint){0};
	svg_element *e = svg_tree_find(p->tree, p->arena, ink->reference);
	const paint_chain chain = chain_of(p, e);
	if (e && !strcmp(e->tag, "pattern"))
		return pattern_of(p, &chain, alpha, box, look);
	if (e && strstr(e->tag, "Gradient"))
		return gradient_of(p, &chain, alpha, box, look);
	return ink->color.alpha > 0 ? plain(&ink->color, alpha) : (drawing_paint){0};
}

drawing_stroke svg_paint_stroke(svg_painter *p, const svg_look *look, const drawing_box *box)
{
	drawing_stroke s = {.width = look->width,
			    .miter = look->miter,
			    .cap = look->cap,
			    .join = look->join,
			    .dashes = look->dashes,
			    .dash_count = look->dash_count,
			    .phase = look->phase};
	if (look->width > 0)
		s.paint = svg_paint_of(p, &look->stroke, look->stroke_alpha, box, look);
	return s;
}
