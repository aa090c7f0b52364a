/* image_jpeg: JPEG by libjpeg, from memory. For layout the header is read, and the markers are
 * followed to the end, so that a file that breaks off is seen without decoding it. libjpeg leaves a
 * failure by longjmp, as libpng does: see image_png.c. */
#include "image/image_private.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

enum { MARKER_END = 0xD9, MARKER_RESTART = 0xD0, MARKER_TEMPORARY = 0x01 };
enum { DENSITY_INCH = 1, DENSITY_CENTIMETRE = 2 };

typedef struct reader {
	struct jpeg_error_mgr errors; /* first: libjpeg hands it back to us */
	struct jpeg_decompress_struct jpeg;
	arena *arena;
	const char *wrong; /* libjpeg's own words, in the arena */
	jmp_buf failed;
} reader;

static void on_error(j_common_ptr jpeg)
{
	reader *r = (reader *)jpeg->err;
	char message[JMSG_LENGTH_MAX];
	jpeg->err->format_message(jpeg, message);
	r->wrong = arena_print(r->arena, "%s", message);
	longjmp(r->failed, 1);
}

/* libjpeg only warns where data are missing or senseless, and fills up with gray: for us that is an
 * error. */
static void on_message(j_common_ptr jpeg, int level)
{
	int code = jpeg->err->msg_code;
	if (level < 0 && (code == JWRN_HIT_MARKER || code == JWRN_JPEG_EOF ||
			  code == JWRN_HUFF_BAD_CODE || code == JWRN_ARITH_BAD_CODE))
		on_error(jpeg);
}

static void on_output(j_common_ptr jpeg)
{
	(void)jpeg;
}

static void open_reader(reader *r, arena *a)
{
	r->arena = a;
	r->jpeg.err = jpeg_std_error(&r->errors);
	r->errors.error_exit = on_error;
	r->errors.emit_message = on_message;
	r->errors.output_message = on_output;
}

static void close_reader(reader *r)
{
	jpeg_destroy_decompress(&r->jpeg);
}

static void start(reader *r, const image *i)
{
	jpeg_create_decompress(&r->jpeg);
	jpeg_mem_src(&r->jpeg, (const unsigned char *)i->data, (unsigned long)i->length);
	jpeg_save_markers(&r->jpeg, JPEG_APP0 + 1, 0xFFFF);
	jpeg_save_markers(&r->jpeg, JPEG_APP0 + 2, 0xFFFF);
	jpeg_read_header(&r->jpeg, TRUE);
}

/* Follow the markers from the first to the end of the image; compressed data are skipped up to the
 * marker behind them. */
static bool is_whole(const image *i)
{
	const uint8_t *data = (const uint8_t *)i->data;
	size_t at = 2;
	while (at + 2 <= i->length) {
		const uint8_t *found = memchr(data + at, 0xFF, i->length - at - 1);
		if (!found)
			return false;
		at = (size_t)(found - data);
		uint8_t marker = data[at + 1];
		bool alone = marker == 0 || (marker & 0xF8) == MARKER_RESTART ||
			     marker == MARKER_TEMPORARY;
		if (marker == 0xFF || alone) {
			at += alone ? 2 : 1;
			continue;
		}
		if (marker == MARKER_END)
			return true;
		if (at + 4 > i->length)
			return false;
		at += 2 + ((size_t)data[at + 2] << 8 | data[at + 3]);
	}
	return false;
}

static void read_resolution(const reader *r, image *i)
{
	int unit = r->jpeg.density_unit, x = r->jpeg.X_density, y = r->jpeg.Y_density;
	if (!r->jpeg.saw_JFIF_marker || (unit != DENSITY_INCH && unit != DENSITY_CENTIMETRE) ||
	    x <= 1 || y <= 1)
		return;
	i->dots_x = unit == DENSITY_CENTIMETRE ? (x * 254 + 50) / 100 : x;
	i->dots_y = unit == DENSITY_CENTIMETRE ? (y * 254 + 50) / 100 : y;
}

static void read_metadata(reader *r, arena *a, image *i)
{
	JOCTET *profile;
	unsigned length;
	read_resolution(r, i);
	for (jpeg_saved_marker_ptr m = r->jpeg.marker_list; m; m = m->next) {
		if (m->marker == JPEG_APP0 + 1 && m->data_length > 6 &&
		    memcmp(m->data, "Exif\0\0", 6) == 0)
			image_exif(i, m->data + 6, m->data_length - 6);
	}
	if (jpeg_read_icc_profile(&r->jpeg, &profile, &length)) {
		image_keep_profile(a, i, profile, length);
		free(profile);
	}
}

static void read_header(reader *r, arena *a, image *i)
{
	start(r, i);
	const struct jpeg_decompress_struct *jpeg = &r->jpeg;
	int components = jpeg->num_components;
	i->width = jpeg->image_width;
	i->height = jpeg->image_height;
	i->space = components == 1 ? IMAGE_GRAY : components == 3 ? IMAGE_RGB : IMAGE_CMYK;
	i->inverted = components == 4 && jpeg->saw_Adobe_marker;
	i->untransformed = jpeg->jpeg_color_space == JCS_RGB || jpeg->jpeg_color_space == JCS_CMYK;
	if (components != 1 && components != 3 && components != 4)
		r->wrong = "its colour space is none of gray, RGB and CMYK";
	else if (jpeg->data_precision != 8)
		r->wrong =
			"it has other than 8 bits a component; save it again as an ordinary JPEG";
	else if (jpeg->arith_code)
		r->wrong = "it is coded arithmetically, which PDF does not know; save it again as "
			   "an ordinary JPEG";
	else
		read_metadata(r, a, i);
}

const char *image_jpeg_header(arena *a, image *i)
{
	reader *r = ARENA_NEW(a, reader);
	if (!is_whole(i))
		return "it is truncated";
	open_reader(r, a);
	if (setjmp(r->failed) == 0)
		read_header(r, a, i);
	close_reader(r);
	return r->wrong;
}

static void invert(uint8_t *row, size_t length)
{
	for (size_t x = 0; x < length; x++)
		row[x] = (uint8_t)(255 - row[x]);
}

static void read_pixels(reader *r, const image *i, uint8_t *rows)
{
	static const J_COLOR_SPACE spaces[] = {
		[IMAGE_GRAY] = JCS_GRAYSCALE, [IMAGE_RGB] = JCS_RGB, [IMAGE_CMYK] = JCS_CMYK};
	size_t row = (size_t)image_stored_width(i) * (size_t)image_components(i);
	start(r, i);
	r->jpeg.out_color_space = spaces[i->space];
	/* the exact one: the same pixels from every build of the library */
	r->jpeg.dct_method = JDCT_ISLOW;
	jpeg_start_decompress(&r->jpeg);
	while (r->jpeg.output_scanline < r->jpeg.output_height) {
		JSAMPROW to = rows + r->jpeg.output_scanline * row;
		jpeg_read_scanlines(&r->jpeg, &to, 1);
		if (i->inverted)
			invert(to, row);
	}
	jpeg_finish_decompress(&r->jpeg);
}

const char *image_jpeg_pixels(arena *a, const image *i, uint8_t *rows)
{
	reader *r = ARENA_NEW(a, reader);
	open_reader(r, a);
	if (setjmp(r->failed) == 0)
		read_pixels(r, i, rows);
	close_reader(r);
	return r->wrong;
}
