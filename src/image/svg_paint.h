/* svg_paint: fills and strokes, gradients and patterns among them. */
#ifndef PLATEN_SVG_PAINT_H
#define PLATEN_SVG_PAINT_H

#include "image/svg_painter.h"

/* A paint as the drawing has it. `box`: the extent of what it fills. */
drawing_paint svg_paint_of(svg_painter *p, const svg_ink *ink, double alpha, const drawing_box *box,
			   const svg_look *look);

/* The stroke that a look asks for. */
drawing_stroke svg_paint_stroke(svg_painter *p, const svg_look *look, const drawing_box *box);

#endif
