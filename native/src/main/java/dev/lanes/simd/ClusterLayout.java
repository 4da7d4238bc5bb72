package dev.lanes.simd;

/// Where the fields of `struct cluster_job` of cluster_job.h lie: what [NativePostings#bound] is
/// asked. All are little-endian; addresses have 64 bits, counts 32.
public final class ClusterLayout {
    /// Address of the terms of a query, ints, ascending.
    public static final long TERMS = 0;

    /// Address of their weights, floats.
    public static final long WEIGHTS = 8;

    /// Address of the terms whose lists are asked for, ints.
    public static final long LISTS = 16;

    /// Address of an int for each term and one more: clusters of the lists before.
    public static final long CLUSTER_STARTS = 24;

    /// Address of an int for each term and one more: terms of summaries of the lists before.
    public static final long DICTIONARY_STARTS = 32;

    /// Address of the terms of the summaries of each list, ints, ascending.
    public static final long DICTIONARY = 40;

    /// Address of an int for each of them and one more: entries before.
    public static final long ENTRY_STARTS = 48;

    /// Address of 16 bits for each entry: the cluster within its list.
    public static final long ENTRY_CLUSTERS = 56;

    /// Address of a byte for each entry: a code of the largest weight.
    public static final long ENTRY_CODES = 64;

    /// Address of a float for each cluster: what a code is multiplied by.
    public static final long SCALES = 72;

    /// Address of a float for each cluster of the lists asked for, list after list.
    public static final long BOUNDS = 80;

    /// How many terms the query has.
    public static final long TERM_COUNT = 88;

    /// How many lists are asked for.
    public static final long LIST_COUNT = 92;

    /// Bytes of a job.
    public static final long JOB_BYTES = 96;

    private ClusterLayout() {}
}
