/* pdf_image_press: JPEGs converted for the press, or in fewer pixels; private to pdf_image. */
#ifndef PLATEN_PDF_IMAGE_PRESS_H
#define PLATEN_PDF_IMAGE_PRESS_H

#include "image/image.h"
#include "pdf/pdf_convert.h"
#include "pdf/pdf_object.h"

/* Write a JPEG again, as it is stored and `width` by `height` pixels large, which are at most those
 * that it has: converted to CMYK, `by` NULL: in its own components. Values of CMYK are not
 * inverted. The arena's. False after reporting. */
bool pdf_image_press_jpeg(arena *a, image_library *l, const image *i, const pdf_convert_pixels *by,
			  uint32_t width, uint32_t height, pdf_bytes *result);

#endif
