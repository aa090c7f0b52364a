/* svg_draw: walks an SVG's elements and makes a drawing of them (SVG 1.1, chapters 5 and 14).
 * References to other elements (use, clips, masks) may not lead back to themselves, and the work of
 * all of them is bounded, so that a small file can't ask for more than a page can need. */
#include "image/svg_draw.h"

#include "image/svg_html.h"
#include "image/svg_marker.h"
#include "image/svg_paint.h"
#include "image/svg_text.h"
#include "image/svg_value.h"

#include <math.h>
#include <string.h>

#define NESTING_MOST 400

/* --- extents -------------------------------------------------------------------------------- */

/* The extent of what items fill, in the space around them. Text, which is not measured here, is
 * taken by its anchor and size. */
static drawing_box box_of(const drawing_item *items)
{
	drawing_box all = {0, 0, -1, -1};
	for (const drawing_item *i = items; i; i = i->next) {
		drawing_box own = {0, 0, -1, -1};
		if (i->kind == DRAWING_SHAPE)
			own = drawing_path_box(&i->as.shape.path);
		else if (i->kind == DRAWING_GROUP)
			own = box_of(i->as.group.items);
		else if (i->kind == DRAWING_PICTURE)
			own = (drawing_box){0, 0, i->as.picture.width, i->as.picture.height};
		else if (i->as.text.count)
			own = (drawing_box){i->as.text.x,
					    i->as.text.y - i->as.text.spans[0].font.size,
					    i->as.text.x, i->as.text.y};
		if (own.right >= own.left) {
			own = drawing_box_after(&own, &i->matrix);
			drawing_box_join(&all, &own);
		}
	}
	return all;
}

static drawing_matrix matrix_of_box(const drawing_box *b)
{
	return (drawing_matrix){b->right - b->left, 0, 0, b->bottom - b->top, b->left, b->top};
}

/* --- viewports ------------------------------------------------------------------------------ */

static bool overflows(const svg_element *e)
{
	const char *value = svg_tree_says(e, SVG_OVERFLOW);
	return svg_value_is(value, "visible") || svg_value_is(value, "auto");
}

/* What an svg or symbol element paints at (x, y), fitted into a width and height. */
static void draw_viewport(svg_painter *p, svg_list *to, svg_element *e, const drawing_box *at,
			  const svg_look *look)
{
	const double width = at->right - at->left, height = at->bottom - at->top;
	const drawing_matrix there = {1, 0, 0, 1, at->left, at->top};
	drawing_matrix view;
	drawing_box box = {0, 0, width, height};
	if (width <= 0 || height <= 0)
		return;
	drawing_item *outer = svg_painter_append(p, to, DRAWING_GROUP, &there);
	if (!outer)
		return;
	outer->as.group.opacity = 1;
	if (!overflows(e))
		outer->as.group.clip = svg_painter_clip_box(p, 0, 0, width, height);
	if (!svg_painter_view(e, width, height, &view, &box))
		view = drawing_identity;
	svg_list outside = {0}, inside = {0};
	svg_look own = *look;
	own.view_width = box.right - box.left;
	own.view_height = box.bottom - box.top;
	drawing_item *inner = svg_painter_append(p, &outside, DRAWING_GROUP, &view);
	svg_painter_children(p, &inside, e, &own);
	if (inner)
		inner->as.group = (drawing_group){.items = inside.first, .opacity = 1};
	outer->as.group.items = outside.first;
}

static double length_of(const svg_element *e, const char *name, const svg_look *look, double whole,
			double otherwise)
{
	return svg_value_length(svg_tree_attribute(e, name), look->font.size, whole, otherwise);
}

static void draw_nested(svg_painter *p, svg_list *to, svg_element *e, const svg_look *look)
{
	const double x = length_of(e, "x", look, look->view_width, 0),
		     y = length_of(e, "y", look, look->view_height, 0);
	const double width = length_of(e, "width", look, look->view_width, look->view_width),
		     height = length_of(e, "height", look, look->view_height, look->view_height);
	const drawing_box at = {x, y, x + width, y + height};
	draw_viewport(p, to, e, &at, look);
}

