/* svg_draw: what an element and all in it paint. */
#ifndef PLATEN_SVG_DRAW_H
#define PLATEN_SVG_DRAW_H

#include "image/svg_painter.h"

/* The painter's `draw`. */
void svg_draw_element(svg_painter *p, svg_list *to, svg_element *e, const svg_look *around);

#endif
