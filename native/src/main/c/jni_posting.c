// The border of posting lists and rows of terms: functions of dev.lanes.simd.PostingBorder. As in jni.c,
// nothing but integers crosses: a job is the address of a struct that Java has filled (PostingLayout).
//
// Limit: a search takes tens of microseconds, in some ten calls of 8 ns.

#include "posting_job.h"

#include <stddef.h>

typedef int jint;
typedef long jlong;

#define BORDER(type, name) \
    __attribute__((visibility("default"))) type Java_dev_lanes_simd_PostingBorder_##name

// The offsets of PostingLayout.
_Static_assert(offsetof(struct posting_list, at) == 0, "at");
_Static_assert(offsetof(struct posting_list, end) == 8, "end");
_Static_assert(offsetof(struct posting_list, ordinal) == 16, "ordinal");
_Static_assert(offsetof(struct posting_list, gap_bits) == 20, "gap_bits");
_Static_assert(offsetof(struct posting_list, factor) == 24, "factor");
_Static_assert(offsetof(struct posting_list, role) == 28, "role");
_Static_assert(offsetof(struct posting_list, top) == 32, "top");
_Static_assert(offsetof(struct posting_list, maxima_row) == 36, "maxima_row");
_Static_assert(sizeof(struct posting_list) == 40, "list");
_Static_assert(offsetof(struct posting_job, lists) == 0, "lists");
_Static_assert(offsetof(struct posting_job, maxima) == 8, "maxima");
_Static_assert(offsetof(struct posting_job, sums) == 16, "sums");
_Static_assert(offsetof(struct posting_job, bounds) == 24, "bounds");
_Static_assert(offsetof(struct posting_job, peaks) == 32, "peaks");
_Static_assert(offsetof(struct posting_job, candidates) == 40, "candidates");
_Static_assert(offsetof(struct posting_job, candidate_bounds) == 48, "candidate_bounds");
_Static_assert(offsetof(struct posting_job, accepted) == 56, "accepted");
_Static_assert(offsetof(struct posting_job, blocks) == 64, "blocks");
_Static_assert(offsetof(struct posting_job, added) == 72, "added");
_Static_assert(offsetof(struct posting_job, list_count) == 80, "list_count");
_Static_assert(offsetof(struct posting_job, candidate_count) == 84, "candidate_count");
_Static_assert(offsetof(struct posting_job, from) == 88, "from");
_Static_assert(offsetof(struct posting_job, count) == 92, "count");
_Static_assert(offsetof(struct posting_job, threshold) == 96, "threshold");
_Static_assert(sizeof(struct posting_job) == 104, "job");
_Static_assert(offsetof(struct row_job, starts) == 0, "starts");
_Static_assert(offsetof(struct row_job, rows) == 8, "rows");
_Static_assert(offsetof(struct row_job, query) == 16, "query");
_Static_assert(offsetof(struct row_job, filter) == 24, "filter");
_Static_assert(offsetof(struct row_job, asked) == 32, "asked");
_Static_assert(offsetof(struct row_job, ordinals) == 40, "ordinals");
_Static_assert(offsetof(struct row_job, scores) == 48, "scores");
_Static_assert(offsetof(struct row_job, postings) == 56, "postings");
_Static_assert(offsetof(struct row_job, size) == 64, "size");
_Static_assert(offsetof(struct row_job, count) == 68, "count");
_Static_assert(offsetof(struct row_job, term_bytes) == 72, "term_bytes");
_Static_assert(offsetof(struct row_job, weight_bytes) == 76, "weight_bytes");
_Static_assert(offsetof(struct row_job, terms) == 80, "terms");
_Static_assert(offsetof(struct row_job, asked_mask) == 84, "asked_mask");
_Static_assert(offsetof(struct asked_term, weight) == 4, "weight");
_Static_assert(sizeof(struct asked_term) == 8, "asked");
_Static_assert(sizeof(struct row_job) == 88, "rows");

BORDER(void, scan)(void *environment, void *class, jint tier, jlong job) {
    (void)environment;
    (void)class;
    posting_kernels_of(tier).scan((struct posting_job *)job);
}

BORDER(void, deepen)(void *environment, void *class, jint tier, jlong job) {
    (void)environment;
    (void)class;
    posting_kernels_of(tier).deepen((struct posting_job *)job);
}

BORDER(void, gather)(void *environment, void *class, jint tier, jlong job) {
    (void)environment;
    (void)class;
    posting_kernels_of(tier).gather((struct posting_job *)job);
}

BORDER(void, score)(void *environment, void *class, jint tier, jlong job) {
    (void)environment;
    (void)class;
    row_score_of(tier)((struct row_job *)job);
}
