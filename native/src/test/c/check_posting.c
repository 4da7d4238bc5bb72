// Compares scans of posting lists and scores of rows of terms with plain loops, to the bit.

#include "../../main/c/posting_job.h"

#include "../../main/c/kernels.h"
#include "check.h"
#include "plain.h"

#include <stdio.h>
#include <string.h>

#define ROWS 5000
#define LISTS 20
#define TERMS 3000
#define PLACES 1024

struct posting_tier {
    const char *name;
    int tier;
    struct posting_kernels scan;
    row_score_kernel *score;
};

static const struct posting_tier kernels[] = {
#if defined(__x86_64__)
    {"avx2", TIER_AVX2, {posting_scan_avx2, posting_deepen_avx2, posting_gather_avx2}, row_score_avx2},
    {"avx512", TIER_AVX512, {posting_scan_avx512, posting_deepen_avx512, posting_gather_avx512}, row_score_avx512},
    {"vnni", TIER_VNNI, {posting_scan_avx512, posting_deepen_avx512, posting_gather_avx512}, row_score_vnni},
#else
    {"neon", TIER_NEON, {posting_scan_neon, posting_deepen_neon, posting_gather_neon}, row_score_neon},
#endif
};

// What the lists say by row, and the same as postings; a code of 0 is none.
static unsigned char codes[LISTS][ROWS];
static unsigned char maxima[LISTS][ROWS / BLOCK_ROWS + 1];
static unsigned short postings[LISTS][2 * ROWS];
static struct posting_list lists[LISTS];

static void random_list(int number) {
    unsigned gap_bits = (unsigned)random_of(8, 15);
    unsigned longest = (1u << gap_bits) - 1;
    unsigned top = 0xffffu >> gap_bits;
    unsigned short *at = postings[number];
    unsigned last = 0;
    memset(codes[number], 0, ROWS);
    memset(maxima[number], 0, sizeof maxima[number]);
    int rare = random_of(1, 900);
    for (unsigned row = 0; row < ROWS; row++) {
        if (random_of(1, rare) == 1) {
            unsigned gap = row - last;
            for (; gap > longest; gap -= longest) {
                *at++ = (unsigned short)longest;
            }
            codes[number][row] = (unsigned char)random_of(1, (int)top);
            *at++ = (unsigned short)(gap | (unsigned)codes[number][row] << gap_bits);
            last = row;
        }
        unsigned char *most = &maxima[number][row / BLOCK_ROWS];
        *most = codes[number][row] > *most ? codes[number][row] : *most;
    }
    unsigned factor = (unsigned)random_of(1, 100000);
    int role = random_of(0, 2);
    lists[number] =
        (struct posting_list){postings[number], at, 0, gap_bits, factor, role, factor * top, number};
}

// The bound of a row, whose other lists were read or not.
static unsigned plain_bound(unsigned row, int deep) {
    unsigned sum = 0;
    for (int i = 0; i < LISTS; i++) {
        const struct posting_list *list = &lists[i];
        if (deep || list->role == ROLE_ADDED) {
            sum += list->factor * codes[i][row];
        } else {
            sum += list->role == ROLE_TOP ? list->top : list->factor * maxima[i][row / BLOCK_ROWS];
        }
    }
    return sum;
}

static int gathered_wrong(const struct posting_job *job, int deep) {
    int count = 0;
    for (unsigned row = job->from; row < job->from + job->count; row++) {
        unsigned bound = plain_bound(row, deep);
        if (bound >= job->threshold && (job->accepted[row / 64] >> (row % 64) & 1)) {
            if (count >= job->candidate_count || job->candidates[count] != row
                || job->candidate_bounds[count] != bound) {
                return 1;
            }
            count++;
        }
    }
    return count != job->candidate_count;
}

static int check_scan(const struct posting_tier *tier, unsigned window) {
    static unsigned sums[ROWS + BLOCK_ROWS], bounds[ROWS], peaks[ROWS], candidates[ROWS], limits[ROWS];
    static unsigned long accepted[ROWS / 64 + 1];
    for (int i = 0; i < LISTS; i++) {
        random_list(i);
    }
    for (int i = 0; i <= ROWS / 64; i++) {
        accepted[i] = (unsigned long)random_of(0, 1 << 30) << 33 | (unsigned long)random_of(0, 1 << 30);
    }
    struct posting_list read[LISTS];
    memcpy(read, lists, sizeof read);
    struct posting_job job = {
        .lists = read, .maxima = maxima[0], .sums = sums, .bounds = bounds, .peaks = peaks,
        .candidates = candidates, .candidate_bounds = limits, .accepted = accepted,
        .blocks = ROWS / BLOCK_ROWS + 1, .list_count = LISTS};
    int wrong = 0;
    for (unsigned from = 0; from < ROWS; from += window) {
        job.from = from;
        job.count = ROWS - from < window ? ROWS - from : window;
        job.threshold = plain_bound(from + (unsigned)random_of(0, (int)job.count - 1), 0);
        job.threshold = job.threshold == 0 ? 1 : job.threshold;
        tier->scan.scan(&job);
        tier->scan.gather(&job);
        wrong += gathered_wrong(&job, 0);
        if (random_of(0, 1)) {
            tier->scan.deepen(&job);
            tier->scan.gather(&job);
            wrong += gathered_wrong(&job, 1);
        }
    }
    return wrong;
}

