/* content_paint: a thing that is painted, told to the listener. */
#include "preflight/content_private.h"

#include <math.h>
#include <string.h>

void content_paint_tell(content *c, content_paint *paint)
{
	const content_mark *mark = c->mark_count && c->mark_count <= CONTENT_MARKS
					   ? &c->marks[c->mark_count - 1]
					   : NULL;

	paint->box = content_common(paint->whole, c->state.clip);
	if (content_is_empty(paint->box))
		return;
	if (c->instead)
		paint->box = paint->whole = *c->instead;
	paint->state = &c->state;
	paint->base = c->base;
	paint->fills_box &= !c->state.clip_has_shape && !c->instead;
	paint->mcid = mark ? mark->mcid : -1;
	paint->artifact = mark && mark->artifact;
	paint->masking = c->masking;
	paint->annotation = c->annotation;
	paint->in_glyph = c->in_glyph;
	paint->in_pattern = c->instead && !c->in_glyph;
	paint->owner = c->owner->id;
	c->listener.painted(c->listener.context, paint);
}

bool content_is_normal(const char *blend)
{
	return strcmp(blend, "Normal") == 0 || strcmp(blend, "Compatible") == 0;
}

double content_alpha(const content_paint *paint)
{
	const content_state *s = paint->state;

	return (paint->stroked ? s->stroke_alpha : s->fill_alpha) * s->group_alpha;
}

void content_paint_path(content *c, bool fills, bool strokes)
{
	double width = c->state.line_width * content_scale(c->state.matrix);
	content_paint paint = {.whole = c->path, .matrix = c->state.matrix};

	if (c->path_open && fills) {
		paint.kind = CONTENT_FILL;
		paint.fills_box = content_fills_box(c);
		paint.colour = &c->state.fill;
		content_paint_tell(c, &paint);
	}
	if (c->path_open && strokes) {
		double half = fmax(width, 0) / 2;
		paint.kind = CONTENT_STROKE;
		paint.colour = &c->state.stroke;
		paint.fills_box = false;
		paint.stroked = true;
		paint.width = width;
		paint.whole = (content_box){c->path.x0 - half, c->path.y0 - half, c->path.x1 + half,
					    c->path.y1 + half};
		content_paint_tell(c, &paint);
	}
}

void content_paint_image(content *c, const object *image, const char *data, size_t length)
{
	bool stencil = object_is_true(object_get(c->objects, image, "ImageMask")) ||
		       object_is_true(object_get(c->objects, image, "IM"));
	content_paint paint = {.kind = CONTENT_IMAGE,
			       .whole = content_moved(c->state.matrix, (content_box){0, 0, 1, 1}),
			       .colour = stencil ? &c->state.fill : NULL,
			       .image = image,
			       .image_resources = c->resources,
			       .data = data,
			       .data_length = length,
			       .fills_box = content_is_upright(c->state.matrix),
			       .matrix = c->state.matrix};

	content_paint_tell(c, &paint);
}

void content_paint_shading(content *c, const object *shading)
{
	content_paint paint = {.kind = CONTENT_SHADING,
			       .fills_box = true,
			       .whole = c->state.clip,
			       .image = shading,
			       .image_resources = c->resources,
			       .matrix = c->state.matrix};

	content_paint_tell(c, &paint);
}
