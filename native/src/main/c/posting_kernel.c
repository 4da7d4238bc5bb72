// Which kernels a tier runs for posting lists and rows of terms.
//
// Limit: none; it is asked once a call.

#include "posting_job.h"

#include "kernels.h"

#define KERNELS(tier) \
    ((struct posting_kernels){posting_scan_##tier, posting_deepen_##tier, posting_gather_##tier})

#if defined(__x86_64__)

struct posting_kernels posting_kernels_of(int tier) {
    return tier == TIER_AVX2 ? KERNELS(avx2) : KERNELS(avx512);
}

row_score_kernel *row_score_of(int tier) {
    switch (tier) {
    case TIER_AVX2:
        return row_score_avx2;
    case TIER_AVX512:
        return row_score_avx512;
    default:
        return row_score_vnni;
    }
}

#elif defined(__aarch64__)

struct posting_kernels posting_kernels_of(int tier) {
    (void)tier;
    return KERNELS(neon);
}

row_score_kernel *row_score_of(int tier) {
    (void)tier;
    return row_score_neon;
}

#endif
