// Codes widened to 16 bits, two to a word: where there is no product of bytes that keeps every bit.
// Rows are widened once for all queries.

#define WORD_VALUES 2

#include "batch_u8.h"

static unsigned plain_word(const struct batch_job *job, long at) {
    const signed char *codes = (const signed char *)job->plain + 2 * at;
    return (unsigned short)codes[0] | (unsigned)(unsigned short)codes[1] << 16;
}

static const unsigned *ready(const struct batch_job *job, const unsigned char *record, int place) {
    unsigned short *wide = (unsigned short *)job->scratch + (long)place * job->dimension;
    for (int i = 0; i < job->dimension; i++) {
        wide[i] = record[i];
    }
    return (const unsigned *)wide;
}
