// Squared Euclidean distance, negated of bfloat16 rows with a float32 query, AVX2 and FMA.
//
// Limit: on cached rows, arithmetic: for each load a shift, a mask, two subtractions and two multiply-adds;
// on other rows, memory (block.h), of which they take half of what float32 does.

#include "kernels.h"
#include "vector_avx2.h"

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
    __m256i pairs = _mm256_loadu_si256((const __m256i *)row);
    vector even = _mm256_sub_ps(q.even, _mm256_castsi256_ps(_mm256_slli_epi32(pairs, 16)));
    __m256i upper = _mm256_and_si256(pairs, _mm256_set1_epi32((int)0xffff0000));
    vector odd = _mm256_sub_ps(q.odd, _mm256_castsi256_ps(upper));
    return _mm256_fmadd_ps(odd, odd, _mm256_fmadd_ps(even, even, sum));
}

static inline float finish(const void *query, const char *row, sums sum) {
    (void)query;
    (void)row;
    return -total(sum);
}

#include "block.h"

void bf16_l2_avx2(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
