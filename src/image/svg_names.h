/* svg_names: colours by their names in CSS. */
#ifndef PLATEN_SVG_NAMES_H
#define PLATEN_SVG_NAMES_H

#include <stdbool.h>
#include <stdint.h>

/* The colour that a text names, whatever its case and the white space after it, as 0xRRGGBB. */
bool svg_names_color(const char *text, uint32_t *result);

#endif
