// Eight floats a vector.

#include <immintrin.h>

typedef __m256 vector;

static inline vector load(const float *at) { return _mm256_loadu_ps(at); }

// Halves are added to halves, the order of the Vector API backend at this width: both give the same
// bits.
static inline float total(vector sum) {
    __m128 by4 = _mm_add_ps(_mm256_castps256_ps128(sum), _mm256_extractf128_ps(sum, 1));
    __m128 by2 = _mm_add_ps(by4, _mm_movehl_ps(by4, by4));
    return _mm_cvtss_f32(_mm_add_ss(by2, _mm_movehdup_ps(by2)));
}
