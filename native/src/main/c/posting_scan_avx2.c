// posting_scan.h with AVX2: two vectors of sums a block.

#include <immintrin.h>

static inline unsigned reached8(const unsigned *sums, __m256i least) {
    __m256i row = _mm256_loadu_si256((const __m256i *)sums);
    // There is no comparison of unsigned numbers but this.
    __m256i equal = _mm256_cmpeq_epi32(_mm256_max_epu32(row, least), row);
    return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(equal));
}

static inline unsigned reached(const unsigned *sums, unsigned least) {
    __m256i all = _mm256_set1_epi32((int)least);
    return reached8(sums, all) | reached8(sums + 8, all) << 8;
}

static inline unsigned largest(const unsigned *sums) {
    __m256i both = _mm256_max_epu32(
        _mm256_loadu_si256((const __m256i *)sums), _mm256_loadu_si256((const __m256i *)(sums + 8)));
    __m128i four = _mm_max_epu32(_mm256_castsi256_si128(both), _mm256_extracti128_si256(both, 1));
    __m128i two = _mm_max_epu32(four, _mm_shuffle_epi32(four, 0x4e));
    return (unsigned)_mm_cvtsi128_si32(_mm_max_epu32(two, _mm_shuffle_epi32(two, 0xb1)));
}

#define SCAN posting_scan_avx2
#define DEEPEN posting_deepen_avx2
#define GATHER posting_gather_avx2
#include "posting_scan.h"
