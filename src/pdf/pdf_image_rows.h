/* pdf_image_rows: decoded images, converted and compressed while they are decoded; private to
 * pdf_image. A picture of any size takes some 10 MB; its file and its result may be on shelves. */
#ifndef PLATEN_PDF_IMAGE_ROWS_H
#define PLATEN_PDF_IMAGE_ROWS_H

#include "image/image.h"
#include "pdf/pdf_convert.h"
#include "pdf/pdf_object.h"

/* What its pixels become. */
typedef struct pdf_image_way {
	int components;               /* without alpha, after conversion */
	const pdf_convert_pixels *by; /* NULL: they stay as they are, but for `grays` */
	const uint8_t *grays;         /* what each gray becomes; NULL: it stays */
	/* what is black and white alone is not converted, and has a bit for each pixel */
	bool line_art;
	/* of the result, at most those of the image; line art keeps all */
	uint32_t width, height;
} pdf_image_way;

typedef struct pdf_image_rows {
	pdf_bytes color, mask; /* mask without data: it has none */
	uint32_t width, height;
	int components, bits;
	bool predicted, mask_predicted;
	int ink; /* of CMYK the most in one pixel, in per cent; else 0 */
} pdf_image_rows;

/* Decode an image and pack it. The result's data are the arena's. False after reporting
 * IMAGE_DAMAGED. */
bool pdf_image_rows_pack(arena *a, image_library *l, const image *i, const pdf_image_way *way,
			 pdf_image_rows *result);

/* The most ink of all plates together in a pixel of an image of CMYK, in per cent; of a JPEG over
 * some eight pixels each way. -1 after reporting that it is damaged. */
int pdf_image_rows_most_ink(image_library *l, const image *i);

#endif
