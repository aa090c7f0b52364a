/* pdf_image_press: JPEGs of RGB as JPEGs of CMYK, strip by strip, so that a photograph of any size
 * takes a few megabytes. While a strip is converted in the background, the one before it is
 * compressed and the next one decoded: 24 megapixels take 0.9 s on two cores. A photograph that
 * came as a JPEG stays one: without loss it would be some ten times as large. */
#include "pdf/pdf_image_press.h"

#include "base/arena.h"
#include "base/parallel.h"
#include "pdf/pdf_image_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

enum { STRIP_ROWS = 64, QUALITY = 95, RGB = 3, CMYK = 4 };

typedef struct strip {
	const pdf_convert_pixels *by;
	uint8_t *rgb, *cmyk;
	size_t width, rows; /* rows: how many it has */
	parallel_task task;
} strip;

typedef struct press_writer {
	struct jpeg_error_mgr errors;
	struct jpeg_compress_struct jpeg;
	strip strips[2];
	int filling;  /* which one */
	bool waiting; /* the other one is being converted */
} press_writer;

static void on_error(j_common_ptr jpeg)
{
	char message[JMSG_LENGTH_MAX];

	jpeg->err->format_message(jpeg, message);
	report_die(1, "libjpeg can't write an image: %s", message);
}

static void begin(press_writer *w, arena *a, const image *i, const pdf_convert_pixels *by,
		  unsigned char **out, unsigned long *size)
{
	const uint32_t width = i->orientation >= 5 ? i->height : i->width;

	w->jpeg.err = jpeg_std_error(&w->errors);
	w->errors.error_exit = on_error;
	jpeg_create_compress(&w->jpeg);
	jpeg_mem_dest(&w->jpeg, out, size);
	w->jpeg.image_width = width;
	w->jpeg.image_height = i->orientation >= 5 ? i->width : i->height;
	w->jpeg.input_components = CMYK;
	w->jpeg.in_color_space = JCS_CMYK;
	jpeg_set_defaults(&w->jpeg);
	jpeg_set_colorspace(&w->jpeg, JCS_YCCK);
	jpeg_set_quality(&w->jpeg, QUALITY, TRUE);
	w->jpeg.dct_method = JDCT_ISLOW;
	jpeg_start_compress(&w->jpeg, TRUE);
	for (int k = 0; k < 2; k++) {
		w->strips[k] = (strip){.by = by, .width = width};
		w->strips[k].rgb = arena_array(a, (size_t)width * STRIP_ROWS, RGB);
		w->strips[k].cmyk = arena_array(a, (size_t)width * STRIP_ROWS, CMYK);
	}
}

static void convert(void *context)
{
	const strip *s = context;

	pdf_convert_row(s->by, s->rgb, s->cmyk, s->rows * s->width);
}

static void compress(press_writer *w, strip *s)
{
	for (size_t y = 0; y < s->rows; y++) {
		JSAMPROW row = s->cmyk + y * s->width * CMYK;
		jpeg_write_scanlines(&w->jpeg, &row, 1);
	}
	s->rows = 0;
}

/* The strip under way is full, or the last: convert it, and compress what was converted before. */
static void turn(press_writer *w)
{
	strip *full = &w->strips[w->filling], *before = &w->strips[!w->filling];

	if (w->waiting)
		parallel_wait(&before->task);
	parallel_begin(&full->task, convert, full);
	if (w->waiting)
		compress(w, before);
	w->waiting = true;
	w->filling = !w->filling;
}

static void take(void *context, const uint8_t *row, uint32_t width)
{
	press_writer *w = context;
	strip *s = &w->strips[w->filling];

	memcpy(s->rgb + s->rows++ * width * RGB, row, (size_t)width * RGB);
	if (s->rows == STRIP_ROWS)
		turn(w);
}

/* Convert and compress what is left. */
static void end(press_writer *w)
{
	if (w->strips[w->filling].rows)
		turn(w);
	parallel_wait(&w->strips[!w->filling].task);
	compress(w, &w->strips[!w->filling]);
	jpeg_finish_compress(&w->jpeg);
}

bool pdf_image_press_jpeg(arena *a, image_library *l, const image *i, const pdf_convert_pixels *by,
			  pdf_bytes *result)
{
	arena *scratch = arena_new();
	unsigned char *out = NULL;
	unsigned long size = 0;
	press_writer *w = ARENA_NEW(scratch, press_writer);

	begin(w, scratch, i, by, &out, &size);
	const bool good = image_decode_stored(l, i, false, take, w);
	if (good)
		end(w);
	else
		for (int k = 0; k < 2; k++)
			parallel_cancel(&w->strips[k].task);
	jpeg_destroy_compress(&w->jpeg);
	if (good)
		*result = (pdf_bytes){.data = arena_copy(a, (const char *)out, size),
				      .length = size,
				      .filter = "DCTDecode",
				      .plain = size};
	free(out);
	arena_free(scratch);
	return good;
}

/* --- ink ------------------------------------------------------------------------------------ */

static void weigh(void *context, const uint8_t *row, uint32_t width)
{
	int *most = context, ink = pdf_image_rows_ink(row, width);

	*most = ink > *most ? ink : *most;
}

int pdf_image_press_jpeg_ink(image_library *l, const image *i)
{
	int most = 0;

	return image_decode_stored(l, i, true, weigh, &most) ? most : -1;
}
