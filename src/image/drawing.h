/* drawing: a vector picture as a tree of what is painted, whatever format it came from. Its unit is
 * the CSS pixel (1/96 inch), y goes downwards from the top left corner. A drawing is made once by
 * its reader and never changes; the image library's arena owns all of it. */
#ifndef PLATEN_DRAWING_H
#define PLATEN_DRAWING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* (x, y) becomes (a x + c y + e, b x + d y + f). */
typedef struct drawing_matrix {
	double a, b, c, d, e, f;
} drawing_matrix;

typedef enum drawing_verb { DRAWING_MOVE, DRAWING_LINE, DRAWING_CURVE, DRAWING_CLOSE } drawing_verb;

/* A step of a path to (x, y); a curve's control points are (x1, y1) and (x2, y2). */
typedef struct drawing_segment {
	drawing_verb verb;
	double x, y, x1, y1, x2, y2;
} drawing_segment;

typedef struct drawing_path {
	drawing_segment *segments;
	size_t count, capacity;
} drawing_path;

typedef struct drawing_box {
	double left, top, right, bottom;
} drawing_box;

/* sRGB, each from 0 to 1. */
typedef struct drawing_color {
	double red, green, blue, alpha;
} drawing_color;

typedef struct drawing_stop {
	double offset; /* 0 to 1, ascending */
	drawing_color color;
} drawing_stop;

typedef enum drawing_spread { DRAWING_PAD, DRAWING_REFLECT, DRAWING_REPEAT } drawing_spread;

/* From (x1, y1) to (x2, y2); where radial, from the circle round the one with radius r1 to that
 * round the other. The matrix leads from its space to that of what it fills. */
typedef struct drawing_gradient {
	bool radial;
	double x1, y1, r1, x2, y2, r2;
	drawing_matrix matrix;
	drawing_spread spread;
	const drawing_stop *stops; /* at least two */
	size_t stop_count;
} drawing_gradient;

/* A drawing that is repeated at each step of width and height. */
typedef struct drawing_tile {
	drawing_matrix matrix;
	double x, y, width, height;
	const struct drawing_item *content;
} drawing_tile;

typedef enum drawing_paint_kind {
	DRAWING_NONE,
	DRAWING_COLOR,
	DRAWING_GRADIENT,
	DRAWING_TILE
} drawing_paint_kind;

typedef struct drawing_paint {
	drawing_paint_kind kind;
	drawing_color color;              /* of all kinds: its alpha */
	const drawing_gradient *gradient; /* of that kind */
	const drawing_tile *tile;
} drawing_paint;

/* As PDF numbers them, ISO 32000-1, 8.4.3. */
typedef enum drawing_cap { DRAWING_BUTT, DRAWING_ROUND_CAP, DRAWING_SQUARE } drawing_cap;
typedef enum drawing_join { DRAWING_MITER, DRAWING_ROUND_JOIN, DRAWING_BEVEL } drawing_join;

typedef struct drawing_stroke {
	drawing_paint paint;
	double width, miter;
	drawing_cap cap;
	drawing_join join;
	const double *dashes;
	size_t dash_count;
	double phase;
} drawing_stroke;

typedef struct drawing_shape {
	drawing_path path;
	bool even_odd;
	drawing_paint fill;
	drawing_stroke stroke;
	bool stroke_first;
} drawing_shape;

/* Where on the line's height the letters' anchor is. */
typedef enum drawing_baseline {
	DRAWING_ALPHABETIC,
	DRAWING_MIDDLE,
	DRAWING_CENTRAL,
	DRAWING_HANGING,
	DRAWING_BELOW
} drawing_baseline;

typedef enum drawing_anchor { DRAWING_START, DRAWING_CENTER, DRAWING_END } drawing_anchor;

typedef struct drawing_font {
	const char *families; /* as CSS lists them; NULL: not said */
	double size;
	int weight; /* 100 to 900 */
	bool italic;
	double spacing; /* between letters */
} drawing_font;

/* Letters of one look. (dx, dy) moves the pen before them, `raise` lifts only these letters. */
typedef struct drawing_span {
	const char *text;
	size_t length;
	drawing_font font;
	drawing_paint fill;
	drawing_stroke stroke;
	double dx, dy, raise, turn; /* turn: of each letter, in degrees */
	bool underline, overline, strike;
	drawing_baseline baseline;
} drawing_span;

/* Spans in a line that begins, ends or is centred at (x, y). */
typedef struct drawing_text {
	double x, y;
	double length; /* what it is to be as wide as; 0: not said */
	drawing_anchor anchor;
	drawing_span *spans;
	size_t count, capacity;
	size_t index; /* among the drawing's texts */
} drawing_text;

/* All paths of the list cut, one after the other. */
typedef struct drawing_clip {
	drawing_path path;
	bool even_odd;
	const struct drawing_clip *next;
} drawing_clip;

typedef struct drawing_group {
	const struct drawing_item *items;
	double opacity;
	const drawing_clip *clip;        /* or NULL */
	const struct drawing_item *mask; /* its lightness shows or hides the group; or NULL */
	drawing_box bounds;              /* of what is masked, in the group's own space */
	const char *blend;               /* PDF's name of a blend mode, or NULL */
} drawing_group;

/* A picture in a drawing: pixels, their top left corner at (0, 0), or another drawing. Only pixels
 * become an item; of a drawing, its own items do. */
typedef struct drawing_picture {
	const struct image *image; /* or NULL */
	double width, height;
	const struct drawing *drawing; /* or NULL */
} drawing_picture;

typedef enum drawing_kind {
	DRAWING_SHAPE,
	DRAWING_TEXT,
	DRAWING_GROUP,
	DRAWING_PICTURE
} drawing_kind;

typedef struct drawing_item {
	drawing_kind kind;
	drawing_matrix matrix; /* from its own space to that around it */
	const struct drawing_item *next;
	union {
		drawing_shape shape;
		drawing_text text;
		drawing_group group;
		drawing_picture picture;
	} as;
} drawing_item;

typedef struct drawing {
	double width, height; /* its natural size */
	const drawing_item *items;
	size_t text_count;
	/* what it has that is not painted, in words ("a filter"), ended by NULL */
	const char *const *unpainted;
} drawing;

extern const drawing_matrix drawing_identity;

/* First `inner`, then `outer`. */
drawing_matrix drawing_combine(const drawing_matrix *inner, const drawing_matrix *outer);
void drawing_apply(const drawing_matrix *m, double *x, double *y);
/* How much a matrix enlarges areas: 0 where it can't be turned back. */
double drawing_scale_of(const drawing_matrix *m);
/* False: it has no inverse. */
bool drawing_invert(const drawing_matrix *m, drawing_matrix *result);

/* The extent of a path, its curves' extremes included; all 0 where it is empty. */
drawing_box drawing_path_box(const drawing_path *p);
/* The extent of a box's corners after a matrix. */
drawing_box drawing_box_after(const drawing_box *box, const drawing_matrix *m);
/* The smallest box around both; *into may be empty (right before left). */
void drawing_box_join(drawing_box *into, const drawing_box *with);

#endif