static float weight_of(unsigned code) {
    unsigned bits = (code << 13) + ((127u - 31u) << 23);
    float weight;
    memcpy(&weight, &bits, sizeof weight);
    return weight;
}

// A row of 4-byte or 2-byte terms and weights, and its score.
static float random_terms(char *row, int length, const struct row_job *job) {
    double sums[8] = {0};
    for (int i = 0; i < length; i++) {
        unsigned term = (unsigned)random_of(0, TERMS + 20);
        unsigned code = (unsigned)random_of(20000, 40000);
        float weight = weight_of(code);
        if (job->term_bytes == 2) {
            memcpy(row + 2 * i, &term, 2);
        } else {
            memcpy(row + 4 * i, &term, 4);
        }
        const void *stored = job->weight_bytes == 2 ? (const void *)&code : &weight;
        char *weights = row + length * job->term_bytes;
        memcpy(weights + i * job->weight_bytes, stored, (size_t)job->weight_bytes);
        sums[i % 8] += term < TERMS ? (double)job->query[term] * (double)weight : 0;
    }
    return (float)(((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7])));
}

static int check_rows(const struct posting_tier *tier, int term_bytes, int weight_bytes) {
    enum { COUNT = 70 };
    static char rows[COUNT * COUNT * 8];
    float query[TERMS + 1];
    float expected[COUNT];
    float scores[COUNT];
    unsigned starts[COUNT + 1] = {0};
    int ordinals[COUNT];
    for (int i = 0; i < TERMS; i++) {
        query[i] = random_of(0, 7) ? 0 : random_float();
    }
    query[TERMS] = 0;
    char filter[FILTER_BITS / 8] = {0};
    for (int i = 0; i < TERMS; i++) {
        filter[i % FILTER_BITS / 8] |= (char)(query[i] != 0 ? 1 << i % 8 : 0);
    }
    struct asked_term asked[PLACES];
    for (int i = 0; i < PLACES; i++) {
        asked[i].term = NO_TERM;
    }
    for (int i = 0; i < TERMS; i++) {
        unsigned place = (unsigned)i % PLACES;
        while (query[i] != 0 && asked[place].term != NO_TERM) {
            place = (place + 1) % PLACES;
        }
        if (query[i] != 0) {
            asked[place] = (struct asked_term){(unsigned)i, query[i]};
        }
    }
    struct row_job job = {
        starts, rows, query, filter, asked, ordinals, scores, 0, COUNT, COUNT, term_bytes, weight_bytes, TERMS,
        PLACES - 1};
    for (int i = 0; i < COUNT; i++) {
        ordinals[i] = i;
        starts[i + 1] = starts[i] + (unsigned)i;
        expected[i] = random_terms(rows + starts[i] * (unsigned)(term_bytes + weight_bytes), i, &job);
    }
    job.postings = starts[COUNT];
    tier->score(&job);
    int wrong = memcmp(expected, scores, sizeof scores) != 0;
    // Rows that are not there, and one that ends before it begins, score nothing.
    ordinals[0] = COUNT;
    ordinals[1] = -1;
    starts[6] = 0;
    tier->score(&job);
    return wrong + (scores[0] != 0) + (scores[1] != 0) + (scores[5] != 0);
}

struct outcome check_postings(void) {
    struct outcome outcome = {0, sizeof kernels / sizeof *kernels, 0};
    for (int k = 0; k < outcome.known; k++) {
        if (!(cpu_tiers() & kernels[k].tier)) {
            continue;
        }
        outcome.ran++;
        int wrong = 0;
        for (unsigned window = BLOCK_ROWS; window <= ROWS + BLOCK_ROWS; window *= 3) {
            wrong += check_scan(&kernels[k], window);
        }
        for (int bytes = 0; bytes < 4; bytes++) {
            wrong += check_rows(&kernels[k], bytes & 1 ? 2 : 4, bytes & 2 ? 2 : 4);
        }
        if (wrong) {
            printf("posting kernels %s: %d differ\n", kernels[k].name, wrong);
        }
        outcome.wrong += wrong;
    }
    return outcome;
}
