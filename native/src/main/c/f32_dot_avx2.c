// Dot product, AVX2 and FMA.
//
// Limit: on cached rows, the loads: two of 32 bytes a cycle. Eight sums and the query fit into the 16
// registers, and the rows are read by the multiply-add itself. On other rows, memory (block.h).

#include "kernels.h"
#include "vector_avx2.h"

#define STEP_BYTES ((int)sizeof(vector))

typedef vector operand;
typedef vector sums;

static inline operand load_query(const void *query, int at) {
    return load((const float *)((const char *)query + at));
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    return _mm256_fmadd_ps(q, load((const float *)row), sum);
}

static inline float finish(const void *query, const char *row, sums sum) {
    (void)query;
    (void)row;
    return total(sum);
}

#include "block.h"

void f32_dot_avx2(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
