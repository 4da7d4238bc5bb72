// A row of 8-bit codes as a query for such rows (code_query.h), without decoding it. A file first says
// how many codes one step takes (STEP_CODES) and what integers of 16 bits are to it; then it includes
// this.
//
// With c for a code, x = 2c - 255 and all numbers integers, a product of the query with the steps of its
// dimension is v = x · weight + offset, rounded to 16 bits, and a code of the query is v over the largest
// of them in 127ths. In Java the same (dev.lanes.kernels.internal.CodedRows), to the bit.
//
// Limit: the first-level cache, which gives 5 bytes for each code, twice, since to read them again costs
// less than to write the products down.

// Written by dev.lanes.kernels.internal.RowRounding. Behind it, for each byte of codes, a weight and then
// an offset, 16 bits each; 0 where a row has no code but padding or numbers.
typedef struct {
    // What the factor of a query divides for its scale.
    double scale;
    // With s for the sum of x · offset, what all rows have in common is sum_scale · s + constant + the
    // row's term, if there are terms.
    double sum_scale;
    double constant;
    int tail;
    char unused[36];
} row_rounding;

_Static_assert(sizeof(row_rounding) == 64, "weights begin on a cache line");

// What brings the largest product to 127, in 32768ths; below 1, which no 16-bit product needs.
static inline int factor_for(int largest) {
    int factor = largest == 0 ? 32767 : 127 * 32768 / largest;
    return factor < 32767 ? factor : 32767;
}

static inline shorts product(const char *row, const short *weights, const short *offsets, int at) {
    return add(rounded_product(shifted_by_7(centred(row + at)), load(weights + at)), load(offsets + at));
}

// In double and in this order, as in Java.
static inline void finish(code_query *query, const row_rounding *rounding, const char *row, int factor,
    int total, long sum) {
    double fixed = rounding->sum_scale * (double)sum + rounding->constant;
    if (rounding->tail != 0) {
        fixed += *(const float *)(row + rounding->tail);
    }
    query->scale = rounding->scale / factor;
    query->shift = fixed - query->scale * 127.5 * total;
    query->per_bit = 0;
    query->offset = 0;
    query->tail = rounding->tail;
    query->total = total;
}

static inline void row_query(const char *row, const row_rounding *rounding, int bytes, code_query *query) {
    const short *weights = (const short *)(rounding + 1);
    const short *offsets = weights + bytes;
    char *codes = (char *)(query + 1);
    shorts most = repeated(0);
    for (int at = 0; at < bytes; at += STEP_CODES) {
        most = larger(most, magnitude(product(row, weights, offsets, at)));
    }
    int factor = factor_for(largest_of(most));
    shorts factors = repeated((short)factor);
    shorts ones = repeated(1);
    // Both fit: 4096 codes in eight lanes, magnitudes of x up to 255 and of offsets up to 2^14.
    ints total = {0};
    ints sum = {0};
    for (int at = 0; at < bytes; at += STEP_CODES) {
        shorts rounded = rounded_product(product(row, weights, offsets, at), factors);
        store_codes(codes + at, rounded);
        total = add_products(total, rounded, ones);
        sum = add_products(sum, centred(row + at), load(offsets + at));
    }
    finish(query, rounding, row, factor, (int)total_of(total), total_of(sum));
}
