/* pdf_image: bytes on bare data; colour spaces, masks and conversions of files that are made
 * here. */
#include "pdf/pdf_image.h"

#include "base/arena.h"
#include "pdf/pdf_file.h"
#include "pdf/pdf_image_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jpeglib.h>
#include <lcms2.h>
#include <libdeflate.h>
#include <png.h>

#include <cmocka.h>

#define CONDITION "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc"

static arena *memory;
static report *messages;
static FILE *said;
static image_library *library;
static char folder[64];

static int set_up(void **state)
{
	(void)state;
	report_options plain = {.format = REPORT_TEXT};
	memory = arena_new();
	said = fopen("/dev/null", "w");
	messages = report_new(memory, said, &plain);
	library = image_library_new(memory, messages, NULL);
	strcpy(folder, "/tmp/platen-test-pdf-image-XXXXXX");
	assert_non_null(mkdtemp(folder));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	static const char *const names[] = {"alpha.png", "cmyk.jpg"};
	for (size_t i = 0; i < 2; i++)
		unlink(arena_print(memory, "%s/%s", folder, names[i]));
	assert_int_equal(rmdir(folder), 0);
	fclose(said);
	arena_free(memory);
	return 0;
}

/* --- bytes ---------------------------------------------------------------------------------- */

#define SOI  "\xff\xd8"
#define EOI  "\xff\xd9"
#define JFIF "\xff\xe0\0\4ab"
#define EXIF                                                                                       \
	"\xff\xe1\0\6"                                                                             \
	"Exif"
#define ADOBE "\xff\xee\0\4cd"
#define COMMENT                                                                                    \
	"\xff\xfe\0\5"                                                                             \
	"hey"
#define SCAN  "\xff\xda\0\3x\1\2\xff\0\3\xff\xd0\4"
#define TABLE "\xff\xc4\0\4zz"

static void jpegs_lose_what_is_no_picture(void **state)
{
	(void)state;
	static const char whole[] =
		SOI JFIF EXIF "\xff" ADOBE COMMENT TABLE SCAN TABLE SCAN EOI "a film follows" SOI;
	static const char left[] = SOI JFIF ADOBE TABLE SCAN TABLE SCAN EOI;
	pdf_bytes bytes;
	assert_true(pdf_image_data_jpeg(memory, whole, sizeof whole - 1, &bytes));
	assert_int_equal(bytes.length, sizeof left - 1);
	size_t at = 0;
	for (const pdf_piece *p = bytes.pieces; p; at += p->length, p = p->next)
		assert_memory_equal(p->data, left + at, p->length);
	assert_int_equal(at, bytes.length);
	assert_string_equal(bytes.filter, "DCTDecode");
	static const char broken[] = SOI "\xff\xe1\0\x70"
					 "Exif";
	assert_false(pdf_image_data_jpeg(memory, broken, sizeof broken - 1, &bytes));
	assert_false(pdf_image_data_jpeg(memory, "\x89PNG\r\n", 6, &bytes));
}

/* PNG's predictors the other way, written plainly. */
static void restore(const uint8_t *predicted, size_t stride, size_t count, size_t step,
		    uint8_t *rows)
{
	for (size_t y = 0; y < count; y++)
		for (size_t x = 0; x < stride; x++) {
			uint8_t *at = &rows[y * stride + x], left = x >= step ? at[-(long)step] : 0,
				up = y ? at[-(long)stride] : 0;
			int corner = x >= step && y ? at[-(long)(stride + step)] : 0,
			    guess = left + up - corner;
			int a = abs(guess - left), b = abs(guess - up), c = abs(guess - corner);
			const int guesses[] = {0, left, up, (left + up) / 2,
					       a <= b && a <= c ? left
					       : b <= c         ? up
								: corner};
			assert_in_range(predicted[y * (stride + 1)], 0, 4);
			*at = (uint8_t)(predicted[y * (stride + 1) + 1 + x] +
					guesses[predicted[y * (stride + 1)]]);
		}
}

