// Dot product of bfloat16 rows with a float32 query, NEON.
//
// Limit: on cached rows, arithmetic: for each load a shift, a mask and two multiply-adds; on other
// rows, memory (block.h), of which they take half of what float32 does.

#include "kernels.h"
#include "vector_neon.h"

#define STEP_BYTES ((int)sizeof(vector))

// The query lies as blocks of 32 values, those for even places of a row before those for odd ones, so
// that no value of a row changes its lane.
typedef struct {
    vector even;
    vector odd;
} operand;
typedef vector sums;

static inline operand load_query(const void *query, int at) {
    const float *block = (const float *)query + at / 64 * 32 + at % 64 / 4;
    operand q = {load(block), load(block + 16)};
    return q;
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    uint32x4_t pairs = vld1q_u32((const uint32_t *)row);
    vector even = vreinterpretq_f32_u32(vshlq_n_u32(pairs, 16));
    vector odd = vreinterpretq_f32_u32(vandq_u32(pairs, vdupq_n_u32(0xffff0000)));
    return vfmaq_f32(vfmaq_f32(sum, q.even, even), q.odd, odd);
}

static inline float finish(const void *query, const char *row, sums sum) {
    (void)query;
    (void)row;
    return total(sum);
}

#include "block.h"

void bf16_dot_neon(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
