/* pdf_runs, pdf_grid and shelf: what is packed comes back, colours are those that a grid was asked
 * for, and bytes on a shelf stay the same. */
#include "pdf/pdf_runs.h"

#include "base/arena.h"
#include "base/shelf.h"
#include "pdf/pdf_grid.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#define ZLIB_CONST
#include <zlib.h>
#include <cmocka.h>

/* --- runs ----------------------------------------------------------------------------------- */

static uint8_t *unpacked(const uint8_t *packed, size_t length, size_t room, size_t *made)
{
	uint8_t *result = malloc(room + 1);
	z_stream z = {.next_in = packed, .avail_in = (uInt)length};

	z.next_out = result;
	z.avail_out = (uInt)(room + 1);
	assert_int_equal(inflateInit2(&z, -MAX_WBITS), Z_OK);
	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	*made = z.total_out;
	assert_int_equal(z.avail_in, 0);
	inflateEnd(&z);
	return result;
}

/* Data in two parts, of which the first ends at a byte; it may also be empty. */
static size_t come_back(const uint8_t *data, size_t first, size_t length)
{
	uint8_t *packed = malloc(pdf_runs_bound(first) + pdf_runs_bound(length - first));
	size_t size = pdf_runs_pack(data, first, false, packed), made;

	assert_true(size <= pdf_runs_bound(first));
	const size_t rest = pdf_runs_pack(data + first, length - first, true, packed + size);
	assert_true(rest <= pdf_runs_bound(length - first));
	uint8_t *result = unpacked(packed, size + rest, length, &made);
	assert_int_equal(made, length);
	assert_memory_equal(result, data, length);
	free(result);
	free(packed);
	return size + rest;
}

static uint32_t next(uint32_t *state)
{
	return *state = *state * 1664525 + 1013904223;
}

static void every_length_of_run_comes_back(void **state)
{
	(void)state;
	uint8_t data[70000];
	size_t length = 0;

	for (unsigned run = 1; run <= 300; run++)
		for (unsigned k = 0; k < run; k++)
			data[length++] = (uint8_t)run;
	for (size_t first = 0; first < 20; first++)
		come_back(data, first * first * 100, length);
}

static void data_of_any_kind_come_back(void **state)
{
	(void)state;
	enum { LENGTH = 200000 };
	uint8_t *data = calloc(LENGTH, 1);
	uint32_t seed = 1;

	come_back(data, 0, 0);
	memset(data, 7, LENGTH);
	assert_in_range(come_back(data, 0, LENGTH), 1, 1200);
	come_back(data, 1, 1);
	come_back(data, 1, 2);
	for (size_t i = 0; i < LENGTH; i++)
		data[i] = (uint8_t)(next(&seed) >> 24);
	assert_in_range(come_back(data, LENGTH / 3, LENGTH), LENGTH, LENGTH + 100);
	/* as predictors leave photographs: mostly small differences */
	for (size_t i = 0; i < LENGTH; i++) {
		const unsigned r = next(&seed) >> 16;
		data[i] = (uint8_t)((int)(r & 7) + (int)(r >> 3 & 7) - 7);
	}
	assert_in_range(come_back(data, LENGTH / 2, LENGTH), LENGTH / 3, LENGTH / 2);
	free(data);
}

/* Frequencies like Fibonacci's numbers make the deepest trees: longer codes than deflate allows. */
static void rare_symbols_have_codes_that_are_short_enough(void **state)
{
	(void)state;
	enum { LENGTH = 46367 };
	uint8_t *data = calloc(LENGTH, 1);
	size_t at = 0;

	for (size_t symbol = 0, count = 1, after = 1; at < LENGTH; symbol++) {
		for (size_t k = 0; k < count && at < LENGTH; k++)
			data[at++] = (uint8_t)(2 * symbol);
		const size_t sum = count + after;
		count = after;
		after = sum;
	}
	/* spread, so that there are no runs */
	for (size_t i = 0; i < LENGTH; i++) {
		const size_t other = i * 40503 % LENGTH;
		const uint8_t kept = data[i];
		data[i] = data[other];
		data[other] = kept;
	}
	come_back(data, 0, LENGTH);
	free(data);
}

