// Scores rows of a forward index. The including file has defined "score", which scores one, and names SCORE.
//
// Limit: the four lines of a row lie in no cache and are fetched some rows ahead.

// Rows whose bytes are fetched ahead, and rows whose place is.
#define AHEAD 8
#define FAR_AHEAD 16
#define CACHE_LINE 64

static inline void announce(const struct row_job *job, int index) {
    int far = index + FAR_AHEAD - AHEAD;
    if (far < job->count && (unsigned)job->ordinals[far] < (unsigned)job->size) {
        __builtin_prefetch(job->starts + job->ordinals[far]);
    }
    if (index < job->count) {
        struct row row = row_of(job, job->ordinals[index]);
        unsigned long bytes = row.length * (unsigned)(job->term_bytes + job->weight_bytes);
        for (unsigned long at = 0; at < bytes; at += CACHE_LINE) {
            __builtin_prefetch(row.at + at);
        }
    }
}

static inline void score_all(struct row_job *job, int term_bytes, int weight_bytes) {
    for (int i = 0; i < AHEAD; i++) {
        announce(job, i);
    }
    for (int i = 0; i < job->count; i++) {
        announce(job, i + AHEAD);
        job->scores[i] = score(job, row_of(job, job->ordinals[i]), term_bytes, weight_bytes);
    }
}

void SCORE(struct row_job *job) {
    if (job->term_bytes == 2 && job->weight_bytes == 2) {
        score_all(job, 2, 2);
    } else if (job->term_bytes == 2) {
        score_all(job, 2, 4);
    } else if (job->weight_bytes == 2) {
        score_all(job, 4, 2);
    } else {
        score_all(job, 4, 4);
    }
}
