package dev.lanes.jmh.kernels;

/// One way to compare a query with rows.
///
/// @param library in lower case
/// @param version of the library
/// @param backend which of the library's ways
/// @param provider what the library says of the code that it runs
/// @param rowBytes what a row takes, padding included
/// @param scorer computes
record Contender(
        String library,
        String version,
        String backend,
        String provider,
        long rowBytes,
        BlockScorer scorer) {}
