// Many queries against rows of 8-bit codes, NEON with dot products.
//
// Limit: 16 multiply-adds an instruction, two to four of them a cycle (batch.h). There are dot products
// of signed bytes with signed ones only, so 128 is taken from the rows' codes, once for all queries: the
// values of a query are less by 128 times scale times the sum of its codes, for all rows alike.

#include "floats_neon.h"

typedef int32x4_t accumulator;

static inline accumulator zero(void) { return vdupq_n_s32(0); }

static inline accumulator multiply_add(accumulator sum, operand row, operand query) {
    return vdotq_s32(sum, vreinterpretq_s8_u32(row), vreinterpretq_s8_u32(query));
}

static inline accumulator add_neighbours(accumulator sum) {
    return vaddq_s32(sum, vrev64q_s32(sum));
}

static inline accumulator add_pairs(accumulator sum) {
    return vaddq_s32(sum, vextq_s32(sum, sum, 2));
}

static inline floats scaled(floats scale, accumulator sum, float addend) {
    return vfmaq_f32(vdupq_n_f32(addend), scale, vcvtq_f32_s32(sum));
}

#include "batch_u8_by4.h"

#define HALF 0x80

static const unsigned *ready(const struct batch_job *job, const unsigned char *record, int place) {
    unsigned char *moved = (unsigned char *)job->scratch + (long)place * job->dimension;
    for (int i = 0; i < job->dimension; i += 16) {
        vst1q_u8(moved + i, veorq_u8(vld1q_u8(record + i), vdupq_n_u8(HALF)));
    }
    return (const unsigned *)moved;
}

void u8_batch_pack_dotprod(struct batch_job *job) { pack(job); }

int u8_batch_dotprod(struct batch_job *job) { return score(job); }
