// The shape that all float32 kernels share: one query against a block of rows, eight rows side by
// side. A kernel file first says what a vector is (vector.h of its instruction set) and what is done
// with a pair of them (accumulate, finish), then includes this.
//
// Limit: rows of a graph walk lie in no cache, so bytes over bandwidth is out of reach: one core has
// only so many misses under way, and what counts is that it always has all of them under way. Eight
// rows give eight streams of misses; of the next eight only the first lines are announced, because the
// processor itself sees the rest coming, and whole rows ahead throw out what is about to be read.
//
// Law: the score of a row depends neither on its place in the block nor on its neighbours. Each row
// has one accumulator, and rows(n, …) is the same code for every n, so the additions of a row have
// one order. Rows and the query are padded with zeros to 16 floats: there is no tail.

#define SIDE_BY_SIDE 8
#define CACHE_LINE_FLOATS 16

// Four lines of each row; the page docs/decisions/0006-native-backend.md has the figures.
#define ANNOUNCED_FLOATS 64

// n is a constant wherever this is inlined, so that the sums become n registers.
static inline __attribute__((always_inline)) void rows(
    const int n, const float *query, const float *const *row, int dimension, float *results) {
    vector sum[SIDE_BY_SIDE];
#pragma GCC unroll 8
    for (int r = 0; r < n; r++) {
        sum[r] = zero();
    }
    for (int i = 0; i < dimension; i += VECTOR_FLOATS) {
        vector q = load(query + i);
#pragma GCC unroll 8
        for (int r = 0; r < n; r++) {
            sum[r] = accumulate(q, load(row[r] + i), sum[r]);
        }
    }
#pragma GCC unroll 8
    for (int r = 0; r < n; r++) {
        results[r] = finish(total(sum[r]));
    }
}

// Into the second-level cache: eight rows under way leave no room for more in the first.
static inline void announce(const float *const *row, int count, int dimension) {
    int floats = dimension < ANNOUNCED_FLOATS ? dimension : ANNOUNCED_FLOATS;
    for (int r = 0; r < count; r++) {
        for (int i = 0; i < floats; i += CACHE_LINE_FLOATS) {
            __builtin_prefetch(row[r] + i, 0, 2);
        }
    }
}

static inline void block(
    const float *query, const float *const *row, int count, int dimension, float *results) {
    int done = 0;
    for (; count - done >= SIDE_BY_SIDE; done += SIDE_BY_SIDE) {
        int left = count - done - SIDE_BY_SIDE;
        announce(row + done + SIDE_BY_SIDE, left < SIDE_BY_SIDE ? left : SIDE_BY_SIDE,
            dimension);
        rows(SIDE_BY_SIDE, query, row + done, dimension, results + done);
    }
    row += done;
    results += done;
    switch (count - done) {
        case 7:
            rows(7, query, row, dimension, results);
            break;
        case 6:
            rows(6, query, row, dimension, results);
            break;
        case 5:
            rows(5, query, row, dimension, results);
            break;
        case 4:
            rows(4, query, row, dimension, results);
            break;
        case 3:
            rows(3, query, row, dimension, results);
            break;
        case 2:
            rows(2, query, row, dimension, results);
            break;
        case 1:
            rows(1, query, row, dimension, results);
            break;
        default:
            break;
    }
}
