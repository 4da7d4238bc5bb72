// Eight lanes, of which floats come out at the end.

#include <immintrin.h>

#define LANES 8
#define SIDE 4

typedef __m256 floats;

static inline floats load_floats(const float *at) { return _mm256_loadu_ps(at); }

static inline void store_floats(float *at, floats values) { _mm256_storeu_ps(at, values); }

static inline unsigned reached(floats values, floats thresholds) {
    return (unsigned)_mm256_movemask_ps(_mm256_cmp_ps(values, thresholds, _CMP_GT_OQ));
}

static inline __m256i load(const void *at) { return _mm256_loadu_si256(at); }

static inline __m256i broadcast(const unsigned *word) { return _mm256_set1_epi32((int)*word); }

static inline __m256i broadcast2(const unsigned *words) {
    return _mm256_broadcastq_epi64(_mm_loadl_epi64((const __m128i *)words));
}

static inline __m256i broadcast4(const unsigned *words) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)words));
}

static inline __m256i neighbours(__m256i lanes) { return _mm256_shuffle_epi32(lanes, 0xb1); }

static inline __m256i pairs(__m256i lanes) { return _mm256_shuffle_epi32(lanes, 0x4e); }
