// Dot product, AVX-512.
//
// Limit: on cached rows, the loads: one of a row for each multiply-add (the query's is shared by eight
// rows), so 64 bytes a cycle on Zen 4 and 128 on Intel's; on other rows, memory (block.h).

#include "kernels.h"
#include "vector_avx512.h"

static inline vector accumulate(vector q, vector r, vector sum) {
    return _mm512_fmadd_ps(q, r, sum);
}

static inline float finish(float sum) { return sum; }

#include "block.h"

void f32_dot_avx512(
    const float *query, const float *const *rows, int count, int dimension, float *results) {
    block(query, rows, count, dimension, results);
}
