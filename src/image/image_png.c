/* image_png: PNG by libpng, from memory. Whatever the file's colour type and depth, decoded rows
 * have a byte a component: palettes, low depths and transparent colours are expanded, 16 bits are
 * scaled to 8. gAMA is not applied: files that carry it alone are nearly always sRGB, and those
 * that mean it have a profile. libpng leaves a failure by longjmp: everything that lives across it
 * is in the reader, and no function that calls setjmp has locals that change. */
#include "image/image_private.h"

#include "base/shelf.h"

#include <libdeflate.h>
#include <png.h>
#include <setjmp.h>
#include <string.h>
#include <zlib.h>

/* Bytes of rows that are unpacked at once; more are unpacked in strips. */
enum { WHOLE_MOST = 8 << 20, STRIP = 1 << 20 };

typedef struct png_reader {
	arena *arena;
	const uint8_t *data;
	size_t length, at, rested; /* rested: what came before this has been read */
	const char *wrong;         /* libpng's own words, in the arena */
	png_structp png;
	png_infop info;
	jmp_buf failed;
} png_reader;

static void on_error(png_structp png, png_const_charp message)
{
	png_reader *r = png_get_error_ptr(png);
	r->wrong = arena_print(r->arena, "%s", message);
	longjmp(r->failed, 1);
}

/* libpng leaves out a profile that is too large with a warning, in the words of its version: the
 * first are those of 1.6.39, the others of 1.6.48. */
static void on_warning(png_structp png, png_const_charp message)
{
	if (strstr(message, "iCCP") &&
	    (strstr(message, "exceeds application limits") || strstr(message, "profile too long")))
		on_error(png, IMAGE_PROFILE_LARGE);
}

/* Texts and other things that nobody looks at are passed over: each could unfold to as much as a
 * profile may, and a file could have thousands. */
static void pass_over(png_structp png)
{
	static const png_byte names[] = "bKGD\0hIST\0iTXt\0oFFs\0pCAL\0sBIT\0sCAL\0sPLT\0tEXt\0"
					"tIME\0zTXt";
	png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, names, sizeof names / 5);
}

static void on_read(png_structp png, png_bytep to, png_size_t wanted)
{
	png_reader *r = png_get_io_ptr(png);
	if (r->length - r->at < wanted)
		png_error(png, "the file ends too early");
	memcpy(to, r->data + r->at, wanted);
	r->at += wanted;
	if (r->at - r->rested >= STRIP) {
		arena_rest(r->data + r->rested, r->at - r->rested);
		r->rested = r->at;
	}
}

static void open_reader(png_reader *r, arena *a, const image *i)
{
	r->arena = a;
	r->data = (const uint8_t *)i->data;
	r->length = i->length;
	r->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, r, on_error, on_warning);
	r->info = r->png ? png_create_info_struct(r->png) : NULL;
	if (!r->info)
		report_die(1, "out of memory");
	png_set_read_fn(r->png, r, on_read);
	/* image.c has limits of its own, and messages for them */
	png_set_user_limits(r->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
	png_set_chunk_malloc_max(r->png, IMAGE_PROFILE_MOST);
	pass_over(r->png);
}

static void close_reader(png_reader *r)
{
	png_destroy_read_struct(&r->png, &r->info, NULL);
}

