// Dot product, AVX-512.
//
// Limit: on cached rows, the loads: one of a row for each multiply-add (the query's is shared by eight
// rows), so 64 bytes a cycle on Zen 4 and 128 on Intel's; on other rows, memory (block.h).

#include "kernels.h"
#include "vector_avx512.h"

#define STEP_BYTES ((int)sizeof(vector))

typedef vector operand;
typedef vector sums;

static inline operand load_query(const void *query, int at) {
    return load((const float *)((const char *)query + at));
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    return _mm512_fmadd_ps(q, load((const float *)row), sum);
}

static inline float finish(const void *query, const char *row, sums sum) {
    (void)query;
    (void)row;
    return total(sum);
}

#include "block.h"

void f32_dot_avx512(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
