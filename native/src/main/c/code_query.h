// What a query against coded rows brings along, before its own codes: 64 bytes, so that the codes are
// aligned. Written by dev.lanes.kernels.internal.CodeQueryLayout.

typedef struct {
    // With sum for what a kernel computes in integers, a value is scale · sum + shift + term for 8-bit and
    // 4-bit codes, and factor · (scale · sum + shift + per_bit · population) + offset + term for bits.
    double scale;
    double shift;
    double per_bit;
    double offset;
    // Where in a row its own numbers lie: under EUCLIDEAN a term, for bits term, factor and population.
    // 0 when there are none: a row begins with codes.
    int tail;
    // The sum of the query's codes, for kernels that have to move the rows' codes.
    int total;
    char unused[24];
} code_query;

_Static_assert(sizeof(code_query) == 64, "codes begin on a cache line");

static inline const char *codes_of(const void *query) {
    return (const char *)query + sizeof(code_query);
}

// In double and in this order, as the Java backends compute it.
static inline float finish_codes(const void *query, const char *row, int sum) {
    const code_query *q = (const code_query *)query;
    double raw = q->scale * sum + q->shift;
    return (float)(q->tail == 0 ? raw : raw + *(const float *)(row + q->tail));
}

typedef struct {
    float term;
    float factor;
    int population;
} bit_tail;

static inline float finish_bits(const void *query, const char *row, int sum) {
    const code_query *q = (const code_query *)query;
    const bit_tail *tail = (const bit_tail *)(row + q->tail);
    double along = q->scale * sum + q->shift + q->per_bit * tail->population;
    return (float)(tail->factor * along + q->offset + tail->term);
}
