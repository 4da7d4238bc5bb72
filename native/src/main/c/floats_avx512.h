// Sixteen lanes, of which floats come out at the end.

#include <immintrin.h>

#define LANES 16
#define SIDE 8

typedef __m512 floats;

static inline floats load_floats(const float *at) { return _mm512_loadu_ps(at); }

static inline void store_floats(float *at, floats values) { _mm512_storeu_ps(at, values); }

static inline unsigned reached(floats values, floats thresholds) {
    return _mm512_cmp_ps_mask(values, thresholds, _CMP_GT_OQ);
}

static inline __m512i load(const void *at) { return _mm512_loadu_si512(at); }

static inline __m512i broadcast(const unsigned *word) { return _mm512_set1_epi32((int)*word); }

static inline __m512i broadcast2(const unsigned *words) {
    return _mm512_broadcastq_epi64(_mm_loadl_epi64((const __m128i *)words));
}

static inline __m512i broadcast4(const unsigned *words) {
    return _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)words));
}

static inline __m512i neighbours(__m512i lanes) { return _mm512_shuffle_epi32(lanes, _MM_PERM_CDAB); }

static inline __m512i pairs(__m512i lanes) { return _mm512_shuffle_epi32(lanes, _MM_PERM_BADC); }
