// Dot product of unsigned bytes with a query of signed ones, NEON.
//
// Limit: on cached rows, arithmetic: codes are widened to 16 bits before they are multiplied; on other rows,
// memory (block.h).

#include "kernels.h"
#include "codes_neon.h"

typedef struct {
    int16x8_t low;
    int16x8_t high;
} operand;
typedef int32x4_t sums;

static inline operand load_query(const void *query, int at) {
    int8x16_t codes = load_signed(codes_of(query) + at);
    operand q = {vmovl_s8(vget_low_s8(codes)), vmovl_high_s8(codes)};
    return q;
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    uint8x16_t codes = load_codes(row);
    int16x8_t low = vreinterpretq_s16_u16(vmovl_u8(vget_low_u8(codes)));
    int16x8_t high = vreinterpretq_s16_u16(vmovl_high_u8(codes));
    sum = vmlal_s16(sum, vget_low_s16(low), vget_low_s16(q.low));
    sum = vmlal_high_s16(sum, low, q.low);
    sum = vmlal_s16(sum, vget_low_s16(high), vget_low_s16(q.high));
    return vmlal_high_s16(sum, high, q.high);
}

static inline float finish(const void *query, const char *row, sums sum) {
    return finish_codes(query, row, total(sum));
}

#include "block.h"

void u8_dot_neon(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
