/* sha256_x86: blocks of SHA-256 by x86's instructions for it, which take a seventh of the time of
 * plain C. Contract: what sha256_blocks_plainly makes of the same state and blocks. Source: Intel,
 * "New Instructions Supporting the Secure Hash Algorithm on Intel Architecture Processors" (2013):
 * the state is held as ABEF and CDGH, each instruction does two rounds, and four words of the
 * message schedule come at a time. */
#include "base/sha256_private.h"

#if defined __x86_64__ && defined __GLIBC__
#if __GLIBC_PREREQ(2, 33)
#define HAS_INSTRUCTIONS
#endif
#endif

#ifdef HAS_INSTRUCTIONS
#include <immintrin.h>
#include <sys/platform/x86.h>

#define WITH_INSTRUCTIONS __attribute__((target("sha,sse4.1")))

/* Four words of a block, which are big-endian. */
WITH_INSTRUCTIONS static inline __m128i words_at(const uint8_t *bytes)
{
	const __m128i turned = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
	return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)bytes), turned);
}

/* The next four words of the schedule, in place of the oldest four of the last sixteen. */
WITH_INSTRUCTIONS static inline void advance(__m128i w[4], int step)
{
	__m128i last = w[(step + 3) % 4], before = w[(step + 2) % 4];
	__m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(w[step % 4], w[(step + 1) % 4]),
				    _mm_alignr_epi8(last, before, 4));
	w[step % 4] = _mm_sha256msg2_epu32(sum, last);
}

WITH_INSTRUCTIONS static void take_block(__m128i *abef, __m128i *cdgh, const uint8_t *block)
{
	__m128i w[4], first = *abef, second = *cdgh;
#pragma GCC unroll 16
	for (int step = 0; step < 16; step++) {
		if (step < 4)
			w[step] = words_at(block + 16 * step);
		else
			advance(w, step);
		__m128i sum = _mm_add_epi32(
			w[step % 4],
			_mm_loadu_si128((const __m128i *)(sha256_constants + 4 * step)));
		second = _mm_sha256rnds2_epu32(second, first, sum);
		first = _mm_sha256rnds2_epu32(first, second, _mm_shuffle_epi32(sum, 0x0e));
	}
	*abef = _mm_add_epi32(*abef, first);
	*cdgh = _mm_add_epi32(*cdgh, second);
}

WITH_INSTRUCTIONS static void take_blocks(uint32_t state[8], const uint8_t *blocks, size_t count)
{
	__m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xb1);
	__m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1b);
	__m128i abef = _mm_alignr_epi8(cdab, efgh, 8), cdgh = _mm_blend_epi16(efgh, cdab, 0xf0);
	for (; count; count--, blocks += 64)
		take_block(&abef, &cdgh, blocks);
	__m128i feba = _mm_shuffle_epi32(abef, 0x1b), dchg = _mm_shuffle_epi32(cdgh, 0xb1);
	_mm_storeu_si128((__m128i *)state, _mm_blend_epi16(feba, dchg, 0xf0));
	_mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

sha256_blocks *sha256_blocks_by_machine(void)
{
	return CPU_FEATURE_ACTIVE(SHA) && CPU_FEATURE_ACTIVE(SSE4_1) ? take_blocks : NULL;
}
#else
sha256_blocks *sha256_blocks_by_machine(void)
{
	return NULL;
}
#endif
