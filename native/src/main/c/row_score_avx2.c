// row_score.h with AVX2: two vectors of sums.

#define SCORE row_score_avx2
#include "row_score.h"
