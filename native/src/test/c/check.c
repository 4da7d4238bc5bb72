// Compares every kernel of this machine with a plain loop, without a JVM: under AddressSanitizer, which
// sees reads beyond a row, and under qemu-user for a machine that is not here. Prints one line.

#include "../../main/c/kernels.h"
#include "check.h"
#include "plain.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MAX_ROWS 41
#define UNTOUCHED 12345.0f

struct kernel {
    const char *name;
    int tier;
    enum operation family;
    block_kernel *run;
};

#define KERNEL(family, name, tier) {#name, tier, family, name}

static const struct kernel kernels[] = {
#if defined(__x86_64__)
    KERNEL(F32_DOT, f32_dot_avx2, TIER_AVX2),
    KERNEL(F32_DOT, f32_dot_avx512, TIER_AVX512),
    KERNEL(F32_SQUARED_L2, f32_l2_avx2, TIER_AVX2),
    KERNEL(F32_SQUARED_L2, f32_l2_avx512, TIER_AVX512),
    KERNEL(BF16_DOT, bf16_dot_avx2, TIER_AVX2),
    KERNEL(BF16_DOT, bf16_dot_avx512, TIER_AVX512),
    KERNEL(BF16_SQUARED_L2, bf16_l2_avx2, TIER_AVX2),
    KERNEL(BF16_SQUARED_L2, bf16_l2_avx512, TIER_AVX512),
    KERNEL(U8_DOT, u8_dot_avx2, TIER_AVX2),
    KERNEL(U8_DOT, u8_dot_avx512, TIER_AVX512),
    KERNEL(U8_DOT, u8_dot_vnni, TIER_VNNI),
    KERNEL(U4_DOT, u4_dot_avx2, TIER_AVX2),
    KERNEL(U4_DOT, u4_dot_avx512, TIER_AVX512),
    KERNEL(U4_DOT, u4_dot_vnni, TIER_VNNI),
    KERNEL(U1_DOT, u1_dot_avx2, TIER_AVX2),
    KERNEL(U1_DOT, u1_dot_avx512, TIER_AVX512),
    KERNEL(U1_DOT, u1_dot_vnni, TIER_VNNI),
    KERNEL(BITS_HAMMING, bits_hamming_avx2, TIER_AVX2),
    KERNEL(BITS_HAMMING, bits_hamming_avx512, TIER_AVX512),
    KERNEL(BITS_HAMMING, bits_hamming_vnni, TIER_VNNI),
    KERNEL(BITS_JACCARD, bits_jaccard_avx2, TIER_AVX2),
    KERNEL(BITS_JACCARD, bits_jaccard_avx512, TIER_AVX512),
    KERNEL(BITS_JACCARD, bits_jaccard_vnni, TIER_VNNI),
#else
    KERNEL(F32_DOT, f32_dot_neon, TIER_NEON),
    KERNEL(F32_SQUARED_L2, f32_l2_neon, TIER_NEON),
    KERNEL(BF16_DOT, bf16_dot_neon, TIER_NEON),
    KERNEL(BF16_SQUARED_L2, bf16_l2_neon, TIER_NEON),
    KERNEL(U8_DOT, u8_dot_neon, TIER_NEON),
    KERNEL(U8_DOT, u8_dot_dotprod, TIER_DOTPROD),
    KERNEL(U4_DOT, u4_dot_neon, TIER_NEON),
    KERNEL(U4_DOT, u4_dot_dotprod, TIER_DOTPROD),
    KERNEL(U1_DOT, u1_dot_neon, TIER_NEON),
    KERNEL(BITS_HAMMING, bits_hamming_neon, TIER_NEON),
    KERNEL(BITS_JACCARD, bits_jaccard_neon, TIER_NEON),
#endif
};

static const int sizes[] = {64, 128, 192, 256, 320, 512, 1536, 3136, 4096, 16384};

// Σ|aᵢbᵢ| is at most 4 · 16 a value here, and there are at most `bytes` of them; integers are exact, and
// only what is made of them is rounded.
static double allowed(enum operation family, int bytes, double expected) {
    return family <= BF16_SQUARED_L2 ? bytes * 0x1p-24 * 64 * bytes : fabs(expected) * 0x1p-22 + 0x1p-10;
}

static int check(const struct kernel *kernel, int bytes, int tail) {
    int wrong = 0;
    char *query = random_query(kernel->family, bytes, tail);
    char *rows[MAX_ROWS];
    float alone[MAX_ROWS];
    for (int i = 0; i < MAX_ROWS; i++) {
        rows[i] = random_row(kernel->family, bytes);
        kernel->run(query, (const void *const *)&rows[i], 1, bytes, &alone[i]);
        double expected = plain(kernel->family, query, rows[i], bytes);
        if (!(fabs(alone[i] - expected) <= allowed(kernel->family, bytes, expected))) {
            printf("%s, %d bytes: %g instead of %g\n", kernel->name, bytes, alone[i], expected);
            wrong++;
        }
    }
    for (int count = 0; count < MAX_ROWS; count++) {
        float results[MAX_ROWS];
        results[count] = UNTOUCHED;
        kernel->run(query, (const void *const *)rows, count, bytes, results);
        if (memcmp(results, alone, (size_t)count * sizeof(float)) != 0 || results[count] != UNTOUCHED) {
            printf("%s, %d bytes: block of %d rows differs\n", kernel->name, bytes, count);
            wrong++;
        }
    }
    for (int i = 0; i < MAX_ROWS; i++) {
        free(rows[i]);
    }
    free(query);
    return wrong;
}

int main(void) {
    int wrong = 0;
    int ran = 0;
    for (size_t k = 0; k < sizeof kernels / sizeof *kernels; k++) {
        if (cpu_tiers() & kernels[k].tier) {
            ran++;
            for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
                wrong += check(&kernels[k], sizes[s], sizes[s]);
                if (kernels[k].family != U1_DOT) {
                    wrong += check(&kernels[k], sizes[s], 0);
                }
            }
        }
    }
    printf("C kernels: %d of %zu ran, %d wrong\n", ran, sizeof kernels / sizeof *kernels, wrong);
    struct outcome batches = check_batches();
    printf("batch kernels: %d of %d ran, %d wrong\n", batches.ran, batches.known, batches.wrong);
    struct outcome queries = check_queries();
    printf("query kernels: %d of %d ran, %d wrong\n", queries.ran, queries.known, queries.wrong);
    struct outcome postings = check_postings();
    printf("posting kernels: %d of %d ran, %d wrong\n", postings.ran, postings.known, postings.wrong);
    struct outcome packed = check_packed();
    printf("packed kernels: %d of %d ran, %d wrong\n", packed.ran, packed.known, packed.wrong);
    wrong += batches.wrong + queries.wrong + postings.wrong + packed.wrong;
    int all_ran = ran > 0 && batches.ran > 0 && queries.ran > 0 && postings.ran > 0 && packed.ran > 0;
    return wrong == 0 && all_ran ? 0 : 1;
}
