// Dots a query with the summaries of all clusters of some lists (Seismic, arXiv:2404.18812). Summaries lie
// by term, not by cluster: of a list's terms only those of the query are looked at.
//
// Limit: finding the query's terms among those of a list, some ten steps each, whose branches cannot be
// foretold; then an addition for each term of a summary that the query has.
//
// Nothing is checked: the sections are made in memory from rows that were, and never read from a file.

#include "cluster_job.h"

// The place of the first of the terms from..end that is not below one: by doubling steps, then by halves.
static inline unsigned place_of(const int *terms, unsigned from, unsigned end, int term) {
    unsigned step = 1;
    unsigned below = from;
    while (below + step < end && terms[below + step] < term) {
        below += step;
        step *= 2;
    }
    unsigned above = below + step < end ? below + step : end;
    while (below < above) {
        unsigned middle = below + (above - below) / 2;
        if (terms[middle] < term) {
            below = middle + 1;
        } else {
            above = middle;
        }
    }
    return below;
}

static inline void add(const struct cluster_job *job, unsigned place, float weight, float *bounds) {
    unsigned end = job->entry_starts[place + 1];
    for (unsigned i = job->entry_starts[place]; i < end; i++) {
        bounds[job->entry_clusters[i]] += weight * (float)job->entry_codes[i];
    }
}

void cluster_bounds(struct cluster_job *job) {
    float *bounds = job->bounds;
    for (int i = 0; i < job->list_count; i++) {
        int list = job->lists[i];
        int first = job->cluster_starts[list];
        int count = job->cluster_starts[list + 1] - first;
        unsigned place = job->dictionary_starts[list];
        unsigned end = job->dictionary_starts[list + 1];
        for (int j = 0; j < count; j++) {
            bounds[j] = 0;
        }
        for (int j = 0; j < job->term_count && place < end; j++) {
            place = place_of(job->dictionary, place, end, job->terms[j]);
            if (place < end && job->dictionary[place] == job->terms[j]) {
                add(job, place, job->weights[j], bounds);
            }
        }
        for (int j = 0; j < count; j++) {
            bounds[j] *= job->scales[first + j];
        }
        bounds += count;
    }
}
