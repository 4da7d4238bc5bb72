// Compares every kernel of this machine with a plain loop, without a JVM: under AddressSanitizer, which
// sees reads beyond a row, and under qemu-user for a machine that is not here. Prints one line.

#include "../../main/c/kernels.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ROWS 41
#define UNTOUCHED 12345.0f

struct kernel {
    const char *name;
    int tier;
    block_kernel *run;
    int squared_l2;
};

static const struct kernel kernels[] = {
#if defined(__x86_64__)
    {"f32_dot_avx2", TIER_AVX2, f32_dot_avx2, 0},
    {"f32_l2_avx2", TIER_AVX2, f32_l2_avx2, 1},
    {"f32_dot_avx512", TIER_AVX512, f32_dot_avx512, 0},
    {"f32_l2_avx512", TIER_AVX512, f32_l2_avx512, 1},
#else
    {"f32_dot_neon", TIER_NEON, f32_dot_neon, 0},
    {"f32_l2_neon", TIER_NEON, f32_l2_neon, 1},
#endif
};

static const int dimensions[] = {16, 32, 48, 64, 80, 128, 384, 784, 1024, 1536, 4096};

// Each in memory of its own size, so that a read beyond it is one beyond the allocation.
static float *random_row(int dimension) {
    float *row = aligned_alloc(64, (size_t)dimension * sizeof(float));
    if (row == NULL) {
        abort();
    }
    for (int i = 0; i < dimension; i++) {
        row[i] = (float)(rand() % 2001 - 1000) / 500.0f;
    }
    return row;
}

static double plain(const struct kernel *kernel, const float *q, const float *r, int dimension) {
    double sum = 0;
    for (int i = 0; i < dimension; i++) {
        double difference = (double)q[i] - r[i];
        sum += kernel->squared_l2 ? -difference * difference : (double)q[i] * r[i];
    }
    return sum;
}

static int check(const struct kernel *kernel, int dimension) {
    int wrong = 0;
    float *query = random_row(dimension);
    float *rows[MAX_ROWS];
    float alone[MAX_ROWS];
    for (int i = 0; i < MAX_ROWS; i++) {
        rows[i] = random_row(dimension);
        kernel->run(query, (const float *const *)&rows[i], 1, dimension, &alone[i]);
        double expected = plain(kernel, query, rows[i], dimension);
        // Σ|aᵢbᵢ| is at most 16 a dimension here.
        if (!(fabs(alone[i] - expected) <= dimension * 0x1p-23 * 16 * dimension)) {
            printf("%s, dimension %d: %g instead of %g\n", kernel->name, dimension, alone[i], expected);
            wrong++;
        }
    }
    for (int count = 0; count < MAX_ROWS; count++) {
        float results[MAX_ROWS];
        results[count] = UNTOUCHED;
        kernel->run(query, (const float *const *)rows, count, dimension, results);
        if (memcmp(results, alone, (size_t)count * sizeof(float)) != 0 || results[count] != UNTOUCHED) {
            printf("%s, dimension %d: block of %d rows differs\n", kernel->name, dimension, count);
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
            for (size_t d = 0; d < sizeof dimensions / sizeof *dimensions; d++) {
                wrong += check(&kernels[k], dimensions[d]);
            }
        }
    }
    printf("C kernels: %d of %zu ran, %d wrong\n", ran, sizeof kernels / sizeof *kernels, wrong);
    return wrong == 0 && ran > 0 ? 0 : 1;
}
