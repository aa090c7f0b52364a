/* svg: SVG files as drawings. */
#ifndef PLATEN_SVG_H
#define PLATEN_SVG_H

#include "base/arena.h"
#include "image/drawing.h"
#include "image/svg_painter.h"

#define SVG_BYTES_MOST ((size_t)32 << 20)

/* Does a file begin as an SVG does? */
bool svg_is(const char *data, size_t length);

/* Read a file. `picture` is asked for the pictures that it holds, with a context. The arena owns
 * the drawing; nothing outside the file is read. `around`: of a
 * drawing in a drawing the outer one's painter, with which it shares texts and work; or NULL. NULL:
 * done; else what is wrong with it. */
const char *svg_read(arena *a, const char *data, size_t length, svg_painter_picture *picture,
		     void *context, svg_painter *around, drawing *result);

#endif
