/* svg_text: what a text element paints. */
#ifndef PLATEN_SVG_TEXT_H
#define PLATEN_SVG_TEXT_H

#include "image/svg_painter.h"

/* Append a text element's lines. `look`: its own. */
void svg_text_draw(svg_painter *p, svg_list *to, svg_element *e, const svg_look *look);

/* Append one line of letters, its anchor at (x, y). */
void svg_text_line(svg_painter *p, svg_list *to, const svg_look *look, const char *text, double x,
		   double y);

#endif
