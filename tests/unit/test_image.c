/* Images of every kind are made here, read back, broken, misnamed: what is good decodes to the
 * pixels that went in, what is not good is refused in words, and nothing crashes. */
#include "base/arena.h"
#include "image/image.h"
#include "image/image_private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jpeglib.h>
#include <lcms2.h>
#include <png.h>

#include <cmocka.h>

/* An image's rows, parted into colour and alpha (NULL: it has none). */
typedef struct pixels {
	uint8_t *color, *alpha;
	int components;
	size_t count;
} pixels;

static void take(void *context, const uint8_t *row, uint32_t width)
{
	pixels *p = context;
	size_t components = (size_t)p->components;
	for (; width > 0; width--, p->count++, row += components + (p->alpha != NULL)) {
		memcpy(p->color + p->count * components, row, components);
		if (p->alpha)
			p->alpha[p->count] = row[components];
	}
}

static bool decoded(image_library *l, arena *a, const image *i, pixels *result)
{
	size_t count = (size_t)i->width * i->height;
	*result = (pixels){.components = image_components(i)};
	result->color = arena_array(a, count, (size_t)result->components);
	result->alpha = i->alpha ? arena_alloc(a, count) : NULL;
	return image_decode(l, i, take, result);
}

#define WIDE 13
#define HIGH 9

typedef struct setting {
	arena *arena;
	FILE *out;
	char *said;
	size_t said_length;
	report *report;
	image_library *images;
	char folder[64];
} setting;

static int start(void **state)
{
	report_options plain = {.format = REPORT_TEXT};
	setting *s = calloc(1, sizeof *s);
	s->arena = arena_new();
	s->out = open_memstream(&s->said, &s->said_length);
	s->report = report_new(s->arena, s->out, &plain);
	s->images = image_library_new(s->arena, s->report, NULL);
	strcpy(s->folder, "/tmp/platen-test-image-XXXXXX");
	assert_non_null(mkdtemp(s->folder));
	*state = s;
	return 0;
}

static int end(void **state)
{
	setting *s = *state;
	char command[128];
	snprintf(command, sizeof command, "rm -r %s", s->folder);
	assert_int_equal(system(command), 0);
	fclose(s->out);
	free(s->said);
	arena_free(s->arena);
	free(s);
	return 0;
}

static const char *path_of(setting *s, const char *name)
{
	return arena_print(s->arena, "%s/%s", s->folder, name);
}

static const char *write_file(setting *s, const char *name, const void *data, size_t size)
{
	const char *path = path_of(s, name);
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(data, 1, size, f), size);
	fclose(f);
	return path;
}

static const image *load(setting *s, const char *path)
{
	return image_load(s->images, path, 0, (place){0});
}

static void assert_refused(setting *s, const char *path, const char *words)
{
	size_t before = report_late_errors(s->report);
	assert_null(load(s, path));
	assert_int_equal(report_late_errors(s->report), before + 1);
	report_flush(s->report);
	fflush(s->out);
	if (!strstr(s->said, words))
		print_message("%s", s->said);
	assert_non_null(strstr(s->said, words));
}

/* --- PNG ------------------------------------------------------------------------------------ */

typedef struct png_wish {
	int type, bits;
	bool interlaced, transparent;
	const void *profile;
	size_t profile_length;
} png_wish;

static int channels_of(int type)
{
	return type == PNG_COLOR_TYPE_RGB          ? 3
	       : type == PNG_COLOR_TYPE_RGBA       ? 4
	       : type == PNG_COLOR_TYPE_GRAY_ALPHA ? 2
						   : 1;
}

/* The sample in channel c of pixel (x, y). */
static unsigned sample(unsigned x, unsigned y, unsigned c, int bits)
{
	unsigned most = (1u << bits) - 1;
	return bits == 16 ? ((x * 17 + y * 31 + c * 71) % 256) * 257
			  : (x * 3 + y * 5 + c * 7) % (most + 1);
}

