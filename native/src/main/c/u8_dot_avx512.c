// Dot product of unsigned bytes with a query of signed ones, AVX-512.
//
// Limit: on cached rows, arithmetic: vpmaddubsw would add two products in 16 bits, where they do not fit,
// so even and odd codes are multiplied apart: six instructions a load. On other rows, memory (block.h).

#include "kernels.h"
#include "codes_avx512.h"

typedef struct {
    __m512i even;
    __m512i odd;
} operand;
typedef __m512i sums;

// Codes widened to 16 bits with their signs; a vector holds those at even places or those at odd ones.
static inline operand load_query(const void *query, int at) {
    __m512i codes = load_codes(codes_of(query) + at);
    operand q = {_mm512_srai_epi16(_mm512_slli_epi16(codes, 8), 8), _mm512_srai_epi16(codes, 8)};
    return q;
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    __m512i codes = load_codes(row);
    __m512i even = _mm512_and_si512(codes, _mm512_set1_epi16(0x00ff));
    __m512i odd = _mm512_srli_epi16(codes, 8);
    sum = _mm512_add_epi32(sum, _mm512_madd_epi16(even, q.even));
    return _mm512_add_epi32(sum, _mm512_madd_epi16(odd, q.odd));
}

static inline float finish(const void *query, const char *row, sums sum) {
    return finish_codes(query, row, total(sum));
}

#include "block.h"

void u8_dot_avx512(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
