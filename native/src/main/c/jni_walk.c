// The border of the walk: functions of dev.lanes.simd.WalkBorder. As in jni.c, nothing but integers
// crosses: a job is the address of a struct that Java has filled (WalkLayout).
//
// Limit: a walk takes tens of microseconds, in two or three calls of 8 ns.

#include "walk_job.h"

#include <stddef.h>

typedef int jint;
typedef long jlong;

#define BORDER(type, name) \
    __attribute__((visibility("default"))) type Java_dev_lanes_simd_WalkBorder_##name

// The offsets of WalkLayout.
_Static_assert(sizeof(struct records) == 24, "records");
_Static_assert(sizeof(struct candidate) == 8, "candidate");
_Static_assert(offsetof(struct walk_job, rows) == 0, "rows");
_Static_assert(offsetof(struct walk_job, ground) == 24, "ground");
_Static_assert(offsetof(struct walk_job, upper) == 48, "upper");
_Static_assert(offsetof(struct walk_job, nodes) == 72, "nodes");
_Static_assert(offsetof(struct walk_job, query) == 96, "query");
_Static_assert(offsetof(struct walk_job, marks) == 104, "marks");
_Static_assert(offsetof(struct walk_job, accepted) == 112, "accepted");
_Static_assert(offsetof(struct walk_job, beam) == 120, "beam");
_Static_assert(offsetof(struct walk_job, size) == 128, "size");
_Static_assert(offsetof(struct walk_job, accepted_bits) == 132, "accepted_bits");
_Static_assert(offsetof(struct walk_job, operation) == 136, "operation");
_Static_assert(offsetof(struct walk_job, row_bytes) == 140, "row_bytes");
_Static_assert(offsetof(struct walk_job, slot_at) == 144, "slot_at");
_Static_assert(offsetof(struct walk_job, upper_lists) == 148, "upper_lists");
_Static_assert(offsetof(struct walk_job, degree) == 152, "degree");
_Static_assert(offsetof(struct walk_job, upper_degree) == 156, "upper_degree");
_Static_assert(offsetof(struct walk_job, level) == 160, "level");
_Static_assert(offsetof(struct walk_job, epoch) == 164, "epoch");
_Static_assert(offsetof(struct walk_job, acceptance) == 168, "acceptance");
_Static_assert(offsetof(struct walk_job, ef) == 172, "ef");
_Static_assert(offsetof(struct walk_job, capacity) == 176, "capacity");
_Static_assert(offsetof(struct walk_job, beam_size) == 180, "beam_size");
_Static_assert(offsetof(struct walk_job, results) == 184, "results");
_Static_assert(offsetof(struct walk_job, next) == 188, "next");
_Static_assert(offsetof(struct walk_job, limit) == 192, "limit");
_Static_assert(offsetof(struct walk_job, distances) == 196, "distances");
_Static_assert(offsetof(struct walk_job, expanded) == 200, "expanded");
_Static_assert(offsetof(struct walk_job, node) == 204, "node");
_Static_assert(offsetof(struct walk_job, raw) == 208, "raw");
_Static_assert(offsetof(struct walk_job, to_level) == 212, "to_level");
_Static_assert(sizeof(struct walk_job) == 216, "job");

BORDER(void, descend)(void *environment, void *class, jint tier, jlong job) {
    (void)environment;
    (void)class;
    walk_descend((struct walk_job *)job, tier);
}

BORDER(void, start)(void *environment, void *class, jlong job) {
    (void)environment;
    (void)class;
    walk_start((struct walk_job *)job);
}

BORDER(jint, run)(void *environment, void *class, jint tier, jlong job) {
    (void)environment;
    (void)class;
    return walk_run((struct walk_job *)job, tier);
}