/* --- grid ----------------------------------------------------------------------------------- */

/* What interpolation can't get wrong: each ink is a plane over the colours. */
static void planes(void *context, const uint16_t *rgb, uint16_t *cmyk, size_t count)
{
	(void)context;
	for (size_t i = 0; i < count; i++, rgb += 3, cmyk += 4) {
		cmyk[0] = 65535 - rgb[0];
		cmyk[1] = (uint16_t)((rgb[0] + rgb[1] + rgb[2]) / 3);
		cmyk[2] = rgb[2];
		cmyk[3] = (uint16_t)((65535 - rgb[1]) / 2);
	}
}

static void what_lies_between_colours_is_mixed(void **state)
{
	(void)state;
	arena *a = arena_new();
	const pdf_grid *g = pdf_grid_new(a, planes, NULL);
	uint8_t rgb[256 * 3], cmyk[256 * 4];
	uint32_t seed = 5;

	for (int row = 0; row < 200; row++) {
		for (size_t i = 0; i < sizeof rgb; i++)
			rgb[i] = row < 2 ? (uint8_t)(row * 255) : (uint8_t)(next(&seed) >> 24);
		memcpy(rgb + 3, rgb, 3); /* two that are alike */
		pdf_grid_row(g, rgb, cmyk, 256);
		for (size_t i = 0; i < 256; i++) {
			const uint8_t *from = rgb + i * 3, *to = cmyk + i * 4;
			assert_int_equal(to[0], 255 - from[0]);
			assert_true(fabs(to[1] - (from[0] + from[1] + from[2]) / 3.0) <= 0.51);
			assert_int_equal(to[2], from[2]);
			assert_true(fabs(to[3] - (255 - from[1]) / 2.0) <= 0.51);
		}
	}
	arena_free(a);
}

/* --- shelves -------------------------------------------------------------------------------- */

static void stays_the_same(size_t pieces, size_t each)
{
	arena *a = arena_new();
	shelf *s = shelf_new(a);
	uint8_t *piece = malloc(each);
	size_t length;

	for (size_t n = 0; n < pieces; n++) {
		memset(piece, (int)(n * 31 + 1), each);
		shelf_put(s, piece, each);
	}
	const char *data = shelf_end(s, a, &length);
	const uint32_t check = shelf_check(0, data, length);
	assert_int_equal(length, pieces * each);
	for (int turn = 0; turn < 2; turn++) {
		for (size_t n = 0; n < pieces; n++)
			assert_int_equal((uint8_t)data[n * each + each / 2], (uint8_t)(n * 31 + 1));
		arena_rest(data, length);
		arena_rest(data + each, each);
	}
	assert_int_equal(shelf_check(0, data, length), check);
	free(piece);
	arena_free(a);
}

static void bytes_on_a_shelf_stay(void **state)
{
	(void)state;
	stays_the_same(3, 1000);
	stays_the_same(50, 70001);
	stays_the_same(1, 3 << 20);
}

/* Where there is no room for a file, memory has it. */
static void a_shelf_needs_no_disk(void **state)
{
	(void)state;
	arena *a = arena_new();
	shelf *s = shelf_new(a);
	size_t length = 1;

	assert_string_equal(shelf_end(s, a, &length), "");
	assert_int_equal(length, 0);
	shelf_drop(s);
	arena_rest("never mapped", 5);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_length_of_run_comes_back),
		cmocka_unit_test(data_of_any_kind_come_back),
		cmocka_unit_test(rare_symbols_have_codes_that_are_short_enough),
		cmocka_unit_test(what_lies_between_colours_is_mixed),
		cmocka_unit_test(bytes_on_a_shelf_stay),
		cmocka_unit_test(a_shelf_needs_no_disk),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
