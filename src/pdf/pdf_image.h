/* pdf_image: pictures as image objects. A JPEG passes through as it is (without Exif, previews and
 * other metadata), and so do the rows of a PNG without alpha; what must be decoded is deflated,
 * with PNG's predictors if that is shorter. What both editions can share is made once.
 *
 * Colour: an image with a usable profile is ICCBased. Without one, RGB is sRGB and gray is gray.
 * CMYK without a profile means the sheet's output condition: print takes it as it is, the archive
 * (which has no CMYK intent) gets it converted to sRGB. Print takes CMYK of the sheet's own profile
 * as DeviceCMYK, as ISO 15930-7 demands, grays as black ink that is as light on paper, and RGB
 * tagged or, where the sheet has `images: convert`, as CMYK of the output condition. What is black
 * and white alone has a bit for each pixel. Where an image is painted, overprint mode must not be 1
 * (ISO 19005-2, 6.2.4.2). Not to be called in parts. */
#ifndef PLATEN_PDF_IMAGE_H
#define PLATEN_PDF_IMAGE_H

#include "base/report.h"
#include "document/edition.h"
#include "image/image.h"
#include "pdf/pdf_color.h"
#include "pdf/pdf_object.h"
#include "style/style.h"

typedef struct pdf_images pdf_images;

/* `srgb`: the profile for RGB without one in print, compressed or not. `colors`: for the black ink
 * of PDFs' pages. All is lent. */
pdf_images *pdf_images_new(arena *a, report *r, image_library *l, const sheet *s,
			   pdf_colors *colors, const pdf_bytes *srgb);

/* An image is set in this size. Where the sheet has an `image-resolution-most`, one that has more
 * pixels than the largest of its sizes needs is written in fewer; an image whose size is not known
 * (those in drawings) keeps its pixels, and so does line art. Before the image is written. */
void pdf_image_is_set(pdf_images *p, const image *i, length width, length height);

/* What to put before the placement (a b c d e f, each -1, 0 or 1), so that the unit square shows
 * the image upright: a JPEG that passes through keeps the orientation that the camera gave it. The
 * same in all editions. */
void pdf_image_matrix(const image *i, int matrix[6]);

/* The image's object in an edition, made when first asked for; NULL after reporting (IMAGE_DAMAGED,
 * PROFILE_BAD). Write one edition after the other. */
pdf_dict *pdf_image_write(pdf_images *p, pdf_file *f, const edition *e, const image *i);

/* Is it transparent? Call it after the image was written. */
bool pdf_image_is_transparent(const pdf_images *p, const image *i);

/* sRGB as a colour space of an edition, written out: for what drawings mean. The arena's. */
const char *pdf_image_rgb(pdf_images *p, pdf_file *f, const edition *e);

#endif
