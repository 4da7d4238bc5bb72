// Squared Euclidean distance, negated, AVX2 and FMA.
//
// Limit: on cached rows, arithmetic: a subtraction and a multiply-add for each load, so half of the
// multiply-add peak at best; on other rows, memory (block.h).

#include "kernels.h"
#include "vector_avx2.h"

static inline vector accumulate(vector q, vector r, vector sum) {
    vector difference = _mm256_sub_ps(q, r);
    return _mm256_fmadd_ps(difference, difference, sum);
}

static inline float finish(float sum) { return -sum; }

#include "block.h"

void f32_l2_avx2(
    const float *query, const float *const *rows, int count, int dimension, float *results) {
    block(query, rows, count, dimension, results);
}