static uint32_t number(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* Do the chunks follow one another up to the last, IEND? (Their contents are checked when they are
 * decoded.) */
static bool is_whole(const image *i)
{
	const uint8_t *data = (const uint8_t *)i->data;
	for (size_t at = 8; i->length - at >= 12;) {
		size_t chunk = number(data + at);
		if (i->length - at - 12 < chunk)
			return false;
		if (memcmp(data + at + 4, "IEND", 4) == 0)
			return true;
		at += 12 + chunk;
	}
	return false;
}

static void read_resolution(const png_reader *r, image *i)
{
	png_uint_32 x, y;
	int unit;
	if (!png_get_pHYs(r->png, r->info, &x, &y, &unit) || unit != PNG_RESOLUTION_METER ||
	    x > 10000000 || y > 10000000)
		return;
	i->dots_x = (int)((x * UINT64_C(254) + 5000) / 10000);
	i->dots_y = (int)((y * UINT64_C(254) + 5000) / 10000);
}

static void read_metadata(const png_reader *r, arena *a, image *i)
{
	png_charp name;
	png_bytep profile, exif;
	png_uint_32 length;
	int method;
	read_resolution(r, i);
	if (png_get_iCCP(r->png, r->info, &name, &method, &profile, &length))
		image_keep_profile(a, i, profile, length);
#ifdef PNG_eXIf_SUPPORTED
	if (png_get_eXIf_1(r->png, r->info, &length, &exif))
		image_exif(i, exif, length);
#else
	(void)exif;
#endif
}

static void read_header(const png_reader *r, arena *a, image *i)
{
	png_read_info(r->png, r->info);
	int type = png_get_color_type(r->png, r->info);
	i->width = png_get_image_width(r->png, r->info);
	i->height = png_get_image_height(r->png, r->info);
	i->space = type & PNG_COLOR_MASK_COLOR ? IMAGE_RGB : IMAGE_GRAY;
	i->alpha = (type & PNG_COLOR_MASK_ALPHA) || png_get_valid(r->png, r->info, PNG_INFO_tRNS);
	read_metadata(r, a, i);
}

const char *image_png_header(arena *a, image *i)
{
	png_reader *r = ARENA_NEW(a, png_reader);
	if (!is_whole(i))
		return "it is truncated";
	open_reader(r, a, i);
	if (setjmp(r->failed) == 0)
		read_header(r, a, i);
	close_reader(r);
	return r->wrong;
}

/* One row after the other; where the file is interlaced, when all are there. */
static void give_rows(const png_reader *r, const image *i, image_take_row *take, void *context)
{
	const uint32_t width = image_stored_width(i), height = image_stored_height(i);
	const size_t stride = width * image_step(i);
	png_read_info(r->png, r->info);
	png_set_expand(r->png);
	png_set_scale_16(r->png);
	int passes = png_set_interlace_handling(r->png);
	png_read_update_info(r->png, r->info);
	if (png_get_rowbytes(r->png, r->info) != stride)
		png_error(r->png, "its rows are not what its header says");
	uint8_t *rows = passes > 1 ? image_rows_new(r->arena, i) : arena_alloc(r->arena, stride);
	for (int pass = 0; pass < passes; pass++)
		for (uint32_t y = 0; y < height; y++) {
			png_read_row(r->png, passes > 1 ? rows + y * stride : rows, NULL);
			if (passes == 1)
				take(context, rows, width);
		}
	if (passes > 1)
		image_give_rows(i, rows, height, take, context);
	png_read_end(r->png, NULL);
}

const char *image_png_rows(arena *a, const image *i, image_take_row *take, void *context)
{
	png_reader *r = ARENA_NEW(a, png_reader);
	open_reader(r, a, i);
	if (setjmp(r->failed) == 0)
		give_rows(r, i, take, context);
	close_reader(r);
	return r->wrong;
}

/* --- rows as they are ----------------------------------------------------------------------- */

enum { PNG_SIGNATURE = 8, PNG_INTERLACE = 28 };

/* A chunk: where it begins, what it holds, and whether its checksum is right. */
typedef struct png_chunk {
	const uint8_t *data;
	size_t length;
	bool sound;
} png_chunk;

/* The next chunk of a kind from *at on. Requires: the chunks follow one another. */
static bool next_chunk(const image *i, const char *kind, size_t *at, png_chunk *result)
{
	const uint8_t *file = (const uint8_t *)i->data;
	while (i->length - *at >= 12) {
		const uint8_t *chunk = file + *at;
		size_t length = number(chunk);
		*at += 12 + length;
		if (memcmp(chunk + 4, "IEND", 4) == 0)
			return false;
		if (memcmp(chunk + 4, kind, 4) != 0)
			continue;
		*result = (png_chunk){chunk + 8, length,
				      shelf_check(0, (const char *)chunk + 4, length + 4) ==
					      number(chunk + 8 + length)};
		return true;
	}
	return false;
}

/* The chunks of compressed data, where they are in the file. */
static bool find_parts(arena *a, const image *i, image_packed *result)
{
	png_chunk chunk = {0};
	image_part *parts = NULL;
	size_t at = PNG_SIGNATURE, rested = at, capacity = 0;

	while (next_chunk(i, "IDAT", &at, &chunk)) {
		if (!chunk.sound)
			return false;
		*ARENA_APPEND(a, parts, result->count, capacity) =
			(image_part){(const char *)chunk.data, chunk.length};
		result->length += chunk.length;
		if (at - rested >= STRIP) {
			arena_rest(i->data + rested, at - rested);
			rested = at;
		}
	}
	result->parts = parts;
	return result->count > 0;
}

/* All of them in a row. */
static const char *joined(arena *scratch, const image_packed *p)
{
	if (p->count == 1)
		return p->parts->data;
	char *all = arena_room(scratch, p->length, 1), *to = all;
	for (size_t n = 0; n < p->count; to += p->parts[n++].length)
		memcpy(to, p->parts[n].data, p->parts[n].length);
	return all;
}

/* Has each row a predictor that PNG has? */
static bool are_rows(const uint8_t *rows, size_t size, size_t row)
{
	for (size_t at = 0; at < size; at += row)
		if (rows[at] > PNG_FILTER_VALUE_LAST - 1)
			return false;
	return true;
}

/* The same as is_sound, in strips of some rows. */
static bool is_sound_in_strips(arena *scratch, const image_packed *p, size_t row)
{
	size_t size = row * (STRIP / row + 1), made = 0;
	uint8_t *rows = arena_room(scratch, size, 1);
	z_stream z = {.next_out = rows, .avail_out = (uInt)size};
	int status = inflateInit(&z);

	for (size_t n = 0; n < p->count && status == Z_OK; n++) {
		z.next_in = (Bytef *)(uintptr_t)p->parts[n].data;
		z.avail_in = (uInt)p->parts[n].length;
		while (status == Z_OK && (z.avail_in || !z.avail_out)) {
			if (!z.avail_out) {
				arena_rest(p->parts[n].data, p->parts[n].length - z.avail_in);
				made += size;
				if (made > p->plain || !are_rows(rows, size, row))
					status = Z_DATA_ERROR;
				z.next_out = rows;
				z.avail_out = (uInt)size;
			}
			if (status == Z_OK)
				status = inflate(&z, Z_NO_FLUSH);
			if (status == Z_BUF_ERROR) /* it waits for the next part */
				status = Z_OK;
		}
		arena_rest(p->parts[n].data, p->parts[n].length);
	}
	size_t rest = size - z.avail_out;
	inflateEnd(&z);
	return status == Z_STREAM_END && made + rest == p->plain && are_rows(rows, rest, row);
}

/* Do the data hold all rows, each with a predictor that PNG has? libdeflate is three times as fast
 * as zlib, and needs all rows at once. */
static bool is_sound(const image *i, const image_packed *p)
{
	size_t row = ((size_t)i->width * (size_t)(p->components * p->bits) + 7) / 8 + 1, made = 0;
	arena *scratch = arena_new();
	if (p->plain > WHOLE_MOST) {
		bool sound = is_sound_in_strips(scratch, p, row);
		arena_free(scratch);
		return sound;
	}
	uint8_t *rows = arena_room(scratch, p->plain, 1);
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	if (!d)
		report_die(1, "out of memory");
	bool sound = libdeflate_zlib_decompress(d, joined(scratch, p), p->length, rows, p->plain,
						&made) == LIBDEFLATE_SUCCESS &&
		     made == p->plain && are_rows(rows, made, row);
	libdeflate_free_decompressor(d);
	arena_free(scratch);
	return sound;
}

bool image_png_packed(arena *a, const image *i, image_packed *result)
{
	const uint8_t *head = (const uint8_t *)i->data + PNG_SIGNATURE + 8;
	int type = head[9];
	png_chunk palette = {0};
	size_t at = PNG_SIGNATURE;
	if (i->format != IMAGE_PNG || i->alpha || i->orientation != 1 || head[8] > 8 || head[12])
		return false;
	*result = (image_packed){.components = type == PNG_COLOR_TYPE_RGB ? 3 : 1, .bits = head[8]};
	if (type == PNG_COLOR_TYPE_PALETTE) {
		if (!next_chunk(i, "PLTE", &at, &palette) || !palette.sound || !palette.length ||
		    palette.length % 3 || palette.length > 768)
			return false;
		result->palette = palette.data;
		result->colors = palette.length / 3;
	}
	size_t bits = (size_t)i->width * (size_t)(result->components * result->bits);
	result->plain = ((bits + 7) / 8 + 1) * i->height;
	return find_parts(a, i, result) && is_sound(i, result);
}
