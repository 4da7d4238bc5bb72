// A best-first walk through the links of a graph: Algorithm 2 of the HNSW paper (arXiv:1603.09320), with
// one sorted array in the place of its two heaps, and the unseen neighbours of a node scored in one
// block.
//
// Limit: the rows, which lie in no cache: the block kernels have eight misses under way. What is left is
// the list of the next node, which is announced before the block is scored, and the insertions, some
// eight moves of 64 bytes for a beam of 64.
//
// Law: the same candidates in the same order as dev.lanes.hnsw.JavaWalk. Nothing that is read of a graph
// is trusted: a link, a list and a bit are compared with what there is before they are followed.

#include "walk_job.h"

#include "kernels.h"

// The most links of a node, and the most rows that are scored at once.
#define MOST_LINKS 512
#define CACHE_LINE 64
#define NONE (-1)

struct block {
    int count;
    unsigned nodes[MOST_LINKS];
    const void *rows[MOST_LINKS];
    float raws[MOST_LINKS];
};

static inline const char *record(const struct records *records, unsigned index) {
    unsigned mask = (1u << records->shift) - 1;
    return records->chunks[index >> records->shift] + (long)(index & mask) * records->stride;
}

// A list of links, and how many it can have.
struct list {
    const int *links;
    int degree;
};

static inline struct list list_of(const struct walk_job *job, unsigned node, int level) {
    if (level == 0) {
        return (struct list){(const int *)record(&job->ground, node), job->degree};
    }
    unsigned slot = (unsigned)*(const int *)(record(&job->nodes, node) + job->slot_at) + level - 1;
    if (slot >= (unsigned)job->upper_lists) {
        return (struct list){0, 0};
    }
    return (struct list){(const int *)record(&job->upper, slot), job->upper_degree};
}

// Whoever sees a link sees the row and the links of its node.
static inline int link_acquire(const int *at) { return __atomic_load_n(at, __ATOMIC_ACQUIRE); }

static inline int is_marked(const struct walk_job *job, unsigned node) {
    if (node >= (unsigned)job->accepted_bits) {
        return 0;
    }
    unsigned long word = __atomic_load_n(job->accepted + node / 64, __ATOMIC_RELAXED);
    return (word >> (node % 64)) & 1;
}

static void announce(const struct walk_job *job, unsigned node) {
    struct list list = list_of(job, node, job->level);
    for (int at = 0; at < list.degree; at += CACHE_LINE / (int)sizeof(int)) {
        __builtin_prefetch(list.links + at);
    }
}

// Entries [at, end) of the beam move up by one. By eight, since a vector of them is a cache line.
typedef unsigned long eight __attribute__((vector_size(64), aligned(8), may_alias));

static inline void move_up(struct candidate *beam, int at, int end) {
    while (end - at >= 8) {
        end -= 8;
        // Read before it is written: the two overlap.
        eight moved = *(const eight *)(beam + end);
        *(eight *)(beam + end + 1) = moved;
    }
    while (end > at) {
        end--;
        beam[end + 1] = beam[end];
    }
}