static void pack_row(uint8_t *row, unsigned y, const png_wish *w)
{
	unsigned channels = (unsigned)channels_of(w->type), bits = (unsigned)w->bits;
	memset(row, 0, 256);
	for (unsigned x = 0; x < WIDE; x++) {
		for (unsigned c = 0; c < channels; c++) {
			unsigned value = sample(x, y, c, w->bits), at = (x * channels + c) * bits;
			if (bits == 16)
				row[at / 8] = row[at / 8 + 1] = (uint8_t)value;
			else
				row[at / 8] |= (uint8_t)(value << (8 - bits - at % 8));
		}
	}
}

static png_color palette_color(unsigned n)
{
	return (png_color){(uint8_t)(n * 5), (uint8_t)(255 - n), (uint8_t)(n * n)};
}

static void add_transparency(png_structp png, png_infop info, const png_wish *w)
{
	png_byte alphas[3] = {0, 100, 200};
	png_color_16 key = {0};
	key.gray = key.red = (png_uint_16)sample(0, 0, 0, w->bits);
	key.green = (png_uint_16)sample(0, 0, 1, w->bits);
	key.blue = (png_uint_16)sample(0, 0, 2, w->bits);
	if (w->type == PNG_COLOR_TYPE_PALETTE)
		png_set_tRNS(png, info, alphas, w->bits == 1 ? 2 : 3, NULL);
	else
		png_set_tRNS(png, info, NULL, 0, &key);
}

static const char *write_png(setting *s, const char *name, const png_wish *w)
{
	const char *path = path_of(s, name);
	png_color palette[256];
	uint8_t row[256];
	FILE *f = fopen(path, "wb");
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	png_init_io(png, f);
	png_set_IHDR(png, info, WIDE, HIGH, w->bits, w->type,
		     w->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, 0, 0);
	for (unsigned n = 0; n < 256; n++)
		palette[n] = palette_color(n);
	if (w->type == PNG_COLOR_TYPE_PALETTE)
		png_set_PLTE(png, info, palette, 1 << w->bits);
	if (w->transparent)
		add_transparency(png, info, w);
	if (w->profile)
		png_set_iCCP(png, info, "test", 0, w->profile, (png_uint_32)w->profile_length);
	png_set_pHYs(png, info, 11811, 5906, PNG_RESOLUTION_METER);
	png_write_info(png, info);
	for (int pass = 0, passes = png_set_interlace_handling(png); pass < passes; pass++) {
		for (unsigned y = 0; y < HIGH; y++) {
			pack_row(row, y, w);
			png_write_row(png, row);
		}
	}
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	fclose(f);
	return path;
}

/* Colour (3 components, or 1) and alpha that a pixel must have once decoded. */
static void expected(const png_wish *w, unsigned x, unsigned y, uint8_t color[3], uint8_t *alpha)
{
	int channels = channels_of(w->type);
	unsigned first = sample(x, y, 0, w->bits);
	*alpha = 255;
	for (unsigned c = 0; c < 3; c++)
		color[c] = (uint8_t)(sample(x, y, c, w->bits) * 255 / ((1u << w->bits) - 1));
	if (w->type == PNG_COLOR_TYPE_PALETTE) {
		png_color p = palette_color(first);
		color[0] = p.red, color[1] = p.green, color[2] = p.blue;
		if (w->transparent && first < 3)
			*alpha = (uint8_t)(first * 100);
	} else if (channels == 2 || channels == 4) {
		*alpha = (uint8_t)(sample(x, y, (unsigned)channels - 1, w->bits) * 255 /
				   ((1u << w->bits) - 1));
	} else if (w->transparent && first == sample(0, 0, 0, w->bits) &&
		   (channels == 1 || (sample(x, y, 1, w->bits) == sample(0, 0, 1, w->bits) &&
				      sample(x, y, 2, w->bits) == sample(0, 0, 2, w->bits)))) {
		*alpha = 0;
	}
}

