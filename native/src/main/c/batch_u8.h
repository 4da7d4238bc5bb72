// What the batch kernels of 8-bit rows share: rows of unsigned codes, queries of signed ones, exact
// sums of 32 bits. What is added to a value is a float of the row itself.

#include "batch.h"

static float addend(struct batch_job *job, const unsigned char *record) {
    if (job->addends != ADDENDS_ROW) {
        return 0;
    }
    float term = *(const float *)(record + job->tail);
    float magnitude = __builtin_fabsf(term);
    job->largest = magnitude > job->largest ? magnitude : job->largest;
    return term;
}

static void find_addends(struct batch_job *job, struct side *side) {
    for (int r = 0; r < SIDE; r++) {
        side->addend[r] = addend(job, side->record[r]);
    }
}
