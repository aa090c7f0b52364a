/* svg_html: the words of HTML inside a drawing. */
#ifndef PLATEN_SVG_HTML_H
#define PLATEN_SVG_HTML_H

#include "image/svg_painter.h"

/* What is said of a drawing with such words: they are set, but not as they look there. */
extern const char svg_html_set[];

/* Append the words of a foreignObject. `look`: its own. */
void svg_html_draw(svg_painter *p, svg_list *to, const svg_element *e, const svg_look *look);

#endif
