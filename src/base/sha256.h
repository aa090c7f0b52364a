/* sha256: the Secure Hash Algorithm of FIPS 180-4, for whatever must be recognised by its bytes
 * (fonts, files, documents). */
#ifndef PLATEN_SHA256_H
#define PLATEN_SHA256_H

#include <stddef.h>
#include <stdint.h>

typedef struct sha256 {
	uint32_t state[8];
	uint64_t length;   /* bytes taken in */
	uint8_t block[64]; /* the first length % 64 of them wait */
} sha256;

void sha256_begin(sha256 *s);
void sha256_add(sha256 *s, const void *data, size_t length);
void sha256_end(sha256 *s, uint8_t digest[32]);

/* Hash all at once, into 64 hexadecimal digits and a NUL. */
void sha256_hex(const void *data, size_t length, char text[65]);

#endif
