// Dot product, AVX2 and FMA.
//
// Limit: on cached rows, the loads: two of 32 bytes a cycle. Eight sums and the query fit into the 16
// registers, and the rows are read by the multiply-add itself. On other rows, memory (block.h).

#include "kernels.h"
#include "vector_avx2.h"

static inline vector accumulate(vector q, vector r, vector sum) {
    return _mm256_fmadd_ps(q, r, sum);
}

static inline float finish(float sum) { return sum; }

#include "block.h"

void f32_dot_avx2(
    const float *query, const float *const *rows, int count, int dimension, float *results) {
    block(query, rows, count, dimension, results);
}
