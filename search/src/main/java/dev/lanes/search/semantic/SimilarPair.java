package dev.lanes.search.semantic;

/// Two rows of a corpus and how alike they are.
///
/// @param first number of the one row, from 0
/// @param second number of the other, larger than the first
/// @param score what their similarity makes of them, larger is closer
public record SimilarPair(int first, int second, float score) {}
