/* image_jpeg: JPEG by libjpeg, from memory. Most JPEGs go into a PDF as they are, so a
 * fault in one would only show on the page: each is decoded once when it is first read, at an
 * eighth of its size, which reads every coefficient and computes few pixels. libjpeg leaves a
 * failure by longjmp, as libpng does: see image_png.c. */
#include "image/image_private.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

enum { DENSITY_INCH = 1, DENSITY_CENTIMETRE = 2 };

typedef struct jpeg_reader {
	struct jpeg_error_mgr errors; /* first: libjpeg hands it back to us */
	struct jpeg_decompress_struct jpeg;
	arena *arena;
	const char *wrong; /* libjpeg's own words, in the arena */
	struct jpeg_progress_mgr progress;
	jmp_buf failed;
} jpeg_reader;

static void on_error(j_common_ptr jpeg)
{
	jpeg_reader *r = (jpeg_reader *)jpeg->err;
	char message[JMSG_LENGTH_MAX];
	jpeg->err->format_message(jpeg, message);
	r->wrong = arena_print(r->arena, "%s", message);
	longjmp(r->failed, 1);
}

/* libjpeg only warns where data are missing or make no sense, and paints gray instead. Here that is
 * an error. */
static void on_message(j_common_ptr jpeg, int level)
{
	jpeg_reader *r = (jpeg_reader *)jpeg->err;
	if (level >= 0)
		return;
	switch (jpeg->err->msg_code) {
	case JWRN_HIT_MARKER:
	case JWRN_JPEG_EOF: r->wrong = "it is truncated"; longjmp(r->failed, 1);
	case JWRN_HUFF_BAD_CODE:
	case JWRN_ARITH_BAD_CODE: on_error(jpeg);
	}
}

static void on_output(j_common_ptr jpeg)
{
	(void)jpeg;
}

static void open_reader(jpeg_reader *r, arena *a)
{
	r->arena = a;
	r->jpeg.err = jpeg_std_error(&r->errors);
	r->errors.error_exit = on_error;
	r->errors.emit_message = on_message;
	r->errors.output_message = on_output;
}

static void close_reader(jpeg_reader *r)
{
	jpeg_destroy_decompress(&r->jpeg);
}

static void start(jpeg_reader *r, const image *i)
{
	jpeg_create_decompress(&r->jpeg);
	jpeg_mem_src(&r->jpeg, (const unsigned char *)i->data, (unsigned long)i->length);
	jpeg_save_markers(&r->jpeg, JPEG_APP0 + 1, 0xFFFF);
	jpeg_save_markers(&r->jpeg, JPEG_APP0 + 2, 0xFFFF);
	jpeg_read_header(&r->jpeg, TRUE);
}

static void read_resolution(const jpeg_reader *r, image *i)
{
	int unit = r->jpeg.density_unit, x = r->jpeg.X_density, y = r->jpeg.Y_density;
	if (!r->jpeg.saw_JFIF_marker || (unit != DENSITY_INCH && unit != DENSITY_CENTIMETRE) ||
	    x <= 1 || y <= 1)
		return;
	i->dots_x = unit == DENSITY_CENTIMETRE ? (x * 254 + 50) / 100 : x;
	i->dots_y = unit == DENSITY_CENTIMETRE ? (y * 254 + 50) / 100 : y;
}

static void read_metadata(jpeg_reader *r, arena *a, image *i)
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

static void read_header(jpeg_reader *r, arena *a, image *i)
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
		r->wrong = "its colour space is not gray, RGB or CMYK";
	else if (jpeg->data_precision != 8)
		r->wrong = "it does not have 8 bits a component; save it again as an ordinary JPEG";
	else if (jpeg->arith_code)
		r->wrong = "it is coded arithmetically, which PDF does not allow; save it again as "
			   "an ordinary JPEG";
	else
		read_metadata(r, a, i);
}

