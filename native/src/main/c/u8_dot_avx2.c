// Dot product of unsigned bytes with a query of signed ones, AVX2.
//
// Limit: on cached rows, arithmetic: vpmaddubsw would add two products in 16 bits, where they do not fit,
// so even and odd codes are multiplied apart: six instructions a load. On other rows, memory (block.h).

#include "kernels.h"
#include "codes_avx2.h"

typedef struct {
    __m256i even;
    __m256i odd;
} operand;
typedef __m256i sums;

// Codes widened to 16 bits with their signs; a vector holds those at even places or those at odd ones.
static inline operand load_query(const void *query, int at) {
    __m256i codes = load_codes(codes_of(query) + at);
    operand q = {_mm256_srai_epi16(_mm256_slli_epi16(codes, 8), 8), _mm256_srai_epi16(codes, 8)};
    return q;
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    __m256i codes = load_codes(row);
    __m256i even = _mm256_and_si256(codes, _mm256_set1_epi16(0x00ff));
    __m256i odd = _mm256_srli_epi16(codes, 8);
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(even, q.even));
    return _mm256_add_epi32(sum, _mm256_madd_epi16(odd, q.odd));
}

static inline float finish(const void *query, const char *row, sums sum) {
    return finish_codes(query, row, total(sum));
}

#include "block.h"

void u8_dot_avx2(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
