/* svg: SVG as far as it is a still picture (SVG 1.1 second edition; SVG 2 where browsers agree on
 * it): shapes, paths, strokes, groups, text, uses and symbols, gradients, patterns, clips, masks
 * and markers, with CSS. What moves, needs a browser or works on pixels is left out, and a message
 * says so. The drawing is made in steps: elements (svg_tree), their properties (svg_css), what they
 * paint (svg_draw). */
#include "image/svg.h"

#include "image/svg_css.h"
#include "image/svg_draw.h"
#include "image/svg_value.h"

#include <glib.h>
#include <string.h>

/* What browsers take where an SVG says nothing of its size. */
#define WIDTH_USUAL  300
#define HEIGHT_USUAL 150
#define SIDE_MOST    100000

bool svg_is(const char *data, size_t length)
{
	const char *end = data + (length < 65536 ? length : 65536);
	if (length > 3 && !memcmp(data, "\xef\xbb\xbf", 3))
		data += 3;
	while (data < end && g_ascii_isspace(*data))
		data++;
	if (data == end || *data != '<')
		return false;
	/* after a declaration and comments, perhaps */
	return g_strstr_len(data, end - data, "<svg") || g_strstr_len(data, end - data, ":svg");
}

/* A side: as the file says it, by its view box where it says 100 % or nothing. */
static double side_of(const svg_element *root, const char *name, double view, double otherwise)
{
	const char *text = svg_tree_attribute(root, name);
	if (text && !strchr(text, '%'))
		return svg_value_length(text, 16, 0, 0);
	return view > 0 ? view : otherwise;
}

static void size_of(const svg_element *root, const drawing_box *view, drawing *result)
{
	const double wide = view->right - view->left, tall = view->bottom - view->top;
	result->width = side_of(root, "width", wide, WIDTH_USUAL);
	result->height = side_of(root, "height", tall, HEIGHT_USUAL);
	/* one side alone keeps the proportions */
	if (wide > 0 && tall > 0 && !svg_tree_attribute(root, "height"))
		result->height = result->width * tall / wide;
	else if (wide > 0 && tall > 0 && !svg_tree_attribute(root, "width"))
		result->width = result->height * wide / tall;
}

static const char *draw(svg_painter *p, svg_element *root, drawing *result)
{
	drawing_matrix view;
	drawing_box box = {0};
	if (!svg_painter_view(root, 1, 1, &view, &box))
		box = (drawing_box){0};
	size_of(root, &box, result);
	if (!(result->width > 0 && result->height > 0))
		return "its width or height is 0; give it a size";
	if (result->width > SIDE_MOST || result->height > SIDE_MOST)
		return "it is over 100,000 pixels wide or high; give it a smaller size";
	if (!svg_painter_view(root, result->width, result->height, &view, &box)) {
		view = drawing_identity;
		box = (drawing_box){0, 0, result->width, result->height};
	}
	const svg_look initial = svg_look_initial(box.right - box.left, box.bottom - box.top);
	const svg_look look = svg_look_of(p->arena, root, &initial);
	svg_list inside = {0}, all = {0};
	svg_painter_children(p, &inside, root, &look);
	drawing_item *group = svg_painter_append(p, &all, DRAWING_GROUP, &view);
	if (p->crowded || !group)
		return "it paints more than a page can need, or refers to itself over and over; "
		       "simplify it";
	group->as.group =
		(drawing_group){.items = inside.first,
				.opacity = svg_look_share(svg_tree_says(root, SVG_OPACITY), 1)};
	result->items = all.first;
	return NULL;
}

const char *svg_read(arena *a, const char *data, size_t length, svg_painter_picture *picture,
		     void *context, svg_painter *around, drawing *result)
{
	svg_tree tree;
	if (length > SVG_BYTES_MOST)
		return "it is over 32 megabytes; simplify it";
	const char *wrong = svg_tree_read(a, data, length, &tree);
	if (wrong)
		return wrong;
	if (!tree.root)
		return "it holds no SVG; export it again";
	svg_css_apply(a, &tree);
	svg_painter p = {.arena = a,
			 .tree = &tree,
			 .draw = svg_draw_element,
			 .picture = picture,
			 .context = context,
			 .texts = around ? around->texts : 0,
			 .work = around ? around->work : 0};
	*result = (drawing){0};
	wrong = draw(&p, tree.root, result);
	if (around) {
		around->texts = p.texts;
		around->work = p.work;
	}
	if (wrong)
		return wrong;
	*ARENA_APPEND(a, p.unpainted, p.unpainted_count, p.unpainted_capacity) = NULL;
	result->unpainted = p.unpainted;
	result->text_count = p.texts;
	return NULL;
}
