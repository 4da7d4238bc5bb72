// Jaccard similarity of two sets of bits, NEON.
//
// Limit: on cached rows, arithmetic; on other rows, memory (block.h).

#include "kernels.h"
#include "codes_neon.h"

typedef uint8x16_t operand;

// Bits of both and bits of either.
typedef struct {
    int32x4_t both;
    int32x4_t either;
} sums;

static inline operand load_query(const void *query, int at) {
    return load_codes((const char *)query + at);
}

static inline int32x4_t count(int32x4_t sum, uint8x16_t bytes) {
    return vreinterpretq_s32_u32(vpadalq_u16(vreinterpretq_u32_s32(sum), vpaddlq_u8(bytes)));
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    uint8x16_t bits = load_codes(row);
    sums more = {count(sum.both, vcntq_u8(vandq_u8(q, bits))),
        count(sum.either, vcntq_u8(vorrq_u8(q, bits)))};
    return more;
}

// Two empty sets are alike.
static inline float finish(const void *query, const char *row, sums sum) {
    (void)query;
    (void)row;
    int either = total(sum.either);
    return either == 0 ? 1.0f : (float)total(sum.both) / (float)either;
}

#include "block.h"

void bits_jaccard_neon(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
