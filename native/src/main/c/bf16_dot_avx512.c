// Dot product of bfloat16 rows with a float32 query, AVX-512.
//
// Limit: on cached rows, arithmetic: for each load a shift, a mask and two multiply-adds; on other
// rows, memory (block.h), of which they take half of what float32 does.

#include "kernels.h"
#include "vector_avx512.h"

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
    __m512i pairs = _mm512_loadu_si512(row);
    vector even = _mm512_castsi512_ps(_mm512_slli_epi32(pairs, 16));
    vector odd = _mm512_castsi512_ps(_mm512_and_si512(pairs, _mm512_set1_epi32((int)0xffff0000)));
    return _mm512_fmadd_ps(q.odd, odd, _mm512_fmadd_ps(q.even, even, sum));
}

static inline float finish(const void *query, const char *row, sums sum) {
    (void)query;
    (void)row;
    return total(sum);
}

#include "block.h"

void bf16_dot_avx512(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
