// What a walk through a graph is asked; dev.lanes.simd.WalkLayout has the offsets.

// Records of one size in chunks that never move: where each chunk begins, bytes from one record to the
// next, and the logarithm of how many records a chunk has.
struct records {
    const char *const *chunks;
    long stride;
    int shift;
    int unused;
};

// A candidate: how close it is, larger is closer, and its ordinal with the bits below.
struct candidate {
    float raw;
    unsigned node;
};

// Its neighbours were looked at.
#define CANDIDATE_EXPANDED (1u << 31)

// On the way only: it is no result.
#define CANDIDATE_REJECTED (1u << 30)
#define CANDIDATE_ORDINAL (CANDIDATE_REJECTED - 1)

// Which nodes are results.
enum acceptance {
    ACCEPT_ALL = 0,
    // Those with a bit in accepted; the others lead the way.
    ACCEPT_MARKED = 1,
    // The same, and only those are scored: of the others, the neighbours are looked at instead.
    ACCEPT_MARKED_ONLY = 2
};

struct walk_job {
    // Rows by ordinal.
    struct records rows;
    // Lists of links on level 0 by ordinal, and of the levels above.
    struct records ground;
    struct records upper;
    // What is kept of a node by ordinal: at slot_at, an int, the number of its list on level 1. Those of
    // the levels above follow.
    struct records nodes;
    const void *query;
    // A byte a node: seen when it is the epoch.
    unsigned char *marks;
    const unsigned long *accepted;
    // Sorted, best first, with room for one more than capacity.
    struct candidate *beam;
    // Rows, links and nodes are there below this; links to others are passed over.
    int size;
    // Bits that accepted has; nodes above are not results.
    int accepted_bits;
    int operation;
    int row_bytes;
    int slot_at;
    int upper_lists;
    int degree;
    int upper_degree;
    int level;
    int epoch;
    int acceptance;
    // The most results, and the most candidates, in the beam.
    int ef;
    int capacity;
    int beam_size;
    // How many of the beam are results.
    int results;
    // Everything in the beam before it is expanded.
    int next;
    // Distances that a call may compute before it returns.
    int limit;
    // Counted up.
    int distances;
    int expanded;
    // Where a walk starts: a node and how close it is. Where a descent starts and ends.
    int node;
    float raw;
    int to_level;
};

// From job->node on job->level down to job->to_level, greedily: job->node and job->raw afterwards are the
// closest node of the levels above job->to_level.
void walk_descend(struct walk_job *job, int tier);

// Puts job->node into the empty beam.
void walk_start(struct walk_job *job);

// Expands candidates until there is none left, and returns 0, or until the limit is reached, and returns 1.
int walk_run(struct walk_job *job, int tier);
