// packed_sum.h with AVX-512.

#define SUM packed_sum_avx512
#define GATHER packed_gather_avx512
#include "packed_sum.h"
