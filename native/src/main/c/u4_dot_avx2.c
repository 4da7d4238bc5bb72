// Dot product of 4-bit codes, two to a byte, with a query of signed bytes, AVX2.
//
// Limit: on cached rows, arithmetic: eight instructions a load; on other rows, memory (block.h).
//
// A row lies in blocks of 64 bytes, each for 128 values: the low halves are the first 64, the high ones
// the others. The query's codes lie in their own order.

#include "kernels.h"
#include "codes_avx2.h"

typedef struct {
    __m256i low;
    __m256i high;
} operand;
typedef __m256i sums;

static inline operand load_query(const void *query, int at) {
    const char *codes = codes_of(query) + at / 64 * 128 + at % 64;
    operand q = {load_codes(codes), load_codes(codes + 64)};
    return q;
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    __m256i codes = load_codes(row);
    __m256i low = _mm256_and_si256(codes, _mm256_set1_epi8(0x0f));
    __m256i high = _mm256_and_si256(_mm256_srli_epi16(codes, 4), _mm256_set1_epi8(0x0f));
    // Four products of at most 15 · 127 fit into 16 bits.
    __m256i products = _mm256_add_epi16(_mm256_maddubs_epi16(low, q.low), _mm256_maddubs_epi16(high, q.high));
    return _mm256_add_epi32(sum, _mm256_madd_epi16(products, _mm256_set1_epi16(1)));
}

static inline float finish(const void *query, const char *row, sums sum) {
    return finish_codes(query, row, total(sum));
}

#include "block.h"

void u4_dot_avx2(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
