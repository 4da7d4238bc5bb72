package dev.lanes.search.store;

/// A document as the database keeps it.
///
/// @param row its number, which is also its id in the vector index
/// @param id the caller's id
/// @param idKind whether the caller's id was text or a number
/// @param json the whole document, to the letter
/// @param line the line of the file it came from, 0 when it came from elsewhere
public record StoredDocument(long row, String id, String idKind, String json, long line) {}
