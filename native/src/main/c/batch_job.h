// What the batch kernels are asked, and the kernels themselves; batch.h has their shape.

// A query, a row and their value.
struct batch_hit {
    int query;
    int row;
    float value;
};

// What is added to scale times product.
enum addends {
    // Nothing.
    ADDENDS_NONE = 0,
    // Nothing, but largest is kept.
    ADDENDS_LARGEST = 1,
    // float32: the row's squared length, negated. Codes: the float of the row at tail.
    ADDENDS_ROW = 2
};

// Many queries against rows that lie one after the other; dev.lanes.simd.BatchLayout has the offsets.
// The value of a query and a row is scales[query] · Σ query · row + addend; those above
// thresholds[query] are written to hits. u8_batch_dotprod takes 128 from every code of a row.
struct batch_job {
    const unsigned char *records;
    long stride;
    const void *plain;
    unsigned *packed;
    // As many as there are queries, and zeros and infinities up to a multiple of 16.
    const float *scales;
    const float *thresholds;
    // Room for rows times queries.
    struct batch_hit *hits;
    // Room for 8 rows of twice the bytes of a query.
    void *scratch;
    int rows;
    int queries;
    // Values a row and a query, padded to 16 floats or 64 codes.
    int dimension;
    int addends;
    int found;
    // The largest squared length of a row, or the largest magnitude of an addend, so far.
    float largest;
    // Codes: where in a row the float lies that is added.
    int tail;
};

// Brings job->plain into the order of the kernel of the same name, in job->packed.
typedef void batch_pack(struct batch_job *job);

// Returns job->found, the number of hits.
typedef int batch_kernel(struct batch_job *job);

batch_pack f32_batch_pack_avx2;
batch_pack f32_batch_pack_avx512;
batch_pack f32_batch_pack_neon;
batch_kernel f32_batch_avx2;
batch_kernel f32_batch_avx512;
batch_kernel f32_batch_neon;
batch_pack u8_batch_pack_avx2;
batch_pack u8_batch_pack_avx512;
// Also for u8_batch_amx.
batch_pack u8_batch_pack_vnni;
batch_pack u8_batch_pack_dotprod;
batch_kernel u8_batch_avx2;
batch_kernel u8_batch_avx512;
batch_kernel u8_batch_vnni;
// u8_batch_vnni where Linux does not allow tiles.
batch_kernel u8_batch_amx;
batch_kernel u8_batch_dotprod;
