// The shape that all block kernels share: one query against a block of rows, eight rows side by side.
// A kernel file first says how many bytes of a row one step takes (STEP_BYTES), what of the query
// belongs to a step (operand, load_query), what is summed up, from zero on (sums, accumulate), and what
// comes of it in the end (finish); then it includes this.
//
// Limit: rows of a graph walk lie in no cache, so bytes over bandwidth is out of reach: one core has
// only so many misses under way, and what counts is that it always has all of them under way. Eight
// rows give eight streams of misses; of the next eight only the first lines are announced, because the
// processor itself sees the rest coming, and whole rows ahead throw out what is about to be read.
//
// Law: the score of a row depends neither on its place in the block nor on its neighbours. Each row
// has sums of its own, and rows(n, …) is the same code for every n, so the additions of a row have one
// order. Rows and queries are padded with zeros to whole steps: there is no tail.

#define SIDE_BY_SIDE 8
#define CACHE_LINE 64

// Four lines of each row; the page docs/decisions/0006-native-backend.md has the figures.
#define ANNOUNCED_BYTES 256

// n is a constant wherever this is inlined, so that the sums become registers.
static inline __attribute__((always_inline)) void rows(
    const int n, const void *query, const void *const *row, int bytes, float *results) {
    sums sum[SIDE_BY_SIDE];
#pragma GCC unroll 8
    for (int r = 0; r < n; r++) {
        sum[r] = (sums){0};
    }
    for (int at = 0; at < bytes; at += STEP_BYTES) {
        operand q = load_query(query, at);
#pragma GCC unroll 8
        for (int r = 0; r < n; r++) {
            sum[r] = accumulate(q, (const char *)row[r] + at, sum[r]);
        }
    }
#pragma GCC unroll 8
    for (int r = 0; r < n; r++) {
        results[r] = finish(query, (const char *)row[r], sum[r]);
    }
}

// Into the second-level cache: eight rows under way leave no room for more in the first.
static inline void announce(const void *const *row, int count, int bytes) {
    int announced = bytes < ANNOUNCED_BYTES ? bytes : ANNOUNCED_BYTES;
    for (int r = 0; r < count; r++) {
        for (int at = 0; at < announced; at += CACHE_LINE) {
            __builtin_prefetch((const char *)row[r] + at, 0, 2);
        }
    }
}

static inline void block(
    const void *query, const void *const *row, int count, int bytes, float *results) {
    int done = 0;
    for (; count - done >= SIDE_BY_SIDE; done += SIDE_BY_SIDE) {
        int left = count - done - SIDE_BY_SIDE;
        announce(row + done + SIDE_BY_SIDE, left < SIDE_BY_SIDE ? left : SIDE_BY_SIDE, bytes);
        rows(SIDE_BY_SIDE, query, row + done, bytes, results + done);
    }
    row += done;
    results += done;
    switch (count - done) {
        case 7:
            rows(7, query, row, bytes, results);
            break;
        case 6:
            rows(6, query, row, bytes, results);
            break;
        case 5:
            rows(5, query, row, bytes, results);
            break;
        case 4:
            rows(4, query, row, bytes, results);
            break;
        case 3:
            rows(3, query, row, bytes, results);
            break;
        case 2:
            rows(2, query, row, bytes, results);
            break;
        case 1:
            rows(1, query, row, bytes, results);
            break;
        default:
            break;
    }
}