/* What a use of an svg or symbol paints: its size is the use's where that says one. */
static void draw_sized(svg_painter *p, svg_list *to, const svg_element *use, svg_element *target,
		       const svg_look *look)
{
	const bool nested = !strcmp(target->tag, "svg");
	const svg_element *wide = svg_tree_attribute(use, "width") ? use : target;
	const svg_element *tall = svg_tree_attribute(use, "height") ? use : target;
	const double x = nested ? length_of(target, "x", look, look->view_width, 0) : 0,
		     y = nested ? length_of(target, "y", look, look->view_height, 0) : 0;
	const double width = length_of(wide, "width", look, look->view_width, look->view_width),
		     height = length_of(tall, "height", look, look->view_height, look->view_height);
	const drawing_box at = {x, y, x + width, y + height};
	const svg_look own = svg_look_of(p->arena, target, look);
	drawing_item *group = svg_painter_append(p, to, DRAWING_GROUP, &drawing_identity);
	svg_list inside = {0};
	draw_viewport(p, &inside, target, &at, &own);
	if (group)
		group->as.group = (drawing_group){
			.items = inside.first,
			.opacity = svg_look_share(svg_tree_says(target, SVG_OPACITY), 1)};
}

static void draw_use(svg_painter *p, svg_list *to, svg_element *e, const svg_look *look)
{
	svg_element *target = svg_tree_find(p->tree, p->arena, svg_tree_attribute(e, "href"));
	const double x = length_of(e, "x", look, look->view_width, 0),
		     y = length_of(e, "y", look, look->view_height, 0);
	const drawing_matrix there = {1, 0, 0, 1, x, y};
	svg_list inside = {0};
	if (!target) {
		svg_painter_leave_out(p, "a use of what is not in the file");
		return;
	}
	if (!svg_painter_enter(p, target))
		return;
	svg_look own = *look;
	own.context_fill = look->fill;
	own.context_stroke = look->stroke;
	if (!strcmp(target->tag, "symbol") || !strcmp(target->tag, "svg"))
		draw_sized(p, &inside, e, target, &own);
	else
		svg_draw_element(p, &inside, target, &own);
	svg_painter_leave(p, target);
	drawing_item *group =
		inside.first ? svg_painter_append(p, to, DRAWING_GROUP, &there) : NULL;
	if (group)
		group->as.group = (drawing_group){.items = inside.first, .opacity = 1};
}

/* --- clips and masks ------------------------------------------------------------------------ */

/* Append a path after a matrix. */
static void add_path(svg_painter *p, drawing_path *to, const drawing_path *from,
		     const drawing_matrix *m)
{
	svg_painter_work(p, from->count);
	for (size_t i = 0; i < from->count && !p->crowded; i++) {
		drawing_segment *s = ARENA_APPEND(p->arena, to->segments, to->count, to->capacity);
		*s = from->segments[i];
		drawing_apply(m, &s->x, &s->y);
		drawing_apply(m, &s->x1, &s->y1);
		drawing_apply(m, &s->x2, &s->y2);
	}
}

static void add_clips(svg_painter *p, drawing_clip *clip, const drawing_item *items,
		      const drawing_matrix *m)
{
	for (const drawing_item *i = items; i; i = i->next) {
		const drawing_matrix inner = drawing_combine(&i->matrix, m);
		if (i->kind == DRAWING_SHAPE) {
			add_path(p, &clip->path, &i->as.shape.path, &inner);
			clip->even_odd |= i->as.shape.even_odd;
		} else if (i->kind == DRAWING_GROUP) {
			add_clips(p, clip, i->as.group.items, &inner);
		} else if (i->kind == DRAWING_TEXT) {
			svg_painter_leave_out(p, "text that cuts out a picture");
		}
	}
}

