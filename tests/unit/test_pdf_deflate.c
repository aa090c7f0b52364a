/* pdf_deflate: what is compressed comes back, whatever the threads and wherever the dull part ends. */
#include "pdf/pdf_deflate.h"

#include "ground/arena.h"

#include <libdeflate.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { BLOCK = 65535 };

/* So many bytes that nobody can compress, and so many of text. */
static char *dull_then_text(size_t dull, size_t text)
{
	char *data = malloc(dull + text + 1);
	uint64_t noise = 88172645463325252u;
	assert_non_null(data);
	for (size_t i = 0; i < dull; i++) {
		noise ^= noise << 13;
		noise ^= noise >> 7;
		noise ^= noise << 17;
		data[i] = (char)(noise >> 32);
	}
	for (size_t i = 0; i < text; i++)
		data[dull + i] = "which of these is the way to the garden? "[i * i / 7 % 41];
	return data;
}

static void comes_back(const pdf_bytes *bytes, const char *data, size_t size)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	char *back = malloc(size + 1);
	size_t length;
	assert_int_equal(libdeflate_zlib_decompress(d, bytes->data, bytes->length, back, size + 1, &length), LIBDEFLATE_SUCCESS);
	assert_int_equal(length, size);
	assert_memory_equal(back, data, size);
	assert_int_equal(bytes->plain, size);
	libdeflate_free_decompressor(d);
	free(back);
}

static void a_dull_beginning_is_stored(void **state)
{
	static const struct { size_t dull, text, stored; } cases[] = {
		{ 0, 0, 0 }, { 0, 100000, 0 }, { 30000, 100, 0 }, { BLOCK, 1, 1 }, { BLOCK, 0, 0 }, { 2 * BLOCK, 200000, 2 },
		{ 2 * BLOCK + 50000, 150000, 3 }, { 3 * BLOCK, 0, 2 }
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		arena *a = arena_new();
		size_t size = cases[i].dull + cases[i].text, at = 2;
		char *data = dull_then_text(cases[i].dull, cases[i].text);
		pdf_bytes bytes = pdf_deflate_tail(a, data, size, 1);
		assert_string_equal(bytes.filter, "FlateDecode");
		comes_back(&bytes, data, size);
		for (size_t block = 0; block < cases[i].stored; block++, at += BLOCK + 5)
			assert_memory_equal(bytes.data + at, "\0\xff\xff\0\0", 5);
		assert_true(cases[i].text < 100000 || bytes.length < at + 5 + cases[i].text);
		free(data);
		arena_free(a);
	}
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
	char *text = dull_then_text(0, 5000 * ITEMS + ITEMS);
	arena *a = arena_new();
	pdf_bytes one[ITEMS] = { { 0 } }, several[ITEMS] = { { 0 } };
	pdf_deflate_made(a, one, ITEMS, PDF_DEFLATE_LEVEL, 1, make, text);
	pdf_deflate_made(a, several, ITEMS, PDF_DEFLATE_LEVEL, 7, make, text);
	for (size_t i = 1; i < ITEMS; i++) {
		comes_back(&one[i], text + i, 5000 * i);
		assert_int_equal(several[i].length, one[i].length);
		assert_memory_equal(several[i].data, one[i].data, one[i].length);
	}
	assert_int_equal(one[0].length, 0);
	arena_free(a);
	free(text);
}

static void what_does_not_shrink_stays(void **state)
{
	(void)state;
	arena *a = arena_new();
	char *data = dull_then_text(1000, 0);
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
		cmocka_unit_test(a_dull_beginning_is_stored),
		cmocka_unit_test(threads_change_nothing),
		cmocka_unit_test(what_does_not_shrink_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
