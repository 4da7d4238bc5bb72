// Scores all rows of a window by packed posting lists: Σ query · weight in double precision, the lists in
// their order, rounded to float at the end. The including file names SUM and GATHER.
//
// Limit: a load and a store a posting to sums in the second-level cache and some ten instructions to take
// a field out of its bits, three cycles; nothing in it can be widened but the comparison with the
// threshold, which the compiler does.
//
// Law: the same bits as dev.lanes.sparse.JavaSums: products of a float32 and a float32 are exact in double
// precision, and each row gets its products in the same order. What lists say is compared with the window
// before it is followed.

#include "packed_job.h"

#define BLOCK_ROWS 16

// The 16 bits of a weight: exponent and fraction, from 2^-31 on.
#define SMALLEST ((127u - 31u) << 23)
#define DROPPED_BITS 13

typedef unsigned long u64_any __attribute__((aligned(1), may_alias));

static inline double weight_of(unsigned code, int weight_bytes) {
    union {
        unsigned bits;
        float weight;
    } stored = {weight_bytes == 2 ? (code << DROPPED_BITS) + SMALLEST : code};
    return (double)stored.weight;
}

// weight_bytes is a constant where it is called.
static inline __attribute__((always_inline)) long run(
    struct packed_list *list, unsigned from, unsigned count, double *sums, int weight_bytes) {
    const char *fields = list->fields;
    const unsigned longest = (1u << list->gap_bits) - 1;
    const unsigned most = (unsigned)((1ul << list->weight_bits) - 1);
    const unsigned gap_bits = list->gap_bits;
    const unsigned long width = gap_bits + list->weight_bits;
    const unsigned base = list->base;
    const double weight = list->weight;
    long next = list->next;
    unsigned long bit = (unsigned long)next * width;
    // Before the window that is a number beyond any window.
    unsigned place = list->ordinal - from;
    for (; next < list->count; next++, bit += width) {
        unsigned long field = *(const u64_any *)(fields + (bit >> 3)) >> (bit & 7);
        unsigned gap = (unsigned)field & longest;
        unsigned code = (unsigned)(field >> gap_bits) & most;
        if (gap == longest) {
            // Where it leads out of the window, the next posting does so, too.
            place += longest * (code + 1);
            continue;
        }
        unsigned there = place + gap;
        if (there >= count) {
            break;
        }
        place = there;
        sums[place] += weight * weight_of(base + code, weight_bytes);
    }
    long read = next - list->next;
    list->next = next;
    list->ordinal = from + place;
    return read;
}

void SUM(struct packed_job *job) {
    unsigned rows = (job->count + BLOCK_ROWS - 1) / BLOCK_ROWS * BLOCK_ROWS;
    for (unsigned i = 0; i < rows; i++) {
        job->sums[i] = 0;
    }
    for (int i = 0; i < job->list_count; i++) {
        struct packed_list *list = &job->lists[i];
        job->added += job->weight_bytes == 2 ? run(list, job->from, job->count, job->sums, 2)
                                             : run(list, job->from, job->count, job->sums, 4);
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