static bool by_box(const svg_element *e, const char *name, bool usual)
{
	const char *units = svg_tree_attribute(e, name);
	return units ? !strcmp(units, "objectBoundingBox") : usual;
}

static drawing_matrix transform_of(const svg_element *e)
{
	drawing_matrix m = drawing_identity;
	const char *text = svg_tree_says(e, SVG_TRANSFORM);
	if (text && !svg_value_is(text, "none"))
		svg_value_transform(text, &m);
	return m;
}

/* A place along a side by its name or length: "left", "25%". */
static double origin_along(const char *text, const svg_look *look, double whole)
{
	if (!strncmp(text, "left", 4) || !strncmp(text, "top", 3))
		return 0;
	if (!strncmp(text, "right", 5) || !strncmp(text, "bottom", 6))
		return whole;
	if (!strncmp(text, "center", 6))
		return whole / 2;
	return svg_value_length(text, look->font.size, whole, 0);
}

/* The transform about the point that transform-origin names. */
static drawing_matrix transform_about(const svg_element *e, const svg_look *look)
{
	const drawing_matrix m = transform_of(e);
	const char *text = svg_tree_says(e, SVG_TRANSFORM_ORIGIN);
	if (!text)
		return m;
	const char *second = text + strcspn(text, " \t");
	second += strspn(second, " \t");
	const bool turned = !strncmp(text, "top", 3) || !strncmp(text, "bottom", 6) ||
			    !strncmp(second, "left", 4) || !strncmp(second, "right", 5);
	const char *x = turned ? second : text, *y = turned ? text : second;
	const double ox = *x ? origin_along(x, look, look->view_width) : look->view_width / 2,
		     oy = *y ? origin_along(y, look, look->view_height) : look->view_height / 2;
	const drawing_matrix there = {1, 0, 0, 1, -ox, -oy}, back = {1, 0, 0, 1, ox, oy},
			     away = drawing_combine(&there, &m);
	return drawing_combine(&away, &back);
}

/* The clip that a reference leads to. False: it leads to none. */
static bool clip_of(svg_painter *p, const char *reference, const drawing_box *box,
		    const svg_look *look, const drawing_clip **result)
{
	svg_element *e = svg_tree_find(p->tree, p->arena, reference);
	if (!e || strcmp(e->tag, "clipPath") != 0 || !svg_painter_enter(p, e))
		return false;
	drawing_clip *clip = ARENA_NEW(p->arena, drawing_clip);
	drawing_matrix m = transform_of(e);
	if (by_box(e, "clipPathUnits", false)) {
		const drawing_matrix units = matrix_of_box(box);
		m = drawing_combine(&m, &units);
	}
	svg_list inside = {0};
	svg_look plain = svg_look_of(p->arena, e, look);
	plain.fill = (svg_ink){.kind = DRAWING_COLOR, .color = {0, 0, 0, 1}};
	plain.stroke = (svg_ink){0};
	plain.even_odd = plain.clip_even_odd;
	svg_painter_children(p, &inside, e, &plain);
	add_clips(p, clip, inside.first, &m);
	for (const svg_element *i = e->first; i; i = i->next)
		clip->even_odd |=
			i->tag && svg_value_is(svg_tree_says(i, SVG_CLIP_RULE), "evenodd");
	const char *more = svg_tree_says(e, SVG_CLIP_PATH);
	if (more)
		clip_of(p, more, box, look, &clip->next);
	svg_painter_leave(p, e);
	*result = clip;
	return true;
}

