/* The digests of FIPS 180-4's examples. */
#include "base/sha256.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_the_examples),
		cmocka_unit_test(hashes_a_million_letters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
