// posting_scan.h with NEON: four vectors of sums a block.

#include <arm_neon.h>

static inline unsigned reached4(const unsigned *sums, uint32x4_t least, unsigned first) {
    const uint32_t bits[4] = {1u << first, 2u << first, 4u << first, 8u << first};
    return vaddvq_u32(vandq_u32(vcgeq_u32(vld1q_u32(sums), least), vld1q_u32(bits)));
}

static inline unsigned reached(const unsigned *sums, unsigned least) {
    uint32x4_t all = vdupq_n_u32(least);
    return reached4(sums, all, 0) | reached4(sums + 4, all, 4) | reached4(sums + 8, all, 8)
        | reached4(sums + 12, all, 12);
}

static inline unsigned largest(const unsigned *sums) {
    uint32x4_t low = vmaxq_u32(vld1q_u32(sums), vld1q_u32(sums + 4));
    uint32x4_t high = vmaxq_u32(vld1q_u32(sums + 8), vld1q_u32(sums + 12));
    return vmaxvq_u32(vmaxq_u32(low, high));
}

#define SCAN posting_scan_neon
#define DEEPEN posting_deepen_neon
#define GATHER posting_gather_neon
#include "posting_scan.h"
