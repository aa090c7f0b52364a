/* svg_look: how an element is painted: by its own properties and those that it inherits. */
#ifndef PLATEN_SVG_LOOK_H
#define PLATEN_SVG_LOOK_H

#include "image/drawing.h"
#include "image/svg_path.h"
#include "image/svg_tree.h"

/* A paint as it is written: none, a colour, or a reference with the colour to use where it leads
 * nowhere. */
typedef struct svg_ink {
	drawing_paint_kind kind; /* DRAWING_NONE, DRAWING_COLOR, or DRAWING_GRADIENT: a reference */
	drawing_color color;
	const char *reference;
	bool current; /* it is currentColor, wherever it is used */
} svg_ink;

typedef struct svg_look {
	drawing_color color; /* currentColor */
	svg_ink fill, stroke;
	svg_ink context_fill, context_stroke; /* of what a marker or use belongs to */
	double fill_alpha, stroke_alpha;
	bool even_odd, clip_even_odd;
	double width, miter, phase; /* of strokes */
	drawing_cap cap;
	drawing_join join;
	const double *dashes;
	size_t dash_count;
	drawing_font font;
	drawing_anchor anchor;
	drawing_baseline baseline;
	bool stroke_first, underline, overline, strike;
	bool visible, preserve; /* preserve: white space in text */
	const char *markers[3]; /* at the start, the corners between and the end; NULL: none */
	double view_width, view_height; /* of the nearest viewport: what percentages mean */
} svg_look;

/* The initial look, of a root of this size. */
svg_look svg_look_initial(double width, double height);

/* The look of an element: that of the element around it, with its own settings. The arena owns
 * dashes. */
svg_look svg_look_of(arena *a, const svg_element *e, const svg_look *around);

/* A number such as an opacity: from 0 to 1, or per cent. */
double svg_look_share(const char *text, double otherwise);

svg_room svg_look_room(const svg_look *look);

#endif
