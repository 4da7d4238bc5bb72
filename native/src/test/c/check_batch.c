// Compares every batch kernel of this machine with a plain loop: each value, that nothing is written
// but what is above its threshold, and that the largest row is kept. Part of check.c's driver.

#include "../../main/c/batch_job.h"
#include "../../main/c/kernels.h"
#include "check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LANES 16
#define SIDE 8

struct kernel {
    const char *name;
    int tier;
    batch_pack *pack;
    batch_kernel *run;
    int codes;
    // What is taken from every code of a row.
    int moved;
};

#if defined(__x86_64__)
// u8_batch_amx.c, compiled with tiles_emulated.h.
batch_kernel u8_batch_amx_emulated;
#endif

static const struct kernel kernels[] = {
#if defined(__x86_64__)
    {"f32_batch_avx2", TIER_AVX2, f32_batch_pack_avx2, f32_batch_avx2, 0, 0},
    {"f32_batch_avx512", TIER_AVX512, f32_batch_pack_avx512, f32_batch_avx512, 0, 0},
    {"u8_batch_avx2", TIER_AVX2, u8_batch_pack_avx2, u8_batch_avx2, 1, 0},
    {"u8_batch_avx512", TIER_AVX512, u8_batch_pack_avx512, u8_batch_avx512, 1, 0},
    {"u8_batch_vnni", TIER_VNNI, u8_batch_pack_vnni, u8_batch_vnni, 1, 0},
    {"u8_batch_amx, emulated", TIER_VNNI, u8_batch_pack_vnni, u8_batch_amx_emulated, 1, 0},
    {"u8_batch_amx", TIER_AMX, u8_batch_pack_vnni, u8_batch_amx, 1, 0},
#else
    {"f32_batch_neon", TIER_NEON, f32_batch_pack_neon, f32_batch_neon, 0, 0},
    {"u8_batch_dotprod", TIER_DOTPROD, u8_batch_pack_dotprod, u8_batch_dotprod, 1, 128},
#endif
};

static const int dimensions[] = {64, 128, 192, 448, 1088, 4096};
static const int row_counts[] = {1, 2, 7, 8, 9, 16, 31, 32, 33, 70};
static const int query_counts[] = {1, 2, 3, 4, 5, 8, 9, 12, 16, 17, 23, 24, 25, 31, 47, 48, 49, 100};

static void *block(size_t bytes) {
    void *memory = aligned_alloc(64, (bytes + 63) / 64 * 64);
    if (memory == NULL) {
        abort();
    }
    return memory;
}

// What a kernel is asked, in memory of its own size, so that a read beyond it is one beyond the
// allocation.
struct asked {
    struct batch_job job;
    unsigned char *records;
    unsigned char *plain;
    float *scales;
    float *thresholds;
    size_t room;
};

static struct asked ask(const struct kernel *kernel, int dimension, int rows, int queries, int addends) {
    struct asked a;
    int bytes = kernel->codes ? 1 : 4;
    long stride = (long)dimension * bytes + (kernel->codes && addends == ADDENDS_ROW ? 64 : 0);
    int padded = (queries + LANES - 1) / LANES * LANES;
    a.records = block((size_t)(stride * rows));
    a.plain = block((size_t)dimension * (size_t)(bytes * queries));
    a.scales = block((size_t)padded * sizeof(float));
    a.thresholds = block((size_t)padded * sizeof(float));
    for (long i = 0; i < rows; i++) {
        for (int d = 0; d < dimension; d++) {
            if (kernel->codes) {
                a.records[i * stride + d] = (unsigned char)(rand() % 256);
            } else {
                ((float *)(a.records + i * stride))[d] = (float)(rand() % 2001 - 1000) / 500.0f;
            }
        }
        if (kernel->codes && addends == ADDENDS_ROW) {
            *(float *)(a.records + i * stride + dimension) = (float)(rand() % 2001 - 1000);
        }
    }
    for (long i = 0; i < (long)queries * dimension; i++) {
        if (kernel->codes) {
            a.plain[i] = (unsigned char)(rand() % 255 - 127);
        } else {
            ((float *)a.plain)[i] = (float)(rand() % 2001 - 1000) / 500.0f;
        }
    }
    // The extremes of both.
    if (kernel->codes) {
        memset(a.records, 255, (size_t)dimension);
        memset(a.plain, 127, (size_t)dimension);
    }
    for (int q = 0; q < padded; q++) {
        a.scales[q] = q < queries ? (float)(1 + q % 3) : 0;
        a.thresholds[q] = q < queries ? -INFINITY : INFINITY;
    }
    a.room = (size_t)rows * (size_t)queries;
    struct batch_job job = {
        .records = a.records,
        .stride = stride,
        .plain = a.plain,
        .packed = block((size_t)padded * (size_t)dimension * (kernel->codes ? 2 : 4)),
        .scales = a.scales,
        .thresholds = a.thresholds,
        .hits = block(a.room * sizeof(struct batch_hit)),
        .scratch = block((size_t)(SIDE * 2 * dimension)),
        .rows = rows,
        .queries = queries,
        .dimension = dimension,
        .addends = addends,
        .tail = dimension,
        .largest = 0,
    };
    a.job = job;
    return a;
}

