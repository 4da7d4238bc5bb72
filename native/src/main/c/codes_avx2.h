// Sums of 32-bit integers in vectors of 32 bytes.

#include <immintrin.h>

#include "code_query.h"

#define STEP_BYTES 32

static inline __m256i load_codes(const void *at) {
    return _mm256_loadu_si256((const __m256i *)at);
}

static inline int total(__m256i sum) {
    __m128i by4 = _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
    __m128i by2 = _mm_add_epi32(by4, _mm_unpackhi_epi64(by4, by4));
    return _mm_cvtsi128_si32(by2) + _mm_extract_epi32(by2, 1);
}
