/* pdf_image_shrink: images in fewer pixels; private to pdf_image. Each new pixel is the mean of the
 * area that it covers, so that nothing is left out and nothing is invented. The mean is taken of
 * light, not of the values that sRGB's curve gives it: then a fine pattern, seen from a distance,
 * looks as bright as before. CMYK's values are shares of the paper that ink covers, and their mean
 * is taken as they are. Colours count by their alpha. */
#ifndef PLATEN_PDF_IMAGE_SHRINK_H
#define PLATEN_PDF_IMAGE_SHRINK_H

#include "base/arena.h"
#include "image/image.h"

typedef struct pdf_image_shrink pdf_image_shrink;

/* For `height` rows of such an image, upright or as stored, that are to be `new_width` by
 * `new_height` pixels, in neither way more. `take` gets the new rows, each when it is complete. The
 * arena's. */
pdf_image_shrink *pdf_image_shrink_new(arena *a, const image *i, uint32_t height,
				       uint32_t new_width, uint32_t new_height,
				       image_take_row *take, void *context);

/* The next row of the image, as image_decode gives it; `shrink`: the pdf_image_shrink. */
void pdf_image_shrink_row(void *shrink, const uint8_t *row, uint32_t width);

#endif
