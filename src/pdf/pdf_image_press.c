/* pdf_image_press: JPEGs as other JPEGs, strip by strip, so that a photograph of any size takes a
 * few megabytes. While a strip is converted in the background, the one before it is compressed and
 * the next one decoded: 24 megapixels take 0.8 s of processor time. A photograph that came as a
 * JPEG stays one: without loss it would be some ten times as large. */
#include "pdf/pdf_image_press.h"

#include "base/arena.h"
#include "base/parallel.h"
#include "base/shelf.h"
#include "pdf/pdf_image_shrink.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

enum { STRIP_ROWS = 64, QUALITY = 95, CMYK = 4, BLOCK = 64 << 10 };

typedef struct strip {
	const pdf_convert_pixels *by;
	uint8_t *from, *to; /* before and after conversion, or the same */
	size_t width, rows; /* rows: how many it has */
	parallel_task task;
} strip;

typedef struct press_writer {
	struct jpeg_error_mgr errors;
	struct jpeg_destination_mgr to_shelf;
	shelf *shelf;
	JOCTET block[BLOCK];
	struct jpeg_compress_struct jpeg;
	size_t from, to; /* components */
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

/* --- what libjpeg has written --------------------------------------------------------------- */

static press_writer *writer_of(j_compress_ptr jpeg)
{
	return (press_writer *)((char *)jpeg - offsetof(press_writer, jpeg));
}

static void begin_block(j_compress_ptr jpeg)
{
	press_writer *w = writer_of(jpeg);

	w->to_shelf.next_output_byte = w->block;
	w->to_shelf.free_in_buffer = BLOCK;
}

/* libjpeg calls it when the block is full, whatever it says of the room that is left. */
static boolean take_block(j_compress_ptr jpeg)
{
	shelf_put(writer_of(jpeg)->shelf, writer_of(jpeg)->block, BLOCK);
	begin_block(jpeg);
	return TRUE;
}

static void take_last_block(j_compress_ptr jpeg)
{
	const press_writer *w = writer_of(jpeg);

	shelf_put(w->shelf, w->block, BLOCK - w->to_shelf.free_in_buffer);
}

/* --- strips --------------------------------------------------------------------------------- */

/* The colours that a JPEG says it has, and how it keeps them. */
static void set_colors(struct jpeg_compress_struct *jpeg, size_t components)
{
	jpeg->input_components = (int)components;
	jpeg->in_color_space = components == CMYK ? JCS_CMYK
			       : components == 1  ? JCS_GRAYSCALE
						  : JCS_RGB;
	jpeg_set_defaults(jpeg);
	if (components == CMYK)
		jpeg_set_colorspace(jpeg, JCS_YCCK);
}

static void begin(press_writer *w, arena *a, const pdf_convert_pixels *by, uint32_t width,
		  uint32_t height)
{
	w->jpeg.err = jpeg_std_error(&w->errors);
	w->errors.error_exit = on_error;
	jpeg_create_compress(&w->jpeg);
	w->shelf = shelf_new(a);
	w->to_shelf = (struct jpeg_destination_mgr){.init_destination = begin_block,
						    .empty_output_buffer = take_block,
						    .term_destination = take_last_block};
	w->jpeg.dest = &w->to_shelf;
	w->jpeg.image_width = width;
	w->jpeg.image_height = height;
	set_colors(&w->jpeg, w->to);
	jpeg_set_quality(&w->jpeg, QUALITY, TRUE);
	w->jpeg.dct_method = JDCT_ISLOW;
	jpeg_start_compress(&w->jpeg, TRUE);
	for (int k = 0; k < 2; k++) {
		strip *s = &w->strips[k];
		*s = (strip){.by = by, .width = width};
		s->from = arena_array(a, (size_t)width * STRIP_ROWS, w->from);
		s->to = by ? arena_array(a, (size_t)width * STRIP_ROWS, w->to) : s->from;
	}
}

static void convert(void *context)
{
	const strip *s = context;

	if (s->by)
		pdf_convert_row(s->by, s->from, s->to, s->rows * s->width);
}

static void compress(press_writer *w, strip *s)
{
	for (size_t y = 0; y < s->rows; y++) {
		JSAMPROW row = s->to + y * s->width * w->to;
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

	memcpy(s->from + s->rows++ * width * w->from, row, width * w->from);
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
			  uint32_t width, uint32_t height, pdf_bytes *result)
{
	arena *scratch = arena_new();
	press_writer *w = ARENA_NEW(scratch, press_writer);
	const bool turned = i->orientation >= 5;
	const uint32_t has_width = turned ? i->height : i->width,
		       has_height = turned ? i->width : i->height;

	w->from = (size_t)image_components(i);
	w->to = by ? CMYK : w->from;
	begin(w, scratch, by, width, height);
	const bool smaller = width < has_width || height < has_height;
	void *to = smaller ? (void *)pdf_image_shrink_new(scratch, i, has_height, width, height,
							  take, w)
			   : w;
	const bool good =
		image_decode_stored(l, i, false, smaller ? pdf_image_shrink_row : take, to);
	if (good)
		end(w);
	else
		for (int k = 0; k < 2; k++)
			parallel_cancel(&w->strips[k].task);
	jpeg_destroy_compress(&w->jpeg);
	*result = (pdf_bytes){.filter = "DCTDecode"};
	if (good)
		result->data = shelf_end(w->shelf, a, &result->length);
	result->plain = result->length;
	shelf_drop(w->shelf);
	arena_free(scratch);
	return good;
}
