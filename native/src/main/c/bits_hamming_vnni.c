// Hamming distance, negated, AVX-512 VPOPCNTDQ.
//
// Limit: on cached rows, arithmetic: three instructions a plane; on other rows, memory: most rows are one or
// two cache lines (block.h).

#include "kernels.h"
#include "codes_avx512.h"

typedef __m512i operand;
typedef __m512i sums;

static inline operand load_query(const void *query, int at) {
    return load_codes((const char *)query + at);
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    return _mm512_add_epi64(sum, _mm512_popcnt_epi64(_mm512_xor_si512(q, load_codes(row))));
}

static inline float finish(const void *query, const char *row, sums sum) {
    (void)query;
    (void)row;
    return (float)-total(sum);
}

#include "block.h"

void bits_hamming_vnni(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
