// Which kernel a tier runs.

#include "kernels.h"

// What of an operation's kernels a tier runs: its own, or those of the next lower tier that has some.
#if defined(__x86_64__)
#define PICK(tier, avx2, avx512, vnni, neon, dotprod) \
    ((tier) == TIER_AVX2 ? (avx2) : (tier) == TIER_AVX512 ? (avx512) : (vnni))
#else
#define PICK(tier, avx2, avx512, vnni, neon, dotprod) ((tier) == TIER_NEON ? (neon) : (dotprod))
#endif

block_kernel *block_kernel_of(enum operation operation, int tier) {
    switch (operation) {
        case F32_DOT:
            return PICK(tier, f32_dot_avx2, f32_dot_avx512, f32_dot_avx512, f32_dot_neon, f32_dot_neon);
        case F32_SQUARED_L2:
            return PICK(tier, f32_l2_avx2, f32_l2_avx512, f32_l2_avx512, f32_l2_neon, f32_l2_neon);
        case BF16_DOT:
            return PICK(tier, bf16_dot_avx2, bf16_dot_avx512, bf16_dot_avx512, bf16_dot_neon,
                bf16_dot_neon);
        case BF16_SQUARED_L2:
            return PICK(tier, bf16_l2_avx2, bf16_l2_avx512, bf16_l2_avx512, bf16_l2_neon, bf16_l2_neon);
        case U8_DOT:
            return PICK(tier, u8_dot_avx2, u8_dot_avx512, u8_dot_vnni, u8_dot_neon, u8_dot_dotprod);
        case U4_DOT:
            return PICK(tier, u4_dot_avx2, u4_dot_avx512, u4_dot_vnni, u4_dot_neon, u4_dot_dotprod);
        case U1_DOT:
            return PICK(tier, u1_dot_avx2, u1_dot_avx512, u1_dot_vnni, u1_dot_neon, u1_dot_neon);
        case BITS_HAMMING:
            return PICK(tier, bits_hamming_avx2, bits_hamming_avx512, bits_hamming_vnni,
                bits_hamming_neon, bits_hamming_neon);
        default:
            return PICK(tier, bits_jaccard_avx2, bits_jaccard_avx512, bits_jaccard_vnni,
                bits_jaccard_neon, bits_jaccard_neon);
    }
}

row_query_kernel *u8_query_of(int tier) {
    return PICK(tier, u8_query_avx2, u8_query_avx512, u8_query_avx512, u8_query_neon, u8_query_neon);
}
