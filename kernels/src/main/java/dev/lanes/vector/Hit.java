package dev.lanes.vector;

/// One result of a search.
///
/// @param id the caller's key of the row
/// @param score how close the row is to the query; larger is closer (see [Similarity])
public record Hit(long id, float score) {}
