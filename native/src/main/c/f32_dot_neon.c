// Dot product, NEON.
//
// Limit: on cached rows, the loads: one of 16 bytes for each multiply-add, two or three a cycle; on
// other rows, memory (block.h).

#include "kernels.h"
#include "vector_neon.h"

static inline vector accumulate(vector q, vector r, vector sum) { return vfmaq_f32(sum, q, r); }

static inline float finish(float sum) { return sum; }

#include "block.h"

void f32_dot_neon(
    const float *query, const float *const *rows, int count, int dimension, float *results) {
    block(query, rows, count, dimension, results);
}
