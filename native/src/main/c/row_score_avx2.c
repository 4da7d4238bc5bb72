// Scores rows of terms with AVX2: two vectors of sums.
//
// Limit: as row_sums.h says.

#include "row_sums.h"

#define SCORE row_score_avx2
#include "row_score.h"
