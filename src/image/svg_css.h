/* svg_css: the properties of each element, by attributes, style elements and style attributes. */
#ifndef PLATEN_SVG_CSS_H
#define PLATEN_SVG_CSS_H

#include "image/svg_tree.h"

/* Give every element of the tree its settings. */
void svg_css_apply(arena *a, svg_tree *t);

#endif
