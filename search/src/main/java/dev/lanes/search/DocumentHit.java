package dev.lanes.search;

/// One result of a search.
///
/// @param id the caller's id of the document
/// @param score how close it is to the question; larger is closer (see
///   [dev.lanes.vector.Similarity])
/// @param document the document as it came in
public record DocumentHit(DocumentId id, float score, Document document) {}
