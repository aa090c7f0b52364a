/* pdf_image_press: JPEGs of RGB converted for the press; private to pdf_image. */
#ifndef PLATEN_PDF_IMAGE_PRESS_H
#define PLATEN_PDF_IMAGE_PRESS_H

#include "image/image.h"
#include "pdf/pdf_convert.h"
#include "pdf/pdf_object.h"

/* Convert a JPEG of RGB to one of CMYK, whose values are not inverted, as it is stored. The
 * arena's. False after reporting. */
bool pdf_image_press_jpeg(arena *a, image_library *l, const image *i, const pdf_convert_pixels *by,
			  pdf_bytes *result);

/* The most ink in a JPEG of CMYK, over some eight pixels each way, in per cent; -1 after reporting
 * that it is damaged. */
int pdf_image_press_jpeg_ink(image_library *l, const image *i);

#endif
