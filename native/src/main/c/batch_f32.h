// What the batch kernels of float32 rows share: a word is a float, and what is added to a value is the
// negated squared length of the row under Euclidean distance, since -d² = 2qr - r² - q², and the last
// is the same for all rows of a query.

#define WORD_VALUES 1

#include "batch.h"

static unsigned plain_word(const struct batch_job *job, long at) {
    return ((const unsigned *)job->plain)[at];
}

static const unsigned *ready(const struct batch_job *job, const unsigned char *record, int place) {
    (void)job;
    (void)place;
    return (const unsigned *)record;
}

static void find_addends(struct batch_job *job, struct side *side) {
    accumulator sum[SIDE];
#pragma GCC unroll 8
    for (int r = 0; r < SIDE; r++) {
        sum[r] = zero();
        side->addend[r] = 0;
    }
    if (job->addends == ADDENDS_NONE) {
        return;
    }
    for (int i = 0; i < job->dimension; i += LANES) {
#pragma GCC unroll 8
        for (int r = 0; r < SIDE; r++) {
            operand values = load(side->row[r] + i);
            sum[r] = multiply_add(sum[r], values, values);
        }
    }
    for (int r = 0; r < SIDE; r++) {
        float lanes[LANES];
        store_floats(lanes, fold(sum[r], 4));
        float norm = 0;
        for (int lane = 0; lane < LANES; lane += 4) {
            norm += lanes[lane];
        }
        job->largest = norm > job->largest ? norm : job->largest;
        if (job->addends == ADDENDS_ROW) {
            side->addend[r] = -norm;
        }
    }
}
