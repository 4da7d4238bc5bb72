// posting_scan.h with AVX-512: a vector of sums a block.

#include <immintrin.h>

static inline unsigned reached(const unsigned *sums, unsigned least) {
    return _mm512_cmpge_epu32_mask(_mm512_loadu_si512(sums), _mm512_set1_epi32((int)least));
}

static inline unsigned largest(const unsigned *sums) { return _mm512_reduce_max_epu32(_mm512_loadu_si512(sums)); }

#define SCAN posting_scan_avx512
#define DEEPEN posting_deepen_avx512
#define GATHER posting_gather_avx512
#include "posting_scan.h"
