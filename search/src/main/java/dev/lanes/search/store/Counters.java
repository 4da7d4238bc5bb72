package dev.lanes.search.store;

/// How far a database has come. Two states with the same numbers are the same.
///
/// @param nextRow every document that was ever there has a smaller row
/// @param deletions how many there ever were: the number of the last one
/// @param forgotten how many of them the database does not list any more
/// @param documents how many there are
public record Counters(long nextRow, long deletions, long forgotten, long documents) {}
