// Dot product of bits with a query of 4-bit codes, NEON.
//
// Limit: on cached rows, arithmetic; on other rows, memory (block.h).
//
// A row lies in blocks of 64 bytes; so do the query's planes, the four of a block behind one another: plane
// p holds bit p of the query's codes. Past the codes of a row the planes are zero.

#include "kernels.h"
#include "codes_neon.h"

typedef struct {
    uint8x16_t plane[4];
} operand;
typedef int32x4_t sums;

static inline operand load_query(const void *query, int at) {
    const char *planes = codes_of(query) + at / 64 * 256 + at % 64;
    operand q = {{load_codes(planes), load_codes(planes + 64), load_codes(planes + 128),
        load_codes(planes + 192)}};
    return q;
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    uint8x16_t bits = load_codes(row);
    // Horner: 8·p3 + 4·p2 + 2·p1 + p0, at most 15 · 8 in a byte.
    uint8x16_t weighted = vcntq_u8(vandq_u8(bits, q.plane[3]));
    weighted = vaddq_u8(vcntq_u8(vandq_u8(bits, q.plane[2])), vshlq_n_u8(weighted, 1));
    weighted = vaddq_u8(vcntq_u8(vandq_u8(bits, q.plane[1])), vshlq_n_u8(weighted, 1));
    weighted = vaddq_u8(vcntq_u8(vandq_u8(bits, q.plane[0])), vshlq_n_u8(weighted, 1));
    return vreinterpretq_s32_u32(vpadalq_u16(vreinterpretq_u32_s32(sum), vpaddlq_u8(weighted)));
}

static inline float finish(const void *query, const char *row, sums sum) {
    return finish_bits(query, row, total(sum));
}

#include "block.h"

void u1_dot_neon(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
