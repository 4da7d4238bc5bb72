// The shape that all batch kernels share: many queries against rows that lie one after the other. A
// kernel file first says what a vector is, how a word of a row is spread over it and how the two are
// multiplied (batch_*.h of its instruction set), then includes this.
//
// A word is 32 bits: one float, four codes, or two codes widened to 16 bits. Each lane of an
// accumulator belongs to one query: the queries are packed so that word k of LANES queries is one
// vector, and word k of a row is spread over all lanes. So nothing is added across lanes at the end.
// SIDE rows times three vectors of queries are under way together: 24 accumulators of 32 registers
// (12 of 16 with AVX2), for SIDE loads of a row and three of queries.
//
// Limit: the multiply-adds, one a word, query and row, over LANES and the units that the processor
// has. Loads are less than half of that. SIDE rows stay in the first-level cache while all queries
// pass over them, the queries in the second-level cache.
//
// Few queries would leave lanes empty. What is left below LANES / 2 queries takes two words of a row
// at once (STEP 2: lanes of one query next to each other hold different words), below LANES / 4 four
// words (STEP 4); those lanes are added at the end.
//
// Law: the value of a query and a row depends neither on the row's place nor on its neighbours.

#include "batch_job.h"

#if !defined(MOST_VECTORS)
#define MOST_VECTORS 3
#endif

// What the rows' encoding says (batch_f32.h, batch_u8.h): a word of the queries before they are packed,
// the words of a row, and what is added to the values of rows.
struct side;
static unsigned plain_word(const struct batch_job *job, long at);
static const unsigned *ready(const struct batch_job *job, const unsigned char *record, int place);
static void find_addends(struct batch_job *job, struct side *side);

// Bytes of the next rows to be fetched for a word of these: without that the first panel waits for
// memory. docs/decisions/0008-exact-search.md has the figures.
#define AHEAD (SIDE * (WORD_VALUES == 2 ? 2 : 4))

#define CACHE_LINE 64

static inline int words_a_row(const struct batch_job *job) { return job->dimension / WORD_VALUES; }

// Part of the queries: their number of vectors, and how many lanes of each belong to one query.
struct panel {
    int vectors;
    int step;
};

static inline struct panel panel_for(int queries) {
    if (queries > LANES / 2) {
        int vectors = (queries + LANES / 2 - 1) / LANES;
        struct panel many = {vectors > MOST_VECTORS ? MOST_VECTORS : vectors, 1};
        return many;
    }
    struct panel few = {1, LANES >= 4 && queries <= LANES / 4 ? 4 : 2};
    return few;
}

static inline int queries_of(struct panel panel) { return panel.vectors * LANES / panel.step; }

// The queries lie one after the other; packed receives them panel by panel. Lanes
// without a query hold zeros.
static inline void pack(const struct batch_job *job) {
    unsigned *packed = (unsigned *)job->packed;
    int words = words_a_row(job);
    for (int first = 0; first < job->queries;) {
        struct panel panel = panel_for(job->queries - first);
        int held = queries_of(panel);
        for (int word = 0; word < words; word += panel.step) {
            for (int lane = 0; lane < panel.vectors * LANES; lane++) {
                int query = first + lane / panel.step;
                long at = (long)query * words + word + lane % panel.step;
                *packed++ = query < job->queries ? plain_word(job, at) : 0;
            }
        }
        first += held;
    }
}

// What one query must reach and its factor, spread over the lanes of a panel with STEP above 1: a
// lane that is not the first of its query reaches nothing.
struct spread {
    float thresholds[LANES];
    float scales[LANES];
};

static inline void spread(const struct batch_job *job, int first, int step, struct spread *to) {
    for (int lane = 0; lane < LANES; lane++) {
        to->thresholds[lane] = lane % step == 0 ? job->thresholds[first + lane / step]
                                                : __builtin_inff();
        to->scales[lane] = job->scales[first + lane / step];
    }
}

// Rows that are under way together.
struct side {
    const unsigned char *record[SIDE];
    const unsigned *row[SIDE];
    float addend[SIDE];
    // The rows that come next.
    const unsigned char *ahead;
    int first;
    int count;
};

static inline __attribute__((always_inline)) accumulator fold(accumulator sum, const int step) {
    if (step >= 2) {
        sum = add_neighbours(sum);
    }
    return step == 4 ? add_pairs(sum) : sum;
}

static inline void emit(
    struct batch_job *job, unsigned mask, floats values, int query, int step, int row) {
    float lanes[LANES];
    store_floats(lanes, values);
    while (mask != 0) {
        int lane = __builtin_ctz(mask);
        mask &= mask - 1;
        struct batch_hit *hit = job->hits + job->found++;
        hit->query = query + lane / step;
        hit->row = row;
        hit->value = lanes[lane];
    }
}

