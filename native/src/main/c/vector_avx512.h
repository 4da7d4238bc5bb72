// Sixteen floats a vector.

#include <immintrin.h>

typedef __m512 vector;

// Rows start on 64-byte boundaries; where they do, the unaligned load costs nothing, and where a
// mapping does not, it is still right.
static inline vector load(const float *at) { return _mm512_loadu_ps(at); }

// Halves are added to halves, the order of the Vector API backend at this width: both give the same
// bits. _mm512_reduce_add_ps leaves its order to the compiler.
static inline float total(vector sum) {
    __m512 by8 = _mm512_add_ps(sum, _mm512_shuffle_f32x4(sum, sum, _MM_SHUFFLE(1, 0, 3, 2)));
    __m512 by4 = _mm512_add_ps(by8, _mm512_shuffle_f32x4(by8, by8, _MM_SHUFFLE(2, 3, 0, 1)));
    __m128 four = _mm512_castps512_ps128(by4);
    __m128 by2 = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(by2, _mm_movehdup_ps(by2)));
}
