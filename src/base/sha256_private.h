/* sha256_private: what sha256 does with whole blocks, for itself and its test alone. */
#ifndef PLATEN_SHA256_PRIVATE_H
#define PLATEN_SHA256_PRIVATE_H

#include <stddef.h>
#include <stdint.h>

/* Take in `count` blocks of 64 bytes. */
typedef void sha256_blocks(uint32_t state[8], const uint8_t *blocks, size_t count);

/* FIPS 180-4's numbers: K, from its section 4.2.2. */
extern const uint32_t sha256_constants[64];

/* By the machine's own instructions for it, or NULL where it has none. */
sha256_blocks *sha256_blocks_by_machine(void);

/* In plain C. */
sha256_blocks sha256_blocks_plainly;

#endif
