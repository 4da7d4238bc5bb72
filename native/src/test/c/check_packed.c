// Compares sums over packed posting lists with plain loops, to the bit.

#include "../../main/c/packed_job.h"

#include "../../main/c/kernels.h"
#include "check.h"
#include "plain.h"

#include <stdio.h>
#include <string.h>

#define ROWS 5000
#define LISTS 20
#define MOST_BYTES 7
// Behind the last field.
#define SLACK 128

struct packed_tier {
    const char *name;
    int tier;
    struct packed_kernels kernels;
};

static const struct packed_tier tiers[] = {
#if defined(__x86_64__)
    {"avx2", TIER_AVX2, {packed_sum_avx2, packed_gather_avx2}},
    {"avx512", TIER_AVX512, {packed_sum_avx512, packed_gather_avx512}},
#else
    {"neon", TIER_NEON, {packed_sum_neon, packed_gather_neon}},
#endif
};

// What the lists say by row, 0 where a row is not in them, and the same as fields.
static float weights[LISTS][ROWS];
static char fields[LISTS][(ROWS + 1) * 2 * MOST_BYTES + SLACK];
static struct packed_list lists[LISTS];

static char *put(char *at, unsigned long field, int bytes) {
    memcpy(at, &field, (size_t)bytes);
    return at + bytes;
}

static void random_list(int number, int weight_bytes) {
    unsigned weight_bits = (unsigned)random_of(0, weight_bytes == 2 ? 14 : 20);
    int bytes = random_of((int)weight_bits / 8 + 1, MOST_BYTES);
    unsigned gap_bits = (unsigned)bytes * 8 - weight_bits;
    gap_bits = gap_bits > 24 ? 24 : gap_bits;
    bytes = (int)(gap_bits + weight_bits + 7) / 8;
    unsigned longest = (1u << gap_bits) - 1;
    unsigned base = weight_bytes == 2 ? 20000 : 0x3f000000;
    unsigned last = 0;
    long count = 0;
    char *at = fields[number];
    memset(weights[number], 0, sizeof weights[number]);
    int rare = random_of(1, 900);
    for (unsigned row = 0; row < ROWS; row++) {
        if (random_of(1, rare) != 1) {
            continue;
        }
        unsigned gap = row - last;
        for (unsigned units = gap / longest; units; units = gap / longest) {
            unsigned part = units > 1u << weight_bits ? 1u << weight_bits : units;
            at = put(at, longest | (unsigned long)(part - 1) << gap_bits, bytes);
            gap -= part * longest;
            count++;
        }
        unsigned code = (unsigned)random_of(0, (int)((1u << weight_bits) - 1));
        at = put(at, gap | (unsigned long)code << gap_bits, bytes);
        count++;
        unsigned bits = weight_bytes == 2 ? ((base + code) << 13) + ((127u - 31u) << 23) : base + code;
        memcpy(&weights[number][row], &bits, sizeof bits);
        last = row;
    }
    lists[number] = (struct packed_list){
        fields[number], count, 0, (double)(float)random_of(1, 1000) / 64, 0, gap_bits, weight_bits, base};
}

static float plain_score(unsigned row) {
    double sum = 0;
    for (int i = 0; i < LISTS; i++) {
        sum += lists[i].weight * (double)weights[i][row];
    }
    return (float)sum;
}

static int gathered_wrong(const struct packed_job *job) {
    int count = 0;
    for (unsigned row = job->from; row < job->from + job->count; row++) {
        float score = plain_score(row);
        if (score > 0 && score >= job->threshold && (job->accepted[row / 64] >> (row % 64) & 1)) {
            if (count >= job->gathered || job->ordinals[count] != row
                || memcmp(&job->scores[count], &score, sizeof score) != 0) {
                return 1;
            }
            count++;
        }
    }
    return count != job->gathered;
}

static int check_sums(const struct packed_tier *tier, unsigned window, int weight_bytes) {
    static double sums[ROWS + 16];
    static unsigned ordinals[ROWS];
    static float scores[ROWS];
    static unsigned long accepted[ROWS / 64 + 1];
    for (int i = 0; i < LISTS; i++) {
        random_list(i, weight_bytes);
    }
    for (int i = 0; i <= ROWS / 64; i++) {
        accepted[i] = (unsigned long)random_of(0, 1 << 30) << 33 | (unsigned long)random_of(0, 1 << 30);
    }
    struct packed_list read[LISTS];
    memcpy(read, lists, sizeof read);
    struct packed_job job = {read, sums, ordinals, scores, accepted, 0, LISTS, 0, 0, 0, 0, weight_bytes};
    int wrong = 0;
    for (unsigned from = 0; from < ROWS; from += window) {
        job.from = from;
        job.count = ROWS - from < window ? ROWS - from : window;
        job.threshold = random_of(0, 1) ? 0 : plain_score(from + (unsigned)random_of(0, (int)job.count - 1));
        tier->kernels.sum(&job);
        tier->kernels.gather(&job);
        wrong += gathered_wrong(&job);
    }
    return wrong;
}

// Lists that say nonsense stay within their window.
static int check_nonsense(const struct packed_tier *tier, int weight_bytes) {
    static double sums[64 + 16];
    static unsigned ordinals[64];
    static float scores[64];
    unsigned long accepted[1] = {~0ul};
    static char bytes[4096 + SLACK];
    for (int i = 0; i < 4096; i++) {
        bytes[i] = (char)random_of(0, 255);
    }
    int wrong = 0;
    for (int i = 0; i < 200; i++) {
        unsigned gap_bits = (unsigned)random_of(1, 24);
        unsigned weight_bits = (unsigned)random_of(0, 32);
        struct packed_list list = {bytes, 4096 / MOST_BYTES, 0, 1, 0, gap_bits, weight_bits, (unsigned)random_of(0, 1 << 30)};
        struct packed_job job = {&list, sums, ordinals, scores, accepted, 0, 1, 0, 0, 50, 0, weight_bytes};
        for (int j = 64; j < 80; j++) {
            sums[j] = 7;
        }
        tier->kernels.sum(&job);
        tier->kernels.gather(&job);
        for (int j = 64; j < 80; j++) {
            wrong += sums[j] != 7;
        }
        wrong += job.gathered > 50 || job.added > list.count;
    }
    return wrong;
}

struct outcome check_packed(void) {
    struct outcome outcome = {0, sizeof tiers / sizeof *tiers, 0};
    for (int k = 0; k < outcome.known; k++) {
        if (!(cpu_tiers() & tiers[k].tier)) {
            continue;
        }
        outcome.ran++;
        int wrong = 0;
        for (int bytes = 2; bytes <= 4; bytes += 2) {
            for (unsigned window = 16; window <= ROWS + 16; window *= 3) {
                wrong += check_sums(&tiers[k], window, bytes);
            }
            wrong += check_nonsense(&tiers[k], bytes);
        }
        if (wrong) {
            printf("packed kernels %s: %d differ\n", tiers[k].name, wrong);
        }
        outcome.wrong += wrong;
    }
    return outcome;
}
