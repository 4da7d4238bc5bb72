// Dot product of bits with a query of 4-bit codes, AVX-512.
//
// Limit: arithmetic: VPOPCNT is not there, so bits are counted by lookup in a table.
//
// A row lies in blocks of 64 bytes; so do the query's planes, the four of a block behind one another: plane
// p holds bit p of the query's codes. Past the codes of a row the planes are zero.

#include "kernels.h"
#include "codes_avx512.h"

#include "population_avx512.h"

typedef struct {
    __m512i plane[4];
} operand;
typedef __m512i sums;

static inline operand load_query(const void *query, int at) {
    const char *planes = codes_of(query) + at / 64 * 256 + at % 64;
    operand q = {{load_codes(planes), load_codes(planes + 64), load_codes(planes + 128),
        load_codes(planes + 192)}};
    return q;
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    __m512i bits = load_codes(row);
    __m512i p0 = population(_mm512_and_si512(bits, q.plane[0]));
    __m512i p1 = population(_mm512_and_si512(bits, q.plane[1]));
    __m512i p2 = population(_mm512_and_si512(bits, q.plane[2]));
    __m512i p3 = population(_mm512_and_si512(bits, q.plane[3]));
    // Horner: 8·p3 + 4·p2 + 2·p1 + p0, at most 15 · 8 in a byte.
    __m512i weighted = _mm512_add_epi8(p2, _mm512_add_epi8(p3, p3));
    weighted = _mm512_add_epi8(p1, _mm512_add_epi8(weighted, weighted));
    weighted = _mm512_add_epi8(p0, _mm512_add_epi8(weighted, weighted));
    return widen(sum, weighted);
}

static inline float finish(const void *query, const char *row, sums sum) {
    return finish_bits(query, row, total(sum));
}

#include "block.h"

void u1_dot_avx512(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