// vectors and step are constants wherever this is inlined, so that the sums become registers.
static inline __attribute__((always_inline)) void tile(const int vectors, const int step,
    struct batch_job *job, const struct side *side, const unsigned *packed, int query,
    const float *thresholds, const float *scales) {
    accumulator sum[SIDE][MOST_VECTORS];
#pragma GCC unroll 8
    for (int r = 0; r < SIDE; r++) {
#pragma GCC unroll 3
        for (int v = 0; v < vectors; v++) {
            sum[r][v] = zero();
        }
    }
    int words = words_a_row(job);
    const unsigned char *ahead = side->ahead;
    for (int word = 0; word < words; word += step) {
        for (int line = 0; line < AHEAD * step; line += CACHE_LINE) {
            __builtin_prefetch(ahead + line, 0, 3);
        }
        ahead += AHEAD * step;
        operand q[MOST_VECTORS];
#pragma GCC unroll 3
        for (int v = 0; v < vectors; v++) {
            q[v] = load(packed + v * LANES);
        }
        packed += vectors * LANES;
#pragma GCC unroll 8
        for (int r = 0; r < SIDE; r++) {
            operand b = step == 1   ? broadcast(side->row[r] + word)
                        : step == 2 ? broadcast2(side->row[r] + word)
                                    : broadcast4(side->row[r] + word);
#pragma GCC unroll 3
            for (int v = 0; v < vectors; v++) {
                sum[r][v] = multiply_add(sum[r][v], b, q[v]);
            }
        }
    }
#pragma GCC unroll 3
    for (int v = 0; v < vectors; v++) {
        floats threshold = load_floats(thresholds + v * LANES);
        floats scale = load_floats(scales + v * LANES);
#pragma GCC unroll 8
        for (int r = 0; r < SIDE; r++) {
            floats value = scaled(scale, fold(sum[r][v], step), side->addend[r]);
            unsigned mask = reached(value, threshold);
            if (mask != 0 && r < side->count) {
                emit(job, mask, value, query + v * LANES, step, side->first + r);
            }
        }
    }
}

static __attribute__((noinline)) void tile_of_most(struct batch_job *job, const struct side *side,
    const unsigned *packed, int query) {
    tile(MOST_VECTORS, 1, job, side, packed, query, job->thresholds + query, job->scales + query);
}

static __attribute__((noinline)) void tile2(struct batch_job *job, const struct side *side,
    const unsigned *packed, int query) {
    tile(2, 1, job, side, packed, query, job->thresholds + query, job->scales + query);
}

static __attribute__((noinline)) void tile1(struct batch_job *job, const struct side *side,
    const unsigned *packed, int query) {
    tile(1, 1, job, side, packed, query, job->thresholds + query, job->scales + query);
}

static __attribute__((noinline)) void tile_of_few(struct batch_job *job, const struct side *side,
    const unsigned *packed, int query, int step) {
    struct spread spreads;
    spread(job, query, step, &spreads);
    if (step == 2) {
        tile(1, 2, job, side, packed, query, spreads.thresholds, spreads.scales);
    } else {
        tile(1, 4, job, side, packed, query, spreads.thresholds, spreads.scales);
    }
}

// One group of rows against one panel.
static inline void run_tile(struct batch_job *job, const struct side *side, struct panel panel,
    const unsigned *packed, int query) {
    if (panel.step > 1) {
        tile_of_few(job, side, packed, query, panel.step);
    } else if (panel.vectors == MOST_VECTORS) {
        tile_of_most(job, side, packed, query);
    } else if (panel.vectors == 2) {
        tile2(job, side, packed, query);
    } else {
        tile1(job, side, packed, query);
    }
}

static inline long words_of(const struct batch_job *job, struct panel panel) {
    return (long)panel.vectors * LANES * (words_a_row(job) / panel.step);
}

// The rows from first on, at most SIDE of them. Where there are fewer, the last one stands in for
// those that are missing, and what it gives is not kept.
static inline void take(struct batch_job *job, int first, struct side *side) {
    int left = job->rows - first;
    side->first = first;
    side->count = left < SIDE ? left : SIDE;
    side->ahead = job->records + (long)(first + SIDE) * job->stride;
    for (int r = 0; r < SIDE; r++) {
        int row = first + (r < side->count ? r : side->count - 1);
        const unsigned char *record = job->records + (long)row * job->stride;
        side->row[r] = ready(job, record, r);
        side->record[r] = record;
    }
    find_addends(job, side);
}

static inline int score(struct batch_job *job) {
    struct side side;
    job->found = 0;
    for (int first = 0; first < job->rows; first += SIDE) {
        take(job, first, &side);
        const unsigned *packed = job->packed;
        for (int query = 0; query < job->queries;) {
            struct panel panel = panel_for(job->queries - query);
            run_tile(job, &side, panel, packed, query);
            packed += words_of(job, panel);
            query += queries_of(panel);
        }
    }
    return job->found;
}
