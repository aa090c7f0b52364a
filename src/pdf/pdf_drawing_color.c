/* pdf_drawing_color: a colour of a drawing, which is sRGB, as operands of the space that it is
 * painted in. */
#include "pdf/pdf_drawing_color.h"

#include <math.h>
#include <string.h>

bool pdf_drawing_color_is_gray(const drawing_color *c)
{
	return c->red == c->green && c->green == c->blue;
}

bool pdf_drawing_color_all_gray(const drawing_gradient *g)
{
	for (size_t i = 0; i < g->stop_count; i++)
		if (!pdf_drawing_color_is_gray(&g->stops[i].color))
			return false;
	return true;
}

int pdf_drawing_color_parts(const drawn_colors *c, drawn_space space, const drawing_color *color,
			    double result[DRAWN_COMPONENTS])
{
	enum { FULL = 10000 };
	const double parts[] = {color->red, color->green, color->blue};
	uint16_t rgb[3], cmyk[DRAWN_COMPONENTS];

	switch (space) {
	case DRAWN_BLACK: result[0] = pdf_colors_black(c->colors, color->red); return 1;
	case DRAWN_GRAY:
		result[0] = 0.2126 * color->red + 0.7152 * color->green + 0.0722 * color->blue;
		return 1;
	case DRAWN_PRESS:
		for (int i = 0; i < 3; i++)
			rgb[i] = (uint16_t)lround(fmin(fmax(parts[i], 0), 1) * FULL);
		pdf_convert_to_press(c->convert, rgb, cmyk);
		for (int i = 0; i < DRAWN_COMPONENTS; i++)
			result[i] = cmyk[i] / (double)FULL;
		return DRAWN_COMPONENTS;
	case DRAWN_RGB: break;
	}
	memcpy(result, parts, sizeof parts);
	return 3;
}
