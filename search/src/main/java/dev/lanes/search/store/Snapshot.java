package dev.lanes.search.store;

/// A file of an index, and the changes that are in it for certain. It may have later ones too.
///
/// @param table the number of the field's table; 0 for the index of the texts
/// @param file its name in the collection's directory
/// @param fingerprint of the file
/// @param nextRow all documents with smaller rows are in it
/// @param deletions as many of the deletions are
public record Snapshot(int table, String file, long fingerprint, long nextRow, long deletions) {
    /// The same file, when changes have come that are none of its.
    public Snapshot at(long row, long deleted) {
        return new Snapshot(table, file, fingerprint, row, deleted);
    }
}
