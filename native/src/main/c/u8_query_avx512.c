// A row of 8-bit codes as a query, AVX-512.
//
// Limit: see row_query.h.

#include <immintrin.h>

#include "kernels.h"
#include "code_query.h"

#define STEP_CODES 32

typedef __m512i shorts;
typedef __m512i ints;

static inline shorts repeated(short value) { return _mm512_set1_epi16(value); }

static inline shorts load(const short *at) { return _mm512_loadu_si512(at); }

static inline shorts add(shorts a, shorts b) { return _mm512_add_epi16(a, b); }

static inline shorts centred(const char *codes) {
    __m512i wide = _mm512_cvtepu8_epi16(_mm256_loadu_si256((const __m256i *)codes));
    return _mm512_sub_epi16(_mm512_slli_epi16(wide, 1), _mm512_set1_epi16(255));
}

static inline shorts shifted_by_7(shorts a) { return _mm512_slli_epi16(a, 7); }

// (a · b + 2^14) >> 15
static inline shorts rounded_product(shorts a, shorts b) { return _mm512_mulhrs_epi16(a, b); }

static inline shorts magnitude(shorts a) { return _mm512_abs_epi16(a); }

static inline shorts larger(shorts a, shorts b) { return _mm512_max_epi16(a, b); }

static inline int largest_of(shorts magnitudes) {
    __m512i odd = _mm512_srli_epi32(magnitudes, 16);
    __m512i even = _mm512_and_si512(magnitudes, _mm512_set1_epi32(0xffff));
    return _mm512_reduce_max_epi32(_mm512_max_epi32(odd, even));
}

static inline void store_codes(char *at, shorts codes) {
    _mm256_storeu_si256((__m256i *)at, _mm512_cvtepi16_epi8(codes));
}

static inline ints add_products(ints sum, shorts a, shorts b) {
    return _mm512_add_epi32(sum, _mm512_madd_epi16(a, b));
}

static inline long total_of(ints sum) {
    __m512i low = _mm512_cvtepi32_epi64(_mm512_castsi512_si256(sum));
    __m512i high = _mm512_cvtepi32_epi64(_mm512_extracti64x4_epi64(sum, 1));
    return _mm512_reduce_add_epi64(_mm512_add_epi64(low, high));
}

#include "row_query.h"

void u8_query_avx512(const void *row, const void *rounding, int bytes, void *query) {
    row_query(row, rounding, bytes, query);
}