// Behind all that are as good or better.
static inline int place(const struct walk_job *job, float raw) {
    int low = 0;
    int high = job->beam_size;
    while (low < high) {
        int middle = (low + high) / 2;
        if (job->beam[middle].raw >= raw) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static inline int is_rejected(const struct candidate *candidate) {
    return (candidate->node & CANDIDATE_REJECTED) != 0;
}

// What is behind the last of ef results will not be expanded.
static inline void cut(struct walk_job *job) {
    while (job->beam_size > job->capacity || job->results > job->ef
        || (job->results == job->ef && is_rejected(&job->beam[job->beam_size - 1]))) {
        job->beam_size--;
        job->results -= !is_rejected(&job->beam[job->beam_size]);
    }
}

static inline void offer(struct walk_job *job, unsigned node, float raw) {
    // NaN, which comes of infinite products of opposite signs, counts as the worst value there is.
    float value = raw != raw ? -__builtin_inff() : raw;
    int full = job->results == job->ef || job->beam_size == job->capacity;
    if (full && !(value > job->beam[job->beam_size - 1].raw)) {
        return;
    }
    unsigned bits = job->acceptance != ACCEPT_ALL && !is_marked(job, node) ? CANDIDATE_REJECTED : 0;
    int at = place(job, value);
    move_up(job->beam, at, job->beam_size);
    job->beam[at] = (struct candidate){value, node | bits};
    job->beam_size++;
    job->results += bits == 0;
    job->next = at < job->next ? at : job->next;
    cut(job);
}

static inline void add(const struct walk_job *job, struct block *block, unsigned node) {
    job->marks[node] = (unsigned char)job->epoch;
    block->nodes[block->count] = node;
    block->rows[block->count] = record(&job->rows, node);
    block->count++;
}

// The unseen neighbours of a node.
static inline void gather(const struct walk_job *job, unsigned node, struct block *block) {
    struct list list = list_of(job, node, job->level);
    block->count = 0;
    for (int i = 0; i < list.degree; i++) {
        int link = link_acquire(list.links + i);
        if (link == NONE) {
            break;
        }
        if ((unsigned)link < (unsigned)job->size && job->marks[link] != (unsigned char)job->epoch) {
            add(job, block, (unsigned)link);
        }
    }
}

// The unseen accepted ones among the neighbours of a node, and of those that are not accepted the
// accepted neighbours, until there are as many as a node has links.
static void gather_accepted(const struct walk_job *job, unsigned node, struct block *block) {
    unsigned detours[MOST_LINKS];
    int count = 0;
    struct list list = list_of(job, node, job->level);
    block->count = 0;
    for (int i = 0; i < list.degree; i++) {
        int link = link_acquire(list.links + i);
        if (link == NONE) {
            break;
        }
        if ((unsigned)link < (unsigned)job->size && job->marks[link] != (unsigned char)job->epoch) {
            if (is_marked(job, (unsigned)link)) {
                add(job, block, (unsigned)link);
            } else {
                detours[count++] = (unsigned)link;
                announce(job, (unsigned)link);
            }
        }
    }
    for (int i = 0; i < count && block->count < list.degree; i++) {
        job->marks[detours[i]] = (unsigned char)job->epoch;
        struct list further = list_of(job, detours[i], job->level);
        for (int j = 0; j < further.degree && block->count < list.degree; j++) {
            int link = link_acquire(further.links + j);
            if (link == NONE) {
                break;
            }
            // Most are not accepted: to ask that first is a branch that is foreseen.
            if (is_marked(job, (unsigned)link) && (unsigned)link < (unsigned)job->size
                && job->marks[link] != (unsigned char)job->epoch) {
                add(job, block, (unsigned)link);
            }
        }
    }
}

// The best candidate that was not expanded yet, or NONE.
static inline int best(struct walk_job *job) {
    while (job->next < job->beam_size && (job->beam[job->next].node & CANDIDATE_EXPANDED)) {
        job->next++;
    }
    return job->next == job->beam_size ? NONE : job->next;
}

void walk_start(struct walk_job *job) {
    job->marks[job->node] = (unsigned char)job->epoch;
    offer(job, (unsigned)job->node, job->raw);
}

int walk_run(struct walk_job *job, int tier) {
    block_kernel *score = block_kernel_of(job->operation, tier);
    struct block block;
    int enough = job->distances + job->limit;
    for (int at = best(job); at != NONE; at = best(job)) {
        if (job->distances >= enough) {
            return 1;
        }
        unsigned node = job->beam[at].node & CANDIDATE_ORDINAL;
        job->beam[at].node |= CANDIDATE_EXPANDED;
        job->next++;
        job->expanded++;
        if (job->acceptance == ACCEPT_MARKED_ONLY) {
            gather_accepted(job, node, &block);
        } else {
            gather(job, node, &block);
        }
        int following = best(job);
        if (following != NONE) {
            announce(job, job->beam[following].node & CANDIDATE_ORDINAL);
        }
        score(job->query, block.rows, block.count, job->row_bytes, block.raws);
        job->distances += block.count;
        for (int i = 0; i < block.count; i++) {
            offer(job, block.nodes[i], block.raws[i]);
        }
    }
    return 0;
}

void walk_descend(struct walk_job *job, int tier) {
    block_kernel *score = block_kernel_of(job->operation, tier);
    struct block block;
    block.rows[0] = record(&job->rows, (unsigned)job->node);
    score(job->query, block.rows, 1, job->row_bytes, &job->raw);
    job->distances++;
    for (int level = job->level; level > job->to_level; level--) {
        int closer = 1;
        while (closer) {
            closer = 0;
            struct list list = list_of(job, (unsigned)job->node, level);
            block.count = 0;
            for (int i = 0; i < list.degree; i++) {
                int link = link_acquire(list.links + i);
                if (link == NONE) {
                    break;
                }
                if ((unsigned)link < (unsigned)job->size) {
                    block.nodes[block.count] = (unsigned)link;
                    block.rows[block.count] = record(&job->rows, (unsigned)link);
                    block.count++;
                }
            }
            score(job->query, block.rows, block.count, job->row_bytes, block.raws);
            job->distances += block.count;
            for (int i = 0; i < block.count; i++) {
                if (block.raws[i] > job->raw) {
                    job->raw = block.raws[i];
                    job->node = (int)block.nodes[i];
                    closer = 1;
                }
            }
        }
    }
}
