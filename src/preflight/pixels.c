/* pixels: pictures of CMYK, tagged or not, of colorants and of indexed ones, with eight bits a
 * component. What is tagged with another profile than the output's is converted, row by row. */
#include "preflight/pixels.h"

#include "base/arena.h"
#include "pdf/pdf_convert.h"

#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

enum { DATA_MOST = 128 << 20, PIXELS_MOST = 400000000, COMPONENTS_MOST = 8, SCANS_MOST = 200 };

/* A picture under count. */
typedef struct looking {
	arena *arena; /* for this picture alone */
	const space *space;
	bool inverted;      /* by Decode */
	unsigned char *row; /* converted */
	double limit;
	size_t pixels, over;
	double most;
	/* Of the value of the only component, the ink; of several their sum is taken. */
	double table[256];
	bool by_table;
} looking;

static bool is_cmyk(const space *s)
{
	return s->kind == SPACE_CMYK || (s->kind == SPACE_ICC && s->count == 4);
}

static double ink_of(const looking *l, const unsigned char *pixel)
{
	float values[SPACE_MOST] = {0};

	if (l->by_table)
		return l->table[*pixel];
	if (is_cmyk(l->space)) {
		int sum = pixel[0] + pixel[1] + pixel[2] + pixel[3];
		return (l->inverted && !l->space->to_plates ? 1020 - sum : sum) / 255.0;
	}
	for (int i = 0; i < l->space->count; i++)
		values[i] = (float)((l->inverted ? 255 - pixel[i] : pixel[i]) / 255.0);
	return space_inks(l->space, values).total;
}

static const unsigned char *convert_row(looking *l, const unsigned char *row, size_t width)
{
	if (!l->row)
		l->row = arena_array(l->arena, width, 4);
	for (size_t i = 0; i < width * 4; i++)
		l->row[i] = l->inverted ? 255 - row[i] : row[i];
	pdf_convert_row(l->space->to_plates, l->row, l->row, width);
	return l->row;
}

static void count_row(looking *l, const unsigned char *row, size_t width)
{
	if (l->space->to_plates)
		row = convert_row(l, row, width);
	for (size_t i = 0; i < width; i++) {
		double ink = ink_of(l, row + i * (size_t)l->space->count);
		l->over += ink > l->limit;
		l->most = fmax(l->most, ink);
	}
	l->pixels += width;
}

static void fill_table(looking *l)
{
	l->by_table = l->space->count == 1;
	for (int i = 0; i < 256 && l->by_table; i++) {
		float value = (float)(l->inverted ? 255 - i : i);
		if (l->space->kind != SPACE_INDEXED)
			value /= 255;
		l->table[i] = space_inks(l->space, &value).total;
	}
}

/* --- JPEG ----------------------------------------------------------------------------------- */

typedef struct jpeg_failure {
	struct jpeg_error_mgr manager;
	jmp_buf back;
} jpeg_failure;

static void on_error(j_common_ptr jpeg)
{
	longjmp(((jpeg_failure *)jpeg->err)->back, 1);
}

static void on_message(j_common_ptr jpeg)
{
	(void)jpeg;
}

/* A small file can have scans without end. */
static void on_progress(j_common_ptr jpeg)
{
	if (((j_decompress_ptr)jpeg)->input_scan_number > SCANS_MOST)
		on_error(jpeg);
}

static bool look_at_jpeg(looking *l, reader_bytes data)
{
	struct jpeg_decompress_struct jpeg;
	struct jpeg_progress_mgr progress = {.progress_monitor = on_progress};
	jpeg_failure failure;
	unsigned char *volatile row = NULL;
	volatile bool whole = false;

	jpeg.err = jpeg_std_error(&failure.manager);
	failure.manager.error_exit = on_error;
	failure.manager.output_message = on_message;
	if (setjmp(failure.back) == 0) {
		jpeg_create_decompress(&jpeg);
		jpeg.progress = &progress;
		jpeg_mem_src(&jpeg, (const unsigned char *)data.data, data.length);
		jpeg_read_header(&jpeg, TRUE);
		jpeg.scale_num = 1;
		jpeg.scale_denom = 8;
		jpeg_calc_output_dimensions(&jpeg);
		if (jpeg.num_components == 4)
			jpeg.out_color_space = JCS_CMYK;
		if (jpeg.num_components == l->space->count &&
		    (size_t)jpeg.output_width * jpeg.output_height < PIXELS_MOST) {
			jpeg_start_decompress(&jpeg);
			row = malloc((size_t)jpeg.output_width * COMPONENTS_MOST);
			while (row && jpeg.output_scanline < jpeg.output_height) {
				JSAMPROW rows[] = {row};
				jpeg_read_scanlines(&jpeg, rows, 1);
				count_row(l, row, jpeg.output_width);
			}
			whole = row != NULL;
		}
	}
	free(row);
	jpeg_destroy_decompress(&jpeg);
	return whole;
}

/* --- all ------------------------------------------------------------------------------------ */

static bool look_at_rows(looking *l, reader_bytes data, size_t width, size_t height)
{
	size_t row = width * (size_t)l->space->count;

	if (width == 0 || height == 0 || height > data.length / row)
		return false;
	for (size_t y = 0; y < height; y++)
		count_row(l, (const unsigned char *)data.data + y * row, width);
	return true;
}

static bool has_inks(const space *s)
{
	if (s->kind == SPACE_INDEXED)
		s = s->base;
	return is_cmyk(s) || ((s->kind == SPACE_DEVICEN || s->kind == SPACE_SEPARATION) &&
			      s->count <= COMPONENTS_MOST && s->count > 0);
}

static bool look(looking *l, objects *o, const object *image)
{
	const object *filter = object_get(o, image, "Filter");
	double width = object_number(object_get(o, image, "Width"), 0),
	       height = object_number(object_get(o, image, "Height"), 0);
	reader_bytes data;

	if (width < 1 || height < 1 || width * height > PIXELS_MOST ||
	    object_data(o, l->arena, image, DATA_MOST, &data) != READER_OK)
		return false;
	if (filter->kind == OBJECT_ARRAY && filter->count)
		filter = object_item(o, filter, filter->count - 1);
	if (object_is_name(filter, "DCTDecode"))
		return look_at_jpeg(l, data);
	return look_at_rows(l, data, (size_t)width, (size_t)height);
}

pixels_ink pixels_look(objects *o, space_list *s, const object *image, const object *resources,
		       double limit)
{
	looking l = {.space = space_find(s, object_get(o, image, "ColorSpace"), resources),
		     .inverted = object_number(object_item(o, object_get(o, image, "Decode"), 0),
					       0) == 1,
		     .limit = limit};

	if (image->kind != OBJECT_STREAM || !has_inks(l.space) ||
	    object_number(object_get(o, image, "BitsPerComponent"), 8) != 8)
		return (pixels_ink){0};
	fill_table(&l);
	l.arena = arena_new();
	bool known = look(&l, o, image);
	arena_free(l.arena);
	if (!known || l.pixels == 0)
		return (pixels_ink){0};
	return (pixels_ink){true, (double)l.over / (double)l.pixels, l.most};
}
