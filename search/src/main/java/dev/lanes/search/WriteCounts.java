package dev.lanes.search;

/// What came of the documents of a stream.
///
/// @param written are there now
/// @param unchanged were there before, the same to the letter
/// @param failed were refused
public record WriteCounts(long written, long unchanged, long failed) {
    /// How many documents there were.
    public long total() {
        return written + unchanged + failed;
    }
}
