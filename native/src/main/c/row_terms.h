// Rows of a forward index: where they lie, and what their terms and weights are. What a row says is compared
// with what there is before it is followed.

#include "posting_job.h"

#define SUMS 8

// The 16 bits of a weight: exponent and fraction, from 2^-31 on.
#define SMALLEST ((127u - 31u) << 23)
#define DROPPED_BITS 13

typedef unsigned short u16_any __attribute__((aligned(1), may_alias));
typedef unsigned u32_any __attribute__((aligned(1), may_alias));
typedef float f32_any __attribute__((aligned(1), may_alias));

struct row {
    const char *at;
    unsigned long length;
};

static inline struct row row_of(const struct row_job *job, int ordinal) {
    if ((unsigned)ordinal >= (unsigned)job->size) {
        return (struct row){job->rows, 0};
    }
    unsigned long start = job->starts[ordinal];
    unsigned long end = job->starts[ordinal + 1];
    if (start > end || end > job->postings) {
        return (struct row){job->rows, 0};
    }
    return (struct row){job->rows + start * (unsigned)(job->term_bytes + job->weight_bytes), end - start};
}

static inline float weight16(unsigned code) {
    union {
        unsigned bits;
        float weight;
    } stored = {(code << DROPPED_BITS) + SMALLEST};
    return stored.weight;
}

static inline unsigned term_at(const char *terms, unsigned long i, int bytes) {
    return bytes == 2 ? ((const u16_any *)terms)[i] : ((const u32_any *)terms)[i];
}

static inline float weight_at(const char *weights, unsigned long i, int bytes) {
    return bytes == 2 ? weight16(((const u16_any *)weights)[i]) : ((const f32_any *)weights)[i];
}

// The order of dev.lanes.sparse.ForwardIndex.score.
static inline float total(const double *s) {
    return (float)(((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7])));
}
