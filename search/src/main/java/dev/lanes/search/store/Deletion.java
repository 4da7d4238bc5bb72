package dev.lanes.search.store;

/// That a document is gone.
///
/// @param number of the deletion, ascending
/// @param row which document
/// @param parts how many numbers it took
public record Deletion(long number, long row, int parts) {}
