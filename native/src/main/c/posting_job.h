// What a scan of posting lists and a scoring of sparse rows are asked; dev.lanes.simd.PostingLayout has
// the offsets.

// Rows a block: those that share a maximum.
#define BLOCK_ROWS 16

// Postings of one term by ascending ordinal. A posting has 16 bits: in the lower gap_bits how far it lies
// behind the one before, above them a code of its weight, which is 0 where there is no posting and the
// distance goes on.
struct posting_list {
    const unsigned short *at;
    const unsigned short *end;
    // Of the posting before at.
    unsigned ordinal;
    unsigned gap_bits;
    // What a code is multiplied by.
    unsigned factor;
    // Whether its postings are added up, or only bounded.
    int role;
    // The most that a posting adds.
    unsigned top;
    // Which row of the maxima belongs to it.
    int maxima_row;
};

enum role {
    // Its postings are added up.
    ROLE_ADDED = 0,
    // Bounded by the maxima of blocks.
    ROLE_BLOCKS = 1,
    // Bounded by the largest of all its postings.
    ROLE_TOP = 2
};

struct posting_job {
    struct posting_list *lists;
    // By row of the maxima, then by block: the largest code.
    const unsigned char *maxima;
    // A sum a row and a bound a block of the window.
    unsigned *sums;
    unsigned *bounds;
    // By block of the window, the largest bound of a row.
    unsigned *peaks;
    // Ordinals of the candidates, and what their scores are at most: room for as many as the window has
    // rows.
    unsigned *candidates;
    unsigned *candidate_bounds;
    // A bit for each row that may be a candidate, or 0 when all may.
    const unsigned long *accepted;
    // Blocks of all rows: from one row of the maxima to the next.
    long blocks;
    // Postings that were added up.
    long added;
    int list_count;
    int candidate_count;
    // The window's rows: a multiple of BLOCK_ROWS, and how many from there on.
    unsigned from;
    unsigned count;
    // What a candidate's bound must reach, at least 1.
    unsigned threshold;
    int unused;
};

// Bits of the filter of a query.
#define FILTER_BITS 1024

// A term of a query, or NO_TERM.
struct asked_term {
    unsigned term;
    float weight;
};

#define NO_TERM (~0u)

// Rows of a forward index and a query.
struct row_job {
    // Postings before each row, one more than there are rows.
    const unsigned *starts;
    const char *rows;
    // By term, in floats.
    const float *query;
    // A bit for each number that a term of the query has as its lowest bits.
    const char *filter;
    // The query's terms, each at the place that its lowest bits say or, where that is taken, behind it. At
    // least every other place is free.
    const struct asked_term *asked;
    const int *ordinals;
    float *scores;
    // Postings of all rows.
    unsigned long postings;
    int size;
    int count;
    int term_bytes;
    int weight_bytes;
    // Terms from here on weigh nothing.
    unsigned terms;
    // The lowest bits, which say where a term is asked.
    unsigned asked_mask;
};

// What is done with a window.
typedef void posting_kernel(struct posting_job *job);

// Those of a tier.
struct posting_kernels {
    // Adds lists up, bounds the others and writes the peaks.
    posting_kernel *scan;
    // Adds the others up, too.
    posting_kernel *deepen;
    // Gathers the rows whose bound reaches the threshold.
    posting_kernel *gather;
};

// Scores job->ordinals.
typedef void row_score_kernel(struct row_job *job);

// Those that a tier runs.
struct posting_kernels posting_kernels_of(int tier);
row_score_kernel *row_score_of(int tier);

posting_kernel posting_scan_avx2;
posting_kernel posting_scan_avx512;
posting_kernel posting_scan_neon;
posting_kernel posting_deepen_avx2;
posting_kernel posting_deepen_avx512;
posting_kernel posting_deepen_neon;
posting_kernel posting_gather_avx2;
posting_kernel posting_gather_avx512;
posting_kernel posting_gather_neon;
row_score_kernel row_score_avx2;
row_score_kernel row_score_avx512;
row_score_kernel row_score_neon;
row_score_kernel row_score_vnni;
