// Many queries against rows of 8-bit codes, AVX-512 without VNNI.
//
// Limit: 32 multiply-adds for two instructions (batch.h).

#include "integers_avx512.h"

static inline accumulator multiply_add(accumulator sum, operand row, operand query) {
    return _mm512_add_epi32(sum, _mm512_madd_epi16(row, query));
}

// Of three, gcc 12 would make all products first, and have no registers for them.
#define MOST_VECTORS 2

#include "batch_u8_by2.h"

void u8_batch_pack_avx512(struct batch_job *job) { pack(job); }

int u8_batch_avx512(struct batch_job *job) { return score(job); }
