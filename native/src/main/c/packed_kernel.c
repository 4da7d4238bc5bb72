// Which kernels a tier runs for packed posting lists.
//
// Limit: none; it is asked once a call.

#include "packed_job.h"

#include "kernels.h"

#define KERNELS(tier) ((struct packed_kernels){packed_sum_##tier, packed_gather_##tier})

#if defined(__x86_64__)

struct packed_kernels packed_kernels_of(int tier) { return tier == TIER_AVX2 ? KERNELS(avx2) : KERNELS(avx512); }

#elif defined(__aarch64__)

struct packed_kernels packed_kernels_of(int tier) {
    (void)tier;
    return KERNELS(neon);
}

#endif
