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

// What of an operation's kernels a tier runs: its own, or those of the next lower tier that has some.
#if defined(__x86_64__)
#define PICK(tier, avx2, avx512, vnni, neon, dotprod) \
    ((tier) == TIER_AVX2 ? (avx2) : (tier) == TIER_AVX512 ? (avx512) : (vnni))
#else
#define PICK(tier, avx2, avx512, vnni, neon, dotprod) ((tier) == TIER_NEON ? (neon) : (dotprod))
#endif

#define OPERATION(name, avx2, avx512, vnni, neon, dotprod) \
    BORDER(void, name)(void *environment, void *class, jint tier, jlong query, jlong rows, jint count, \
        jint bytes, jlong results) { \
        (void)environment; \
        (void)class; \
        block_kernel *kernel = PICK(tier, avx2, avx512, vnni, neon, dotprod); \
        kernel((const void *)query, (const void *const *)rows, count, bytes, (float *)results); \
    }

OPERATION(f32Dot, f32_dot_avx2, f32_dot_avx512, f32_dot_avx512, f32_dot_neon, f32_dot_neon)
OPERATION(f32SquaredL2, f32_l2_avx2, f32_l2_avx512, f32_l2_avx512, f32_l2_neon, f32_l2_neon)
OPERATION(bf16Dot, bf16_dot_avx2, bf16_dot_avx512, bf16_dot_avx512, bf16_dot_neon, bf16_dot_neon)
OPERATION(bf16SquaredL2, bf16_l2_avx2, bf16_l2_avx512, bf16_l2_avx512, bf16_l2_neon, bf16_l2_neon)
OPERATION(u8Dot, u8_dot_avx2, u8_dot_avx512, u8_dot_vnni, u8_dot_neon, u8_dot_dotprod)
OPERATION(u4Dot, u4_dot_avx2, u4_dot_avx512, u4_dot_vnni, u4_dot_neon, u4_dot_dotprod)
OPERATION(u1Dot, u1_dot_avx2, u1_dot_avx512, u1_dot_vnni, u1_dot_neon, u1_dot_neon)
OPERATION(bitsHamming, bits_hamming_avx2, bits_hamming_avx512, bits_hamming_vnni, bits_hamming_neon,
    bits_hamming_neon)
OPERATION(bitsJaccard, bits_jaccard_avx2, bits_jaccard_avx512, bits_jaccard_vnni, bits_jaccard_neon,
    bits_jaccard_neon)

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
