/* pdf_drawing_color: what the colours of drawings are painted in. Private to pdf_drawing. */
#ifndef PLATEN_PDF_DRAWING_COLOR_H
#define PLATEN_PDF_DRAWING_COLOR_H

#include "image/drawing.h"
#include "pdf/pdf_color.h"
#include "pdf/pdf_convert.h"

/* What colours are painted in: sRGB as each edition has it, black ink, the press's inks (in a form
 * for print alone), or, where they are lightness for a mask, gray. */
typedef enum drawn_space { DRAWN_RGB, DRAWN_BLACK, DRAWN_PRESS, DRAWN_GRAY } drawn_space;

/* Is a colour gray, are all of a gradient's? */
bool pdf_drawing_color_is_gray(const drawing_color *c);
bool pdf_drawing_color_all_gray(const drawing_gradient *g);

/* How the colours of a form are painted. `convert`: in the press's inks; NULL: sRGB stays. */
typedef struct drawn_colors {
	const pdf_colors *colors;
	const pdf_convert *convert;
} drawn_colors;

enum { DRAWN_COMPONENTS = 4 };

/* A colour as operands; how many there are. */
int pdf_drawing_color_parts(const drawn_colors *c, drawn_space space, const drawing_color *color,
			    double result[DRAWN_COMPONENTS]);

#endif
