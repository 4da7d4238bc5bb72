// Sums of 32-bit integers in vectors of 64 bytes.

#include <immintrin.h>

#include "code_query.h"

#define STEP_BYTES 64

static inline __m512i load_codes(const void *at) { return _mm512_loadu_si512(at); }

static inline int total(__m512i sum) { return _mm512_reduce_add_epi32(sum); }
