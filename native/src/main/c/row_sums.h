// Sums up all postings of a row: Σ query[term] · weight in double precision, in eight sums by the place in
// the row.
//
// Limit: a load of the query for each posting, which hits the second-level cache, eight at a time; the four
// lines of a row lie in no cache and are fetched some rows ahead.
//
// Law: the same bits as dev.lanes.sparse.ForwardIndex.score; products of a float32 and a float32 are exact
// in double precision, so it does not matter whether they are fused with the addition.

#include "row_terms.h"

typedef unsigned short u16_eight __attribute__((vector_size(16), aligned(1), may_alias));
typedef unsigned u32_eight __attribute__((vector_size(32), aligned(1), may_alias));
typedef float f32_eight __attribute__((vector_size(32), aligned(1), may_alias));
typedef double f64_eight __attribute__((vector_size(64)));

static inline f32_eight weights_at(const char *weights, unsigned long i, int bytes) {
    if (bytes == 2) {
        u16_eight codes = *(const u16_eight *)(weights + 2 * i);
        u32_eight bits = (__builtin_convertvector(codes, u32_eight) << DROPPED_BITS) + SMALLEST;
        return (f32_eight)bits;
    }
    return *(const f32_eight *)(weights + 4 * i);
}

// The query ends with a 0 at its limit.
static inline float asked(const struct row_job *job, unsigned term) {
    return job->query[term < job->terms ? term : job->terms];
}

// term_bytes and weight_bytes are constants where it is called.
static inline float score(const struct row_job *job, struct row row, int term_bytes, int weight_bytes) {
    const char *terms = row.at;
    const char *weights = row.at + row.length * (unsigned)term_bytes;
    f64_eight sums = {0};
    unsigned long i = 0;
    for (; i + SUMS <= row.length; i += SUMS) {
        f32_eight query;
        for (unsigned j = 0; j < SUMS; j++) {
            query[j] = asked(job, term_at(terms, i + j, term_bytes));
        }
        f32_eight stored = weights_at(weights, i, weight_bytes);
        sums += __builtin_convertvector(query, f64_eight) * __builtin_convertvector(stored, f64_eight);
    }
    // The rest not in a register, where a place that is not constant cannot be written.
    double s[SUMS];
    for (unsigned j = 0; j < SUMS; j++) {
        s[j] = sums[j];
    }
    for (unsigned j = 0; i + j < row.length; j++) {
        float query = asked(job, term_at(terms, i + j, term_bytes));
        s[j] += (double)query * (double)weight_at(weights, i + j, weight_bytes);
    }
    return total(s);
}

// Rows whose bytes are fetched ahead, and rows whose place is.
#define AHEAD 8
#define FAR_AHEAD 16
#define CACHE_LINE 64

static inline void announce(const struct row_job *job, int index) {
    int far = index + FAR_AHEAD - AHEAD;
    if (far < job->count && (unsigned)job->ordinals[far] < (unsigned)job->size) {
        __builtin_prefetch(job->starts + job->ordinals[far]);
    }
    if (index < job->count) {
        struct row row = row_of(job, job->ordinals[index]);
        unsigned long bytes = row.length * (unsigned)(job->term_bytes + job->weight_bytes);
        for (unsigned long at = 0; at < bytes; at += CACHE_LINE) {
            __builtin_prefetch(row.at + at);
        }
    }
}

static inline void score_all(struct row_job *job, int term_bytes, int weight_bytes) {
    for (int i = 0; i < AHEAD; i++) {
        announce(job, i);
    }
    for (int i = 0; i < job->count; i++) {
        announce(job, i + AHEAD);
        job->scores[i] = score(job, row_of(job, job->ordinals[i]), term_bytes, weight_bytes);
    }
}
