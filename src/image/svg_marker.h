/* svg_marker: the markers at a path's corners. */
#ifndef PLATEN_SVG_MARKER_H
#define PLATEN_SVG_MARKER_H

#include "image/svg_painter.h"

/* Append the markers that a look asks for. */
void svg_marker_draw(svg_painter *p, svg_list *to, const drawing_path *path, const svg_look *look);

#endif
