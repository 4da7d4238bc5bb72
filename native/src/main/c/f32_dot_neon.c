// Dot product, NEON.
//
// Limit: on cached rows, the loads: one of 16 bytes for each multiply-add, two or three a cycle; on
// other rows, memory (block.h).

#include "kernels.h"
#include "vector_neon.h"

#define STEP_BYTES ((int)sizeof(vector))

typedef vector operand;
typedef vector sums;

static inline operand load_query(const void *query, int at) {
    return load((const float *)((const char *)query + at));
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    return vfmaq_f32(sum, q, load((const float *)row));
}

static inline float finish(const void *query, const char *row, sums sum) {
    (void)query;
    (void)row;
    return total(sum);
}

#include "block.h"

void f32_dot_neon(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
