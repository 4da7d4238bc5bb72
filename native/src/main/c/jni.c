// The border: the only functions that the library exports, one for each native method of
// dev.lanes.simd.Border.
//
// Limit: a call through JNI costs some 8 ns, so it is made once a block. Nothing but integers crosses:
// addresses as jlong, counts as jint. The environment is never used, so there is no jni.h and no call
// back, and no exception can arise: the Java side has checked everything, and keeps the memory alive.

#include "kernels.h"

// As jni.h has them on every system that this library is for.
typedef int jint;
typedef long jlong;

_Static_assert(sizeof(jint) == 4 && sizeof(jlong) == 8 && sizeof(void *) == 8, "LP64 expected");

#define BORDER(type, name) __attribute__((visibility("default"))) type Java_dev_lanes_simd_Border_##name

static void run(
    block_kernel *kernel, jlong query, jlong rows, jint count, jint dimension, jlong results) {
    kernel((const float *)query, (const float *const *)rows, count, dimension, (float *)results);
}

BORDER(jint, tiers)(void *environment, void *class) {
    (void)environment;
    (void)class;
    return cpu_tiers();
}

BORDER(void, f32Dot)(void *environment, void *class, jint tier, jlong query, jlong rows, jint count,
    jint dimension, jlong results) {
    (void)environment;
    (void)class;
#if defined(__x86_64__)
    run(tier == TIER_AVX2 ? f32_dot_avx2 : f32_dot_avx512, query, rows, count, dimension, results);
#else
    (void)tier;
    run(f32_dot_neon, query, rows, count, dimension, results);
#endif
}

BORDER(void, f32SquaredL2)(void *environment, void *class, jint tier, jlong query, jlong rows,
    jint count, jint dimension, jlong results) {
    (void)environment;
    (void)class;
#if defined(__x86_64__)
    run(tier == TIER_AVX2 ? f32_l2_avx2 : f32_l2_avx512, query, rows, count, dimension, results);
#else
    (void)tier;
    run(f32_l2_neon, query, rows, count, dimension, results);
#endif
}
