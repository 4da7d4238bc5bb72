package dev.lanes.jmh.bm25;

/// What one library did.
///
/// @param library its name
/// @param libraryVersion its version
/// @param recall share of the true k best documents that it found, those of equal score counted
/// @param scoreError largest difference of one of its scores from the true one, over the true one
/// @param ndcg nDCG at 10, or at k where that is less
/// @param qps queries a second on one thread: queries of a round by the median time of the rounds
/// @param p50Us median time of one query, in microseconds, over all timed rounds
/// @param p99Us 99th percentile of the same
/// @param meanUs mean of the same
/// @param processorUs mean time of one query on the processor, in the median round
/// @param buildSeconds how long building the index took, on one thread
/// @param bytes size of the index
public record Bm25Result(
        String library,
        String libraryVersion,
        double recall,
        double scoreError,
        double ndcg,
        double qps,
        double p50Us,
        double p99Us,
        double meanUs,
        double processorUs,
        double buildSeconds,
        long bytes) {}
