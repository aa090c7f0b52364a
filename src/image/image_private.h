/* image_private: what image.c asks of the decoders. They never print and never keep anything: a
 * failure is told in words. */
#ifndef PLATEN_IMAGE_PRIVATE_H
#define PLATEN_IMAGE_PRIVATE_H

#include "base/arena.h"
#include "base/hash.h"
#include "image/image.h"

/* The largest images. Larger sides and areas are refused before any memory is asked for. */
#define IMAGE_MOST_SIDE 32000
#define IMAGE_MOST_AREA ((uint64_t)400 * 1000 * 1000)

/* The largest profile of an image: real ones have up to 4 MB. A compressed one may unfold to a
 * thousand times its size. */
#define IMAGE_PROFILE_MOST  (8 << 20)
#define IMAGE_PROFILE_LARGE "its colour profile has more than 8 MB; export it with another one"

/* Read the header of i->data into *i: width and height as stored, the rest as it is. NULL: done;
 * else what is wrong with it. */
const char *image_png_header(arena *a, image *i);
const char *image_jpeg_header(arena *a, image *i);
const char *image_gif_header(arena *a, image *i);
const char *image_webp_header(arena *a, image *i);
const char *image_tiff_header(arena *a, image *i);

/* Can the picture be decoded whole? Requires: its header was read, and its size is no more than
 * what is allowed. NULL: yes; else what is wrong. */
const char *image_jpeg_whole(arena *a, const image *i);

/* Give the rows as stored to `take`, one after the other: components (and alpha, where i->alpha)
 * side by side, a byte each. NULL: done; else what is wrong. */
const char *image_png_rows(arena *a, const image *i, image_take_row *take, void *context);
const char *image_jpeg_rows(arena *a, const image *i, image_take_row *take, void *context);
const char *image_gif_rows(arena *a, const image *i, image_take_row *take, void *context);
const char *image_webp_rows(arena *a, const image *i, image_take_row *take, void *context);
const char *image_tiff_rows(arena *a, const image *i, image_take_row *take, void *context);

/* The same of a JPEG at an eighth of its size, which is far faster. */
const char *image_jpeg_small(arena *a, const image *i, image_take_row *take, void *context);

/* For decoders that can't give one row after the other: room for all rows as stored; and give
 * `count` such rows to `take`. */
uint8_t *image_rows_new(arena *a, const image *i);
void image_give_rows(const image *i, const uint8_t *rows, uint32_t count, image_take_row *take,
		     void *context);

/* Bytes of a pixel (alpha included), and the size as stored (before the orientation turns it). */
size_t image_step(const image *i);
uint32_t image_stored_width(const image *i);
uint32_t image_stored_height(const image *i);

/* Take orientation and, where nothing has said it yet, resolution from Exif data (which begin with
 * a TIFF header). */
void image_exif(image *i, const uint8_t *data, size_t length);

/* Keep a copy of an ICC profile, if it is one and of the image's space. */
void image_keep_profile(arena *a, image *i, const void *data, size_t length);

/* Requires: the image has a profile. Give it a copy in the arena, one for all images that have the
 * same: many pictures have one of half a megabyte. */
void image_share_profile(arena *a, hash_table *known, image *i);

#endif
