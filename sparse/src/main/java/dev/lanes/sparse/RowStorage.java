package dev.lanes.sparse;

/// How the rows of an index lie in memory and in files: what a posting takes, and how fast searches
/// are. Exact searches find the same rows.
///
/// Bytes a posting are all there is, ids included, of 58,563 rows with 57 terms each and 16-bit
/// weights (`splade-pp-ed`); docs/decisions/0019 says how they and the times were measured.
public enum RowStorage {
    /// Rows with all their terms and weights, and posting lists with codes that bound weights: 6.4
    /// bytes a posting, and the fastest.
    PLAIN,
    /// Posting lists that hold the weights as they are stored, and no rows: 3.3 bytes a posting
    /// (5.1 with 32-bit weights), and 1.5 times the time for ten hits, no more for a thousand.
    ///
    /// Every search reads all lists of the query, whatever algorithm it asks for, so that
    /// [Algorithm#SEISMIC] is exact, too. [Getting][SparseIndex#get] a row reads all lists of a
    /// segment, and a merge makes rows of them on the heap. Scores may differ from those of other
    /// storages in the last bit, since products are added up in another order.
    LISTS_ONLY
}
