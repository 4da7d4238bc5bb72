// Squared Euclidean distance, negated, NEON.
//
// Limit: on cached rows, arithmetic: a subtraction and a multiply-add for each load; on other rows,
// memory (block.h).

#include "kernels.h"
#include "vector_neon.h"

static inline vector accumulate(vector q, vector r, vector sum) {
    vector difference = vsubq_f32(q, r);
    return vfmaq_f32(sum, difference, difference);
}

static inline float finish(float sum) { return -sum; }

#include "block.h"

void f32_l2_neon(
    const float *query, const float *const *rows, int count, int dimension, float *results) {
    block(query, rows, count, dimension, results);
}
