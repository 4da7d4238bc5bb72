// Adds posting lists up over a window of rows and gathers the rows that may be among the best: a windowed
// dense accumulator whose unimportant lists are not read, only bounded (MaxScore by list, block-max
// pruning by blocks of 16 rows). The including file names SCAN, DEEPEN
// and GATHER, and gives reached(sums, least): which of 16 sums are no less, a bit each, and
// largest(sums): the largest of 16.
//
// Limit: one load and one store a posting to sums in the first- or second-level cache, some two cycles;
// a window's sums are cleared and compared once, a vector each. The loop over postings has nothing to widen,
// and the compiler widens the others.
//
// Law: the same candidates as dev.lanes.sparse.JavaScan. Nothing that is read of lists is trusted: an
// ordinal is compared with the window before it is one.

#include "posting_job.h"

// gap_bits is a constant where it is called: a shift by a variable takes longer.
static inline __attribute__((always_inline)) unsigned long run(
    struct posting_list *list, unsigned from, unsigned count, unsigned *sums, unsigned gap_bits) {
    const unsigned short *at = list->at;
    const unsigned short *end = list->end;
    const unsigned gaps = (1u << gap_bits) - 1;
    unsigned factor = list->factor;
    unsigned ordinal = list->ordinal;
    // Where the list was not read in earlier windows.
    while (at < end && ordinal + (*at & gaps) < from) {
        ordinal += *at++ & gaps;
    }
    const unsigned short *first = at;
    // Before the window that is a number beyond any window.
    unsigned place = ordinal - from;
    while (at < end) {
        unsigned posting = *at;
        unsigned next = place + (posting & gaps);
        if (next >= count) {
            break;
        }
        place = next;
        sums[place] += factor * (posting >> gap_bits);
        at++;
    }
    list->at = at;
    list->ordinal = from + place;
    return (unsigned long)(at - first);
}

static unsigned long run_list(struct posting_list *list, unsigned from, unsigned count, unsigned *sums) {
    switch (list->gap_bits) {
        case 8: return run(list, from, count, sums, 8);
        case 9: return run(list, from, count, sums, 9);
        case 10: return run(list, from, count, sums, 10);
        case 11: return run(list, from, count, sums, 11);
        case 12: return run(list, from, count, sums, 12);
        case 13: return run(list, from, count, sums, 13);
        case 14: return run(list, from, count, sums, 14);
        default: return run(list, from, count, sums, 15);
    }
}

static inline void clear(struct posting_job *job, unsigned blocks) {
    for (unsigned i = 0; i < blocks * BLOCK_ROWS; i++) {
        job->sums[i] = 0;
    }
}

static inline void bound_by_blocks(struct posting_job *job, const struct posting_list *list, unsigned blocks) {
    const unsigned char *maxima =
        job->maxima + (long)list->maxima_row * job->blocks + job->from / BLOCK_ROWS;
    unsigned *bounds = job->bounds;
    unsigned factor = list->factor;
    for (unsigned block = 0; block < blocks; block++) {
        bounds[block] += factor * maxima[block];
    }
}

static inline void bound(struct posting_job *job, unsigned blocks) {
    unsigned rest = 0;
    for (int i = 0; i < job->list_count; i++) {
        rest += job->lists[i].role == ROLE_TOP ? job->lists[i].top : 0;
    }
    for (unsigned block = 0; block < blocks; block++) {
        job->bounds[block] = rest;
    }
    for (int i = 0; i < job->list_count; i++) {
        if (job->lists[i].role == ROLE_BLOCKS) {
            bound_by_blocks(job, &job->lists[i], blocks);
        }
    }
}

// The rows of a block that there are and that may be candidates, a bit each.
static inline unsigned accepted_rows(const struct posting_job *job, unsigned block) {
    unsigned row = job->from + block * BLOCK_ROWS;
    unsigned rows = job->count - block * BLOCK_ROWS;
    unsigned there = rows < BLOCK_ROWS ? (1u << rows) - 1 : (1u << BLOCK_ROWS) - 1;
    return job->accepted ? there & (unsigned)(job->accepted[row / 64] >> (row % 64)) : there;
}

static inline void gather(struct posting_job *job, unsigned blocks) {
    int count = 0;
    for (unsigned block = 0; block < blocks; block++) {
        if (job->peaks[block] < job->threshold) {
            continue;
        }
        const unsigned *sums = job->sums + block * BLOCK_ROWS;
        unsigned bound = job->bounds[block];
        unsigned least = job->threshold > bound ? job->threshold - bound : 0;
        unsigned rows = reached(sums, least);
        if (rows) {
            rows &= accepted_rows(job, block);
            for (; rows; rows &= rows - 1) {
                unsigned row = (unsigned)__builtin_ctz(rows);
                job->candidates[count] = job->from + block * BLOCK_ROWS + row;
                job->candidate_bounds[count++] = sums[row] + bound;
            }
        }
    }
    job->candidate_count = count;
}

static void add(struct posting_job *job, int others) {
    for (int i = 0; i < job->list_count; i++) {
        if ((job->lists[i].role != ROLE_ADDED) == others) {
            job->added += (long)run_list(&job->lists[i], job->from, job->count, job->sums);
        }
    }
}

static void find_peaks(struct posting_job *job, unsigned blocks) {
    for (unsigned block = 0; block < blocks; block++) {
        job->peaks[block] = job->bounds[block] + largest(job->sums + block * BLOCK_ROWS);
    }
}

void SCAN(struct posting_job *job) {
    unsigned blocks = (job->count + BLOCK_ROWS - 1) / BLOCK_ROWS;
    clear(job, blocks);
    add(job, 0);
    bound(job, blocks);
    find_peaks(job, blocks);
}

// Adds the lists up that were only bounded in the same window.
void DEEPEN(struct posting_job *job) {
    unsigned blocks = (job->count + BLOCK_ROWS - 1) / BLOCK_ROWS;
    add(job, 1);
    for (unsigned block = 0; block < blocks; block++) {
        job->bounds[block] = 0;
    }
    find_peaks(job, blocks);
}

void GATHER(struct posting_job *job) { gather(job, (job->count + BLOCK_ROWS - 1) / BLOCK_ROWS); }
