// The border of the batch kernels: functions of dev.lanes.simd.BatchBorder. As in jni.c, nothing but
// integers crosses: a job is the address of a struct that Java has filled (BatchLayout).
//
// Limit: a job takes from ten microseconds to half a millisecond, so the call's 8 ns do not count.

#include "batch_job.h"
#include "kernels.h"

#include <stddef.h>

typedef int jint;
typedef long jlong;

#define BORDER(type, name) \
    __attribute__((visibility("default"))) type Java_dev_lanes_simd_BatchBorder_##name

// The offsets of BatchLayout.
_Static_assert(offsetof(struct batch_job, records) == 0, "records");
_Static_assert(offsetof(struct batch_job, stride) == 8, "stride");
_Static_assert(offsetof(struct batch_job, plain) == 16, "plain");
_Static_assert(offsetof(struct batch_job, packed) == 24, "packed");
_Static_assert(offsetof(struct batch_job, scales) == 32, "scales");
_Static_assert(offsetof(struct batch_job, thresholds) == 40, "thresholds");
_Static_assert(offsetof(struct batch_job, hits) == 48, "hits");
_Static_assert(offsetof(struct batch_job, scratch) == 56, "scratch");
_Static_assert(offsetof(struct batch_job, rows) == 64, "rows");
_Static_assert(offsetof(struct batch_job, queries) == 68, "queries");
_Static_assert(offsetof(struct batch_job, dimension) == 72, "dimension");
_Static_assert(offsetof(struct batch_job, addends) == 76, "addends");
_Static_assert(offsetof(struct batch_job, found) == 80, "found");
_Static_assert(offsetof(struct batch_job, largest) == 84, "largest");
_Static_assert(offsetof(struct batch_job, tail) == 88, "tail");
_Static_assert(sizeof(struct batch_job) == 96 && sizeof(struct batch_hit) == 12, "sizes");

BORDER(void, f32Pack)(void *environment, void *class, jint tier, jlong job) {
    (void)environment;
    (void)class;
#if defined(__x86_64__)
    (tier == TIER_AVX2 ? f32_batch_pack_avx2 : f32_batch_pack_avx512)((struct batch_job *)job);
#else
    (void)tier;
    f32_batch_pack_neon((struct batch_job *)job);
#endif
}

BORDER(jint, f32Score)(void *environment, void *class, jint tier, jlong job) {
    (void)environment;
    (void)class;
#if defined(__x86_64__)
    return (tier == TIER_AVX2 ? f32_batch_avx2 : f32_batch_avx512)((struct batch_job *)job);
#else
    (void)tier;
    return f32_batch_neon((struct batch_job *)job);
#endif
}

#if defined(__x86_64__)
static batch_kernel *u8_kernel(jint tier) {
    switch (tier) {
        case TIER_AVX2:
            return u8_batch_avx2;
        case TIER_AVX512:
            return u8_batch_avx512;
        case TIER_VNNI:
            return u8_batch_vnni;
        default:
            return u8_batch_amx;
    }
}

static batch_pack *u8_pack(jint tier) {
    switch (tier) {
        case TIER_AVX2:
            return u8_batch_pack_avx2;
        case TIER_AVX512:
            return u8_batch_pack_avx512;
        default:
            return u8_batch_pack_vnni;
    }
}
#endif

BORDER(void, u8Pack)(void *environment, void *class, jint tier, jlong job) {
    (void)environment;
    (void)class;
#if defined(__x86_64__)
    u8_pack(tier)((struct batch_job *)job);
#else
    (void)tier;
    u8_batch_pack_dotprod((struct batch_job *)job);
#endif
}

BORDER(jint, u8Score)(void *environment, void *class, jint tier, jlong job) {
    (void)environment;
    (void)class;
#if defined(__x86_64__)
    return u8_kernel(tier)((struct batch_job *)job);
#else
    (void)tier;
    return u8_batch_dotprod((struct batch_job *)job);
#endif
}
