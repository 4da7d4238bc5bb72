// packed_sum.h with AVX2.

#define SUM packed_sum_avx2
#define GATHER packed_gather_avx2
#include "packed_sum.h"
