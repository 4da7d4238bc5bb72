// Dot product of 4-bit codes, two to a byte, with a query of signed bytes, NEON.
//
// Limit: on cached rows, arithmetic; on other rows, memory (block.h).
//
// A row lies in blocks of 64 bytes, each for 128 values: the low halves are the first 64, the high ones
// the others. The query's codes lie in their own order.

#include "kernels.h"
#include "codes_neon.h"

typedef struct {
    int8x16_t low;
    int8x16_t high;
} operand;
typedef int32x4_t sums;

static inline operand load_query(const void *query, int at) {
    const char *codes = codes_of(query) + at / 64 * 128 + at % 64;
    operand q = {load_signed(codes), load_signed(codes + 64)};
    return q;
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    uint8x16_t codes = load_codes(row);
    int8x16_t low = vreinterpretq_s8_u8(vandq_u8(codes, vdupq_n_u8(0x0f)));
    int8x16_t high = vreinterpretq_s8_u8(vshrq_n_u8(codes, 4));
    // Four products of at most 15 · 127 fit into 16 bits.
    int16x8_t products = vmull_s8(vget_low_s8(low), vget_low_s8(q.low));
    products = vmlal_high_s8(products, low, q.low);
    products = vmlal_s8(products, vget_low_s8(high), vget_low_s8(q.high));
    products = vmlal_high_s8(products, high, q.high);
    return vpadalq_s16(sum, products);
}

static inline float finish(const void *query, const char *row, sums sum) {
    return finish_codes(query, row, total(sum));
}

#include "block.h"

void u4_dot_neon(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
