// Many queries against float32 rows, AVX2 and FMA.
//
// Limit: two multiply-adds of 8 floats a cycle (batch.h).

#include "floats_avx2.h"

typedef __m256 accumulator;
typedef __m256i operand;

static inline accumulator zero(void) { return _mm256_setzero_ps(); }

static inline accumulator multiply_add(accumulator sum, operand row, operand query) {
    return _mm256_fmadd_ps(_mm256_castsi256_ps(row), _mm256_castsi256_ps(query), sum);
}

static inline accumulator add_neighbours(accumulator sum) {
    return _mm256_add_ps(sum, _mm256_castsi256_ps(neighbours(_mm256_castps_si256(sum))));
}

static inline accumulator add_pairs(accumulator sum) {
    return _mm256_add_ps(sum, _mm256_castsi256_ps(pairs(_mm256_castps_si256(sum))));
}

static inline floats scaled(floats scale, accumulator sum, float addend) {
    return _mm256_fmadd_ps(scale, sum, _mm256_set1_ps(addend));
}

#include "batch_f32.h"

void f32_batch_pack_avx2(struct batch_job *job) { pack(job); }

int f32_batch_avx2(struct batch_job *job) { return score(job); }