static void predictors_are_undone(void **state)
{
	(void)state;
	enum { WIDE = 31, HIGH = 40, STEP = 3, STRIDE = WIDE * STEP };
	uint8_t rows[HIGH * STRIDE], predicted[HIGH * (STRIDE + 1)], again[sizeof rows], kinds = 0;
	uint32_t seed = 7;
	for (size_t i = 0; i < sizeof rows; i++) {
		size_t x = i % STRIDE / STEP, y = i / STRIDE;
		seed = seed * 1664525 + 1013904223;
		size_t mean = x && y ? (rows[i - STEP] + rows[i - STRIDE]) / 2 + (seed >> 31) : 0;
		rows[i] = (uint8_t)(y < 8    ? x * 5
				    : y < 16 ? x * x
				    : y < 24 ? seed >> 24
				    : y < 32 ? mean
				    : y < 36 ? x * y / 3 + (seed >> 30)
					     : 0);
	}
	pdf_image_data_predict(rows, STRIDE, HIGH, STEP, predicted);
	restore(predicted, STRIDE, HIGH, STEP, again);
	assert_memory_equal(again, rows, sizeof rows);
	for (size_t y = 0; y < HIGH; y++)
		kinds |= (uint8_t)(1 << predicted[y * (STRIDE + 1)]);
	assert_int_equal(kinds, 0x1f);
}

static void predictors_are_taken_where_they_pay(void **state)
{
	(void)state;
	enum { WIDE = 256, HIGH = 256 };
	uint8_t *rows = arena_alloc(memory, WIDE * HIGH), *plain = arena_alloc(memory, WIDE * HIGH);
	bool predicted;
	for (size_t i = 0; i < WIDE * HIGH; i++)
		rows[i] = (uint8_t)(i % WIDE / 2 + i / WIDE / 3);
	pdf_bytes bytes = pdf_image_data_pack(memory, rows, WIDE, HIGH, 1, &predicted);
	assert_true(predicted);
	assert_int_equal(bytes.plain, (WIDE + 1) * HIGH);
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	uint8_t *back = arena_alloc(memory, bytes.plain);
	assert_int_equal(
		libdeflate_zlib_decompress(d, bytes.data, bytes.length, back, bytes.plain, NULL),
		LIBDEFLATE_SUCCESS);
	libdeflate_free_decompressor(d);
	restore(back, WIDE, HIGH, 1, plain);
	assert_memory_equal(plain, rows, WIDE * HIGH);
	uint8_t noise[3] = {1, 200, 77};
	bytes = pdf_image_data_pack(memory, noise, 3, 1, 3, &predicted);
	assert_false(predicted);
	assert_null(bytes.filter);
	assert_memory_equal(bytes.data, noise, 3);
}

static void orientations_stand_upright(void **state)
{
	(void)state;
	/* Where the stored picture's top left and top right corners come to be (Exif 2.3,
	 * 4.6.4). */
	static const int corners[9][4] = {{0},          {0, 1, 1, 1}, {1, 1, 0, 1},
					  {1, 0, 0, 0}, {0, 0, 1, 0}, {0, 1, 0, 0},
					  {1, 1, 1, 0}, {1, 0, 1, 1}, {0, 0, 0, 1}};
	for (int o = 1; o <= 8; o++) {
		image i = {.format = IMAGE_JPEG, .space = IMAGE_RGB, .orientation = o};
		int m[6];
		pdf_image_matrix(&i, m);
		for (int x = 0; x <= 1; x++) {
			assert_int_equal(m[0] * x + m[2] + m[4], corners[o][2 * x]);
			assert_int_equal(m[1] * x + m[3] + m[5], corners[o][2 * x + 1]);
		}
		assert_int_equal(abs(m[0] * m[3] - m[1] * m[2]), 1);
	}
	image decoded = {.format = IMAGE_PNG, .orientation = 6};
	int m[6];
	pdf_image_matrix(&decoded, m);
	assert_int_equal(m[0], 1);
}

/* --- objects -------------------------------------------------------------------------------- */

static const char *text_of(const pdf_dict *d)
{
	const pdf_extra *extra = d->attr;
	return arena_copy(memory, extra->exact.data ? extra->exact.data : "", extra->exact.length);
}

/* The name of a device's space, or "ICC". */
static const char *space_of(pdf_dict *d)
{
	HPDF_Name name = HPDF_Dict_GetItem(d, "ColorSpace", HPDF_OCLASS_NAME);
	if (name)
		return name->value;
	return strstr(text_of(d), "/ICCBased") ? "ICC" : "none";
}

