// Jaccard similarity of two sets of bits, AVX2.
//
// Limit: arithmetic: VPOPCNT is not there, so bits are counted by lookup in a table.

#include "kernels.h"
#include "codes_avx2.h"
#include "population_avx2.h"

typedef __m256i operand;

// Bits of both and bits of either.
typedef struct {
    __m256i both;
    __m256i either;
} sums;

static inline operand load_query(const void *query, int at) {
    return load_codes((const char *)query + at);
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    __m256i bits = load_codes(row);
    sums more = {widen(sum.both, population(_mm256_and_si256(q, bits))),
        widen(sum.either, population(_mm256_or_si256(q, bits)))};
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

void bits_jaccard_avx2(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
