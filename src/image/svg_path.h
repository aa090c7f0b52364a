/* svg_path: path data and the basic shapes as segments. */
#ifndef PLATEN_SVG_PATH_H
#define PLATEN_SVG_PATH_H

#include "base/arena.h"
#include "image/drawing.h"
#include "image/svg_tree.h"

/* What percentages of a shape's lengths mean. */
typedef struct svg_room {
	double width, height, em;
} svg_room;

/* Append a path (as far as its data can be read), rect, circle, ellipse, line, polyline or polygon.
 * False: the element is none of these. What has no extent leaves the path empty. */
bool svg_path_shape(arena *a, const svg_element *e, const svg_room *room, drawing_path *path);

/* Append one step. */
void svg_path_move(arena *a, drawing_path *p, double x, double y);
void svg_path_line(arena *a, drawing_path *p, double x, double y);
void svg_path_close(arena *a, drawing_path *p);

#endif
