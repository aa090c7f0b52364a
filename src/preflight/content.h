/* content: what a page paints. Its content streams are followed (ISO 32000-1, 7.8 and 8.4), through
 * forms, patterns, soft masks, Type 3 glyphs and the appearances of annotations, with the graphics
 * state that each thing is painted in. Nothing is drawn: each painted thing is told of with its box
 * on the page. */
#ifndef PLATEN_CONTENT_H
#define PLATEN_CONTENT_H

#include "preflight/space.h"
#include "preflight/typeface.h"

/* (x, y) becomes (a x + c y + e, b x + d y + f). */
typedef struct content_matrix {
	double a, b, c, d, e, f;
} content_matrix;

/* In points of the page's own coordinates; empty where x0 > x1. */
typedef struct content_box {
	double x0, y0, x1, y1;
} content_box;

typedef struct content_colour {
	const space *space;
	const object *pattern; /* or NULL */
	float values[SPACE_MOST];
} content_colour;

typedef struct content_state {
	content_matrix matrix;
	content_box clip;    /* the box of what is not clipped away */
	bool clip_has_shape; /* what is not clipped away does not fill its box */
	content_colour fill, stroke;
	double line_width;
	typeface *font; /* or NULL */
	double size, char_space, word_space, scale, leading, rise;
	int render; /* text's mode, 0 to 7 */
	bool fill_overprints, stroke_overprints, knockout;
	int overprint_mode;
	double fill_alpha, stroke_alpha;
	const char *blend;  /* mode; "Normal" */
	const object *mask; /* a soft mask, or NULL */
	/* Of the transparency groups around it: their alphas together, and whether what they paint
	 * meets the page otherwise than by them: through a mask, a blend mode, or knocked out. */
	double group_alpha;
	bool group_blends, isolated;
} content_state;

typedef enum content_kind {
	CONTENT_FILL,
	CONTENT_STROKE,
	CONTENT_TEXT,
	CONTENT_IMAGE, /* a stencil, too */
	CONTENT_SHADING
} content_kind;

typedef struct content_paint {
	content_kind kind;
	content_box box;   /* clipped */
	content_box whole; /* as it would be without clips */
	const content_state *state;
	const content_colour *colour; /* NULL: an image's own, or a shading's */
	bool stroked;                 /* the colour is the stroke's */
	const object *image;          /* image, shading: the object */
	const object *image_resources;
	const char *data; /* an inline image's bytes, or NULL */
	size_t data_length;
	double size;           /* of text: points on the page */
	double width;          /* of a stroke: points on the page, at its thinnest */
	content_matrix matrix; /* of an image: its unit square on the page */
	content_matrix base;   /* in which patterns are placed */
	bool fills_box;        /* fills, images and shadings: no part of the box is left out */
	size_t codes;          /* of text */
	int mcid;              /* of the marked content around it; -1: none */
	bool artifact;
	bool masking;    /* in a soft mask: nothing of it is printed as such */
	bool in_pattern; /* the box is that of what the pattern fills */
	bool in_glyph;   /* of a Type 3 font */
	bool annotation; /* in an annotation's appearance */
	int owner;       /* number of the object in whose content it is; 0: unknown */
} content_paint;

/* Who hears of what is found. */
typedef struct content_listener {
	void *context;
	void (*painted)(void *context, const content_paint *paint);
	/* The resources of a page, form, pattern or font, each time that they come into use;
	 * `owner` is what has them. */
	void (*resources)(void *context, const object *resources, const object *owner);
	/* A font, the first time that text is set in it. */
	void (*font)(void *context, typeface *f);
	/* A form that is a transparency group, an operator that PDF does not know (its name), a
	 * rendering intent. */
	void (*group)(void *context, const object *group, const object *owner);
	void (*unknown)(void *context, const char *name, const object *owner);
	void (*intent)(void *context, const char *name, const object *owner);
	/* A content stream that can't be unpacked. */
	void (*damaged)(void *context, const object *stream);
} content_listener;

typedef struct content content;

content *content_new(arena *a, objects *o, space_list *s, const content_listener *listener);
void content_free(content *c);

/* Follow a page, and its annotations that are printed. `clip`: its medium. */
void content_page(content *c, const object *page, content_box clip);

/* Was there too much to follow? Then some was not. */
bool content_exhausted(const content *c);

/* Of what is painted, and of the groups around it: 0 to 1. A soft mask is not counted. */
double content_alpha(const content_paint *paint);
bool content_is_normal(const char *blend);

content_matrix content_multiply(content_matrix first, content_matrix then);
content_matrix content_matrix_of(objects *s, const object *o, const char *key);
content_box content_box_of(objects *s, const object *rectangle);
content_box content_common(content_box a, content_box b);
bool content_is_empty(content_box b);
/* The box around a rectangle that a matrix moves. */
content_box content_moved(content_matrix m, content_box b);

#endif
