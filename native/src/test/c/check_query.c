// Compares the making of queries from rows with a plain loop, to the bit.

#include "../../main/c/kernels.h"
#include "check.h"
#include "plain.h"

#include <stdio.h>
#include <string.h>

// Of products and offsets, as dev.lanes.kernels.internal.RowRounding keeps it.
#define LARGEST (1 << 14)

struct row_query {
    const char *name;
    int tier;
    row_query_kernel *run;
};

static const struct row_query kernels[] = {
#if defined(__x86_64__)
    {"u8_query_avx2", TIER_AVX2, u8_query_avx2},
    {"u8_query_avx512", TIER_AVX512, u8_query_avx512},
#else
    {"u8_query_neon", TIER_NEON, u8_query_neon},
#endif
};

static const int sizes[] = {64, 128, 192, 384, 832, 1536, 4096};

// As row_query.h has them: three doubles, the tail, and from byte 64 on weights, then offsets.
static char *random_rounding(int bytes, int tail, int most) {
    char *rounding = memory(64 + 4 * bytes);
    double numbers[] = {random_float(), random_float(), random_float()};
    memset(rounding, 0, 64);
    memcpy(rounding, numbers, sizeof numbers);
    memcpy(rounding + sizeof numbers, &tail, sizeof tail);
    short *weights = (short *)(rounding + 64);
    for (int i = 0; i < bytes; i++) {
        // A product is at most 255 · weight / 256, so both together are at most LARGEST.
        int offset = tail != 0 ? 0 : random_of(0, most);
        weights[bytes + i] = (short)(random_of(0, 1) ? offset : -offset);
        weights[i] = (short)(most == LARGEST ? LARGEST - offset : random_of(0, most));
    }
    return rounding;
}

static int product(int x, int weight, int offset) {
    return ((x * 128 * weight + 16384) >> 15) + offset;
}

static void plain_query(const char *row, const char *rounding, int bytes, char *query) {
    double numbers[3];
    int tail;
    memcpy(numbers, rounding, sizeof numbers);
    memcpy(&tail, rounding + sizeof numbers, sizeof tail);
    const short *weights = (const short *)(rounding + 64);
    int largest = 0;
    long sum = 0;
    for (int i = 0; i < bytes; i++) {
        int x = 2 * (uint8_t)row[i] - 255;
        int v = product(x, weights[i], weights[bytes + i]);
        largest = abs(v) > largest ? abs(v) : largest;
        sum += x * weights[bytes + i];
    }
    int factor = largest < 128 ? 32767 : 127 * 32768 / largest;
    int total = 0;
    for (int i = 0; i < bytes; i++) {
        int v = product(2 * (uint8_t)row[i] - 255, weights[i], weights[bytes + i]);
        int code = (v * factor + 16384) >> 15;
        query[sizeof(code_query) + (size_t)i] = (char)code;
        total += code;
    }
    code_query *head = (code_query *)query;
    double fixed = numbers[1] * (double)sum + numbers[2];
    head->scale = numbers[0] / factor;
    fixed += tail == 0 ? 0 : *(const float *)(row + tail);
    head->shift = fixed - head->scale * 127.5 * total;
    head->tail = tail;
    head->total = total;
}

static int check(const struct row_query *kernel, int bytes, int tail, int most) {
    size_t head = sizeof(code_query);
    char *rounding = random_rounding(bytes, tail, most);
    char *row = random_row(U8_DOT, bytes);
    char *expected = memory((int)head + bytes);
    char *query = memory((int)head + bytes);
    memset(expected, 0, head);
    memset(query, 0, head);
    if (most == LARGEST) {
        memset(row, random_of(0, 1) * 255, (size_t)bytes);
    }
    plain_query(row, rounding, bytes, expected);
    kernel->run(row, rounding, bytes, query);
    int wrong = memcmp(expected, query, head + (size_t)bytes) != 0;
    if (wrong) {
        printf("%s, %d bytes, tail %d, up to %d: differs\n", kernel->name, bytes, tail, most);
    }
    free(query);
    free(expected);
    free(row);
    free(rounding);
    return wrong;
}

struct outcome check_queries(void) {
    struct outcome outcome = {0, sizeof kernels / sizeof *kernels, 0};
    for (int k = 0; k < outcome.known; k++) {
        if (cpu_tiers() & kernels[k].tier) {
            outcome.ran++;
            for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
                // None at all, some that need no factor, and all as large as they may be.
                for (int most = 0; most <= LARGEST; most = most == 0 ? 1 : 4 * most) {
                    outcome.wrong += check(&kernels[k], sizes[s], 0, most);
                    outcome.wrong += check(&kernels[k], sizes[s], sizes[s], most);
                }
            }
        }
    }
    return outcome;
}
