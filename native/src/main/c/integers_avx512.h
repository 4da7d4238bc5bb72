// Sixteen sums of 32 bits.

#include "floats_avx512.h"

typedef __m512i accumulator;
typedef __m512i operand;

static inline accumulator zero(void) { return _mm512_setzero_si512(); }

static inline accumulator add_neighbours(accumulator sum) {
    return _mm512_add_epi32(sum, neighbours(sum));
}

static inline accumulator add_pairs(accumulator sum) { return _mm512_add_epi32(sum, pairs(sum)); }

static inline floats scaled(floats scale, accumulator sum, float addend) {
    return _mm512_fmadd_ps(scale, _mm512_cvtepi32_ps(sum), _mm512_set1_ps(addend));
}
