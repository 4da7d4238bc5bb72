// Squared Euclidean distance, negated, AVX-512.
//
// Limit: on cached rows, arithmetic: a subtraction and a multiply-add for each load, so half of the
// multiply-add peak at best; on other rows, memory (block.h).

#include "kernels.h"
#include "vector_avx512.h"

#define STEP_BYTES ((int)sizeof(vector))

typedef vector operand;
typedef vector sums;

static inline operand load_query(const void *query, int at) {
    return load((const float *)((const char *)query + at));
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    vector difference = _mm512_sub_ps(q, load((const float *)row));
    return _mm512_fmadd_ps(difference, difference, sum);
}

static inline float finish(const void *query, const char *row, sums sum) {
    (void)query;
    (void)row;
    return -total(sum);
}

#include "block.h"

void f32_l2_avx512(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
