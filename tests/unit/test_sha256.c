/* The digests of FIPS 180-4's examples, and that pieces hash like the whole. */
#include "base/sha256.h"

#include "base/sha256_private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void knows_the_examples(void **state)
{
	static const char long_message[] =
		"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
	char text[65];
	(void)state;
	sha256_hex("", 0, text);
	assert_string_equal(text,
			    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	sha256_hex("abc", 3, text);
	assert_string_equal(text,
			    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	sha256_hex(long_message, strlen(long_message), text);
	assert_string_equal(text,
			    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void hashes_a_million_letters(void **state)
{
	char *letters = malloc(1000000), text[65];
	(void)state;
	memset(letters, 'a', 1000000);
	sha256_hex(letters, 1000000, text);
	assert_string_equal(text,
			    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	free(letters);
}

static void hashes_piece_by_piece(void **state)
{
	uint8_t data[300], whole[32], pieces[32];
	(void)state;
	for (size_t i = 0; i < sizeof data; i++)
		data[i] = (uint8_t)(i * 7);
	for (size_t step = 1; step < 140; step++) {
		sha256 s;
		sha256_begin(&s);
		sha256_add(&s, data, sizeof data);
		sha256_end(&s, whole);
		sha256_begin(&s);
		for (size_t at = 0; at < sizeof data; at += step)
			sha256_add(&s, data + at,
				   at + step < sizeof data ? step : sizeof data - at);
		sha256_end(&s, pieces);
		assert_memory_equal(whole, pieces, 32);
	}
}

/* Any bytes, and states that follow from any: both ways must agree. */
static void agrees_with_the_machine(void **state)
{
	sha256_blocks *by_machine = sha256_blocks_by_machine();
	uint8_t data[64 * 17];
	uint32_t plain[8] = {1, 2, 3, 4, 5, 6, 7, 8}, own[8] = {1, 2, 3, 4, 5, 6, 7, 8}, random = 1;
	(void)state;
	if (!by_machine)
		skip();
	for (size_t count = 0; count <= 17; count++) {
		for (size_t i = 0; i < sizeof data; i++)
			data[i] = (uint8_t)((random = random * 1664525 + 1013904223) >> 24);
		sha256_blocks_plainly(plain, data, count);
		by_machine(own, data, count);
		assert_memory_equal(plain, own, sizeof plain);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_the_examples),
		cmocka_unit_test(hashes_a_million_letters),
		cmocka_unit_test(hashes_piece_by_piece),
		cmocka_unit_test(agrees_with_the_machine),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
