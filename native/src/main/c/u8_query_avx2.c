// A row of 8-bit codes as a query, AVX2.
//
// Limit: see row_query.h.

#include <immintrin.h>

#include "kernels.h"
#include "code_query.h"

#define STEP_CODES 16

typedef __m256i shorts;
typedef __m256i ints;

static inline shorts repeated(short value) { return _mm256_set1_epi16(value); }

static inline shorts load(const short *at) { return _mm256_loadu_si256((const __m256i *)at); }

static inline shorts add(shorts a, shorts b) { return _mm256_add_epi16(a, b); }

static inline shorts centred(const char *codes) {
    __m256i wide = _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)codes));
    return _mm256_sub_epi16(_mm256_slli_epi16(wide, 1), _mm256_set1_epi16(255));
}

static inline shorts shifted_by_7(shorts a) { return _mm256_slli_epi16(a, 7); }

// (a · b + 2^14) >> 15
static inline shorts rounded_product(shorts a, shorts b) { return _mm256_mulhrs_epi16(a, b); }

static inline shorts magnitude(shorts a) { return _mm256_abs_epi16(a); }

static inline shorts larger(shorts a, shorts b) { return _mm256_max_epi16(a, b); }

// The processor has a minimum across lanes, of unsigned values.
static inline int largest_of(shorts magnitudes) {
    __m128i by8 = _mm_max_epi16(
        _mm256_castsi256_si128(magnitudes), _mm256_extracti128_si256(magnitudes, 1));
    __m128i upside_down = _mm_xor_si128(by8, _mm_set1_epi16(-1));
    return ~_mm_cvtsi128_si32(_mm_minpos_epu16(upside_down)) & 0xffff;
}

static inline void store_codes(char *at, shorts codes) {
    __m128i packed =
        _mm_packs_epi16(_mm256_castsi256_si128(codes), _mm256_extracti128_si256(codes, 1));
    _mm_storeu_si128((__m128i *)at, packed);
}

static inline ints add_products(ints sum, shorts a, shorts b) {
    return _mm256_add_epi32(sum, _mm256_madd_epi16(a, b));
}

static inline long total_of(ints sum) {
    __m256i low = _mm256_cvtepi32_epi64(_mm256_castsi256_si128(sum));
    __m256i high = _mm256_cvtepi32_epi64(_mm256_extracti128_si256(sum, 1));
    __m256i by4 = _mm256_add_epi64(low, high);
    __m128i by2 = _mm_add_epi64(_mm256_castsi256_si128(by4), _mm256_extracti128_si256(by4, 1));
    return _mm_cvtsi128_si64(by2) + _mm_extract_epi64(by2, 1);
}

#include "row_query.h"

void u8_query_avx2(const void *row, const void *rounding, int bytes, void *query) {
    row_query(row, rounding, bytes, query);
}