static void release(struct asked *a) {
    free(a->records);
    free(a->plain);
    free(a->scales);
    free(a->thresholds);
    free(a->job.packed);
    free(a->job.hits);
    free(a->job.scratch);
}

static double squared(const float *row, int dimension) {
    double sum = 0;
    for (int d = 0; d < dimension; d++) {
        sum += (double)row[d] * row[d];
    }
    return sum;
}

static double addend(const struct kernel *kernel, const struct batch_job *job, int row) {
    if (job->addends != ADDENDS_ROW) {
        return 0;
    }
    const unsigned char *record = job->records + row * job->stride;
    return kernel->codes ? *(const float *)(record + job->tail)
                         : -squared((const float *)record, job->dimension);
}

static double product(const struct kernel *kernel, const struct batch_job *job, int query, int row) {
    const unsigned char *record = job->records + row * job->stride;
    long from = (long)query * job->dimension;
    double sum = 0;
    for (int d = 0; d < job->dimension; d++) {
        sum += kernel->codes
            ? (double)(record[d] - kernel->moved) * ((const signed char *)job->plain)[from + d]
            : (double)((const float *)record)[d] * ((const float *)job->plain)[from + d];
    }
    return sum;
}

// Each hit must be right and there once; those that are missing must not be above the threshold.
static int compare(const struct kernel *kernel, const struct asked *a, const float *before) {
    const struct batch_job *job = &a->job;
    float *found = block(a->room * sizeof(float));
    for (size_t i = 0; i < a->room; i++) {
        found[i] = NAN;
    }
    int wrong = 0;
    for (int i = 0; i < job->found; i++) {
        struct batch_hit hit = job->hits[i];
        float *place = &found[(long)hit.query * job->rows + hit.row];
        wrong += !isnan(*place) || !(hit.value > job->thresholds[hit.query]);
        *place = hit.value;
    }
    for (int q = 0; q < job->queries; q++) {
        for (int r = 0; r < job->rows; r++) {
            float value = found[(long)q * job->rows + r];
            if (before != NULL) {
                float first = before[(long)q * job->rows + r];
                wrong += first > job->thresholds[q] ? value != first : !isnan(value);
                continue;
            }
            double expected = job->scales[q] * product(kernel, job, q, r) + addend(kernel, job, r);
            // Sums of codes are exact, then two roundings; Σ|aᵢbᵢ| of floats is at most 16 a value.
            double error = kernel->codes ? 4 * 0x1p-24 * (fabs(expected) + 1e7)
                                         : 4.0 * job->dimension * 0x1p-24 * 16 * job->dimension;
            wrong += !(fabs(value - expected) <= error);
        }
    }
    free(found);
    return wrong;
}

static int check(const struct kernel *kernel, int dimension, int rows, int queries, int addends) {
    struct asked a = ask(kernel, dimension, rows, queries, addends);
    kernel->pack(&a.job);
    int wrong = kernel->run(&a.job) != rows * queries;
    wrong += compare(kernel, &a, NULL);
    float *values = block(a.room * sizeof(float));
    for (int i = 0; i < a.job.found; i++) {
        struct batch_hit hit = a.job.hits[i];
        values[(long)hit.query * rows + hit.row] = hit.value;
    }
    for (int q = 0; q < queries; q++) {
        a.thresholds[q] = values[(long)q * rows + rand() % rows];
    }
    wrong += kernel->run(&a.job) != a.job.found;
    wrong += compare(kernel, &a, values);
    double largest = 0;
    for (int r = 0; r < rows && addends != ADDENDS_NONE; r++) {
        const float *row = (const float *)(a.records + r * a.job.stride);
        double size = kernel->codes ? fabs(addend(kernel, &a.job, r)) : squared(row, dimension);
        largest = size > largest ? size : largest;
    }
    wrong += !(fabs(a.job.largest - largest) <= largest * dimension * 0x1p-24);
    if (wrong != 0) {
        printf("%s, dimension %d, %d rows, %d queries, addends %d: %d wrong\n", kernel->name,
            dimension, rows, queries, addends, wrong);
    }
    free(values);
    release(&a);
    return wrong;
}

// Every number of queries with a few rows, every number of rows with a few queries.
static int check_all(const struct kernel *kernel, int dimension) {
    int wrong = 0;
    for (size_t q = 0; q < sizeof query_counts / sizeof *query_counts; q++) {
        wrong += check(kernel, dimension, 41, query_counts[q], (int)q % 3);
    }
    for (size_t r = 0; r < sizeof row_counts / sizeof *row_counts; r++) {
        wrong += check(kernel, dimension, row_counts[r], 19, (int)(r + 1) % 3);
    }
    return wrong;
}

struct outcome check_batches(void) {
    struct outcome outcome = {0, sizeof kernels / sizeof *kernels, 0};
    for (size_t k = 0; k < sizeof kernels / sizeof *kernels; k++) {
        if (cpu_tiers() & kernels[k].tier) {
            outcome.ran++;
            for (size_t d = 0; d < sizeof dimensions / sizeof *dimensions; d++) {
                outcome.wrong += check_all(&kernels[k], dimensions[d]);
            }
        }
    }
    return outcome;
}
