/* svg_tree: an SVG file's elements. What attributes and style sheets say of each is svg_css's. */
#ifndef PLATEN_SVG_TREE_H
#define PLATEN_SVG_TREE_H

#include "base/arena.h"
#include "base/map.h"

#include <stdbool.h>

/* The properties that are read, as CSS names them. */
#define SVG_PROPERTIES(X)                                                                          \
	X(ALIGNMENT_BASELINE, "alignment-baseline")                                                \
	X(BASELINE_SHIFT, "baseline-shift")                                                        \
	X(CLIP_PATH, "clip-path")                                                                  \
	X(CLIP_RULE, "clip-rule")                                                                  \
	X(COLOR, "color")                                                                          \
	X(DISPLAY, "display")                                                                      \
	X(DOMINANT_BASELINE, "dominant-baseline")                                                  \
	X(FILL, "fill")                                                                            \
	X(FILL_OPACITY, "fill-opacity")                                                            \
	X(FILL_RULE, "fill-rule")                                                                  \
	X(FILTER, "filter")                                                                        \
	X(FONT, "font")                                                                            \
	X(FONT_FAMILY, "font-family")                                                              \
	X(FONT_SIZE, "font-size")                                                                  \
	X(FONT_STYLE, "font-style")                                                                \
	X(FONT_WEIGHT, "font-weight")                                                              \
	X(LETTER_SPACING, "letter-spacing")                                                        \
	X(MARKER, "marker")                                                                        \
	X(MARKER_END, "marker-end")                                                                \
	X(MARKER_MID, "marker-mid")                                                                \
	X(MARKER_START, "marker-start")                                                            \
	X(MASK, "mask")                                                                            \
	X(MIX_BLEND_MODE, "mix-blend-mode")                                                        \
	X(OPACITY, "opacity")                                                                      \
	X(OVERFLOW, "overflow")                                                                    \
	X(PAINT_ORDER, "paint-order")                                                              \
	X(STOP_COLOR, "stop-color")                                                                \
	X(STOP_OPACITY, "stop-opacity")                                                            \
	X(STROKE, "stroke")                                                                        \
	X(STROKE_DASHARRAY, "stroke-dasharray")                                                    \
	X(STROKE_DASHOFFSET, "stroke-dashoffset")                                                  \
	X(STROKE_LINECAP, "stroke-linecap")                                                        \
	X(STROKE_LINEJOIN, "stroke-linejoin")                                                      \
	X(STROKE_MITERLIMIT, "stroke-miterlimit")                                                  \
	X(STROKE_OPACITY, "stroke-opacity")                                                        \
	X(STROKE_WIDTH, "stroke-width")                                                            \
	X(TEXT_ANCHOR, "text-anchor")                                                              \
	X(TEXT_DECORATION, "text-decoration")                                                      \
	X(TRANSFORM, "transform")                                                                  \
	X(TRANSFORM_ORIGIN, "transform-origin")                                                    \
	X(VISIBILITY, "visibility")                                                                \
	X(WHITE_SPACE, "white-space")

typedef enum svg_property {
#define X(name, text) SVG_##name,
	SVG_PROPERTIES(X)
#undef X
		SVG_PROPERTY_COUNT
} svg_property;

typedef struct svg_attribute {
	const char *name, *value;
	const struct svg_attribute *next;
} svg_attribute;

/* What an element itself says of a property. */
typedef struct svg_setting {
	svg_property property;
	uint32_t weight; /* of two, the heavier one holds; of equals, the later */
	const char *value;
	struct svg_setting *next;
} svg_setting;

/* An element, or a text between tags. */
typedef struct svg_element {
	const char *tag;  /* NULL: a text */
	const char *text; /* of a text */
	const svg_attribute *attributes;
	svg_setting *settings; /* by svg_css_apply */
	struct svg_element *parent, *first, *last, *next;
	bool busy; /* it is being drawn: what leads to itself is not drawn again */
} svg_element;

/* What ends a line of HTML's words, as a text of its own in a foreignObject. */
#define SVG_TREE_LINE_END "\n"

typedef struct svg_tree {
	svg_element *root;
	map *ids; /* the first element with each */
} svg_tree;

/* Read a file. NULL: done; else what is wrong with it. */
const char *svg_tree_read(arena *a, const char *data, size_t length, svg_tree *result);

/* An attribute without its namespace's prefix, or NULL. */
const char *svg_tree_attribute(const svg_element *e, const char *name);

/* What the element says of a property, or NULL. */
const char *svg_tree_says(const svg_element *e, svg_property property);

/* The element that "#id" or "url(#id)" names, or NULL. */
svg_element *svg_tree_find(const svg_tree *t, arena *a, const char *reference);

#endif
