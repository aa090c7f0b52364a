/* pixels: pictures of CMYK, tagged or not, of colorants and of indexed ones. What is tagged with
 * another profile than the output's is converted, row by row. */
#include "preflight/pixels.h"

#include "base/arena.h"
#include "pdf/pdf_convert.h"

#include <math.h>
#include <setjmp.h>
#include <stdlib.h>

#include <jpeglib.h>

enum {
	DATA_MOST = 128 << 20,
	SLACK = 1 << 16,
	PIXELS_MOST = 400000000,
	COMPONENTS_MOST = 8,
	SCANS_MOST = 200
};

/* A picture under count. */
typedef struct looking {
	arena *arena; /* for this picture alone */
	const space *space;
	bool inverted;      /* by Decode */
	unsigned char *row; /* converted */
	double limit;
	size_t pixels, over;
	double size; /* pixels, as the picture's dictionary says */
	double cost;
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
		    (double)jpeg.image_width * jpeg.image_height <= l->size) {
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

/* Samples of another size as bytes; of an indexed picture they are numbers of colours. */
static void unpack_row(const unsigned char *packed, unsigned char *row, size_t count, int bits,
		       bool indexed)
{
	const int most = (1 << (bits < 8 ? bits : 8)) - 1;

	for (size_t i = 0; i < count; i++) {
		if (bits == 16) {
			row[i] = packed[i * 2];
			continue;
		}
		int value =
			packed[i * (size_t)bits / 8] >> (8 - bits - (int)(i * (size_t)bits % 8)) &
			most;
		row[i] = (unsigned char)(indexed ? value : value * 255 / most);
	}
}

static bool look_at_rows(looking *l, reader_bytes data, size_t width, size_t height, int bits)
{
	const size_t count = width * (size_t)l->space->count, size = (count * (size_t)bits + 7) / 8;
	unsigned char *row = bits == 8 ? NULL : arena_array(l->arena, count, 1);

	if (width == 0 || height == 0 || height > data.length / size)
		return false;
	for (size_t y = 0; y < height; y++) {
		const unsigned char *packed = (const unsigned char *)data.data + y * size;
		if (row)
			unpack_row(packed, row, count, bits, l->space->kind == SPACE_INDEXED);
		count_row(l, row ? row : packed, width);
	}
	return true;
}

static bool has_inks(const space *s)
{
	if (s->kind == SPACE_INDEXED)
		s = s->base;
	return is_cmyk(s) || ((s->kind == SPACE_DEVICEN || s->kind == SPACE_SEPARATION) &&
			      s->count <= COMPONENTS_MOST && s->count > 0);
}

static bool is_jpeg(objects *o, const object *image, bool *packed_again)
{
	const object *filter = object_either(o, image, "Filter", "F");

	*packed_again = filter->kind == OBJECT_ARRAY && filter->count > 1;
	if (filter->kind == OBJECT_ARRAY && filter->count)
		filter = object_item(o, filter, filter->count - 1);
	return object_is_name(filter, "DCTDecode") || object_is_name(filter, "DCT");
}

static reader_status data_of(looking *l, objects *o, const object *image,
			     const reader_bytes *inline_data, bool unpack, reader_bytes *data)
{
	reader_bytes raw;

	if (inline_data)
		return object_unpack(o, l->arena, image, *inline_data, DATA_MOST, data);
	if (!unpack)
		return object_data(o, l->arena, image, DATA_MOST, data);
	reader_status status = object_raw_data(o, l->arena, image, &raw);
	return status == READER_OK ? object_unpack(o, l->arena, image, raw, DATA_MOST, data)
				   : status;
}

static bool take(looking *l, objects *o, const object *image, const reader_bytes *inline_data,
		 bool unpack, reader_bytes *data)
{
	reader_status status = data_of(l, o, image, inline_data, unpack, data);

	l->cost += status == READER_OK     ? (double)data->length
		   : status == READER_HUGE ? DATA_MOST
					   : 0;
	return status == READER_OK;
}

static bool look(looking *l, objects *o, const object *image, const reader_bytes *inline_data)
{
	const double width = object_number(object_either(o, image, "Width", "W"), 0),
		     height = object_number(object_either(o, image, "Height", "H"), 0);
	const int bits = (int)object_number(object_either(o, image, "BitsPerComponent", "BPC"), 8);
	bool packed_again, jpeg = is_jpeg(o, image, &packed_again);
	reader_bytes data;

	l->size = width * height;
	if (!(width >= 1 && height >= 1 && l->size <= PIXELS_MOST) ||
	    (bits != 1 && bits != 2 && bits != 4 && bits != 8 && bits != 16) ||
	    (bits == 16 && l->space->kind == SPACE_INDEXED) ||
	    !take(l, o, image, inline_data, jpeg && packed_again, &data))
		return false;
	l->cost += l->size;
	if (jpeg)
		return look_at_jpeg(l, data);
	return look_at_rows(l, data, (size_t)width, (size_t)height, bits);
}

pixels_ink pixels_look(objects *o, space_list *s, const object *image,
		       const reader_bytes *inline_data, const object *resources, double limit)
{
	const object *decode = object_either(o, image, "Decode", "D");
	looking l = {.space = space_find(s, object_either(o, image, "ColorSpace", "CS"), resources),
		     .limit = limit};

	l.inverted =
		l.space->kind != SPACE_INDEXED && object_number(object_item(o, decode, 0), 0) == 1;
	if ((image->kind != OBJECT_STREAM && !inline_data) || !has_inks(l.space))
		return (pixels_ink){0};
	fill_table(&l);
	l.arena = arena_new();
	bool known = look(&l, o, image, inline_data);
	arena_free(l.arena);
	if (!known || l.pixels == 0)
		return (pixels_ink){.cost = l.cost};
	return (pixels_ink){true, (double)l.over / (double)l.pixels, l.most, l.cost};
}

int pixels_jpx_channels(objects *o, arena *scratch, const object *image)
{
	const object *filter = object_get(o, image, "Filter");
	reader_bytes data;

	if (filter->kind == OBJECT_ARRAY && filter->count)
		filter = object_item(o, filter, filter->count - 1);
	if (!object_is_name(filter, "JPXDecode") ||
	    object_raw_data(o, scratch, image, &data) != READER_OK)
		return -1;
	const char *head = memmem(data.data, data.length, "ihdr", 4);
	size_t left = head ? (size_t)(data.data + data.length - head) : 0;
	return left > 14 ? (unsigned char)head[12] << 8 | (unsigned char)head[13] : 0;
}
