/* sha256: the Secure Hash Algorithm of FIPS 180-4, by which font files are recognized. */
#ifndef PLATEN_SHA256_H
#define PLATEN_SHA256_H

#include <stddef.h>

/* The digest of `length` bytes as 64 hexadecimal digits and a NUL. */
void sha256_hex(const void *data, size_t length, char text[65]);

#endif