static void png_comes_back(setting *s, const png_wish *w)
{
	const char *name = arena_print(s->arena, "%d-%d-%d-%d.png", w->type, w->bits, w->interlaced,
				       w->transparent);
	const image *i = load(s, write_png(s, name, w));
	pixels pixels;
	assert_non_null(i);
	bool color = w->type & PNG_COLOR_MASK_COLOR;
	assert_int_equal(i->space, color ? IMAGE_RGB : IMAGE_GRAY);
	assert_int_equal(i->alpha, w->transparent || (w->type & PNG_COLOR_MASK_ALPHA));
	assert_int_equal(i->width, WIDE);
	assert_int_equal(i->height, HIGH);
	assert_true(decoded(s->images, s->arena, i, &pixels));
	assert_int_equal(pixels.components, color ? 3 : 1);
	assert_int_equal(pixels.alpha != NULL, i->alpha);
	for (unsigned n = 0; n < WIDE * HIGH; n++) {
		uint8_t want[3], alpha;
		expected(w, n % WIDE, n / WIDE, want, &alpha);
		assert_memory_equal(pixels.color + n * (unsigned)pixels.components, want,
				    (size_t)pixels.components);
		assert_int_equal(pixels.alpha ? pixels.alpha[n] : 255, alpha);
	}
}

static void every_png_comes_back(void **state)
{
	static const struct {
		int type, bits;
		bool key;
	} kinds[] = {
		{PNG_COLOR_TYPE_GRAY, 1, true},         {PNG_COLOR_TYPE_GRAY, 2, true},
		{PNG_COLOR_TYPE_GRAY, 4, true},         {PNG_COLOR_TYPE_GRAY, 8, true},
		{PNG_COLOR_TYPE_GRAY, 16, true},        {PNG_COLOR_TYPE_RGB, 8, true},
		{PNG_COLOR_TYPE_RGB, 16, true},         {PNG_COLOR_TYPE_PALETTE, 1, true},
		{PNG_COLOR_TYPE_PALETTE, 2, true},      {PNG_COLOR_TYPE_PALETTE, 4, true},
		{PNG_COLOR_TYPE_PALETTE, 8, true},      {PNG_COLOR_TYPE_GRAY_ALPHA, 8, false},
		{PNG_COLOR_TYPE_GRAY_ALPHA, 16, false}, {PNG_COLOR_TYPE_RGBA, 8, false},
		{PNG_COLOR_TYPE_RGBA, 16, false},
	};
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		for (int way = 0; way < (kinds[k].key ? 4 : 2); way++) {
			png_wish w = {.type = kinds[k].type,
				      .bits = kinds[k].bits,
				      .interlaced = way & 1,
				      .transparent = way & 2};
			png_comes_back(*state, &w);
		}
	}
}

static void *profile_of(bool gray, cmsUInt32Number *size)
{
	cmsToneCurve *curve = cmsBuildGamma(NULL, 2.2);
	cmsHPROFILE p = gray ? cmsCreateGrayProfile(cmsD50_xyY(), curve) : cmsCreate_sRGBProfile();
	cmsSaveProfileToMem(p, NULL, size);
	void *data = malloc(*size);
	cmsSaveProfileToMem(p, data, size);
	cmsCloseProfile(p);
	cmsFreeToneCurve(curve);
	return data;
}

static void png_says_resolution_and_profile(void **state)
{
	setting *s = *state;
	cmsUInt32Number size;
	void *profile = profile_of(false, &size);
	png_wish with = {
		.type = PNG_COLOR_TYPE_RGB, .bits = 8, .profile = profile, .profile_length = size};
	png_wish without = {.type = PNG_COLOR_TYPE_RGB, .bits = 8};
	const image *i = load(s, write_png(s, "with.png", &with));
	assert_int_equal(i->dots_x, 300);
	assert_int_equal(i->dots_y, 150);
	assert_int_equal(i->profile_length, size);
	assert_memory_equal(i->profile, profile, size);
	assert_null(load(s, write_png(s, "without.png", &without))->profile);
	assert_int_equal(i->index, 0);
	assert_int_equal(load(s, path_of(s, "without.png"))->index, 1);
	assert_ptr_equal(load(s, path_of(s, "with.png")), i);
	free(profile);
}

