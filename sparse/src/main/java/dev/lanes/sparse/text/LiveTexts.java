package dev.lanes.sparse.text;

import static dev.lanes.sparse.text.TextSegmentLayout.LONG;

/// A segment as searches see it: with the rows that were live at one moment, whatever is deleted
/// later. Immutable.
///
/// @param segment whose rows they are
/// @param bits of live rows, 64 in a word
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record LiveTexts(TextSegment segment, long[] bits) {
    /// The rows that are live now.
    static LiveTexts of(TextSegment segment) {
        return new LiveTexts(segment, segment.live().words().toArray(LONG));
    }

    boolean has(int row) {
        return (bits[row >>> 6] >>> row & 1) != 0;
    }
}
