// The border of packed posting lists: functions of dev.lanes.simd.PackedBorder. As in jni.c, nothing but
// integers crosses: a job is the address of a struct that Java has filled (PackedLayout).
//
// Limit: a window takes tens of microseconds, in two calls of 8 ns.

#include "packed_job.h"

#include <stddef.h>

typedef int jint;
typedef long jlong;

#define BORDER(type, name) \
    __attribute__((visibility("default"))) type Java_dev_lanes_simd_PackedBorder_##name

// The offsets of PackedLayout.
_Static_assert(offsetof(struct packed_list, fields) == 0, "fields");
_Static_assert(offsetof(struct packed_list, count) == 8, "count");
_Static_assert(offsetof(struct packed_list, next) == 16, "next");
_Static_assert(offsetof(struct packed_list, weight) == 24, "weight");
_Static_assert(offsetof(struct packed_list, ordinal) == 32, "ordinal");
_Static_assert(offsetof(struct packed_list, gap_bits) == 36, "gap_bits");
_Static_assert(offsetof(struct packed_list, weight_bits) == 40, "weight_bits");
_Static_assert(offsetof(struct packed_list, base) == 44, "base");
_Static_assert(sizeof(struct packed_list) == 48, "list");
_Static_assert(offsetof(struct packed_job, lists) == 0, "lists");
_Static_assert(offsetof(struct packed_job, sums) == 8, "sums");
_Static_assert(offsetof(struct packed_job, ordinals) == 16, "ordinals");
_Static_assert(offsetof(struct packed_job, scores) == 24, "scores");
_Static_assert(offsetof(struct packed_job, accepted) == 32, "accepted");
_Static_assert(offsetof(struct packed_job, added) == 40, "added");
_Static_assert(offsetof(struct packed_job, list_count) == 48, "list_count");
_Static_assert(offsetof(struct packed_job, gathered) == 52, "gathered");
_Static_assert(offsetof(struct packed_job, from) == 56, "from");
_Static_assert(offsetof(struct packed_job, count) == 60, "count");
_Static_assert(offsetof(struct packed_job, threshold) == 64, "threshold");
_Static_assert(offsetof(struct packed_job, weight_bytes) == 68, "weight_bytes");
_Static_assert(sizeof(struct packed_job) == 72, "job");

BORDER(void, sum)(void *environment, void *class, jint tier, jlong job) {
    (void)environment;
    (void)class;
    packed_kernels_of(tier).sum((struct packed_job *)job);
}

BORDER(void, gather)(void *environment, void *class, jint tier, jlong job) {
    (void)environment;
    (void)class;
    packed_kernels_of(tier).gather((struct packed_job *)job);
}
