package dev.lanes.search.store;

/// A document as the database keeps it.
///
/// @param row its number, ascending and never used again; also that of its first passage
/// @param parts how many numbers it takes, at least 1: as many as its longest field has passages
/// @param id the caller's id
/// @param idKind whether the caller's id was text or a number
/// @param json the whole document, to the letter
/// @param line the line of the file it came from, 0 when it came from elsewhere
public record StoredDocument(
        long row, int parts, String id, String idKind, String json, long line) {}
