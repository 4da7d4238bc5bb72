// Many queries against float32 rows, AVX-512.
//
// Limit: one multiply-add of 16 floats a cycle on Zen 4, two on Intel's (batch.h).

#include "floats_avx512.h"

typedef __m512 accumulator;
typedef __m512i operand;

static inline accumulator zero(void) { return _mm512_setzero_ps(); }

static inline accumulator multiply_add(accumulator sum, operand row, operand query) {
    return _mm512_fmadd_ps(_mm512_castsi512_ps(row), _mm512_castsi512_ps(query), sum);
}

static inline accumulator add_neighbours(accumulator sum) {
    return _mm512_add_ps(sum, _mm512_castsi512_ps(neighbours(_mm512_castps_si512(sum))));
}

static inline accumulator add_pairs(accumulator sum) {
    return _mm512_add_ps(sum, _mm512_castsi512_ps(pairs(_mm512_castps_si512(sum))));
}

static inline floats scaled(floats scale, accumulator sum, float addend) {
    return _mm512_fmadd_ps(scale, sum, _mm512_set1_ps(addend));
}

#include "batch_f32.h"

void f32_batch_pack_avx512(struct batch_job *job) { pack(job); }

int f32_batch_avx512(struct batch_job *job) { return score(job); }
