// Squared Euclidean distance, negated, NEON.
//
// Limit: on cached rows, arithmetic: a subtraction and a multiply-add for each load, so half of the
// multiply-add peak at best; on other rows, memory (block.h).

#include "kernels.h"
#include "vector_neon.h"

#define STEP_BYTES ((int)sizeof(vector))

typedef vector operand;
typedef vector sums;

static inline operand load_query(const void *query, int at) {
    return load((const float *)((const char *)query + at));
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    vector difference = vsubq_f32(q, load((const float *)row));
    return vfmaq_f32(sum, difference, difference);
}

static inline float finish(const void *query, const char *row, sums sum) {
    (void)query;
    (void)row;
    return -total(sum);
}

#include "block.h"

void f32_l2_neon(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
