// Dot product of bits with a query of 4-bit codes, AVX-512 VPOPCNTDQ.
//
// Limit: on cached rows, arithmetic: three instructions a plane; on other rows, memory: most rows are one or
// two cache lines (block.h).
//
// A row lies in blocks of 64 bytes; so do the query's planes, the four of a block behind one another: plane
// p holds bit p of the query's codes. Past the codes of a row the planes are zero.

#include "kernels.h"
#include "codes_avx512.h"

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
    __m512i p0 = _mm512_popcnt_epi64(_mm512_and_si512(bits, q.plane[0]));
    __m512i p1 = _mm512_popcnt_epi64(_mm512_and_si512(bits, q.plane[1]));
    __m512i p2 = _mm512_popcnt_epi64(_mm512_and_si512(bits, q.plane[2]));
    __m512i p3 = _mm512_popcnt_epi64(_mm512_and_si512(bits, q.plane[3]));
    // Horner: 8·p3 + 4·p2 + 2·p1 + p0, in 64-bit lanes whose high halves stay zero.
    __m512i weighted = _mm512_add_epi64(p2, _mm512_add_epi64(p3, p3));
    weighted = _mm512_add_epi64(p1, _mm512_add_epi64(weighted, weighted));
    weighted = _mm512_add_epi64(p0, _mm512_add_epi64(weighted, weighted));
    return _mm512_add_epi64(sum, weighted);
}

static inline float finish(const void *query, const char *row, sums sum) {
    return finish_bits(query, row, total(sum));
}

#include "block.h"

void u1_dot_vnni(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
