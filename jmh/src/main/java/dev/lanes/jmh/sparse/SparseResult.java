package dev.lanes.jmh.sparse;

/// One way to search one index.
///
/// @param library its name
/// @param libraryVersion its version
/// @param backend what the library says of the code that computes
/// @param algorithm how it searches
/// @param recall share of the true k best rows that it found, ties counted; see [ExactScores]
/// @param qps queries a second on one thread: queries of a round by the median time of the rounds
/// @param p50Us median time of one query, in microseconds, over all timed rounds
/// @param p99Us 99th percentile of the same
/// @param meanUs mean of the same
/// @param processorUs mean time of one query on the processor, in the median round
/// @param buildSeconds how long building the index took, on one thread
/// @param bytes size of the index
/// @param bytesPerPosting the same for each pair of a term and a weight
public record SparseResult(
        String library,
        String libraryVersion,
        String backend,
        String algorithm,
        double recall,
        double qps,
        double p50Us,
        double p99Us,
        double meanUs,
        double processorUs,
        double buildSeconds,
        long bytes,
        double bytesPerPosting) {}
