// Scores rows of terms with AVX-512: a vector of sums.
//
// Limit: as row_sums.h says.

#include "row_sums.h"

#define SCORE row_score_avx512
#include "row_score.h"
