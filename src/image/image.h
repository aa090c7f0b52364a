/* image: size, resolution, colour space and decoded rows of pictures (PNG, JPEG, GIF, WebP and
 * TIFF), and drawings (SVG and pages of PDFs). Headers and drawings are read at layout, pixels only
 * when the PDF is written; JPEG data passes through undecoded wherever an edition allows. */
#ifndef PLATEN_IMAGE_H
#define PLATEN_IMAGE_H

#include "base/length.h"
#include "base/report.h"
#include "image/drawing.h"
#include "image/placed_form.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum image_format {
	IMAGE_PNG,
	IMAGE_JPEG,
	IMAGE_GIF,
	IMAGE_WEBP,
	IMAGE_TIFF,
	IMAGE_SVG,
	IMAGE_PDF
} image_format;
typedef enum image_space { IMAGE_GRAY, IMAGE_RGB, IMAGE_CMYK } image_space;

typedef struct image {
	const char *path;
	image_format format;
	uint32_t width, height; /* pixels, after orientation */
	int dots_x, dots_y;     /* to the inch; 0: not said */
	image_space space;
	int bits; /* a component: 8 after decoding (1, 2, 4 and 16 are converted) */
	bool alpha;
	int orientation; /* Exif 1 to 8 */
	/* CMYK JPEG by Adobe: the file's values are inverted (decoded ones are not) */
	bool inverted;
	/* JPEG stored as RGB or CMYK, not as YCbCr or YCCK: the PDF's /ColorTransform is 0 */
	bool untransformed;
	/* "frames" or "pages": the file has several, of which this is the first; else NULL */
	const char *first_of;
	const char *misnamed; /* the warning that its name says another kind; or NULL */
	/* embedded ICC profile of the right space, or NULL */
	const char *profile;
	size_t profile_length;
	const char *data;
	size_t length; /* the file */
	size_t index;  /* among the images of this run */
	place place;   /* where it was first asked for, for messages */
	/* what has no pixels: of an SVG its drawing, of a PDF a page; else NULL */
	const drawing *drawing;
	const placed_form *page;
} image;

/* Rows as a PDF can have them: deflated after PNG's predictors, in parts that follow one
 * another. */
typedef struct image_part {
	const char *data;
	size_t length;
} image_part;

typedef struct image_packed {
	const image_part *parts; /* at least one */
	size_t count;
	size_t length, plain;   /* of all parts; plain: bytes once inflated */
	int components, bits;   /* of a row's pixels: a palette has one component */
	const uint8_t *palette; /* three bytes a colour, or NULL */
	size_t colors;
} image_packed;

typedef struct image_library image_library;

/* A library of the images inside `root` (NULL: anywhere), which its files may not leave. */
image_library *image_library_new(arena *a, report *r, const char *root);

/* Read an image's header, once for each path and page (of a PDF; 0: the first). NULL after
 * reporting IMAGE_MISSING or IMAGE_BAD at `where` (truncated, over 32,000 pixels a side or 400
 * megapixels, a kind that can't be set). Reports IMAGE_FIRST of a file with several pictures,
 * IMAGE_MISNAMED of one whose name says another kind, and DRAWING_PARTIAL for what a drawing has
 * that is not painted. */
const image *image_load(image_library *l, const char *path, unsigned page, place where);

/* Does it have pixels? Does it paint with black ink alone: a drawing's grays, or a separation of a
 * PDF's page? */
bool image_has_pixels(const image *i);
bool image_uses_black(const image *i);

/* Components without alpha. */
int image_components(const image *i);

/* Requires: it has pixels. Decode it row by row, upright, top first: `take` gets `width` pixels of
 * a row at a time, a byte a component, with alpha after the others where the image has it. No more
 * is held than the format asks for: of a PNG, JPEG or GIF a row, of a TIFF a row of strips or
 * tiles, of a WebP some rows; all of a lossless WebP, and of what is interlaced, in planes or
 * turned. False after reporting IMAGE_DAMAGED, which may be after many rows. */
typedef void image_take_row(void *context, const uint8_t *row, uint32_t width);
bool image_decode(image_library *l, const image *i, image_take_row *take, void *context);

/* Requires: it is a JPEG. Decode it as it is stored, not turned upright; `small`: at an eighth of
 * its size, each pixel the mean of many. */
bool image_decode_stored(image_library *l, const image *i, bool small, image_take_row *take,
			 void *context);

/* The rows of a PNG as they are in its file, if a PDF can have them as they are: not interlaced,
 * without alpha, of at most 8 bits a component, upright and undamaged. The parts are the arena's,
 * their data lent by the image. False: they have to be decoded. */
bool image_png_packed(arena *a, const image *i, image_packed *result);

/* Warn of an image with pixels that is coarser than `least` dots to the inch when it is set
 * `width` wide. */
void image_judge(const image_library *l, const image *i, length width, int least, place where);

/* The size to set it at: its own by its resolution (144 to the inch where not said), no wider than
 * `measure`, no taller than `tallest`. */
void image_size(const image *i, length measure, length tallest, length *width, length *height);

#endif