/* A file's bytes, once more, of which some will be spoilt. */
static char *bytes_of(setting *s, const char *path, size_t *size)
{
	FILE *f = fopen(path, "rb");
	fseek(f, 0, SEEK_END);
	*size = (size_t)ftell(f);
	rewind(f);
	char *data = arena_alloc(s->arena, *size);
	assert_int_equal(fread(data, 1, *size, f), *size);
	fclose(f);
	return data;
}

static void every_truncation_is_seen(setting *s, const char *path, const char *extension,
				     size_t step)
{
	size_t size;
	const char *data = bytes_of(s, path, &size);
	for (size_t n = 8; n < size; n += step) {
		const char *name = arena_print(s->arena, "cut-%zu.%s", n, extension);
		assert_refused(s, write_file(s, name, data, n), "it is truncated");
	}
}

/* Spoil each byte in turn: the file may still be read or be refused, but nothing may crash. */
static void survives_spoiling(setting *s, const char *path, const char *extension)
{
	size_t size;
	char *data = bytes_of(s, path, &size);
	for (size_t n = 0; n < size; n++) {
		arena *a = arena_new();
		image_library *images = image_library_new(a, s->report, NULL);
		pixels pixels;
		data[n] ^= 0x55;
		const image *i = image_load(
			images, write_file(s, arena_print(a, "spoilt.%s", extension), data, size),
			0, (place){0});
		if (i && (uint64_t)i->width * i->height < 1000000)
			decoded(images, a, i, &pixels);
		data[n] ^= 0x55;
		arena_free(a);
	}
}

static void broken_png_is_refused(void **state)
{
	setting *s = *state;
	png_wish w = {.type = PNG_COLOR_TYPE_RGBA, .bits = 8, .interlaced = true};
	const char *path = write_png(s, "good.png", &w);
	size_t size;
	pixels pixels;
	every_truncation_is_seen(s, path, "png", 7);
	survives_spoiling(s, path, "png");
	char *data = bytes_of(s, path, &size);
	data[size - 30] ^= 1; /* among the last of the pixels */
	const image *i = load(s, write_file(s, "spoilt-pixels.png", data, size));
	assert_non_null(i);
	size_t before = report_errors(s->report);
	assert_false(decoded(s->images, s->arena, i, &pixels));
	assert_int_equal(report_errors(s->report), before + 1);
}

/* --- JPEG ----------------------------------------------------------------------------------- */

typedef struct jpeg_wish {
	J_COLOR_SPACE space;
	int components;
	bool adobe, progressive;
	int density;     /* to the inch; 0: unsaid */
	int orientation; /* 0: no Exif */
	const void *profile;
	unsigned profile_length;
} jpeg_wish;

/* Exif with an orientation and 200 dots to the inch, in big-endian order. */
static void write_exif(struct jpeg_compress_struct *c, int orientation)
{
	uint8_t data[] = "Exif\0\0MM\0*\0\0\0\10"
			 "\0\3"
			 "\1\22\0\3\0\0\0\1\0\0\0\0"
			 "\1\32\0\5\0\0\0\1\0\0\0\62"
			 "\1\33\0\5\0\0\0\1\0\0\0\62"
			 "\0\0\0\0"
			 "\0\0\0\310\0\0\0\1";
	data[6 + 8 + 2 + 9] = (uint8_t)orientation;
	jpeg_write_marker(c, JPEG_APP0 + 1, data, sizeof data - 1);
}

