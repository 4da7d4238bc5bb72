// Squared Euclidean distance, negated, AVX-512.
//
// Limit: on cached rows, arithmetic: a subtraction and a multiply-add for each load, so half of the
// multiply-add peak at best; on other rows, memory (block.h).

#include "kernels.h"
#include "vector_avx512.h"

static inline vector accumulate(vector q, vector r, vector sum) {
    vector difference = _mm512_sub_ps(q, r);
    return _mm512_fmadd_ps(difference, difference, sum);
}

static inline float finish(float sum) { return -sum; }

#include "block.h"

void f32_l2_avx512(
    const float *query, const float *const *rows, int count, int dimension, float *results) {
    block(query, rows, count, dimension, results);
}
