// Which tiers can run here.
//
// Limit: correctness. That a processor has wide registers is not enough: a system, a hypervisor or a
// boot option may leave them unsaved when it switches threads, and then they hold another thread's
// values without any fault. So CPUID says what the processor has, and XGETBV what the system saves.

#include "kernels.h"

#if defined(__x86_64__)

#include <cpuid.h>

// State that XCR0 counts: 128-bit and 256-bit halves; opmasks and both parts of the 512-bit registers.
#define SAVES_YMM 0x06u
#define SAVES_ZMM 0xe6u
// Tile configuration and tile data.
#define SAVES_TILES 0x60000u

static unsigned saved_state(void) {
    unsigned low;
    unsigned high;
    // By instruction, since _xgetbv wants the whole file compiled for it.
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return low;
}

static int has(unsigned value, unsigned bits) { return (value & bits) == bits; }

int cpu_tiers(void) {
    unsigned eax;
    unsigned ebx;
    unsigned ecx;
    unsigned edx;
    if (!__get_cpuid(1, &eax, &ebx, &ecx, &edx) || !has(ecx, bit_OSXSAVE | bit_AVX | bit_FMA)) {
        return 0;
    }
    unsigned saved = saved_state();
    if (!has(saved, SAVES_YMM) || !__get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx)
        || !has(ebx, bit_AVX2)) {
        return 0;
    }
    // The parts that every server processor with AVX-512 has; float32 needs the first only, but one
    // name should mean one set of instructions for all kernels.
    unsigned avx512 = bit_AVX512F | bit_AVX512DQ | bit_AVX512BW | bit_AVX512VL;
    if (!has(saved, SAVES_ZMM) || !has(ebx, avx512)) {
        return TIER_AVX2;
    }
    // Ice Lake and Zen 4 brought these four together.
    unsigned vnni = bit_AVX512VNNI | bit_AVX512VPOPCNTDQ | bit_AVX512BITALG | bit_AVX512VBMI;
    if (!has(ecx, vnni)) {
        return TIER_AVX2 | TIER_AVX512;
    }
    if (!has(saved, SAVES_TILES) || !has(edx, bit_AMX_TILE | bit_AMX_INT8)) {
        return TIER_AVX2 | TIER_AVX512 | TIER_VNNI;
    }
    return TIER_AVX2 | TIER_AVX512 | TIER_VNNI | TIER_AMX;
}

#elif defined(__aarch64__)

// The field of ID_AA64ISAR0_EL1 that tells of dot products of bytes. Linux answers for the register,
// which a process cannot read itself.
#define DP_SHIFT 44
#define DP_MASK 0xful

// NEON is part of the architecture, and every system saves it.
int cpu_tiers(void) {
    unsigned long features;
    __asm__("mrs %0, ID_AA64ISAR0_EL1" : "=r"(features));
    return (features >> DP_SHIFT) & DP_MASK ? TIER_NEON | TIER_DOTPROD : TIER_NEON;
}

#endif