static pdf_images *new_images(const sheet *s)
{
	pdf_bytes *srgb = ARENA_NEW(memory, pdf_bytes);
	*srgb = (pdf_bytes){.data = "sRGB", .length = 4};
	static const ink *const none[] = {NULL};
	static const style bare = {.inks = none};
	return pdf_images_new(memory, messages, library, s, pdf_colors_new(memory, &bare), srgb);
}

static const char *profile_of(cmsColorSpaceSignature space, size_t *length)
{
	cmsToneCurve *curve = cmsBuildGamma(NULL, 2.2);
	cmsHPROFILE p = space == cmsSigGrayData ? cmsCreateGrayProfile(cmsD50_xyY(), curve)
						: cmsCreate_sRGBProfile();
	cmsUInt32Number size = 0;
	assert_true(cmsSaveProfileToMem(p, NULL, &size));
	char *data = arena_alloc(memory, size);
	assert_true(cmsSaveProfileToMem(p, data, &size));
	cmsCloseProfile(p);
	cmsFreeToneCurve(curve);
	*length = size;
	return data;
}

static void each_edition_has_its_colour_spaces(void **state)
{
	(void)state;
	static const char data[] = SOI JFIF TABLE SCAN EOI;
	static const sheet s = {.profile = CONDITION};
	struct {
		image_space space;
		bool tagged;
		const char *archive, *print;
	} wanted[] = {
		{IMAGE_GRAY, false, "DeviceGray", "DeviceGray"},
		{IMAGE_GRAY, true, "ICC", "DeviceGray"},
		{IMAGE_RGB, false, "DeviceRGB", "ICC"},
		{IMAGE_RGB, true, "ICC", "ICC"},
	};
	pdf_images *images = new_images(&s);
	for (int print = 0; print <= 1; print++) {
		const edition *e = &edition_table[print ? EDITION_PRINT : EDITION_ARCHIVE];
		pdf_file *f = pdf_file_new(memory, 17);
		for (size_t n = 0; n < 4; n++) {
			image *i = ARENA_NEW(memory, image);
			*i = (image){.path = "x.jpg",
				     .format = IMAGE_JPEG,
				     .width = 3,
				     .height = 2,
				     .space = wanted[n].space,
				     .bits = 8,
				     .orientation = 6,
				     .data = data,
				     .length = sizeof data - 1,
				     .index = n};
			if (wanted[n].tagged)
				i->profile = profile_of(n < 2 ? cmsSigGrayData : cmsSigRgbData,
							&i->profile_length);
			pdf_dict *d = pdf_image_write(images, f, e, i);
			assert_non_null(d);
			assert_ptr_equal(d, pdf_image_write(images, f, e, i));
			assert_string_equal(space_of(d),
					    print ? wanted[n].print : wanted[n].archive);
			HPDF_Number wide = HPDF_Dict_GetItem(d, "Width", HPDF_OCLASS_NUMBER);
			assert_int_equal(wide->value, 2);
			assert_null(HPDF_Dict_GetItem(d, "SMask", HPDF_OCLASS_DICT));
		}
		pdf_file_free(f);
	}
}

static const char *write_cmyk(void)
{
	const char *path = arena_print(memory, "%s/cmyk.jpg", folder);
	FILE *out = fopen(path, "wb");
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr errors;
	c.err = jpeg_std_error(&errors);
	jpeg_create_compress(&c);
	jpeg_stdio_dest(&c, out);
	c.image_width = c.image_height = 16;
	c.input_components = 4;
	c.in_color_space = JCS_CMYK;
	jpeg_set_defaults(&c);
	jpeg_start_compress(&c, TRUE);
	/* By Adobe's custom 255 is no ink: this is all cyan. */
	JSAMPLE row[64];
	for (size_t i = 0; i < 64; i++)
		row[i] = i % 4 ? 255 : 0;
	for (JSAMPROW at = row; c.next_scanline < 16;)
		jpeg_write_scanlines(&c, &at, 1);
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	fclose(out);
	return path;
}

