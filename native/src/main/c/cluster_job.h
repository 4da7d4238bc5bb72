// What bounding clusters is asked; dev.lanes.simd.ClusterLayout has the offsets.

struct cluster_job {
    // The query: terms, ascending, and their weights.
    const int *terms;
    const float *weights;
    // Terms whose lists are asked for.
    const int *lists;
    // By term: clusters, and terms of summaries, of the lists before.
    const int *cluster_starts;
    const unsigned *dictionary_starts;
    // Terms of the summaries of a list, ascending.
    const int *dictionary;
    // By place in the dictionary: entries before.
    const unsigned *entry_starts;
    // Of an entry: the cluster within the list, and a code of the largest weight there.
    const unsigned short *entry_clusters;
    const unsigned char *entry_codes;
    // By cluster: what a code is multiplied by.
    const float *scales;
    // Receives a bound for each cluster, list after list.
    float *bounds;
    int term_count;
    int list_count;
};

void cluster_bounds(struct cluster_job *job);