/* The left upper quarter is 30, all else is 220, in each component. 32 by 16 pixels, so that blocks
 * are of one tone. */
static const char *write_jpeg(setting *s, const char *name, const jpeg_wish *w)
{
	const char *path = path_of(s, name);
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr errors;
	FILE *f = fopen(path, "wb");
	c.err = jpeg_std_error(&errors);
	jpeg_create_compress(&c);
	jpeg_stdio_dest(&c, f);
	c.image_width = 32;
	c.image_height = 16;
	c.input_components = w->components;
	c.in_color_space = w->space;
	jpeg_set_defaults(&c);
	jpeg_set_quality(&c, 100, TRUE);
	c.write_Adobe_marker = w->adobe;
	c.density_unit = w->density ? 1 : 0;
	c.X_density = c.Y_density = (UINT16)(w->density ? w->density : 1);
	if (w->progressive)
		jpeg_simple_progression(&c);
	jpeg_start_compress(&c, TRUE);
	if (w->orientation)
		write_exif(&c, w->orientation);
	if (w->profile)
		jpeg_write_icc_profile(&c, w->profile, w->profile_length);
	for (int y = 0; y < 16; y++) {
		uint8_t row[32 * 4];
		JSAMPROW rows = row;
		for (int x = 0; x < 32 * w->components; x++)
			row[x] = x < 16 * w->components && y < 8 ? 30 : 220;
		jpeg_write_scanlines(&c, &rows, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	fclose(f);
	return path;
}

static void jpegs_come_back(void **state)
{
	setting *s = *state;
	const struct {
		jpeg_wish wish;
		image_space space;
	} kinds[] = {
		{{.space = JCS_GRAYSCALE, .components = 1, .density = 300}, IMAGE_GRAY},
		{{.space = JCS_RGB, .components = 3, .density = 300}, IMAGE_RGB},
		{{.space = JCS_RGB, .components = 3, .density = 300, .progressive = true},
		 IMAGE_RGB},
		{{.space = JCS_CMYK, .components = 4, .adobe = true}, IMAGE_CMYK},
		{{.space = JCS_CMYK, .components = 4}, IMAGE_CMYK},
	};
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		const jpeg_wish *w = &kinds[k].wish;
		const image *i =
			load(s, write_jpeg(s, arena_print(s->arena, "kind-%zu.JPG", k), w));
		pixels pixels;
		assert_non_null(i);
		assert_int_equal(i->space, kinds[k].space);
		assert_int_equal(i->inverted, w->adobe);
		assert_int_equal(i->untransformed, w->components == 4);
		assert_int_equal(i->dots_x, w->density);
		assert_true(decoded(s->images, s->arena, i, &pixels));
		assert_int_equal(pixels.components, w->components);
		assert_null(pixels.alpha);
		assert_in_range(pixels.color[0], w->adobe ? 223 : 28, w->adobe ? 227 : 32);
		assert_in_range(pixels.color[31 * w->components], w->adobe ? 33 : 218,
				w->adobe ? 37 : 222);
	}
}

static void orientation_is_undone(void **state)
{
	/* where the dark quarter is once the picture is upright: right, below */
	static const bool right[] = {0, 0, 1, 1, 0, 0, 1, 1, 0},
			  below[] = {0, 0, 0, 1, 1, 0, 0, 1, 1};
	setting *s = *state;
	for (int o = 1; o <= 8; o++) {
		jpeg_wish w = {.space = JCS_GRAYSCALE, .components = 1, .orientation = o};
		const image *i =
			load(s, write_jpeg(s, arena_print(s->arena, "turned-%d.jpeg", o), &w));
		pixels pixels;
		assert_int_equal(i->orientation, o);
		assert_int_equal(i->width, o < 5 ? 32 : 16);
		assert_int_equal(i->height, o < 5 ? 16 : 32);
		assert_int_equal(i->dots_x, 200);
		assert_true(decoded(s->images, s->arena, i, &pixels));
		for (int corner = 0; corner < 4; corner++) {
			size_t x = corner & 1 ? i->width - 1 : 0,
			       y = corner & 2 ? i->height - 1 : 0;
			bool dark = right[o] == (corner & 1) && below[o] == (corner >> 1);
			assert_in_range(pixels.color[y * i->width + x], dark ? 25 : 215,
					dark ? 35 : 225);
		}
	}
}

/* What Exif says of resolution, as dots / parts, in little-endian order: its two sides. */
static void assert_dots(uint32_t dots, uint32_t parts, int expected)
{
	uint8_t data[] = "II*\0\10\0\0\0"
			 "\2\0"
			 "\32\1\5\0\1\0\0\0\46\0\0\0"
			 "\33\1\5\0\1\0\0\0\46\0\0\0"
			 "\0\0\0\0"
			 "\0\0\0\0\0\0\0\0";
	image i = {0};

	for (int k = 0; k < 4; k++) {
		data[38 + k] = (uint8_t)(dots >> 8 * k);
		data[42 + k] = (uint8_t)(parts >> 8 * k);
	}
	image_exif(&i, data, sizeof data - 1);
	assert_int_equal(i.dots_x, expected);
	assert_int_equal(i.dots_y, expected);
}

static void absurd_resolutions_are_passed_over(void **state)
{
	(void)state;
	assert_dots(200, 1, 200);
	assert_dots(5999, 20, 300);
	assert_dots(100000, 1, 100000);
	assert_dots(100001, 1, 0);
	assert_dots(UINT32_MAX, 1, 0);
	assert_dots(300, 0, 0);
	assert_dots(1, 1, 0);
	assert_dots(0, 7, 0);
}

static void jpeg_keeps_its_profile(void **state)
{
	setting *s = *state;
	cmsUInt32Number size;
	void *profile = profile_of(true, &size);
	jpeg_wish gray = {.space = JCS_GRAYSCALE,
			  .components = 1,
			  .profile = profile,
			  .profile_length = size};
	jpeg_wish color = {
		.space = JCS_RGB, .components = 3, .profile = profile, .profile_length = size};
	const image *i = load(s, write_jpeg(s, "profile.jpg", &gray));
	assert_int_equal(i->profile_length, size);
	assert_memory_equal(i->profile, profile, size);
	assert_null(load(s, write_jpeg(s, "other-profile.jpg", &color))->profile);
	free(profile);
}

static void broken_jpeg_is_refused(void **state)
{
	setting *s = *state;
	jpeg_wish w = {.space = JCS_RGB, .components = 3, .orientation = 6};
	const char *path = write_jpeg(s, "good.jpg", &w);
	size_t size;
	every_truncation_is_seen(s, path, "jpg", 11);
	survives_spoiling(s, path, "jpg");
	char *data = bytes_of(s, path, &size);
	memcpy(data + size - 12, "\xFF\xD9", 2); /* an end before the end */
	assert_refused(s, write_file(s, "short.jpg", data, size), "it is truncated");
}

/* --- all ------------------------------------------------------------------------------------ */

static void what_is_no_image_is_named(void **state)
{
	setting *s = *state;
	png_wish w = {.type = PNG_COLOR_TYPE_GRAY, .bits = 8};
	size_t size;
	char *png = bytes_of(s, write_png(s, "good.png", &w), &size);
	assert_refused(s, path_of(s, "absent.png"), "there is no image");
	assert_refused(s, write_file(s, "empty.png", "", 0), "is empty");
	assert_refused(s, write_file(s, "text.png", "words, words, words", 19),
		       "is of no kind that can be set");
	assert_refused(s, write_file(s, "moving.gif", "GIF89a....", 10),
		       "cannot be used: it is truncated");
	/* its bytes say what it is; that its name says another kind is a warning */
	assert_non_null(load(s, write_file(s, "wrong.jpg", png, size)));
	assert_non_null(load(s, write_file(s, "no-extension", png, size)));
	mkdir(path_of(s, "folder.png"), 0777);
	assert_refused(s, path_of(s, "folder.png"), "is a folder");
	size_t before = report_errors(s->report);
	/* the same words at the same place count once */
	assert_null(load(s, path_of(s, "absent.png")));
	assert_int_equal(report_errors(s->report), before);
}

static void too_large_is_refused(void **state)
{
	setting *s = *state;
	const char *path = path_of(s, "wide.png");
	static uint8_t row[40000 / 8];
	FILE *f = fopen(path, "wb");
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	png_init_io(png, f);
	png_set_IHDR(png, info, 40000, 1, 1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, 0, 0);
	png_write_info(png, info);
	png_write_row(png, row);
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	fclose(f);
	assert_refused(s, path, "40000 by 1 pixels; make it smaller");
}

static void sizes_fit(void **state)
{
	image i = {.width = 300, .height = 600, .dots_x = 150, .dots_y = 150, .orientation = 1};
	length width, height;
	(void)state;
	image_size(&i, 400 * LENGTH_PT, 700 * LENGTH_PT, &width, &height);
	assert_int_equal(width, 144 * LENGTH_PT);
	assert_int_equal(height, 288 * LENGTH_PT);
	image_size(&i, 72 * LENGTH_PT, 700 * LENGTH_PT, &width, &height);
	assert_int_equal(width, 72 * LENGTH_PT);
	assert_int_equal(height, 144 * LENGTH_PT);
	image_size(&i, 400 * LENGTH_PT, 72 * LENGTH_PT, &width, &height);
	assert_int_equal(width, 36 * LENGTH_PT);
	i.dots_x = i.dots_y = 0;
	image_size(&i, 400 * LENGTH_PT, 700 * LENGTH_PT, &width, &height);
	assert_int_equal(width, 150 * LENGTH_PT);
}

/* Files of kinds that are not read are called by their names, whatever their own names say. */
static void kinds_that_are_not_read_are_named(void **state)
{
	static const struct {
		const char *name, *bytes;
		size_t length;
	} cases[] = {
		{"is an AVIF, which cannot be set",
		 "\0\0\0\x20"
		 "ftypavif\0\0",
		 14},
		{"is a HEIF, which cannot be set",
		 "\0\0\0\x18"
		 "ftypheic\0\0",
		 14},
		{"is a JPEG 2000, which cannot be set", "\0\0\0\x0cjP  \r\n\x87\n", 12},
		{"is an XML file, which cannot be set", "<?xml version='1.0'?><a/>", 25},
		{"is a BMP, which cannot be set", "BM\x46\0\0\0\0\0", 8},
	};
	setting *s = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_refused(s,
			       write_file(s, arena_print(s->arena, "%zu.png", i), cases[i].bytes,
					  cases[i].length),
			       cases[i].name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(kinds_that_are_not_read_are_named, start, end),
		cmocka_unit_test_setup_teardown(every_png_comes_back, start, end),
		cmocka_unit_test_setup_teardown(png_says_resolution_and_profile, start, end),
		cmocka_unit_test_setup_teardown(broken_png_is_refused, start, end),
		cmocka_unit_test_setup_teardown(jpegs_come_back, start, end),
		cmocka_unit_test_setup_teardown(orientation_is_undone, start, end),
		cmocka_unit_test_setup_teardown(jpeg_keeps_its_profile, start, end),
		cmocka_unit_test_setup_teardown(broken_jpeg_is_refused, start, end),
		cmocka_unit_test_setup_teardown(what_is_no_image_is_named, start, end),
		cmocka_unit_test_setup_teardown(too_large_is_refused, start, end),
		cmocka_unit_test(absurd_resolutions_are_passed_over),
		cmocka_unit_test(sizes_fit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