/* Decode all that is left after the header, and keep nothing. */
static void read_whole(jpeg_reader *r)
{
	r->jpeg.out_color_space = r->jpeg.jpeg_color_space;
	r->jpeg.scale_num = 1;
	r->jpeg.scale_denom = 8;
	r->jpeg.dct_method = JDCT_IFAST;
	r->jpeg.do_fancy_upsampling = FALSE;
	jpeg_start_decompress(&r->jpeg);
	JSAMPROW row = arena_alloc(r->arena, (size_t)r->jpeg.output_width *
						     (size_t)r->jpeg.output_components);
	while (r->jpeg.output_scanline < r->jpeg.output_height)
		jpeg_read_scanlines(&r->jpeg, &row, 1);
	jpeg_finish_decompress(&r->jpeg);
}

/* Of one with several scans libjpeg holds all coefficients, two bytes each. */
static bool holds_too_much(jpeg_reader *r)
{
	enum { PROGRESSIVE_MOST = 100000000 }; /* pixels */

	return jpeg_has_multiple_scans(&r->jpeg) &&
	       (uint64_t)r->jpeg.image_width * r->jpeg.image_height > PROGRESSIVE_MOST;
}

/* Each scan goes over the whole picture, however few bytes it has. Encoders write about ten. */
static void count_scans(j_common_ptr jpeg)
{
	enum { SCANS_MOST = 100 };
	jpeg_reader *r = (jpeg_reader *)jpeg->err;

	if (r->jpeg.input_scan_number <= SCANS_MOST)
		return;
	r->wrong = "it has more than 100 scans; save it again as an ordinary JPEG";
	longjmp(r->failed, 1);
}

const char *image_jpeg_whole(arena *a, const image *i)
{
	jpeg_reader *r = ARENA_NEW(a, jpeg_reader);
	open_reader(r, a);
	if (setjmp(r->failed) == 0) {
		start(r, i);
		r->progress.progress_monitor = count_scans;
		r->jpeg.progress = &r->progress;
		if (holds_too_much(r))
			r->wrong = "it is progressive and has over 100 megapixels; save it again "
				   "as a baseline JPEG";
		else
			read_whole(r);
	}
	close_reader(r);
	return r->wrong;
}

const char *image_jpeg_header(arena *a, image *i)
{
	jpeg_reader *r = ARENA_NEW(a, jpeg_reader);
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

/* Begin to decode at a fraction of its size: 1 or 8. */
static void start_rows(jpeg_reader *r, const image *i, unsigned fraction)
{
	static const J_COLOR_SPACE spaces[] = {
		[IMAGE_GRAY] = JCS_GRAYSCALE, [IMAGE_RGB] = JCS_RGB, [IMAGE_CMYK] = JCS_CMYK};
	start(r, i);
	r->jpeg.out_color_space = spaces[i->space];
	/* the exact one: the same pixels from every build of the library */
	r->jpeg.dct_method = JDCT_ISLOW;
	r->jpeg.scale_num = 1;
	r->jpeg.scale_denom = fraction;
	jpeg_start_decompress(&r->jpeg);
}

static void read_row(jpeg_reader *r, const image *i, uint8_t *row)
{
	JSAMPROW to = row;
	jpeg_read_scanlines(&r->jpeg, &to, 1);
	if (i->inverted)
		invert(row, (size_t)r->jpeg.output_width * (size_t)image_components(i));
}

static void give_rows(jpeg_reader *r, const image *i, unsigned fraction, image_take_row *take,
		      void *context)
{
	start_rows(r, i, fraction);
	uint8_t *row = arena_array(r->arena, r->jpeg.output_width, (size_t)image_components(i));
	while (r->jpeg.output_scanline < r->jpeg.output_height) {
		read_row(r, i, row);
		take(context, row, r->jpeg.output_width);
	}
	jpeg_finish_decompress(&r->jpeg);
}

static const char *each_row(arena *a, const image *i, unsigned fraction, image_take_row *take,
			    void *context)
{
	jpeg_reader *r = ARENA_NEW(a, jpeg_reader);
	open_reader(r, a);
	if (setjmp(r->failed) == 0)
		give_rows(r, i, fraction, take, context);
	close_reader(r);
	return r->wrong;
}

const char *image_jpeg_rows(arena *a, const image *i, image_take_row *take, void *context)
{
	return each_row(a, i, 1, take, context);
}

const char *image_jpeg_small(arena *a, const image *i, image_take_row *take, void *context)
{
	return each_row(a, i, 8, take, context);
}