/* Give a group the mask that a reference leads to. */
static void add_mask(svg_painter *p, drawing_group *g, const char *reference,
		     const drawing_box *box, const svg_look *look)
{
	svg_element *e = svg_tree_find(p->tree, p->arena, reference);
	if (!e || strcmp(e->tag, "mask") != 0 || !svg_painter_enter(p, e))
		return;
	drawing_box region = {-0.1, -0.1, 1.1, 1.1};
	const bool boxed = by_box(e, "maskUnits", true);
	const double wide = boxed ? 1 : look->view_width, tall = boxed ? 1 : look->view_height;
	region.left = length_of(e, "x", look, wide, -0.1 * wide);
	region.top = length_of(e, "y", look, tall, -0.1 * tall);
	region.right = region.left + length_of(e, "width", look, wide, 1.2 * wide);
	region.bottom = region.top + length_of(e, "height", look, tall, 1.2 * tall);
	const drawing_matrix units = matrix_of_box(box);
	if (boxed)
		region = drawing_box_after(&region, &units);
	svg_list inside = {0}, outside = {0};
	const svg_look own = svg_look_of(p->arena, e, look);
	svg_painter_children(p, &inside, e, &own);
	drawing_item *content = svg_painter_append(
		p, &outside, DRAWING_GROUP,
		by_box(e, "maskContentUnits", false) ? &units : &drawing_identity);
	if (content)
		content->as.group = (drawing_group){.items = inside.first, .opacity = 1};
	g->mask = outside.first;
	g->bounds = region;
	svg_painter_leave(p, e);
}

/* --- elements ------------------------------------------------------------------------------- */

static void draw_shape(svg_painter *p, svg_list *to, const svg_element *e, const svg_look *look,
		       const drawing_matrix *m)
{
	const svg_room room = svg_look_room(look);
	drawing_path path = {0};
	if (!svg_path_shape(p->arena, e, &room, &path) || !path.count || !look->visible)
		return;
	svg_painter_work(p, path.count);
	drawing_item *item = svg_painter_append(p, to, DRAWING_SHAPE, m);
	if (!item)
		return;
	const drawing_box box = drawing_path_box(&path);
	drawing_shape *s = &item->as.shape;
	s->path = path;
	s->even_odd = look->even_odd;
	s->stroke_first = look->stroke_first;
	if (strcmp(e->tag, "line") != 0)
		s->fill = svg_paint_of(p, &look->fill, look->fill_alpha, &box, look);
	s->stroke = svg_paint_stroke(p, look, &box);
	if (look->markers[0] || look->markers[1] || look->markers[2]) {
		svg_list markers = {0};
		svg_marker_draw(p, &markers, &path, look);
		drawing_item *group =
			markers.first ? svg_painter_append(p, to, DRAWING_GROUP, m) : NULL;
		if (group)
			group->as.group = (drawing_group){.items = markers.first, .opacity = 1};
	}
}

/* A picture, enlarged, and then put where the matrix says. NULL: there is too much. */
static drawing_item *append_picture(svg_painter *p, svg_list *to, const drawing_picture *found,
				    double across, double down, const drawing_matrix *fit)
{
	const drawing_matrix enlarged = {across, 0, 0, down, fit->e, fit->f};
	bool drawn = found->drawing;
	drawing_item *item = svg_painter_append(p, to, drawn ? DRAWING_GROUP : DRAWING_PICTURE,
						drawn ? &enlarged : fit);
	if (!item)
		return NULL;
	if (!drawn) {
		item->as.picture = (drawing_picture){found->image, found->width * across,
						     found->height * down, NULL};
		return item;
	}
	item->as.group =
		(drawing_group){.items = found->drawing->items,
				.opacity = 1,
				.clip = svg_painter_clip_box(p, 0, 0, found->width, found->height)};
	for (const char *const *what = found->drawing->unpainted; *what; what++)
		svg_painter_leave_out(p, *what);
	return item;
}

