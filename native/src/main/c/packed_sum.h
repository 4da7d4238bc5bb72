// Scores all rows of a window by packed posting lists: Σ query · weight in double precision, the lists in
// their order, rounded to float at the end. The including file names SUM and GATHER.
//
// Limit: a load and a store a posting to sums in the second-level cache, some two cycles. What a field says
// depends on no other, so fields are decoded four at a time before they are followed; they have whole bytes
// because to take them out of bits took 2 ns each, three times as long as all the rest.
//
// Law: the same bits as dev.lanes.sparse.JavaSums: products of a float32 and a float32 are exact in double
// precision, and each row gets its products in the same order. What lists say is compared with the window
// before it is followed.

#include "packed_job.h"

#define BLOCK_ROWS 16

// The 16 bits of a weight: exponent and fraction, from 2^-31 on.
#define SMALLEST ((127u - 31u) << 23)
#define DROPPED_BITS 13

// Fields that are decoded together. From the first of them 128 bytes may be read.
#define BATCH 16

typedef unsigned long u64_any __attribute__((aligned(1), may_alias));
typedef unsigned char u8_four __attribute__((vector_size(4), aligned(1), may_alias));
typedef unsigned short u16_four __attribute__((vector_size(8), aligned(1), may_alias));
typedef unsigned char u8_sixteen __attribute__((vector_size(16), aligned(1), may_alias));
typedef unsigned u32_four __attribute__((vector_size(16), may_alias));
typedef unsigned u32_four_any __attribute__((vector_size(16), aligned(1), may_alias));
typedef float f32_four __attribute__((vector_size(16), may_alias));
typedef double f64_four __attribute__((vector_size(32)));

// What some fields say: how far each lies behind the one before, and what it adds.
struct batch {
    u32_four steps[BATCH / 4];
    f64_four products[BATCH / 4];
};

// Four fields, of which the lower four bytes each. bytes is a constant where it is called.
static inline __attribute__((always_inline)) u32_four four_fields(const char *at, int bytes) {
    if (bytes == 1) {
        return __builtin_convertvector(*(const u8_four *)at, u32_four);
    }
    if (bytes == 2) {
        return __builtin_convertvector(*(const u16_four *)at, u32_four);
    }
    if (bytes == 3) {
        const u8_sixteen zero = {0};
        const u8_sixteen apart = {0, 1, 2, 16, 3, 4, 5, 16, 6, 7, 8, 16, 9, 10, 11, 16};
        return (u32_four)__builtin_shuffle(*(const u8_sixteen *)at, zero, apart);
    }
    return *(const u32_four_any *)at;
}

// Four fields of which the distance and the weight are each taken from 64 bits.
static inline __attribute__((always_inline)) void long_fields(
    const char *at, int bytes, unsigned gap_bits, u32_four *low, u32_four *high) {
    for (int i = 0; i < 4; i++) {
        unsigned long field = *(const u64_any *)(at + i * bytes);
        (*low)[i] = (unsigned)field;
        (*high)[i] = (unsigned)(field >> gap_bits);
    }
}

// bytes and weight_bytes are constants where it is called.
static inline __attribute__((always_inline)) void decode(
    const struct packed_list *list, const char *at, int bytes, int weight_bytes, struct batch *batch) {
    const u32_four zero = {0};
    const u32_four longest = zero + ((1u << list->gap_bits) - 1);
    const u32_four most = zero + (unsigned)((1ul << list->weight_bits) - 1);
    const u32_four gap_bits = zero + list->gap_bits;
    const u32_four base = zero + list->base;
    for (int i = 0; i < BATCH / 4; i++) {
        u32_four low = zero;
        u32_four high = zero;
        if (bytes <= 4) {
            low = four_fields(at + i * 4 * bytes, bytes);
            high = low >> gap_bits;
        } else {
            long_fields(at + i * 4 * bytes, bytes, list->gap_bits, &low, &high);
        }
        u32_four gap = low & longest;
        u32_four code = high & most;
        // A branch would be foretold wrongly for most of those that are no postings.
        u32_four is_none = (u32_four)(gap == longest);
        batch->steps[i] = gap + (is_none & (longest * code));
        u32_four bits = base + code;
        if (weight_bytes == 2) {
            bits = (bits << DROPPED_BITS) + SMALLEST;
        }
        bits &= ~is_none;
        batch->products[i] = list->weight * __builtin_convertvector((f32_four)bits, f64_four);
    }
}

static inline __attribute__((always_inline)) long run(
    struct packed_list *list, unsigned from, unsigned count, double *sums, int bytes, int weight_bytes) {
    struct batch batch;
    long next = list->next;
    // Before the window that is a number beyond any window.
    unsigned place = list->ordinal - from;
    while (next < list->count) {
        decode(list, list->fields + next * bytes, bytes, weight_bytes, &batch);
        const unsigned *steps = (const unsigned *)batch.steps;
        const double *products = (const double *)batch.products;
        long left = list->count - next;
        int fields = left < BATCH ? (int)left : BATCH;
        int i = 0;
        for (; i < fields; i++) {
            unsigned there = place + steps[i];
            if (there >= count) {
                break;
            }
            place = there;
            sums[place] += products[i];
        }
        next += i;
        if (i < fields) {
            break;
        }
    }
    long read = next - list->next;
    list->next = next;
    list->ordinal = from + place;
    return read;
}

static inline long run_list(
    struct packed_list *list, unsigned from, unsigned count, double *sums, int weight_bytes) {
    switch ((list->gap_bits + list->weight_bits + 7) / 8) {
        case 1: return run(list, from, count, sums, 1, weight_bytes);
        case 2: return run(list, from, count, sums, 2, weight_bytes);
        case 3: return run(list, from, count, sums, 3, weight_bytes);
        case 4: return run(list, from, count, sums, 4, weight_bytes);
        case 5: return run(list, from, count, sums, 5, weight_bytes);
        case 6: return run(list, from, count, sums, 6, weight_bytes);
        default: return run(list, from, count, sums, 7, weight_bytes);
    }
}

void SUM(struct packed_job *job) {
    unsigned rows = (job->count + BLOCK_ROWS - 1) / BLOCK_ROWS * BLOCK_ROWS;
    for (unsigned i = 0; i < rows; i++) {
        job->sums[i] = 0;
    }
    for (int i = 0; i < job->list_count; i++) {
        struct packed_list *list = &job->lists[i];
        job->added += job->weight_bytes == 2 ? run_list(list, job->from, job->count, job->sums, 2)
                                             : run_list(list, job->from, job->count, job->sums, 4);
    }
}

static inline int reached(const double *sums, double least) {
    long any = 0;
    for (int i = 0; i < BLOCK_ROWS; i++) {
        any |= -(long)(sums[i] >= least);
    }
    return any != 0;
}

void GATHER(struct packed_job *job) {
    int gathered = 0;
    // A score is rounded to float, by less than that.
    double least = (double)job->threshold * (1 - 1.0 / (1 << 20));
    for (unsigned first = 0; first < job->count; first += BLOCK_ROWS) {
        if (!reached(job->sums + first, least)) {
            continue;
        }
        unsigned end = job->count - first < BLOCK_ROWS ? job->count : first + BLOCK_ROWS;
        for (unsigned place = first; place < end; place++) {
            float score = (float)job->sums[place];
            unsigned row = job->from + place;
            if (score >= job->threshold && score > 0 && (job->accepted[row / 64] >> (row % 64) & 1)) {
                job->ordinals[gathered] = row;
                job->scores[gathered++] = score;
            }
        }
    }
    job->gathered = gathered;
}