static void bare_cmyk_is_the_presss_and_becomes_srgb(void **state)
{
	(void)state;
	if (access(CONDITION, R_OK))
		fail_msg("%s is not there: make deps installs it", CONDITION);
	static const sheet s = {.profile = CONDITION};
	const image *i = image_load(library, write_cmyk(), 0, (place){0});
	assert_non_null(i);
	assert_true(i->inverted);
	pdf_images *images = new_images(&s);
	pdf_file *print = pdf_file_new(memory, 16), *archive = pdf_file_new(memory, 17);
	pdf_dict *d = pdf_image_write(images, print, &edition_table[EDITION_PRINT], i);
	assert_string_equal(space_of(d), "DeviceCMYK");
	assert_non_null(strstr(text_of(d), "[1 0 1 0 1 0 1 0]"));
	d = pdf_image_write(images, archive, &edition_table[EDITION_ARCHIVE], i);
	assert_string_equal(space_of(d), "DeviceRGB");
	assert_null(strstr(text_of(d), "[1 0"));
	const pdf_extra *extra = d->attr;
	uint8_t rgb[17 * 48];
	struct libdeflate_decompressor *inflate = libdeflate_alloc_decompressor();
	assert_string_equal(extra->body->filter, "FlateDecode");
	assert_int_equal(libdeflate_zlib_decompress(inflate, extra->body->data, extra->body->length,
						    rgb, extra->body->plain, NULL),
			 LIBDEFLATE_SUCCESS);
	libdeflate_free_decompressor(inflate);
	/* Its first pixel, after the row's predictor or not: cyan ink has little red, much blue. */
	const uint8_t *pixel = rgb + (extra->body->plain == 17 * 48 - 48 + 16 ? 1 : 0);
	assert_in_range(pixel[0], 0, 60);
	assert_in_range(pixel[2], 180, 255);
	/* Tagged with the very profile of the intent, it is DeviceCMYK too. */
	image tagged = *i;
	FILE *in = fopen(CONDITION, "rb");
	char *bytes = arena_alloc(memory, 4 << 20);
	tagged.profile_length = fread(bytes, 1, 4 << 20, in);
	fclose(in);
	tagged.profile = bytes;
	tagged.index = i->index + 1;
	assert_string_equal(
		space_of(pdf_image_write(images, print, &edition_table[EDITION_PRINT], &tagged)),
		"DeviceCMYK");
	bytes[200] ^= 1;
	tagged.index++;
	assert_string_equal(
		space_of(pdf_image_write(images, print, &edition_table[EDITION_PRINT], &tagged)),
		"ICC");
	pdf_file_free(print);
	pdf_file_free(archive);
	static const sheet none = {.profile = "/nowhere/at.all"};
	images = new_images(&none);
	archive = pdf_file_new(memory, 17);
	assert_null(pdf_image_write(images, archive, &edition_table[EDITION_ARCHIVE], i));
	assert_int_equal(report_errors(messages), 1);
	pdf_file_free(archive);
}

static void transparency_is_a_mask(void **state)
{
	(void)state;
	static const sheet s = {0};
	const char *path = arena_print(memory, "%s/alpha.png", folder);
	png_image png = {
		.version = PNG_IMAGE_VERSION, .width = 8, .height = 8, .format = PNG_FORMAT_RGBA};
	uint8_t pixels[256];
	for (size_t i = 0; i < 256; i++)
		pixels[i] = (uint8_t)i;
	assert_true(png_image_write_to_file(&png, path, 0, pixels, 0, NULL));
	const image *i = image_load(library, path, 0, (place){0});
	assert_non_null(i);
	pdf_images *images = new_images(&s);
	pdf_file *f = pdf_file_new(memory, 17);
	pdf_dict *d = pdf_image_write(images, f, &edition_table[EDITION_ARCHIVE], i);
	assert_non_null(d);
	pdf_dict *mask = HPDF_Dict_GetItem(d, "SMask", HPDF_OCLASS_DICT);
	assert_non_null(mask);
	assert_string_equal(space_of(mask), "DeviceGray");
	pdf_file_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(jpegs_lose_what_is_no_picture),
		TEST(predictors_are_undone),
		TEST(predictors_are_taken_where_they_pay),
		TEST(orientations_stand_upright),
		TEST(each_edition_has_its_colour_spaces),
		TEST(bare_cmyk_is_the_presss_and_becomes_srgb),
		TEST(transparency_is_a_mask),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
