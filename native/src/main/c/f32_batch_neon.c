// Many queries against float32 rows, NEON.
//
// Limit: two to four multiply-adds of 4 floats a cycle (batch.h).

#include "floats_neon.h"

typedef float32x4_t accumulator;

static inline accumulator zero(void) { return vdupq_n_f32(0); }

static inline accumulator multiply_add(accumulator sum, operand row, operand query) {
    return vfmaq_f32(sum, vreinterpretq_f32_u32(row), vreinterpretq_f32_u32(query));
}

static inline accumulator add_neighbours(accumulator sum) {
    return vaddq_f32(sum, vrev64q_f32(sum));
}

static inline accumulator add_pairs(accumulator sum) {
    return vaddq_f32(sum, vextq_f32(sum, sum, 2));
}

static inline floats scaled(floats scale, accumulator sum, float addend) {
    return vfmaq_f32(vdupq_n_f32(addend), scale, sum);
}

#include "batch_f32.h"

void f32_batch_pack_neon(struct batch_job *job) { pack(job); }

int f32_batch_neon(struct batch_job *job) { return score(job); }
