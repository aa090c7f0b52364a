/* svg_painter: what is shared while an SVG's elements become a drawing. */
#ifndef PLATEN_SVG_PAINTER_H
#define PLATEN_SVG_PAINTER_H

#include "image/svg_look.h"

/* A list of items that grows at its end. */
typedef struct svg_list {
	drawing_item *first, *last;
} svg_list;

typedef struct svg_painter svg_painter;

/* Append what an element and all in it paint. `around`: the look that it inherits. */
typedef void svg_painter_draw(svg_painter *p, svg_list *to, svg_element *e, const svg_look *around);

/* The image or drawing that a data: address holds, in its own size. False: there is none. */
typedef bool svg_painter_picture(void *context, svg_painter *p, const char *address,
				 drawing_picture *result);

struct svg_painter {
	svg_painter_draw *draw;
	svg_painter_picture *picture;
	void *context; /* of `picture` */
	arena *arena;
	const svg_tree *tree;
	size_t texts, work; /* made so far */
	int depth, nesting; /* of references, and of all elements */
	bool crowded;       /* it is more than is allowed: nothing more is made */
	/* what is not painted, in words */
	const char **unpainted;
	size_t unpainted_count, unpainted_capacity;
};

/* Count so many steps of work against what is allowed. */
void svg_painter_work(svg_painter *p, size_t steps);

/* Put an item at the end of a list. */
void svg_painter_link(svg_list *to, drawing_item *item);

/* Append a new item. NULL: there are too many. */
drawing_item *svg_painter_append(svg_painter *p, svg_list *to, drawing_kind kind,
				 const drawing_matrix *m);

/* Append what all in an element paint. `look`: what they inherit. */
void svg_painter_children(svg_painter *p, svg_list *to, svg_element *e, const svg_look *look);

/* Say once that something is left out: "a filter". */
void svg_painter_leave_out(svg_painter *p, const char *what);

/* Go into what an element refers to. False: it is being drawn already, or references go deeper than
 * is allowed. After true, svg_painter_leave comes. */
bool svg_painter_enter(svg_painter *p, svg_element *e);
void svg_painter_leave(svg_painter *p, svg_element *e);

/* Where an extent is put in a longer or shorter one by preserveAspectRatio; `axis`: "x" or "Y". */
double svg_painter_place(const char *align, const char *axis, double room, double extent);

/* A clip to a rectangle. */
const drawing_clip *svg_painter_clip_box(svg_painter *p, double x, double y, double width,
					 double height);

/* The matrix by which viewBox and preserveAspectRatio of an element fit it into a width and height;
 * *box is its viewBox. False: it has none, or an empty one. */
bool svg_painter_view(const svg_element *e, double width, double height, drawing_matrix *m,
		      drawing_box *box);

#endif
