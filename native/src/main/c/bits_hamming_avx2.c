// Hamming distance, negated, AVX2.
//
// Limit: arithmetic: VPOPCNT is not there, so bits are counted by lookup in a table.

#include "kernels.h"
#include "codes_avx2.h"

#include "population_avx2.h"

typedef __m256i operand;
typedef __m256i sums;

static inline operand load_query(const void *query, int at) {
    return load_codes((const char *)query + at);
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    return widen(sum, population(_mm256_xor_si256(q, load_codes(row))));
}

static inline float finish(const void *query, const char *row, sums sum) {
    (void)query;
    (void)row;
    return (float)-total(sum);
}

#include "block.h"

void bits_hamming_avx2(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