/* An image element: what the file itself holds, fitted into its box. */
static void draw_picture(svg_painter *p, svg_list *to, const svg_element *e, const svg_look *look)
{
	const char *address = svg_tree_attribute(e, "href"),
		   *align = svg_tree_attribute(e, "preserveAspectRatio");
	drawing_picture found;
	if (!look->visible)
		return;
	if (address)
		svg_painter_work(p, strlen(address) / 64);
	if (!address || strncmp(address, "data:", 5) != 0 || p->crowded ||
	    !p->picture(p->context, p, address, &found)) {
		svg_painter_leave_out(p, "a picture that is not inside the file");
		return;
	}
	const double x = length_of(e, "x", look, look->view_width, 0),
		     y = length_of(e, "y", look, look->view_height, 0);
	double width = length_of(e, "width", look, look->view_width, 0),
	       height = length_of(e, "height", look, look->view_height, 0);
	width = width > 0 ? width : height > 0 ? height * found.width / found.height : found.width;
	height = height > 0 ? height : width * found.height / found.width;
	double across = width / found.width, down = height / found.height;
	const bool slice = align && strstr(align, "slice");
	align = align ? align : "xMidYMid";
	if (!strstr(align, "none"))
		across = down = slice ? fmax(across, down) : fmin(across, down);
	const drawing_matrix box = {1, 0, 0, 1, x, y};
	drawing_item *outer = svg_painter_append(p, to, DRAWING_GROUP, &box);
	svg_list inside = {0};
	const drawing_matrix fit = {1,
				    0,
				    0,
				    1,
				    svg_painter_place(align, "x", width, found.width * across),
				    svg_painter_place(align, "Y", height, found.height * down)};
	drawing_item *item = append_picture(p, &inside, &found, across, down, &fit);
	if (!outer || !item)
		return;
	outer->as.group = (drawing_group){.items = inside.first, .opacity = 1};
	if (slice)
		outer->as.group.clip = svg_painter_clip_box(p, 0, 0, width, height);
}

/* The first child of a switch that can be painted. */
static void draw_switch(svg_painter *p, svg_list *to, svg_element *e, const svg_look *look)
{
	for (svg_element *i = e->first; i; i = i->next)
		if (i->tag && strcmp(i->tag, "foreignObject") != 0 &&
		    !svg_tree_attribute(i, "requiredExtensions")) {
			svg_draw_element(p, to, i, look);
			return;
		}
}

/* Does an element paint nothing where it is written? A message names those that browsers paint. */
static bool is_unpainted(svg_painter *p, const char *tag)
{
	static const struct {
		const char *tag, *what;
	} tags[] = {{"defs", NULL},
		    {"linearGradient", NULL},
		    {"radialGradient", NULL},
		    {"pattern", NULL},
		    {"clipPath", NULL},
		    {"mask", NULL},
		    {"marker", NULL},
		    {"symbol", NULL},
		    {"filter", NULL},
		    {"title", NULL},
		    {"desc", NULL},
		    {"metadata", NULL},
		    {"style", NULL},
		    {"stop", NULL},
		    {"script", "a script"},
		    {"animate", "an animation"},
		    {"animateTransform", "an animation"},
		    {"animateMotion", "an animation"},
		    {"set", "an animation"},
		    {"video", "a film"},
		    {"font", "a font of its own"},
		    {"font-face", "a font of its own"}};
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (!strcmp(tags[i].tag, tag)) {
			if (tags[i].what)
				svg_painter_leave_out(p, tags[i].what);
			return true;
		}
	return false;
}

static void draw_content(svg_painter *p, svg_list *to, svg_element *e, const svg_look *look)
{
	if (!strcmp(e->tag, "g") || !strcmp(e->tag, "a"))
		svg_painter_children(p, to, e, look);
	else if (!strcmp(e->tag, "svg"))
		draw_nested(p, to, e, look);
	else if (!strcmp(e->tag, "use"))
		draw_use(p, to, e, look);
	else if (!strcmp(e->tag, "switch"))
		draw_switch(p, to, e, look);
	else if (!strcmp(e->tag, "image"))
		draw_picture(p, to, e, look);
	else if (!strcmp(e->tag, "text"))
		svg_text_draw(p, to, e, look);
	else if (!strcmp(e->tag, "foreignObject"))
		svg_html_draw(p, to, e, look);
	else
		draw_shape(p, to, e, look, &drawing_identity);
}

