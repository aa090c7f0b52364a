/* svg: SVG files as drawings. */
#ifndef PLATEN_SVG_H
#define PLATEN_SVG_H

#include "base/arena.h"
#include "image/drawing.h"
#include "image/svg_painter.h"

#define SVG_BYTES_MOST ((size_t)32 << 20)

/* Does a file begin as an SVG does? */
bool svg_is(const char *data, size_t length);

/* Read a file. `picture`, called with `context`, gives the pictures that it holds; nothing outside
 * the file is read. The arena owns the drawing. `around`: of a drawing in a drawing the outer one's
 * painter, with which it shares texts and work; or NULL. Returns NULL, or what is wrong with it. */
const char *svg_read(arena *a, const char *data, size_t length, svg_painter_picture *picture,
		     void *context, svg_painter *around, drawing *result);

#endif
