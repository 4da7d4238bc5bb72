// Scores rows of terms with NEON: four vectors of sums.
//
// Limit: as row_sums.h says.

#include "row_sums.h"

#define SCORE row_score_neon
#include "row_score.h"
