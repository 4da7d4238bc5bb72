// Hamming distance, negated, NEON.
//
// Limit: on cached rows, arithmetic; on other rows, memory (block.h).

#include "kernels.h"
#include "codes_neon.h"

typedef uint8x16_t operand;
typedef int32x4_t sums;

static inline operand load_query(const void *query, int at) {
    return load_codes((const char *)query + at);
}

static inline sums count(sums sum, uint8x16_t bytes) {
    return vreinterpretq_s32_u32(vpadalq_u16(vreinterpretq_u32_s32(sum), vpaddlq_u8(bytes)));
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    return count(sum, vcntq_u8(veorq_u8(q, load_codes(row))));
}

static inline float finish(const void *query, const char *row, sums sum) {
    (void)query;
    (void)row;
    return (float)-total(sum);
}

#include "block.h"

void bits_hamming_neon(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
