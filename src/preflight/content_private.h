/* What the parts of content share. */
#ifndef PLATEN_CONTENT_PRIVATE_H
#define PLATEN_CONTENT_PRIVATE_H

#include "preflight/content.h"

#include "base/hash.h"

enum { CONTENT_OPERANDS = 64, CONTENT_DEPTH = 64, CONTENT_MARKS = 64 };

typedef struct content_mark {
	int mcid; /* -1: none */
	bool artifact;
} content_mark;

/* Text that goes on in one line and look is told of as one. */
typedef struct content_line {
	bool open;
	content_paint paint;
	content_matrix matrix; /* of the text where it began */
} content_line;

/* How much of its box the path fills, as far as its points tell: the area of the polygon that they
 * make (Gauss's formula). */
typedef struct content_outline {
	size_t parts; /* subpaths */
	double doubled, first_x, first_y, last_x, last_y;
} content_outline;

struct content {
	arena *arena, *scratch;
	arena *data[CONTENT_DEPTH]; /* the streams that are open, one in another */
	objects *objects;
	space_list *spaces;
	content_listener listener;
	size_t operators_left, bytes_left;
	bool exhausted;
	hash_table kept; /* small streams, unpacked */
	size_t keep_left, inline_count;
	hash_table fonts;   /* typefaces by their object */
	hash_table entered; /* patterns and glyphs that this page has shown */

	content_state state, *saved;
	size_t saved_count, saved_capacity, saved_floor;
	const object *resources, *owner;
	content_matrix base; /* of the page or form: patterns are placed in it */
	content_matrix text, text_line;
	content_box path;
	bool path_open; /* it has a point */
	content_outline outline;
	double at_x, at_y;
	bool clips; /* W was said */
	content_mark marks[CONTENT_MARKS];
	size_t mark_count; /* may exceed CONTENT_MARKS */
	int compatible;    /* BX */
	bool masking, annotation, in_glyph;
	const content_box *instead; /* in a pattern or glyph: what it fills */
	const object *path_of[CONTENT_DEPTH];
	int depth;
	object operands[CONTENT_OPERANDS];
	size_t operand_count;
	content_line line;
};

/* content_box.c */
void content_point(content *c, double x, double y);
void content_part_begin(content *c); /* the next point is of another subpath */
bool content_fills_box(const content *c);
bool content_is_upright(content_matrix m); /* it makes boxes of boxes */
void content_path_new(content *c);
double content_scale(content_matrix m); /* of a length, at its least */

/* content_paint.c */
void content_paint_tell(content *c, content_paint *paint);
void content_paint_path(content *c, bool fills, bool strokes);
void content_paint_image(content *c, const object *image, const char *data, size_t length);
void content_paint_shading(content *c, const object *shading);

/* content_text.c */
void content_text_begin(content *c);
void content_text_move(content *c, double x, double y);
void content_text_show(content *c, const object *string);
void content_text_show_all(content *c, const object *array);
void content_text_flush(content *c);
void content_text_font(content *c, const object *font, double size);

/* content_operator.c: do one operator with the operands at hand; false: it is not known here. */
bool content_operator(content *c, const pdf_token *name);

#endif
