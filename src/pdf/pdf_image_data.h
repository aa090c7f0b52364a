/* pdf_image_data: the bytes of images; private to pdf_image. */
#ifndef PLATEN_PDF_IMAGE_DATA_H
#define PLATEN_PDF_IMAGE_DATA_H

#include "image/image.h"
#include "pdf/pdf_object.h"

/* A JPEG file without its metadata and without what follows its end: pieces of the file, which is
 * lent. False: it is not what a JPEG should be. */
bool pdf_image_data_jpeg(arena *a, const char *data, size_t length, pdf_bytes *result);

/* Rows of a PNG as they are in its file, which is lent. */
pdf_bytes pdf_image_data_parts(arena *a, const image_packed *packed);

/* Rows of `stride` bytes, compressed; `step`: bytes of a pixel. *predicted: after PNG's
 * predictors. The arena's. */
pdf_bytes pdf_image_data_pack(arena *a, const uint8_t *rows, size_t stride, size_t count,
			      size_t step, bool *predicted);

/* How to pack rows so that they become short, judged by some from their middle: as they are, after
 * predictors, or after predictors looking for runs alone, which is several times faster and what is
 * best for photographs. */
typedef enum pdf_image_method {
	PDF_IMAGE_PLAIN,
	PDF_IMAGE_PREDICTED,
	PDF_IMAGE_RUNS
} pdf_image_method;
pdf_image_method pdf_image_data_method(const uint8_t *rows, size_t stride, size_t count,
				       size_t step);

/* Put PNG's predictors before rows, each the one that leaves the smallest differences: 1 + stride
 * bytes a row. */
void pdf_image_data_predict(const uint8_t *rows, size_t stride, size_t count, size_t step,
			    uint8_t *result);

/* Put an image's ColorSpace: `count` colours of three bytes, in a space that is written out. */
void pdf_image_data_put_palette(pdf_dict *image, const char *space, const uint8_t *colors,
				size_t count);

/* Is it a profile that PDF/A-2 and PDF/X-4 allow for an image of so many components? */
bool pdf_image_data_is_profile(const char *data, size_t length, int components);

/* Has the image one? Is it CMYK that means the sheet's output condition? */
bool pdf_image_data_is_tagged(const image *i);
bool pdf_image_data_is_bare_cmyk(const image *i);

/* A JPEG passes through unless the archive must convert it and it lies on its side: both editions
 * place it alike. */
bool pdf_image_data_passes_through(const image *i);

#endif
