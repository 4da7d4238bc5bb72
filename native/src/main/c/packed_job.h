// What is asked of packed posting lists; dev.lanes.simd.PackedLayout has the offsets.

// Postings of one term by ascending ordinal, in fields of as many bytes as gap_bits and weight_bits need.
// The lower gap_bits say how far a posting lies behind the one before, the others
// are its weight less the base. Where all bits of the distance are 1 there is no posting: the distance is
// then that number times one more than what stands in the place of the weight.
struct packed_list {
    // The first field; 128 bytes may be read from any field.
    const char *fields;
    // How many fields there are, and how many were read.
    long count;
    long next;
    // Of the query.
    double weight;
    // Of the posting before.
    unsigned ordinal;
    unsigned gap_bits;
    unsigned weight_bits;
    unsigned base;
};

struct packed_job {
    struct packed_list *lists;
    // A sum a row of the window.
    double *sums;
    // Rows that were gathered, and their scores: room for as many as the window has rows.
    unsigned *ordinals;
    float *scores;
    // A bit for each row that may be gathered.
    const unsigned long *accepted;
    // Fields that were read.
    long added;
    int list_count;
    int gathered;
    // The window's rows.
    unsigned from;
    unsigned count;
    // What a score must reach; it must be above 0, too.
    float threshold;
    // 2 or 4.
    int weight_bytes;
};

typedef void packed_kernel(struct packed_job *job);

// Those of a tier.
struct packed_kernels {
    // Adds all lists up over a window.
    packed_kernel *sum;
    // Gathers the rows of the window whose score reaches the threshold.
    packed_kernel *gather;
};

struct packed_kernels packed_kernels_of(int tier);

packed_kernel packed_sum_avx2;
packed_kernel packed_sum_avx512;
packed_kernel packed_sum_neon;
packed_kernel packed_gather_avx2;
packed_kernel packed_gather_avx512;
packed_kernel packed_gather_neon;
