/* pdf_deflate: what is compressed comes back, whatever the threads. */
#include "pdf/pdf_deflate.h"

#include "base/arena.h"
#include "base/parallel.h"

#include <libdeflate.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static char *words(size_t size)
{
	char *data = malloc(size + 1);
	assert_non_null(data);
	for (size_t i = 0; i < size; i++)
		data[i] = "which of these is the way to the garden? "[i * i / 7 % 41];
	return data;
}

/* Bytes that nobody can compress. */
static char *noise(size_t size)
{
	char *data = malloc(size + 1);
	uint64_t state = 88172645463325252u;
	assert_non_null(data);
	for (size_t i = 0; i < size; i++) {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		data[i] = (char)(state >> 32);
	}
	return data;
}

static void comes_back(const pdf_bytes *bytes, const char *data, size_t size)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	char *back = malloc(size + 1);
	size_t length;
	assert_int_equal(
		libdeflate_zlib_decompress(d, bytes->data, bytes->length, back, size + 1, &length),
		LIBDEFLATE_SUCCESS);
	assert_int_equal(length, size);
	assert_memory_equal(back, data, size);
	assert_int_equal(bytes->plain, size);
	libdeflate_free_decompressor(d);
	free(back);
}

static void make(pdf_buffer *out, const void *context, size_t index)
{
	const char *text = context;
	pdf_append(out, text + index, 5000 * index);
}

static void threads_change_nothing(void **state)
{
	enum { ITEMS = 40 };
	(void)state;
	char *text = words(5000 * ITEMS + ITEMS);
	arena *a = arena_new();
	pdf_bytes one[ITEMS] = {{0}}, several[ITEMS] = {{0}};
	pdf_deflate_made(a, one, ITEMS, PDF_DEFLATE_LEVEL, make, text);
	parallel_open(7);
	pdf_deflate_made(a, several, ITEMS, PDF_DEFLATE_LEVEL, make, text);
	for (size_t i = 1; i < ITEMS; i++) {
		comes_back(&one[i], text + i, 5000 * i);
		assert_int_equal(several[i].length, one[i].length);
		assert_memory_equal(several[i].data, one[i].data, one[i].length);
	}
	assert_int_equal(one[0].length, 0);
	parallel_close();
	arena_free(a);
	free(text);
}

static void what_does_not_shrink_stays(void **state)
{
	(void)state;
	arena *a = arena_new();
	char *data = noise(1000);
	pdf_bytes bytes = pdf_deflate(a, data, 1000, PDF_DEFLATE_LEVEL);
	assert_null(bytes.filter);
	assert_ptr_equal(bytes.data, data);
	assert_int_equal(bytes.length, 1000);
	free(data);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(threads_change_nothing),
		cmocka_unit_test(what_does_not_shrink_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
