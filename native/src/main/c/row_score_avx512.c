// row_score.h with AVX-512: a vector of sums.

#define SCORE row_score_avx512
#include "row_score.h"