/* A property that refers to something, or NULL. */
static const char *reference_of(const svg_element *e, svg_property property)
{
	const char *value = svg_tree_says(e, property);
	return value && !svg_value_is(value, "none") ? value : NULL;
}

/* PDF's name of a blend mode (ISO 32000-1, 11.3.5), or NULL where it is the normal one. */
static const char *blend_of(const char *text)
{
	static const char *const names[][2] = {
		{"multiply", "Multiply"},     {"screen", "Screen"},
		{"overlay", "Overlay"},       {"darken", "Darken"},
		{"lighten", "Lighten"},       {"color-dodge", "ColorDodge"},
		{"color-burn", "ColorBurn"},  {"hard-light", "HardLight"},
		{"soft-light", "SoftLight"},  {"difference", "Difference"},
		{"exclusion", "Exclusion"},   {"hue", "Hue"},
		{"saturation", "Saturation"}, {"color", "Color"},
		{"luminosity", "Luminosity"}};
	for (size_t i = 0; text && i < sizeof names / sizeof *names; i++)
		if (svg_value_is(text, names[i][0]))
			return names[i][1];
	return NULL;
}

/* The clip, mask, blend mode and opacity of an element's group. False: nothing of it is shown. */
static bool group_of(svg_painter *p, const svg_element *e, const svg_look *look,
		     const drawing_item *items, drawing_group *g)
{
	const char *clip = reference_of(e, SVG_CLIP_PATH), *mask = reference_of(e, SVG_MASK);
	*g = (drawing_group){.items = items, .opacity = 1};
	g->blend = blend_of(svg_tree_says(e, SVG_MIX_BLEND_MODE));
	g->opacity = svg_look_share(svg_tree_says(e, SVG_OPACITY), 1);
	if (g->opacity == 0 || !items)
		return false;
	const drawing_box box = clip || mask ? box_of(items) : (drawing_box){0};
	if (clip && clip_of(p, clip, &box, look, &g->clip) && !g->clip->path.count)
		return false;
	if (mask)
		add_mask(p, g, mask, &box, look);
	return true;
}

/* Make a single path transparent by its paint, without a group, where that looks the same. */
static bool fade(const drawing_group *g, drawing_item *only)
{
	if (g->clip || g->mask || g->blend || only->next || only->kind != DRAWING_SHAPE)
		return false;
	drawing_shape *s = &only->as.shape;
	if (s->fill.kind != DRAWING_NONE && s->stroke.paint.kind != DRAWING_NONE)
		return g->opacity == 1;
	s->fill.color.alpha *= g->opacity;
	s->stroke.paint.color.alpha *= g->opacity;
	return true;
}

/* Append what an element paints, as a group or as the only path that is in it. */
static void append_group(svg_painter *p, svg_list *to, const drawing_group *g, drawing_item *first,
			 const drawing_matrix *m)
{
	if (fade(g, first)) {
		first->matrix = drawing_combine(&first->matrix, m);
		svg_painter_link(to, first);
		return;
	}
	drawing_item *item = svg_painter_append(p, to, DRAWING_GROUP, m);
	if (item)
		item->as.group = *g;
}

void svg_draw_element(svg_painter *p, svg_list *to, svg_element *e, const svg_look *around)
{
	svg_painter_work(p, 0);
	if (!e->tag || p->crowded || svg_value_is(svg_tree_says(e, SVG_DISPLAY), "none") ||
	    is_unpainted(p, e->tag))
		return;
	p->crowded |= p->nesting >= NESTING_MOST;
	const drawing_matrix m = transform_about(e, around);
	if (drawing_scale_of(&m) == 0)
		return;
	if (reference_of(e, SVG_FILTER))
		svg_painter_leave_out(p, "a filter");
	const svg_look look = svg_look_of(p->arena, e, around);
	svg_list inside = {0};
	drawing_group group;
	p->nesting++;
	draw_content(p, &inside, e, &look);
	p->nesting--;
	if (group_of(p, e, &look, inside.first, &group))
		append_group(p, to, &group, inside.first, &m);
}
