// row_score.h with NEON: four vectors of sums.

#define SCORE row_score_neon
#include "row_score.h"
