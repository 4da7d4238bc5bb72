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

BORDER(jint, tiers)(void *environment, void *class) {
    (void)environment;
    (void)class;
    return cpu_tiers();
}

BORDER(void, score)(void *environment, void *class, jint operation, jint tier, jlong query, jlong rows,
    jint count, jint bytes, jlong results) {
    (void)environment;
    (void)class;
    block_kernel *kernel = block_kernel_of((enum operation)operation, tier);
    kernel((const void *)query, (const void *const *)rows, count, bytes, (float *)results);
}

BORDER(void, u8Query)(void *environment, void *class, jint tier, jlong row, jlong rounding, jint bytes,
    jlong query) {
    (void)environment;
    (void)class;
    row_query_kernel *kernel = u8_query_of(tier);
    kernel((const void *)row, (const void *)rounding, bytes, (void *)query);
}

BORDER(jlong, map)(void *environment, void *class, jlong bytes) {
    (void)environment;
    (void)class;
    return memory_map(bytes);
}

BORDER(jlong, adviseHuge)(void *environment, void *class, jlong address, jlong bytes) {
    (void)environment;
    (void)class;
    return memory_advise_huge(address, bytes);
}

BORDER(jlong, unmap)(void *environment, void *class, jlong address, jlong bytes) {
    (void)environment;
    (void)class;
    return memory_unmap(address, bytes);
}
