/* pdf_digest: MD5, as RFC 1321 describes it: 64 steps over each block of 64 bytes, in four rounds
 * of sixteen that differ in their mixing function, their shifts and the order in which they take
 * the block's words. */
#include "pdf/pdf_digest.h"

#include "base/arena.h"

#include <string.h>

/* The first 32 bits of the fractions of |sin(1)| … |sin(64)|. */
static const uint32_t sines[64] = {
	0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613,
	0xfd469501, 0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193,
	0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d,
	0x02441453, 0xd8a1e681, 0xe7d3fbc8, 0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed,
	0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a, 0xfffa3942, 0x8771f681, 0x6d9d6122,
	0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70, 0x289b7ec6, 0xeaa127fa,
	0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665, 0xf4292244,
	0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
	0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb,
	0xeb86d391,
};

enum { AT_ONCE = 1 << 20 };

static const unsigned char shifts[4][4] = {
	{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};

void pdf_digest_begin(pdf_digest *d)
{
	*d = (pdf_digest){.state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}};
}

static uint32_t word_at(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* One step: `mixed` is the round's function of b, c and d. The rounds are separate loops, so that
 * compilers unroll them. */
static inline void take_step(uint32_t state[4], uint32_t mixed, int step, uint32_t word)
{
	uint32_t sum = state[0] + mixed + sines[step] + word;
	int shift = shifts[step / 16][step % 4];
	state[0] = state[3];
	state[3] = state[2];
	state[2] = state[1];
	state[1] += sum << shift | sum >> (32 - shift);
}

static void take_block(uint32_t state[4], const unsigned char *block)
{
	uint32_t words[16], s[4] = {state[0], state[1], state[2], state[3]};
	for (int i = 0; i < 16; i++)
		words[i] = word_at(block + 4 * i);
#pragma GCC unroll 16
	for (int i = 0; i < 16; i++)
		take_step(s, s[3] ^ (s[1] & (s[2] ^ s[3])), i, words[i]);
#pragma GCC unroll 16
	for (int i = 16; i < 32; i++)
		take_step(s, s[2] ^ (s[3] & (s[1] ^ s[2])), i, words[(5 * i + 1) % 16]);
#pragma GCC unroll 16
	for (int i = 32; i < 48; i++)
		take_step(s, s[1] ^ s[2] ^ s[3], i, words[(3 * i + 5) % 16]);
#pragma GCC unroll 16
	for (int i = 48; i < 64; i++)
		take_step(s, s[2] ^ (s[1] | ~s[3]), i, words[7 * i % 16]);
	for (int i = 0; i < 4; i++)
		state[i] += s[i];
}

static void add(pdf_digest *d, const void *bytes, size_t size)
{
	const unsigned char *p = bytes;
	while (size) {
		size_t filled = d->length % 64, part = 64 - filled < size ? 64 - filled : size;
		memcpy(d->block + filled, p, part);
		d->length += part;
		p += part;
		size -= part;
		if (d->length % 64 == 0)
			take_block(d->state, d->block);
	}
}

/* What is on a shelf is read piece by piece. */
void pdf_digest_add(pdf_digest *d, const void *bytes, size_t size)
{
	const unsigned char *p = bytes;
	for (size_t part; size; size -= part, p += part) {
		part = size < AT_ONCE ? size : AT_ONCE;
		add(d, p, part);
		if (part == AT_ONCE || p != bytes)
			arena_rest(p, part);
	}
}

void pdf_digest_end(pdf_digest *d, unsigned char result[PDF_DIGEST_SIZE])
{
	uint64_t bits = d->length * 8;
	pdf_digest_add(d, "\x80", 1);
	while (d->length % 64 != 56)
		pdf_digest_add(d, "", 1);
	unsigned char tail[8];
	for (int i = 0; i < 8; i++)
		tail[i] = (unsigned char)(bits >> (8 * i));
	pdf_digest_add(d, tail, 8);
	for (int i = 0; i < PDF_DIGEST_SIZE; i++)
		result[i] = (unsigned char)(d->state[i / 4] >> (8 * (i % 4)));
}
