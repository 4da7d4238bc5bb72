// The border of posting lists, rows of terms and clusters of rows: functions of dev.lanes.simd.PostingBorder. As in jni.c,
// nothing but integers crosses: a job is the address of a struct that Java has filled (PostingLayout).
//
// Limit: a search takes tens of microseconds, in some ten calls of 8 ns.

#include "cluster_job.h"
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
_Static_assert(offsetof(struct row_job, ordinals) == 24, "ordinals");
_Static_assert(offsetof(struct row_job, scores) == 32, "scores");
_Static_assert(offsetof(struct row_job, postings) == 40, "postings");
_Static_assert(offsetof(struct row_job, size) == 48, "size");
_Static_assert(offsetof(struct row_job, count) == 52, "count");
_Static_assert(offsetof(struct row_job, term_bytes) == 56, "term_bytes");
_Static_assert(offsetof(struct row_job, weight_bytes) == 60, "weight_bytes");
_Static_assert(offsetof(struct row_job, terms) == 64, "terms");
_Static_assert(sizeof(struct row_job) == 72, "rows");
_Static_assert(offsetof(struct cluster_job, terms) == 0, "terms");
_Static_assert(offsetof(struct cluster_job, weights) == 8, "weights");
_Static_assert(offsetof(struct cluster_job, lists) == 16, "lists");
_Static_assert(offsetof(struct cluster_job, cluster_starts) == 24, "cluster_starts");
_Static_assert(offsetof(struct cluster_job, dictionary_starts) == 32, "dictionary_starts");
_Static_assert(offsetof(struct cluster_job, dictionary) == 40, "dictionary");
_Static_assert(offsetof(struct cluster_job, entry_starts) == 48, "entry_starts");
_Static_assert(offsetof(struct cluster_job, entry_clusters) == 56, "entry_clusters");
_Static_assert(offsetof(struct cluster_job, entry_codes) == 64, "entry_codes");
_Static_assert(offsetof(struct cluster_job, scales) == 72, "scales");
_Static_assert(offsetof(struct cluster_job, bounds) == 80, "bounds");
_Static_assert(offsetof(struct cluster_job, term_count) == 88, "term_count");
_Static_assert(offsetof(struct cluster_job, list_count) == 92, "list_count");
_Static_assert(sizeof(struct cluster_job) == 96, "clusters");

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

BORDER(void, bound)(void *environment, void *class, jlong job) {
    (void)environment;
    (void)class;
    cluster_bounds((struct cluster_job *)job);
}
