// Dot product of unsigned bytes with a query of signed ones, NEON with dot products.
//
// Limit: on cached rows, the loads. There are dot products of signed bytes with signed ones only, so 128 is
// taken from the row's codes, and 128 times the query's total added in the end. On other rows, memory
// (block.h).

#include "kernels.h"
#include "codes_neon.h"

typedef int8x16_t operand;
typedef int32x4_t sums;

static inline operand load_query(const void *query, int at) {
    return load_signed(codes_of(query) + at);
}

static inline sums accumulate(operand q, const char *row, sums sum) {
    int8x16_t moved = vreinterpretq_s8_u8(veorq_u8(load_codes(row), vdupq_n_u8(0x80)));
    return vdotq_s32(sum, moved, q);
}

static inline float finish(const void *query, const char *row, sums sum) {
    int moved_back = 128 * ((const code_query *)query)->total;
    return finish_codes(query, row, total(sum) + moved_back);
}

#include "block.h"

void u8_dot_dotprod(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
