/* svg_value: the numbers, lengths, colours and transforms that SVG's attributes and CSS write.
 * Where they take a pointer to the text, they move it past what they read. None depends on the
 * locale. */
#ifndef PLATEN_SVG_VALUE_H
#define PLATEN_SVG_VALUE_H

#include "image/drawing.h"

/* Pass white space, and a comma in it. */
void svg_value_skip(const char **text);

/* Read a number after white space and a comma; false: there is none, and nothing was read. What is
 * beyond a million millions is taken as that. */
bool svg_value_number(const char **text, double *result);

/* Read a 0 or a 1 of an arc, which nothing need follow. */
bool svg_value_flag(const char **text, bool *result);

/* A length in pixels: `em` is the size of the type, `whole` what 100 % is. `otherwise` where the
 * text is NULL or no length. */
double svg_value_length(const char *text, double em, double whole, double otherwise);

/* A colour; false: it is not one. `current` is what currentColor means. */
bool svg_value_color(const char *text, const drawing_color *current, drawing_color *result);

/* A list of transforms, the last of which comes first for what is painted. False: it can't be read,
 * and *result is the identity. */
bool svg_value_transform(const char *text, drawing_matrix *result);

/* Is the text this word, but for white space around it and the case of its letters? */
bool svg_value_is(const char *text, const char *word);

#endif
