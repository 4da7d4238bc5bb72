// packed_sum.h with NEON.

#define SUM packed_sum_neon
#define GATHER packed_gather_neon
#include "packed_sum.h"
