package dev.lanes.jmh.measure;

/// One library at one efSearch.
///
/// @param library its name
/// @param libraryVersion its version
/// @param backend what it says of the code that computes its similarities
/// @param efSearch the width of the beam
/// @param recall share of the true k nearest rows that it found; see [Recall]
/// @param qps queries a second on one thread: queries of a round by the median time of the rounds
/// @param p50Us median time of one query, in microseconds, over all timed rounds
/// @param p99Us 99th percentile of the same
/// @param buildSeconds how long building the index took, on one thread
/// @param bytes size of the index
public record HnswResult(
        String library,
        String libraryVersion,
        String backend,
        int efSearch,
        double recall,
        double qps,
        double p50Us,
        double p99Us,
        double buildSeconds,
        long bytes) {}
