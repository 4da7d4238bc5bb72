// Jaccard similarity of two sets of bits, AVX-512 VPOPCNTDQ.
//
// Limit: on cached rows, arithmetic: three instructions a plane; on other rows, memory: most rows are one or
// two cache lines (block.h).

#include "kernels.h"
#include "codes_avx512.h"

typedef __m512i operand;

// Bits of both and bits of either.
typedef struct {
    __m512i both;
    __m512i either;
} sums;

static inline operand load_query(const void *query, int at) {
    return load_codes((const char *)query + at);
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    __m512i bits = load_codes(row);
    sums more = {_mm512_add_epi64(sum.both, _mm512_popcnt_epi64(_mm512_and_si512(q, bits))),
        _mm512_add_epi64(sum.either, _mm512_popcnt_epi64(_mm512_or_si512(q, bits)))};
    return more;
}

// Two empty sets are alike.
static inline float finish(const void *query, const char *row, sums sum) {
    (void)query;
    (void)row;
    int either = total(sum.either);
    return either == 0 ? 1.0f : (float)total(sum.both) / (float)either;
}

#include "block.h"

void bits_jaccard_vnni(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
